//! Which headings can be a text's title: those that say what it is about, and stand at its top.
//!
//! Must not know how a text is kept.

/// The most letters before a title: names, places, a date.
pub const MOST_BEFORE: usize = 400;

/// What parts of a text are called.
#[rustfmt::skip]
const PARTS: &[&str] = &[
    "abstract", "acknowledgements", "acknowledgments", "annex", "appendix", "author information", "author note", "authors",
    "background", "bibliography", "conclusion", "conclusions", "contents", "discussion", "endnotes", "executive summary",
    "footnotes", "foreword", "introduction", "keywords", "literature", "literature cited", "main text", "materials and methods",
    "method", "methods", "notes", "overview", "preface", "reference list", "references", "results", "running title",
    "short title", "sources", "summary", "table of contents", "title page", "works cited",
    "anhang", "anmerkungen", "danksagung", "einführung", "einleitung", "fazit", "fußnoten", "inhalt", "inhaltsverzeichnis",
    "kurzbeschreibung", "kurzfassung", "literatur", "literaturverzeichnis", "methoden", "quellen", "quellenverzeichnis",
    "schluss", "vorwort", "zusammenfassung",
    "annexe", "avant-propos", "bibliographie", "préface", "remerciements", "résumé", "références", "sommaire", "table des matières",
    "anexo", "agradecimientos", "bibliografía", "conclusiones", "contenido", "índice", "introducción", "métodos", "notas",
    "prefacio", "referencias", "resultados", "resumen",
    "аннотация", "благодарности", "введение", "выводы", "заключение", "библиография", "литература", "методы", "оглавление",
    "предисловие", "приложение", "реферат", "содержание", "список литературы", "список использованных источников", "примечания",
    "摘要", "引言", "绪论", "緒論", "前言", "目录", "目錄", "正文", "结论", "結論", "参考文献", "參考文獻", "注释", "注釋", "附录", "附錄", "致谢", "致謝", "关键词",
];

/// Whether the words of a heading can be a title.
pub fn is_one(words: &str) -> bool {
    let words = words.trim();
    !words.is_empty() && !is_numbered(words) && !is_part(words)
}

/// Whether words are what a part of a text is called, with its number or without.
fn is_part(words: &str) -> bool {
    let is_sign = |c: char| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '.' | ')' | ':' | '*' | '-');
    let words = words.trim_matches(is_sign).to_lowercase();
    // "摘 要"
    let joined: String = words.chars().filter(|c| !c.is_whitespace()).collect();
    PARTS.contains(&words.as_str()) || PARTS.contains(&joined.as_str())
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
    fn the_names_of_parts_are_no_titles_in_any_language() {
        for words in ["References", "Abstract:", "1 Введение", "7. Literatur", "摘    要", "RÉSUMÉ", "Main Text", ""]
        {
            assert!(!is_one(words), "{words}");
        }
        for words in ["Harbour dues", "Summary of the audit", "12 pilots at sea", "2019 in numbers", "港口费"] {
            assert!(is_one(words), "{words}");
        }
    }

    #[test]
    fn a_numbered_section_is_no_title() {
        for words in ["1. Quays", "2) Quays", "1.3 Quays", "1 Quays"] {
            assert!(!is_one(words), "{words}");
        }
    }
}
