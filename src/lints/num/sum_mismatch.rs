//! `num/sum-mismatch`: a number is given with all its parts, and they do not add up. The list is taken for complete only
//! where it stands in brackets or behind a colon right after the total and nothing but counts is in it.

use super::words::{Role, role};
use crate::analysis::{Document, Paragraph};
use crate::lints::{Find, Finding, Rule, Severity};
use crate::quantities::{Kind, Quantity};
use crate::text::Span;

/// The rule.
pub const RULE: Rule =
    Rule { name: "num/sum-mismatch", level: Some(Severity::Hint), find: Find::Paragraph(find) };

/// Parts of a number, at least and at most.
const PARTS: std::ops::RangeInclusive<usize> = 2..=12;

fn find(document: &Document, start: usize, paragraph: &Paragraph, out: &mut Vec<Finding>) {
    let all = &paragraph.quantities;
    let mut at = 0;
    while at + PARTS.start() < all.len() {
        let parts = parts(paragraph, at);
        let total = count(&all[at]);
        let sum = all[at + 1..=at + parts].iter().map(count).sum::<Option<u64>>();
        if let (Some(total), Some(sum), true) = (total, sum, PARTS.contains(&parts))
            && sum != total
            // What is greater than the total, or far from it, counts something else.
            && sum / 2 <= total
            && total / 2 <= sum
            && all[at + 1..=at + parts].iter().all(|part| count(part).is_some_and(|part| part < total))
        {
            let values = [("sum", &*sum.to_string()), ("total", &*total.to_string())];
            let message = document.say("num/sum-mismatch", &values);
            out.push(RULE.finding(all[at].span.shifted(start), message));
        }
        at += parts.max(1);
    }
}

/// The whole number of a count.
fn count(quantity: &Quantity) -> Option<u64> {
    let exact = quantity.kind == Kind::Count && quantity.modifier.is_none();
    exact.then(|| quantity.value.parse().ok())?
}

/// How many parts stand behind the number at `at`; none when the list is not complete.
fn parts(paragraph: &Paragraph, at: usize) -> usize {
    let all = &paragraph.quantities;
    let between = |before: usize| {
        let gap = Span::new(all[before].span.end, all.get(before + 1)?.span.start);
        paragraph.text.get(gap.start..gap.end).map(str::trim)
    };
    let bracket = match between(at) {
        Some("(") => true,
        Some(":") => false,
        Some(gap) if role(gap.trim_start_matches(['\u{60C}', ',']).trim()) == Some(Role::Sum) => false,
        _ => return 0,
    };
    let mut last = at + 1;
    while last - at <= *PARTS.end() && between(last).is_some_and(joins) {
        last += 1;
    }
    let Some(rest) = paragraph.text.get(all[last].span.end..) else { return 0 };
    let ends = match rest.trim_start().chars().next() {
        Some(')') => bracket,
        Some('.' | '!' | '\u{61B}' | ';') | None => !bracket,
        Some(_) => !bracket && rest.starts_with('\n'),
    };
    if ends { last - at } else { 0 }
}

/// A gap that joins two parts.
fn joins(gap: &str) -> bool {
    let word = gap.trim_start_matches(['\u{60C}', ',']).trim();
    word.is_empty() && !gap.is_empty() || word == "\u{648}" || word == "and"
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::lints::tests::check;

    #[test]
    fn parts_that_do_not_add_up_fire() {
        for (text, expected) in [
            ("قتل 12 شخصا: 5 رجال و6 نساء.", "12 شخصا"),
            ("قتل 12 شخصا (5 رجال و6 نساء) أمس.", "12 شخصا"),
            ("قتل ١٢ شخصا: ٥ رجال و٣ نساء و٣ أطفال.", "١٢ شخصا"),
            ("قتل 12 شخصا، هم 5 رجال و6 نساء.", "12 شخصا"),
            ("The blast killed 12 people: 5 men and 6 women.", "12 people"),
            ("The blast killed 12 people (5 men and 6 women).", "12 people"),
            ("The blast killed 12 people: 5 men, 3 women and 3 children.", "12 people"),
            ("شارك 30 لاعبا (14 لاعبا و15 لاعبة) في البطولة.", "30 لاعبا"),
        ] {
            check(RULE.name, text, &[expected]);
        }
    }

    #[test]
    fn sums_and_open_lists_are_left_alone() {
        for text in [
            "قتل 12 شخصا: 5 رجال و7 نساء.",
            "قتل 12 شخصا (5 رجال و7 نساء) أمس.",
            "قتل 12 شخصا، بينهم 5 رجال و6 نساء.",
            "قتل 12 شخصا: 5 رجال و6 نساء وآخرون.",
            "The blast killed 12 people, including 5 men and 6 women.",
            "The blast killed 12 people: 5 men and 7 women.",
            "شاركت 3 فرق: 12 لاعبا و3 مدربين.",
            "قتل نحو 12 شخصا: 5 رجال و6 نساء.",
            "قتل 12 شخصا وأصيب 5 رجال و6 نساء.",
            "The blast killed 12 people: 5 men and 6 women, among others.",
        ] {
            check(RULE.name, text, &[]);
        }
    }
}
