//! `tag/unknown-ref`: a tag refers to a record that the workspace's authority file does not have. Silent without such a
//! file; other registers (`wikidata:Q1`) are not asked.

use super::tagged::annotations;
use crate::analysis::{Document, Paragraph, ids};
use crate::lints::{Find, Finding, Rule, Severity};
use crate::tags::Syntax;
use crate::text::distance;

/// The rule.
pub const RULE: Rule =
    Rule { name: "tag/unknown-ref", level: Some(Severity::Warning), find: Find::Annotations(find) };

fn find(document: &Document, start: usize, paragraph: &Paragraph, out: &mut Vec<Finding>) {
    let Some(authority) = &document.options().authority else { return };
    // In structured documents a pointer leads to an element of the document itself.
    let pointers = matches!(document.options().syntax, Syntax::Plain | Syntax::Markdown);
    for (span, label) in annotations(document, start, paragraph) {
        for id in ids(label.reference.as_deref().unwrap_or_default()) {
            let pointed = || id.strip_prefix('#').filter(|_| pointers);
            let Some(key) = id.strip_prefix("authority:").or_else(pointed) else { continue };
            if authority.record(key).is_some() {
                continue;
            }
            let known = authority.records().iter().map(|record| record.key.as_str());
            let message = match distance::nearest(key, known) {
                Some(meant) => document.say("tag/unknown-ref:meant", &[("key", key), ("meant", meant)]),
                None => document.say(RULE.name, &[("key", key)]),
            };
            out.push(RULE.finding(span, message));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::analysis::Options;
    use crate::authority::{Authority, parse::parse};
    use crate::lints::tag::tagged::tests::{self, beside, found, refers};
    use crate::tags::{Syntax, TagType};
    use std::sync::Arc;

    fn options(syntax: Syntax) -> Options {
        let records =
            "[samer]\ntype = \"person\"\nwikidata = \"Q900000001\"\nprefer.ar = \"سامر القلمونجي\"\n";
        let authority = Some(Arc::new(Authority::new(parse("a.toml", records).0).0));
        Options { syntax, authority, ..Options::default() }
    }

    fn check(syntax: Syntax, text: &str, expected: &[&str]) {
        tests::check(RULE.name, text, options(syntax), expected);
    }

    #[test]
    fn a_record_that_is_not_there_fires() {
        check(Syntax::Plain, "<person idsrc=\"authority\" value=\"samar\">س</person>", &["س"]);
        check(Syntax::Plain, "<persName ref=\"#samar\">س</persName>", &["س"]);
        check(Syntax::Markdown, "[a]{.person ref=\"authority:nobody\"}", &["a"]);
        check(Syntax::Markdown, "[a]{.person ref=\"wikidata:Q1|authority:nobody\"}", &["a"]);
        check(Syntax::Xml, "<p><persName ref=\"authority:nobody\">a</persName></p>", &["a"]);
        check(Syntax::Markdown, "[a]{.quote ref=\"#nobody\"}", &["a"]);
        let stored = [("b", refers(TagType::Person, "authority:nobody"))];
        assert_eq!(found(&beside("a b", options(Syntax::Plain), &stored), "a b", RULE.name), ["b"]);
    }

    #[test]
    fn records_and_other_registers_are_left_alone() {
        check(Syntax::Plain, "<person idsrc=\"authority\" value=\"samer\">س</person>", &[]);
        check(Syntax::Markdown, "[a]{.person ref=\"#samer\"}", &[]);
        check(Syntax::Markdown, "[a]{.person ref=\"wikidata:Q900000001\"}", &[]);
        check(Syntax::Markdown, "[a]{.person ref=\"wikidata:Q1\"} [b]{.person}", &[]);
        check(Syntax::Xml, "<p><persName ref=\"#p7\">a</persName></p>", &[]);
        check(Syntax::Html, "<span data-tag=\"role\" data-ref=\"https://x.org/#y\">a</span>", &[]);
        tests::check(RULE.name, "<persName ref=\"authority:x\">a</persName>", Options::default(), &[]);
    }
}
