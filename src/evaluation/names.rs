//! Names against gold: span and type, by type, source and over all, and how proclitics are cut.
//!
//! A name counts when its start, end and type are those of a gold name; equal ones count once. The lenient count lets a
//! start differ by the proclitics and article glued to the word, as corpora differ there. Offsets are code points.

use crate::formats::gold;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// A gold text.
#[derive(Debug, Deserialize)]
pub struct Case {
    /// Its name.
    #[serde(default)]
    pub id: serde_json::Value,
    /// The collection it comes from.
    #[serde(default)]
    pub source: String,
    /// Its language, `ar` or `en`.
    pub lang: Option<String>,
    /// The publication date, where the gold has one.
    pub published: Option<String>,
    /// The text.
    pub text: String,
    /// The names in it.
    pub entities: Vec<gold::Name>,
}

/// A name that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// person, place, org …
    pub kind: &'static str,
    /// It is shown unasked.
    pub shown: bool,
}

type Name = (usize, usize, &'static str);

/// The types that are scored.
const TYPES: [&str; 3] = ["person", "place", "org"];

/// The type of the stream for a type of a gold.
fn canonical(kind: &str) -> Option<&'static str> {
    match kind.to_ascii_lowercase().as_str() {
        "per" | "person" => Some(TYPES[0]),
        "loc" | "place" => Some(TYPES[1]),
        "org" => Some(TYPES[2]),
        _ => None,
    }
}

#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    right: usize,
    found: usize,
    gold: usize,
}

impl Counts {
    fn add(&mut self, found: &BTreeSet<Name>, gold: &BTreeSet<Name>, kind: Option<&str>) {
        let of = |name: &&Name| kind.is_none_or(|kind| name.2 == kind);
        self.right += found.intersection(gold).filter(of).count();
        self.found += found.iter().filter(of).count();
        self.gold += gold.iter().filter(of).count();
    }

    #[allow(clippy::cast_precision_loss, reason = "counts of names")]
    fn figures(self) -> [f64; 3] {
        let share = |whole: usize| if whole == 0 { 0.0 } else { 100.0 * self.right as f64 / whole as f64 };
        let (precision, recall) = (share(self.found), share(self.gold));
        let sum = precision + recall;
        [precision, recall, if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 }]
    }
}

/// The figures of a set.
#[derive(Debug, Default)]
pub struct Scores {
    /// Strict and lenient counts by source and type; the empty type is all of them.
    counts: BTreeMap<(String, &'static str), [Counts; 2]>,
    /// Of what is shown, how much is right, lenient.
    shown: Counts,
    /// Gold names by whether a name that was found with the same end and type starts where they do.
    proclitics: Counts,
}

impl Scores {
    /// Adds a case. True when every gold name was found and nothing else, leniently.
    pub fn add(&mut self, case: &Case, found: &[Found]) -> bool {
        let text: Vec<char> = case.text.chars().collect();
        let gold: BTreeSet<Name> = case
            .entities
            .iter()
            .filter(|g| !g.nested)
            .filter_map(|g| Some((g.start, g.end, canonical(&g.kind)?)))
            .collect();
        let ours = |shown: bool| -> BTreeSet<Name> {
            let scored = found.iter().filter(|f| (f.shown || !shown) && TYPES.contains(&f.kind));
            scored.map(|f| (f.start, f.end, f.kind)).collect()
        };
        let lenient = |names: &BTreeSet<Name>| -> BTreeSet<Name> {
            names.iter().map(|&(start, end, kind)| (word_start(&text, start), end, kind)).collect()
        };
        let all = ours(false);
        for kind in std::iter::once("").chain(TYPES) {
            let [strict, loose] = self.counts.entry((case.source.clone(), kind)).or_default();
            let of = (!kind.is_empty()).then_some(kind);
            strict.add(&all, &gold, of);
            loose.add(&lenient(&all), &lenient(&gold), of);
        }
        self.shown.add(&lenient(&ours(true)), &lenient(&gold), None);
        for name in &gold {
            if let Some(same_end) = all.iter().find(|f| f.1 == name.1 && f.2 == name.2) {
                let same_word = word_start(&text, name.0) == word_start(&text, same_end.0);
                self.proclitics.gold += usize::from(same_word);
                self.proclitics.right += usize::from(same_end.0 == name.0);
            }
        }
        lenient(&all) == lenient(&gold)
    }

    /// The share of gold names, found with their word and end, whose start is right too.
    pub fn proclitics(&self) -> String {
        let Counts { right, gold, .. } = self.proclitics;
        #[allow(clippy::cast_precision_loss, reason = "counts of names")]
        let share = 100.0 * right as f64 / gold.max(1) as f64;
        format!("proclitics: {right} of {gold} starts right, {share:.2} %")
    }
}

/// Proclitics that may be glued to a name, the article included.
const PROCLITICS: [&str; 18] = [
    "\u{648}\u{627}\u{644}",
    "\u{628}\u{627}\u{644}",
    "\u{641}\u{627}\u{644}",
    "\u{643}\u{627}\u{644}",
    "\u{648}\u{644}\u{644}",
    "\u{641}\u{644}\u{644}",
    "\u{648}\u{628}",
    "\u{648}\u{644}",
    "\u{648}\u{643}",
    "\u{641}\u{628}",
    "\u{641}\u{644}",
    "\u{644}\u{644}",
    "\u{627}\u{644}",
    "\u{648}",
    "\u{641}",
    "\u{628}",
    "\u{644}",
    "\u{643}",
];

/// Where the word that holds `start` begins, when only proclitics stand before; `start` itself otherwise.
fn word_start(text: &[char], start: usize) -> usize {
    let first = text[..start.min(text.len())].iter().rposition(|c| c.is_whitespace()).map_or(0, |at| at + 1);
    let before: String = text[first..start.min(text.len())].iter().collect();
    if before.is_empty() || PROCLITICS.contains(&before.as_str()) { first } else { start }
}

impl fmt::Display for Scores {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        writeln!(f, "{:<26} {:>6} {:>6} | strict P/R/F1       | lenient P/R/F1", "source", "gold", "found")?;
        for ((source, kind), [strict, lenient]) in &self.counts {
            let name = if kind.is_empty() { source.clone() } else { format!("  {kind}") };
            write!(f, "{name:<26} {:>6} {:>6}", strict.gold, strict.found)?;
            for [precision, recall, f1] in [strict.figures(), lenient.figures()] {
                write!(f, " | {precision:5.1} {recall:5.1} {f1:5.1}  ")?;
            }
            writeln!(f)?;
        }
        let [precision, recall, _] = self.shown.figures();
        writeln!(
            f,
            "shown: {} of {} right, precision {precision:.1}, recall {recall:.1} (lenient)",
            self.shown.right, self.shown.found
        )
    }
}

#[cfg(test)]
mod tests {
    use super::{Case, Found, Scores};

    fn check(text: &str, gold: &str, found: &[(usize, usize, &'static str)], expected: [&str; 2]) {
        let case: Case =
            serde_json::from_str(&format!(r#"{{"source": "s", "text": {text:?}, "entities": {gold}}}"#))
                .unwrap();
        let found: Vec<Found> =
            found.iter().map(|&(start, end, kind)| Found { start, end, kind, shown: true }).collect();
        let mut scores = Scores::default();
        scores.add(&case, &found);
        let table = scores.to_string();
        let line = table.lines().nth(1).unwrap();
        let figures: Vec<String> =
            line.split('|').skip(1).map(|f| f.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
        assert_eq!(figures, expected);
    }

    #[test]
    fn a_glued_proclitic_is_forgiven_leniently_only() {
        let gold = r#"[{"start": 0, "end": 6, "type": "PER"}]"#;
        check("وبوتين", gold, &[(1, 6, "person")], ["0.0 0.0 0.0", "100.0 100.0 100.0"]);
        check("وبوتين", gold, &[(3, 6, "person")], ["0.0 0.0 0.0", "0.0 0.0 0.0"]);
    }

    #[test]
    fn types_that_are_not_scored_and_nested_names_are_left_out() {
        let gold = r#"[{"start": 0, "end": 2, "type": "MISC"}, {"start": 3, "end": 5, "type": "LOC"},
            {"start": 3, "end": 5, "type": "ORG", "nested": true}]"#;
        check("ab cd", gold, &[(3, 5, "place"), (0, 2, "group")], ["100.0 100.0 100.0", "100.0 100.0 100.0"]);
        check("ab cd", gold, &[(3, 5, "org")], ["0.0 0.0 0.0", "0.0 0.0 0.0"]);
    }
}
