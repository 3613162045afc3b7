//! What the user said is no mention, or not wrong: never found again, here, in one document or in the whole workspace.
//!
//! One rejection a line in `authority/rejections.jsonl`. A name is compared folded, the words of a finding as they are;
//! what is rejected in its place is known by the words around it, so that edits elsewhere do not bring it back.

use super::quote::Quote;
use crate::actions::Scope;
use crate::lints;
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
    /// The type that the mention is not, or the rule that is not to find it.
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
    words: FxHashSet<(What, String)>,
    here: Vec<(What, Quote)>,
    has_rules: bool,
}

/// What something is said not to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum What {
    /// A mention of this type.
    Mention(TagType),
    /// Wrong, as this rule has it.
    Finding(&'static str),
}

impl What {
    fn parse(name: &str) -> Option<Self> {
        let rule = || lints::rule(name).map(|rule| Self::Finding(rule.name));
        TagType::parse(name).map(Self::Mention).or_else(rule)
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Mention(kind) => kind.as_str(),
            Self::Finding(rule) => rule,
        }
    }
}

impl Rejection {
    /// The rejection of what is at `span` of a text without tags.
    pub fn new(scope: Scope, what: What, text: &str, span: Span, document: Option<&str>) -> Self {
        let Quote { exact, prefix, suffix } = Quote::of(text, span);
        let (prefix, suffix) = if scope == Scope::Here { (prefix, suffix) } else { Default::default() };
        let document = document.filter(|_| scope != Scope::Workspace).map(str::to_owned);
        Self { scope, kind: what.name().to_owned(), exact, document, prefix, suffix }
    }

    /// Reads a file of them. Lines that cannot be read are given with their numbers.
    pub fn read(content: &str) -> (Vec<Self>, Vec<(usize, String)>) {
        let (mut read, mut problems) = (Vec::new(), Vec::new());
        for (index, line) in content.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            match serde_json::from_str::<Self>(line) {
                Ok(rejection) if What::parse(&rejection.kind).is_some() => read.push(rejection),
                Ok(rejection) => {
                    problems.push((index + 1, format!("\"{}\" is no type and no rule", rejection.kind)));
                }
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
            let Some(what) = What::parse(&rejection.kind) else { continue };
            rejections.has_rules |= matches!(what, What::Finding(_));
            if rejection.scope == Scope::Here {
                let Rejection { exact, prefix, suffix, .. } = rejection.clone();
                rejections.here.push((what, Quote { exact, prefix, suffix }));
            } else {
                let key = match what {
                    What::Mention(_) => fold::fold(&rejection.exact),
                    What::Finding(_) => rejection.exact.clone(),
                };
                rejections.words.insert((what, key));
            }
        }
        rejections
    }

    /// None holds.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.here.is_empty()
    }

    /// True when some finding was rejected.
    pub const fn has_rules(&self) -> bool {
        self.has_rules
    }

    /// True when the mention at `span` of a paragraph without tags was rejected.
    pub fn reject(&self, kind: TagType, text: &str, span: Span) -> bool {
        self.has(What::Mention(kind), text, span, fold::fold)
    }

    /// True when the finding of a rule at `span` of a paragraph without tags was rejected.
    pub fn reject_finding(&self, rule: &'static str, text: &str, span: Span) -> bool {
        // A rule may be about what folding drops, so its words are compared as they are.
        self.has(What::Finding(rule), text, span, str::to_owned)
    }

    fn has(&self, what: What, text: &str, span: Span, key: impl Fn(&str) -> String) -> bool {
        let Some(exact) = text.get(span.start..span.end) else { return false };
        if !self.words.is_empty() && self.words.contains(&(what, key(exact))) {
            return true;
        }
        let is_here = |quote: &Quote| {
            let before = text[..span.start].chars().rev();
            let behind = text[span.end..].chars();
            quote.exact == exact
                && match (
                    agreement(before, quote.prefix.chars().rev()),
                    agreement(behind, quote.suffix.chars()),
                ) {
                    (Agreement::None, Agreement::None) => false,
                    (Agreement::Words, _) | (_, Agreement::Words) => true,
                    (one, other) => one == other,
                }
        };
        self.here.iter().any(|(other, quote)| *other == what && is_here(quote))
    }
}

/// How far a side of a place is as it is remembered.
#[derive(PartialEq)]
enum Agreement {
    None,
    /// As far as it goes, but that is no word.
    Marks,
    /// With words.
    Words,
}

/// Compares a side with what is remembered of it. A paragraph may end before what is remembered does.
fn agreement(here: impl Iterator<Item = char>, remembered: impl Iterator<Item = char>) -> Agreement {
    let remembered: Vec<char> = remembered.take(CONTEXT).collect();
    let here: Vec<char> = here.take(CONTEXT).collect();
    let shorter = here.len().min(remembered.len());
    if here[..shorter] != remembered[..shorter] || shorter == 0 && here.len() != remembered.len() {
        Agreement::None
    } else if here[..shorter].iter().any(|c| c.is_alphanumeric()) {
        Agreement::Words
    } else {
        Agreement::Marks
    }
}

#[cfg(test)]
mod tests {
    use super::{Rejection, Rejections, What};
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
        Rejection::new(
            scope,
            What::Mention(TagType::Person),
            TEXT,
            Span::new(at, at + "ربيع".len()),
            Some("a.txt"),
        )
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
