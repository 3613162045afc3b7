//! Feasts in sentences: marked spans and values. Days were taken from printed calendars of the years named, the Hijri
//! ones from the Umm al-Qura calendar.

use super::{check, check_with, silent};
use crate::temporal::{Anchor, Prefer, Published};

// A Wednesday in ISO week 9.
const DAY: &str = "2023-03-01";

/// An assistant is asked: it looks ahead.
fn ask(text: &str, published: &str, expected: &str) {
    let published = published.parse().map(|date| Published { date, time: None }).ok();
    check_with(text, Anchor { published, prefer: Prefer::Future }, expected);
}

#[test]
fn news_means_the_nearest_feast() {
    check("The shops were shut on ⟦Christmas Day⟧ and on ⟦Good Friday⟧", DAY, "2022-12-25\n2023-04-07");
    check("Thousands marched in Derry on ⟦St. Patrick’s Day⟧, police said", DAY, "2023-03-17");
    check("Prices fell after ⟦Thanksgiving⟧ and before ⟦Lunar New Year⟧", DAY, "2022-11-24\n2023-01-22");
    check("أغلقت المتاجر في ⟦عيد الفطر⟧ وفي ⟦رأس السنة الميلادية⟧", DAY, "2023-04-21\n2023-01-01");
    check("احتفلت الطائفة ب⟦أحد الشعانين⟧ وفي ⟦شم النسيم⟧", DAY, "2023-04-02\n2023-04-17");
    check("أحيت القرى ⟦يوم الأرض⟧ بمسيرات", DAY, "2023-03-30");
    check("تصدر التقارير بمناسبة ⟦اليوم العالمي للغة العربية⟧", DAY, "2022-12-18");
}

#[test]
fn who_looks_ahead_means_the_next_one() {
    ask("⟦easter monday⟧", "2023-05-01", "2024-04-01");
    ask("⟦mothers day⟧", "2023-05-01", "2023-05-14");
    ask("⟦koningsdag⟧", "2025-01-10", "2025-04-26");
    ask("⟦black friday⟧ or ⟦cyber monday⟧", "2023-05-01", "2023-11-24\n2023-11-27");
    ask("⟦ash wednesday⟧", "2023-05-01", "2024-02-14");
    ask("⟦عيد الأضحى⟧", "2023-05-01", "2023-06-28");
    ask("⟦عيد الأم⟧", "2023-05-01", "2024-03-21");
}

#[test]
fn years_of_feasts() {
    check("She was born on ⟦Christmas Eve 1985⟧ in Lagos", DAY, "1985-12-24");
    check("The fire broke out on ⟦Diwali in 2019⟧", DAY, "2019-10-27");
    check("They met on ⟦Labor Day of last year⟧", DAY, "2022-09-05");
    check("وقع الهجوم في ⟦عيد الأضحى عام 2021⟧", DAY, "2021-07-20");
    check("زارهم في ⟦عيد الفطر من العام الماضي⟧", DAY, "2022-05-02");
    check("احترق الفندق ⟦ليلة رأس السنة 2016⟧ في دبي", DAY, "2015-12-31");
    check("يصادف ⟦عيد الفطر 1445 هـ⟧ يوم عمل", DAY, "2024-04-10");
    // Two feasts of breaking the fast fell in 2000, on 8 January and 27 December.
    check("افتتح المسجد في ⟦عيد الفطر عام 2000⟧", DAY, "2000-01-08");
    check("افتتح المسجد في ⟦عيد الفطر عام 2000⟧", "2000-12-20", "2000-12-27");
}

#[test]
fn shifted_feasts() {
    check("Sales rose ⟦last Easter⟧ and should rise ⟦next Christmas⟧", DAY, "2022-04-17\n2023-12-25");
    check("Crowds were thin ⟦this past Halloween⟧, he said", DAY, "2022-10-31");
    check("وعد بالعودة في ⟦عيد الفطر المقبل⟧ بعد ⟦الأضحى الماضي⟧", DAY, "2023-04-21\n2022-07-09");
    ask("⟦thanksgiving 2 years ago⟧", "2023-05-01", "2021-11-25");
    ask("⟦christmas in 2 years⟧", "2023-05-01", "2025-12-25");
    check("⟦عيد الفطر قبل سنتين⟧", DAY, "2021-05-13");
}

#[test]
fn feasts_of_several_days() {
    check("Candles are lit during ⟦Hanukkah⟧ in the square", "2023-12-01", "2023-12-07/2023-12-15");
    check("They keep the Greek ⟦Great Lent⟧ strictly", "2024-04-01", "2024-03-18/2024-04-26");
    check("It was shown on ⟦the third night of Hanukkah⟧", "2023-12-20", "2023-12-09TNI");
    check("قتل خمسة في ⟦ثاني أيام عيد الأضحى⟧", DAY, "2022-07-10");
    check("عاد في ⟦اليوم الأول من عيد الفطر⟧ إلى بيته", DAY, "2023-04-21");
    check("بدأ العرض في ⟦أول أيام شهر رمضان⟧", DAY, "2023-03-23");
}

#[test]
fn a_jewish_day_in_news_is_the_daylight_and_for_an_assistant_its_evening() {
    check("The war began on ⟦Yom Kippur 1973⟧, when the posts were all but empty", DAY, "1973-10-06");
    ask("⟦yom kippur 1973⟧", "2023-05-01", "1973-10-05");
    check("بدأت الحرب في ⟦يوم الغفران عام 1973⟧", DAY, "1973-10-06");
}

#[test]
fn around_and_away_from_feasts() {
    // Labour Day 2022 is Monday, 5 September; Halloween 2021 a Sunday; Christmas 2022 a Sunday.
    check("Traffic doubled on ⟦Labor Day weekend⟧, officials said", DAY, "2022-W35-WE");
    check("Book a room for ⟦the weekend of Halloween 2021⟧", DAY, "2021-W43-WE");
    check("He fell ill in ⟦the week before Christmas⟧", DAY, "2022-W50");
    check("He fell ill ⟦two days before Christmas⟧ in Rome", DAY, "2022-12-23");
    check("It rained ⟦the day after Thanksgiving⟧, too", DAY, "2022-11-25");
    check("Gunmen struck on ⟦the eve of Ashura⟧ again", "2023-08-01", "2023-07-27");
    check("عاد ⟦قبل أسبوع من عيد الفطر⟧ إلى بيروت", DAY, "2023-04-14");
    check("سافر ⟦بعد عيد الأضحى بيومين⟧ إلى جدة", DAY, "2022-07-11");
    check("عاد ⟦قبل يومين من حلول عيد الفطر⟧ إلى بيروت", DAY, "2023-04-19");
    check("⟦قبل رمضان بأسبوع⟧ ترتفع الأسعار", DAY, "2023-03-16");
    check("توفي ⟦عشية عيد الفصح⟧ في منزله", DAY, "2023-04-08");
}

#[test]
fn parts_and_hours_of_feasts() {
    check(
        "They stayed in Rome over ⟦Christmas⟧ and left ⟦around Easter⟧",
        DAY,
        "2022-12-25\n2023-04-09 APPROX",
    );
    check("They open gifts on ⟦Christmas morning⟧ there", DAY, "2022-12-25TMO");
    check("He died in ⟦the evening of Easter Sunday⟧", DAY, "2023-04-09TEV");
    check("Lights go out for ⟦Earth Hour⟧ in Paris", DAY, "2023-03-25T20:30/2023-03-25T21:30");
    // The last Saturday of March 2024 is the day before Easter.
    check("Lights go out for ⟦Earth Hour 2024⟧ in Paris", DAY, "2024-03-23T20:30/2024-03-23T21:30");
    check("صلوا ⟦صباح عيد الأضحى⟧ في الساحة", DAY, "2022-07-09TMO");
    check("انفجرت القنبلة ⟦مساء أول أيام العيد⟧", DAY, "2023-04-21TEV");
}

#[test]
fn without_a_year_or_an_anchor() {
    check("يعود في ⟦عيد الأضحى⟧ وفي ⟦عيد الاستقلال⟧", "", "XXXX-XX-XX\nXXXX-XX-XX");
    check("They return on ⟦Christmas Day⟧ or ⟦Easter Monday⟧", "", "XXXX-12-25\nXXXX-XX-XX");
    check("They return on ⟦Easter Monday 2024⟧", "", "2024-04-01");
}

#[test]
fn spellings() {
    for text in ["new years day", "New Year's Day", "new year’s day", "new year day"] {
        ask(&format!("⟦{text}⟧"), DAY, "2024-01-01");
    }
    for text in ["Eid al-Adha", "eid ul adha", "id al-azha", "Eid-ul-Adha", "bakrid", "feast of sacrifice"] {
        ask(&format!("⟦{text}⟧"), DAY, "2023-06-28");
    }
    for text in ["hannukah 2021", "Chanukah 2021", "hanukkah 2021"] {
        ask(&format!("⟦{text}⟧"), DAY, "2021-11-28/2021-12-06");
    }
    for text in ["عيد الأضحى المبارك", "عيد الاضحى", "العيد الكبير", "عِيد الأضْحى"]
    {
        ask(&format!("⟦{text}⟧"), DAY, "2023-06-28");
    }
}

#[test]
fn feasts_that_are_something_else() {
    silent("احتفل بعيد ميلاده في بيته مع أسرته");
    silent("احتفلت الشركة بعيد الميلاد العاشر لتأسيسها");
    silent("أضيئت شجرة عيد الميلاد في الساحة");
    silent("قال محمد العيد إن خروف العيد غال");
    silent("سكان حي النوروز والنائب محمود عاشوراء");
    silent("ملأت تخفيضات الجمعة السوداء المتاجر");
    silent("The Easter egg factory cut its Christmas bonuses when Black Friday sales fell");
    silent("He lent money to Valentine, a nurse from Easter Island, and to Rakhi Sawant");
    silent("The Yom Kippur War and the Good Friday Agreement fill two chapters of the book");
    silent("Tariq Ramadan, the scholar, and the deputy Hassan Ramadan denied the charges in court");
    silent("In the New Year ministers want a new year of talks about the movie Halloween");
    silent("Ukraine's Independence Day parade was called off by the mayor and the army");
    silent("Merry Christmas and Happy Diwali, said the card that he left on the desk for them");
    check(
        "The flag was raised on ⟦Ukraine's Independence Day⟧, the mayor said on the phone",
        DAY,
        "2022-08-24",
    );
}

#[test]
fn a_chain_of_days_does_not_exhaust_the_stack() {
    for link in [
        "two days before ",
        "Monday before ",
        "the week of ",
        "the eve of ",
        "Christmas 2 weeks after ",
        "قبل أسبوع من عيد الفطر ",
    ] {
        let text = link.repeat(5_000);
        crate::temporal::detect(&crate::text::Passage::new(&text, None));
    }
}
