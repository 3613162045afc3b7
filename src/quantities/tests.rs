//! What is a quantity, and what is none: texts with every quantity in brackets, `[text|kind value unit mod]`.

mod linear;

use super::detect;
use crate::lexicon::Forms;
use crate::temporal;
use crate::text::{Passage, Span};
use std::fmt::Write as _;

/// The passage without its marks must give back exactly them.
fn check(marked: &str) {
    let mut plain = String::new();
    let mut rest = marked;
    while let Some(open) = rest.find('[') {
        let close = open + rest[open..].find(']').unwrap();
        let (text, _) = rest[open + 1..close].split_once('|').unwrap();
        plain.push_str(&rest[..open]);
        plain.push_str(text);
        rest = &rest[close + 1..];
    }
    plain.push_str(rest);
    assert_eq!(mark(&plain), marked);
}

fn mark(plain: &str) -> String {
    let passage = Passage::new(plain, None);
    let times: Vec<Span> = temporal::detect(&passage).iter().map(|t| t.span).collect();
    let mut out = String::new();
    let mut at = 0;
    for quantity in detect(&passage, &Forms::read(&passage), &times) {
        out.push_str(&plain[at..quantity.span.start]);
        let mut said = format!("{} {}", quantity.kind.name(), quantity.value);
        for more in [quantity.unit, quantity.modifier].into_iter().flatten() {
            said = format!("{said} {more}");
        }
        let _ = write!(out, "[{}|{said}]", quantity.span.of(plain));
        at = quantity.span.end;
    }
    out + &plain[at..]
}

#[test]
fn counts_take_the_noun_that_their_number_governs() {
    check("وقع الطرفان [ثلاث وثائق|count 3] في ختام اللقاء.");
    check("أصيب [35 شخصا|count 35] بجروح ونقل خمسة منهم إلى المستشفى.");
    check("افتتحت الشركة [40 فرعا|count 40]، منها [عشرة فروع|count 10] في الجنوب.");
    check("نزح [62 ألف مقاتل|count 62000] ونحو [1500 لاجئ|count 1500 APPROX] إلى الحدود.");
    check("تضم المجموعات [62 ألفا|count 62000] من المقاتلين.");
    check("شارك في المسيرة أكثر من [ثلاثة وعشرين ألفا وخمسمئة متظاهر|count 23500 MORE_THAN].");
    check("بينهم [مئة وخمسة وعشرون طفلا|count 125] و[12 امرأة|count 12] و[3 مسعفين|count 3].");
    check("وأكمل الفريق المباراة ب[عشرة لاعبين|count 10].");
    check("وصل إلى الميناء [٢٠٠ ضابط|count 200] و[١٬٢٣٤ جنديا|count 1234].");
    check("يحتاج [20 000 شخص|count 20000] إلى المساعدة.");
    check("لقي ما لا يقل عن [11 شخصا|count 11 EQUAL_OR_MORE] حتفهم.");
    check("قدمت المنظمة [103 خيام|count 103] و[2200 بطانية|count 2200].");
    check("يعمل في المصنع [ألف عامل|count 1000] و[مئتا مهندس|count 200].");
    check("أصيب نحو [300|count 300 APPROX] في الاشتباكات.");
    check("The convoy carried aid for [40,000 people|count 40000] and [six medical teams|count 6].");
    check(
        "At least [twenty-five men|count 25 EQUAL_OR_MORE] and [two hundred and five women|count 205] were freed.",
    );
    check("More than [2.5 million|count 2500000 MORE_THAN] have fled; half of them are children.");
    check("He signed [three documents|count 3] and met [a dozen ministers|count 12].");
}

#[test]
fn magnitudes_add_up() {
    check("يبلغ عدد السكان [مليونا|count 1000000].");
    check("بلغ العدد [مليونا ونصف المليون|count 1500000].");
    check("شرد النزاع [نصف مليون شخص|count 500000].");
    check("خصصت الحكومة [مليونين ونصف مليون دولار|money 2500000 USD] للمشروع.");
    check("تبلغ الكلفة [مليارا و200 مليون يورو|money 1200000000 EUR].");
    check("طبعت الدار [3 ملايين ومئتي ألف نسخة|count 3200000].");
    check("يعيش في الإقليم [مليونا نسمة|count 2000000] و[ألفا مهاجر|count 2000].");
    check(
        "The fund holds [two and a half billion euros|money 2500000000 EUR] and [half a million shares|count 500000].",
    );
}

#[test]
fn money_has_its_currency() {
    check("ارتفع الربح إلى [2.3 مليار جنيه|money 2300000000 EGP] ([74.4 مليون دولار|money 74400000 USD]).");
    check("وافق على قرض بنحو [ثلاثة مليارات دولار|money 3000000000 USD APPROX].");
    check("أغلق السهم عند [41.30 جنيها|money 41.30 EGP].");
    check(
        "بلغت قيمة العقود [45 مليار دينار عراقي|money 45000000000 IQD] و[خمسة آلاف دينار كويتي|money 5000 KWD].",
    );
    check("قالت وزارة المالية الأردنية إن المنحة [7 ملايين دينار|money 7000000 JOD].");
    check("تبلغ الغرامة [مئة دينار|money 100].");
    check("دفع [دولارين|money 2 USD] ثمنا للتذكرة و[خمسة دولارات|money 5 USD] للوجبة.");
    check("باعه ب[200 جنيه إسترليني|money 200 GBP] و[مليوني ريال سعودي|money 2000000 SAR].");
    check("ثمنها [100 أوقية موريتانية|money 100 MRU].");
    check("The deal is worth [$212 million|money 212000000 USD], or [€5bn|money 5000000000 EUR] over time.");
    check("It paid [20 million Egyptian pounds|money 20000000 EGP] and [USD 300,000|money 300000 USD].");
    check("Shell lost [£1.4bn|money 1400000000 GBP] and [200 million pounds|money 200000000 GBP] more.");
    check("The box weighs 200 pounds.");
}

#[test]
fn shares_of_a_hundred() {
    check("ارتفع [18.6%|percent 18.6 %] وتراجع [22 في المائة|percent 22 %] ثم [31 في المئة|percent 31 %].");
    check(
        "بنسبة [خمسة بالمئة|percent 5 %] للإيداع و[20.25%|percent 20.25 %] للإقراض، أي أقل من [%7|percent 7 % LESS_THAN].",
    );
    check("انكمش الاقتصاد [-1,5%|percent -1.5 %] وارتفع التضخم إلى [٣٥٫٧٪|percent 35.7 %].");
    check(
        "Sales rose [8.5 percent|percent 8.5 %], about [ten per cent|percent 10 % APPROX] of them online, up from [7%|percent 7 %].",
    );
    check("بين 5-10% من السكان، وفي 24/7 و14:30.");
}

#[test]
fn measures_have_a_unit() {
    check("بلغت سرعة الرياح [70 كيلومترا في الساعة|measure 70 km/h].");
    check("على بعد [كيلومترين|measure 2 km] من الحدود و[ثلاثة كيلومترات|measure 3 km] من البحر.");
    check("رفع الفائدة [100 نقطة أساس|measure 100 bp] إلى [19.25%|percent 19.25 %].");
    check("تمتد على [15 ألف متر مربع|measure 15000 m2] وتنتج [نصف مليون لتر|measure 500000 L].");
    check(
        "ضبطت [خمسة كيلوغرامات|measure 5 kg] و[12 طنا|measure 12 t]، والحرارة [-5 درجات مئوية|measure -5 Cel].",
    );
    check(
        "The site covers [1,200 square kilometres|measure 1200 km2], [5km|measure 5 km] away, at [38°C|measure 38 Cel].",
    );
    check("It adds [300 MW|measure 300 MW] and [12.5 hectares|measure 12.5 har].");
}

#[test]
fn telephone_numbers_are_international() {
    check("تواصلوا معنا على الرقم[0012022773659|phone +12022773659]");
    check("على الرقم [٠٠٩٦٦٥٠١٢٣٤٥٦٧|phone +966501234567] أو [+20 22345 6789|phone +20223456789]");
    check("Call [+44 (0)20 7946 0958|phone +442079460958] or [+1-202-277-3659|phone +12022773659].");
    check("الخط الساخن 16111 والرقم 0101234567 والرمز +3 والدقيقة 90+3.");
    check("The code is +999 12345678 and 00123.");
}

#[test]
fn scores_need_a_game() {
    check("فاز على ضيفه [1-صفر|score 1-0] بعد أن تعادلا [2-2|score 2-2] ذهابا.");
    check("تغلبت على إنجلترا [2-1|score 2-1] بهدف متأخر، وفازت ب[ثلاثية نظيفة|score 3-0].");
    check("خسر النهائي [6-3|score 6-3] و[6-4|score 6-4].");
    check("City beat United [3-1|score 3-1] on Saturday.");
    check("فاز الحزب بما بين 10-15 مقعدا.");
    check("Rooms 3-5 are closed; chapters 2-1 are not.");
}

#[test]
fn ages_are_told_by_their_words() {
    check("توفي عن عمر يناهز [84 عاما|age 84 APPROX] في بيروت.");
    check("رحل عن [٧٨ عاماً|age 78] بعد صراع مع المرض.");
    check("القائد البالغ من العمر [35 عاما|age 35] والطفلة البالغة [سبع سنوات|age 7].");
    check("لا يزال يعمل في الـ[84|age 84] من عمره.");
    check("The [84-year-old|age 84] was aged [five|age 5] when a man [30 years old|age 30] found him.");
    check("John Smith, [42|age 42], said he would stay.");
}

#[test]
fn what_counts_nothing_is_no_quantity() {
    for text in [
        "وفق المادة 5 من القانون رقم 2402 والقرار 2254 الصادر عن المجلس.",
        "بعد ثلاث سنوات وخمسة أيام وست ساعات.",
        "زار المدينة مرتين وعاد إليها ثلاث مرات.",
        "حضر شخصان ووقفا أمام الباب.",
        "سجل في الدقيقة 42 هدفه الأول.",
        "تبلغ المساحة أكثر من خمسة أضعاف مساحة الجزيرة.",
        "1. افتتاح المعرض",
        "أقلعت الرحلة MH370 وطائرة A320 من المدرج 27.",
        "انتقد ملايين الناس القرار، وخرج الآلاف إلى الشوارع.",
        "الدول الخمس الكبرى والمركز الثالث.",
        "قتل 35 وأصيب 20 وأوقف 300 ونقلوا إلى السجن.",
        "كأس العالم 2022 وبطولة 2018 لكرة القدم.",
        "https://example.com/5/10-news",
        "Boeing 737 planes and Covid-19 cases fell on Highway 61.",
        "One of the first two-day talks took place in the 21st century.",
        "He came twice, at 3 p.m. on May 5, 2016, and again in 1998.",
        "Article 5 says so, and Apollo 11 astronauts agree.",
        "ألف كتابا عن جده ثم ألف لحنا.",
    ] {
        check(text);
    }
}
