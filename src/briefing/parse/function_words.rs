//! Lists function words of English, German, French and Spanish by their part in a clause.
//!
//! The four languages are one table, because a text in one quotes the others. Must not know what a clause is.

use std::collections::HashMap;
use std::sync::LazyLock;

use foldhash::fast::FixedState;

/// Classes of a word. A word may have several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Class(u32);

impl Class {
    pub(super) fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// Forms that are finite verbs everywhere.
pub(super) const AUXILIARIES: Class = Class(1 << 0);
/// Forms that are finite verbs, unless an article or "to" precedes them.
pub(super) const VERBS: Class = Class(1 << 1);
/// Words before an English word in "-ed" that is an adjective rather than a verb.
pub(super) const BEFORE_QUALITIES: Class = Class(1 << 2);
/// Words that begin a dependent clause: "As the audit says, …".
pub(super) const SUBORDINATES: Class = Class(1 << 3);
/// Words that join a clause to the clause before.
pub(super) const JOINING: Class = Class(1 << 4);
/// Joining words that also join items of an enumeration.
pub(super) const ADDING: Class = Class(1 << 5);
/// Words that begin examples. The words before them are a statement even without the examples.
pub(super) const EXAMPLES: Class = Class(1 << 6);
/// Words that join a reason or a contrast.
pub(super) const REASONING: Class = Class(1 << 7);
/// Words that continue the words before them, such as relative clauses and attributions. A cut before them would change
/// the meaning.
pub(super) const CONTINUING: Class = Class(1 << 8);
/// Verbs of an attribution at the end of a clause: "pilots say", "she said".
pub(super) const SAYING: Class = Class(1 << 9);
/// Words after which an item of an enumeration begins.
pub(super) const BEFORE_ITEMS: Class = Class(1 << 10);
/// Words before a verb in its base form.
pub(super) const MODALS: Class = Class(1 << 11);
/// Words between a modal and its verb.
pub(super) const ADVERBS: Class = Class(1 << 12);
/// Words that alone are the subject of a clause.
pub(super) const SUBJECTS: Class = Class(1 << 13);
/// Words that turn a verb of the list after them into a noun or a non-finite form.
pub(super) const BEFORE_NOUNS: Class = Class(1 << 14);
/// Words that show that "a" may be a verb in a text.
pub(super) const ROMANCE: Class = Class(1 << 15);
/// Words that join a clause in contrast.
pub(super) const CONTRASTING: Class = Class(1 << 16);
/// Words that follow a verb and do not begin an item.
pub(super) const PERSONAL: Class = Class(1 << 17);
/// Words that deny the words after them. An enumeration with such a word is never split.
pub(super) const DENYING: Class = Class(1 << 18);

const TABLE: &[(Class, &str)] = &[
    (
        DENYING,
        "no not neither nor never none nobody nothing without hardly isn't aren't wasn't weren't don't doesn't didn't won't \
         can't cannot kein keine keinen weder noch nicht nie niemand ne ni pas jamais aucun aucune personne ninguno ninguna \
         nunca nadie sin",
    ),
    (
        AUXILIARIES,
        "is are was were am isn't aren't wasn't weren't has had hasn't hadn't does did doesn't didn't don't \
         do will would can could may might must should shall won't wouldn't can't cannot couldn't shouldn't \
         mustn't ain't it's that's there's they're we're you're he's she's i'm i've we've they've you've i'd \
         they'd we'd i'll we'll they'll it'll",
    ),
    (
        VERBS,
        "said says told tells knew knows thought thinks believes made makes took takes gave gives got gets \
         went goes came comes saw sees found finds became becomes began begins kept keeps held holds brought \
         brings wrote writes stood stands lost loses paid pays met meets ran runs led leads grew grows fell \
         falls rose rises sent sends built builds left spoke speaks spent spends won wins bought buys sold \
         sells shows showed seems seemed remains remained means meant needs allows provides requires includes \
         contains describes suggests argues helps uses wants lets exists depends consists applies denies \
         warns drew broke chose drove felt hid hung laid lay read rode sank shot shut sat slept struck stole \
         swore taught threw wore doubled tripled understood sought caught flew ate drank sang put set cut \
         affects asks carries considers continues creates decides defines determines develops discusses \
         enables ensures establishes examines exceeds expects explains fails follows generates happens \
         identifies ignores illustrates implies improves indicates informs intends introduces invites \
         involves joins justifies lacks learns loves obtains occurs operates owes owns performs possesses \
         predicts prefers prevents produces proposes protects proves publishes puts reaches receives \
         recognizes recommends reduces refers reflects refuses rejects relates relies replaces replies \
         represents resists reveals satisfies saves seeks selects serves settles solves specifies stays stems \
         submits survives teaches threatens transforms treats tries turns understands urges varies violates \
         weighs wishes accepts achieves adopts agrees appears assumes assures avoids becomes belongs chooses \
         compares concludes confirms confuses contradicts contributes converts corresponds deserves destroys \
         disappears disproves distinguishes emerges emphasizes encourages enjoys enters evolves forbids forces \
         forgets hopes imagines insists lacks listens maintains mentions obliges opposes permits persuades \
         possesses presents pretends proceeds promises promotes provokes pursues raises recalls reinforces \
         remembers reminds renders resembles restricts retains reverses separates strengthens strives succeeds \
         suffers supports tends undermines unites vanishes weakens yields have haven't say know think believe seem become exist allow provide require contain \
         include describe remain suggest argue maintain follow gravitate agree keep want get give make take \
         go come wait need see find tend feel lead bring begin appear depend consist apply use work ist sind \
         war waren wird werden wurde wurden hat haben hatte hatten kann können konnte konnten muss müssen \
         musste soll sollen sollte will wollen wollte darf dürfen sei seien habe wäre wären hätte hätten \
         würde würden bleibt blieb gibt gab sagt sagte sagten kommt kam kamen geht ging gingen steht stand \
         liegt lag macht machte zeigt zeigte findet fand heißt hieß warten stieg est sont était étaient fut \
         furent sera seront serait seraient a ont avait avaient eut aura aurait auraient peut peuvent pouvait \
         pourrait doit doivent devait devrait fait font faisait fit va vont dit disent permet permettait \
         n'est n'a n'était c'est c'était n'ont n'avait s'est l'a d'être reste devient vient veut sait es son \
         era eran fue fueron será serán sería está están estaba ha han había habían hay hubo puede pueden \
         podría debe deben tiene tienen tenía dice dijo dijeron hace hizo hicieron van sigue quiere",
    ),
    (
        BEFORE_QUALITIES,
        "the a an this that these those its his her their our my your of in by for with and or very some any \
         no all most more less from to on at as well newly recently openly highly",
    ),
    (
        SUBORDINATES,
        "as if although though while when whenever since because after before unless until once where whereas \
         even according given despite instead like unlike wie wenn weil obwohl während nachdem bevor da falls \
         laut nach comme si quand lorsque puisque bien selon d'après como cuando aunque porque mientras según",
    ),
    (
        JOINING,
        "and but or so yet nor while whereas although though however therefore thus und aber oder sondern \
         denn während doch et mais ou donc car tandis y e pero o sino mientras aunque",
    ),
    (ADDING, "and or nor und oder sowie et ou y e o u &"),
    (EXAMPLES, "e.g i.e z.b"),
    (REASONING, "because while whereas although though weil obwohl parce porque aunque"),
    (
        CONTINUING,
        "which who whom whose that where when if unless provided because since says said say according than \
         as der die das dass wenn weil sagt sagte laut so qui que dont où quand si dit selon quien cuando \
         porque dice dijo según",
    ),
    (
        SAYING,
        "say says said report reports reported claim claims claimed warn warns warned argue argues believe \
         believes think thinks write writes wrote adds added notes noted sagt sagte sagten berichtet dit \
         disent dice dijo",
    ),
    (
        BEFORE_ITEMS,
        "like as by in with from of for via on than are is include includes including against both either \
         between using to into namely through at about über wie von mit aus für durch comme par dans avec de \
         pour à como por en con para a",
    ),
    (MODALS, "can could may might will would should must shall to cannot can't"),
    (ADVERBS, "still also even only not then often always never probably easily"),
    (
        SUBJECTS,
        "i we you he she it they there this these it's there's that's er sie es wir il elle ils elles on nous \
         c'est él ella ellos",
    ),
    (BEFORE_NOUNS, "to the a an of their its this"),
    (ROMANCE, "le la les des il elle ils une du"),
    (CONTRASTING, "but yet aber doch mais pero"),
    (PERSONAL, "your you the their it a who"),
];

static WORDS: LazyLock<HashMap<&'static str, Class, FixedState>> = LazyLock::new(|| {
    let mut words: HashMap<&str, Class, _> = HashMap::with_capacity_and_hasher(1024, FixedState::default());
    for (class, list) in TABLE {
        for word in list.split_ascii_whitespace() {
            words.entry(word).or_default().0 |= class.0;
        }
    }
    words
});

/// Longest word of the table in bytes.
const LONGEST: usize = 16;

/// Returns the classes of a word, in any case and with any apostrophe.
pub(super) fn class(word: &str) -> Class {
    let mut small = [0; LONGEST];
    let Some(small) = small.get_mut(..word.len()) else { return Class::default() };
    let found = if word.is_ascii() {
        small.copy_from_slice(word.as_bytes());
        small.make_ascii_lowercase();
        std::str::from_utf8(small).ok().and_then(|word| WORDS.get(word))
    } else {
        WORDS.get(word.to_lowercase().replace('’', "'").as_str())
    };
    found.copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_the_table_is_short_enough_to_be_found() {
        for word in TABLE.iter().flat_map(|(_, list)| list.split_ascii_whitespace()) {
            assert_ne!(class(word), Class::default(), "{word}");
        }
    }

    #[test]
    fn case_and_apostrophe_shape_do_not_matter() {
        assert!(class("IS").has(AUXILIARIES) && class("WÄRE").has(VERBS) && class("Doesn’t").has(AUXILIARIES));
    }
}
