//! Decides whether words are a statement by themselves, and divides enumerations into items.
//!
//! It knows function words of English, German, French and Spanish, and no grammar. In doubt the answer is "no", so that
//! the caller takes the longer stretch. Must not know references or blocks.

use std::ops::Range;

use super::function_words::{
    ADDING, ADVERBS, AUXILIARIES, BEFORE_ITEMS, BEFORE_NOUNS, BEFORE_QUALITIES, CONTINUING, CONTRASTING, Class,
    DENYING, EXAMPLES, JOINING, MODALS, PERSONAL, REASONING, ROMANCE, SAYING, SUBJECTS, SUBORDINATES, VERBS, class,
};

/// A word and its place.
struct Word<'t> {
    range: Range<usize>,
    text: &'t str,
    /// The classes of the word.
    class: Class,
    /// Whether a comma, a colon or the like stands directly before it.
    marked: bool,
}

impl Word<'_> {
    fn is(&self, class: Class) -> bool {
        self.class.has(class)
    }
}

/// Whether a word looks like a gerund: "closing", but not "nothing".
fn is_gerund(word: &Word) -> bool {
    const OTHERS: &[&str] = &[
        "thing",
        "nothing",
        "something",
        "anything",
        "everything",
        "during",
        "spring",
        "string",
        "morning",
        "evening",
    ];
    word.text.len() > 4
        && word.text.ends_with("ing")
        && !OTHERS.iter().any(|other| word.text.eq_ignore_ascii_case(other))
}

/// Whether a word may be an English participle: "burned".
fn is_participle(word: &Word) -> bool {
    word.text.len() > 4 && word.text.ends_with("ed") && word.text.starts_with(char::is_lowercase)
}

fn words(text: &str) -> Vec<Word<'_>> {
    let inner = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-' | '.' | '_' | '&');
    let mut words = Vec::with_capacity(text.len() / 6 + 1);
    let mut at = 0;
    let mut before = 0;
    while at < text.len() {
        let rest = &text[at..];
        let Some(first) = rest.find(|c: char| c.is_alphanumeric() || c == '&') else { break };
        let start = at + first;
        let length = text[start..].find(|c: char| !inner(c)).unwrap_or(text.len() - start);
        let word = text[start..start + length].trim_end_matches(['.', '\'', '’', '-']);
        let end = start + word.len().max(1);
        // Most words have only a space before them.
        let between = &text[before..start];
        let marked = between != " " && between.contains([',', ';', ':', '–', '—', '"', '“', '«', '„']);
        words.push(Word { range: start..end, text: &text[start..end], class: class(&text[start..end]), marked });
        (at, before) = (start + length.max(1), end);
    }
    words
}

/// Returns the first finite verb among words, at `from` or after it.
fn verb(words: &[Word], from: usize) -> Option<usize> {
    (from..words.len()).find(|&at| {
        let Word { text, marked, .. } = words[at];
        let before = at.checked_sub(1).map(|before| &words[before]);
        if words[at].is(AUXILIARIES) {
            return true;
        }
        if words[at].is(VERBS) {
            // "to go" is not a finite verb, nor is "the work". "a" is one in French, and an article in English.
            let noun = before.is_some_and(|before| before.is(BEFORE_NOUNS));
            return !noun && (text != "a" || has_french(words)) && !text.starts_with(char::is_uppercase);
        }
        let ending = text.len() > 4 && text.ends_with("ed") && text.is_ascii();
        let french = text.len() > 5 && (text.ends_with("ait") || text.ends_with("aient") || text.ends_with("èrent"));
        let spanish = text.len() > 3 && (text.ends_with('ó') || text.ends_with("aron") || text.ends_with("ieron"));
        let quality = before.is_none_or(|before| before.is(BEFORE_QUALITIES)) || marked;
        (ending || french || spanish) && !quality && text.starts_with(char::is_lowercase)
    })
}

fn has_french(words: &[Word]) -> bool {
    words.iter().take(60).any(|word| word.is(ROMANCE))
}

/// Whether words could stand alone: they have a subject and a verb, do not begin with a subordinating word, and leave
/// no parenthesis open.
pub(super) fn is_statement(text: &str) -> bool {
    let all = words(text);
    let skipped = all.iter().take(2).take_while(|word| word.is(JOINING)).count();
    let rest = &all[skipped..];
    let depends = rest.first().is_some_and(|first| first.is(SUBORDINATES));
    // In "Although it rained, ships left", the main clause begins after the comma.
    let main = if depends {
        match (1..rest.len()).find(|&at| rest[at].marked && verb(&rest[..at], 1).is_some()) {
            Some(at) => &rest[at..],
            None => return false,
        }
    } else {
        rest
    };
    let count = |sign| text.matches::<char>(sign).count();
    let closed = count('(') <= count(')');
    closed && verb(main, 1).is_some_and(|at| at + 1 < main.len() || at > 0 && !main[at].is(SAYING))
}

/// Whether words have their own verb, with or without a subject: "and can resist it", "and being able to".
pub(super) fn is_predicate(text: &str) -> bool {
    let all = words(text);
    let skipped = all.iter().take_while(|word| word.is(JOINING)).count();
    let rest = &all[skipped..];
    let first = rest.iter().find(|word| !word.is(ADVERBS));
    first.is_some_and(|first| is_gerund(first)) || verb(rest, 0).is_some()
}

/// Whether the words after a statement, up to the next reference or the end, can be left out of the statement.
///
/// `after` begins right after the references; `goes_on` is whether other references end it.
pub(super) fn can_be_left_out(after: &str, goes_on: bool) -> bool {
    let trimmed =
        after.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ')' | ']' | '”' | '"' | '»' | '’'));
    let all = words(trimmed);
    let Some(first) = all.first() else { return false };
    let mark = trimmed[..first.range.start].trim_end();
    if first.is(EXAMPLES) {
        return true;
    }
    let joining = first.is(JOINING);
    let examples = all.get(1).is_some_and(|second| first.text == "for" && second.text == "example");
    match mark.chars().next() {
        Some(';') => is_predicate(trimmed),
        Some(',') if examples => true,
        Some(',') if joining => has_near_verb(&all[1..], 9) && !is_attribution(&all[1..]),
        // A further predicate may follow: "…, enable it, and are flexible".
        Some(',') => {
            let goes_on = first.is(CONTINUING) || is_attribution(&all);
            let more = (1..all.len()).any(|at| all[at].is(ADDING) && is_predicate(&trimmed[all[at].range.start..]));
            !goes_on && more && verb(&all, 0).is_some()
        }
        None if joining => has_near_verb(&all[1..], 3) && !is_attribution(&all[1..]),
        None => goes_on && first.is(REASONING) && is_statement(&trimmed[first.range.end..]),
        _ => false,
    }
}

/// Whether the words after references begin a new clause, with a comma and a conjunction: ", but it is".
pub(super) fn begins_clause(after: &str) -> bool {
    let all = words(after);
    let Some(first) = all.first() else { return false };
    let comma = after[..first.range.start].trim_start().starts_with([',', ';']);
    let second = all.get(1).is_some_and(|second| second.is(SUBJECTS));
    comma && first.is(JOINING) && second && verb(&all, 1).is_some_and(|at| at <= 4) && !is_attribution(&all[1..])
}

/// Whether the words after a quotation comment on it, rather than name the speaker.
pub(super) fn comments_on(after: &str) -> bool {
    let all = words(after);
    verb(&all, 0).is_some() && !is_attribution(&all) && !all.first().is_some_and(|first| first.is(CONTINUING))
}

/// Whether words begin with their subject and verb: "they work as pilots", but not "they say".
pub(super) fn begins_with_subject(after: &str) -> bool {
    let all = words(after);
    let subject = all.first().is_some_and(|first| first.is(SUBJECTS));
    subject && verb(&all, 1).is_some_and(|at| at <= 3) && !is_attribution(&all)
}

/// Whether the words up to the next reference are another statement beside the one before: "investors may sell".
pub(super) fn is_a_further_statement(after: &str) -> bool {
    let all = words(after);
    let goes_on = all.first().is_none_or(|first| first.is(CONTINUING));
    !goes_on && !is_attribution(&all) && is_statement(after)
}

/// Whether words begin like another item of an enumeration.
pub(super) fn begins_item(after: &str) -> bool {
    words(after).first().is_some_and(|first| first.is(ADDING)) && !begins_clause(after)
}

/// Whether one of the first few words is a verb, or the first word is a gerund: "and being able to".
fn has_near_verb(words: &[Word], few: usize) -> bool {
    let rest = &words[..words.len().min(few + 1)];
    rest.first().is_some_and(is_gerund) && words.len() > 2 || verb(rest, 0).is_some()
}

/// Returns the byte of the last main clause before a reference, if another clause precedes it: "Dues are easy to pay,
/// but the port". Its verb may follow the reference.
pub(super) fn last_main(before: &str) -> Option<usize> {
    let all = words(before);
    (2..all.len()).rev().find_map(|at| {
        let contrasts = all[at].is(CONTRASTING) && all[at].marked;
        let start = all[at].range.start;
        (contrasts && at + 1 < all.len() && is_statement(&before[..start])).then_some(start)
    })
}

/// Whether words attribute the words before them: "pilots say", "she said".
fn is_attribution(words: &[Word]) -> bool {
    let end = (1..words.len()).find(|&at| words[at].marked).unwrap_or(words.len());
    end <= 5 && words[..end].iter().any(|word| word.is(SAYING))
}

/// Divides an enumeration with a reference after each item; none if words are not such an enumeration.
///
/// `cuts` are the ends of the items, before and after their references. Each item consists of the words before all
/// items, its own words, and the words after all items, in bytes of the text. The first item begins with the text if
/// its own beginning is unclear.
pub(super) fn items(text: &str, cuts: &[(usize, usize)]) -> Option<Vec<Vec<Range<usize>>>> {
    let (&(first_end, _), &(_, last)) = (cuts.first()?, cuts.last()?);
    // An item does not end inside a parenthesis or a quotation.
    let closed = |&(end, _): &(usize, usize)| is_closed(&text[..end]);
    if cuts.len() < 2 || !cuts.iter().all(closed) {
        return None;
    }
    let mut items = Vec::new();
    for pair in cuts.windows(2) {
        let (from, to) = (pair[0].1, pair[1].0);
        let between = &text[from..to];
        let all = words(between);
        let first = all.first()?;
        let mark = between[..first.range.start].trim();
        let adding = first.is(ADDING);
        let is_mark = mark.starts_with(',') || mark == "/" || text[..pair[0].0].trim_end().ends_with(',');
        // Words that deny all items belong to no single item. Words with a verb are not an item.
        if is_statement(between)
            || all.iter().any(|word| word.is(DENYING))
            || begins_clause(between)
            || !adding && !is_mark
            || mark.contains(['.', '(', '"', '“'])
        {
            return None;
        }
        let first = if adding { all.get(1)? } else { first };
        items.push(from + first.range.start..to);
    }
    let head = words(&text[..first_end]);
    if head.iter().any(|word| word.is(DENYING)) {
        return None;
    }
    let start = item_start(&head, &text[items[0].clone()]);
    // In "The tower was built in 1432[^a] and burned in 1700", the second predicate is not an item.
    let participle = |text: &str| words(text).first().is_some_and(|first| is_participle(first));
    if start > 0 && participle(&text[items[0].clone()]) && !participle(&text[start..first_end]) {
        return None;
    }
    let rest = &text[last..];
    let tail = words(rest);
    // Another item, without a reference, is not part of these items.
    let suffix = tail.first().filter(|first| !first.is(ADDING)).map(|_| last..text.len());
    let with = |item: Range<usize>| {
        let before = if start > 0 { Some(0..start) } else { None };
        before.into_iter().chain([item]).chain(suffix.clone()).collect::<Vec<_>>()
    };
    let whole = std::iter::once(0..first_end).chain(suffix.clone()).collect();
    Some(std::iter::once(whole).chain(items.into_iter().map(with)).collect())
}

/// Whether a text closes all parentheses and quotations that it opens.
fn is_closed(text: &str) -> bool {
    let count = |sign| text.matches::<char>(sign).count();
    count('(') <= count(')')
        && count('"').is_multiple_of(2)
        && count('«') <= count('»')
        && count('“') <= count('”') + count('„')
}

/// Whether an item may begin after a word: "such as", "are".
fn leads_to_items(word: &Word) -> bool {
    const COPULAS: &[&str] = &[
        "is", "are", "was", "were", "ist", "sind", "war", "waren", "est", "sont", "était", "étaient", "es", "son",
        "era", "eran",
    ];
    word.is(BEFORE_ITEMS) || COPULAS.contains(&word.text)
}

/// Whether two words are the same, or the same preposition with or without an article: "du", "de".
fn is_same(one: &str, other: &str) -> bool {
    const PREPOSITIONS: &[&[&str]] = &[
        &["de", "du", "des", "del"],
        &["à", "au", "aux"],
        &["in", "im", "ins"],
        &["an", "am", "ans"],
        &["von", "vom"],
        &["zu", "zum", "zur"],
        &["a", "al"],
    ];
    // "d'un" begins with "de".
    let bare = |word: &str| match word.split_once(['\'', '’']) {
        Some(("d" | "D", _)) => "de".to_owned(),
        _ => word.to_lowercase(),
    };
    let (one, other) = (bare(one), bare(other));
    one == other || PREPOSITIONS.iter().any(|forms| forms.contains(&&*one) && forms.contains(&&*other))
}

/// Returns the index at which the first item of an enumeration begins, as far as the second item shows. `head` ends
/// with the first item.
fn item_start(head: &[Word], second: &str) -> usize {
    let Some(last) = head.last() else { return 0 };
    let second = words(second);
    let Some(model) = second.first() else { return 0 };
    let near = head.len().saturating_sub(8);
    // The same word begins both items: "SSH keys or SSH certificates".
    if let Some(same) = (near..head.len()).rev().find(|&at| is_same(head[at].text, model.text)) {
        return head[same].range.start;
    }
    // A gerund begins both items: "committing to the depth or even removing it".
    if second.iter().find(|word| !word.is(ADVERBS)).is_some_and(is_gerund)
        && let Some(same) = (near..head.len()).rev().find(|&at| is_gerund(&head[at]))
    {
        return head[same].range.start;
    }
    // Verbs follow one modal: "they can see who you are, make out your mood".
    let is_base = model.text.starts_with(char::is_lowercase) && second.len() > 1;
    let modal = head.iter().position(|word| word.is(MODALS));
    if let Some(modal) = modal.filter(|_| is_base && verb(head, 0).is_some()) {
        let behind = (modal + 1..head.len()).find(|&at| !head[at].is(ADVERBS));
        if let Some(behind) = behind
            && head.len() - behind > 1
            && (behind + 1..head.len()).any(|at| head[at].is(PERSONAL))
        {
            return head[behind].range.start;
        }
    }
    // A long item in small letters need not be parallel to the words before the first reference.
    let like_a_name = second.len() <= 3 || !model.text.starts_with(char::is_lowercase);
    let from = (0..head.len())
        .rev()
        .filter(|_| like_a_name)
        .find(|&at| (head[at].marked || at > 0 && leads_to_items(&head[at - 1])) && head.len() - at <= 6);
    match from {
        Some(at) => head[at].range.start,
        // The head is a noun phrase alone, as in "Go, Rust and Swift do so".
        None if verb(head, 0).is_none() && head.len() <= 4 => 0,
        None => last.range.end,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_has_a_subject_and_a_verb_of_its_own() {
        for text in [
            "Dues doubled in two years",
            "The port is full",
            "Ships now wait for days, pilots say,",
            "Although it rained, the ships left",
            "and two lines have left",
            "Die Häfen sind voll",
            "Les ports sont pleins",
            "Los puertos están llenos",
        ] {
            assert!(is_statement(text), "{text}");
        }
        for text in [
            "The audit",
            "According to the audit",
            "As the audit says",
            "Go",
            "and Swift",
            "the only openly audited",
            "Two lines (CMA and MSC",
            "Laut dem Bericht",
        ] {
            assert!(!is_statement(text), "{text}");
        }
    }

    #[test]
    fn a_clause_with_its_own_verb_can_be_left_out() {
        for text in [
            ", but the port is closed",
            ", and being able to wait is a gift",
            " and can resist the storm",
            "; the pilots left",
            " e.g. cranes and quays",
        ] {
            assert!(can_be_left_out(text, false), "{text}");
        }
        for text in
            [", which the port denies", " that the port built", " and London", ", pilots say", ".", ", she said"]
        {
            assert!(!can_be_left_out(text, false), "{text}");
        }
    }

    #[track_caller]
    fn check(parts: &[&str], expected: &[&str]) {
        let text = parts.concat();
        let mut end = 0;
        let ends: Vec<usize> = parts
            .iter()
            .map(|part| {
                end += part.len();
                end
            })
            .collect();
        let cuts: Vec<_> = ends[..ends.len() - 1].iter().map(|&end| (end, end)).collect();
        let found = items(&text, &cuts).expect("an enumeration");
        let found: Vec<String> = found
            .iter()
            .map(|ranges| ranges.iter().map(|range| text[range.clone()].trim()).collect::<Vec<_>>().join(" … "))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn an_item_includes_what_is_said_before_and_after_all_items() {
        check(&["Go", ", Rust", " and Swift", " do so."], &["Go … do so.", "Rust … do so.", "Swift … do so."]);
        check(
            &["Tools like Anchor", " and Buoy", " can be used at sea."],
            &["Tools like Anchor … can be used at sea.", "Tools like … Buoy … can be used at sea."],
        );
        check(
            &["In a storm, steel ropes", " or steel chains", " should be used."],
            &["In a storm, steel ropes … should be used.", "In a storm, … steel chains … should be used."],
        );
    }
}
