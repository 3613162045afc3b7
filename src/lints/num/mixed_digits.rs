//! `num/mixed-digits`: a number is written in digits of two sets (2٠16), or the numbers of a paragraph are (30 and ٢٠). What
//! names a thing (F16, an address, a telephone number) keeps its digits, and so does a quotation in the other language.

use super::digits::{Set, are_mixed, digit, names_a_thing, numbers, written};
use crate::analysis::{Document, Paragraph};
use crate::lints::{Find, Finding, Fix, Rule, Severity, prose};
use crate::quantities::Kind;
use crate::text::{Edit, Span};

/// The rule.
pub const RULE: Rule =
    Rule { name: "num/mixed-digits", level: Some(Severity::Warning), find: Find::Paragraph(find) };

/// Digits of a number that begins with a zero and is no telephone number, at most.
const LONGEST: usize = 5;

fn find(document: &Document, start: usize, paragraph: &Paragraph, out: &mut Vec<Finding>) {
    let plain = &paragraph.markup.plain;
    let text = plain.text.as_str();
    if !are_mixed(text) {
        return;
    }
    let code = prose::Code::read(paragraph);
    let arabic = prose::is_arabic(text);
    // The numbers of each set: Western ones, others.
    let mut sides: [Vec<Span>; 2] = [Vec::new(), Vec::new()];
    let mut mixed = Vec::new();
    for number in numbers(text) {
        if code.holds(number) || names_a_thing(text, number) || prose::is_in_tag(text, number) {
            continue;
        }
        let mut sets = number.of(text).chars().filter_map(digit).map(|(set, _)| set);
        let Some(first) = sets.next() else { continue };
        if sets.any(|set| set != first) {
            mixed.push(number);
        } else if !is_set_apart(text, number, first, arabic) && !is_phone(paragraph, number) {
            sides[usize::from(first != Set::Western)].push(number);
        }
    }
    let [western, other] = &sides;
    let edit = |number: &Span, set: Set| Edit {
        span: plain.to_raw(*number).shifted(start),
        replacement: written(number.of(text), set),
    };
    let eastern = set_of(other, text).unwrap_or(Set::Eastern);
    for number in mixed {
        let likely = match western.len().cmp(&other.len()) {
            std::cmp::Ordering::Less => eastern,
            std::cmp::Ordering::Greater => Set::Western,
            std::cmp::Ordering::Equal => most(number.of(text)),
        };
        let unlikely = if likely == Set::Western { eastern } else { Set::Western };
        let fix = |set: Set| {
            let edit = edit(&number, set);
            let title = document.say("num/mixed-digits:fix", &[("number", &edit.replacement)]);
            Fix { title, edits: vec![edit], is_safe: false }
        };
        let message = document.say("num/mixed-digits", &[]);
        let span = plain.to_raw(number).shifted(start);
        out.push(Finding { fixes: vec![fix(likely), fix(unlikely)], ..RULE.finding(span, message) });
    }
    let (Some(first), Some(second)) = (western.first(), other.first()) else { return };
    // In English the foreign digits are always the others; in Arabic the fewer, or those that came second.
    let fewer = match western.len().cmp(&other.len()) {
        _ if !arabic => 1,
        std::cmp::Ordering::Less => 0,
        std::cmp::Ordering::Greater => 1,
        std::cmp::Ordering::Equal => usize::from(first.start < second.start),
    };
    let [here, there] = if fewer == 0 { [Set::Western, eastern] } else { [eastern, Set::Western] };
    let fix = |side: &[Span], set: Set| Fix {
        title: document.say("num/mixed-digits:fix-all", &[("digits", set.sample())]),
        edits: side.iter().map(|number| edit(number, set)).collect(),
        is_safe: !arabic,
    };
    let mut fixes = vec![fix(&sides[fewer], there)];
    if arabic {
        fixes.push(fix(&sides[1 - fewer], here));
    }
    let values = [("digits", here.sample()), ("others", there.sample())];
    let message = document.say("num/mixed-digits:paragraph", &values);
    let span = plain.to_raw(sides[fewer][0]).shifted(start);
    out.push(Finding { fixes, ..RULE.finding(span, message) });
}

fn set_of(numbers: &[Span], text: &str) -> Option<Set> {
    numbers.first()?.of(text).chars().find_map(digit).map(|(set, _)| set)
}

/// The set that most digits of a number belong to.
fn most(number: &str) -> Set {
    let western = number.bytes().filter(u8::is_ascii_digit).count();
    let all = number.chars().filter_map(digit);
    let others = all.filter(|(set, _)| *set != Set::Western);
    if western >= others.count() { Set::Western } else { Set::Eastern }
}

/// True for the number of a list item or a note, and for a number among words of the other language: neither is written as
/// the paragraph's own numbers.
fn is_set_apart(text: &str, number: Span, set: Set, arabic: bool) -> bool {
    let (before, behind) = (&text[..number.start], &text[number.end..]);
    let line = before.rsplit('\n').next().unwrap_or_default();
    let opens_line = line.chars().all(|c| c.is_whitespace() || c == '(');
    let item = opens_line
        && behind.strip_prefix(['.', ')', '-']).is_some_and(|rest| rest.starts_with(char::is_whitespace));
    let note = before.ends_with('[') && behind.starts_with(']');
    // A title: «1984».
    let title =
        before.ends_with(['\u{AB}', '"', '\u{201C}']) && behind.starts_with(['\u{BB}', '"', '\u{201D}']);
    let foreign = |c: char| if arabic { c.is_ascii_alphabetic() } else { super::digits::is_arabic_letter(c) };
    let is_own = arabic != (set == Set::Western);
    let among = !is_own
        && (before.trim_end_matches([' ', '\u{A0}']).ends_with(foreign)
            || behind.trim_start_matches([' ', '\u{A0}']).starts_with(foreign));
    item || note || title || among
}

/// A telephone number is dialled as it is written.
fn is_phone(paragraph: &Paragraph, number: Span) -> bool {
    let plain = &paragraph.markup.plain;
    let written = number.of(&plain.text);
    let zero = written.chars().next().and_then(digit).is_some_and(|(_, value)| value == 0);
    zero && written.chars().count() > LONGEST && !written.contains(['/', '.'])
        || plain.text[..number.start].ends_with('+')
        || {
            let raw = plain.to_raw(number);
            let next = paragraph.quantities.partition_point(|quantity| quantity.span.end <= raw.start);
            let quantity = paragraph.quantities.get(next);
            quantity.is_some_and(|q| q.kind == Kind::Phone && q.span.overlaps(raw))
        }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::lints::tests::{check, check_fix, check_with, syntax};
    use crate::tags::Syntax;

    #[test]
    fn a_number_of_two_sets_fires() {
        check(RULE.name, "عام 2٠16 كان صعبا.", &["2٠16"]);
        check(RULE.name, "قتل ١2 شخصا.", &["١2"]);
        check(RULE.name, "بلغت القيمة ١,٢50 دينارا.", &["١,٢50"]);
        check(RULE.name, "في 29/١٢/2016 وقع الاتفاق.", &["29/١٢/2016"]);
        check(RULE.name, "The toll rose to 1٥ on Monday.", &["1٥"]);
        check(RULE.name, "ارتفعت النسبة إلى 3٫٥%.", &["3٫٥"]);
        check(RULE.name, "بلغ العدد ٢۰١٦ شخصا.", &["٢۰١٦"]);
        check(RULE.name, "زار <num>١2</num> بيتا.", &["١2"]);
    }

    #[test]
    fn a_paragraph_of_two_sets_fires_once_at_the_fewer() {
        check(RULE.name, "قتل ٢٥ شخصا وأصيب ٣٠ آخرون في 3 هجمات.", &["3"]);
        check(RULE.name, "قتل 25 شخصا وأصيب 30 آخرون في ٣ هجمات وفي ٤ مدن.", &["٣"]);
        check(RULE.name, "في عام 2016 قتل ٢٥ شخصا.", &["٢٥"]);
        check(RULE.name, "في عام ٢٠١٦ زار بـ50 شخصا و3 مدن.", &["٢٠١٦"]);
        check(RULE.name, "He was born in ١٩٧٠ and died in 2016 aged ٤٦.", &["١٩٧٠"]);
        check(RULE.name, "وصل ٢٠ نائبا في ۳ حافلات و12 سيارة.", &["12"]);
        check(RULE.name, "دفع ٢٬٥٠٠ دينار ثم 300 دينار ثم ٢٠ دينارا.", &["300"]);
        check(RULE.name, "«عدد المصابين ١٧»، وقال المدير إن 12 منهم غادروا وإن 5 بقوا.", &["١٧"]);
        check(RULE.name, "بدأت الجلسة في ١٠:٣٠ وانتهت في 12:15 ظهرا وحضرها ٤٠ نائبا.", &["12:15"]);
    }

    #[test]
    fn one_set_and_names_of_things_are_left_alone() {
        for text in [
            "قتل ٢٥ شخصا وأصيب ٣٠ آخرون.",
            "قتل 25 شخصا وأصيب 30 آخرون.",
            "شاركت ٢٠ طائرة من طراز F16 و٥ من طراز إف-16 وواحدة من طراز بوينغ 737.",
            "أصيب ٣٠ شخصا بكوفيد-19 وشفي ١٢ من كوفيد 19.",
            "زار ٣٠ شخصا الموقع https://example.org/2016/12 أمس، وكتبوا إلى box12@example.org.",
            "شارك ٣٠ شخصا في وسم #مليونية30 أمس.",
            "كتب `x = 12` في ٣ أسطر.",
            "اتصل ٣٠ شخصا بالرقم 0012022773659 أمس.",
            "اتصل ٣٠ شخصا بالرقم +963112345678 أمس.",
            "اتصل ٣٠ شخصا بالرقم 0933123456 أمس.",
            "ورد ذلك في التقرير [1] وقتل ٣٠ شخصا.",
            "1. قتل ٣٠ شخصا.",
            "The banner read «ثورة ٢٥ يناير» in 2011, said 3 of them.",
            "وكتب: \"We need 50 schools\" ثم ذكر ٣٠ مدرسة.",
            "يشارك ٣٠ فريقا في G20 وتبث بتقنية 4K.",
            "عاش ٣٠ عاما.\n\nومات عام 2016.",
            "في <TIMEX3 tid=\"t1\" value=\"2016-12-29\">٢٩ كانون الأول ٢٠١٦</TIMEX3> شارك ٨٠ دارا.",
            "قرأ ٣٠ صفحة من رواية «1984» أمس.",
            "دفع <ENAMEX id='4'>المصرف</ENAMEX> ٣٠ دينارا.",
        ] {
            check(RULE.name, text, &[]);
        }
        check_with(
            RULE.name,
            syntax(Syntax::Html),
            "<p class=\"c12\">قتل ٢٥ شخصا و<code>x12</code> هنا.</p>",
            &[],
        );
    }

    #[test]
    fn fixes_leave_one_set() {
        check_fix(RULE.name, 0, "عام 2٠16 كان.", "عام 2016 كان.");
        check_fix(RULE.name, 1, "عام 2٠16 كان.", "عام ٢٠١٦ كان.");
        check_fix(RULE.name, 0, "قتل ٢٥ وأصيب ٣٠ في 3 هجمات.", "قتل ٢٥ وأصيب ٣٠ في ٣ هجمات.");
        check_fix(RULE.name, 1, "قتل ٢٥ وأصيب ٣٠ في 3 هجمات.", "قتل 25 وأصيب 30 في 3 هجمات.");
        check_fix(RULE.name, 0, "Born in ١٩٧٠, he left in 2016.", "Born in 1970, he left in 2016.");
    }
}
