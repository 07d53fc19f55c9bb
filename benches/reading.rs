//! Measures how long a reader waits: for a file to open, for the first page, for a key, for a summary.
//!
//! Run by `cargo bench`. The documents are generated: paragraphs of claims with sources, hedges and caveats.

use std::fmt::Write as _;

use caveat::briefing::dossier::Dossier;
use caveat::briefing::hedge::{self, Extra};
use caveat::briefing::language::Language;
use caveat::briefing::{link, parse};
use caveat::print::summary::{self, Options};
use caveat::reader::keymap::Action;
use caveat::reader::layout::Size;
use caveat::reader::message::Message;
use caveat::reader::model::Model;
use caveat::text::manuscript::Manuscript;
use caveat::text::symbol::Symbols;
use divan::counter::BytesCount;
use divan::{Bencher, black_box};

const SIZES: [usize; 2] = [4 << 10, 1 << 20];
const SCREEN: Size = Size { columns: 140, rows: 40 };

fn main() {
    divan::main();
}

/// A briefing of the given size.
fn text(bytes: usize) -> String {
    let mut text = String::from("+++\ntitle = \"Many\"\n");
    for source in 0..20 {
        let behind = if source < 10 { format!("by = [\"s{}\"]\n", source + 10) } else { String::new() };
        let _ = write!(text, "[sources.s{source}]\nname = \"Office {source}\"\n{behind}");
    }
    text += "[caveats.sample]\nby = [\"s0\"]\ncovers = [\"s11\"]\ntext = \"Rests on a sample\"\n+++\n";
    let mut claim = 0;
    while text.len() < bytes {
        if claim % 20 == 0 {
            let _ = write!(text, "\n\n## Part {}\n\n", claim / 20 + 1);
        }
        let _ = writeln!(
            text,
            "Count {claim} is *believed* to hold for some 1,700 cases.[^s{}] And [this may be `so`][^s{}][^s{}].",
            claim % 20,
            (claim + 7) % 20,
            (claim + 3) % 20
        );
        claim += 1;
    }
    text
}

fn dossier(manuscript: Manuscript) -> Dossier {
    let (briefing, _) = parse::parse(&manuscript);
    link::link(manuscript, briefing).0
}

fn model(bytes: usize) -> Model {
    let mut model = Model::new(dossier(Manuscript::new("bench", text(bytes))), &[], Symbols::Full);
    model.update(Message::Resized(SCREEN));
    model
}

#[divan::bench(args = SIZES)]
fn parse_and_link(bencher: Bencher<'_, '_>, bytes: usize) {
    let manuscript = Manuscript::new("bench", text(bytes));
    bencher.with_inputs(|| manuscript.clone()).bench_values(dossier);
}

#[divan::bench(args = SIZES)]
fn first_page(bencher: Bencher<'_, '_>, bytes: usize) {
    let dossier = dossier(Manuscript::new("bench", text(bytes)));
    bencher.with_inputs(|| Model::new(dossier.clone(), &[], Symbols::Full)).bench_values(|mut model| {
        model.update(Message::Resized(SCREEN));
        model
    });
}

/// To the next claim and back.
#[divan::bench(args = SIZES)]
fn two_keys(bencher: Bencher<'_, '_>, bytes: usize) {
    let mut model = model(bytes);
    bencher.bench_local(move || {
        model.update(black_box(Message::Act(Action::NextClaim)));
        model.update(black_box(Message::Act(Action::PreviousClaim)));
    });
}

/// A row up and down, where most of the text lies before.
#[divan::bench(args = SIZES)]
fn two_keys_at_the_end(bencher: Bencher<'_, '_>, bytes: usize) {
    let mut model = model(bytes);
    model.update(Message::Act(Action::Bottom));
    bencher.bench_local(move || {
        model.update(black_box(Message::Act(Action::Up)));
        model.update(black_box(Message::Act(Action::Down)));
    });
}

/// Five letters of a search, and giving it up.
#[divan::bench(args = SIZES)]
fn search_while_typing(bencher: Bencher<'_, '_>, bytes: usize) {
    let mut model = model(bytes);
    bencher.bench_local(move || {
        model.update(Message::Act(Action::Search));
        "count".chars().for_each(|c| _ = model.update(black_box(Message::Type(c.into()))));
        model.update(Message::Act(Action::Close));
    });
}

/// To the next match and back, with thousands of them.
#[divan::bench(args = SIZES)]
fn two_matches(bencher: Bencher<'_, '_>, bytes: usize) {
    let mut model = model(bytes);
    model.update(Message::Act(Action::Search));
    "count".chars().for_each(|c| _ = model.update(Message::Type(c.into())));
    model.update(Message::Act(Action::Accept));
    bencher.bench_local(move || {
        model.update(black_box(Message::Act(Action::NextMatch)));
        model.update(black_box(Message::Act(Action::PreviousMatch)));
    });
}

/// Five letters of find anything, and closing it.
#[divan::bench(args = SIZES)]
fn find_while_typing(bencher: Bencher<'_, '_>, bytes: usize) {
    let mut model = model(bytes);
    bencher.bench_local(move || {
        model.update(Message::Act(Action::Find));
        "count".chars().for_each(|c| _ = model.update(black_box(Message::Type(c.into()))));
        model.update(Message::Act(Action::Close));
    });
}

#[divan::bench(args = SIZES)]
fn summary_as_text(bencher: Bencher<'_, '_>, bytes: usize) {
    let dossier = dossier(Manuscript::new("bench", text(bytes)));
    let options = Options { width: 80, ..Options::default() };
    bencher.bench(|| summary::text(&dossier, &[], &options));
}

#[divan::bench(args = SIZES)]
fn summary_as_json(bencher: Bencher<'_, '_>, bytes: usize) {
    let dossier = dossier(Manuscript::new("bench", text(bytes)));
    bencher.bench(|| summary::json(&dossier, &[], &Options::default()));
}

/// Text that is hard to search for hedges: words that look far ahead, signs in long rows. The throughput is the same for
/// each size, because a match looks only at the words near it.
#[divan::bench(args = SIZES, consts = [0, 1, 2, 3])]
fn hedges<const ROW: usize>(bencher: Bencher<'_, '_>, bytes: usize) {
    let unit = ["is not now ", "if nobody ", "a://", "ca. 4 "][ROW];
    let text = unit.repeat(bytes / unit.len());
    let extra = Extra::default();
    bencher.counter(BytesCount::of_str(&text)).bench(|| hedge::find(&text, Language::ENGLISH, &extra));
}
