//! Times against gold: spans (identical, trimmed, overlapping), values and types, by source and over all.
//!
//! One to one: a gold mention and a prediction are matched at most once, the greatest overlap first. A gold mention
//! without a span takes any prediction that is left, and is not in the figures of spans. In a case whose gold is not
//! exhaustive, predictions that touch no gold mention are not held against anybody. Offsets are code points.

use super::{edges, value};
use serde::Deserialize;
use std::collections::{HashMap, HashSet};
use std::fmt;

/// A span in code points: first, and one past the last.
pub type Points = (usize, usize);

/// One gold case: a text and the times in it. A case without times is a negative.
#[derive(Debug, Deserialize)]
pub struct Case {
    /// The case's name.
    #[serde(default)]
    pub id: serde_json::Value,
    /// The collection it comes from; figures are given for each.
    pub source: String,
    /// The text.
    pub text: String,
    /// The moment of speaking, `YYYY-MM-DD[Thh:mm]`.
    pub reference: Option<String>,
    /// False when the gold marks only some of the times.
    #[serde(default = "yes")]
    pub exhaustive: bool,
    /// The times.
    pub expected: Vec<Expected>,
}

const fn yes() -> bool {
    true
}

/// One gold mention.
#[derive(Debug, Deserialize)]
pub struct Expected {
    /// Where it stands, when the gold knows.
    pub span: Option<Points>,
    /// Its words, for people.
    pub surface: Option<String>,
    /// date, time, duration or set.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// The value.
    pub value: Option<String>,
    /// Other values that count as right.
    pub alt: Option<Vec<String>>,
}

impl Expected {
    fn has_value(&self) -> bool {
        self.value.as_ref().is_some_and(|v| !v.is_empty())
    }

    fn accepts(&self, predicted: &str) -> bool {
        let predicted = value::canonical(predicted);
        self.value.iter().chain(self.alt.iter().flatten()).any(|gold| value::canonical(gold) == predicted)
    }
}

/// One time that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Predicted {
    /// Where.
    pub span: Points,
    /// date, time, duration or set.
    pub kind: &'static str,
    /// The value.
    pub value: String,
}

/// What one case or many add up to.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    cases: usize,
    exact_cases: usize,
    negatives: usize,
    negatives_hit: usize,
    gold: usize,
    gold_with_span: usize,
    gold_with_value: usize,
    predicted: usize,
    predicted_with_span: usize,
    strict: usize,
    trimmed: usize,
    relaxed: usize,
    pairs: usize,
    pairs_with_value: usize,
    right_values: usize,
    right_types: usize,
}

/// The figures of a whole set.
#[derive(Debug, Default)]
pub struct Scores {
    /// In the order in which the sources were met.
    sources: Vec<(String, Counts)>,
    by_name: HashMap<String, usize>,
    all: Counts,
}

impl Scores {
    /// Adds a case. True when every gold mention was found with its value, and a negative was left alone.
    pub fn add(&mut self, case: &Case, predicted: &[Predicted]) -> bool {
        let counts = count(case, predicted);
        let index = *self.by_name.entry(case.source.clone()).or_insert_with(|| {
            self.sources.push((case.source.clone(), Counts::default()));
            self.sources.len() - 1
        });
        if let Some((_, sum)) = self.sources.get_mut(index) {
            sum.add(&counts);
        }
        self.all.add(&counts);
        counts.complete()
    }
}

/// The gold mentions and the predictions of one case, matched.
fn count(case: &Case, predicted: &[Predicted]) -> Counts {
    let text: Vec<char> = case.text.chars().collect();
    let spanned: Vec<(&Expected, Points)> =
        case.expected.iter().filter_map(|g| g.span.map(|span| (g, span))).collect();
    let relaxed = matched(&spanned, predicted);
    let mut used: HashSet<usize> = relaxed.iter().map(|&(_, p)| p).collect();
    let mut pairs: Vec<(&Expected, &Predicted)> =
        relaxed.iter().map(|&(g, p)| (spanned[g].0, &predicted[p])).collect();

    let mut anywhere = 0;
    for gold in case.expected.iter().filter(|g| g.span.is_none()) {
        let mut free = predicted.iter().enumerate().filter(|(index, _)| !used.contains(index));
        let right = free.clone().find(|(_, p)| gold.has_value() && gold.accepts(&p.value));
        if let Some((index, prediction)) = right.or_else(|| free.next()) {
            used.insert(index);
            pairs.push((gold, prediction));
            anywhere += 1;
        }
    }

    let charged = if case.exhaustive && spanned.len() == case.expected.len() {
        predicted.len()
    } else {
        let touches = |p: &Predicted| spanned.iter().any(|(_, span)| overlap(*span, p.span) > 0);
        predicted.iter().enumerate().filter(|(index, p)| used.contains(index) || touches(p)).count()
    };
    let trimmed_gold: HashSet<Points> = spanned.iter().map(|(_, span)| edges::trim(&text, *span)).collect();
    let trimmed: HashSet<Points> = predicted.iter().map(|p| edges::trim(&text, p.span)).collect();
    let with_value = || pairs.iter().filter(|(gold, _)| gold.has_value());
    let mut counts = Counts {
        cases: 1,
        gold: case.expected.len(),
        gold_with_span: spanned.len(),
        gold_with_value: case.expected.iter().filter(|g| g.has_value()).count(),
        predicted: charged,
        predicted_with_span: charged - anywhere,
        strict: spanned.iter().filter(|(_, span)| predicted.iter().any(|p| p.span == *span)).count(),
        trimmed: trimmed_gold.intersection(&trimmed).count(),
        relaxed: pairs.len(),
        pairs: pairs.len(),
        pairs_with_value: with_value().count(),
        right_values: with_value().filter(|(gold, p)| gold.accepts(&p.value)).count(),
        right_types: pairs.iter().filter(|(gold, p)| same_type(gold, p)).count(),
        ..Counts::default()
    };
    if case.expected.is_empty() {
        counts.negatives = 1;
        counts.negatives_hit = usize::from(!predicted.is_empty());
    }
    counts.exact_cases = usize::from(counts.complete() && charged == counts.gold);
    counts
}

fn same_type(gold: &Expected, predicted: &Predicted) -> bool {
    gold.kind.as_deref().is_some_and(|kind| kind.eq_ignore_ascii_case(predicted.kind))
}

/// Pairs of a gold mention and a prediction that overlap, one to one, the greatest overlap first; of equal ones the
/// earliest gold mention and then the earliest prediction.
fn matched(gold: &[(&Expected, Points)], predicted: &[Predicted]) -> Vec<(usize, usize)> {
    let mut candidates: Vec<(usize, usize, usize)> = Vec::new();
    for (g, (_, span)) in gold.iter().enumerate() {
        for (p, prediction) in predicted.iter().enumerate() {
            let shared = overlap(*span, prediction.span);
            if shared > 0 {
                candidates.push((shared, g, p));
            }
        }
    }
    candidates.sort_by_key(|&(shared, g, p)| (std::cmp::Reverse(shared), g, p));
    let (mut gold_used, mut predicted_used) = (HashSet::new(), HashSet::new());
    let mut out = Vec::new();
    for (_, g, p) in candidates {
        if !gold_used.contains(&g) && !predicted_used.contains(&p) {
            gold_used.insert(g);
            predicted_used.insert(p);
            out.push((g, p));
        }
    }
    out
}

fn overlap(a: Points, b: Points) -> usize {
    a.1.min(b.1).saturating_sub(a.0.max(b.0))
}

impl Counts {
    /// Every gold mention found with its value; nothing found in a negative.
    const fn complete(&self) -> bool {
        self.pairs == self.gold && self.right_values == self.gold_with_value && self.negatives_hit == 0
    }

    fn add(&mut self, more: &Self) {
        self.cases += more.cases;
        self.exact_cases += more.exact_cases;
        self.negatives += more.negatives;
        self.negatives_hit += more.negatives_hit;
        self.gold += more.gold;
        self.gold_with_span += more.gold_with_span;
        self.gold_with_value += more.gold_with_value;
        self.predicted += more.predicted;
        self.predicted_with_span += more.predicted_with_span;
        self.strict += more.strict;
        self.trimmed += more.trimmed;
        self.relaxed += more.relaxed;
        self.pairs += more.pairs;
        self.pairs_with_value += more.pairs_with_value;
        self.right_values += more.right_values;
        self.right_types += more.right_types;
    }

    fn write(&self, f: &mut fmt::Formatter, name: &str) -> fmt::Result {
        let name: String = name.chars().take(34).collect();
        write!(f, "{name:<34} {:>5} {:>5}", self.cases, self.gold)?;
        for (right, gold, predicted) in [
            (self.strict, self.gold_with_span, self.predicted_with_span),
            (self.trimmed, self.gold_with_span, self.predicted_with_span),
            (self.relaxed, self.gold, self.predicted),
        ] {
            let (precision, recall) = (ratio(right, predicted), ratio(right, gold));
            let (p, r) = (precision.unwrap_or(0.0), recall.unwrap_or(0.0));
            let f1 = if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 };
            write!(f, " | {:<20}", format!("{p:.3} {r:.3} {f1:.3}"))?;
        }
        let figure = |part, whole| ratio(part, whole).map_or_else(|| "-".to_owned(), |r| format!("{r:.3}"));
        writeln!(
            f,
            " | {:>6} {:>6} {:>5} | {}/{} | {:.3}",
            figure(self.right_values, self.gold_with_value),
            figure(self.right_values, self.pairs_with_value),
            figure(self.right_types, self.pairs),
            self.negatives_hit,
            self.negatives,
            ratio(self.exact_cases, self.cases).unwrap_or(0.0),
        )
    }
}

#[allow(clippy::cast_precision_loss)] // Counts of mentions.
fn ratio(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

impl fmt::Display for Scores {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        writeln!(
            f,
            "{:<34} {:>5} {:>5} | {:<20} | {:<20} | {:<20} | {:>6} {:>6} {:>5} | {:>9} | case-exact",
            "source",
            "cases",
            "gold",
            "strict P/R/F1",
            "trimmed P/R/F1",
            "relaxed P/R/F1",
            "value",
            "val|m",
            "type",
            "neg FP"
        )?;
        for (name, counts) in &self.sources {
            counts.write(f, name)?;
        }
        self.all.write(f, "ALL")
    }
}

#[cfg(test)]
mod tests {
    use super::{Case, Predicted, Scores};

    fn case(text: &str, expected: &str) -> Case {
        serde_json::from_str(&format!(r#"{{"source": "s", "text": {text:?}, "expected": {expected}}}"#))
            .unwrap()
    }

    fn found(span: (usize, usize), value: &str) -> Predicted {
        Predicted { span, kind: "date", value: value.to_owned() }
    }

    fn check(case: &Case, predicted: &[Predicted], expected: &str) {
        let mut scores = Scores::default();
        scores.add(case, predicted);
        let table = scores.to_string();
        let line = table.lines().last().unwrap_or_default();
        let line = line.split_whitespace().skip(1).collect::<Vec<_>>().join(" ");
        assert_eq!(line, expected);
    }

    #[test]
    fn a_span_with_its_preposition_is_right_once_trimmed() {
        let gold = case("on 3 May 2021", r#"[{"span": [3, 13], "type": "date", "value": "2021-05-03"}]"#);
        check(
            &gold,
            &[found((0, 13), "2021-05-03")],
            "1 1 | 0.000 0.000 0.000 | 1.000 1.000 1.000 | 1.000 1.000 1.000 | 1.000 1.000 1.000 | 0/0 | 1.000",
        );
    }

    #[test]
    fn a_prediction_serves_one_gold_mention() {
        let gold = case(
            "3-5 May",
            r#"[{"span": [0, 1], "value": "X", "alt": ["2021-05-03"]}, {"span": [2, 7], "value": "2021-05-05"}]"#,
        );
        check(
            &gold,
            &[found((0, 7), "2021-05-05")],
            "1 2 | 0.000 0.000 0.000 | 0.000 0.000 0.000 | 1.000 0.500 0.667 | 0.500 1.000 0.000 | 0/0 | 0.000",
        );
    }

    #[test]
    fn what_a_partial_gold_does_not_mark_is_not_charged() {
        let mut gold = case("May and June", r#"[{"span": [0, 3], "type": "date", "value": null}]"#);
        gold.exhaustive = false;
        check(
            &gold,
            &[found((0, 3), "2021-05"), found((8, 12), "2021-06")],
            "1 1 | 1.000 1.000 1.000 | 1.000 1.000 1.000 | 1.000 1.000 1.000 | - - 1.000 | 0/0 | 1.000",
        );
    }

    #[test]
    fn a_gold_mention_without_a_span_takes_the_prediction_that_is_right() {
        let gold = case("May, then June", r#"[{"span": null, "type": "date", "value": "2021-06"}]"#);
        check(
            &gold,
            &[found((0, 3), "2021-05"), found((10, 14), "2021-06")],
            "1 1 | 0.000 0.000 0.000 | 0.000 0.000 0.000 | 1.000 1.000 1.000 | 1.000 1.000 1.000 | 0/0 | 1.000",
        );
    }

    #[test]
    fn a_negative_is_hit_or_left_alone() {
        check(
            &case("May I", "[]"),
            &[found((0, 3), "2021-05")],
            "1 0 | 0.000 0.000 0.000 | 0.000 0.000 0.000 | 0.000 0.000 0.000 | - - - | 1/1 | 0.000",
        );
        check(
            &case("May I", "[]"),
            &[],
            "1 0 | 0.000 0.000 0.000 | 0.000 0.000 0.000 | 0.000 0.000 0.000 | - - - | 0/1 | 1.000",
        );
    }
}
