//! `tag/unbalanced`: a start or end tag of the vocabulary has no partner. Such a tag marks nothing, whoever reads it. Tags
//! that do have one beyond others are told by `tag/overlap`, block elements that hold paragraphs are left alone.

use super::overlap::crossed;
use crate::analysis::{Document, Paragraph};
use crate::lints::{Find, Finding, Fix, Rule, Severity};
use crate::tags::{Meaning, Syntax};
use crate::text::Edit;

/// The rule.
pub const RULE: Rule =
    Rule { name: "tag/unbalanced", level: Some(Severity::Error), find: Find::Document(find) };

/// What may hold whole paragraphs in any text.
const BLOCKS: &[&str] = &["q", "quote", "said"];

fn find(document: &Document, start: usize, paragraph: &Paragraph, out: &mut Vec<Finding>) {
    let loose = &paragraph.tag_facts.loose;
    if loose.is_empty() {
        return;
    }
    let crossed = crossed(paragraph);
    let structured = matches!(document.options().syntax, Syntax::Xml | Syntax::Html);
    for one in loose {
        let tag = &paragraph.markup.tags[one.tag];
        let span = tag.span.shifted(start);
        let local = one.name.rsplit(':').next().unwrap_or(&one.name);
        let may_hold_paragraphs = structured || BLOCKS.contains(&local);
        if tag.meaning != Meaning::Annotation
            || crossed.iter().any(|pair| pair.start == one.tag || pair.end == one.tag)
            || may_hold_paragraphs && document.has_partner_elsewhere(span.start)
        {
            continue;
        }
        let name = &one.name;
        let message = if one.ends {
            format!("</{name}> closes nothing: write <{name}> before the words that it ends, or remove it")
        } else {
            format!(
                "<{name}> is never closed in its paragraph: write </{name}> behind its words, or remove it"
            )
        };
        let fix = Fix {
            title: format!("Remove the tag <{}{name}>", if one.ends { "/" } else { "" }),
            edits: vec![Edit { span, replacement: String::new() }],
            is_safe: false,
        };
        out.push(Finding { fixes: vec![fix], ..RULE.finding(span, message) });
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::analysis::{Document, Options};
    use crate::lints::{of_document, tag::tagged::tests};
    use crate::tags::Syntax;
    use crate::text::apply;

    fn check(syntax: Syntax, text: &str, expected: &[&str]) {
        tests::check(RULE.name, text, Options { syntax, ..Options::default() }, expected);
    }

    #[test]
    fn a_tag_without_its_partner_fires() {
        check(Syntax::Plain, "زار <person>سامر القلمونجي الحديقة.", &["<person>"]);
        check(Syntax::Plain, "زار سامر القلمونجي</person> الحديقة.", &["</person>"]);
        check(Syntax::Plain, "<person>سامر</org> هنا.", &["<person>", "</org>"]);
        check(Syntax::Plain, "<person>سامر\n\nالقلمونجي</person> هنا.", &["<person>", "</person>"]);
        check(Syntax::Xml, "<p>On <date when=\"2016\">2016 he left.</p>", &["<date when=\"2016\">"]);
        check(Syntax::Xml, "<p>He saw </placeName> then.</p>", &["</placeName>"]);
        check(Syntax::Html, "<p>On <time datetime=\"2016\">2016.</p>", &["<time datetime=\"2016\">"]);
        check(Syntax::Markdown, "He saw <person>Samer.", &["<person>"]);
    }

    #[test]
    fn what_is_paired_or_no_annotation_is_left_alone() {
        check(Syntax::Plain, "زار <person>سامر</person> و<org>البيت</org>.", &[]);
        check(Syntax::Plain, "إذا كان a < b و <br> و <p> و <person/> هنا.", &[]);
        check(Syntax::Plain, "قال <q>الأول.\n\nوالثاني.</q> ومضى.", &[]);
        check(Syntax::Xml, "<quote>\n<p>One.</p>\n\n<p>Two.</p>\n</quote>\n", &[]);
        check(Syntax::Xml, "<org>\n\n<p>The house.</p>\n\n</org>\n", &[]);
        check(Syntax::Html, "<p>It was <q>so</q> and <span>not</p>", &[]);
        check(Syntax::Markdown, "A [link](x) and [a name]{.person} and [ alone.", &[]);
        check(Syntax::Plain, "<person>سامر <org>من</person> البيت</org>.", &[]);
        check(Syntax::Plain, "<person>سامر\nالقلمونجي</person> هنا.", &[]);
    }

    #[test]
    fn the_fix_takes_the_tag_away() {
        let text = "زار <person>سامر القلمونجي الحديقة.";
        let fixes: Vec<_> = of_document(&Document::of(text, Options::default()))
            .into_iter()
            .flat_map(|f| f.fixes)
            .flat_map(|fix| fix.edits)
            .collect();
        assert_eq!(apply(text, &fixes), "زار سامر القلمونجي الحديقة.");
    }
}
