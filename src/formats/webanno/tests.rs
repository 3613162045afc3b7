//! Every feature of the format on a file of its own; what is read is written again, and articles come back.

use super::model::{Column, Document, Layer, LayerKind, Number, Sentence, Unit, Value};
use super::{again, read as read_articles, read::read, write as write_article, write::write};
use crate::annotations::{Annotation, Article, inline};
use crate::formats::{Choices, Input, Problem};
use crate::tags::{Label, Syntax, TagType};
use crate::text::Span;
use proptest::prelude::*;

fn file(layers: &[&str], body: &str) -> String {
    let head = [&["#FORMAT=WebAnno TSV 3.3"], layers].concat().join("\n");
    format!("{head}\n\n{}", body.replace(' ', "\t").replace('+', " "))
}

fn check_same(layers: &[&str], body: &str) {
    let content = file(layers, body);
    assert_eq!(again(&content).unwrap(), content);
}

#[test]
fn every_kind_of_row_is_written_as_it_was_read() {
    let span = "#T_SP=x.Span|value";
    check_same(&[], "");
    check_same(&[], "\n#Sentence.id=s-1\n#Text=ab\n1-1 0-2 ab \n\n#Text=cd\n2-1 2-4 cd \n");
    // No annotation, none set, escaped, empty.
    check_same(&[span], "\n#Text=a+b\n1-1 0-1 a _ \n1-2 2-3 b * \n");
    check_same(&[span], "\n#Text=a\n1-1 0-1 a \\_ \n");
    check_same(&[span], "\n#Text=a\n1-1 0-1 a \\*\\[1\\]\\|\\;\\->\\\\ \n");
    check_same(&[span], "\n#Text=a\n1-1 0-1 a  \n");
    // No feature at all, and two layers.
    check_same(&["#T_SP=x.Bare|", "#T_SP=x.Two|a|b"], "\n#Text=a\n1-1 0-1 a * _ _ \n");
    // Many tokens, stacks, parts of tokens, nothing wide.
    check_same(
        &[span],
        "\n#Text=ab+c\n1-1 0-2 ab A[1]|*[2] \n1-1.1 0-0  N \n1-1.2 1-2 b P \n1-2 3-4 c A[1] \n",
    );
    // Line ends and controls inside of a sentence, and a character of two units.
    check_same(&[span], "\n#Text=😀\\r\n#Text=\\tb\\\\\n1-1 0-2 😀 _ \n1-2 5-6 b _ \n");
    // Slots: roles and fillers, none, unset.
    let slots = "#T_SP=x.Host|ROLE_x.Host:links_x.Link|x.Span|value";
    check_same(
        &["#T_SP=x.Span|", slots],
        "\n#Text=a+b\n1-1 0-1 a * r;*[3]|_[4] 1-1;1-2.1[7]|* v[3]|*[4] \n1-2 2-3 b _ _ * * \n",
    );
    // Chains.
    check_same(
        &["#T_CH=x.Link|referenceRelation|referenceType"],
        "\n#Text=a+b\n1-1 0-1 a *->1-1|c\\->d->2-3 *[1]|t[2] \n1-2 2-3 b _ _ \n",
    );
    // Relations.
    check_same(
        &["#T_RL=x.Arrow|value|BT_x.Span"],
        "\n#Text=a+b\n1-1 0-1 a n|* 1-2|1-2.1[0_1] \n1-2 2-3 b _ _ \n",
    );
}

#[test]
fn what_other_writers_do_is_forgiven() {
    let content = "\u{feff}#FORMAT=WebAnno TSV 3.2\r\n#T_SP=x.S|v\r\n\r\n\r\n#Text=a\r\n1-1\t0-1\ta\tA\r\n";
    assert_eq!(
        again(content).unwrap(),
        "#FORMAT=WebAnno TSV 3.2\n#T_SP=x.S|v\n\n\n#Text=a\n1-1\t0-1\ta\tA\t\n"
    );
}

fn problem(content: &str) -> Problem {
    let input = Input { name: "x", content, beside: &|_| None };
    read_articles(&input).unwrap_err()
}

#[test]
fn a_file_that_is_wrong_is_told_where() {
    let entity = "#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value";
    for (layers, body, line, what) in [
        (vec!["#T_XX=a"], "", Some(2), "no layer"),
        (vec!["#T_CH=a|b"], "", Some(2), "a chain"),
        (vec![], "\n1-1 0-1 a \n", Some(4), "#Text="),
        (vec![], "\n#Text=a\n\n", Some(5), "without a token"),
        (vec![], "\n#Text=a\n1-1.1 0-1 a \n", Some(5), "before its token"),
        (vec![], "\n#Text=a\n1 0-1 a \n", Some(5), "no number"),
        (vec![], "\n#Text=a\n1-1 1-0 a \n", Some(5), "offsets"),
        (vec![], "\n#Text=a\n1-1 0-1\n", Some(5), "3 columns"),
        (vec![entity], "\n#Text=a\n1-1 0-1 a _ \n", Some(6), "5 columns"),
        (vec![entity], "\n#Text=a\n1-1 0-1 a *[x] PER[x] \n", Some(6), "[x]"),
        (vec![entity], "\n#Text=a\n1-1 0-1 a * * \n", None, "no value"),
        (vec![entity], "\n#Text=a\n1-1 0-1 a * XYZ \n", None, "XYZ"),
        (vec![entity], "\n#Text=a\n1-1 0-1 a _ _ \n1-1.1 1-1  * PER \n", None, "cover no characters"),
        (vec![], "\n#Text=a\n1-1 0-1 b \n", None, "not what"),
        (vec![], "\n#Text=a\n1-1 4000000000-4000000001 a \n", None, "far behind"),
        (vec![], "\n#Text=ab\n1-1 0-2 ab \n\n#Text=c\n2-1 1-2 c \n", None, "begins before"),
    ] {
        let problem = problem(&file(&layers, body));
        assert!(problem.line == line && problem.what.contains(what), "{problem} ({what})");
    }
    assert_eq!(problem("").line, Some(1));
}

fn shown(article: &Article) -> Vec<String> {
    let shown = |a: &Annotation| {
        let reference = a.label.reference.as_deref().unwrap_or_default();
        format!("{}={}@{reference}", a.label.kind.as_str(), article.covered(a))
    };
    article.annotations.iter().map(shown).collect()
}

fn read_article(content: &str) -> Article {
    let input = Input { name: "x", content, beside: &|_| None };
    read_articles(&input).unwrap().remove(0)
}

#[test]
fn names_stand_in_the_rows_of_their_tokens() {
    let tagged = "وصل <persName ref=\"wikidata:Q1\">نجيب الحداد</persName> و<placeName>بيروت</placeName>.\r\n\
                  <orgName>حكومة <placeName>😀</placeName></orgName>";
    let article = inline::read("x", tagged, Syntax::Plain, Vec::new());
    let written = write_article(&article, Choices::default());
    let iri = "http://www.wikidata.org/entity/Q1";
    let expected = format!(
        "#FORMAT=WebAnno TSV 3.3\n\
         #T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value\n\n\n\
         #Text=وصل نجيب الحداد وبيروت.\\r\n#Text=\n\
         1-1\t0-3\tوصل\t_\t_\t\n\
         1-2\t4-8\tنجيب\t{iri}[1]\tPERSON[1]\t\n\
         1-3\t9-15\tالحداد\t{iri}[1]\tPERSON[1]\t\n\
         1-4\t16-22\tوبيروت\t_\t_\t\n\
         1-4.1\t17-22\tبيروت\t*\tLOC\t\n\
         1-5\t22-23\t.\t_\t_\t\n\n\
         #Text=حكومة 😀\n\
         2-1\t25-30\tحكومة\t*[2]\tORG[2]\t\n\
         2-2\t31-33\t😀\t*[2]|*[3]\tORG[2]|LOC[3]\t\n"
    );
    assert_eq!(written.files[0].content, expected);
    assert_eq!(written.losses, []);
    let back = read_article(&expected);
    assert_eq!(back.text, article.text);
    assert_eq!(shown(&back), shown(&article));
}

#[test]
fn what_the_layer_cannot_say_is_told() {
    let tagged =
        "\n<num value=\"3\">ثلاثة</num> <placeName type=\"city\" ref=\"a:1|wikidata:Q1\">صور</placeName>";
    let article = inline::read("x", tagged, Syntax::Plain, Vec::new());
    let told: Vec<String> =
        write_article(&article, Choices::default()).losses.into_iter().map(|loss| loss.what).collect();
    assert_eq!(told[0], "white space before the first word becomes spaces");
    assert!(told[1].contains("value") && told[2].contains("the other references"), "{told:?}");
}

#[test]
fn what_no_sentence_covers_is_a_line_end_and_spaces() {
    let content = file(&[], "\n#Text=ab\n1-1 1-3 ab \n\n#Text=c\n2-1 6-7 c \n\n#Text=d\n3-1 7-8 d \n");
    assert_eq!(read_article(&content).text, " ab\n  cd");
}

fn text() -> impl Strategy<Value = String> {
    "[ aنجوِـ😀\u{a0}\u{200f}.؟\r\n\t\\\\_\u{1}]{0,30}"
}

fn name() -> impl Strategy<Value = Option<String>> {
    proptest::option::of("[a*_|;\\[\\]\\\\>\t-]{0,6}")
}

fn number() -> impl Strategy<Value = Number> {
    (1..9_u32, 1..9_u32, proptest::option::of(1..9_u32)).prop_map(|(sentence, token, part)| Number {
        sentence,
        token,
        part,
    })
}

/// One value for each of the six kinds of column.
fn row() -> impl Strategy<Value = Vec<Vec<Value>>> {
    let id = || proptest::option::of(1..99_u32);
    let stack = |value: BoxedStrategy<Value>| proptest::collection::vec(value, 0..3);
    (
        stack((name(), id()).prop_map(|(text, id)| Value::Feature(text, id)).boxed()),
        stack(
            (proptest::collection::vec(name(), 1..3), id())
                .prop_map(|(roles, id)| Value::Roles(roles, id))
                .boxed(),
        ),
        stack(proptest::collection::vec((number(), id()), 0..3).prop_map(Value::Fillers).boxed()),
        stack((name(), 1..9_u32).prop_map(|(text, chain)| Value::ChainType(text, chain)).boxed()),
        stack((name(), 1..9_u32, 1..9_u32).prop_map(|(text, c, l)| Value::ChainRelation(text, c, l)).boxed()),
        stack(
            (number(), proptest::option::of((0..9_u32, 0..9_u32)))
                .prop_map(|(unit, ends)| Value::Source(unit, ends))
                .boxed(),
        ),
    )
        .prop_map(|(a, b, c, d, e, f)| vec![a, b, c, d, e, f])
}

fn document() -> impl Strategy<Value = Document> {
    let layer = |kind, name: &str, columns| Layer { kind, name: name.to_owned(), columns };
    let layers = vec![
        layer(
            LayerKind::Span,
            "x.Span",
            vec![
                Column::Feature("value".to_owned()),
                Column::Roles("x.Span:r_x.Link".to_owned()),
                Column::Fillers("x.Other".to_owned()),
            ],
        ),
        layer(LayerKind::Chain, "x.Chain", vec![Column::ChainType, Column::ChainRelation]),
        layer(LayerKind::Relation, "x.Arrow", vec![Column::Source("x.Span".to_owned())]),
    ];
    let unit = ("[aن😀\\\\_\t]{0,3}", 0..99_usize, 0..9_usize, row(), proptest::option::of(1..9_u32));
    let sentence = (text(), proptest::option::of("[a-z]{1,3}"), proptest::collection::vec(unit, 1..4));
    proptest::collection::vec(sentence, 0..3).prop_map(move |sentences| {
        let sentences = sentences.into_iter().zip(1..).map(|((text, id, units), sentence)| {
            let units = units.into_iter().zip(1..).map(|((text, begin, length, cells, part), token)| {
                let part = part.filter(|_| token > 1);
                let number = Number { sentence, token, part };
                Unit { number, begin, end: begin + length, text, cells }
            });
            Sentence { id, text, units: units.collect() }
        });
        Document { minor: 3, layers: layers.clone(), sentences: sentences.collect() }
    })
}

proptest! {
    #[test]
    fn any_document_is_read_as_it_was_written(document in document()) {
        prop_assert_eq!(read(&write(&document)).unwrap(), document);
    }

    #[test]
    fn any_article_comes_back(text in text(), ends in proptest::collection::vec((0..30_usize, 0..30_usize), 0..6)) {
        let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let mut article = Article { name: "x".to_owned(), text, ..Article::default() };
        for (a, b) in ends {
            let (a, b) = (bounds[a.min(bounds.len() - 1)], bounds[b.min(bounds.len() - 1)]);
            if a < b && article.text[a..b].trim().len() == b - a {
                let label = Label::new(TagType::Person).with_reference("wikidata:Q1");
                article.annotations.push(Annotation::new(String::new(), Span::new(a, b), label));
            }
        }
        article.settle();
        let written = write_article(&article, Choices::default());
        let back = read_article(&written.files[0].content);
        if written.losses.is_empty() {
            prop_assert_eq!(back, article);
        } else {
            prop_assert_eq!(back.text.trim_start(), article.text.trim_start());
        }
    }

    #[test]
    fn no_file_is_too_wrong(body in "[-#T_=xSPtext0-9.|\\[\\]*\t\n;>]{0,80}") {
        let content = format!("#FORMAT=WebAnno TSV 3.3\n#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|value\n\n\n{body}");
        let input = Input { name: "x", content: &content, beside: &|_| None };
        let _ = read_articles(&input);
    }
}
