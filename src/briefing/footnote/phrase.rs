//! Decides whether a phrase without a mark of a reference is a name or a description (en, de, fr, es).

use super::pattern::{begins, has_digit, has_exactly, has_word};

/// First words of clauses, answers and descriptions. A name does not begin with them.
const BEGINS: &[&str] = &[
    "because",
    "like",
    "free",
    "such",
    "only",
    "here",
    "there",
    "then",
    "when",
    "how",
    "why",
    "as",
    "if",
    "with",
    "without",
    "by",
    "for",
    "to",
    "during",
    "after",
    "before",
    "between",
    "about",
    "note",
    "error",
    "see",
    "unlike",
    "again",
    "still",
    "usually",
    "sometimes",
    "probably",
    "possibly",
    "perhaps",
    "maybe",
    "apparently",
    "especially",
    "including",
    "excluding",
    "compared",
    "contrary",
    "more",
    "less",
    "parce",
    "comme",
    "cela",
    "ceci",
    "après",
    "avant",
    "sans",
    "avec",
    "dans",
    "pour",
    "selon",
    "dont",
    "depuis",
    "pendant",
    "erreur",
    "ainsi",
    "donc",
    "ici",
    "peut",
    "ohne",
    "mit",
    "bei",
    "vor",
    "nach",
    "wie",
    "hier",
    "für",
    "vielleicht",
    "vermutlich",
    "also",
    "statt",
    "trotz",
    "davon",
    "darunter",
    "wegen",
    "sin",
    "con",
    "como",
    "porque",
    "desde",
    "durante",
    "antes",
    "después",
    "aquí",
    "quizá",
    "quizás",
    "así",
    "avertissement",
    "warning",
    "hinweis",
    "nota",
];

/// Words that describe the text or a word.
const DESCRIBES: &[&str] = &[
    "illegible",
    "unreadable",
    "character",
    "translation",
    "translated",
    "term",
    "terms",
    "word",
    "words",
    "phrase",
    "spelling",
    "spelt",
    "expression",
    "meaning",
    "pejorative",
    "derogatory",
    "slang",
    "kind",
    "sort",
    "nickname",
    "unleserlich",
    "unleserliches",
    "unleserliche",
    "unleserlicher",
    "zeichen",
    "übersetzung",
    "begriff",
    "ausdruck",
    "wort",
    "bezeichnung",
    "abwertend",
    "illisible",
    "caractère",
    "traduction",
    "terme",
    "mot",
    "mots",
    "péjoratif",
    "ilegible",
    "carácter",
    "traducción",
    "término",
    "palabra",
    "palabras",
    "expresión",
    "peyorativo",
];

/// Verbs. A name has none.
const VERBS: &[&str] = &[
    "ist",
    "sind",
    "wird",
    "sei",
    "hat",
    "habe",
    "müsste",
    "sollte",
    "könnte",
    "sont",
    "était",
    "serait",
    "fue",
    "eran",
    "étant",
    "etant",
    "ayant",
    "faisant",
    "pesant",
    "permettant",
    "venant",
    "donnant",
    "représentant",
];

/// Prepositions. A participle before them describes an action and names nobody.
const RELATIONS: &[&str] =
    &["by", "in", "into", "from", "as", "of", "to", "with", "at", "on", "par", "en", "dans", "por"];

/// Participles that do not end in "ed".
#[rustfmt::skip]
const PARTICIPLES: &[&str] = &[
    "written", "taken", "given", "made", "held", "born", "begun", "built", "found", "shown", "known", "drawn", "sent", "set", "sold",
];

/// Words that describe something if they stand alone.
#[rustfmt::skip]
const LONE_DESCRIPTIONS: &[&str] = &[
    "provisional", "approximate", "estimated", "unofficial", "unconfirmed", "deceased", "retired", "incumbent", "acting", "optional",
    "required", "preliminary", "projected", "revised", "vorläufig", "geschätzt", "provisoire", "provisional", "estimé",
];

const ARTICLES: &[&str] =
    &["a", "an", "the", "der", "die", "das", "ein", "eine", "le", "la", "les", "un", "une", "el", "los", "las", "una"];

const DEFINITE: &[&str] = &["the", "der", "die", "das", "le", "la", "les", "el", "los", "las"];

const RELATIVES: &[&str] =
    &["who", "whom", "whose", "that", "which", "where", "qui", "dont", "que", "quien", "quienes"];

/// People, bodies and documents. A short phrase without a proper name is a source only if it has one of these words.
#[rustfmt::skip]
pub(super) const ANSWERING: &[&str] = &[
    "official", "officials", "officer", "officers", "employee", "employees", "worker", "workers", "resident",
    "residents", "witness", "witnesses", "expert", "experts", "analyst", "analysts", "source", "sources", "spokesman",
    "spokeswoman", "spokesperson", "author", "authors", "user", "users", "member", "members", "pilot", "pilots", "owner",
    "owners", "manager", "managers", "minister", "ministers", "teacher", "teachers", "student", "students", "staff",
    "police", "government", "ministry", "agency", "authority", "authorities", "company", "firm", "court", "committee",
    "commission", "office", "department", "council", "board", "union", "army", "navy", "church", "bank", "museum",
    "library", "newspaper", "reporter", "reporters", "journalist", "journalists", "editor", "editors", "lawyer",
    "lawyers", "doctor", "doctors", "scientist", "scientists", "researcher", "researchers", "engineer", "engineers",
    "captain", "captains", "fisherman", "fishermen", "diplomat", "diplomats", "defector", "defectors", "soldier",
    "soldiers", "neighbour", "neighbours", "neighbor", "neighbors", "friend", "friends", "people", "person", "persons",
    "caller", "callers", "man", "woman", "men", "women", "somebody", "someone", "firms", "companies", "auditors", "auditor", "report",
    "reports", "survey", "surveys", "audit", "study", "studies", "minutes", "record", "records", "archive", "archives",
    "letter", "letters", "memo", "diary", "data", "statistics", "figures", "census", "press", "interview", "interviews",
    "log", "logs", "paper", "papers", "book", "article", "register", "database", "dataset", "testimony", "statement",
    "statements", "observation", "observations", "calculation", "calculations", "estimate", "estimates", "analysis",
    "experience", "correspondence", "documents", "document", "file", "files", "documentation", "specification",
    "manual", "website", "catalogue", "catalog", "map", "photograph", "photographs", "transcript",
    "beamte", "beamter", "mitarbeiter", "zeuge", "zeugen", "experte", "experten", "sprecher", "sprecherin", "polizei",
    "regierung", "behörde", "behörden", "ministerium", "gericht", "bericht", "berichte", "umfrage", "studie",
    "protokoll", "akten", "archiv", "brief", "briefe", "tagebuch", "daten", "statistik", "lotsen", "anwohner",
    "auskunft", "berechnung", "berechnungen", "beobachtung", "leute", "fachleute", "gutachten",
    "fonctionnaire", "fonctionnaires", "témoin", "témoins", "expert", "experts", "porte-parole", "gouvernement",
    "ministère", "rapport", "rapports", "enquête", "étude", "études", "procès-verbal", "archives", "lettre", "lettres",
    "journal", "données", "statistiques", "habitants", "pilotes", "pilote", "entretien", "entretiens", "auteur",
    "auteurs", "calculs", "sondage", "préfecture", "mairie",
    "funcionario", "funcionarios", "testigo", "testigos", "experto", "expertos", "portavoz", "policía", "gobierno",
    "ministerio", "tribunal", "informe", "informes", "encuesta", "estudio", "estudios", "acta", "actas", "archivo",
    "archivos", "carta", "cartas", "diario", "datos", "estadísticas", "vecinos", "prácticos", "autor", "autores",
    "entrevista", "entrevistas", "cálculos", "ayuntamiento",
];

const GERMAN: &[&str] = &[
    "der", "die", "das", "des", "dem", "den", "und", "von", "vom", "im", "zum", "zur", "eines", "einer", "als", "bei",
];

/// Fewest commas of a phrase without a number that is a list.
const MOST_COMMAS: usize = 5;

/// Whether a phrase looks like a name.
pub(super) fn is_a_name(phrase: &str) -> bool {
    let phrase = phrase.trim();
    let first = phrase.trim_start_matches(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = phrase.split(' ').filter(|word| word.contains(char::is_alphanumeric)).collect();
    let small = |word: &&&str| word.starts_with(char::is_lowercase);
    let smalls = words.iter().filter(small).count();
    if phrase.ends_with('?')
        || phrase.contains("?)")
        || has_word(phrase, DESCRIBES)
        || explains(phrase)
        || phrase.contains(" such as ")
    {
        return false;
    }
    if words.len() < 2 {
        // A single word may only describe: "One-tailed.", "Provisional."
        let word = phrase.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        return !LONE_DESCRIPTIONS.contains(&word.as_str())
            && !phrase.split_once('-').is_some_and(|(_, rest)| rest.starts_with(char::is_lowercase));
    }
    let [one, two] = [words[0], words[1]].map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    let is_done = ["ed", "é"].iter().any(|end| one.ends_with(end)) || begins(one, PARTICIPLES);
    // "Tale, Collection, Author, Teller, Region, Language" lists things.
    if phrase.matches(", ").count() >= MOST_COMMAS && !has_digit(phrase) {
        return false;
    }
    if first.starts_with(char::is_lowercase) || begins(first, BEGINS) && smalls > 0 || is_done && begins(two, RELATIONS)
    {
        return false;
    }
    // After a comma, a verb may belong to a relative clause: "who was there".
    let head = phrase.split(',').next().unwrap_or(phrase);
    if has_exactly(head, VERBS) || one.ends_with("ly") && two.starts_with(char::is_lowercase) {
        return false;
    }
    // German nouns have capitals, so only a short German phrase is a name.
    let german = words.iter().filter(|word| GERMAN.contains(&&*word.to_lowercase())).count();
    if german > 0 && !has_word(phrase, &["the", "of", "les", "los"]) {
        let length = head.split(' ').count();
        return length <= 3 || length == 4 && !begins(head, ARTICLES);
    }
    let capitals = words.iter().skip(1).any(|word| word.starts_with(char::is_uppercase));
    let relative = has_word(phrase, RELATIVES);
    let is_short = smalls < if begins(first, ARTICLES) { 4 } else { 5 };
    // "The almanac" is definite, "an irrigation ditch" is not.
    let is_definite = begins(first, DEFINITE) && words.len() <= 3;
    capitals || relative || is_short && (is_definite || has_word(phrase, ANSWERING) || has_digit(phrase))
}

/// Whether a phrase explains an abbreviation or a word after a colon: "LQAS: lot quality assurance sampling".
fn explains(phrase: &str) -> bool {
    let Some((word, rest)) = phrase.split_once(": ") else { return false };
    let initials = || {
        let initials = rest.split([' ', '-']).filter_map(|word| word.chars().next());
        initials.filter(|c| c.is_uppercase()).eq(word.chars())
    };
    !word.contains(' ') && (rest.starts_with(char::is_lowercase) || initials())
}
