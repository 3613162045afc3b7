//! What a format has no place for, besides what it says itself: told in the same words by every writer.

use crate::annotations::{Annotation, Article, Loss, Status};
use crate::tags::Label;
use crate::text::Span;

/// What may be known of an article and its annotations besides where they stand and what is said there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// When the article was published.
    Published,
    /// That annotations are proposals.
    Status,
    /// The rules that found annotations.
    Rule,
    /// The ids of annotations, where a reader would not give the same.
    Ids,
}

/// Everything that a format of nothing but types leaves out.
pub const ALL: &[Part] = &[Part::Published, Part::Status, Part::Rule, Part::Ids];

/// What of these parts the article has, each told once for the document.
pub fn untold(article: &Article, parts: &[Part]) -> Vec<Loss> {
    let span = Span::new(0, article.text.len());
    let count = |is: fn(&&Annotation) -> bool| {
        let count = article.annotations.iter().filter(is).count();
        (count > 0).then_some(count)
    };
    let tell = |part: &Part| {
        let what = match part {
            Part::Published => article.published.map(|_| "the publication date is not kept".to_owned()),
            Part::Status => count(|a| a.status == Status::Proposed)
                .map(|count| format!("that {count} annotations are proposals is not kept")),
            Part::Rule => count(|a| a.rule.is_some())
                .map(|count| format!("the rule that found {count} annotations is not kept")),
            Part::Ids if has_plain_ids(article) => None,
            Part::Ids => Some("the ids of annotations are not kept".to_owned()),
        };
        what.map(|what| Loss { span, what })
    };
    parts.iter().filter_map(tell).collect()
}

/// True when a reader would give the annotations the ids that they have: `t1`, `t2`, … in their order.
pub fn has_plain_ids(article: &Article) -> bool {
    article.annotations.iter().zip(1..).all(|(annotation, number)| annotation.id == format!("t{number}"))
}

/// For formats of types: the annotations that say more than their type.
pub fn more_than_type<'a>(
    annotations: impl IntoIterator<Item = &'a Annotation>,
) -> impl Iterator<Item = Loss> {
    annotations
        .into_iter()
        .filter(|a| a.label != Label::new(a.label.kind))
        .map(|a| Loss { span: a.span, what: "only the type is kept".to_owned() })
}

#[cfg(test)]
mod tests {
    use super::{ALL, more_than_type, untold};
    use crate::annotations::{Article, Status, inline};
    use crate::tags::Syntax;
    use crate::temporal::Published;

    fn told(article: &Article) -> Vec<String> {
        untold(article, ALL).into_iter().map(|loss| loss.what).collect()
    }

    #[test]
    fn what_is_there_is_told_once() {
        let document = "<person>a</person> <person ref=\"x\">b</person>";
        let mut article = inline::read("x", document, Syntax::Plain, Vec::new());
        assert_eq!(told(&article), [""; 0]);
        article.published = Published::parse("2016-12-29");
        for annotation in &mut article.annotations {
            annotation.status = Status::Proposed;
        }
        article.annotations[0].rule = Some("r".to_owned());
        article.annotations[1].id = "x".to_owned();
        assert_eq!(
            told(&article),
            [
                "the publication date is not kept",
                "that 2 annotations are proposals is not kept",
                "the rule that found 1 annotations is not kept",
                "the ids of annotations are not kept",
            ]
        );
    }

    #[test]
    fn more_than_a_type_is_told() {
        let document = "<person>a</person> <date when=\"2016\">b</date>";
        let article = inline::read("x", document, Syntax::Plain, Vec::new());
        assert_eq!(more_than_type(&article.annotations).count(), 1);
    }
}
