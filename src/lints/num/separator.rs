//! `num/separator`: the thousands of a number are set apart wrongly (1,2345), or with different marks in one paragraph (1,200
//! and 3.400.000). A point with one group behind it may be decimal, so it says nothing.

use super::digits::{digit, names_a_thing, numbers};
use crate::analysis::{Document, Paragraph};
use crate::lints::{Find, Finding, Fix, Rule, Severity, prose};
use crate::text::{Edit, Span};
use std::cell::OnceCell;

/// The rule.
pub const RULE: Rule =
    Rule { name: "num/separator", level: Some(Severity::Hint), find: Find::Paragraph(find) };

/// The Arabic mark of thousands.
const ARABIC: char = '\u{66C}';
/// Digits before the first mark, and in a group behind it.
const GROUP: usize = 3;

/// How a number sets its thousands apart.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// With this mark.
    Grouped(char),
    /// Wrongly.
    Wrong,
    /// It does not, or not surely.
    Plain,
}

fn find(document: &Document, start: usize, paragraph: &Paragraph, out: &mut Vec<Finding>) {
    let plain = &paragraph.markup.plain;
    let text = plain.text.as_str();
    if !text.contains(|c: char| digit(c).is_some()) {
        return;
    }
    let code = OnceCell::new();
    let in_code = |number: Span| {
        code.get_or_init(|| prose::Code::read(paragraph)).holds(number) || names_a_thing(text, number)
    };
    let mut grouped: Vec<(Span, char)> = Vec::new();
    for number in numbers(text) {
        match shape(number.of(text)) {
            Shape::Plain => {}
            _ if in_code(number) => {}
            Shape::Grouped(mark) => grouped.push((number, mark)),
            Shape::Wrong => {
                let message = document.say("num/separator", &[]);
                out.push(RULE.finding(plain.to_raw(number).shifted(start), message));
            }
        }
    }
    let Some(&(_, first)) = grouped.first() else { return };
    if grouped.iter().all(|(_, mark)| *mark == first) {
        return;
    }
    let count = |mark: char| grouped.iter().filter(|(_, other)| *other == mark).count();
    let most = [',', '.', ARABIC]
        .into_iter()
        .fold(first, |most, mark| if count(mark) > count(most) { mark } else { most });
    let others: Vec<Span> =
        grouped.iter().filter(|(_, mark)| *mark != most).map(|(number, _)| *number).collect();
    let Some(place) = others.first() else { return };
    let edits = others.iter().map(|number| Edit {
        span: plain.to_raw(*number).shifted(start),
        replacement: rewritten(number.of(text), most),
    });
    let fix = Fix {
        title: document.say("num/separator:fix", &[("mark", &most.to_string())]),
        edits: edits.collect(),
        is_safe: false,
    };
    let message = document.say("num/separator:mixed", &[]);
    out.push(Finding { fixes: vec![fix], ..RULE.finding(plain.to_raw(*place).shifted(start), message) });
}

fn shape(number: &str) -> Shape {
    let mut marks = number.chars().filter(|c| digit(*c).is_none());
    let Some(mark) = marks.next().filter(|mark| matches!(mark, ',' | '.') || *mark == ARABIC) else {
        return Shape::Plain;
    };
    let mut count = 1;
    for other in marks {
        // A decimal mark may close the number.
        match other {
            _ if other == mark => count += 1,
            '.' | ',' | '\u{66B}' => break,
            _ => return Shape::Plain,
        }
    }
    let mut groups = number.split(|c: char| digit(c).is_none()).map(|group| group.chars().count());
    let first = groups.next().unwrap_or_default();
    let mut behind = groups.take(count);
    let leads = (1..=GROUP).contains(&first);
    let zero = number.starts_with(['0', '\u{660}']);
    let all_full = behind.clone().all(|group| group == GROUP);
    if mark == '.' {
        // 29.12.2016, 1.2.3
        return if count > 1 && leads && all_full && !zero { Shape::Grouped('.') } else { Shape::Plain };
    }
    if all_full {
        return if leads && !zero { Shape::Grouped(mark) } else { Shape::Plain };
    }
    let any_full = behind.clone().any(|group| group == GROUP);
    let indian =
        behind.clone().last() == Some(GROUP) && behind.clone().all(|group| group == 2 || group == GROUP);
    if count > 1 {
        return if leads && any_full && !indian { Shape::Wrong } else { Shape::Plain };
    }
    let long = behind.next().is_some_and(|group| group > GROUP);
    // "December 29,2016"
    let digits: Vec<u32> =
        number.chars().filter_map(digit).map(|(_, value)| value).skip(first).take(2).collect();
    let year = matches!(digits.as_slice(), [1, 9] | [2, 0]);
    if leads && long && !year && !zero { Shape::Wrong } else { Shape::Plain }
}

/// A number with its thousands set apart by another mark; a decimal mark that would look like it changes places with it.
fn rewritten(number: &str, mark: char) -> String {
    let old = number.chars().find(|c| digit(*c).is_none()).unwrap_or(mark);
    let swap = |c: char| match c {
        _ if c == old => mark,
        _ if c == mark => {
            if old == ARABIC {
                '\u{66B}'
            } else {
                old
            }
        }
        _ => c,
    };
    number.chars().map(swap).collect()
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::lints::tests::{check, check_fix};

    #[test]
    fn misplaced_marks_fire() {
        for (text, expected) in [
            ("بلغت الكلفة 1,2345 دينارا.", "1,2345"),
            ("بلغت الكلفة ١٬٢٣٤٥ دينارا.", "١٬٢٣٤٥"),
            ("بلغت الكلفة 1,234,56 دينارا.", "1,234,56"),
            ("It cost 1,2345 dollars.", "1,2345"),
            ("It cost 12,345,67 dollars.", "12,345,67"),
            ("It cost 1,2345,678 dollars.", "1,2345,678"),
        ] {
            check(RULE.name, text, &[expected]);
        }
    }

    #[test]
    fn two_marks_in_a_paragraph_fire_once() {
        check(RULE.name, "دفع 1,200 دينار ثم 3,400 دينار ثم 3.400.000 دينار.", &["3.400.000"]);
        check(RULE.name, "دفع ١٬٢٠٠ دينار ثم ٣,٤٠٠ دينار.", &["٣,٤٠٠"]);
        check(RULE.name, "Of 1.200.000 voters, 1,300 came and 2,400 stayed.", &["1.200.000"]);
        check(RULE.name, "He paid 1,200,000 and then 2.300.000 dollars.", &["2.300.000"]);
    }

    #[test]
    fn right_numbers_are_left_alone() {
        for text in [
            "دفع 1,200 دينار ثم 3,400,000.50 دينار.",
            "بلغت النسبة 12,5 في المئة و3.400 في المئة.",
            "في 29.12.2016 وقع الاتفاق.",
            "December 29,2016 was cold.",
            "المواد 1,2,3,4 والعامان 2015,2016.",
            "الإصدار 1.2.3 والعنوان 192.168.1.100.",
            "It cost 12,34,567 rupees.",
            "file1,2345.txt and `1,2345`",
            "20 000 شخص و20,000 شخص.",
            "0,1234",
        ] {
            check(RULE.name, text, &[]);
        }
    }

    #[test]
    fn the_fix_writes_the_mark_of_most() {
        check_fix(
            RULE.name,
            0,
            "دفع 1,200 ثم 3,400 ثم 3.400.000 دينار.",
            "دفع 1,200 ثم 3,400 ثم 3,400,000 دينار.",
        );
        check_fix(
            RULE.name,
            0,
            "He paid 1,200 and 1,300 and 2.300.000,50.",
            "He paid 1,200 and 1,300 and 2,300,000.50.",
        );
    }
}
