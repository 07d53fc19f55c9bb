//! Languages: codes, English names, and detection.
//!
//! Owns the rules of detection. Must not know what is looked for in a text.
//!
//! Three rules apply, the cheapest first. *Function words*: "the", "und", "dans" or "los" make an eighth or more of the
//! words of a text in one of the four languages that have tables of hedges, and almost none of the words of any other
//! text. If a text has no English function word, fewer are enough, together with words such as "que" and "de", which
//! several languages have. Words of neighbouring languages ("het", "che", "não") count against all four. *Script*: only
//! Greek is written in Greek letters. *A model* of three-letter groups (`whatlang`) tells the other languages apart, if
//! the text is long enough or has letters that English does not have. If no rule decides, the result is [`None`]. The
//! rules take 0.2 million instructions for an English text, and 2 million for a text in a language without a table.
//!
//! A section may be in another language than its text, and a sentence in another than its section; each must be clear.
//! If nothing can be detected, a short text counts as English, and a long text as "an unknown language", because
//! finding no hedge in it would mean nothing.

mod counts;

use self::counts::{Counts, is_latin};

/// A language of ISO 639.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Language(isolang::Language);

/// Bytes of a text that are examined.
pub const SAMPLE: usize = 4096;

/// Fewest letters of a section that may be in another language than its text.
const MANY_LETTERS: usize = 200;

/// Fewest words with which a text without known function words counts as unknown.
const MANY_WORDS: usize = 40;

/// Fewest words of a text that is more than a title.
const FEW_WORDS: usize = 4;

impl Default for Language {
    fn default() -> Self {
        Self::ENGLISH
    }
}

impl Language {
    pub const ENGLISH: Self = Self(isolang::Language::Eng);
    pub const GERMAN: Self = Self(isolang::Language::Deu);
    pub const FRENCH: Self = Self(isolang::Language::Fra);
    pub const SPANISH: Self = Self(isolang::Language::Spa);
    /// A language that was not detected, but is not English.
    pub const UNKNOWN: Self = Self(isolang::Language::Und);

    /// Returns the language of a tag as in HTML, whatever country or script follows: `de`, `de-CH`, `spa`, `zh_Hant`.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let code = tag.trim().split(['-', '_', '.']).next()?.to_ascii_lowercase();
        let language = match code.len() {
            2 => isolang::Language::from_639_1(&code),
            3 => isolang::Language::from_639_3(bibliographic(&code).unwrap_or(&code)),
            _ => None,
        };
        // "Undetermined", "no linguistic content" and the like name no language.
        language.filter(|language| !["und", "zxx", "mis", "mul"].contains(&language.to_639_3())).map(Self)
    }

    /// Returns the code of two letters, or of three if there is no such code.
    pub fn code(self) -> &'static str {
        self.0.to_639_1().unwrap_or_else(|| self.0.to_639_3())
    }

    /// Returns the English name: "Japanese".
    pub fn name(self) -> &'static str {
        if self == Self::UNKNOWN {
            return "an unknown language";
        }
        let name = self.0.to_name();
        name.split(" (").next().unwrap_or(name)
    }

    /// Whether a table of hedges for it is compiled in.
    pub fn has_hedges(self) -> bool {
        [Self::ENGLISH, Self::GERMAN, Self::FRENCH, Self::SPANISH].contains(&self)
    }

    /// Returns the language of a section: the text's, unless function words or script clearly show another.
    ///
    /// `attempts` is how many times the model may still run. The model runs only for sections that have almost no
    /// function words of the text's language.
    pub fn of_section(section: &str, whole: Self, attempts: &mut usize) -> Self {
        // Most sections are plainly in the text's language, judged by their beginning and their end.
        let plainly = |part: &str| {
            let counts = Counts::of(part);
            let plain = !counts.foreign_script(whole) && counts.of_language(whole) * 5 >= counts.words;
            plain && counts.letters >= MANY_LETTERS
        };
        let rest = section.len().saturating_sub(OF_A_SENTENCE);
        let end = (rest..=section.len()).find(|&at| section.is_char_boundary(at)).unwrap_or(0);
        if rest > OF_A_SENTENCE && plainly(beginning(section, OF_A_SENTENCE)) && plainly(&section[end..]) {
            return whole;
        }
        let counts = Counts::of(section);
        if counts.letters < MANY_LETTERS && !counts.is_dense() {
            let few = counts.letters >= MANY_LETTERS / 4 && !counts.foreign_script(whole) && is_latin(whole);
            return counts
                .detected_by_few()
                .filter(|&detected| few && counts.outnumbers(detected, whole))
                .unwrap_or(whole);
        }
        let foreign = counts.foreign_script(whole);
        if !foreign && whole.has_hedges() && counts.of_language(whole) * 20 >= counts.words {
            return whole;
        }
        match counts.detected() {
            Some(detected) if counts.outnumbers(detected, whole) => return detected,
            _ => {}
        }
        if let Some(detected) = counts.detected_by_few().filter(|&detected| counts.outnumbers(detected, whole)) {
            return detected;
        }
        if *attempts == 0 || !foreign && !whole.has_hedges() {
            return whole;
        }
        *attempts -= 1;
        let detected = detect(section).filter(|&language| language != Self::UNKNOWN || counts.is_neighbour(whole));
        detected.unwrap_or(whole)
    }

    /// Returns the language of a sentence: the section's, unless the sentence is clearly in another.
    ///
    /// A sentence is in another language if most of its letters are of a script that the section's language is not
    /// written in. It also is if it has enough function words of another of the four languages with tables: two
    /// different words that make a quarter of its words, or three, and three times as many as of the section's
    /// language. Fewer are enough if it has none of the section's language and none of English. If it has words of
    /// neighbouring languages instead, its language is unknown.
    pub fn of_sentence(text: &str, section: Self) -> Self {
        let text = beginning(text, OF_A_SENTENCE);
        let counts = Counts::of(text);
        if counts.foreign_script(section) {
            return if counts.latin * 2 > counts.letters {
                counts.detected().unwrap_or(Self::ENGLISH)
            } else {
                by_model(text).map_or(section, |info| of_model(&info))
            };
        }
        match counts.detected() {
            Some(detected)
                if detected != section && counts.few_suffice(detected) && counts.outnumbers(detected, section) =>
            {
                return detected;
            }
            _ => {}
        }
        if !section.has_hedges() {
            return section;
        }
        match counts.detected_by_few() {
            Some(detected) if detected != section && counts.of_language(section) == 0 => detected,
            _ if counts.is_neighbour(section) => Self::UNKNOWN,
            _ => section,
        }
    }
}

/// Bytes of a sentence that are examined.
const OF_A_SENTENCE: usize = 400;

/// Returns the current code for an older bibliographic code.
fn bibliographic(code: &str) -> Option<&'static str> {
    let codes = [
        ("alb", "sqi"),
        ("arm", "hye"),
        ("baq", "eus"),
        ("bur", "mya"),
        ("chi", "zho"),
        ("cze", "ces"),
        ("dut", "nld"),
        ("fre", "fra"),
        ("geo", "kat"),
        ("ger", "deu"),
        ("gre", "ell"),
        ("ice", "isl"),
        ("mac", "mkd"),
        ("mao", "mri"),
        ("may", "msa"),
        ("per", "fas"),
        ("rum", "ron"),
        ("slo", "slk"),
        ("tib", "bod"),
        ("wel", "cym"),
    ];
    codes.iter().find(|(old, _)| *old == code).map(|(_, new)| *new)
}

/// Detects the language of a text by its first kilobytes; none if it is too short.
pub fn detect(text: &str) -> Option<Language> {
    let text = beginning(text, SAMPLE);
    let counts = Counts::of(text);
    if counts.letters == 0 {
        return None;
    }
    let mostly_latin = counts.latin * 2 > counts.letters;
    if mostly_latin && let Some(detected) = counts.detected().or_else(|| counts.detected_by_few()) {
        return Some(detected);
    }
    // A few words, some of them English and none of any other language.
    if mostly_latin && counts.is_rather_english() {
        return None;
    }
    let info = by_model(text)?;
    let language = of_model(&info);
    if !mostly_latin {
        return Some(language);
    }
    // Words without function words are names, a list, or a language that the model does not know.
    if language.has_hedges() {
        if language != Language::ENGLISH && counts.words >= FEW_WORDS && counts.of_language(Language::ENGLISH) == 0 {
            let own = counts.of_language(language);
            let alone = own + counts.shared == counts.evidence();
            if alone && (own > 0 || info.is_reliable() && counts.shared + counts.accented_words > 0) {
                return Some(language);
            }
            if counts.evidence() + counts.accented_words > 0 {
                return Some(Language::UNKNOWN);
            }
        }
        if language == Language::ENGLISH && counts.is_neighbour(language) {
            return Some(Language::UNKNOWN);
        }
        let few = counts.of_language(language) * 25 < counts.words;
        return if few && counts.words >= MANY_WORDS { Some(Language::UNKNOWN) } else { None };
    }
    let accented = counts.accented * 50 >= counts.letters && counts.accented_words > 0;
    if info.is_reliable() && counts.words >= 5 || accented && counts.words >= 3 {
        return Some(language);
    }
    (counts.words >= FEW_WORDS && counts.evidence() > 0).then_some(Language::UNKNOWN)
}

/// Returns the first bytes of a text, cut at a character.
pub fn beginning(text: &str, bytes: usize) -> &str {
    let end = (0..=bytes.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    &text[..end]
}

fn by_model(text: &str) -> Option<whatlang::Info> {
    whatlang::detect(beginning(text, SAMPLE))
}

fn of_model(info: &whatlang::Info) -> Language {
    let code = match info.lang().code() {
        "cmn" => "zho",
        "pes" => "fas",
        code => code,
    };
    isolang::Language::from_639_3(code).map_or(Language::UNKNOWN, Language)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(tag: &str) -> Language {
        Language::from_tag(tag).unwrap()
    }

    #[test]
    fn a_language_tag_is_recognized_by_its_primary_language() {
        for tag in ["de", "de-CH", "DE_AT", "deu", "ger", "de-Latn-DE-1996", " de "] {
            assert_eq!(Language::from_tag(tag), Some(Language::GERMAN), "{tag}");
        }
        for tag in ["", "-", "german", "xx", "und", "mul", "zxx", "d", "d\u{e9}"] {
            assert_eq!(Language::from_tag(tag), None, "{tag}");
        }
        assert_eq!((language("ja").name(), language("jpn").code()), ("Japanese", "ja"));
        assert_eq!((language("el").name(), language("sw").name()), ("Modern Greek", "Swahili"));
        assert_eq!(Language::UNKNOWN.name(), "an unknown language");
    }

    #[test]
    fn the_language_of_a_text_is_detected() {
        for (tag, text) in [
            ("en", "The audit found that eleven berths of the port were shut, and ships now wait for days."),
            (
                "de",
                "Die Pr\u{fc}fung ergab, dass elf Liegepl\u{e4}tze geschlossen sind und Schiffe nun tagelang warten.",
            ),
            ("fr", "L'audit a montr\u{e9} que onze quais sont ferm\u{e9}s et que les navires attendent dans le port."),
            (
                "es",
                "La auditor\u{ed}a mostr\u{f3} que once muelles del puerto est\u{e1}n cerrados y los barcos esperan.",
            ),
            ("it", "La verifica ha mostrato che undici ormeggi del porto sono chiusi e le navi aspettano per giorni."),
            ("nl", "Uit het onderzoek blijkt dat elf ligplaatsen in de haven gesloten zijn en schepen dagen wachten."),
            (
                "pt",
                "A auditoria mostrou que onze cais do porto est\u{e3}o fechados e que os navios esperam durante dias.",
            ),
            (
                "pl",
                "Kontrola wykaza\u{142}a, \u{17c}e jedena\u{15b}cie nabrze\u{17c}y portu jest zamkni\u{119}tych, a statki czekaj\u{105}.",
            ),
            ("ja", "\u{6599}\u{91d1}\u{306f}\u{500d}\u{306b}\u{306a}\u{3063}\u{305f}\u{3002}"),
            (
                "el",
                "\u{3a4}\u{3b1} \u{3c4}\u{3ad}\u{3bb}\u{3b7} \u{3b4}\u{3b9}\u{3c0}\u{3bb}\u{3b1}\u{3c3}\u{3b9}\u{3ac}\u{3c3}\u{3c4}\u{3b7}\u{3ba}\u{3b1}\u{3bd}",
            ),
            ("ko", "\u{c694}\u{ae08}\u{c774} \u{b450} \u{bc30}\u{b85c} \u{c62c}\u{b790}\u{b2e4}"),
            (
                "he",
                "\u{5d4}\u{5d3}\u{5de}\u{5d9} \u{5d4}\u{5d5}\u{5db}\u{5e4}\u{5dc}\u{5d5} \u{5d1}\u{5e9}\u{5e0}\u{5ea}\u{5d9}\u{5d9}\u{5dd}",
            ),
            ("zh", "\u{8d39}\u{7528}\u{5728}\u{4e24}\u{5e74}\u{5185}\u{7ffb}\u{4e86}\u{4e00}\u{756a}"),
            (
                "ru",
                "\u{421}\u{431}\u{43e}\u{440}\u{44b} \u{432}\u{44b}\u{440}\u{43e}\u{441}\u{43b}\u{438} \u{432}\u{434}\u{432}\u{43e}\u{435} \u{437}\u{430} \u{434}\u{432}\u{430} \u{433}\u{43e}\u{434}\u{430}",
            ),
        ] {
            assert_eq!(detect(text).map(Language::code), Some(tag), "{text}");
        }
    }

    #[test]
    fn one_sentence_is_enough_if_its_function_words_are_not_english() {
        for (expected, text) in [
            ("es", "No es cierto que el alcalde lo supiera."),
            ("es", "Nadie ha demostrado que la bomba fallara."),
            ("fr", "Personne n'a prouv\u{e9} que la pompe fuyait."),
            ("fr", "Rien ne prouve que le moulin ait br\u{fb}l\u{e9}."),
            ("de", "Niemand hat bewiesen, dass die Pumpe lief."),
        ] {
            assert_eq!(detect(text).map(Language::code), Some(expected), "{text}");
            assert_eq!(Language::of_sentence(text, Language::ENGLISH).code(), expected, "{text}");
        }
        for text in [
            "N\u{e3}o \u{e9} verdade que o prefeito sabia disso.",
            "Non \u{e8} vero che il sindaco lo sapesse.",
            "Het is niet waar dat de burgemeester het wist.",
            "De haven is niet gesloten en de schepen wachten.",
            "Il sindaco dice che le navi aspettano nel porto.",
            "Det er ikke sandt, at broen har v\u{e6}ret lukket.",
        ] {
            assert!(detect(text).is_some_and(|detected| !detected.has_hedges()), "{text}: {:?}", detect(text));
            for section in [Language::ENGLISH, Language::FRENCH, Language::GERMAN] {
                assert!(!Language::of_sentence(text, section).has_hedges(), "{text} in {section:?}");
            }
        }
        for text in [
            "The ship left Los Angeles for Rio de Janeiro.",
            "Charles de Gaulle denied it.",
            "The mayor of La Paz said no.",
            "Port dues doubled twice.",
            "Leonardo da Vinci painted it in Milan.",
        ] {
            assert_eq!(detect(text).unwrap_or_default(), Language::ENGLISH, "{text}");
            assert_eq!(Language::of_sentence(text, Language::ENGLISH), Language::ENGLISH, "{text}");
        }
    }

    #[test]
    fn too_little_text_decides_nothing() {
        for text in ["", "1,700", "Rotterdam", "Port audit 2025", "A", "Dues doubled."] {
            assert_eq!(detect(text), None, "{text}");
        }
    }

    #[test]
    fn a_sentence_takes_the_language_of_its_script_or_its_function_words() {
        let japanese =
            "\u{304a}\u{305d}\u{3089}\u{304f}\u{6599}\u{91d1}\u{306f}\u{500d}\u{306b}\u{306a}\u{3063}\u{305f}\u{3002}";
        assert_eq!(Language::of_sentence(japanese, Language::GERMAN).code(), "ja");
        let french = "Les droits auraient probablement doubl\u{e9}.";
        assert_eq!(Language::of_sentence(french, Language::GERMAN), Language::FRENCH);
        let spanish = "Seg\u{fa}n se dice, quiz\u{e1} las tasas se duplicaron.";
        assert_eq!(Language::of_sentence(spanish, Language::GERMAN), Language::SPANISH);
        let english = "The port is said to be shut for the winter.";
        assert_eq!(Language::of_sentence(english, language("ja")), Language::ENGLISH);
        assert_eq!(Language::of_sentence(english, language("it")), Language::ENGLISH);
    }

    #[test]
    fn a_sentence_that_only_quotes_another_language_keeps_its_sections_language() {
        for text in [
            "Der Titel ist \u{201e}The Port Audit\u{201c}.",
            "Die Zeitung El Pa\u{ed}s hat das gesagt.",
            "40",
            "",
            "Er sagte \u{6771}\u{4eac}.",
        ] {
            assert_eq!(Language::of_sentence(text, Language::GERMAN), Language::GERMAN, "{text}");
        }
        assert_eq!(Language::of_sentence("Rotterdam", Language::ENGLISH), Language::ENGLISH);
    }
}
