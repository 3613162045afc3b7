//! `tag/unbalanced`: a start or end tag of the vocabulary has no partner. Such a tag marks nothing, whoever reads it. Tags
//! that do have one beyond others are told by `tag/overlap`, block elements that hold paragraphs are left alone, and so is
//! a tag that is only spoken of: in code, between quotation marks, in a comment.

use super::overlap::crossed;
use crate::analysis::{Document, Paragraph};
use crate::lints::{Find, Finding, Fix, Rule, Severity};
use crate::tags::{Form, Meaning, Syntax};
use crate::text::{Edit, Span};

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
    let syntax = document.options().syntax;
    let structured = matches!(syntax, Syntax::Xml | Syntax::Html);
    let code = if structured { Vec::new() } else { code(&paragraph.text, syntax) };
    let enclosed = if structured { enclosed(paragraph) } else { Vec::new() };
    for one in loose {
        let tag = &paragraph.markup.tags[one.tag];
        let span = tag.span.shifted(start);
        let local = one.name.rsplit(':').next().unwrap_or(&one.name);
        let may_hold_paragraphs = BLOCKS.contains(&local) || structured && !enclosed[one.tag];
        if tag.meaning != Meaning::Annotation
            || crossed.iter().any(|pair| pair.start == one.tag || pair.end == one.tag)
            || may_hold_paragraphs && document.has_partner_elsewhere(span.start)
            || document.is_in_code(span.start)
            || !structured && is_spoken_of(&paragraph.text, tag.span, &code)
        {
            continue;
        }
        let name = &one.name;
        let key = if one.ends { "tag/unbalanced:end" } else { "tag/unbalanced:start" };
        let message = document.say(key, &[("name", name)]);
        let shown = format!("<{}{name}>", if one.ends { "/" } else { "" });
        let fix = Fix {
            title: document.say("tag/unbalanced:fix", &[("tag", &shown)]),
            edits: vec![Edit { span, replacement: String::new() }],
            is_safe: false,
        };
        out.push(Finding { fixes: vec![fix], ..RULE.finding(span, message) });
    }
}

/// For each tag whether it lies inside an element that ends in this paragraph: nothing in it can end beyond.
fn enclosed(paragraph: &Paragraph) -> Vec<bool> {
    let tags = &paragraph.markup.tags;
    // How far the elements reach that have begun.
    let mut reach = 0;
    let inside = tags.iter().map(|tag| {
        let inside = tag.span.end <= reach;
        let end = tag.partner.filter(|_| tag.form == Form::Start).and_then(|end| tags.get(end));
        reach = reach.max(end.map_or(0, |end| end.span.start));
        inside
    });
    inside.collect()
}

/// The code and the comments of a text whose scanner knows none inside a paragraph, in order.
fn code(text: &str, syntax: Syntax) -> Vec<Span> {
    let mut found = Vec::new();
    // Four spaces or a tab before each line make a block of code.
    if syntax == Syntax::Markdown {
        let indented = text
            .split_inclusive('\n')
            .take_while(|line| line.starts_with("    ") || line.starts_with('\t') || line.trim().is_empty());
        let end = indented.map(str::len).sum();
        if end > 0 {
            found.push(Span::new(0, end));
        }
    }
    let mut at = 0;
    while let Some(next) = text[at..].find(['`', '<']) {
        let start = at + next;
        let rest = &text[start..];
        at = if rest.starts_with('`') {
            // As many backticks as opened it close it.
            let ticks = rest.len() - rest.trim_start_matches('`').len();
            match closing(&rest[ticks..], ticks) {
                Some(end) => {
                    found.push(Span::new(start, start + ticks + end));
                    start + ticks + end
                }
                None => start + ticks,
            }
        } else if let Some(length) = rest.starts_with("<!--").then(|| rest.find("-->")).flatten() {
            found.push(Span::new(start, start + length));
            start + length
        } else {
            start + 1
        };
    }
    found
}

/// The end of the run of exactly so many backticks.
fn closing(text: &str, ticks: usize) -> Option<usize> {
    let mut at = 0;
    while let Some(next) = text[at..].find('`') {
        let start = at + next;
        let run = text[start..].len() - text[start..].trim_start_matches('`').len();
        if run == ticks {
            return Some(start + run);
        }
        at = start + run;
    }
    None
}

/// Marks that stand around a word that is spoken of.
const MARKS: &[(char, char)] =
    &[('"', '"'), ('\'', '\''), ('«', '»'), ('“', '”'), ('”', '“'), ('„', '“'), ('‘', '’'), ('‹', '›')];

fn is_spoken_of(text: &str, tag: Span, code: &[Span]) -> bool {
    let before = text.get(..tag.start).and_then(|before| before.chars().next_back());
    let behind = text.get(tag.end..).and_then(|behind| behind.chars().next());
    let quoted = before == Some('\\') || before.zip(behind).is_some_and(|pair| MARKS.contains(&pair));
    let next = code.partition_point(|span| span.end <= tag.start);
    quoted || code.get(next).is_some_and(|span| span.contains(tag))
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

    fn found_in(syntax: Syntax, text: &str) -> Vec<&str> {
        tests::found(&Document::of(text, Options { syntax, ..Options::default() }), text, RULE.name)
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
        let wrong = FIRES.iter().filter(|(syntax, text, expected)| found_in(*syntax, text) != *expected);
        assert_eq!(wrong.collect::<Vec<_>>(), Vec::<&(Syntax, &str, &[&str])>::new());
    }

    #[test]
    fn a_block_of_code_is_left_alone() {
        check(Syntax::Plain, "Write:\n\n```\n<person>Samer\n```\n\nThen go.", &[]);
        check(Syntax::Plain, "Write:\n\n```html\n<person>Samer\n\n<org>House\n```\nThen go.", &[]);
        check(Syntax::Plain, "Write:\n\n```\n<person>Samer\n\nThen go.", &["<person>"]);
        check(Syntax::Plain, "```\nx\n```\n\n<person>Samer\n\n```\ny\n```\n", &["<person>"]);
    }

    /// Texts with the tags that have no partner.
    const FIRES: &[(Syntax, &str, &[&str])] = &[
        (Syntax::Plain, "وصل <person>سامر القلمونجي<person> أمس.", &["<person>", "<person>"]),
        (Syntax::Plain, "وصل <person>سامر</person></person> أمس.", &["</person>"]),
        (
            Syntax::Plain,
            "في <chron norm=\"20161229\">29 ديسمبر 2016 وصل الوفد.",
            &["<chron norm=\"20161229\">"],
        ),
        (Syntax::Plain, "قالت <org>وزارة الصحة</orgName> إن", &["<org>", "</orgName>"]),
        (Syntax::Plain, "زار <location>حلب.\n\nوعاد <location>حمص</location>.", &["<location>"]),
        (Syntax::Plain, "قال <q>الأول.\n\nومضى.", &["<q>"]),
        (Syntax::Plain, "<persName>سامر\n\nThen Samer</persName> left.", &["<persName>", "</persName>"]),
        (Syntax::Plain, "قال \"زار <person>سامر\" الحديقة.", &["<person>"]),
        (Syntax::Plain, "The <org idsrc=\"x\" value=\"1\">House said.", &["<org idsrc=\"x\" value=\"1\">"]),
        (Syntax::Markdown, "The `code` and <placeName>Homs are here.", &["<placeName>"]),
        (Syntax::Markdown, "A ` alone and <placeName>Homs are here.", &["<placeName>"]),
        (Syntax::Markdown, "سافر إلى حلب</placeName> أمس.", &["</placeName>"]),
        (
            Syntax::Xml,
            "<p>زار <persName>سامر القلمونجي.</p>\n\n<p>وعاد</persName> أمس.</p>",
            &["<persName>", "</persName>"],
        ),
        (
            Syntax::Xml,
            "<TEI><text><p>زار <persName ref=\"#a\">سامر.</p></text></TEI>",
            &["<persName ref=\"#a\">"],
        ),
        (Syntax::Xml, "<nitf><body><p>زار <person>سامر <b>هنا</b>.</p></body></nitf>", &["<person>"]),
        (Syntax::Html, "<p>At <time datetime=\"14:05\">five past two.</p>", &["<time datetime=\"14:05\">"]),
        (Syntax::Html, "<p><span data-tag=\"role\">Minister Samer.</p>", &["<span data-tag=\"role\">"]),
    ];

    /// Texts without a fault.
    const SILENT: &[(Syntax, &str)] = &[
        (Syntax::Markdown, "Write `<person>` before a name and `</person>` behind it."),
        (Syntax::Markdown, "Write ``a ` and <person>`` there."),
        (Syntax::Markdown, "    <person>Samer\n    left.\n"),
        (Syntax::Markdown, "\t<chron>2016\n"),
        (Syntax::Markdown, "```\n<person>Samer\n```\n"),
        (Syntax::Markdown, "~~~ xml\n<persName>\n\n</org>\n~~~\n"),
        (Syntax::Markdown, "A \\<person> that is none."),
        (Syntax::Markdown, "Before <!-- <person> --> and behind."),
        (Syntax::Markdown, "---\ntitle: <person>\n---\n\nText.\n"),
        (Syntax::Markdown, "See <https://example.org/person> and <person@example.org>."),
        (Syntax::Plain, "يبدأ الوسم بعلامة \"<person>\" وينتهي بعلامة «</person>»."),
        (Syntax::Plain, "The element '<org>' and the element “<chron>” and `<q>` mark words."),
        (Syntax::Plain, "قبل <!-- <person> --> وبعد \\<person> ذلك."),
        (Syntax::Plain, "إذا كان س <5 و ص> 3 فإن a<b وb>c."),
        (Syntax::Plain, "أرسل إلى <person@example.org> وانظر <persons> و<شخص>."),
        (Syntax::Plain, "سطر أول<br>سطر ثان<hr>وصورة <img src=\"a.png\"> و<wbr>."),
        (Syntax::Plain, "<p>فقرة بلا نهاية <b>خط <i>مائل <a href=\"x\">رابط"),
        (Syntax::Plain, "وصل <person>سامر <b>القلمونجي</b></person> و<PERSON> ليس وسما."),
        (Syntax::Plain, "<date.issue norm=\"20161229\"/>وصل <person>سامر</person>."),
        (Syntax::Plain, "قال <quote>الأول.\n\nالثاني.\n\nالثالث.</quote>"),
        (Syntax::Html, "<p>a<br>b <img src=x> <input> <p>c <li>d"),
        (Syntax::Html, "<p>At <TIME datetime=\"14:05\">five past two</time>.</p>"),
        (Syntax::Html, "<!-- <time datetime=\"2016\"> --><p>a</p>"),
        (Syntax::Html, "<script>if (a <time && b> c) { x = '<time datetime=1>' }</script><p>a</p>"),
        (Syntax::Html, "<p>&lt;time datetime=\"2016\"&gt; is a tag</p>"),
        (Syntax::Html, "<q>One.\n\n<p>Two.</q>"),
        (Syntax::Html, "<Q>One.\n\n<p>Two.</q>"),
        (Syntax::Xml, "<p><![CDATA[ <person> ]]> and <!-- </persName> --> a</p>"),
        (Syntax::Xml, "<rss><item><title>خبر</title>\n\n<description>نص</description></item></rss>"),
        (Syntax::Xml, "<feed><name>a</name><person/><x:unknown>b</feed>"),
        (Syntax::Xml, "<TEI><text><body>\n<quote>\n\n<p>أ</p>\n\n<p>ب</p>\n\n</quote></body></text></TEI>"),
        (Syntax::Xml, "<p>زار <persName\n ref=\"#a\">سامر\nالقلمونجي</persName>.</p>"),
    ];

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
        let wrong = SILENT.iter().filter(|(syntax, text)| !found_in(*syntax, text).is_empty());
        assert_eq!(wrong.collect::<Vec<_>>(), Vec::<&(Syntax, &str)>::new());
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
