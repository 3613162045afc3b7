//! What the user said is no mention: never found again, here, in one document or in the whole workspace.
//!
//! One rejection a line in `authority/rejections.jsonl`. A name is compared folded; one rejected in its place is known by
//! the words around it, so that edits elsewhere do not bring it back.

use super::quote::Quote;
use crate::actions::Scope;
use crate::tags::TagType;
use crate::text::{Span, fold};
use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

/// So many characters on one side of a mention must be the remembered ones.
const CONTEXT: usize = 16;

/// One line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rejection {
    /// How far it reaches.
    pub scope: Scope,
    /// The type that the mention is not.
    #[serde(rename = "type")]
    pub kind: String,
    /// The text of the mention.
    pub exact: String,
    /// The document, by its path in the workspace, unless all are meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
    /// What stands before it, when it alone is meant.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub prefix: String,
    /// What stands behind it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub suffix: String,
}

/// The rejections that hold for one document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rejections {
    names: FxHashSet<(TagType, String)>,
    here: Vec<(TagType, Quote)>,
}

impl Rejection {
    /// The rejection of the mention at `span` of a text without tags.
    pub fn new(scope: Scope, kind: TagType, text: &str, span: Span, document: Option<&str>) -> Self {
        let Quote { exact, prefix, suffix } = Quote::of(text, span);
        let (prefix, suffix) = if scope == Scope::Here { (prefix, suffix) } else { Default::default() };
        let document = document.filter(|_| scope != Scope::Workspace).map(str::to_owned);
        Self { scope, kind: kind.as_str().to_owned(), exact, document, prefix, suffix }
    }

    /// Reads a file of them. Lines that cannot be read are given with their numbers.
    pub fn read(content: &str) -> (Vec<Self>, Vec<(usize, String)>) {
        let (mut read, mut problems) = (Vec::new(), Vec::new());
        for (index, line) in content.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            match serde_json::from_str::<Self>(line) {
                Ok(rejection) if TagType::parse(&rejection.kind).is_some() => read.push(rejection),
                Ok(rejection) => problems.push((index + 1, format!("\"{}\" is no type", rejection.kind))),
                Err(error) => problems.push((index + 1, error.to_string())),
            }
        }
        (read, problems)
    }
}

impl Rejections {
    /// Those of a list that hold for `document`.
    pub fn of(all: &[Rejection], document: Option<&str>) -> Self {
        let mut rejections = Self::default();
        for rejection in all.iter().filter(|r| r.document.is_none() || r.document.as_deref() == document) {
            let Some(kind) = TagType::parse(&rejection.kind) else { continue };
            if rejection.scope == Scope::Here {
                let Rejection { exact, prefix, suffix, .. } = rejection.clone();
                rejections.here.push((kind, Quote { exact, prefix, suffix }));
            } else {
                rejections.names.insert((kind, fold::fold(&rejection.exact)));
            }
        }
        rejections
    }

    /// None holds.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty() && self.here.is_empty()
    }

    /// True when the mention at `span` of a paragraph without tags was rejected.
    pub fn reject(&self, kind: TagType, text: &str, span: Span) -> bool {
        let Some(exact) = text.get(span.start..span.end) else { return false };
        if !self.names.is_empty() && self.names.contains(&(kind, fold::fold(exact))) {
            return true;
        }
        let is_here = |quote: &Quote| {
            let before = text[..span.start].chars().rev();
            let behind = text[span.end..].chars();
            quote.exact == exact
                && (agrees(before, quote.prefix.chars().rev()) || agrees(behind, quote.suffix.chars()))
        };
        self.here.iter().any(|(other, quote)| *other == kind && is_here(quote))
    }
}

/// True when a side begins as it is remembered. A paragraph may end before what is remembered does.
fn agrees(here: impl Iterator<Item = char>, remembered: impl Iterator<Item = char>) -> bool {
    let remembered: Vec<char> = remembered.take(CONTEXT).collect();
    let here: Vec<char> = here.take(CONTEXT).collect();
    let shorter = here.len().min(remembered.len());
    here[..shorter] == remembered[..shorter] && (shorter > 0 || here.len() == remembered.len())
}

#[cfg(test)]
mod tests {
    use super::{Rejection, Rejections};
    use crate::actions::Scope;
    use crate::tags::TagType;
    use crate::text::Span;

    const TEXT: &str = "وصل ربيع إلى بيروت، ثم عاد ربيع إلى دمشق.";

    fn places(rejections: &Rejections, text: &str) -> Vec<usize> {
        let found = text.match_indices("ربيع").enumerate();
        found
            .filter(|(_, (at, word))| {
                rejections.reject(TagType::Person, text, Span::new(*at, at + word.len()))
            })
            .map(|(index, _)| index)
            .collect()
    }

    fn rejection(scope: Scope) -> Rejection {
        let at = TEXT.find("ربيع").unwrap();
        Rejection::new(scope, TagType::Person, TEXT, Span::new(at, at + "ربيع".len()), Some("a.txt"))
    }

    #[test]
    fn each_reaches_as_far_as_it_says() {
        for (scope, own, other) in [
            (Scope::Here, vec![0], vec![]),
            (Scope::Document, vec![0, 1], vec![]),
            (Scope::Workspace, vec![0, 1], vec![0, 1]),
        ] {
            let all = [rejection(scope)];
            assert_eq!(places(&Rejections::of(&all, Some("a.txt")), TEXT), own, "{scope:?}");
            assert_eq!(places(&Rejections::of(&all, Some("b.txt")), TEXT), other, "{scope:?}");
        }
    }

    #[test]
    fn edits_elsewhere_bring_nothing_back() {
        let here = Rejections::of(&[rejection(Scope::Here)], Some("a.txt"));
        assert_eq!(places(&here, "أمس وصل ربيع إلى بيروت، ثم عاد ربيع إلى دمشق."), [0]);
        assert_eq!(places(&here, "وصل ربيع ثم عاد ربيع إلى دمشق."), [0]);
    }

    #[test]
    fn a_line_that_cannot_be_read_spoils_no_other() {
        let line = serde_json::to_string(&rejection(Scope::Here)).unwrap();
        let content = format!("{line}\n{{\n\n{}\n{line}\n", line.replace("person", "planet"));
        let (read, problems) = Rejection::read(&content);
        assert_eq!((read.len(), problems.iter().map(|(line, _)| *line).collect::<Vec<_>>()), (2, vec![2, 4]));
    }
}
