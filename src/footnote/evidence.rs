//! What speaks for a source, and what for a note.
//!
//! Two questions. Does the definition show the marks of a reference: an address, a year, a title, a page, "see", a
//! case, words of saying? And is it a phrase, which names, or does it run in sentences, which tell? A phrase names
//! somebody unless it begins as a gloss does; sentences are the author's remark unless something in them is a mark.
//! The words and patterns are tables; each row says which language it serves.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::Kind;
use super::language::runs;
use super::passage::Passage;
use super::repeat::Repeat;
use crate::address;

/// Why a footnote is taken for what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Evidence {
    /// The front matter says so.
    FrontMatter,
    /// A comment in the definition says so.
    Comment,
    Address,
    /// A DOI, an ISBN, an ISSN, an arXiv number.
    Identifier,
    Year,
    Title,
    /// A page, a section, a volume.
    Locator,
    /// "See", "cf.", "quoted in".
    Signal,
    /// It names a work again: "Ibid."
    Repeat,
    /// A case, a statute, a report of cases.
    Law,
    /// Somebody says, writes, reports.
    Speech,
    /// A letter, an interview, a press release.
    Correspondence,
    /// A court, a ministry, a university, a survey.
    Body,
    /// It is a phrase and no sentence.
    Phrase,
    /// It has no words.
    Empty,
    /// It runs in sentences, and nothing in it is a mark of a reference.
    Sentences,
    /// It begins as a gloss or an aside does.
    Gloss,
    /// It is a remark of an editor or a translator.
    Editor,
    /// It points to another place of the same text.
    CrossReference,
}

impl Evidence {
    pub const fn word(self) -> &'static str {
        match self {
            Self::FrontMatter => "front matter",
            Self::Comment => "comment",
            Self::Address => "address",
            Self::Identifier => "identifier",
            Self::Year => "year",
            Self::Title => "title",
            Self::Locator => "locator",
            Self::Signal => "signal",
            Self::Repeat => "repeat",
            Self::Law => "law",
            Self::Speech => "speech",
            Self::Correspondence => "correspondence",
            Self::Body => "body",
            Self::Phrase => "phrase",
            Self::Empty => "empty",
            Self::Sentences => "sentences",
            Self::Gloss => "gloss",
            Self::Editor => "editor",
            Self::CrossReference => "cross-reference",
        }
    }
}

/// What was found.
pub(super) struct Found {
    pub(super) kind: Kind,
    pub(super) evidence: Vec<Evidence>,
    /// Bytes of whoever speaks, where words of saying follow a name.
    pub(super) speaker: Option<Range<usize>>,
    pub(super) several: bool,
}

/// A capital letter, in patterns.
pub(super) const UP: &str = "[A-ZÀ-ÖØ-Þ]";

/// A pattern in which `\w`, `\d` and `\s` are letters of Latin alphabets, digits and spaces, as a passage has them. All that
/// Unicode has of them would make each of these patterns some megabytes, and a millisecond to begin with.
pub(super) fn pattern(pattern: &str) -> Regex {
    const CLASSES: [(&str, &str); 3] = [("\\w", "0-9A-Za-z_À-ÖØ-öø-ɏ"), ("\\d", "0-9"), ("\\s", " \u{a0}")];
    let mut latin = String::with_capacity(pattern.len() * 2);
    let (mut rest, mut is_in_class) = (pattern, false);
    while let Some(first) = rest.chars().next() {
        if let Some((sign, class)) = CLASSES.iter().find(|(sign, _)| rest.starts_with(sign)) {
            latin.extend(if is_in_class { ["", class, ""] } else { ["[", class, "]"] });
            rest = &rest[sign.len()..];
            continue;
        }
        let length =
            if first == '\\' { 1 + rest[1..].chars().next().map_or(0, char::len_utf8) } else { first.len_utf8() };
        is_in_class = match first {
            '[' => true,
            ']' => false,
            _ => is_in_class,
        };
        latin.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    Regex::new(&latin).expect("the pattern is ours")
}

/// A place in a work: en, de, fr, es.
pub(super) static LOCATOR: LazyLock<Regex> = LazyLock::new(|| {
    let words = "pp?|pages?|páginas?|págs?|S|Seiten?|fols?|fos?|abs|paras?|paragraphs?|absatz|artt?|articles?|artikel|artículos?|artigo\
                 |sections?|sects?|secs?|abschnitte?|sección|chapters?|chapitres?|chaps?|ch|capítulos?|caps?|kapitel|kap|tables?|tabs?\
                 |tabellen?|tableaux?|tableau|tablas?|figures?|figs?|abb|abbildung|figuras?|appendix|annexe?|anhang|anexo|lines?|ll\
                 |verses?|slides?|minutes?|min|Rn|Rdnr|Rz";
    let more = r"(?:\s?(?:[-–—/,]|and|und|et|y|&|bis)\s?(?:\d+[a-z]?|[ivxlc]+)\b)*(?:\s?(?:ff?|sqq?|ss?)\.)?";
    let roman = format!(r"(?:(?-i:[IVXLC]+)\b|(?-i:[ivxlc]+)\b){more}");
    let digits = format!(r"\d+[a-z]?\b{more}");
    let place = format!(
        r"(?:(?:{words})\.?\s?{digits}|(?:pp?|pages?)(?:\.\s?|\s){roman}|(?:chapters?|chap\.|chapitre|kapitel|kap\.|capítulo|cap\.|tables?|tab\.|parts?|books?|appendix|anhang|annexe)\s(?-i:[IVXLC]+)\b|(?:§§?|¶¶?)\s?{digits}|at\s{digits})"
    );
    pattern(&format!(r"(?i)(?:^|[\s(,;:])({place}(?:[,;]?\s(?:and\s|und\s|et\s|y\s)?{place})*)"))
});

/// Volume and number: they are part of what the work is.
static VOLUME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:^|[\s(,;])(?i:vols?\.|volume|iss\.|issue|nos?\.|n[°º]|nr\.|num\.|núm\.|bd\.|band|jg\.|t\.|tome|tomo|livre|libro|buch|book|part|heft|series|ser\.|eds?\.|edn|édition|Aufl\.|hrsg\.|trans\.|tr\.|et al)\.?,?\s?(?:\d|[IVXLC]+\b|$|[^\w])",
    )
});

static IDENTIFIER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\bdoi\b\s?[:.]?|\b10\.\d{4,9}/\S|\bISBN\b|\bISSN\b|\barXiv\b|\bPMID\b|\bPMCID\b|\bRFC\s?\d|\bECLI:|\bISO\s?\d{3}|\bCELEX\b|\bhdl:",
    )
});

/// A year in parentheses, perhaps behind a place or a publisher; behind a comma, as bibliographies have it; a date.
static YEAR: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:\(|\[)(?:[^()\[\]]{0,60}[\s,])?(?:c\.\s?|ca\.\s?)?(?:1[4-9]|20)\d\d[a-z]?(?:[-–/]\d{2,4})?(?:\)|\]|,)|[,.]\s(?:[\w.]+\s){0,3}(?:1[4-9]|20)\d\d[a-z]?(?:[-–]\d{2,4})?(?:$|[.,;:)\s])|\b(?:1[4-9]|20)\d\d-\d\d-\d\d\b|\bn\.\s?d\.",
    )
});

/// An author and a year: it is a mark in a sentence, too.
static AUTHOR_YEAR: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"{UP}[\w’'-]+(?:\s(?:et\sal\.?|(?:and|und|et|y|&)\s{UP}[\w’'-]+))?,?\s\((?:[^()]{{0,40}}\s)?(?:1[4-9]|20)\d\d[a-z]?[),:]"
    ))
});

/// What sends the reader to a work: en, de, fr, es.
static SIGNAL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:^|[.;:(,—–]\s?|\b(?:but|and|also|aber|mais|und|et|y)\s)(?:see\b|cf\b|compare\b|sources?\b\s?:|voir\b|v\.\s?aussi|cfr\b|vgl\b|siehe\b|s\.\s(?:auch|dazu)|quelle\b\s?:|véase\b|vid\.|ver\b|fuente\b\s?:|consult\b|contra\b|accord\b|quoting\b|citing\b|reproduit\b|repris\b|via\s|h/t\b|hat\stip\b|from:)|\b(?:quoted\s(?:in|by|from|after)|cited\s(?:in|by|from|after)|reprinted\sin|reproduced\sin|adapted\sfrom|based\son|taken\sfrom|borrowed\sfrom|cités?\s(?:dans|par|d)|d’après|zitiert\s(?:nach|bei|in)|zit\.|abgedruckt\sin|citado\s(?:en|por)|tomado\sde)\b",
    )
});

/// "See" and the like where they send the reader about the same text: en, de, fr, es.
static CROSS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:(?:but|and|please|for\s[\w\s]{0,40},)\s)*(?:see|cf\.?|compare|refer\sto|siehe|s\.|vgl\.?|voir|v\.|véase|ver)(?:\salso|\sauch|\saussi|\stambién)?,?\s(?:(?:my|the|our|section|sections|sec\.|chapter|chapters|chap\.|table|figure|fig\.|appendix|part|paragraph|abschnitt|kapitel|tabelle|abbildung|section|chapitre|tableau|annexe|sección|capítulo|tabla|anexo|les|la|le|den|die|das|el)\s(?:\w+\s){0,3}?)?(?:above|below|supra|infra|earlier|later|next\b|previous|discussion|introduction|conclusion|oben|unten|weiter|plus\s(?:haut|bas)|ci-(?:dessus|dessous|après)|más\s(?:arriba|abajo|adelante)|arriba|abajo|(?:this|the)\s(?:section|chapter|appendix)|(?:[A-Z\d][\d.]{0,6})\.?$)",
    )
});

/// A case, a report of cases, a statute.
static LAW: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"{UP}[\w.’'-]*(?:\s(?:of|the|and|for|de|la|&|{UP}[\w.,’'&-]*)){{0,8}}\svs?\.?\s{UP}|\b\d{{1,4}}\s{UP}[\w’']*\.(?:\s?{UP}?[\w’']*\.?){{0,4}}\s?(?:\d+\b|at\s\d|§)|\b\d+\s?U\.S\.C|\b(?:C|T)-\d+/\d\d|\bBGBl|\bBVerfGE?\b|\bBGH(?:Z|St)?\b|\bStat\.\s\d|\bPub\.\s?L|\bL\.\s?\d{{4}}|\bRegulation\s\((?:EU|EC)\)|\bDirective\s\d|\bS\.\s?Ct\.|\bF\.\s?(?:Supp|[23]d)|\bEWCA\b|\bEWHC\b|\bUKSC\b|\bLoi\sn|\bLey\s\d|\bDrucksache\b|\bBT-Drs"
    ))
});

/// Words of saying behind whoever says it; what is said by "I", "we" or nobody is none: en, de, fr, es.
static SPEECH: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?P<who>\b(?:(?:The|A|An|Der|Die|Das|Ein|Eine|Le|La|Les|Un|Une|El|Los|Las|Una)\s)?{UP}[\w’'.-]*(?:\s(?:of|de|von|van|der|the|du|del|and|{UP}[\w’'.-]*)){{0,6}}|(?i:\b(?:the|a|an|two|three|several|some|many|most|one|der|die|ein|eine|le|la|les|un|une|el|los|las|una|dos)\s(?:[\w-]+\s){{0,3}}[\w-]{{4,}})|(?i:\b(?:he|she|they|er|sie|il|elle|ils|elles|él|ella|ellos|who))),?\s(?:(?:also|later|has|have|had|himself|herself|often|once|then|first|repeatedly|recently|hat|haben|a|ont|ha|han|le\scélèbre\s[\w\s]{{3,20}},)\s)*(?:said|told|reported|reports|testified|wrote|writes|stated|states|argued|argues|claimed|claims|explains|explained|announced|confirmed|conceded|recalled|estimates|estimated|insisted|maintains|concluded|concludes|found\sthat|notes\sthat|noted\sthat|observes|observed\sthat|describes|recommends|defines|says|schrieb|schreibt|sagte|sagt|erklärte|erklärt|berichtet|berichtete|meint|behauptet|écrit|écrivait|écrivit|déclare|déclara|déclaré|affirme|affirmait|rapporte|raconte|souligne|estime|dijo|dice|escribió|escribe|declaró|afirma|afirmó|informó|señala|cuenta)\b"
    ))
});

static ACCORDING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:according\sto|in\sthe\swords\sof|as\sreported\sby|as\stold\sto|nach\sangaben|laut|zufolge|selon|d[’']après|según|de\sacuerdo\scon)\b",
    )
});

/// Who speaks without a claim to it: "I tell you", "it is said".
static NOT_WHO: &[&str] = &[
    "i", "we", "you", "it", "this", "that", "there", "which", "what", "as they", "one", "ich", "wir", "es", "je",
    "nous", "on", "yo",
];

static CORRESPONDENCE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:interview(?:ed)?\s(?:with|of|by|on|mit)|interview,|letters?\s(?:of|from|to|dated)|e-?mails?\s(?:of|from|to|dated)|personal\scommunication|conversations?\swith|talked\s(?:to|with)|spoke\s(?:to|with)|press\srelease|press\sconference|statement\s(?:of|by|from)|testimony|affidavit|deposition|transcript|brief(?:e)?\s(?:vom|an|von)|gespräch\smit|pressemitteilung|mitteilung\s(?:vom|von|des|der)|persönliche\smitteilung|lettres?\s(?:du|de|à)|entretien\s(?:avec|du)|communiqué|carta\s(?:de|del|a)|entrevista\s(?:con|de|a)|comunicado|conversación\scon)\b",
    )
});

/// A document or a body that a sentence is about, at its beginning: en, de, fr, es.
static SUBJECT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?i:the|this|a|der|die|das|le|la|les|l[’']|el|los|las)\s?(?:[\w’'-]+\s){0,3}?(?i:surveys?|reports?|stud(?:y|ies)|audits?|papers?|articles?|polls?|census|minutes|transcripts?|inquiry|commission|court|ministry|agency|institute|university|committee|department|bureau|council|dataset|documentation|manual|specification|standard|whitepaper|blog\spost|book|umfrage|bericht|studie|gutachten|gericht|ministerium|behörde|rapport|enquête|étude|tribunal|ministère|informe|estudio|encuesta|ministerio)\b",
    )
});

static BODY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:Court|Ministry|Agency|University|Institute|Office|Department|Bureau|Council|Commission|Committee|Board|Bank|Authority|Association|Foundation|Society|Union|Parliament|Senate|Congress|Police|Press|Reuters|Survey|Census|Gericht|Gerichtshof|Ministerium|Behörde|Universität|Institut|Bundesamt|Rat|Kommission|Verband|Ministère|Université|Cour|Tribunal|Conseil|Ministerio|Universidad|Instituto|Consejo|Comisión|Wikipedia)\b",
    )
});

/// An address without a scheme: a name of the web with a well-known end.
static DOMAIN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:^|[\s(<])(?:[a-z0-9-]{2,}\.)+(?:com|org|net|edu|gov|mil|int|info|io|eu|de|fr|es|uk|ch|at|nl|be|it|ca|au|example)(?:/\S*)?(?:$|[\s,.;:)>])",
    )
});

/// A quotation as bibliographies have it: behind a name and a comma, or all there is, in title case or not.
static QUOTED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(r#"(?:^|[,:(.;]\s?|\bin\s|\w\s)(?:["“„]\s?{UP}[^"“”„]{{3,200}}["”“]|«\s?{UP}[^«»]{{3,200}}»)"#))
});

/// A work of some kind, before or behind a title in a sentence: en, de, fr, es.
static WORK: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:article|articles|paper|papers|book|books|essay|post|report|letter|study|talk|lecture|video|documentary|podcast|documentation|docs|journal|magazine|review|newspaper|novel|guide|manual|thread|recording|here|this|these|list|website|page|site|wiki|tutorial|artikel|buch|aufsatz|bericht|zeitschrift|zeitung|roman|hier|livre|revue|journal|étude|rapport|ici|libro|artículo|revista|informe|aquí|watch|read)\b",
    )
});

/// How an editor's or a translator's remark is marked: en, de, fr, es.
static EDITOR: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\[\*?_?(?:NDLR|NDT|NDE|N\.\s?d\.\s?[TlEA]\.?|ed\.?|eds\.?|tr\.?|trans\.?|editor|translator)\*?_?\]|\b(?:NDLR|N\.?\s?d\.?\s?T\.|N\.?\s?d\.?\s?l\.?\s?R\.|N\.?\s?del\s?T\.|Anm\.\sd\.|Anmerkung\sde[sr]\s(?:Über|Heraus|Red)|translator[’']s\snote|editor[’']s\snote|note\s(?:du|de\sla)\strad|note\sde\sl[’']éd|nota\sdel\s(?:trad|ed))|(?:^|[\s(\[—–])[—–-]?(?-i:Eds?|ED|Tr|Trans|Red|Hrsg)\.[)\]]?$",
    )
});

/// A remark on the reading of the text: "In the first edition: …", "MS: …", "Sic".
static READING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^\(?(?:sic\b|(?:in|so\sin|thus\sin)\s(?:the\s)?(?:\w+\s){0,3}(?:editions?|eds?\.|manuscript|MSS?\b|original|draft|printing|copy)|(?:the\s)?(?:\w+\s){0,2}(?:editions?|manuscript|MSS?\.?|original(?:\stext)?|typescript|printed\stext)\s?(?::|has\b|have\b|reads?\b|gives?\b|omits?\b|here\b|adds?\b)|in\sthe\soriginal|im\soriginal|so\sim\soriginal|in\sder\s(?:\w+\s){0,2}(?:ausgabe|auflage|handschrift)|dans\s(?:l[’']original|la\s(?:\w+\s)?édition|le\smanuscrit)|l[’']édition\s(?:\w+\s){0,3}(?:porte|donne)|en\s(?:el\soriginal|la\s(?:\w+\s)?edición)|misprint(?:ed)?\b|corrected\s(?:from|to)|emended|omitted\sin|added\sin|reads?\s[“\x22‘«]|perhaps\s(?:an\serror|a\smisprint)|(?:capitals|italics|emphasis)\s(?:in|added|mine|ours))",
    )
});

/// How a gloss or an aside begins: en, de, fr, es.
static GLOSS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:i\.\s?e\b|e\.\s?g\b|that\sis\b|in\sother\swords|viz\b|namely|or,?\s|and\s|but\s|nor\s|because\b|though\b|although\b|except\b|even\s|also,|at\sleast\b|well,|yes\b|no,|not\s|hence\b|thus\b|sorry|spoiler|just\skidding|(?:no\s)?pun\sintended|shout[\s-]?outs?\b|thanks\b|thank\syou|kudos\b|credits?\sto|hey\b|oh\b|ok\b|okay\b|literally|short\sfor|abbreviat|acronym|also\s(?:known|called|spelt|spelled|written)|called\b|defined\b|pronounced|meaning\b|from\s(?:the\s)?(?:latin|greek|french|german|old\b|arabic|spanish|italian)|(?:the\s)?(?:latin|greek|french|german|spanish|italian|dutch|russian|arabic|english)\s(?:word\s|term\s)?for\b|in\s(?:latin|greek|french|german|spanish|italian|english|british|american)\b[^,.]*[:“\x22‘]|n\.\s?b\b|nb\b|nota\sbene|note\s(?:that|also)|note:|remember|(?:where|when|whenever|if|while|since|unless|until|so)\s(?-i:[a-z])|about\s\d|roughly|approximately|for\ssale|on\ssale|[.…]{2,}|…|c[’']est-[àa]-dire|mais\s|et\s|ou\s|où\s|car\s|sauf\s|soit\s|autrement\sdit|littéralement|défini|appelée?s?\b|en\svente|environ\s|abréviation|merci|d\.\s?h\b|das\sheißt|das\sist\b|also\b\s[a-zäöü]|aber\s|und\s|oder\s|weil\s|denn\s|nämlich|genauer|sogenannt|genannt|wörtlich|kurz\sfür|abkürzung|erhältlich|danke?\b|etwa\s\d|rund\s\d|es\sdecir|o\ssea|pero\s|y\s|porque\b|literalmente|abreviatura|siglas?\b|gracias|a\sla\sventa|llamad[oa]s?\b)",
    )
});

/// Where something is sold, which is not who says so: en, de, fr, es.
static SALE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:(?:now\s|also\s)?(?:for|on)\ssale|buy\sit|order\sit|en\svente|erhältlich|zu\skaufen|a\sla\sventa)\b",
    )
});

/// Reads a definition's marks.
pub(super) fn find(passage: &Passage) -> Found {
    let text = passage.read();
    let mut marks = Vec::new();
    let runs = runs(text);
    let note = |evidence| Found { kind: Kind::Note, evidence: vec![evidence], speaker: None, several: false };
    if !text.chars().any(char::is_alphanumeric) && passage.links.is_empty() {
        return Found { kind: Kind::Source, evidence: vec![Evidence::Empty], ..note(Evidence::Empty) };
    }
    if passage.is_code || SALE.is_match(text) {
        return note(Evidence::Gloss);
    }
    let repeats = super::repeat::find(passage).is_some_and(|repeat| !matches!(repeat, Repeat::Perhaps(_)));
    if EDITOR.is_match(text) || READING.is_match(text) && !passage.links.iter().any(|(_, link)| is_web(link)) {
        return note(Evidence::Editor);
    }
    if CROSS.is_match(text) && !repeats && passage.links.iter().all(|(_, link)| !is_web(link)) {
        return note(Evidence::CrossReference);
    }
    let gloss = GLOSS.is_match(text);
    let says = SPEECH.captures(text).filter(|found| speaks(text, found));
    let speaker = says.as_ref().and_then(|found| found.name("who")).map(|who| who.range());
    let located = LOCATOR.captures(text).and_then(|found| found.get(1)).map(|found| found.as_str());
    let signal = SIGNAL.find(text).is_some_and(|found| names_after(&text[found.end()..], passage, found.end()));
    let mut mark = |evidence, there: bool| {
        if there {
            marks.push(evidence);
        }
    };
    mark(Evidence::Address, addressed(passage, runs || gloss) || DOMAIN.is_match(text));
    mark(Evidence::Identifier, IDENTIFIER.is_match(text));
    mark(Evidence::Year, if runs { AUTHOR_YEAR.is_match(text) } else { YEAR.is_match(text) });
    mark(Evidence::Title, titled(passage, text, runs));
    mark(Evidence::Locator, located.is_some_and(|found| !runs || is_page(found)) || !runs && VOLUME.is_match(text));
    mark(Evidence::Signal, signal);
    mark(Evidence::Repeat, repeats);
    mark(Evidence::Law, LAW.is_match(text));
    mark(Evidence::Speech, says.is_some() || ACCORDING.is_match(text));
    mark(Evidence::Correspondence, CORRESPONDENCE.is_match(text));
    mark(Evidence::Body, if runs { SUBJECT.is_match(text) } else { BODY.is_match(text) });
    mark(Evidence::Phrase, runs && !gloss && begins_with_a_name(text));
    // What begins as a gloss may mention a body or a year; it names a work only by more than that.
    if gloss {
        marks.retain(|mark| !matches!(mark, Evidence::Body | Evidence::Year | Evidence::Speech));
    }
    let kind = match (marks.is_empty(), runs, gloss) {
        (true, _, true) => return note(Evidence::Gloss),
        (true, true, false) => return note(Evidence::Sentences),
        (true, false, false) => {
            marks.push(Evidence::Phrase);
            Kind::Source
        }
        (false, true, _) | (false, false, true) => Kind::Both,
        // Who speaks tells something.
        (false, false, false) if says.is_some() => Kind::Both,
        (false, false, false) => Kind::Source,
    };
    Found { kind, evidence: marks, speaker, several: several(text) }
}

/// Whether sentences follow a phrase that is a name: "Court of Audit. It has looked at eleven berths."
fn begins_with_a_name(text: &str) -> bool {
    let phrase = &text[..super::name::sentence_end(text)];
    let words: Vec<_> = phrase.split(' ').filter(|word| word.chars().count() > 3).collect();
    let capital = |word: &&str| word.starts_with(char::is_uppercase);
    phrase.len() < text.trim_end_matches(['.', ' ']).len()
        && !runs(phrase)
        && !phrase.ends_with(['!', '?'])
        && words.iter().all(capital)
        && (words.len() > 1 || BODY.is_match(phrase))
}

fn is_web(link: &str) -> bool {
    address::web(link).is_some()
}

/// Whether words of saying are somebody's: not the author's, nor what "is said".
fn speaks(text: &str, found: &regex::Captures<'_>) -> bool {
    let Some(who) = found.name("who") else { return false };
    let name = who.as_str().to_lowercase();
    let is_somebody = !NOT_WHO.iter().any(|not| name == *not || name.split(' ').next_back() == Some(not));
    let before = text[..who.start()].trim_end().to_lowercase();
    is_somebody
        && !["as", "if", "when", "is", "are", "was", "were", "been", "be"]
            .iter()
            .any(|word| before.rsplit(' ').next() == Some(word))
}

/// Whether a name, a title or a link follows a signal.
fn names_after(rest: &str, passage: &Passage, at: usize) -> bool {
    let rest_start = at + rest.len() - rest.trim_start().len();
    let words = rest.trim_start_matches([',', ':', '.', ' ', ';']);
    let words = [
        "e.g.,",
        "e.g.",
        "for example",
        "for instance",
        "also",
        "z. B.",
        "z.B.",
        "par exemple",
        "por ejemplo",
        "auch",
        "aussi",
        "generally",
    ]
    .iter()
    .fold(words, |words, lead| words.strip_prefix(lead).map_or(words, |rest| rest.trim_start_matches([',', ':', ' '])));
    let near = rest_start..rest_start + 40;
    words.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || matches!(c, '"' | '“' | '«' | '„' | '['))
        || words.split(' ').take(4).any(|word| word.starts_with(char::is_uppercase))
        || passage.italics.iter().any(|range| near.contains(&range.start))
        || passage.links.iter().any(|(range, link)| near.contains(&range.start) && is_web(link))
}

/// Whether an address is there that is more than a link on an author's own words.
fn addressed(passage: &Passage, runs: bool) -> bool {
    passage.links.iter().any(|(range, link)| {
        let words = &passage.text[range.clone()];
        let before = &passage.text[..range.start];
        let titled = words.chars().any(char::is_uppercase) || words.contains("://") || words.contains('.');
        is_web(link)
            && (!runs || words.is_empty() || titled || WORK.is_match(words) || WORK.is_match(last_words(before)))
    })
}

fn last_words(text: &str) -> &str {
    let text = text.trim_end();
    let at = text.char_indices().rev().filter(|(_, c)| *c == ' ').nth(1).map_or(0, |(at, _)| at);
    &text[at..]
}

/// Whether a title is there: in italics or in quotation marks. In a sentence a single word in italics is stress, unless
/// the sentence says that it is a work.
fn titled(passage: &Passage, text: &str, runs: bool) -> bool {
    let italic = passage.italics.iter().filter(|range| range.end <= text.len()).any(|range| {
        let words = &text[range.clone()];
        let capital = words.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(|c: char| c.is_uppercase());
        let is_long = words.split(' ').filter(|word| word.len() > 1).count() > 1;
        capital && (!runs || is_long && words.chars().count() < 160 || WORK.is_match(last_words(&text[..range.start])))
    });
    italic || !runs && QUOTED.is_match(text)
}

/// Whether a locator is a page or a paragraph of the law, and no chapter of the same text.
fn is_page(locator: &str) -> bool {
    let word: String = locator.chars().take_while(|c| !c.is_ascii_digit() && !c.is_whitespace()).collect();
    ["p.", "pp.", "S.", "§", "§§", "fol.", "pág.", "págs.", "Rn."].contains(&&*word)
}

/// Whether a text names several works: parts between semicolons, each with a mark of its own.
fn several(text: &str) -> bool {
    let is_work =
        |part: &&str| YEAR.is_match(part) || LAW.is_match(part) || part.contains("://") || AUTHOR_YEAR.is_match(part);
    text.contains(';') && text.split(';').filter(is_work).count() > 1
}
