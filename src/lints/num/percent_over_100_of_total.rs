//! `num/percent-over-100-of-total`: more than a hundred per cent of something that is counted whole: 130% of voters. Growth
//! may be of any size, and is not of a whole.

use super::words::{Role, role};
use crate::analysis::{Document, Paragraph};
use crate::lints::{Find, Finding, Rule, Severity};
use crate::quantities::{Kind, Quantity};

/// The rule.
pub const RULE: Rule =
    Rule { name: "num/percent-over-100-of-total", level: Some(Severity::Hint), find: Find::Paragraph(find) };

/// Words between "of" and the whole, at most.
const BETWEEN: usize = 2;

fn find(document: &Document, start: usize, paragraph: &Paragraph, out: &mut Vec<Finding>) {
    let plain = &paragraph.markup.plain;
    for share in paragraph.quantities.iter().filter(|quantity| exceeds(quantity)) {
        let end = plain.span_from_raw(share.span).end;
        let mut words =
            plain.text[end..].split_inclusive(char::is_whitespace).map(str::trim).filter(|w| !w.is_empty());
        if words.next().and_then(role) != Some(Role::Of) {
            continue;
        }
        let whole = words
            .take(BETWEEN + 1)
            .map(|word| word.trim_end_matches(['.', ',', ')', '\u{60C}', '\u{61B}', ';', ':']))
            .any(|word| role(word) == Some(Role::Whole));
        if whole {
            let message = document.say("num/percent-over-100-of-total", &[]);
            out.push(RULE.finding(share.span.shifted(start), message));
        }
    }
}

/// More than a hundred per cent.
fn exceeds(quantity: &Quantity) -> bool {
    let (whole, behind) = quantity.value.split_once('.').unwrap_or((&quantity.value, ""));
    let whole = whole.parse::<u64>().unwrap_or_default();
    quantity.kind == Kind::Percent && (whole > 100 || whole == 100 && behind.contains(|c| c != '0'))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::lints::tests::check;

    #[test]
    fn more_than_all_fires() {
        for (text, expected) in [
            ("شارك 130% من الناخبين.", "130%"),
            ("شارك 130 في المئة من السكان.", "130 في المئة"),
            ("شارك ١٣٠٪ من السكان.", "١٣٠٪"),
            ("فاز بـ105% من أصوات المقترعين.", "105%"),
            ("فاز بـ100.5% من الأصوات.", "100.5%"),
            ("Some 130% of voters came.", "130%"),
            ("Some 130 percent of the registered voters came.", "130 percent"),
            ("It was backed by 102 per cent of respondents.", "102 per cent"),
        ] {
            check(RULE.name, text, &[expected]);
        }
    }

    #[test]
    fn shares_and_growth_are_left_alone() {
        for text in [
            "شارك 30% من الناخبين.",
            "شارك 100% من الناخبين.",
            "ارتفعت الأسعار 130% من جديد.",
            "بلغ الدين 130% من الناتج المحلي.",
            "ارتفع عدد السكان 130%.",
            "Debt is 130% of gross domestic product.",
            "The number of voters rose 130%.",
            "It reached 130% of its target.",
            "130%",
        ] {
            check(RULE.name, text, &[]);
        }
    }
}
