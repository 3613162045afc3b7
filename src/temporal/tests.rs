//! Whole sentences: marked spans and their values, checked against values derived by hand from the calendar of the
//! year named in each test.

mod arabic;
mod english;
mod feasts;
mod linear;

use super::{Anchor, Prefer, Published, detect, resolve};
use crate::text::{Language, Passage};
use proptest::prelude::*;

/// `text` marks the expected spans with brackets `⟦ ⟧`; `expected` has one value a line, with ` mod` after it.
pub(super) fn check_with(text: &str, anchor: Anchor, expected: &str) {
    let plain: String = text.chars().filter(|c| !matches!(c, '⟦' | '⟧')).collect();
    let passage = Passage::new(&plain, None);
    let found = detect(&passage);
    let mut marked = plain.clone();
    for timex in found.iter().rev() {
        marked.insert(timex.span.end, '⟧');
        marked.insert(timex.span.start, '⟦');
    }
    assert_eq!(marked, text);
    let values: Vec<String> = found
        .iter()
        .map(|timex| {
            let resolved = resolve(timex, &anchor);
            match resolved.modifier {
                Some(modifier) => format!("{} {modifier}", resolved.value),
                None => resolved.value,
            }
        })
        .collect();
    assert_eq!(values.join("\n"), expected.trim(), "{text}");
}

pub(super) fn check(text: &str, published: &str, expected: &str) {
    let anchor = published.parse().map(Anchor::at).unwrap_or_default();
    check_with(text, anchor, expected);
}

fn silent(text: &str) {
    check(text, "2016-12-29", "");
}

// 2016-12-29 is a Thursday in ISO week 52; 26 December is that week's Monday.
const DAY: &str = "2016-12-29";

#[test]
fn days_with_every_family_of_months() {
    check("وصل الوفد ⟦الخميس، 29 كانون الأول/ديسمبر⟧، إلى المدينة", DAY, "2016-12-29");
    check("بدأت الحملة منذ ⟦أيلول/سبتمبر 2015⟧", DAY, "2015-09");
    check("افتتح المعرض في ⟦12 غشت 2021⟧ بالرباط", DAY, "2021-08-12");
    check("عقد اللقاء ⟦يوم 5 جويلية 1962⟧ في العاصمة", DAY, "1962-07-05");
    check("انطلق المهرجان في ⟦3 ديسمبر (كانون الأول)⟧", DAY, "2016-12-03");
    check("صدر القرار في ⟦الثامن من مايو 1945⟧", DAY, "1945-05-08");
    check("ولد في ⟦الحادي والعشرين من آذار 1990⟧", DAY, "1990-03-21");
    check("وقع الاتفاق في ⟦٢٩ تشرين الثاني ٢٠١٢⟧", DAY, "2012-11-29");
    check("تأسس النادي في ⟦يناير2016⟧", DAY, "2016-01");
}

#[test]
fn years_and_their_nouns() {
    check("منذ ⟦عام 2011⟧ وحتى ⟦العام الماضي⟧", DAY, "2011\n2015");
    check("عاد في ⟦2013⟧ إلى بيته", DAY, "2013");
    check("كتاب طبع ⟦سنة (1933)⟧ في القاهرة", DAY, "1933");
    check("⟦بين عامي 2002 و2003⟧ انخفض الإنتاج", DAY, "2002/2003");
    check("ثورة ⟦1936-1939⟧ في البلاد", DAY, "1936/1939");
    check("في ⟦عام ألفين وواحد وعشرين⟧ تغير كل شيء", DAY, "2021");
}

#[test]
fn numeric_dates() {
    check("رسالة بتاريخ (⟦17/9/2009⟧) من البلدية", DAY, "2009-09-17");
    check("حدث التحديث في ⟦2016-12-29 صباحا⟧", DAY, "2016-12-29TMO");
    check("الاجتماع ⟦١٥/٨/١٤٤٢ هـ⟧ في الرياض", DAY, "2021-03-28");
}

#[test]
fn hijri_days_by_the_table() {
    // 1 Muharram 1442 is 2020-08-20; Ramadan 1442 runs from 2021-04-13 to 2021-05-12.
    check("يوافق ⟦1 محرم 1442 هـ⟧ بداية الخطة", DAY, "2020-08-20");
    check("في ⟦شهر رمضان 1442⟧ أقيمت الموائد", DAY, "2021-04-13/2021-05-12");
    check("في ⟦30 ربيع الأول 1438⟧ الموافق ⟦29 ديسمبر 2016⟧", DAY, "2016-12-29\n2016-12-29");
}

#[test]
fn days_counted_from_now() {
    check("وصل ⟦أمس⟧ ويغادر ⟦غدا⟧", DAY, "2016-12-28\n2016-12-30");
    check("قال ⟦أول أمس⟧ إن الأمر انتهى", DAY, "2016-12-27");
    check("التقى ⟦أمس الأربعاء⟧ نظيره", DAY, "2016-12-28");
    check("ويلتقيان ⟦يوم غد الجمعة⟧ في العاصمة", DAY, "2016-12-30");
    check("أعلن ⟦صباح اليوم⟧ عن الفوز", DAY, "2016-12-29TMO");
    check("قصفت الطائرات ⟦مساء الأربعاء⟧ موقعا", DAY, "2016-12-28TEV");
    check("التقيا ⟦الأحد الماضي⟧ و⟦الأسبوع المقبل⟧ أيضا", DAY, "2016-12-25\n2017-W01");
    check("خلال ⟦الشهر الحالي⟧ و⟦هذا العام⟧", DAY, "2016-12\n2016");
    check("عاد ⟦قبل ثلاثة أيام⟧ ويرحل ⟦بعد أسبوعين⟧", DAY, "2016-12-26\n2017-W02");
    check("في ⟦السنوات الثلاث الماضية⟧", DAY, "P3Y");
    check("ويعود ⟦قريبا⟧ إلى بيته القريب", DAY, "FUTURE_REF");
}

#[test]
fn nights_belong_to_their_first_day() {
    check("يبدأ ⟦منتصف ليل الخميس-الجمعة⟧ وقف النار", DAY, "2016-12-30T00:00");
    check("يبدأ ⟦منتصف ليل الخميس⟧ وقف النار", DAY, "2016-12-30T00:00");
    check("يسري عند ⟦منتصف الليل⟧", DAY, "2016-12-30T00:00");
    check("قتل ثلاثة ⟦ليل الأربعاء الخميس⟧ في غارة", DAY, "2016-12-28TNI");
    check("قصف ⟦ليلا⟧ ثم هدأ في ⟦الصباح⟧", DAY, "2016-12-29TNI\n2016-12-29TMO");
    check("وصل ⟦ليل أمس⟧ إلى بيته", DAY, "2016-12-28TNI");
}

#[test]
fn clock_times() {
    check("يبدأ ⟦الساعة الثامنة والنصف مساء⟧", DAY, "2016-12-29T20:30");
    check("عند ⟦الساعة 14:05 بتوقيت غرينتش⟧", DAY, "2016-12-29T14:05+00:00");
    check("في ⟦الساعة الخامسة إلا ربعا عصرا⟧", DAY, "2016-12-29T16:45");
    check("وقع الزلزال ⟦الخميس الساعة 3:20 فجرا⟧", DAY, "2016-12-29T03:20");
    check("نشر ⟦5 يناير 2016 في 2:05 م⟧", DAY, "2016-01-05T14:05");
}

#[test]
fn lengths_and_sets() {
    check("استمر ⟦ساعتين ونصف⟧ ثم ⟦ثلاثة أيام وساعتين⟧", DAY, "PT2H30M\nP3DT2H");
    check("دام القتال ⟦نحو عشر سنوات⟧", DAY, "P10Y APPROX");
    check("استمر ⟦بضعة أيام⟧ ثم توقف ⟦قبل سنوات⟧", DAY, "PXD\nPAST_REF");
    check("عاد ⟦بعد عامين من الآن⟧ أو استقال ⟦قبل يومين⟧ من الانتخابات", DAY, "2018\nP2D");
    check("حكم ⟦ربع قرن⟧ البلاد", DAY, "P25Y");
    check("يجتمعون ⟦كل خميس⟧ ويتدربون ⟦يوميا⟧", DAY, "XXXX-WXX-4\nP1D");
}

#[test]
fn parts_and_ranges() {
    check("في ⟦مطلع العام المقبل⟧ و⟦نهاية الشهر الجاري⟧", DAY, "2017 START\n2016-12 END");
    check("⟦من 13 إلى 17 كانون الأول⟧", DAY, "2016-12-13/2016-12-17");
    check("في ⟦الثمانينات⟧ وفي ⟦القرن التاسع عشر⟧", DAY, "198\n18");
    check("في ⟦الربع الأول من عام 2020⟧ و⟦صيف 2015⟧", DAY, "2020-Q1\n2015-SU");
}

#[test]
fn a_day_of_a_period() {
    // The week before is that of 19 December, its Sunday the 25th. March 2016 ends on a Thursday. AH 1352 begins on
    // 26 April 1933 in the table, AH 1353 on 15 April 1934.
    check("التقيا ⟦الأحد من الأسبوع الماضي⟧", DAY, "2016-12-25");
    check("في ⟦الخميس الأخير من آذار 2016⟧", DAY, "2016-03-31");
    check("اجتمع المجلس في ⟦16 من الشهر الجاري⟧", DAY, "2016-12-16");
    check("نشر في صحيفة ⟦أيار (4/5/1951)⟧ و⟦نيسان (1973)⟧", DAY, "1951-05-04\n1973-04");
    check("مجلد ⟦عام (1352) هجري⟧", DAY, "1933-04-26/1934-04-14");
}

#[test]
fn english() {
    check("The army withdrew on ⟦Thursday, December 29⟧, officials said", DAY, "2016-12-29");
    check("It began in ⟦September 2015⟧ and ended ⟦last week⟧", DAY, "2015-09\n2016-W51");
    check("He left ⟦three days ago⟧ and returns ⟦tomorrow⟧", DAY, "2016-12-26\n2016-12-30");
    check("The truce begins at ⟦midnight on Thursday⟧", DAY, "2016-12-30T00:00");
    check("They met at ⟦5 pm Friday⟧ in the capital", DAY, "2016-12-23T17:00");
    check("They will vote ⟦in two weeks⟧", DAY, "2017-W02");
    check("The talks run ⟦from 8:15 to 10:45 am on Friday⟧", DAY, "2016-12-23T08:15/2016-12-23T10:45");
    check("He was sworn in on ⟦the first Monday of May 2017⟧", DAY, "2017-05-01");
    check("He may march on the capital in ⟦May 2017⟧", DAY, "2017-05");
}

#[test]
fn words_that_are_no_times() {
    silent("لقاء سابق بين الرئيسين في المرة الأولى");
    silent("يضم الفصيل 62 ألف مقاتل و1000 عنصر");
    silent("مارس الوزير ضغوطا على أحد النواب ثانية");
    silent("الأمين العام الحالي والمدير العام السابق");
    silent("أحمد رمضان وربيع في سوق الجمعة");
    silent("القرار 2402 والمادة (14/24) ورقم 24/66");
    silent("فاز الفريق 3-2 في الدقيقة 45");
    silent("شاب يبلغ 30 عاما وفتاة (25 عاما)");
    silent("اتصل على الرقم 0012022773659");
    silent("بلغت الأنباء سورية والمغرب وصفر");
    silent("He may march again; the second seed won 6-4");
}

#[test]
fn without_an_anchor_nothing_is_guessed() {
    check("وصل ⟦الخميس⟧ و⟦أمس⟧ في ⟦29 كانون الأول⟧", "", "XXXX-WXX-4\nXXXX-XX-XX\nXXXX-12-29");
    check("يغادر ⟦الشهر المقبل⟧ ويعود ⟦قريبا⟧", "", "XXXX-XX\nFUTURE_REF");
}

#[test]
fn the_future_is_preferred_on_request() {
    let published = "2016-12-29".parse().map(|date| Published { date, time: None }).ok();
    let anchor = Anchor { published, prefer: Prefer::Future };
    check_with("موعدنا ⟦الأربعاء⟧ في ⟦أيار⟧", anchor, "2017-01-04\n2017-05");
}

proptest! {
    #[test]
    fn any_text_gives_valid_sorted_spans(text in "[ابتثحخدرسشعفقكلمنهويةىآأإء0-9٠-٩ ،./:()–\u{200f}\u{200e}\u{202b}\u{a0}-]{0,80}") {
        check_spans(&text);
    }

    #[test]
    fn any_row_of_temporal_words_gives_valid_sorted_spans(
        words in prop::collection::vec(prop::sample::select(vec![
            "الخميس", "29", "كانون الأول", "/", "ديسمبر", "2016", "قبل", "ثلاثة", "أيام", "و", "منتصف ليل", "الساعة",
            "ونصف", "إلا", "ربعا", "مساء", "أمس", "-", "(", ")", "،", ":", "45", "ألف", "وعشرين", "كل", "هـ", "رمضان",
            "القرن", "الماضي", "of", "the", "May", "last", "three", "weeks", "ago", "at", "pm", "نهاية", "نحو", "إلى",
            "من", "9999999999", "0", "عام", "عامي", "الربع", "الأول", "صيف", "Christmas", "عيد الفطر", "before", "in", "أول",
        ]), 0..40),
        glue in prop::sample::select(vec!["", " "]),
        english in any::<bool>(),
    ) {
        let text = words.join(glue);
        check_spans(&text);
        let language = if english { Language::English } else { Language::Arabic };
        let passage = Passage::new(&text, Some(language));
        for timex in detect(&passage) {
            resolve(&timex, &Anchor::default());
            resolve(&timex, &Anchor::at(jiff::civil::date(2016, 12, 29)));
            resolve(&timex, &Anchor::at(jiff::civil::Date::MAX));
            resolve(&timex, &Anchor::at(jiff::civil::Date::MIN));
        }
    }
}

fn check_spans(text: &str) {
    let passage = Passage::new(text, None);
    let mut end = 0;
    for timex in detect(&passage) {
        assert!(end <= timex.span.start && timex.span.start < timex.span.end, "{text:?}");
        assert!(text.get(timex.span.start..timex.span.end).is_some(), "{text:?}");
        end = timex.span.end;
    }
}
