//! The reader's state: what was decided, and what follows from it.
//!
//! [`Model::update`] takes a message, changes what is decided, and then settles what follows: which rows
//! stand in which pane. The view draws that and decides nothing. The place in the text is a byte of the
//! manuscript, so that neither a resize nor anything else but the reader moves it.
//!
//! `travel` moves about, `sideways` moves code, `follow` goes from one thing to another and back, `leads` follows what
//! is on the screen, `point` takes what the pointer does, `copy` puts together what is copied, `marks` goes to places
//! with a letter, `texts` turns from one text to another, `elsewhere` knows what a source says in the others and
//! `against` what they have against a claim, `visit` goes there, `kept` takes places over into a text that is another
//! now, `themes` chooses how it looks, `settle` derives what the panes show, and `bars` the lines at the top and the
//! bottom; `pressed` says where a key goes. `claims`, `sources`, `map` and `problems` have what is particular to a
//! list, `lists` their rows, `scroll_bar` the bar beside them; `search`, `filter` and `finder` look for things,
//! `typing` is the line in which that is said, `doubt` supposes, and `open` shows a view or closes what is above it.
//! Must not know the terminal, colors, or which key means what.

mod against;
mod bars;
mod claims;
mod copy;
mod doubt;
mod elsewhere;
mod filter;
mod finder;
mod follow;
mod kept;
mod leads;
mod lists;
mod map;
mod marks;
mod open;
mod point;
mod pressed;
mod problems;
mod scroll_bar;
mod search;
mod settle;
mod sideways;
mod since;
mod sources;
mod texts;
mod themes;
mod travel;
mod typing;
mod visit;

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::briefing::dossier::{Dossier, Doubts, SourceId};
use crate::diagnostics::diagnostic::Diagnostic;
use crate::evidence::identity::Identities;
use crate::page::article::Memo;
use crate::page::list::Said;
use crate::page::look::{Addresses, Chosen};
use crate::page::row::Anchor;
use crate::reader::find::Entry;
use crate::reader::keymap::key::Key;
use crate::reader::keymap::{Action, Keys};
use crate::reader::panes::{Pointed, Size};
use crate::text::line::Edit;
use crate::text::symbol::Symbols;
use crate::text::wrap::MEASURE;

use self::against::Cautions;
use self::claims::Table;
use self::filter::{Filtered, Filtering};
use self::finder::Finder;
use self::marks::Marking;
use self::open::{Open, Purpose, Target};
use self::point::Pulled;
use self::search::Search;
use self::since::Older;
use self::sources::Sources;
use self::texts::Text;

pub use self::kept::{Kept, Reading};
pub use self::leads::{Letters, Link};
pub use self::scroll_bar::ScrollBar;
pub use self::settle::{Pane, Popup, Screen};
pub use self::visit::Visit;

/// What happens to the reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    Resized(Size),
    /// Columns that text takes at the most.
    Measure(u16),
    Act(Action),
    /// An entry of the open list was picked by its number, 1-based.
    Pick(usize),
    /// One of the letters over what can be followed.
    Letter(char),
    /// The letter of a mark, which was asked for.
    Mark(char),
    /// Text was typed where text is asked for, or pasted: that does nothing elsewhere.
    Type(String),
    Pointed(Pointed),
    /// These keys begin a sequence; none, where one was given up.
    Wait(Vec<Key>),
    /// These keys do nothing.
    Nothing(Vec<Key>),
}

/// What the world is to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    Quit,
    Suspend,
    Redraw,
    /// Say which themes there are: [`Model::offer_themes`].
    ListThemes,
    /// Show everything in this theme; if that cannot be, [`Model::keep_on`].
    Theme(String),
    /// Hand a web address to whatever opens those here; then [`Model::say`] what came of it.
    OpenAddress(String),
    /// Read a file, and [`Model::turn_to`] it and a heading of it, or say why not.
    Read {
        path: PathBuf,
        heading: Option<String>,
    },
    /// Read the file of another text again, and [`Model::visit`] it.
    Visit(Visit),
    /// Put a text into the clipboard.
    Copy(String),
    /// Take the mouse, or leave it to the terminal; then [`Model::say`] which.
    ToggleMouse,
    /// Read the file again.
    Reload,
    /// Open the file in the reader's editor.
    Edit,
    /// Back to the list that it was opened from.
    List,
}

/// What the main pane shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum View {
    Article,
    Claims,
    Sources,
    Map,
}

/// A row of the Sources view: a source, or something under it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selected {
    pub source: SourceId,
    pub said: Option<Said>,
}

/// Where the reader is: what a jump keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place {
    /// An index into [`Model::texts`].
    text: usize,
    view: View,
    /// What stands at the top of the article.
    anchor: Anchor,
    /// Whether what is chosen is kept in sight, wherever the anchor is: set by choosing, cleared by scrolling.
    follow: bool,
    chosen: Option<Chosen>,
    selected: Selected,
}

/// How far to move, in whatever has the keys.
#[derive(Clone, Copy)]
enum Step {
    Rows(isize),
    /// In half pages.
    Halves(isize),
    Top,
    Bottom,
}

/// The reader.
pub struct Model {
    dossier: Arc<Dossier>,
    /// What is wrong with the manuscript.
    problems: Vec<Diagnostic>,
    symbols: Symbols,
    /// Whether addresses stand behind the words of links.
    addresses: Addresses,
    keys: Keys,
    /// Whether it was opened from a list.
    listed: bool,

    /// The texts at hand, in the order in which they came; the one that is read is not among them, but here.
    texts: Vec<Option<Text>>,
    /// Of all of them; made when it is asked for.
    identities: OnceCell<Identities>,
    /// What they have against the sources of one another, as it was asked for.
    cautions: Cautions,

    // Decided.
    size: Size,
    /// Columns that text takes at the most.
    measure: u16,
    place: Place,
    back: Vec<Place>,
    forward: Vec<Place>,
    marks: BTreeMap<char, Place>,
    /// The first thing that was changed when the file was read again.
    change: Option<Place>,
    /// What the text that was opened first is compared with.
    older: Option<Older>,
    /// What is wrong with the file, while this is the text that it had before.
    stale: Option<String>,
    doubts: Doubts,
    filter: Option<Filtered>,
    filtering: Filtering,
    table: Table,
    sources: Sources,
    /// The section that is selected on the map, an index into the briefing's; none for all of them.
    map_section: Option<usize>,
    /// How far code is moved to the left, in columns.
    shift: usize,
    open: Option<Open>,
    /// Whether the card has the keys.
    on_card: bool,
    card_top: usize,
    pulled: Pulled,
    /// Whether the pointer was pressed on the scroll bar.
    bar_taken: bool,
    /// The name of the theme that is to be shown; empty until one is chosen.
    theme: String,
    /// What the last action had to say.
    notice: Option<String>,
    /// What the world is to do about it.
    wanted: Option<Effect>,
    search: Search,
    finder: Option<Finder>,
    /// What was picked in it, the last at the end.
    recent: Vec<Entry>,

    // Derived: by `doubt`, and by `settle`.
    standing: Vec<bool>,
    screen: Screen,
    memo: Memo,
}

impl Model {
    pub fn new(dossier: impl Into<Arc<Dossier>>, diagnostics: &[Diagnostic], symbols: Symbols) -> Self {
        let dossier = dossier.into();
        let place = Place::beginning(0, &dossier);
        let standing = vec![true; dossier.claims.len()];
        Self {
            dossier,
            problems: diagnostics.to_vec(),
            symbols,
            addresses: Addresses::Hidden,
            keys: Keys::default(),
            texts: vec![None],
            identities: OnceCell::new(),
            cautions: Cautions::default(),
            listed: false,
            size: Size::default(),
            measure: MEASURE,
            place,
            back: Vec::new(),
            forward: Vec::new(),
            marks: BTreeMap::new(),
            change: None,
            older: None,
            stale: None,
            doubts: Doubts::new(),
            filter: None,
            filtering: Filtering::default(),
            table: Table::default(),
            sources: Sources::default(),
            map_section: None,
            shift: 0,
            open: None,
            on_card: false,
            card_top: 0,
            pulled: Pulled::default(),
            bar_taken: false,
            theme: String::new(),
            notice: None,
            wanted: None,
            search: Search::default(),
            finder: None,
            recent: Vec::new(),
            standing,
            screen: Screen::default(),
            memo: Memo::default(),
        }
    }

    /// The text that is read.
    pub fn text(&self) -> &str {
        self.dossier.manuscript.text()
    }

    /// Opened from a list, to which one goes back.
    #[must_use]
    pub fn listed(self) -> Self {
        Self { listed: true, ..self }
    }

    /// What the panes show.
    pub fn screen(&self) -> &Screen {
        &self.screen
    }

    /// Shows addresses behind the words of links.
    #[must_use]
    pub fn with_addresses(mut self, addresses: Addresses) -> Self {
        self.addresses = addresses;
        self
    }

    pub fn addresses(&self) -> Addresses {
        self.addresses
    }

    pub fn symbols(&self) -> Symbols {
        self.symbols
    }

    /// Takes a message, and says what the world is to do about it.
    pub fn update(&mut self, message: Message) -> Option<Effect> {
        if !matches!(message, Message::Resized(_) | Message::Measure(_)) {
            self.keys.end();
        }
        let effect = match message {
            Message::Resized(size) if size == self.size => return None,
            Message::Resized(size) => {
                self.size = size;
                None
            }
            Message::Measure(columns) => {
                self.measure = columns;
                None
            }
            Message::Act(action) => self.act(action),
            Message::Pick(number) => {
                self.pick(number);
                None
            }
            Message::Letter(letter) => {
                self.type_letter(letter);
                None
            }
            Message::Mark(letter) => {
                self.mark(letter);
                None
            }
            Message::Type(text) => {
                self.type_text(&text);
                None
            }
            Message::Pointed(pointed) => self.pointed(pointed),
            Message::Wait(keys) => {
                self.wait(keys);
                None
            }
            Message::Nothing(keys) => {
                self.say_nothing_is_bound(&keys);
                None
            }
        };
        // Until the terminal has said its size, there is nothing to show.
        if self.size != Size::default() {
            self.settle();
        }
        effect.or(self.wanted.take())
    }

    fn act(&mut self, action: Action) -> Option<Effect> {
        self.notice = None;
        self.take_place();
        // The list shows what is selected again, however the pointer has moved it.
        self.pulled = Pulled::default();
        match action {
            Action::Leave if self.listed => return Some(Effect::List),
            Action::Leave | Action::Quit => return Some(Effect::Quit),
            // The list is where it all began.
            Action::Back if self.listed && self.back.is_empty() => return Some(Effect::List),
            Action::Suspend => return Some(Effect::Suspend),
            Action::Redraw => return Some(Effect::Redraw),
            Action::ToggleMouse => return Some(Effect::ToggleMouse),
            Action::Reload => return Some(Effect::Reload),
            Action::Edit => return Some(Effect::Edit),
            Action::Help => self.toggle(Open::Help { top: 0 }),
            Action::ShowContents => self.show_contents(),
            Action::ShowProblems => self.show_problems(),
            Action::ShowThemes => return Some(Effect::ListThemes),
            Action::Close => self.close(),
            Action::Follow => self.follow(),
            Action::ShowLetters => self.show_letters(),
            Action::OpenAddress => self.open_address(),
            Action::Down => self.travel(Step::Rows(1)),
            Action::Up => self.travel(Step::Rows(-1)),
            Action::PageDown => self.travel(Step::Halves(2)),
            Action::PageUp => self.travel(Step::Halves(-2)),
            Action::HalfPageDown => self.travel(Step::Halves(1)),
            Action::HalfPageUp => self.travel(Step::Halves(-1)),
            Action::Top => self.travel(Step::Top),
            Action::Bottom => self.travel(Step::Bottom),
            Action::CodeRight => self.move_code(true),
            Action::CodeLeft => self.move_code(false),
            Action::NextClaim => self.step_claim(true),
            Action::PreviousClaim => self.step_claim(false),
            Action::NextBySource => self.step_by_source(true),
            Action::PreviousBySource => self.step_by_source(false),
            Action::NextSection => self.step_section(true),
            Action::PreviousSection => self.step_section(false),
            Action::GoToCaveat => self.go_to_caveat(),
            Action::NextNews => self.step_news(true),
            Action::PreviousNews => self.step_news(false),
            Action::ShowNews => self.show_news(),
            // Keys of a list.
            Action::List(_) => {}
            Action::Back => self.go_back(),
            Action::Forward => self.go_forward(),
            Action::SetMark => self.open = Some(Open::Mark(Marking::Set)),
            Action::GoToMark => self.open = Some(Open::Mark(Marking::Go)),
            Action::Copy => return self.copy_chosen(),
            Action::CopyBlock => return self.copy_block(),
            Action::Doubt => self.doubt(),
            Action::ClearDoubts => self.clear_doubts(),
            Action::ShowArticle => self.show(View::Article),
            Action::ShowClaims => self.show(View::Claims),
            Action::ShowSources => self.show(View::Sources),
            Action::ShowMap => self.show(View::Map),
            Action::CellRight => self.move_cell(true),
            Action::CellLeft => self.move_cell(false),
            Action::Sort => self.sort(),
            Action::SortBackwards => self.sort_backwards(),
            Action::Filter => self.ask_filter(),
            Action::Complete => self.complete_filter(),
            Action::ShowCard if self.dossier.sources.is_empty() => {
                self.notice = Some("Nothing here cites a source".to_owned());
            }
            Action::ShowCard => self.set_on_card(!self.on_card),
            // A card that is not on the screen cannot be scrolled, but brought there.
            Action::CardDown | Action::CardUp if self.screen.card.is_none() => return self.act(Action::ShowCard),
            Action::CardDown => self.card_top += 1,
            Action::CardUp => self.card_top = self.card_top.saturating_sub(1),
            Action::Search => self.ask(),
            Action::NextMatch => self.step_match(true),
            Action::PreviousMatch => self.step_match(false),
            Action::Find => self.open_finder(),
            Action::Accept if self.finder.is_some() => return self.pick_found(),
            Action::Accept if self.filtering.is_asking() => self.accept_filter(),
            Action::Accept => self.accept(),
            Action::OlderLine if self.filtering.is_asking() => self.recall_filter(true),
            Action::OlderLine => self.recall(true),
            Action::NewerLine if self.filtering.is_asking() => self.recall_filter(false),
            Action::NewerLine => self.recall(false),
            Action::CursorLeft => self.edit(Edit::Left),
            Action::CursorRight => self.edit(Edit::Right),
            Action::CursorHome => self.edit(Edit::Home),
            Action::CursorEnd => self.edit(Edit::End),
            Action::EraseCharacter => self.edit(Edit::Character),
            Action::EraseWord => self.edit(Edit::Word),
            Action::EraseLine => self.edit(Edit::All),
        }
        None
    }

    /// The reader acts on what is on the screen, so that is where the reader is.
    fn take_place(&mut self) {
        if let (View::Article, Some(top)) = (self.place.view, self.screen.top) {
            let before = self.place;
            self.place.anchor = top;
            self.keep_match_in_sight(before);
        }
        // A row may stand for a claim that a filter hides; one that is still typed may be given up.
        if let (View::Claims, Some(claim), false) = (self.place.view, self.claim(), self.filtering.is_asking()) {
            self.place.chosen = Some(Chosen::Claim(claim));
        }
        if let Some(card) = &self.screen.card {
            self.card_top = card.hidden.0;
        }
        self.begin_card(None);
        if let (Some(Open::Help { top }), Some(popup)) = (&mut self.open, &self.screen.popup) {
            *top = popup.hidden.0;
        }
    }
}
