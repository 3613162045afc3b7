//! What can be made of a selection: a tag of any type where nothing was detected, of the workspace's subtypes everywhere.

use super::change::whole;
use super::offer::{noun, shortened};
use super::{Action, Kind, Plan};
use crate::analysis::{Document, Mention};
use crate::tags::TagType;
use crate::text::Span;
use crate::vocabulary::Subtype;

/// A longer selection, in characters, is no name, no time and no number.
const LONGEST: usize = 120;

/// The mention as one of the workspace's subtypes.
pub(super) fn subtypes_of_mention(
    out: &mut Vec<Action>,
    document: &Document,
    mention: &Mention,
    covered: &str,
) {
    let fits = |kind: TagType| {
        if mention.tag_type.is_temporal() { kind.is_temporal() } else { kind.is_name() }
    };
    for subtype in own(document).filter(|subtype| fits(subtype.kind)) {
        out.push(as_subtype(mention.span, subtype, covered));
    }
}

/// The words of a selection as any type or subtype; nothing when they are a mention or no stretch of one paragraph.
pub(super) fn of_selection(
    out: &mut Vec<Action>,
    document: &Document,
    range: Span,
    mentions: &[Mention],
    text: impl Fn(Span) -> String,
) {
    if range.is_empty() || whole(document, range).is_none() {
        return;
    }
    let selected = text(range);
    let words = selected.trim();
    let start = range.start + selected.len() - selected.trim_start().len();
    let span = Span::new(start, start + words.len());
    if !words.contains(char::is_alphanumeric) || mentions.iter().any(|mention| mention.span == span) {
        return;
    }
    let long = words.chars().count() > LONGEST;
    let fits = |kind: TagType| !long || matches!(kind, TagType::Quote | TagType::Source);
    for kind in TagType::ALL.into_iter().filter(|kind| fits(*kind)) {
        out.push(action(span, kind, None, format!("Tag as {}: {}", noun(kind), shortened(words))));
    }
    for subtype in own(document).filter(|subtype| fits(subtype.kind)) {
        out.push(as_subtype(span, subtype, words));
    }
}

fn own(document: &Document) -> impl Iterator<Item = &Subtype> {
    document.options().vocabulary.iter().flat_map(|vocabulary| vocabulary.subtypes())
}

fn as_subtype(span: Span, subtype: &Subtype, covered: &str) -> Action {
    let (label, kind) = (subtype.label("en"), subtype.kind);
    let title = format!("Tag as {label} ({}): {}", kind.as_str(), shortened(covered));
    action(span, kind, Some(subtype.name.clone()), title)
}

fn action(span: Span, kind: TagType, subtype: Option<String>, title: String) -> Action {
    let (start, end) = (span.start, span.end);
    let plan = Plan::TagAs { start, end, kind: kind.as_str().to_owned(), subtype };
    Action { title, kind: Kind::Rewrite, plan, mends: None, rule: None }
}

#[cfg(test)]
mod tests {
    use crate::actions::{Plan, edits, offer, store};
    use crate::analysis::{Document, Options};
    use crate::tags::Dialect;
    use crate::text::{Span, apply};
    use crate::vocabulary::parse;
    use std::sync::Arc;

    fn document(text: &str) -> Document {
        let (vocabulary, problems) = parse("tags.toml", "[law]\nis = \"work\"\nlabel.en = \"statute\"\n");
        assert_eq!(problems, []);
        Document::of(text, Options { vocabulary: Some(Arc::new(vocabulary)), ..Options::default() })
    }

    /// What the action that begins with `title` makes of the selection between brackets: the text with tags, and the
    /// annotation beside it.
    fn check(text: &str, title: &str, tagged: &str, beside: &str) {
        let span = Span::new(text.find('[').unwrap(), text.find(']').unwrap() - 1);
        let text = text.replace(['[', ']'], "");
        let mut document = document(&text);
        let plan = plan(&document, &text, span, title).unwrap_or_else(|| panic!("no {title:?} for {text}"));
        assert_eq!(apply(&text, &edits(&document, &text, Dialect::Tei, &plan)), tagged);
        assert!(store(&mut document, &text, &plan), "{plan:?}");
        let stored = document.annotations().all().map(|a| {
            let subtype = a.label.subtype.as_deref().unwrap_or("-");
            format!(
                "{} {subtype} {} {}",
                a.label.kind.as_str(),
                a.label.value.as_deref().unwrap_or("-"),
                a.span.of(&text)
            )
        });
        assert_eq!(stored.collect::<Vec<_>>(), [beside]);
        assert!(!store(&mut document, &text, &plan), "a second time there is nothing to do");
    }

    fn plan(document: &Document, text: &str, span: Span, title: &str) -> Option<Plan> {
        let offered = offer(document, |span| span.of(text).to_owned(), span, "2020-01-01");
        offered.into_iter().find(|action| action.title.starts_with(title)).map(|action| action.plan)
    }

    #[test]
    fn what_detection_missed_can_be_tagged() {
        check(
            "أقر المجلس [مدونة البستنة] أمس الأول.",
            "Tag as statute (work): مدونة",
            "أقر المجلس <title ana=\"#law\">مدونة البستنة</title> أمس الأول.",
            "work law - مدونة البستنة",
        );
        check(
            "The clerk met [ Zorblax Quindle ] there.",
            "Tag as person: Zorblax",
            "The clerk met  <persName>Zorblax Quindle</persName>  there.",
            "person - - Zorblax Quindle",
        );
        check(
            "They walked [62 km] there.",
            "Tag as measure: 62",
            "They walked <measure quantity=\"62\" unit=\"km\">62 km</measure> there.",
            "measure - 62 62 km",
        );
    }

    #[test]
    fn a_mention_takes_a_subtype_and_a_tag_changes_its_own() {
        check(
            "وصل الوفد إلى [بيروت] سريعا.",
            "Tag as statute (work)",
            "وصل الوفد إلى <title ana=\"#law\">بيروت</title> سريعا.",
            "work law - بيروت",
        );
        let text = "زار الوفد <orgName ref=\"x:1\">بيت الحكمة</orgName> صباحا.";
        let document = document(text);
        let start = text.find("بيت").unwrap();
        let span = Span::new(start, text.find("</").unwrap());
        let plan = plan(&document, text, span, "Tag as statute (work)").unwrap();
        assert_eq!(
            apply(text, &edits(&document, text, Dialect::Tei, &plan)),
            "زار الوفد <title ref=\"x:1\" ana=\"#law\">بيت الحكمة</title> صباحا."
        );
    }

    #[test]
    fn what_is_no_stretch_of_a_paragraph_is_not_offered() {
        let text = "الأول هنا.\n\nالثاني هناك.\n";
        let document = document(text);
        for (start, end) in [(0, text.len()), (0, 0), (text.find('.').unwrap(), text.find('.').unwrap() + 1)]
        {
            assert_eq!(plan(&document, text, Span::new(start, end), "Tag as person"), None, "{start}-{end}");
        }
        let long = "كلمة ".repeat(60);
        let document = Document::of(&long, Options::default());
        let all = Span::new(0, long.len());
        assert_eq!(plan(&document, &long, all, "Tag as person"), None);
        assert!(plan(&document, &long, all, "Tag as quote").is_some());
    }
}
