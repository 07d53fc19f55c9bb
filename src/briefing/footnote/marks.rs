//! Patterns that mark references, glosses, asides and editors' remarks (en, de, fr, es).

use super::pattern::{Pattern, begins, has_word, latin, year};
use super::words::{
    ACCORDINGS, ARTICLES, CROSSES, EDITORS, GLOSSES, IDENTIFIERS, LEADS, LETTERS, READINGS, REBUTTALS, SALES, SAYING,
    SIGNALS, VOLUMES, may_be_domain, may_be_law, may_have_year,
};

/// A capital letter, in patterns.
pub(super) const UP: &str = "[A-ZÀ-ÖØ-Þ]";

/// Volume and number, which belong to a work's name.
pub(super) static VOLUME: Pattern = Pattern::new(
    |text| has_word(text, VOLUMES),
    || {
        latin(
            r"(?:^|[\s(,;])(?i:(?:(?:vols?|iss|nos?|nr|num|núm|bd|jg|t|ser|eds?|aufl|hrsg|trans|tr)\.|n[°º]),?\s?(?:\d|(?-i:[IVXLC]+\b)|$|[^\w])|(?:volume|issue|band|tome|tomo|livre|libro|buch|book|part|heft|series|edn|édition|et al)\.?,?(?:\s?(?:\d|$|[^\w])|\s(?-i:[IVXLC]+\b)))",
        )
    },
);

pub(super) static IDENTIFIER: Pattern = Pattern::new(
    |text| text.contains("10.") || has_word(text, IDENTIFIERS),
    || {
        latin(
            r"(?i)\bdoi\b\s?[:.]?|\b10\.\d{4,9}/\S|\bISBN\b|\bISSN\b|\barXiv\b|\bPMID\b|\bPMCID\b|\bRFC\s?\d|\bECLI:|\bISO\s?\d{3}|\bCELEX\b|\bhdl:",
        )
    },
);

/// A year in parentheses, with or without a place or a publisher before it; a year after a comma; a date.
pub(super) static YEAR: Pattern = Pattern::new(may_have_year, || {
    latin(
        r"(?:\(|\[)(?:[^()\[\]]{0,60}[\s,])?(?:c\.\s?|ca\.\s?)?(?:1[4-9]|20)\d\d[a-z]?(?:[-–/]\d\d)?(?:\)|\]|,)|[,.]\s(?:[\w.]+\s){0,4}(?:1[4-9]|20)\d\d[a-z]?(?:[-–]\d{2,4})?(?:$|[.,;:)\s])|\b(?:1[4-9]|20)\d\d-\d\d-\d\d\b|\bn\.\s?d\.",
    )
});

/// An author and a year, which mark a reference even in a sentence.
pub(super) static AUTHOR_YEAR: Pattern = Pattern::new(
    |text| text.contains('(') && year(text).is_some(),
    || {
        latin(&format!(
            r"{UP}[\w’'-]+(?:\s(?:et\sal\.?|(?:and|und|et|y|&)\s{UP}[\w’'-]+))?,?\s\((?:[^()]{{0,40}}\s)?(?:1[4-9]|20)\d\d[a-z]?[),:]|{UP}\.,?\s\((?:1[4-9]|20)\d\d[a-z]?(?:,\s[^()]{{1,30}})?\)|\({UP}[\w’\'-]+(?:\s(?:et\sal\.?|(?:and|und|et|y|&)\s{UP}[\w’\'-]+))?,?\s(?:1[4-9]|20)\d\d[a-z]?(?:[:,]\s?[^()]{{1,20}})?\)"
        ))
    },
);

/// Words that lead to a name and do not belong to it (en, de, fr, es).
pub(super) static LEAD: Pattern = Pattern::new(
    |text| begins(text, LEADS),
    || {
        let pattern = r"(?i)^(?:(?:but|and)\s)?(?:(?:see|cf|compare|siehe|v(?:er)?gl|voir|véase|vid|cfr|(?-i:contra|pace)|dagegen|hingegen|(?:sources?|quellen?|fuentes?|from|example)(?:\s?[:–-])|via|h/t|according\sto|selon|d[’']après|según|laut|nach\sangaben\svon|quoted\sin|cited\sin|cité\s(?:dans|par)|zitiert\snach|citado\sen|sur\s[\w\s’']{0,40},\s(?:cf|voir)|for\s(?:further|more)\s[\w\s]{0,30},\s(?:see|consult)|for\smore,\ssee|(?:para\smás\s(?:información|detalles),?\s)?(?:véase|ver|consulte)(?:\sen\sla\sbibliografía)?|para\smás\s(?:información|detalles)|pour\s(?:plus|en\ssavoir\splus)[\w\s’']{0,30},\s(?:voir|cf)|generally|this\s(?:\w+\s)?is\sadapted\sfrom|adapted\sfrom|based\son)(?:\b|\s)\.?(?:\s?(?:also|auch|aussi|también|dazu|hierzu|generally|for\sexample|for\sinstance|par\sexemple|z\.\s?B\.))?\s?[:,–-]?\s*(?:(?:e\.\s?g\.|for\sexample|for\sinstance|z\.\s?B\.|par\sexemple|also)[,:]?\s*)?)+";
        latin(pattern)
    },
);

/// Words that send the reader to a work (en, de, fr, es).
pub(super) static SIGNAL: Pattern = Pattern::new(
    |text| has_word(text, SIGNALS),
    || {
        latin(
            r"(?i)(?:^|[.;:(),—–]\s?|[”“\x22»]\s|\b(?:but|and|also|aber|mais|und|et|y)\s)(?:see\b|cf\b|compare\b|sources?\b\s?:|voir\b|v\.\s?aussi|cfr\b|v(?:er)?gl\b|siehe\b|s\.\s(?:auch|dazu)|quelle\b\s?:|véase\b|vid\.|ver\b|fuente\b\s?:|consult\b|contra\b|accord\b|quoting\b|citing\b|reproduit\b|repris\b|via\s|h/t\b|hat\stip\b|from:)|\s(?:v(?:er)?gl|cf)\.\s|\b(?:quoted\s(?:in|by|from|after)|cited\s(?:in|by|from|after)|(?:pointed\sout|noted|shown|argued|discussed)\s(?:in|by)|reprinted\sin|reproduced\sin|adapted\sfrom|based\son|taken\sfrom|borrowed\sfrom|cités?\s(?:dans|par|d)|d’après|zitiert\s(?:nach|bei|in)|zit\.|abgedruckt\sin|citado\s(?:en|por)|tomado\sde)\b",
        )
    },
);

/// "See" and the like before a place in this text (en, de, fr, es).
pub(super) static CROSS: Pattern = Pattern::new(
    |text| begins(text, CROSSES),
    || {
        latin(
            r"(?i)^(?:(?:ante|(?-i:post)|supra|infra),?\s(?:at|p\.|pp\.)\s|(?:but\s)?(?:see|siehe|s\.|v(?:er)?gl\.?|cf\.?|voir|véase)(?:\salso|\sauch)?\s§{1,2}\s?(?-i:[a-z\d .,–&-]+)$|(?:see|siehe|v(?:er)?gl\.?|cf\.?|voir|véase)\s(?:part|line|book|canto|scene|act|stanza|verse)s?\s(?-i:[IVXLC]+|\d+)(?:,\s(?:ll?|lines?|vv?|verses?|pp?)\.?\s[\d–-]+)*\.?$|(?:as|wie|comme|como)\s(?:[\w’']+\s){0,4}(?:above|below|earlier|before|previously|oben|unten|bereits|haut|dessus|arriba|antes)\b|(?:(?:but|and|please|for\s[\w\s]{0,40},)\s)*(?:see|cf\.?|compare|refer\sto|siehe|s\.|v(?:er)?gl\.?|voir|v\.|véase|ver)(?:\salso|\sauch|\saussi|\stambién)?(?:\sdazu|\shierzu)?,?\s(?:(?:for\s(?:example|instance)|e\.g\.|z\.\s?b\.|par\sexemple|por\sejemplo),?\s)?(?:(?:my|the|our|section|sections|sec\.|chapter|chapters|chap\.|table|figure|fig\.|appendix|part|paragraph|abschnitt|kapitel|tabelle|abbildung|section|chapitre|tableau|annexe|sección|capítulo|tabla|anexo|les|la|le|den|die|das|el)\s(?:\w+\s){0,3}?)?(?:above|below|supra|infra|earlier|later|next\b|previous|discussion|introduction|conclusion|oben|unten|weiter|plus\s(?:haut|bas)|ci-(?:dessus|dessous|après)|más\s(?:arriba|abajo|adelante)|arriba|abajo|(?:this|the)\s(?:section|chapter|appendix)|(?:[A-Z\d][\d.]{0,6})\.?$))",
        )
    },
);

/// A case, a report of cases, a statute.
pub(super) static LAW: Pattern = Pattern::new(may_be_law, || {
    latin(&format!(
        r"{UP}[\w.’'-]*(?:\s(?:of|the|and|for|de|la|&|{UP}[\w.,’'&-]*)){{0,8}}\svs?\.?\s{UP}|\b\d{{1,4}}\s{UP}[\w’']*\.(?:\s?{UP}?[\w’']*\.?){{0,4}}\s?(?:\d+\b|at\s\d|§)|\b\d+\s?U\.S\.C|\b(?:C|T)-\d+/\d\d|\b(?:Bundesgesetz|Bundesverfassung|Verordnung|Richtlinie)\s(?:vom|über|zum|zur|\()|\bSR\s\d|\bBGBl|\bBVerfGE?\b|\bBGH(?:Z|St)?\b|\bStat\.\s\d|\bPub\.\s?L|\bPublic\s[Ll]aw\s\d|\bP\.\s?L\.\s\d|\bL\.\s?\d{{4}}|\bRegulation\s\((?:EU|EC)\)|\bDirective\s\d|\bS\.\s?Ct\.|\bF\.\s?(?:Supp|[23]d)|\bEWCA\b|\bEWHC\b|\bUKSC\b|\bLoi\sn|\bLey\s\d|\bDrucksache\b|\bBT-Drs"
    ))
});

/// Verbs of saying after a speaker (en, de, fr, es). The speakers of [`IMPERSONAL`] are left out later.
pub(super) static SPEECH: Pattern = Pattern::new(
    |text| has_word(text, SAYING),
    || {
        latin(&format!(
            r"(?P<who>\b(?:(?:The|A|An|Der|Die|Das|Ein|Eine|Le|La|Les|Un|Une|El|Los|Las|Una)\s)?{UP}[\w’'.-]*(?:\s(?:of|de|von|van|der|the|du|del|and|{UP}[\w’'.-]*)){{0,6}}|(?i:\b(?:the|a|an|two|three|several|some|many|most|one|der|die|ein|eine|le|la|les|un|une|el|los|las|una|dos)\s(?:[\w-]+\s){{0,3}}[\w-]{{4,}})|(?i:\b(?:he|she|they|er|sie|il|elle|ils|elles|él|ella|ellos|who))),?\s(?:(?:also|later|has|have|had|himself|herself|often|once|then|first|repeatedly|recently|hat|haben|a|ont|ha|han)\s)*(?:said|told|reported|reports|testified|wrote|writes|stated|states|argued|argues|claimed|claims|explains|explained|announced|confirmed|conceded|recalled|estimates|estimated|insisted|maintains|concluded|concludes|found\sthat|notes\sthat|noted\sthat|observes|observed\sthat|describes|recommends|defines|says|schrieb|schreibt|sagte|sagt|erklärte|erklärt|berichtet|berichtete|meint|behauptet|écrit|écrivait|écrivit|déclare|déclara|déclaré|affirme|affirmait|rapporte|raconte|souligne|estime|dijo|dice|escribió|escribe|declaró|afirma|afirmó|informó|señala|cuenta)\b"
        ))
    },
);

pub(super) static ACCORDING: Pattern = Pattern::new(
    |text| has_word(text, ACCORDINGS),
    || {
        latin(
            r"(?i)\b(?:according\sto|in\sthe\swords\sof|as\sreported\sby|as\stold\sto|nach\sangaben|laut|zufolge|selon|d[’']après|según|de\sacuerdo\scon)\b",
        )
    },
);

/// Words that begin a clause and do not belong to the speaker in it.
pub(super) static CLAUSES: &[&str] = &[
    "although", "though", "while", "but", "and", "when", "if", "as", "since", "because", "however", "where", "whereas",
    "yet", "obwohl", "während", "wenn", "aber", "weil", "mais", "comme", "quand", "si", "aunque", "pero", "cuando",
    "como", "según", "wie", "selon", "other", "others",
];

/// Words that say that somebody is wrong (en, de, fr, es).
pub(super) static REBUTTAL: Pattern = Pattern::new(
    |text| has_word(text, REBUTTALS),
    || {
        latin(
            r"(?i)^(?:but\s)?(?:contrary\sto|contrairement\sà|entgegen\s|al\scontrario|(?-i:contra|pace)\s|contra[,:]\s|against\sth(?:is|at|ese)\b|(?:disputed|challenged|contested|questioned|rejected|refuted|contradicted|denied|disproved|debunked)\sby\b|(?:bestritten|widerlegt)\s(?:von|durch)\b|contest[ée]e?s?\spar\b|discutido\spor\b|en\scontra,?\s|(?:v(?:er)?gl\.\s|siehe\s)?(?:dagegen|hingegen)\s|anders\s(?:als|bei)\s)|\b(?:deviates?|departs?|differs?)\sfrom\s(?:this|that|the|it)\b|\b(?:disput(?:es|ed)|den(?:ies|ied)|reject(?:s|ed)|refut(?:es|ed)|contradict(?:s|ed))\s(?:this|that|it)\b|[(,]\s?(?:disagreeing|contra|a\scontrario)\)?(?:$|[^\w])|\b(?:incorrectly|wrongly|mistakenly|erroneously|falsely|misleadingly|fälschlich(?:erweise)?|zu\sunrecht|à\stort|erróneamente|sin\srazón|out\sof\scontext|aus\sdem\szusammenhang\sgerissen|sorti\sde\sson\scontexte|fuera\sde\scontexto)(?:$|[^\w])",
        )
    },
);

/// Subjects that name nobody in particular: "I tell you", "it is said".
pub(super) static IMPERSONAL: &[&str] = &[
    "some", "many", "most", "few", "others", "critics", "people", "i", "we", "you", "it", "this", "that", "there",
    "which", "what", "one", "ich", "wir", "es", "je", "nous", "on", "yo",
];

pub(super) static CORRESPONDENCE: Pattern = Pattern::new(
    |text| has_word(text, LETTERS),
    || {
        latin(
            r"(?i)\b(?:interview(?:ed)?\s(?:with|of|by|on|mit)|interview,|letters?\s(?:of|from|to|dated)|e-?mails?\s(?:of|from|to|dated)|personal\scommunication|conversations?\swith|talked\s(?:to|with)|spoke\s(?:to|with)|press\srelease|press\sconference|statement\s(?:of|by|from)|testimony|affidavit|deposition|transcript|brief(?:e)?\s(?:vom|an|von)|mündlich|gespräch\smit|pressemitteilung|mitteilung\s(?:vom|von|des|der)|persönliche\smitteilung|lettres?\s(?:du|de|à)|entretien\s(?:avec|du)|communiqué|carta\s(?:de|del|a)|entrevista\s(?:con|de|a)|comunicado|conversación\scon|notas?\sde\sprensa|comunicación\spersonal|communication\spersonnelle)\b",
        )
    },
);

/// A document as the subject of a sentence (en, de, fr, es). "This report" is the author's own.
pub(super) static SUBJECT: Pattern = Pattern::new(
    |text| begins(text, ARTICLES),
    || {
        latin(
            r"^(?:(?i:the|a|der|die|das|le|la|les|el|los|las)\s|(?i:l)[’']\s?)(?:[\w’'-]+\s){0,3}?(?i:surveys?|reports?|stud(?:y|ies)|audits?|polls?|census|minutes|transcripts?|inquiry|dataset|umfrage|bericht|studie|gutachten|rapport|enquête|étude|informe|estudio|encuesta)\b",
        )
    },
);

pub(super) static BODY: &[&str] = &[
    "Court",
    "Ministry",
    "Agency",
    "University",
    "Institute",
    "Office",
    "Department",
    "Bureau",
    "Council",
    "Commission",
    "Committee",
    "Board",
    "Bank",
    "Authority",
    "Association",
    "Foundation",
    "Society",
    "Union",
    "Parliament",
    "Senate",
    "Congress",
    "Police",
    "Press",
    "Reuters",
    "Survey",
    "Census",
    "Gericht",
    "Gerichtshof",
    "Ministerium",
    "Behörde",
    "Universität",
    "Institut",
    "Bundesamt",
    "Rat",
    "Kommission",
    "Verband",
    "Ministère",
    "Université",
    "Cour",
    "Tribunal",
    "Conseil",
    "Ministerio",
    "Universidad",
    "Instituto",
    "Consejo",
    "Comisión",
    "Wikipedia",
];

/// An address without a scheme: a domain with a well-known suffix.
pub(super) static DOMAIN: Pattern = Pattern::new(may_be_domain, || {
    latin(
        r"(?i)(?:^|[\s(<])(?:[a-z0-9-]{2,}\.)+(?:com|org|net|edu|gov|mil|int|info|io|eu|de|fr|es|uk|ch|at|nl|be|it|ca|au|example)(?:/\S*)?(?:$|[\s,.;:)>])",
    )
});

/// A title in quotation marks, as in bibliographies.
pub(super) static QUOTED: Pattern = Pattern::new(
    |text| text.contains(['"', '“', '„', '«']),
    || latin(&format!(r#"(?:^|[,:(.;]\s?|\bin\s|\w\s)(?:["“„]\s?{UP}[^"“”„]{{3,}}["”“]|«\s?{UP}[^«»]{{3,}}»)"#)),
);

/// Kinds of works, before or after a title in a sentence (en, de, fr, es).
pub(super) static WORK: &[&str] = &[
    "article",
    "articles",
    "paper",
    "papers",
    "book",
    "books",
    "essay",
    "post",
    "report",
    "letter",
    "study",
    "talk",
    "lecture",
    "video",
    "documentary",
    "podcast",
    "documentation",
    "docs",
    "journal",
    "magazine",
    "review",
    "newspaper",
    "novel",
    "guide",
    "manual",
    "thread",
    "recording",
    "here",
    "this",
    "these",
    "list",
    "website",
    "page",
    "site",
    "wiki",
    "tutorial",
    "artikel",
    "buch",
    "aufsatz",
    "bericht",
    "zeitschrift",
    "zeitung",
    "roman",
    "hier",
    "livre",
    "revue",
    "étude",
    "rapport",
    "ici",
    "libro",
    "artículo",
    "revista",
    "informe",
    "aquí",
    "watch",
    "read",
];

/// Marks of an editor's or a translator's remark (en, de, fr, es).
pub(super) static EDITOR: Pattern = Pattern::new(
    |text| has_word(text, EDITORS),
    || {
        latin(
            r"(?i)\[\*?_?(?:NDLR|NDT|NDE|N\.\s?d\.\s?[TlEA]\.?|ed\.?|eds\.?|tr\.?|trans\.?|editor|translator)\*?_?\]|\b(?:NDLR|N\.?\s?d\.?\s?T\.|N\.?\s?d\.?\s?l\.?\s?R\.|N\.\s?del\s?T\.|Anm\.\sd\.|Anmerkung\sde[sr]\s(?:Über|Heraus|Red)|frühere\sfassung\sdieses|version\santérieure\sde\sce|versión\santerior\sde\seste|translator[’']s\snote|editor[’']s\snote|note\s(?:du|de\sla)\strad|note\sde\sl[’']éd|nota\sdel\s(?:trad|ed))|(?:^|[(\[])(?:an?\s|the\s)?earlier\sversions?\sof\sth(?:is|e)\s|(?:^|[(\[])(?:correction|corrected|corrigendum|erratum|clarification|berichtigung|korrektur|correctif|corrección|fe\sde\serratas)\s?[:(]|(?:^|[(\[])(?:(?:citation|source|reference)s?\sneeded|belege?\sfehl(?:t|en)|quelle\sfehlt|référence\snécessaire|citation\srequise|cita\srequerida)\b|(?:^|[\s(\[—–])[—–-]?(?-i:Eds?|ED|Tr|Trans|Red|Hrsg)\.[)\]]?$",
        )
    },
);

/// A remark on variants of the text: "In the first edition: …", "MS: …", "Sic".
pub(super) static READING: Pattern = Pattern::new(
    |text| has_word(text, READINGS),
    || {
        latin(
            r"(?i)^\(?(?:sic\b|(?:in|so\sin|thus\sin)\s(?:the\s)?(?:\w+\s){0,3}(?:editions?|eds?\.|manuscript|MSS?\b|original|draft|printing|copy)|(?:the\s)?(?:\w+\s){0,2}(?:editions?|manuscript|MSS?\.?|original(?:\stext)?|typescript|printed\stext)(?:\s?:|\s(?:has|have|reads?|gives?|omits?|here|adds?)\b)|in\sthe\soriginal|im\soriginal|so\sim\soriginal|in\sder\s(?:\w+\s){0,2}(?:ausgabe|auflage|handschrift)|dans\s(?:l[’']original|la\s(?:\w+\s)?édition|le\smanuscrit)|l[’']édition\s(?:\w+\s){0,3}(?:porte|donne)|en\s(?:el\soriginal|la\s(?:\w+\s)?edición)|misprint(?:ed)?\b|corrected\s(?:from|to)|emended|omitted\sin|added\sin|reads?\s[“\x22‘«]|perhaps\s(?:an\serror|a\smisprint)|(?:capitals|italics|emphasis)\s(?:in|added|mine|ours))",
        )
    },
);

/// Beginnings of glosses and asides (en, de, fr, es).
pub(super) static GLOSS: Pattern = Pattern::new(
    |text| !text.starts_with(char::is_alphanumeric) || begins(text, GLOSSES),
    || {
        latin(
            r"(?i)^(?:i\.\s?e\b|e\.\s?g\b|that\sis\b|in\sother\swords|viz\b|namely|or,?\s|and\s|but\s|nor\s|because\b|though\b|although\b|except\b|even\s|also,|at\sleast\b|well,|yes\b|no,|no\s(?-i:[a-z])|none\s|not\s|now\s|today\s|formerly|previously\s|(?:excluding|including)\s|(?:edit|update|updated|addendum)\s?[:(]|hence\b|thus\b|sorry|spoiler|just\skidding|(?:no\s)?pun\sintended|shout[\s-]?outs?\b|thanks\b|thank\syou|i\s(?:am\sgrateful|thank|owe)\b|kudos|pro\stip\b|tip:|je\s(?:remercie|tiens\sà\sremercier)|ich\sdanke|agradezco|agradecemos|(?:for|par|por)\s(?:example|instance|exemple|ejemplo),|zum\sbeispiel|beispielsweise|valga\s|entiéndase|cabe\s(?:recordar|señalar|anotar|resaltar|decir)|sin\sduda|actualmente|il\ss[’']agit|notons\s|rappelons\s|à\snoter|gemeint\s(?:ist|sind)\b|credits?\sto|hey\b|oh\b|ok\b|okay\b|literally|short\sfor|abbreviat|acronym|hereby\b|(?:named\s)?after\s|refer(?:s|ring|ence)?\sto\s|also\s(?:known|called|spelt|spelled|written)|called\b|defined\b|pronounced|meaning\b|from\s(?:the\s)?(?:latin|greek|french|german|old\b|arabic|spanish|italian)|(?:the\s)?(?:latin|greek|french|german|spanish|italian|dutch|russian|arabic|english)\s(?:word\s|term\s)?for\b|in\s(?:latin|greek|french|german|spanish|italian|english|british|american)\b[^,.]*[:“\x22‘]|n\.\s?b\b|nb\b|nota\sbene|note\s(?:that|also)|note:|remember|(?:where|when|whenever|if|while|since|unless|until|so)\s(?-i:[a-z])|about\s\d|roughly|approximately|for\ssale|on\ssale|[.…]{2,}|…|c[’']est-[àa]-dire|mais\s|et\s|ou\s|où\s|car\s|sauf\s|soit\s|autrement\sdit|littéralement|défini|appelée?s?\b|en\svente|environ\s|abréviation|merci|d\.\s?h\b|das\sheißt|das\sist\b|also\b\s[a-zäöü]|aber\s|und\s|oder\s|weil\s|denn\s|nämlich|genauer|sogenannt|genannt|wörtlich|kurz\sfür|abkürzung|erhältlich|danke?\b|etwa\s\d|rund\s\d|es\sdecir|o\ssea|pero\s|y\s|porque\b|literalmente|abreviatura|siglas?\b|gracias|a\sla\sventa|llamad[oa]s?\b)",
        )
    },
);

/// Words that offer something for sale and name no source (en, de, fr, es).
pub(super) static SALE: Pattern = Pattern::new(
    |text| begins(text, SALES),
    || {
        latin(
            r"(?i)^(?:(?:now\s|also\s)?(?:for|on)\ssale|buy\sit|order\sit|en\svente|erhältlich|zu\skaufen|a\sla\sventa)\b",
        )
    },
);

#[cfg(test)]
pub(super) static ALL: &[&Pattern] = &[
    &VOLUME,
    &IDENTIFIER,
    &YEAR,
    &AUTHOR_YEAR,
    &SIGNAL,
    &CROSS,
    &LAW,
    &SPEECH,
    &ACCORDING,
    &REBUTTAL,
    &CORRESPONDENCE,
    &SUBJECT,
    &DOMAIN,
    &QUOTED,
    &EDITOR,
    &READING,
    &GLOSS,
    &SALE,
    &LEAD,
];
