//! Classifies headings by their words: title of a text, list of works or notes, other part.
//!
//! Must not know how a text is stored.

/// Most letters before a title: names, places, a date.
pub const MOST_BEFORE: usize = 400;

/// Headings of lists of works, some of them with notes.
#[rustfmt::skip]
const WORKS: &[&str] = &[
    "references", "reference", "reference list", "list of references", "references list", "references cited", "sources",
    "source list", "sources cited", "sources consulted", "cited sources", "primary sources", "further sources",
    "key sources", "key references", "key citations", "citations", "citations and sources", "bibliography",
    "works cited", "literature", "literature cited", "cited literature", "normative references",
    "informative references", "reference links", "references and further reading", "sources and notes",
    "notes and references", "references and notes", "notes and sources", "sources and references",
    "references and sources", "endnotes and references", "quellen", "quellenverzeichnis", "literatur",
    "literaturverzeichnis", "einzelnachweise", "belege", "nachweise", "références", "références bibliographiques",
    "sources et références", "bibliographie", "notes et références", "referencias", "fuentes", "bibliografía",
    "notas y referencias", "citas", "referências", "riferimenti", "fonti", "bibliografia", "bronnen", "referenties",
    "literatuur", "källor", "kilder", "źródła", "литература", "список литературы", "библиография", "источники",
    "список использованных источников", "список использованной литературы", "参考文献", "參考文獻", "参考资料", "参考", "引用文献", "出典",
];

/// Headings of lists of notes.
#[rustfmt::skip]
const NOTES: &[&str] = &[
    "notes", "note", "endnotes", "footnotes", "sidenotes", "anmerkungen", "fußnoten", "notas", "примечания", "注释", "注釋",
    "脚注",
];

/// Headings of other parts of a text.
#[rustfmt::skip]
const PARTS: &[&str] = &[
    "abstract", "acknowledgements", "acknowledgments", "annex", "appendix", "author information", "author note",
    "authors", "background", "conclusion", "conclusions", "contents", "discussion", "executive summary", "foreword",
    "introduction", "keywords", "main text", "materials and methods", "method", "methods", "overview", "preface",
    "results", "running title", "short title", "summary", "table of contents", "title page", "anhang", "danksagung",
    "einführung", "einleitung", "fazit", "inhalt", "inhaltsverzeichnis", "kurzbeschreibung", "kurzfassung", "methoden",
    "schluss", "vorwort", "zusammenfassung", "annexe", "avant-propos", "préface", "remerciements", "résumé", "sommaire",
    "table des matières", "anexo", "agradecimientos", "conclusiones", "contenido", "índice", "introducción", "métodos",
    "prefacio", "resultados", "resumen", "аннотация", "благодарности", "введение", "выводы", "заключение", "методы",
    "оглавление", "предисловие", "приложение", "реферат", "содержание", "摘要", "引言", "绪论", "緒論", "前言", "目录", "目錄", "正文",
    "结论", "結論", "附录", "附錄", "致谢", "致謝", "关键词",
];

/// Longest name of a part in bytes.
const LONGEST: usize = 80;

/// Whether a heading can be the title of a text.
pub fn can_be_title(words: &str) -> bool {
    let words = words.trim();
    !words.is_empty() && !is_numbered(words) && !is_part(words)
}

/// Whether a heading opens a list of works: "7. Sources (as of May)".
pub fn heads_works(words: &str) -> bool {
    bare(words).is_some_and(|words| is_in(WORKS, &words))
}

/// Whether a heading opens a list of notes.
pub fn heads_notes(words: &str) -> bool {
    bare(words).is_some_and(|words| is_in(NOTES, &words))
}

/// Whether a heading names a part of a text, with or without a number.
fn is_part(words: &str) -> bool {
    bare(words).is_some_and(|words| [WORKS, NOTES, PARTS].iter().any(|names| is_in(names, &words)))
}

fn is_in(names: &[&str], words: &str) -> bool {
    // Chinese headings may have spaces between their characters: "摘 要".
    let joined = || words.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    names.contains(&words) || !words.is_ascii() && names.contains(&joined().as_str())
}

/// Returns the words in small letters without their number and the signs around them; none if they are too long for a
/// part's name.
fn bare(words: &str) -> Option<String> {
    let words = words.trim_matches(|c: char| !c.is_alphanumeric());
    let number = words.trim_start_matches(|c: char| c.is_ascii_digit() || "IVX.".contains(c));
    let words = if number.starts_with([' ', '\u{a0}', ')']) { number } else { words };
    let words = words.split(" (").next().unwrap_or(words).trim_matches(|c: char| !c.is_alphanumeric());
    (words.len() <= LONGEST && !words.is_empty()).then(|| words.to_lowercase())
}

/// Whether words begin with the number of a section: "1 ", "2.", "1.3 ".
fn is_numbered(words: &str) -> bool {
    let Some((number, _)) = words.split_once(char::is_whitespace) else { return false };
    let mut parts = number.trim_end_matches(['.', ')']).split('.');
    let are_numbers = parts.all(|part| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit()));
    are_numbers && (number == "1" || number.contains(['.', ')']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_parts_are_not_titles_in_any_language() {
        for words in ["References", "Abstract:", "1 Введение", "7. Literatur", "摘    要", "RÉSUMÉ", "Main Text", ""]
        {
            assert!(!can_be_title(words), "{words}");
        }
        for words in ["Harbour dues", "Summary of the audit", "12 pilots at sea", "2019 in numbers", "港口费"] {
            assert!(can_be_title(words), "{words}");
        }
    }

    #[test]
    fn lists_of_works_and_notes_are_recognized_by_their_titles() {
        for words in [
            "## 7. Sources",
            "**References:**",
            "VII References",
            "Quellen (Stand Mai)",
            "参考文献",
            "Notes and References",
        ] {
            assert!(heads_works(words), "{words}");
        }
        assert!(heads_notes("Notes") && heads_notes("### Anmerkungen"));
        for words in ["Sources of income", "", "IV", "Harbour dues"] {
            assert!(!heads_works(words) && !heads_notes(words), "{words}");
        }
    }

    #[test]
    fn a_numbered_section_is_not_a_title() {
        for words in ["1. Quays", "2) Quays", "1.3 Quays", "1 Quays"] {
            assert!(!can_be_title(words), "{words}");
        }
    }
}
