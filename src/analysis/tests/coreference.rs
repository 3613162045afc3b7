//! Who is who in whole texts: `[name:1]` is a mention and the number its entity, `{word}` is none. Marks of one number
//! are one entity and marks of two are two.

use crate::analysis::{Document, Options, Subject};
use crate::tags::TagType;
use std::collections::BTreeMap;

/// A mark: where the name begins and ends in the text, and its entity, if it is a mention at all.
type Mark = (usize, usize, Option<String>);

fn read(marked: &str) -> (String, Vec<Mark>) {
    let (mut text, mut marks, mut rest) = (String::new(), Vec::new(), marked);
    while let Some(open) = rest.find(['[', '{']) {
        let close = open + rest[open..].find([']', '}']).unwrap();
        let inside = &rest[open + 1..close];
        let (name, number) =
            inside.rsplit_once(':').map_or((inside, None), |(name, n)| (name, Some(n.to_owned())));
        text.push_str(&rest[..open]);
        marks.push((text.len(), text.len() + name.len(), number));
        text.push_str(name);
        rest = &rest[close + 1..];
    }
    text.push_str(rest);
    (text, marks)
}

/// Somebody else than all who bear a number, if found at all.
const STRANGER: &str = "?";

/// A few sentences are less to go by than an article: what must be found may be less sure than what is shown.
const FOUND: f32 = 0.55;

fn check(marked: &str) {
    let (text, marks) = read(marked);
    let document = Document::of(&text, Options::default());
    let mut numbers: BTreeMap<String, String> = BTreeMap::new();
    let mut ids: BTreeMap<String, String> = BTreeMap::new();
    let mut strangers: Vec<String> = Vec::new();
    for (start, end, number) in marks {
        let named = |t: TagType| matches!(t, TagType::Person | TagType::Org | TagType::Place);
        let found = document.mentions().find(|m| {
            named(m.tag_type) && m.confidence >= FOUND && (m.span.start, m.span.end) == (start, end)
        });
        let name = &text[start..end];
        let entity = found.and_then(|m| match m.subject {
            Subject::Entity(entity) => Some(entity.id.to_string()),
            Subject::Time(_) => None,
        });
        match (number, entity) {
            (None, None) => {}
            (Some(number), found) if number == STRANGER => strangers.extend(found),
            (None, Some(id)) => panic!("{name} is no mention, but found as {id}: {text}"),
            (Some(_), None) => panic!("{name} is not found: {text}"),
            (Some(number), Some(id)) => {
                let known = numbers.entry(id.clone()).or_insert_with(|| number.clone());
                assert_eq!(*known, number, "{name} is {id}: {text}");
                let known = ids.entry(number).or_insert_with(|| id.clone());
                assert_eq!(*known, id, "{name}: {text}");
            }
        }
    }
    for stranger in strangers {
        assert!(!numbers.contains_key(&stranger), "{stranger} is somebody: {text}");
    }
}

#[test]
fn people_by_their_short_forms() {
    check("التقى [أبو محمد الجولاني:1] وفدا محليا.\n\nوقال [الجولاني:1] إن الحوار مستمر.");
    check(
        "وصلت الدكتورة [سلمى العطار:1] أمس.\n\nوأوضحت [العطار:1] أن الدواء متوفر، ثم عادت [سلمى:1] إلى عملها.",
    );
    check("The judge heard [Adam Clarke:1] on Monday.\n\nMr. [Clarke:1] said he was sorry.");
    check("A lawyer, [Maria Lopez:1], spoke first. Ms. [Lopez:1] said the case was closed.");
}

#[test]
fn two_people_of_one_name_are_nobody() {
    check(
        "قال الدكتور [سامر القلمونجي:1] شيئا. وقال الدكتور [مازن القلمونجي:2] غيره. وأضاف [القلمونجي:?] كلمة.",
    );
    check("التقت الدكتورة [سلمى العطار:1] الدكتورة [سلمى القاسم:2]. ثم غادرت {سلمى} القاعة.");
}

#[test]
fn bodies_by_what_is_left_of_their_names() {
    check(
        "فازت [حركة النهضة:1] بمقاعد كثيرة.\n\nوقالت [النهضة:1] إنها تقبل النتائج، ورحب حلفاء من [النهضة:1] بذلك.",
    );
    check("أعلن [حزب الليكود:1] مرشحيه. ثم عقد [الليكود:1] مؤتمرا.");
    check("[Zentara Holdings:1] reported a loss on Monday. Shares in [Zentara:1] fell.");
}

#[test]
fn what_is_left_of_a_name_is_often_a_word() {
    check("فازت [حركة النهضة:1] بمقاعد كثيرة. وتحدث الكاتب عن عصر {النهضة} العربية وعن سد {النهضة}.");
    check("درس الباحث كتلة الذرة طويلا. ثم قال إن {الذرة} صغيرة، وكتب عن {الذرة} كتابا.");
    check("انتقدت {الهيئة} القرار، وقالت {المحكمة} إن {الوزارة} لم ترد.");
}

#[test]
fn an_acronym_is_what_it_is_explained_as() {
    check("قال تنظيم [الدولة الإسلامية:1] ([داعش:1]) إنه المسؤول. ثم نفى [داعش:1] ذلك.");
    check("The [World Food Programme:1] ([WFP:1]) sent flour. Later the [WFP:1] asked for more.");
    check("The [Northern Harbour Workers Union:1] called a strike on Monday. The [NHWU:1] has many members.");
}

#[test]
fn two_names_of_one_thing() {
    check("هاجمت [جبهة فتح الشام:1] أي [جبهة النصرة:1] سابقا الحاجز. وأعلنت [جبهة النصرة:1] ذلك.");
    check("هاجمت [جبهة فتح الشام:1] ([جبهة النصرة:1] سابقا) الحاجز.");
}

#[test]
fn a_bracket_is_not_always_a_second_name() {
    check("قال الدكتور [سامر القلمونجي:1] ({34 عاما}) إنه بخير.");
    check("The [World Food Programme:1] ({1961}) is old.");
    check("تعادل [نادي الزمالك:1] ([القاهرة:2]) مع ضيفه.");
}

#[test]
fn a_given_name_is_no_ordinary_word_and_stands_alone() {
    check("تحدث الوزير [أمل الشامي:1] طويلا. وقال إن {أمل} الناس كبير.");
    check("حضر الدكتور [سليم الحاتمي:1] اللقاء. ثم قابل {سليم} عثمان.");
    check("Mr. [Adam Clarke:1] left. He lived on {Adam} Street.");
}

#[test]
fn two_bodies_of_one_head_are_two() {
    check("انسحبت [حركة النهضة:1] من الجلسة، وبقيت [حركة فتح:2] في القاعة. وقالت [النهضة:1] إنها غاضبة.");
    check("[وزارة الدفاع الروسية:1] أكدت الخبر ونفته [وزارة الدفاع التركية:2]. ولم ترد [وزارة الدفاع:3] في بغداد.".replace("بغداد", "[بغداد:4]").as_str());
}

#[test]
fn names_are_turned_and_explained_in_both_directions() {
    check("نقلت [الوكالة العربية السورية للأنباء:1] ([سانا:1]) الخبر. وأضافت [سانا:1] أن الطريق مفتوح.");
    check("The [WFP:1] ([World Food Programme:1]) sent flour.");
    check(
        "Shares in [Zentara Holdings:1], formerly known as [Veltrix Group:1], fell. Once [Veltrix Group:1] was rich.",
    );
}
