//! Reads the metadata of a page in JSON-LD, in the vocabulary of schema.org.
//!
//! Must not know other metadata.

use serde_json::Value;

use super::tree::Tree;

/// Kinds of works that an article can be.
const ARTICLES: &[&str] = &[
    "Article",
    "NewsArticle",
    "Report",
    "BlogPosting",
    "ScholarlyArticle",
    "TechArticle",
    "AnalysisNewsArticle",
    "ReportageNewsArticle",
    "OpinionNewsArticle",
    "BackgroundNewsArticle",
    "ReviewNewsArticle",
    "LiveBlogPosting",
    "SocialMediaPosting",
    "AdvertiserContentArticle",
    "MedicalScholarlyArticle",
    "WebPage",
];

#[derive(Debug, Default)]
pub(super) struct Metadata {
    /// The headline and the name.
    pub(super) titles: Vec<String>,
    pub(super) subtitle: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) publisher: Option<String>,
    pub(super) published: Option<String>,
    pub(super) modified: Option<String>,
    pub(super) lang: Option<String>,
    pub(super) url: Option<String>,
}

/// Returns the metadata of the first article that a page describes.
pub(super) fn of(tree: &Tree) -> Option<Metadata> {
    let mut things = Vec::new();
    for script in tree.all("script").filter(|&at| tree.attribute(at, "type") == Some("application/ld+json")) {
        let text = tree.node(script).text.trim();
        let text = text.trim_start_matches("<![CDATA[").trim_start_matches("//<![CDATA[");
        let text = text.trim_end_matches("//]]>").trim_end_matches("]]>").trim_end_matches(';');
        if let Ok(value) = serde_json::from_str::<Value>(text) {
            gather(value, &mut things, 0);
        }
    }
    let kind = |thing: &Value| ARTICLES.iter().position(|kind| has_kind(thing, kind));
    // A page counts as an article only if it has no better kind.
    let is_page = |thing: &&Value| has_kind(thing, "WebPage");
    let article = things.iter().filter(|thing| kind(thing).is_some() && !is_page(thing)).max_by_key(|thing| {
        // The first article with a headline wins.
        std::cmp::Reverse(usize::from(text(&thing["headline"]).is_none() && text(&thing["name"]).is_none()))
    });
    let article = article.or_else(|| things.iter().find(is_page))?;
    let by_id = |value: &Value| match value["@id"].as_str() {
        Some(id) if value["name"].is_null() => {
            things.iter().find(|thing| thing["@id"] == id && !thing["name"].is_null()).cloned()
        }
        _ => None,
    };
    let people = |value: &Value| {
        let people = value.as_array().cloned().unwrap_or_else(|| vec![value.clone()]);
        people.iter().filter_map(|one| name(&by_id(one).unwrap_or_else(|| one.clone()))).collect::<Vec<_>>()
    };
    let mut authors = people(&article["author"]);
    if authors.is_empty() {
        authors = people(&article["creator"]);
    }
    Some(Metadata {
        titles: ["headline", "name"].iter().filter_map(|key| text(&article[*key])).collect(),
        subtitle: text(&article["alternativeHeadline"]),
        authors,
        publisher: people(&article["publisher"]).into_iter().next(),
        published: text(&article["datePublished"]).or_else(|| text(&article["dateCreated"])),
        modified: text(&article["dateModified"]),
        lang: text(&article["inLanguage"]).or_else(|| text(&article["inLanguage"]["alternateName"])),
        url: text(&article["url"])
            .or_else(|| text(&article["mainEntityOfPage"]))
            .or_else(|| text(&article["mainEntityOfPage"]["@id"])),
    })
}

/// Collects the things in a value, including those of its lists and its graph.
fn gather(value: Value, things: &mut Vec<Value>, depth: usize) {
    match value {
        Value::Array(values) if depth < 4 => values.into_iter().for_each(|value| gather(value, things, depth + 1)),
        Value::Object(mut fields) => {
            if let Some(graph) = fields.remove("@graph") {
                gather(graph, things, depth + 1);
            }
            if let Some(entity) = fields.get("mainEntity").filter(|_| depth < 4) {
                gather(entity.clone(), things, depth + 1);
            }
            things.push(Value::Object(fields));
        }
        _ => {}
    }
}

fn has_kind(thing: &Value, kind: &str) -> bool {
    match &thing["@type"] {
        Value::String(one) => one == kind,
        Value::Array(kinds) => kinds.iter().any(|one| one == kind),
        _ => false,
    }
}

fn text(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text,
        Value::Array(values) => values.first()?.as_str()?,
        _ => return None,
    };
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

fn name(value: &Value) -> Option<String> {
    text(value).or_else(|| text(&value["name"])).filter(|name| !name.starts_with("http"))
}
