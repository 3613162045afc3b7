//! `tag/stale-anchor`: an annotation kept beside the text is about words that are not in it any more. It is told at the
//! first word of the document, as it has no place of its own; an action removes it.

use crate::analysis::{Document, Paragraph};
use crate::lints::{Find, Finding, Rule, Severity};
use crate::text::Span;

/// The rule.
pub const RULE: Rule =
    Rule { name: "tag/stale-anchor", level: Some(Severity::Warning), find: Find::Document(find) };

/// A quoted text is one short line.
const LONGEST: usize = 60;

fn find(document: &Document, start: usize, _: &Paragraph, out: &mut Vec<Finding>) {
    if start > 0 {
        return;
    }
    let Some(span) = place(document) else { return };
    for (annotation, quote) in document.annotations().stale() {
        let mut text = quote.exact.split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some((end, _)) = text.char_indices().nth(LONGEST) {
            text.truncate(end);
            text.push('…');
        }
        let kind = document.kind(annotation.label.kind);
        let message = document.say(RULE.name, &[("id", &annotation.id), ("kind", &kind), ("text", &text)]);
        out.push(RULE.finding(span, message));
    }
}

/// Where lost annotations are told: the first word of the document. None when nothing is lost, or in an empty document.
pub fn place(document: &Document) -> Option<Span> {
    document.annotations().stale().next()?;
    let (_, first) = document.paragraphs().next()?;
    let plain = &first.markup.plain;
    let start = plain.text.len() - plain.text.trim_start().len();
    let rest = &plain.text[start..];
    let end = start + rest.find(char::is_whitespace).unwrap_or(rest.len());
    Some(if start == end { Span::new(0, first.text.len()) } else { plain.to_raw(Span::new(start, end)) })
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::actions::{Plan, offer, store};
    use crate::analysis::{Document, Options};
    use crate::annotations::{Live, Sidecar};
    use crate::lints::tag::tagged::tests::{beside, found};
    use crate::lints::{Severity, of_document};
    use crate::tags::{Label, TagType};
    use crate::text::Span;

    /// Annotates words of `before`, and gives the document of `after` with what is found of them there.
    fn edited(before: &str, words: &[&str], after: &str) -> Document {
        let annotations: Vec<_> = words.iter().map(|word| (*word, Label::new(TagType::Person))).collect();
        let document = beside(before, Options::default(), &annotations);
        let (mut sidecar, _) = document.annotations().sidecar();
        sidecar.refresh(before);
        let found = Sidecar::read(&sidecar.write(before), after).unwrap();
        let mut document = Document::of(after, Options::default());
        *document.annotations_mut() = Live::new(found);
        document
    }

    fn check(before: &str, words: &[&str], after: &str, expected: &[&str]) {
        assert_eq!(found(&edited(before, words, after), after, RULE.name), expected, "{after}");
    }

    #[test]
    fn what_lost_its_text_fires_at_the_first_word() {
        check("وصل سامر أمس.", &["سامر"], "وصل أمس.", &["وصل"]);
        check("a b c d", &["b", "c"], "a d", &["a", "a"]);
        check("a b\n\nc d\n", &["d"], "a b\n\nc \n", &["a"]);
        check("  a b", &["b"], "  a ", &["a"]);
        check("<p>a b", &["b"], "<p>a ", &["a"]);
        check("a b", &["a"], " b", &["b"]);
        check("a\n", &["a"], "\n", &["\n"]);
    }

    #[test]
    fn what_has_its_text_is_left_alone() {
        check("وصل سامر أمس.", &["سامر"], "وصل سامر اليوم.", &[]);
        check("a b", &["b"], "a new b", &[]);
        check("a name b", &["name"], "a name. b", &[]);
        check("a b", &[], "a", &[]);
        check("a b c", &["b"], "b c", &[]);
        check("a b", &["b"], "a b", &[]);
    }

    #[test]
    fn an_action_removes_it_and_can_be_taken_back() {
        let text = "وصل أمس.";
        let mut document = edited("وصل سامر أمس.", &["سامر"], text);
        let finding = of_document(&document).into_iter().find(|finding| finding.rule == RULE.name).unwrap();
        assert_eq!(finding.severity, Severity::Warning);
        assert!(
            finding.message.contains("(person)") && finding.message.ends_with("سامر"),
            "{}",
            finding.message
        );
        let offered = offer(&document, |span| span.of(text).to_owned(), Span::new(0, 0), "2020-01-01");
        let action = offered.iter().find(|a| a.title.starts_with("Remove the lost annotation")).unwrap();
        assert_eq!(action.rule, Some(RULE.name));
        assert!(matches!(action.plan, Plan::RemoveStale { .. }) && action.plan.is_command(false));
        assert!(store(&mut document, text, &action.plan));
        assert_eq!(found(&document, text, RULE.name), Vec::<&str>::new());
        assert!(document.annotations_mut().undo());
        assert_eq!(found(&document, text, RULE.name), ["وصل"]);
    }
}
