//! The scanner and the writer by example.

use super::{
    Dialect, Label, Markup, Meaning, Refusal, Region, Syntax, TagType, line_ends_inside_tag, may_cut, scan,
    strip, tag, untag, untag_all,
};
use crate::text::{Span, apply};
use Syntax::{Html, Markdown, Plain, Xml};

fn whole(text: &str, syntax: Syntax) -> Markup {
    scan(text, syntax, Region::Start)
}

/// What detection sees.
fn check_plain(syntax: Syntax, text: &str, expected: &str) {
    assert_eq!(whole(text, syntax).plain.text, expected, "{text:?}");
}

/// The annotations, each as `type:content:value or reference`.
fn check_annotations(syntax: Syntax, text: &str, expected: &[&str]) {
    let found: Vec<String> = whole(text, syntax)
        .annotations
        .iter()
        .map(|a| {
            let said = a.label.value.as_deref().or(a.label.reference.as_deref()).unwrap_or("");
            format!("{}:{}:{said}", a.label.kind.as_str(), a.content.of(text))
        })
        .collect();
    assert_eq!(found, expected, "{text:?}");
}

#[test]
fn plain_text_keeps_its_angles() {
    for text in
        ["5 < 6 و 7 > 3", "<3", "a<b", "x <b and y> z", "<", "a <", "&amp;", "<قال>", "<persons>", "[1] {x}"]
    {
        check_plain(Plain, text, text);
    }
    check_plain(Plain, "زار <person>نجيب</person> <b>بيروت</b>", "زار نجيب بيروت");
    check_plain(Plain, "<person ref=\n>نجيب</person>", "<person ref=\n>نجيب");
}

#[test]
fn markup_is_hidden_and_references_decoded() {
    check_plain(Html, "<p>أ&amp;ب&nbsp;&#1575;</p><!-- x --><b>ج</b>", "\nأ&ب\u{a0}ا\nج");
    check_plain(Html, "ا<script>var a = '<b>';</script>ب", "اب");
    check_plain(Html, "<head><title>x</title><body>ب", "\n\nب");
    check_plain(Xml, "<nitf>\n <head><title>x</title></head><body>ب</body></nitf>", "\n\n \n\n\nب\n\n");
    check_plain(Xml, "<TEI><teiHeader>x</teiHeader><text><head>ب</head></text></TEI>", "\n\n\nب\n\n\n");
    check_plain(Xml, "<![CDATA[ x ]]>ب", "ب");
    check_plain(Xml, "<!DOCTYPE nitf SYSTEM 'a'><?x y?>ب", "ب");
    check_plain(Html, "ا<br>ب<img src='x'>ج", "ا\nبج");
    check_plain(Html, "&foo; & &", "&foo; & &");
    check_plain(Html, "ا<!-- ب", "ا");
}

#[test]
fn markdown_hides_front_matter_and_fences() {
    check_plain(Markdown, "---\ntitle: x\n\n---\nب\n", "ب\n");
    check_plain(Markdown, "---\nليس هذا رأسا\n", "ليس هذا رأسا\n");
    check_plain(Markdown, "ا\n```rust\nx <person>\n```\nب", "ا\nب");
    check_plain(Markdown, "ا\n~~~~\n~~~\n```\n~~~~\nب", "ا\nب");
    check_plain(Markdown, "ا `` ` `` ب\n    ```\nج", "ا `` ` `` ب\n    ```\nج");
    check_plain(Markdown, "[نص](http://x.y) \\[ا] [ب][1]", "[نص](http://x.y) \\[ا] [ب][1]");
    check_plain(Markdown, "[نجيب]{.person} [صغير]{.smallcaps}", "نجيب [صغير]{.smallcaps}");
}

#[test]
fn annotations_of_all_dialects() {
    check_annotations(
        Plain,
        "<person idsrc=\"wikidata\" value=\"Q1\">نجيب</person>",
        &["person:نجيب:wikidata:Q1"],
    );
    check_annotations(
        Xml,
        "<location location-code=\"SY\" code-source=\"iso3166\"><alt-code idsrc=\"wikidata\" value=\"Q858\"/>سورية</location>",
        &["place:سورية:iso3166:SY|wikidata:Q858"],
    );
    check_annotations(
        Plain,
        "<orgName>الحكومة <placeName ref=\"a:1 b:2\">السورية</placeName></orgName>",
        &["org:الحكومة <placeName ref=\"a:1 b:2\">السورية</placeName>:", "place:السورية:a:1|b:2"],
    );
    check_annotations(
        Html,
        "<span itemscope itemtype='http://schema.org/NewsMediaOrganization'><span itemprop='name'>رويترز</span></span>",
        &["org:رويترز:"],
    );
    check_annotations(Html, "<TIME DateTime=2016-12-29>أمس</Time>", &["date:أمس:2016-12-29"]);
    check_annotations(
        Plain,
        "<time when=\"2016-12-29T10:00:00\">العاشرة</time>",
        &["time:العاشرة:2016-12-29T10:00"],
    );
    check_annotations(Plain, "[[أ] ب]{.org ref=x:1}", &["org:[أ] ب:x:1"]);
    check_annotations(
        Html,
        "<time itemprop='datePublished' datetime='2016-12-29'>أمس</time><span>x</span>",
        &[],
    );
    check_annotations(
        Html,
        "<span itemscope itemtype='https://schema.org/Person' itemprop='author'>x</span>",
        &[],
    );
    check_annotations(Xml, "<classifier type='subject'>x</classifier><name>y</name>", &[]);
    check_annotations(Html, "<title>x</title>", &[]);
    let dateline = whole("<chron class='dateline' norm='20161229'>أمس</chron>", Xml);
    let expected =
        Label { subtype: Some("dateline".into()), ..Label::new(TagType::Date).with_value("2016-12-29") };
    assert_eq!(dateline.annotations[0].label, expected);
}

#[test]
fn broken_markup() {
    check_annotations(Plain, "</person><person>نجيب", &[]);
    check_annotations(Plain, "<person>أ <b>ب</person> ج</b>", &["person:أ <b>ب:"]);
    check_annotations(Plain, "<person>أ <org>ب</person> ج</org>", &["person:أ <org>ب:"]);
    check_annotations(Plain, "<person>أ\n\nب</person>", &[]);
    check_annotations(Plain, "<person>أ\nب</person>", &["person:أ\nب:"]);
    check_annotations(Plain, "[أ\nب]{.person}", &[]);
    check_annotations(Markdown, "[أ\nب]{.person}", &["person:أ\nب:"]);
    check_annotations(Plain, "]{.person} أ]{.person}", &[]);
    check_annotations(Plain, "[<b>أ]{.person}</b>", &[]);
    for syntax in [Plain, Markdown, Html, Xml] {
        for text in [
            "<",
            "</",
            "<p",
            "<p ",
            "<p a=",
            "<p a=\"",
            "<!",
            "<!-",
            "<!--",
            "<![CDATA[",
            "<?",
            "[",
            "]{",
            "\\",
            "\0<\0>",
        ] {
            whole(text, syntax);
        }
    }
}

#[test]
fn stripping_keeps_structure() {
    for (syntax, text, expected) in [
        (
            Plain,
            "<date.issue norm=\"20161229\"/>زار <person>نجيب</person> <b>بيروت</b>",
            "زار نجيب <b>بيروت</b>",
        ),
        (Plain, "<person>نجيب و</org>هو", "نجيب وهو"),
        (
            Html,
            "<p><span class=x><span itemscope itemtype='https://schema.org/Person'><span itemprop='name'>ن</span></span></span>",
            "<p><span class=x>ن</span>",
        ),
        (
            Html,
            "<head><title><person>x</person></title></head>",
            "<head><title><person>x</person></title></head>",
        ),
        (Markdown, "---\ndate: 2016-12-29\n---\n[ن]{.person}", "---\ndate: 2016-12-29\n---\nن"),
        (Xml, "<person><alt-code idsrc='a' value='b'/>ن</person>", "ن"),
        (Html, "</span></time>", "</span></time>"),
    ] {
        assert_eq!(strip(text, syntax), expected);
    }
}

/// Tags the texts in `marks` (the first place of each) with their types; the tagged text and the refusals.
fn check_tag(
    syntax: Syntax,
    dialect: Dialect,
    text: &str,
    marks: &[(&str, TagType)],
    expected: &str,
    refused: &[Refusal],
) {
    let markup = whole(text, syntax);
    let targets: Vec<(Span, Label)> = marks
        .iter()
        .map(|(mark, kind)| {
            let start = text.find(mark).unwrap();
            (Span::new(start, start + mark.len()), Label::new(*kind))
        })
        .collect();
    let tagged = tag(text, &markup, dialect, &targets);
    let after = apply(text, &tagged.edits);
    assert_eq!(after, expected);
    assert_eq!(tagged.skipped.iter().map(|(_, refusal)| *refusal).collect::<Vec<_>>(), refused);
    assert_eq!(strip(&after, syntax), strip(text, syntax));
}

#[test]
fn tagging() {
    use Refusal::{AlreadyTagged, Ambiguous, CrossesMarkup, CrossesTarget, NotNestable, NotProse};
    use TagType::{Org, Person, Place, Role};
    let (nitf, tei, html, md) = (Dialect::Nitf, Dialect::Tei, Dialect::Html, Dialect::Markdown);
    check_tag(
        Plain,
        nitf,
        "زار نجيب بيروت",
        &[("بيروت", Place), ("نجيب", Person)],
        "زار <person>نجيب</person> <location>بيروت</location>",
        &[],
    );
    // Nested targets.
    let nested = [("الحكومة السورية", Org), ("السورية", Place)];
    check_tag(Plain, nitf, "الحكومة السورية", &nested, "<org>الحكومة السورية</org>", &[NotNestable]);
    check_tag(
        Plain,
        tei,
        "الحكومة السورية",
        &nested,
        "<orgName>الحكومة <placeName>السورية</placeName></orgName>",
        &[],
    );
    check_tag(Markdown, md, "الحكومة السورية", &nested, "[الحكومة [السورية]{.place}]{.org}", &[]);
    check_tag(
        Plain,
        tei,
        "أ ب ج",
        &[("أ ب", Org), ("ب ج", Org)],
        "<orgName>أ ب</orgName> ج",
        &[CrossesTarget],
    );
    check_tag(Plain, tei, "أ", &[("أ", Org), ("أ", Person)], "<orgName>أ</orgName>", &[AlreadyTagged]);
    // Tags that are there already.
    check_tag(
        Plain,
        nitf,
        "<person>نجيب</person>",
        &[("نجيب", Person)],
        "<person>نجيب</person>",
        &[AlreadyTagged],
    );
    check_tag(Plain, tei, "<person>نجيب</person>", &[("نجيب", Org)], "<orgName>نجيب</orgName>", &[]);
    check_tag(Plain, nitf, "<org>أ ب</org>", &[("ب", Place)], "<org>أ ب</org>", &[NotNestable]);
    check_tag(Plain, nitf, "أ <country>ب</country>", &[("أ <country>ب", Org)], "<org>أ ب</org>", &[]);
    check_tag(
        Plain,
        tei,
        "أ <country>ب</country>",
        &[("أ <country>ب", Org)],
        "<orgName>أ <country>ب</country></orgName>",
        &[],
    );
    check_tag(Xml, nitf, "أ <em>ب</em>", &[("أ <em>ب", Org)], "أ <em>ب</em>", &[NotNestable]);
    check_tag(
        Html,
        html,
        "<b>أ</b> ب",
        &[("أ</b> ب", Role)],
        "<span data-tag=\"role\"><b>أ</b> ب</span>",
        &[],
    );
    check_tag(Html, html, "<b>س أ</b> ب", &[("أ</b> ب", Role)], "<b>س أ</b> ب", &[CrossesMarkup]);
    check_tag(Html, html, "أ</i> ب", &[("أ</i> ب", Role)], "أ</i> ب", &[CrossesMarkup]);
    check_tag(Html, html, "<p>أ</p><p>ب</p>", &[("أ</p><p>ب", Role)], "<p>أ</p><p>ب</p>", &[CrossesMarkup]);
    check_tag(Html, html, "<b class='x'>أ</b>", &[("x", Role)], "<b class='x'>أ</b>", &[CrossesMarkup]);
    check_tag(Html, html, "<!-- أ -->", &[("أ", Role)], "<!-- أ -->", &[NotProse]);
    check_tag(Html, html, "أ&amp;ب", &[("amp", Role)], "أ&amp;ب", &[CrossesMarkup]);
    check_tag(Html, html, "أ&amp;ب", &[("&amp;", Role)], "أ<span data-tag=\"role\">&amp;</span>ب", &[]);
    check_tag(Plain, nitf, "أ\n\nب", &[("أ\n\nب", Role)], "أ\n\nب", &[CrossesMarkup]);
    // Markdown's own marks beside a mention.
    let refuse =
        |text: &str, mark: &str| check_tag(Markdown, md, text, &[(mark, Person)], text, &[Ambiguous]);
    refuse("\\نجيب", "نجيب");
    refuse("نجيب\\", "نجيب\\");
    refuse("[س]نجيب", "نجيب");
    refuse("!نجيب", "نجيب");
    refuse("س ] ع", "س ] ع");
    refuse("س [ ع", "س [ ع");
    check_tag(Markdown, md, "س [ نجيب ] (", &[("نجيب", Person)], "س [ [نجيب]{.person} ] (", &[]);
    check_tag(Markdown, md, "[س نجيب](x)", &[("نجيب", Person)], "[س [نجيب]{.person}](x)", &[]);
    check_tag(Markdown, md, "[س]", &[("[س]", Person)], "[[س]]{.person}", &[]);
    // One bad target leaves the others alone.
    let marks = [("أ", Person), ("\\ب", Org), ("ج", Place)];
    check_tag(Markdown, md, "أ \\\\ب ج", &marks, "[أ]{.person} \\\\ب [ج]{.place}", &[Ambiguous]);
}

#[test]
fn a_block_full_of_ambiguity_is_refused_within_the_budget() {
    // Each target closes a bracket that stands before it.
    let text = "[أ ب]ج ".repeat(20_000);
    let targets: Vec<_> = text
        .match_indices("ب]ج")
        .map(|(at, mark)| (Span::new(at, at + mark.len()), Label::new(TagType::Person)))
        .collect();
    let tagged = tag(&text, &whole(&text, Markdown), Dialect::Markdown, &targets);
    assert_eq!((tagged.edits.len(), tagged.skipped.len()), (0, 20_000));
    // In angle brackets they are no trouble, one and all.
    let tagged = tag(&text, &whole(&text, Markdown), Dialect::Nitf, &targets);
    assert_eq!((tagged.edits.len(), tagged.skipped.len()), (40_000, 0));
}

#[test]
fn untagging() {
    let text = "<orgName>أ <country>ب</country></orgName> ج";
    let markup = whole(text, Plain);
    let at = text.find('ب').unwrap();
    assert_eq!(apply(text, &untag(text, &markup, Span::new(at, at))), "<orgName>أ ب</orgName> ج");
    assert_eq!(apply(text, &untag(text, &markup, Span::new(10, 10))), "أ <country>ب</country> ج");
    assert_eq!(untag(text, &markup, Span::new(text.len(), text.len())), []);
    assert_eq!(apply(text, &untag_all(&markup)), "أ ب ج");
}

#[test]
fn legal_cuts() {
    for (syntax, text, inside) in [
        (Plain, "نص <person>نجيب\n", true),
        (Plain, "نص <person>نجيب</person>\n", false),
        (Plain, "نص <person>نجيب\n\n", false),
        (Plain, "نص <person\n", false),
        (Plain, "نص <b>عريض\n", false),
        (Plain, "نص [نجيب\n", false),
        (Markdown, "نص [نجيب\n", true),
        (Html, "نص <p class='a'\n", true),
        (Html, "نص <p class='a'\n id=x>\n", false),
        (Html, "5 < 6\n", false),
        (Html, "<div>\n", false),
        (Html, "<!-- \n", false),
    ] {
        assert_eq!(line_ends_inside_tag(text, syntax), inside, "{text:?}");
        assert_eq!(may_cut(text, syntax, Region::Prose), !inside);
    }
    let far = format!("<person>{}\n", "x".repeat(5000));
    assert!(!line_ends_inside_tag(&far, Plain), "an annotation holds lines together only so far");
}

#[test]
fn walls_of_brackets_are_linear_and_harmless() {
    for syntax in [Plain, Markdown, Html, Xml] {
        for unit in [
            "<",
            "[",
            "<p ",
            "]{",
            "<b>",
            "</b>",
            "<person>",
            "</person>",
            "<!--",
            "[]{.person}",
            "<p a=\"",
            "<p a='<q b=\"",
            "&",
            "\\[",
            "<![CDATA[",
        ] {
            let text = unit.repeat(100_000);
            let markup = whole(&text, syntax);
            assert!(markup.plain.text.len() <= text.len());
            assert!(markup.tags.len() <= 200_000);
            assert!(strip(&text, syntax).len() <= text.len());
        }
        let mixed = format!("{}{}", "<b>".repeat(50_000), "</i>".repeat(50_000));
        assert_eq!(whole(&mixed, syntax).tags.iter().filter(|tag| tag.partner.is_some()).count(), 0);
        assert!(whole(&mixed, syntax).tags.iter().all(|tag| tag.meaning == Meaning::Structure));
    }
}
