//! `tag/overlap`: annotations that cross each other, in the text or beside it, and, where the text is tagged in NITF, names
//! inside names. No format that nests holds the first, NITF does not hold the second.

use super::tagged::annotations;
use crate::analysis::{Document, Paragraph};
use crate::lints::{Find, Finding, Rule, Severity};
use crate::tags::{TagType, is_in_nitf};
use crate::text::Span;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The rule. Tags that cross in the text are warnings: there one of them is lost.
pub const RULE: Rule =
    Rule { name: "tag/overlap", level: Some(Severity::Info), find: Find::Annotations(find) };

/// Two tags of one name that would be partners if they did not cross others, by their places in the paragraph's tags.
pub(super) struct Crossed {
    pub start: usize,
    pub end: usize,
    /// A tag between them whose partner is not between them.
    by: usize,
}

/// The tags of a paragraph that cross others.
pub(super) fn crossed(paragraph: &Paragraph) -> Vec<Crossed> {
    let tags = &paragraph.markup.tags;
    let mut open: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    let mut found = Vec::new();
    for loose in &paragraph.tag_facts.loose {
        if !loose.ends {
            open.entry(&loose.name).or_default().push(loose.tag);
        } else if let Some(start) = open.get_mut(loose.name.as_str()).and_then(Vec::pop) {
            let end = loose.tag;
            let outside =
                |by: &usize| tags[*by].partner.is_some_and(|partner| partner < start || partner > end);
            found.extend((start + 1..end).find(outside).map(|by| Crossed { start, end, by }));
        }
    }
    found
}

fn find(document: &Document, start: usize, paragraph: &Paragraph, out: &mut Vec<Finding>) {
    let markup = &paragraph.markup;
    for pair in crossed(paragraph) {
        let [name, other] = [pair.start, pair.by].map(|tag| markup.tags[tag].name.of(&paragraph.text));
        let message = document.say(RULE.name, &[("name", name), ("other", other)]);
        let span = markup.tags[pair.start].span.shifted(start);
        out.push(Finding { severity: Severity::Warning, ..RULE.finding(span, message) });
    }
    inside_nitf(document, start, paragraph, out);
    let mut all: Vec<(Span, TagType)> =
        annotations(document, start, paragraph).map(|(span, label)| (span, label.kind)).collect();
    // Tags of one text never cross.
    if all.len() == markup.annotations.len() {
        return;
    }
    all.sort_by_key(|(span, _)| (span.start, Reverse(span.end)));
    // Those that have not ended, by their ends.
    let mut open: BTreeMap<usize, (Span, TagType)> = BTreeMap::new();
    for (span, kind) in all {
        while open.first_key_value().is_some_and(|(end, _)| *end <= span.start) {
            open.pop_first();
        }
        if let Some((_, (_, other))) = open.first_key_value().filter(|(_, (other, _))| other.crosses(span)) {
            let [kind, other] = [kind, *other].map(|kind| document.kind(kind));
            let message = document.say("tag/overlap:beside", &[("kind", &kind), ("other", &other)]);
            out.push(RULE.finding(span, message));
        }
        open.insert(span.end, (span, kind));
    }
}

/// Names inside names where both are tagged in NITF.
fn inside_nitf(document: &Document, start: usize, paragraph: &Paragraph, out: &mut Vec<Finding>) {
    let markup = &paragraph.markup;
    // The outer one that reaches furthest.
    let mut outer: Option<&crate::tags::Annotation> = None;
    for annotation in &markup.annotations {
        let in_nitf = || is_in_nitf(&paragraph.text, markup, annotation);
        match outer {
            Some(outer) if outer.content.contains(annotation.outer) => {
                let [name, other] =
                    [annotation, outer].map(|a| markup.tags[a.start].name.of(&paragraph.text));
                if in_nitf() {
                    let message = document.say("tag/overlap:nitf", &[("name", name), ("other", other)]);
                    out.push(RULE.finding(annotation.content.shifted(start), message));
                }
            }
            _ if in_nitf() => outer = Some(annotation),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::analysis::Options;
    use crate::lints::tag::tagged::tests::{self, beside, found};
    use crate::tags::{Label, Syntax, TagType};

    fn check(syntax: Syntax, text: &str, expected: &[&str]) {
        tests::check(RULE.name, text, Options { syntax, ..Options::default() }, expected);
    }

    fn check_beside(text: &str, annotations: &[(&str, TagType)], expected: &[&str]) {
        let annotations: Vec<_> =
            annotations.iter().map(|(covered, kind)| (*covered, Label::new(*kind))).collect();
        let document = beside(text, Options::default(), &annotations);
        assert_eq!(found(&document, text, RULE.name), expected, "{text}");
    }

    #[test]
    fn what_crosses_fires() {
        check(Syntax::Plain, "<person>سامر <org>من</person> البيت</org>.", &["<org>"]);
        check(Syntax::Xml, "<p><orgName>a <placeName>b</orgName> c</placeName></p>", &["<placeName>"]);
        check_beside("a b c d", &[("a b", TagType::Person), ("b c", TagType::Org)], &["b c"]);
        check_beside(
            "a b c d",
            &[("a b", TagType::Person), ("b c", TagType::Org), ("c d", TagType::Place)],
            &["b c", "c d"],
        );
        check(Syntax::Plain, "<org>وزارة <location>مصر</location></org>", &["مصر"]);
        check(
            Syntax::Xml,
            "<p><person>a <chron norm=\"2016\">b</chron> <org>c</org></person></p>",
            &["b", "c"],
        );
    }

    #[test]
    fn what_stands_apart_or_nests_is_left_alone() {
        check(Syntax::Plain, "<person>سامر</person> <org>البيت</org>", &[]);
        check(Syntax::Xml, "<p><orgName>a <placeName>b</placeName></orgName></p>", &[]);
        check(Syntax::Plain, "<q>قال <person>سامر</person></q>", &[]);
        check(Syntax::Markdown, "[a [b]{.place}]{.org}", &[]);
        check(Syntax::Plain, "<person>سامر</org> هنا", &[]);
        check_beside(
            "a b c d",
            &[("a b c", TagType::Org), ("b", TagType::Place), ("c", TagType::Place)],
            &[],
        );
        check_beside("a b c d", &[("a b", TagType::Org), ("c d", TagType::Place)], &[]);
        check_beside("a b c d", &[("a b", TagType::Org), ("a", TagType::Place)], &[]);
    }
}
