//! Makes the addresses in a page absolute.
//!
//! It never accesses the network.

use super::tree::Tree;

/// The base of a page's relative addresses.
#[derive(Debug, Default)]
pub(super) struct Base {
    /// The page's own address.
    page: Option<String>,
    /// Its `<base>`, or the page's own address.
    base: Option<String>,
}

impl Base {
    pub(super) fn of(tree: &Tree, page: Option<&str>) -> Self {
        let page = page.map(str::to_owned);
        let within = tree.find("base").and_then(|at| tree.attribute(at, "href"));
        let base = match (within, &page) {
            (Some(href), Some(page)) => Some(resolve(page, href)),
            (Some(href), None) if has_scheme(href) => Some(href.to_owned()),
            _ => page.clone(),
        };
        Self { page, base }
    }

    /// Returns the absolute address of a link; none if the link cannot be opened.
    pub(super) fn resolve(&self, href: &str) -> Option<String> {
        let href: String = href.trim().chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
        if href.is_empty() || href.starts_with('#') || self.fragment(&href).is_some() {
            return None;
        }
        if has_scheme(&href) {
            let scheme = href.split(':').next().unwrap_or_default().to_ascii_lowercase();
            return ["http", "https", "mailto", "ftp", "doi", "tel"].contains(&scheme.as_str()).then_some(href);
        }
        match &self.base {
            Some(base) => Some(resolve(base, &href)),
            None if href.starts_with("//") => Some(format!("https:{href}")),
            None => Some(href),
        }
    }

    /// Returns the fragment of a link that stays in the page. Browsers write whole addresses into the pages that they
    /// save.
    pub(super) fn fragment<'h>(&self, href: &'h str) -> Option<&'h str> {
        let (before, fragment) = href.trim().split_once('#')?;
        let bare = |address: &str| {
            let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
            rest.split(['#', '?']).next().unwrap_or_default().trim_end_matches('/').to_owned()
        };
        let is_here = before.is_empty() || self.page.as_deref().is_some_and(|page| bare(page) == bare(before));
        (is_here && !fragment.is_empty()).then_some(fragment)
    }
}

/// Whether an address has a scheme: `https:`, `mailto:`.
pub(super) fn has_scheme(address: &str) -> bool {
    let Some((scheme, _)) = address.split_once(':') else { return false };
    scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
}

/// Resolves an address relative to another.
pub(super) fn resolve(base: &str, href: &str) -> String {
    if has_scheme(href) {
        return href.to_owned();
    }
    let Some((scheme, rest)) = base.split_once("://") else { return href.to_owned() };
    if let Some(rest) = href.strip_prefix("//") {
        return format!("{scheme}://{rest}");
    }
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    if href.starts_with('/') {
        return format!("{scheme}://{host}{href}");
    }
    if href.starts_with('?') {
        return format!("{scheme}://{host}{path}{href}");
    }
    let (steps, behind) = href.split_at(href.find(['?', '#']).unwrap_or(href.len()));
    let mut parts: Vec<&str> = path.split('/').skip(1).collect();
    parts.pop();
    for step in steps.split('/') {
        match step {
            "." => {}
            ".." => {
                parts.pop();
            }
            step => parts.push(step),
        }
    }
    if steps.ends_with("..") || steps.ends_with("/.") {
        parts.push("");
    }
    format!("{scheme}://{host}/{}{behind}", parts.join("/"))
}
