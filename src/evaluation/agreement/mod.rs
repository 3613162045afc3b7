//! Two annotators of one text: how far they agree, where they do not, and what becomes of it.
//!
//! Spans agree strictly: start, end and type are the same. Kappa is Cohen's, over the tokens of the text, which are cut at
//! every edge of either annotator, so that a proclitic more or less counts. What is said of a span both marked (value,
//! reference) is compared too and listed, but is no part of the figures. Who annotated, how sure they were, and whether
//! a machine proposed it are no differences.

mod differences;
mod figures;
mod merge;

pub use differences::{Difference, Sort};
pub use figures::{Row, TextsDiffer};
pub use merge::{Decision, Prefer, merge};

use crate::annotations::Article;

/// What the comparison of two annotators gives.
#[derive(Debug)]
pub struct Agreement<'a> {
    /// A row for each type that either of them used.
    pub types: Vec<Row>,
    /// All types together; kappa's categories are the sets of types that lie on a token.
    pub overall: Row,
    /// In the order of the text.
    pub differences: Vec<Difference<'a>>,
}

/// Compares two annotators of one text.
pub fn compare<'a>(a: &'a Article, b: &'a Article) -> Result<Agreement<'a>, TextsDiffer> {
    figures::same_text(&a.text, &b.text)?;
    let differences = differences::find(a, b);
    let (types, overall) = figures::count(a, b, &differences);
    Ok(Agreement { types, overall, differences })
}

#[cfg(test)]
mod tests {
    use super::{Agreement, Prefer, compare, merge};
    use crate::annotations::{Annotation, Article, inline};
    use crate::tags::{Label, Syntax, TagType};
    use crate::text::Span;
    use proptest::prelude::*;

    fn article(document: &str) -> Article {
        inline::read("x", document, Syntax::Plain, Vec::new())
    }

    fn shown(agreement: &Agreement<'_>, text: &str) -> Vec<String> {
        let of = |annotation: Option<&Annotation>| {
            annotation.map_or("-".to_owned(), |a| format!("{}:{}", a.label.kind.as_str(), a.span.of(text)))
        };
        let lines = agreement.differences.iter();
        lines.map(|d| format!("{} {} {}", d.sort.as_str(), of(d.a), of(d.b))).collect()
    }

    fn check(a: &str, b: &str, expected: &[&str]) {
        let (a, b) = (article(a), article(b));
        let agreement = compare(&a, &b).unwrap();
        assert_eq!(shown(&agreement, &a.text), expected);
    }

    #[test]
    fn every_sort_of_difference_is_named() {
        check("<person>نجيب</person> ب", "<persName>نجيب</persName> ب", &[]);
        check("<person>نجيب</person> ب", "نجيب ب", &["missing person:نجيب -"]);
        check("نجيب ب", "نجيب <placeName>ب</placeName>", &["extra - place:ب"]);
        check("<person>نجيب</person>", "<org>نجيب</org>", &["type person:نجيب org:نجيب"]);
        check(
            "قال <person>نجيب محفوظ</person>",
            "قال <person>نجيب</person> محفوظ",
            &["boundary person:نجيب محفوظ person:نجيب"],
        );
        check(
            "<date when=\"2016-12-29\">أمس</date> <persName ref=\"a:1\">ب</persName>",
            "<date when=\"2016-12-30\">أمس</date> <persName ref=\"a:2\" resp=\"#me\">ب</persName>",
            &["value date:أمس date:أمس", "reference person:ب person:ب"],
        );
        // A nested one is its own match, an overlapping one of another type none.
        check(
            "<org>حكومة <placeName>سورية</placeName></org>",
            "<org>حكومة سورية</org>",
            &["missing place:سورية -"],
        );
        check(
            "<org>a b</org> c",
            "a <placeName>b c</placeName>",
            &["missing org:a b -", "extra - place:b c"],
        );
    }

    #[test]
    fn figures_are_those_of_the_books() {
        let a = article("<person>a</person> <person>b</person> c d <placeName>e</placeName>");
        let b = article("<person>a</person> b c d <placeName>e</placeName>");
        let agreement = compare(&a, &b).unwrap();
        let person = &agreement.types[0];
        assert_eq!((person.kind, person.a, person.b, person.agreed), (Some(TagType::Person), 2, 1, 1));
        assert!((person.f1().unwrap() - 2.0 / 3.0).abs() < 1e-9);
        // Of five tokens four agree; two and one of five are marked: (0.8 - 0.56) / 0.44.
        assert!((person.kappa.unwrap() - 0.24 / 0.44).abs() < 1e-9);
        // By chance: persons 2/5 * 1/5, places 1/5 * 1/5, nothing 2/5 * 3/5, in all 0.36.
        assert!((agreement.overall.kappa.unwrap() - 0.44 / 0.64).abs() < 1e-9);
        let place = &agreement.types[1];
        assert_eq!((place.f1(), place.kappa), (Some(1.0), Some(1.0)));
        // Nobody marked anything: there is nothing to agree on.
        let nothing = compare(&article("a b"), &article("a b")).unwrap().overall.kappa;
        assert_eq!(nothing, None);
    }

    #[test]
    fn texts_have_to_be_the_same() {
        let differ = |a: &str, b: &str| compare(&article(a), &article(b)).unwrap_err();
        let error = differ("<person>a</person>\r\nb c\n", "a\r\nb d\n");
        assert_eq!((error.line, error.a.as_str(), error.b.as_str()), (2, "b c", "b d"));
        assert_eq!(differ("a", "a\nb").line, 1);
        assert_eq!(differ("a\n", "a\r\n").line, 1);
    }

    #[test]
    fn a_merge_keeps_what_is_agreed_and_decides_the_rest() {
        let a = "<org>حكومة سورية</org> <person>نجيب محفوظ</person> <date when=\"2016\">ب</date>";
        let b = "<org>حكومة <placeName>سورية</placeName></org> <person>نجيب</person> محفوظ <date when=\"2017\">ب</date>";
        for (prefer, expected) in [
            (Prefer::A, "org:حكومة سورية person:نجيب محفوظ date:ب=2016"),
            (Prefer::B, "org:حكومة سورية place:سورية person:نجيب date:ب=2017"),
            (Prefer::Longest, "org:حكومة سورية place:سورية person:نجيب محفوظ date:ب=2016"),
            (Prefer::None, "org:حكومة سورية date:ب"),
        ] {
            let (a, b) = (article(a), article(b));
            let agreement = compare(&a, &b).unwrap();
            let (merged, decisions) = merge(&a, &agreement, prefer);
            let shown = merged.annotations.iter().map(|annotation| {
                let value =
                    annotation.label.value.as_ref().map_or(String::new(), |value| format!("={value}"));
                format!("{}:{}{value}", annotation.label.kind.as_str(), merged.covered(annotation))
            });
            assert_eq!(shown.collect::<Vec<_>>().join(" "), expected, "{prefer:?}");
            assert_eq!(decisions.len(), 3);
        }
    }

    fn drawn(text: &str, draws: &[(u8, usize, usize)]) -> Article {
        let annotations = draws.iter().filter_map(|(start, length, kind)| {
            let start = usize::from(*start) % text.len();
            let end = (start + length).min(text.len());
            let span = Span::new(start, end);
            (start < end).then(|| Annotation::new(String::new(), span, Label::new(TagType::ALL[*kind])))
        });
        let mut article =
            Article { text: text.to_owned(), annotations: annotations.collect(), ..Article::default() };
        article.settle();
        article
    }

    proptest! {
        #[test]
        fn every_annotation_is_agreed_or_in_one_difference(
            first in prop::collection::vec((any::<u8>(), 1..9usize, 0..4usize), 0..12),
            second in prop::collection::vec((any::<u8>(), 1..9usize, 0..4usize), 0..12),
        ) {
            let text = "ab cd ef gh ij kl mn op qr st";
            let (a, b) = (drawn(text, &first), drawn(text, &second));
            let agreement = compare(&a, &b).unwrap();
            let missed = agreement.differences.iter().filter(|d| d.a.is_some() && !d.same_span_and_type()).count();
            prop_assert_eq!(agreement.overall.agreed + missed, a.annotations.len());
            let extra = agreement.differences.iter().filter(|d| d.b.is_some() && !d.same_span_and_type()).count();
            prop_assert_eq!(agreement.overall.agreed + extra, b.annotations.len());
            let keys = |article: &Article| -> Vec<_> {
                article.annotations.iter().map(|a| (a.span, a.label.kind.as_str())).collect()
            };
            prop_assert_eq!(keys(&merge(&a, &agreement, Prefer::A).0), keys(&a));
            prop_assert_eq!(keys(&merge(&a, &agreement, Prefer::B).0), keys(&b));
            let other = compare(&b, &a).unwrap();
            prop_assert_eq!(other.overall.kappa, agreement.overall.kappa);
            prop_assert_eq!(other.overall.agreed, agreement.overall.agreed);
            prop_assert!(compare(&a, &a).unwrap().differences.is_empty());
        }
    }
}
