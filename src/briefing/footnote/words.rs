//! Lists words without which patterns of [`super::marks`] or [`super::repeat`] cannot match (en, de, fr, es).

use super::pattern::year;
use super::pattern::{has_digit, has_versus};

pub(super) const VOLUMES: &[&str] = &[
    "vol", "vols", "volume", "iss", "issue", "no", "nos", "n", "nr", "num", "núm", "bd", "band", "jg", "t", "tome",
    "tomo", "livre", "libro", "buch", "book", "part", "heft", "series", "ser", "ed", "eds", "edn", "édition",
    "aufl", "hrsg", "trans", "tr", "al",
];

pub(super) const IDENTIFIERS: &[&str] = &[
    "doi", "isbn", "issn", "arxiv", "pmid", "pmcid", "rfc", "ecli", "iso", "celex", "hdl",
];

pub(super) const SIGNALS: &[&str] = &[
    "pointed", "noted", "shown", "argued", "discussed",
    "see", "cf", "compare", "source", "sources", "voir", "v", "cfr", "vgl", "vergl", "siehe", "s", "quelle", "véase", "vid",
    "ver", "fuente", "consult", "contra", "accord", "quoting", "citing", "reproduit", "repris", "via", "h", "hat",
    "from", "quoted", "cited", "reprinted", "reproduced", "adapted", "based", "taken", "borrowed", "cité", "cités",
    "d", "zitiert", "zit", "abgedruckt", "citado", "tomado",
];

pub(super) const CROSSES: &[&str] = &[
    "but", "and", "please", "for", "see", "cf", "compare", "refer", "siehe", "s", "vgl", "vergl", "voir", "v", "véase",
    "ante", "post", "supra", "infra", "as", "wie", "comme", "como",
    "ver",
];

/// Verbs of saying.
pub(super) const SAYING: &[&str] = &[
    "said", "told", "reported", "reports", "testified", "wrote", "writes", "stated", "states", "argued", "argues",
    "claimed", "claims", "explains", "explained", "announced", "confirmed", "conceded", "recalled", "estimates",
    "estimated", "insisted", "maintains", "concluded", "concludes", "found", "notes", "noted", "observes",
    "observed", "describes", "recommends", "defines", "says", "schrieb", "schreibt", "sagte", "sagt", "erklärte",
    "erklärt", "berichtet", "berichtete", "meint", "behauptet", "écrit", "écrivait", "écrivit", "déclare",
    "déclara", "déclaré", "affirme", "affirmait", "rapporte", "raconte", "souligne", "estime", "dijo", "dice",
    "escribió", "escribe", "declaró", "afirma", "afirmó", "informó", "señala", "cuenta",
];

pub(super) const ACCORDINGS: &[&str] = &[
    "according", "words", "reported", "told", "angaben", "laut", "zufolge", "selon", "après", "según", "acuerdo",
];

pub(super) const REBUTTALS: &[&str] = &[
    "contra", "pace", "against", "by", "von", "durch", "par", "por", "dagegen", "hingegen", "anders", "deviate", "deviates", "depart", "departs", "differ", "differs", "disputes", "disputed", "denies", "denied", "rejects", "rejected",
    "refutes", "refuted", "contradicts", "contradicted", "disagreeing", "contrary", "contrairement", "entgegen", "contrario", "incorrectly", "wrongly", "mistakenly", "erroneously",
    "falsely", "misleadingly", "fälschlich", "fälschlicherweise", "unrecht", "tort", "erróneamente", "razón",
    "context", "zusammenhang", "contexte", "contexto",
];

pub(super) const LETTERS: &[&str] = &[
    "interview", "interviewed", "letter", "letters", "mail", "mails", "email", "emails", "communication",
    "conversation", "conversations", "talked", "spoke", "press", "statement", "testimony", "affidavit",
    "deposition", "transcript", "brief", "briefe", "gespräch", "mündlich", "pressemitteilung", "mitteilung", "lettre",
    "lettres", "entretien", "communiqué", "carta", "entrevista", "comunicado", "conversación",
    "prensa", "comunicación", "personnelle",
];

pub(super) const ARTICLES: &[&str] = &[
    "the", "a", "der", "die", "das", "le", "la", "les", "l", "el", "los", "las",
];

pub(super) const EDITORS: &[&str] = &[
    "ndlr", "ndt", "nde", "n", "nd", "nl", "ndl", "ed", "eds", "tr", "trans", "editor", "translator", "anm",
    "anmerkung", "note", "nota", "red", "hrsg", "version", "versions", "versión",
    "fassung", "correction", "corrected", "corrigendum", "erratum", "clarification", "berichtigung", "korrektur", "correctif",
    "corrección", "fe", "needed", "fehlt", "fehlen", "nécessaire", "requise", "requerida",
];

pub(super) const READINGS: &[&str] = &[
    "sic", "edition", "editions", "ed", "eds", "manuscript", "ms", "mss", "original", "draft", "printing", "copy",
    "typescript", "text", "ausgabe", "auflage", "handschrift", "édition", "manuscrit", "edición",
    "misprint", "misprinted", "corrected", "emended", "omitted", "added", "read", "reads", "error", "capitals",
    "italics", "emphasis",
];

pub(super) const GLOSSES: &[&str] = &[
    "i", "ie", "e", "eg", "that", "in", "viz", "namely", "en", "or", "and", "but", "nor", "because", "though", "although",
    "except", "even", "also", "at", "well", "yes", "hereby", "named", "after", "refer", "refers", "referring", "reference", "no", "none", "not", "now", "today",
    "formerly", "previously", "excluding", "including", "edit", "update", "updated", "addendum", "hence", "thus", "sorry", "spoiler", "just", "pun",
    "shout", "shoutout", "shoutouts", "thanks", "thank", "kudos", "pro", "tip", "je", "ich", "agradezco", "agradecemos", "par", "por", "zum", "beispielsweise", "valga", "entiéndase", "cabe", "actualmente", "il", "notons", "rappelons",
    "à", "gemeint", "sin", "credit", "credits", "hey", "oh", "ok", "okay",
    "literally", "short", "abbreviat", "abbreviation", "abbreviated", "acronym", "acronyms", "called", "defined",
    "pronounced", "meaning", "from", "the", "latin", "greek", "french", "german", "spanish", "italian", "dutch",
    "russian", "arabic", "english", "n", "nb", "nota", "note", "remember", "where", "when", "whenever", "if",
    "while", "since", "unless", "until", "so", "about", "roughly", "approximately", "for", "on", "c", "mais", "et",
    "ou", "où", "car", "sauf", "soit", "autrement", "littéralement", "défini", "définie", "définis",
    "définies", "définit", "appelé", "appelée", "appelées", "appelés", "environ", "abréviation", "abréviations",
    "merci", "d", "das", "aber", "und", "oder", "weil", "denn", "nämlich", "genauer", "sogenannt", "sogenannte",
    "sogenannter", "sogenanntes", "sogenannten", "genannt", "wörtlich", "kurz", "abkürzung", "abkürzungen",
    "erhältlich", "dank", "danke", "etwa", "rund", "es", "o", "pero", "y", "porque", "literalmente", "abreviatura",
    "abreviaturas", "sigla", "siglas", "gracias", "a", "llamado", "llamada", "llamados", "llamadas",
];

pub(super) const SALES: &[&str] = &[
    "now", "also", "for", "on", "buy", "order", "en", "erhältlich", "zu", "a",
];

pub(super) const LEADS: &[&str] = &[
    "but", "and", "see", "cf", "compare", "siehe", "vgl", "vergl", "voir", "véase", "vid", "cfr", "contra", "pace", "dagegen",
    "hingegen", "source", "sources",
    "quelle", "quellen", "fuente", "fuentes", "from", "example", "via", "h", "according", "selon", "d", "según",
    "laut", "nach", "quoted", "cited", "cité", "zitiert", "citado", "sur", "for", "ver", "para", "pour", "consulte",
    "generally", "this", "adapted", "based",
];

pub(super) const BEFORES: &[&str] = &[
    "see", "siehe", "vgl", "vergl", "voir", "véase", "cf", "ibid", "ibidem", "ib", "id", "idem", "ebd", "ebda", "ebenda", "ibíd",
    "ibídem", "íd", "loc", "op", "a",
];

pub(super) const FOOTNOTES: &[&str] = &[
    "n", "fn", "note", "anm", "nota", "footnote", "fußnote",
];

/// Whether a text may have a year after a parenthesis, a comma or a stop, or in a date.
pub(super) fn may_have_year(text: &str) -> bool {
    let Some(at) = year(text) else { return has_nd(text) };
    text[..at].contains(['(', '[', ',', '.']) || text.contains('-') || has_nd(text) || year(&text[at + 4..]).is_some()
}

fn has_nd(text: &str) -> bool {
    ["n.d.", "n. d.", "n.\u{a0}d."].iter().any(|sign| text.contains(sign))
}

/// Whether a text may name a case or a statute.
pub(super) fn may_be_law(text: &str) -> bool {
    const SIGNS: [&str; 22] = [
        "Public",
        "P.",
        "Bundes",
        "Verordnung",
        "Richtlinie",
        "SR",
        "U.S",
        "BGBl",
        "BVerfG",
        "BGH",
        "Stat",
        "Pub.",
        "L.",
        "Regulation",
        "Directive",
        "Ct",
        "F.",
        "EW",
        "UKSC",
        "Lo",
        "Ley",
        "Drs",
    ];
    has_versus(text)
        || text.contains("Drucksache")
        || has_digit(text) && (number_before_capital(text) || text.contains("C-") || text.contains("T-"))
        || SIGNS.iter().any(|sign| text.contains(sign))
}

/// Whether a text has a digit, a space and a capital in a row, as in a law report.
fn number_before_capital(text: &str) -> bool {
    let mut chars = text.chars();
    let (mut before, mut last) = (' ', ' ');
    chars.any(|c| {
        let found = before.is_ascii_digit() && matches!(last, ' ' | '\u{a0}') && c.is_uppercase();
        (before, last) = (last, c);
        found
    })
}

/// Whether a text has a stop between two letters, as in a domain.
pub(super) fn may_be_domain(text: &str) -> bool {
    text.as_bytes().windows(3).any(|three| {
        three[1] == b'.'
            && (three[0].is_ascii_alphanumeric() || !three[0].is_ascii() || three[0] == b'-')
            && three[2].is_ascii_alphabetic()
    })
}
