//! What an article names, each thing once: for formats that say it of the document, not of the words.

use crate::annotations::{Annotation, Article};
use crate::tags::TagType;
use crate::text::one_line;
use rustc_hash::FxHashMap;

/// A thing that is named.
pub(super) struct Named<'a> {
    /// Its first annotation, or the first that says what it refers to.
    pub annotation: &'a Annotation,
    /// The words of its first annotation, white space folded.
    pub name: String,
}

/// What is named in an article, in the order of the first mentions. Two mentions are of one thing if they have a type
/// and a reference in common, or a type and the words.
pub(super) fn named(article: &Article, wanted: impl Fn(TagType) -> bool) -> Vec<Named<'_>> {
    let mut all: Vec<Named<'_>> = Vec::new();
    let mut places: FxHashMap<(TagType, String), usize> = FxHashMap::default();
    for annotation in article.annotations.iter().filter(|a| wanted(a.label.kind)) {
        let kind = annotation.label.kind;
        let name = one_line(article.covered(annotation));
        // A reference is told from a name by what no folded name begins with.
        let reference = annotation.label.reference.as_ref().map(|reference| format!(" {reference}"));
        let same = |key: &str| places.get(&(kind, key.to_owned())).copied();
        let by_name =
            || same(&name).filter(|&at| reference.is_none() || all[at].annotation.label.reference.is_none());
        let at = reference.as_deref().and_then(same).or_else(by_name).unwrap_or(all.len());
        if at == all.len() {
            all.push(Named { annotation, name: name.clone() });
        } else if all[at].annotation.label.reference.is_none() && reference.is_some() {
            all[at].annotation = annotation;
        }
        places.entry((kind, name)).or_insert(at);
        if let Some(reference) = reference {
            places.entry((kind, reference)).or_insert(at);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::named;
    use crate::annotations::inline;
    use crate::tags::Syntax;

    #[test]
    fn each_thing_is_named_once() {
        let article = inline::read(
            "x",
            "<person>نجيب\nالحداد</person> <org>نجيب الحداد</org> <person value=\"Q1\" idsrc=\"w\">نجيب الحداد</person> \
             <person idsrc=\"w\" value=\"Q1\">الحداد</person> <person idsrc=\"w\" value=\"Q2\">نجيب الحداد</person>",
            Syntax::Plain,
            Vec::new(),
        );
        let found: Vec<String> = named(&article, |_| true)
            .iter()
            .map(|n| format!("{}:{}", n.name, n.annotation.label.reference.as_deref().unwrap_or_default()))
            .collect();
        assert_eq!(found, ["نجيب الحداد:w:Q1", "نجيب الحداد:", "نجيب الحداد:w:Q2"]);
    }
}
