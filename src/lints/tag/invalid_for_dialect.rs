//! `tag/invalid-for-dialect`: a tag of the text has a value of a form that its attribute cannot have, or says something
//! that its dialect has no place for. Annotations beside the text are in no dialect: what one loses is told when they are
//! written in it.

use crate::analysis::{Document, Paragraph};
use crate::lints::{Find, Finding, Rule, Severity};
use crate::tags::{Written, written};

/// The rule.
pub const RULE: Rule =
    Rule { name: "tag/invalid-for-dialect", level: Some(Severity::Info), find: Find::Annotations(find) };

fn find(document: &Document, start: usize, paragraph: &Paragraph, out: &mut Vec<Finding>) {
    for annotation in &paragraph.markup.annotations {
        let Written { dialect, misfit } = written(&paragraph.text, &paragraph.markup, annotation);
        let name = dialect.name();
        let message = if let Some(misfit) = misfit {
            let takes = document.say(&format!("{}:{}", RULE.name, misfit.takes), &[]);
            let (attribute, value) = (misfit.attribute, misfit.value.as_str());
            let values = [("attribute", attribute), ("value", value), ("name", name), ("takes", &takes)];
            document.say(RULE.name, &values)
        } else {
            // The value stands there, and in a possible form: that another is written for it is no fault.
            let mut lost = dialect.lost(&annotation.label);
            lost.retain(|part| *part != "value");
            if lost.is_empty() {
                continue;
            }
            let lost = lost.join(", ");
            document.say("tag/invalid-for-dialect:lost", &[("name", name), ("lost", &lost)])
        };
        out.push(RULE.finding(annotation.content.shifted(start), message));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::analysis::Options;
    use crate::lints::tag::tagged::tests;
    use crate::tags::Syntax;

    fn check(syntax: Syntax, text: &str, expected: &[&str]) {
        tests::check(RULE.name, text, Options { syntax, ..Options::default() }, expected);
    }

    #[test]
    fn an_impossible_value_fires() {
        check(Syntax::Xml, "<p><date when=\"29-12-2016\">a</date></p>", &["a"]);
        check(Syntax::Xml, "<p><date when=\"2016-W52\">a</date></p>", &["a"]);
        check(Syntax::Xml, "<p><date dur=\"three days\">a</date></p>", &["a"]);
        check(Syntax::Xml, "<p><measure quantity=\"three\" unit=\"km\">a</measure></p>", &["a"]);
        check(Syntax::Plain, "<chron norm=\"29-12-2016\">a</chron>", &["a"]);
        check(Syntax::Plain, "<chron norm=\"20161345\">a</chron>", &["a"]);
        check(Syntax::Markdown, "[a]{.date value=\"29/12/2016\"}", &["a"]);
        check(Syntax::Html, "<time datetime=\"yesterday\">a</time>", &["a"]);
    }

    #[test]
    fn possible_values_are_left_alone() {
        check(
            Syntax::Xml,
            "<p><date when=\"2016-12-29\">a</date> <date when-iso=\"2016-W52\">b</date></p>",
            &[],
        );
        check(Syntax::Xml, "<p><date key=\"2016-12-29TNI\">a</date> <num value=\"1/3\">b</num></p>", &[]);
        check(Syntax::Plain, "<chron norm=\"20161229\">a</chron> <chron norm=\"2014/2016\">b</chron>", &[]);
        check(Syntax::Plain, "<person idsrc=\"wikidata\" value=\"Q1\" class=\"poet\">a</person>", &[]);
        check(
            Syntax::Markdown,
            "[a]{.date value=\"XXXX-WXX-2\" mod=\"APPROX\"} [b]{.place kind=\"city\"}",
            &[],
        );
        check(
            Syntax::Html,
            "<time datetime=\"2016-12-29 10:00\">a</time> <time datetime=\"1h 30m\">b</time>",
            &[],
        );
        check(Syntax::Xml, "<p><persName ref=\"#a #b\" cert=\"high\">a</persName></p>", &[]);
    }
}
