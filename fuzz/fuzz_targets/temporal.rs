//! Times in any text: bytes become words of times, digits, separators, bidi controls and raw text, in both languages.
//!
//! What must hold whatever the text: no panic, spans inside the text and on its character boundaries, in order and
//! apart, not empty, not beginning or ending with white space; a value for every one against every anchor; and the
//! same answer when asked again.

#![no_main]

use hashiya::temporal::{Anchor, Prefer, Published, describe, detect, resolve};
use hashiya::text::{Language, Passage};
use jiff::civil::date;
use libfuzzer_sys::fuzz_target;

/// Words that rules begin with, join on and end with.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "الخميس", "وبالجمعة", "للأحد", "كانون", "الأول", "الثاني", "ديسمبر", "مايو", "وآذار", "شباط", "رمضان", "محرم", "1438",
    "هـ", "م", "ق.م", "يوم", "يومين", "أيام", "الأسبوع", "أسبوعين", "شهر", "الشهر", "أشهر", "عام", "عامي", "العام", "سنة",
    "سنوات", "القرن", "العقد", "ساعة", "الساعة", "ساعتان", "دقيقة", "دقائق", "ثانية", "نصف", "ونصف", "ربع", "إلا", "ثلث",
    "الثامنة", "الثالث", "عشر", "العشرين", "خمسة", "وعشرون", "مئة", "ألف", "وألف", "ألفين", "صباح", "صباحا", "مساء", "ظهر",
    "ليل", "ليلة", "فجر", "منتصف", "الليل", "أمس", "غدا", "اليوم", "الآن", "قريبا", "قبل", "بعد", "منذ", "خلال", "حتى",
    "من", "إلى", "بين", "و", "في", "كل", "هذا", "الماضي", "المقبل", "الحالي", "مطلع", "نهاية", "أواخر", "نحو", "أكثر",
    "بضعة", "صيف", "الربع", "الثمانينات", "عيد", "الفطر", "الموافق", "بتوقيت", "غرينتش", "مكة", "الـ", "سوق", "عمره",
    "سيلتقي", "ذلك", "بقية", "آخر", "أول",
    "May", "march", "Monday", "Sat", "3rd", "first", "twenty", "-one", "hundred", "of", "the", "a", "in", "on", "at", "by",
    "half", "past", "quarter", "to", "noon", "midnight", "am", "p.m.", "GMT", "next", "last", "this", "week", "weeks",
    "year", "years", "hours", "ago", "from", "now", "between", "and", "every", "early", "mid-", "late", "about", "summer",
    "1990s", "'90s", "Q3", "BC", "century", "Christmas", "tomorrow", "yesterday", "morning", "will", "before", "after",
    "day", "decade", "weekend", "T", "Z", "o'clock",
    "0", "1", "7", "12", "13", "24", "29", "30", "31", "59", "60", "99", "1438", "1999", "2016", "2400", "١٥", "٢٠١٦", "۱۳۹۵",
    "123456789", "99999999999999999999", "29/12/2016", "2016-12-29", "14:05", "14:05:59", "5.30", "1,000",
    "\u{200f}", "\u{200e}", "\u{202b}", "\u{202c}", "\u{2067}", "\u{2069}", "\u{feff}", "\u{640}", "\u{651}", "\u{a0}",
    "\n", "\r\n", "،", ",", ".", "؛", ":", "/", "\\", "-", "–", "—", "(", ")", "[", "]", "«", "»", "'", "\"", "%", "$", "+",
];

/// A text made of `data`: most bytes are words of the list with or without a space before them, some begin a stretch of
/// raw text.
fn text(mut data: &[u8]) -> String {
    const GLUED: u8 = 0x80;
    const RAW: u8 = 0xff;
    let mut out = String::new();
    while let [first, rest @ ..] = data {
        data = rest;
        if *first == RAW {
            let length = usize::from(data.first().copied().unwrap_or(0) % 24).min(data.len());
            out.push_str(&String::from_utf8_lossy(&data[..length]));
            data = &data[length..];
            continue;
        }
        let [second, rest @ ..] = data else { break };
        data = rest;
        if first & GLUED == 0 && !out.is_empty() {
            out.push(' ');
        }
        out.push_str(WORDS[(usize::from(first & !GLUED) * 256 + usize::from(*second)) % WORDS.len()]);
    }
    out
}

fn check(source: &str, language: Option<Language>) {
    let passage = Passage::new(source, language);
    let found = detect(&passage);
    assert_eq!(found, detect(&passage), "another answer to the same question");
    let mut end = 0;
    for timex in &found {
        assert!(timex.span.start >= end, "out of order or overlapping");
        assert!(timex.span.end > timex.span.start, "empty");
        end = timex.span.end;
        let covered = source.get(timex.span.start..timex.span.end).expect("a span inside the text");
        assert_eq!(covered.trim(), covered, "white space at an edge");
        assert!(!describe::expression(&timex.expression).is_empty());
        assert!(!describe::words(&passage, timex.span).is_empty());
    }
    let days = [
        None,
        Some(date(2016, 12, 29)),
        Some(date(2024, 2, 29)),
        Some(date(1, 1, 1)),
        Some(date(9999, 12, 31)),
    ];
    for day in days {
        for prefer in [Prefer::Past, Prefer::Future] {
            for time in [None, Some(jiff::civil::time(23, 59, 0, 0))] {
                let published = day.map(|date| Published { date, time });
                for timex in &found {
                    let resolved = resolve(timex, &Anchor { published, prefer });
                    assert!(!resolved.value.is_empty(), "no value: {timex:?}");
                    assert!(!resolved.value.contains(char::is_whitespace), "{:?}", resolved.value);
                    for step in &resolved.steps {
                        assert!(!step.to_string().is_empty());
                    }
                }
            }
        }
    }
}

fuzz_target!(|data: &[u8]| {
    let source = text(data);
    for language in [None, Some(Language::Arabic), Some(Language::English)] {
        check(&source, language);
    }
});
