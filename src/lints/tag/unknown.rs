//! `tag/unknown`: a tag has a subtype that neither the built-in vocabulary nor the workspace's knows. Silent until the
//! workspace has a `tags.toml`: whoever keeps none may write what they like.

use super::tagged::annotations;
use crate::analysis::{Document, Paragraph};
use crate::lints::{Find, Finding, Rule, Severity};
use crate::text::distance;
use crate::vocabulary::built_in;

/// The rule.
pub const RULE: Rule =
    Rule { name: "tag/unknown", level: Some(Severity::Warning), find: Find::Annotations(find) };

fn find(document: &Document, start: usize, paragraph: &Paragraph, out: &mut Vec<Finding>) {
    let Some(own) = &document.options().vocabulary else { return };
    let all = [&built_in().1, &**own];
    for (span, label) in annotations(document, start, paragraph) {
        let Some(name) = label.subtype.as_deref() else { continue };
        if all.iter().any(|vocabulary| vocabulary.subtype(label.kind, name).is_some()) {
            continue;
        }
        let elsewhere = all.iter().find_map(|vocabulary| vocabulary.kinds_of(name).next());
        let subtypes = all.iter().flat_map(|vocabulary| vocabulary.subtypes());
        let names = subtypes.filter(|known| known.kind == label.kind).map(|known| known.name.as_str());
        let kind = document.kind(label.kind);
        let message = match (elsewhere, distance::nearest(name, names)) {
            (Some(other), _) => {
                let other = document.kind(other);
                document.say("tag/unknown:elsewhere", &[("name", name), ("kind", &kind), ("other", &other)])
            }
            (None, Some(meant)) => {
                document.say("tag/unknown:meant", &[("name", name), ("kind", &kind), ("meant", meant)])
            }
            (None, None) => {
                let values = [("name", name), ("kind", kind.as_str()), ("type", label.kind.as_str())];
                document.say(RULE.name, &values)
            }
        };
        out.push(RULE.finding(span, message));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::analysis::Options;
    use crate::lints::tag::tagged::tests::{self, beside, found};
    use crate::tags::{Label, Syntax, TagType};
    use crate::vocabulary::parse;
    use std::sync::Arc;

    fn options(syntax: Syntax) -> Options {
        let (vocabulary, problems) = parse("tags.toml", "[bylaw]\nis = \"work\"\n[choir]\nis = \"org\"\n");
        assert_eq!(problems, []);
        Options { syntax, vocabulary: Some(Arc::new(vocabulary)), ..Options::default() }
    }

    fn check(syntax: Syntax, text: &str, expected: &[&str]) {
        tests::check(RULE.name, text, options(syntax), expected);
    }

    #[test]
    fn a_subtype_that_nobody_knows_fires() {
        check(Syntax::Markdown, "[a]{.work subtype=\"bilaw\"}", &["a"]);
        check(Syntax::Markdown, "[a]{.org subtype=\"bylaw\"}", &["a"]);
        check(Syntax::Plain, "<org class=\"orchestra\">a</org>", &["a"]);
        check(Syntax::Xml, "<p><title ana=\"#loi\">a</title></p>", &["a"]);
        check(Syntax::Html, "<span data-tag=\"quote\" data-subtype=\"loud\">a</span>", &["a"]);
        let label = Label { subtype: Some("guess".into()), ..Label::new(TagType::Person) };
        let document = beside("a b", options(Syntax::Plain), &[("b", label)]);
        assert_eq!(found(&document, "a b", RULE.name), ["b"]);
    }

    #[test]
    fn known_subtypes_and_workspaces_without_a_vocabulary_are_left_alone() {
        check(Syntax::Markdown, "[a]{.work subtype=\"bylaw\"} [b]{.org subtype=\"choir\"}", &[]);
        check(Syntax::Markdown, "[a]{.work subtype=\"law\"} [b]{.org subtype=\"party\"}", &[]);
        check(Syntax::Xml, "<p><title ana=\"#bylaw\">a</title></p>", &[]);
        check(Syntax::Plain, "<location class=\"city\">a</location>", &[]);
        check(Syntax::Plain, "<chron class=\"start\" norm=\"2016\">2016</chron>", &[]);
        check(Syntax::Html, "<span data-tag=\"quote\">a</span>", &[]);
        tests::check(RULE.name, "<org class=\"orchestra\">a</org>", Options::default(), &[]);
    }
}
