//! What the page of each rule says, for programs that show it: the pages of `docs/rules/`, embedded when the program is
//! built.

use super::Rule;

include!(concat!(env!("OUT_DIR"), "/rule_pages.rs"));

/// The page of a rule.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// What it finds, in a paragraph without line ends.
    pub summary: &'static str,
    /// What it finds and why, a paragraph each.
    pub description: &'static str,
    /// The whole page, in Markdown.
    pub text: &'static str,
}

impl Rule {
    /// Its page.
    pub fn page(&self) -> Option<Page> {
        let index = PAGES.binary_search_by_key(&self.name, |(name, ..)| name).ok()?;
        let (_, summary, description, text) = *PAGES.get(index)?;
        Some(Page { summary, description, text })
    }
}
