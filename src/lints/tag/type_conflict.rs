//! `tag/type-conflict`: tags of one reference have different types in the document. The type that most of them have is
//! taken for right; where two are as frequent, all are told.

use super::tagged::annotations;
use crate::analysis::{Document, Paragraph, ids};
use crate::lints::{Find, Finding, Rule, Severity};
use crate::tags::TagType;

/// The rule.
pub const RULE: Rule =
    Rule { name: "tag/type-conflict", level: Some(Severity::Warning), find: Find::Document(find) };

fn find(document: &Document, start: usize, paragraph: &Paragraph, out: &mut Vec<Finding>) {
    let mut annotations = annotations(document, start, paragraph).peekable();
    if annotations.peek().is_none() {
        return;
    }
    let types = document.types_of_references();
    for (span, label) in annotations {
        for id in ids(label.reference.as_deref().unwrap_or_default()) {
            let counts = types.of(id);
            let own = counts.iter().find(|(kind, _)| *kind == label.kind).map_or(0, |(_, count)| *count);
            let other = counts.iter().filter(|(kind, _)| *kind != label.kind).max_by_key(|(_, count)| *count);
            if let Some((kind, count)) = other.filter(|(_, count)| own > 0 && own <= *count) {
                out.push(RULE.finding(span, message(document, id, label.kind, *kind, *count)));
                break;
            }
        }
    }
}

fn message(document: &Document, id: &str, own: TagType, other: TagType, count: usize) -> String {
    let [own, other] = [own, other].map(|kind| document.kind(kind));
    let key = if count == 1 { "tag/type-conflict:one" } else { "tag/type-conflict:many" };
    let count = count.to_string();
    document.say(key, &[("id", id), ("own", &own), ("other", &other), ("count", &count)])
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::analysis::Options;
    use crate::lints::tag::tagged::tests::{self, beside, found, refers};
    use crate::tags::{Syntax, TagType};

    fn check(text: &str, expected: &[&str]) {
        tests::check(RULE.name, text, Options { syntax: Syntax::Markdown, ..Options::default() }, expected);
    }

    #[test]
    fn one_reference_of_two_types_fires() {
        check("[a]{.org ref=\"x:1\"} [b]{.place ref=\"x:1\"}", &["a", "b"]);
        check("[a]{.org ref=\"x:1\"} [b]{.org ref=\"x:1\"} [c]{.place ref=\"x:1\"}", &["c"]);
        check("[a]{.org ref=\"x:1\"}\n\n[b]{.org ref=\"x:1\"}\n\n[c]{.person ref=\"x:1\"}\n", &["c"]);
        check("[a]{.org ref=\"x:1|y:2\"}\n\n[b]{.person ref=\"y:2\"}\n", &["a", "b"]);
        check("[a]{.event ref=\"x:1\"} and [b]{.work ref=\"x:1\"}", &["a", "b"]);
        let stored = [("b", refers(TagType::Place, "x:1")), ("c", refers(TagType::Org, "x:1"))];
        let text = "a b c\n\nd";
        assert_eq!(found(&beside(text, Options::default(), &stored), text, RULE.name), ["b", "c"]);
    }

    #[test]
    fn what_refers_to_another_than_itself_is_left_alone() {
        check("[a]{.org ref=\"x:1\"} [b]{.org ref=\"x:1\"}", &[]);
        check("[a]{.org ref=\"x:1\"} [b]{.place ref=\"x:2\"}", &[]);
        check("[a]{.place ref=\"x:1\"} [b]{.group ref=\"x:1\"}", &[]);
        check("[a]{.person ref=\"x:1\"} [b]{.role ref=\"x:1\"}", &[]);
        check("[a]{.person ref=\"x:1\"} [b]{.quote ref=\"x:1\"}", &[]);
        check("[a]{.person} [b]{.org}", &[]);
        check("[a]{.org ref=\"x:1\"} [b]{.source ref=\"x:1\"}", &[]);
    }
}
