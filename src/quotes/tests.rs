//! What is a quotation, who speaks, and what is only in marks.

use crate::analysis::{Document, Options};

/// Each quotation of the text with the longest name of its speaker, or a dash.
fn said(text: &str) -> Vec<(String, String)> {
    let document = Document::of(text, Options::default());
    let names: Vec<_> = document.mentions().collect();
    let name = |id: &str| {
        let all = names.iter().filter(|m| m.entity_id().is_some_and(|other| &**other == id));
        all.map(|m| m.span.of(text)).max_by_key(|name| name.len()).unwrap_or_default().to_owned()
    };
    document
        .quotations()
        .map(|q| (q.span.of(text).to_owned(), q.speaker.map_or("-".to_owned(), |id| name(&id))))
        .collect()
}

fn check(text: &str, expected: &[(&str, &str)]) {
    let found = said(text);
    let found: Vec<(&str, &str)> = found.iter().map(|(quote, name)| (&**quote, &**name)).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn arabic_verbs_stand_before_their_speaker() {
    check(
        "وتابع سيرغي لافروف \"سنبدأ الإعداد للقاء قريبا\"، في الوقت نفسه.",
        &[("\"سنبدأ الإعداد للقاء قريبا\"", "سيرغي لافروف")],
    );
    check(
        "وقال وزير الخارجية الروسي سيرغي لافروف إن بلاده «لن تقبل شروطا مسبقة».",
        &[("«لن تقبل شروطا مسبقة»", "سيرغي لافروف")],
    );
    check(
        "وقالت وزارة الخارجية التركية في بيان: “لا تغيير في موقفنا”.",
        &[("“لا تغيير في موقفنا”", "وزارة الخارجية التركية")],
    );
    check("وقال سيرغي لافروف: „نعم“.", &[("„نعم“", "سيرغي لافروف")]);
    check("«لن نقبل شروطا مسبقة»، قال سيرغي لافروف للصحفيين.", &[("«لن نقبل شروطا مسبقة»", "سيرغي لافروف")]);
    check("وبحسب سيرغي لافروف \"لم يعد هناك وقت يضيع\".", &[("\"لم يعد هناك وقت يضيع\"", "سيرغي لافروف")]);
    check(
        "ونقلت الوكالة عن الرئيس فلاديمير بوتين قوله خلال لقاء \"تم توقيع الوثائق كلها\".",
        &[("\"تم توقيع الوثائق كلها\"", "فلاديمير بوتين")],
    );
}

#[test]
fn a_verb_without_a_subject_goes_on() {
    check(
        "وقال سيرغي لافروف \"أيدنا الاقتراح منذ البداية\"، مؤكدا \"سنواصل العمل من أجله\". وأضاف: \"لن نتراجع عنه\".",
        &[
            ("\"أيدنا الاقتراح منذ البداية\"", "سيرغي لافروف"),
            ("\"سنواصل العمل من أجله\"", "سيرغي لافروف"),
            ("\"لن نتراجع عنه\"", "سيرغي لافروف"),
        ],
    );
    check(
        "قال سيرغي لافروف: «لا نقبل هذا أبدا». وقال فلاديمير بوتين: «بل نقبل هذا اليوم». وأضاف: «لا خيار آخر أمامنا».",
        &[
            ("«لا نقبل هذا أبدا»", "سيرغي لافروف"),
            ("«بل نقبل هذا اليوم»", "فلاديمير بوتين"),
            ("«لا خيار آخر أمامنا»", "-"),
        ],
    );
    check("وأضاف: \"لن نتراجع عن القرار\".", &[("\"لن نتراجع عن القرار\"", "-")]);
}

#[test]
fn the_unnamed_are_nobody() {
    check(
        "وقال متحدث باسم وزارة الدفاع الروسية إن القوات «ستلتزم بالاتفاق حرفيا».",
        &[("«ستلتزم بالاتفاق حرفيا»", "-")],
    );
    check(
        "وأوضح المصدر لوكالة الصحافة الفرنسية أن الوفد «غادر المدينة ليلا».",
        &[("«غادر المدينة ليلا»", "-")],
    );
    check("\"We did not expect this at all,\" she said.", &[("\"We did not expect this at all,\"", "-")]);
    check("\"Nobody knows,\" said a spokesman for the European Commission.", &[("\"Nobody knows,\"", "-")]);
    check(
        "Aides to John Kerry said \"the road is not safe\" on Monday.",
        &[("\"the road is not safe\"", "-")],
    );
}

#[test]
fn english_speakers_stand_on_either_side() {
    check(
        "\"The talks will go on,\" John Kerry told reporters. \"We have no choice.\"",
        &[("\"The talks will go on,\"", "John Kerry"), ("\"We have no choice.\"", "John Kerry")],
    );
    check(
        "“The talks will go on,” said Secretary of State John Kerry.",
        &[("“The talks will go on,”", "John Kerry")],
    );
    check(
        "\"The talks,\" said John Kerry, \"will go on.\"",
        &[("\"The talks,\"", "John Kerry"), ("\"will go on.\"", "John Kerry")],
    );
    check(
        "John Kerry, the former senator, said: ‘I don’t know yet.’",
        &[("‘I don’t know yet.’", "John Kerry")],
    );
    check(
        "According to John Kerry, \"there is no other way out\".",
        &[("\"there is no other way out\"", "John Kerry")],
    );
}

#[test]
fn inner_marks_belong_to_the_outer_speech() {
    check(
        "وقال سيرغي لافروف: «سألني \"متى نبدأ العمل\" فلم أجب».",
        &[("«سألني \"متى نبدأ العمل\" فلم أجب»", "سيرغي لافروف")],
    );
}

#[test]
fn titles_names_and_irony_are_no_speech() {
    for text in [
        "أعلن الرئيس فلاديمير بوتين \"خفض\" الوجود العسكري.",
        "وقال سيرغي لافروف إن رواية «ليل المدينة الطويل» أعجبته.",
        "وأكد الوزير أن العاصفة «ياسمين» ستنحسر.",
        "صدرت روايته الأولى «دمشق بعد المطر» ثم «ليل تموز الطويل».",
        "وصدر عنه كتابان: «ربيع لا يشيخ» و«يوم في حلب القديمة».",
        "وصف الوزير القرار بـ«الكارثي».",
        "يستثني الاتفاق تنظيم \"داعش\" و\"جبهة فتح الشام\".",
        "أعلن الجيش السوري أن الهدنة لا تشمل تنظيم الدولة و\"جبهة أنصار الحق\".",
        "The so-called \"king of the road\" sold his car.",
        "She wrote the novel \"The Long Night of May\" in 1998.",
        "He said the film \"Three Days in Rome\" was his last.",
    ] {
        check(text, &[]);
    }
}

#[test]
fn tags_do_not_hide_the_speaker() {
    check(
        "وقال <person>سيرغي لافروف</person>: «لن نقبل شروطا مسبقة».",
        &[("«لن نقبل شروطا مسبقة»", "سيرغي لافروف")],
    );
}

/// Every mark looks a bounded number of words around. Quadratic work would not come back from these.
#[test]
fn a_paragraph_full_of_marks_costs_its_length() {
    for piece in [
        "«",
        "\"",
        "«ا» ",
        "\"a b c\" ",
        "قال «نعم يا سيدي»، ",
        "قال ",
        "“a b c,” said X ",
        "\"a b c,\" ",
        "و«ا ب ج» ",
        "«قال ",
    ] {
        let text = piece.repeat(10_000);
        let passage = crate::text::Passage::new(&text, None);
        let found = super::detect(&passage);
        assert!(found.len() <= 20_000);
        assert!(found.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
    }
}
