//! Tests each part of the reader with nothing but a session and a place.
#![allow(clippy::unwrap_used, reason = "clippy does not count helpers as tests")]

use std::sync::Arc;

use super::card::Card;
use super::filter::FilterPrompt;
use super::follow;
use super::keymap::Action;
use super::layout::{Area, Layout, Size};
use super::outcome::{Open, Outcome, Outcomes};
use super::place::{Here, Place, Sight, Step, Subject};
use super::session::{FIRST, Session};
use super::view::View;
use super::views::Views;
use crate::briefing::dossier::ClaimId;
use crate::briefing::{link, parse};
use crate::page::look::Chosen;
use crate::text::manuscript::Manuscript;
use crate::text::symbol::Symbols;

const TEXT: &str = "# Dues\n\nDues doubled.[^a] The port denies it.[^a][^b]\n\n# Ships\n\nFewer ships came.[^b]\n\n\
                    [^a]: Maas, *Port audit*, 2024\n[^b]: Lind, *Ship list*, 2025\n";

pub(in crate::reader) fn session() -> Session {
    let manuscript = Manuscript::new("test.md", TEXT);
    let (briefing, _) = parse::parse(&manuscript);
    let (dossier, problems) = link::link(manuscript, briefing);
    Session::new(Arc::new(dossier), &problems, Symbols::Full)
}

/// A view on a screen of 80×24.
pub(in crate::reader) fn here(view: View, views: &Views, session: &Session) -> Here {
    let place = Place { view, ..Place::beginning(FIRST, session.dossier()) };
    let layout = Layout { size: Size { columns: 80, rows: 24 }, measure: 72, has_card: true, ..Layout::default() };
    Here { place, sight: Sight { page: 10, ..Sight::default() }, subject: views.subject(session, &place), layout }
}

fn notices(outcomes: &Outcomes) -> Vec<&str> {
    let notices = outcomes.iter().filter_map(|outcome| match outcome {
        Outcome::Say(words) => Some(&**words),
        _ => None,
    });
    notices.collect()
}

#[test]
fn the_next_row_of_the_table_is_the_next_claim() {
    let (session, mut views) = (session(), Views::default());
    let here = here(View::Claims, &views, &session);
    assert_eq!(here.subject, Subject::Claim(ClaimId(0)));
    let outcomes = views.travel(Step::Rows(1), &session, &here);
    assert!(matches!(outcomes[..], [Outcome::Choose(Chosen::Claim(ClaimId(1)))]));
    let outcomes = views.travel(Step::Bottom, &session, &here);
    assert!(matches!(outcomes[..], [Outcome::Choose(Chosen::Claim(ClaimId(2)))]));
}

#[test]
fn the_table_follows_filters_and_new_orders_automatically() {
    let (mut session, mut views) = (session(), Views::default());
    let here = here(View::Claims, &views, &session);
    let area = Area { x: 0, y: 0, columns: 80, rows: 22 };
    assert_eq!(views.pane(area, &session, &here).rows.len(), 2 * 3);
    let order = views.order(&session);
    session.filter_by(session.parse_filter("source:a"));
    assert!(views.order(&session) != order, "the session has another revision");
    assert_eq!(views.pane(area, &session, &here).rows.len(), 2 * 2);
    let order = views.order(&session);
    assert_eq!(notices(&views.update(Action::Sort, &session, &here)).len(), 1);
    assert!(views.order(&session) != order);
}

#[test]
fn a_claim_with_two_sources_asks_which_and_a_single_source_opens() {
    let (session, views) = (session(), Views::default());
    let here = here(View::Article, &views, &session);
    let choose = |claim| {
        let place = Place { chosen: Some(Chosen::Claim(claim)), ..here.place };
        Here { place, subject: Subject::Claim(claim), ..here }
    };
    let outcomes = follow::doubt(&session, &choose(ClaimId(0)));
    assert!(matches!(outcomes[..], [Outcome::Doubt(_)]));
    let outcomes = follow::doubt(&session, &choose(ClaimId(1)));
    assert!(matches!(&outcomes[..], [Outcome::Open(Open::Choice(_, targets))] if targets.len() == 2));
}

#[test]
fn a_doubt_fells_claims_without_another_source_until_it_is_cleared() {
    let mut session = session();
    let source = session.dossier().claim(ClaimId(0)).sources[0];
    let words = session.toggle_doubt(source);
    assert!(words.contains("1 claim falls"), "{words}");
    assert_eq!(session.text().standing, [false, true, true]);
    session.toggle_doubt(source);
    assert_eq!(session.text().standing, [true, true, true]);
}

#[test]
fn an_incomplete_filter_changes_nothing_and_is_reported_when_accepted() {
    let session = session();
    let mut filter = FilterPrompt::default();
    filter.ask(&session);
    "source:".chars().for_each(|c| filter.line_mut().unwrap().insert(c));
    assert!(filter.changed(&session).is_empty());
    assert_eq!(notices(&filter.accept(&session)).len(), 1);
    assert!(filter.is_asking());
    "a".chars().for_each(|c| filter.line_mut().unwrap().insert(c));
    assert!(matches!(filter.changed(&session)[..], [Outcome::Filter(Some(_))]));
}

#[test]
fn the_chosen_item_has_a_card_wherever_there_is_room() {
    let (session, views) = (session(), Views::default());
    for view in [View::Article, View::Claims, View::Sources, View::Map] {
        let here = here(view, &views, &session);
        let panes = here.layout.panes(false);
        let card = Card::default().pane(&panes, &session, &here).expect("80×24 has room for a card");
        assert!(card.title.is_some() && !card.rows.is_empty(), "{view:?}");
    }
}
