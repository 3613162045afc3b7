//! `ar/hamza`: a word whose alef has the wrong hamza, or lacks it, by the frequency of its spellings.
//!
//! The list that counts them was written by everybody, so an error is a tenth to a quarter as frequent there as the right
//! spelling, and now and then a rare word is. What the letters of the word allow decides how much rarer a spelling has to
//! be: a bare alef before a verb of the forms VII, VIII and X is most likely right, a hamza there most likely wrong; of two
//! hamzas, أ and إ, both may be words, so the other has to be unheard of. Nothing is said inside names of people.

use super::seats;
use super::verdict::{ALEF, Verdict, judge, look_up};
use super::words::{self, Word};
use crate::analysis::{Document, Paragraph};
use crate::entities::EntityType;
use crate::lexicon::spelling::alef;
use crate::lexicon::statistics;
use crate::lints::{Find, Finding, Fix, Rule, Severity};
use crate::text::{Edit, Language, Span, fold};
use smallvec::SmallVec;

/// The rule.
pub const RULE: Rule = Rule { name: "ar/hamza", level: Some(Severity::Warning), find: Find::Paragraph(find) };

/// Bare, hamza above, hamza below, madda: what the two bits of a pattern say.
const FORMS: [char; 4] = [ALEF, '\u{623}', '\u{625}', '\u{622}'];

/// A fix is safe when the spelling is this much rarer than the right one.
const SAFE: u16 = 90;
/// Words counted less than a hundred times in 22 million, as the statistics put it.
const HARDLY: u8 = 14;
/// In the name of a place the right spelling has to be this much more frequent.
const IN_PLACES: u16 = 60;

fn find(document: &Document, start: usize, paragraph: &Paragraph, out: &mut Vec<Finding>) {
    let plain = &paragraph.markup.plain;
    if !words::is_arabic(&plain.text) || words::is_other_language(&plain.text) {
        return;
    }
    let mut bare = Vec::with_capacity(words::LONGEST);
    words::each(&plain.text, |word| {
        if let Some(right) = seats::seated(word) {
            out.extend(seats::report(document, start, paragraph, word, right));
        } else if let Some(verdict) = judge(word, &mut bare) {
            out.extend(report(document, start, paragraph, word, &verdict));
        }
    });
}

/// The finding of a verdict; none in names of people, in addresses, and where somebody means it.
fn report(
    document: &Document,
    start: usize,
    paragraph: &Paragraph,
    word: &Word,
    verdict: &Verdict,
) -> Option<Finding> {
    let plain = &paragraph.markup.plain;
    let raw = plain.to_raw(word.span);
    if words::is_in_person(paragraph, raw)
        || words::is_in_address(&plain.text, word.span)
        || is_letter_name(&plain.text, word)
        || is_of_a_name(&plain.text, word)
        || words::is_own(document.options(), paragraph, word.span, raw)
    {
        return None;
    }
    let changes: SmallVec<[Vec<(usize, char)>; 2]> =
        verdict.right.iter().map(|&right| changes(word, verdict, right)).collect();
    // How the name of a place is written by others is no matter of spelling, unless its hamza is missing.
    let lacks = |(index, _): &(usize, char)| word.letters.get(*index) == Some(&ALEF);
    if words::name_at(paragraph, raw) == Some(EntityType::Place)
        && !changes.iter().flatten().all(|change| lacks(change) && verdict.margin >= IN_PLACES)
    {
        return None;
    }
    let written: String = word.letters.iter().collect();
    let mended: SmallVec<[String; 2]> = changes.iter().map(|change| with(word, change)).collect();
    let (first, change) = (mended.first()?, changes.first()?);
    let values = [("word", written.as_str()), ("right", first.as_str())];
    let message = match mended.get(1) {
        Some(second) => document.say("ar/hamza:either", &[values[0], ("first", first), ("second", second)]),
        None if change.iter().all(lacks) => document.say("ar/hamza:missing", &values),
        None if change.iter().all(|(_, c)| *c == ALEF) => document.say("ar/hamza:connecting", &values),
        None => document.say("ar/hamza", &values),
    };
    let is_safe = mended.len() == 1 && verdict.margin >= SAFE && verdict.is_whole;
    let fixes = changes.iter().zip(&mended).map(|(change, mended)| Fix {
        title: document.say("ar/hamza:fix", &[("right", mended)]),
        edits: change.iter().map(|&(index, c)| edit(start, paragraph, word, index, c)).collect(),
        is_safe,
    });
    Some(Finding { fixes: fixes.collect(), ..RULE.finding(raw.shifted(start), message) })
}

/// The letters that a right spelling changes, by their places among the word's letters.
fn changes(word: &Word, verdict: &Verdict, right: u16) -> Vec<(usize, char)> {
    let mut nth = u32::from(verdict.is_hidden);
    let mut out = Vec::new();
    for (index, &c) in word.letters.iter().enumerate().skip(verdict.skip) {
        let Some(form) = alef(c) else { continue };
        let should = right >> (2 * nth) & 3;
        nth += 1;
        // An ending that was cut is no part of the pattern, and has no hamza.
        if form != should && nth <= 7 {
            out.push((index, FORMS[usize::from(should)]));
        }
    }
    out
}

/// The word's letters with some changed.
fn with(word: &Word, change: &[(usize, char)]) -> String {
    let changed = |index: usize| change.iter().find(|(at, _)| *at == index).map(|(_, c)| *c);
    word.letters.iter().enumerate().map(|(index, &c)| changed(index).unwrap_or(c)).collect()
}

/// Only the letter changes: its marks and the tatweel around it stay.
fn edit(start: usize, paragraph: &Paragraph, word: &Word, index: usize, c: char) -> Edit {
    let raw = paragraph.markup.plain.to_raw(word.letter(index));
    Edit { span: Span::new(raw.start, raw.end).shifted(start), replacement: c.to_string() }
}

/// Two letters behind a proclitic, before a word that is mostly seen in names of people or hardly ever, are most likely a part
/// of that name: فان غوخ.
fn is_of_a_name(text: &str, word: &Word) -> bool {
    if !matches!(word.letters[..], ['\u{641}' | '\u{628}' | '\u{644}' | '\u{648}', ALEF, '\u{646}']) {
        return false;
    }
    let Some(next) = text[word.span.end..].split_whitespace().next() else { return false };
    let next = fold::fold(next.trim_matches(|c: char| !c.is_alphanumeric()));
    // What is glued to a word is no part of what was counted.
    let glued = next.starts_with(['\u{641}', '\u{628}', '\u{644}', '\u{648}', '\u{643}']);
    match statistics(Language::Arabic, &next, false) {
        Some(known) => known.frequency < HARDLY || known.prior.person > 127,
        None => !next.is_empty() && !glued,
    }
}

/// A short word beside another name of a letter: broadcasters are called so.
fn is_letter_name(text: &str, word: &Word) -> bool {
    if word.letters.len() > 3 || !look_up(&word.letters).is_letter() {
        return false;
    }
    let beside = |word: Option<&str>| {
        let word = word.unwrap_or_default();
        let letters: SmallVec<[char; 8]> = word.chars().filter(|&c| words::is_letter(c)).collect();
        letters.len() <= 4 && !letters.is_empty() && look_up(&letters).is_letter()
    };
    beside(text[..word.span.start].split_whitespace().next_back())
        || beside(text[word.span.end..].split_whitespace().next())
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::analysis::{Document, Options};
    use crate::authority::{Authority, parse::parse};
    use crate::lints::{Finding, of_document};
    use crate::tags::Syntax;
    use crate::text::{Language, apply};
    use std::sync::Arc;

    fn findings(text: &str, options: Options) -> Vec<Finding> {
        let found = of_document(&Document::of(text, options));
        found.into_iter().filter(|finding| finding.rule == RULE.name).collect()
    }

    /// Checks the words that are found and what the first fix of each makes of them; mended once, nothing is found.
    fn check_in(syntax: Syntax, text: &str, expected: &[(&str, &str)]) {
        let options = || Options { syntax, ..Options::default() };
        let found = findings(text, options());
        let words: Vec<&str> = found.iter().map(|finding| finding.span.of(text)).collect();
        assert_eq!(words, expected.iter().map(|(word, _)| *word).collect::<Vec<_>>(), "{text}");
        for (finding, (_, right)) in found.iter().zip(expected) {
            assert!(finding.fixes[0].title.ends_with(right), "{}", finding.fixes[0].title);
        }
        let edits: Vec<_> = found.iter().flat_map(|finding| finding.fixes[0].edits.clone()).collect();
        let mended = apply(text, &edits);
        assert_eq!(findings(&mended, options()), [], "{mended}");
    }

    fn check(text: &str, expected: &[(&str, &str)]) {
        check_in(Syntax::Plain, text, expected);
    }

    fn silent(texts: &[&str]) {
        for text in texts {
            check(text, &[]);
        }
    }

    #[test]
    fn a_missing_hamza_fires() {
        check("سافر الوفد الى العاصمة امس.", &[("الى", "إلى"), ("امس", "أمس")]);
        check("اعلن الناطق اطلاق المشروع.", &[("اعلن", "أعلن"), ("اطلاق", "إطلاق")]);
        check("قال ان الاسعار ارتفعت.", &[("ان", "أن"), ("الاسعار", "الأسعار")]);
        check("سافر الاستاذ الى الامارات.", &[("الاستاذ", "الأستاذ"), ("الى", "إلى"), ("الامارات", "الإمارات")]);
        check("وزار الامين العام الاراضي الزراعية.", &[("الامين", "الأمين"), ("الاراضي", "الأراضي")]);
        check("بحثت الدول الاوروبية هذه المسالة.", &[("الاوروبية", "الأوروبية"), ("المسالة", "المسألة")]);
        check("الان يبدا العمل بتاكيد من الوزارة.", &[("الان", "الآن"), ("يبدا", "يبدأ"), ("بتاكيد", "بتأكيد")]);
    }

    #[test]
    fn a_hamza_on_a_connecting_alef_fires() {
        check("عقد الإجتماع أمس.", &[("الإجتماع", "الاجتماع")]);
        check("جرى إستقبال الضيوف.", &[("إستقبال", "استقبال")]);
        check("هذا الأتحاد قديم.", &[("الأتحاد", "الاتحاد")]);
        check("كتب إسمه على الباب.", &[("إسمه", "اسمه")]);
        check("انتهت الإنتخابات.", &[("الإنتخابات", "الانتخابات")]);
        check("هذه إمرأة شجاعة.", &[("إمرأة", "امرأة")]);
        check("أرتفعت الحرارة.", &[("أرتفعت", "ارتفعت")]);
    }

    #[test]
    fn the_other_hamza_fires() {
        check("دعا (إطراف) الحوار.", &[("إطراف", "أطراف")]);
        check("بدأ أنتاج القمح.", &[("أنتاج", "إنتاج")]);
        check("قرأ القرأن.", &[("القرأن", "القرآن")]);
        check("حضر ألاف الناس.", &[("ألاف", "آلاف")]);
        check("سافر ألى المدينة.", &[("ألى", "إلى")]);
    }

    #[test]
    fn a_hamza_on_a_wrong_seat_fires() {
        check("تشجع المكتبة قرائة القصص وكل شئ جميل.", &[("قرائة", "قراءة"), ("شئ", "شيء")]);
        check("جائت الأسرة بالشئ نفسه.", &[("جائت", "جاءت"), ("بالشئ", "بالشيء")]);
        check("أثبت المحامي برائته وكفائتها.", &[("برائته", "براءته"), ("وكفائتها", "وكفاءتها")]);
        check("اتخذت الإجرائات بعد اللقائات.", &[("الإجرائات", "الإجراءات"), ("اللقائات", "اللقاءات")]);
        check("يتسائل الناس متى تضائلت المياه.", &[("يتسائل", "يتساءل"), ("تضائلت", "تضاءلت")]);
        silent(&[
            "قراءة كل شيء وشيئا فشيئا في هيئة وبيئة ومئة ومائة.",
            "قال مسئول الشئون إن زيارة مفاجئة جرت.",
            "قرئ الكتاب وملئ الكأس وبدئ العمل.",
            "سئل الوزراء عن أبنائهم ورؤسائهم وقضائي.",
            "متسائلا متفائلا متشائما متضائلا ملائما.",
            "وسم #شئ_غريب والضوئي والهدوئية.",
        ]);
    }

    #[test]
    fn what_is_glued_stays() {
        check("وللاسف تأخر.", &[("وللاسف", "وللأسف")]);
        check("بالاضافة إلى ذلك", &[("بالاضافة", "بالإضافة")]);
        check("وفاوضهم لاطلاقهم.", &[("لاطلاقهم", "لإطلاقهم")]);
        check("فابلغها النبأ.", &[("فابلغها", "فأبلغها")]);
        check("وافلحت الجهود.", &[("وافلحت", "وأفلحت")]);
    }

    #[test]
    fn marks_tatweel_and_tags_stay() {
        let text = "بحث <b>الاراضي</b> وَالاسْعار والاســعار.";
        let expected = [("الاراضي", "الأراضي"), ("وَالاسْعار", "والأسعار"), ("والاســعار", "والأسعار")];
        check_in(Syntax::Html, text, &expected);
        let found = findings(text, Options { syntax: Syntax::Html, ..Options::default() });
        let edits: Vec<_> = found.iter().flat_map(|finding| finding.fixes[0].edits.clone()).collect();
        assert_eq!(apply(text, &edits), "بحث <b>الأراضي</b> وَالأسْعار والأســعار.");
    }

    #[test]
    fn two_words_give_two_fixes() {
        let text = "مع تركيا الاعداد للقاء.";
        let found = findings(text, Options { locale: Language::Arabic, ..Options::default() });
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].fixes.len(), 2);
        assert_eq!(findings("دعا (إطراف) الحوار.", Options::default())[0].fixes.len(), 1);
        assert!(found[0].fixes.iter().all(|fix| !fix.is_safe));
        assert!(found[0].message.contains("الأعداد") && found[0].message.contains("الإعداد"));
    }

    #[test]
    fn verbal_nouns_and_verbs_with_a_connecting_alef_are_left_alone() {
        silent(&[
            "عقد اجتماع بعد انتخاب الرئيس واستقبال الوفد.",
            "اعتقد الوزير أن الأمر انتهى وانتظر الرد.",
            "استطاع الفريق الفوز واحتاج إلى وقت.",
            "وقع انفجار فانهار المبنى واندلع حريق.",
            "اتفق الطرفان على اتخاذ قرار واتهما غيرهما.",
            "وازداد الاهتمام واصطدمت سيارتان.",
            "أعتقد أنني أستطيع وأنتظر.",
        ]);
    }

    #[test]
    fn both_words_are_left_alone() {
        silent(&[
            // The builder of a mosque, and a weekday that houses write in two ways.
            "قال إن باني المسجد معروف.",
            "يوم الإثنين المقبل ويوم الاثنين الماضي.",
            "أعلام الدولة ووسائل إعلام محلية.",
            "إعداد الطعام وأعداد الضيوف.",
            "قال إن الأمر سهل وأكد أن العمل بدأ وإنه سعيد.",
            "إلا أن المدينة هادئة، ألا ترى؟",
            "وقف أمام إمام المسجد.",
            "تلقى أنباء عن إنباء سابق.",
            "كأن شيئا لم يكن وكان الجو جميلا.",
            "سأل الصحفي ثم سال الماء.",
            "بدا الوزير متفائلا وبدأ العمل.",
            "أحكام القضاء وإحكام السيطرة.",
            "أحداث العام وإحداث تغيير.",
            "آخر الأخبار وأخر الاجتماع أعمالا أخرى.",
            "وأحد الضيوف وحيد وواحد منهم غائب.",
            "هذا تأريخ وذاك تاريخ.",
            "كانا في سامراء وساعدهما على إعادتهما.",
            "الهام من الأمر أن القاء ليس لقاء.",
        ]);
    }

    #[test]
    fn connecting_nouns_and_imperatives_are_left_alone() {
        silent(&[
            "اسم ابن عمه وابنته واثنان من امرأة وامرئ.",
            "يوم الاثنين اثنا عشر رجلا.",
            "ارفع صوتك واكتب اسمك واذهب وانظر واقرأ واستمع.",
            "الله أكبر والذي قال هذا هو الذي كتب.",
        ]);
    }

    #[test]
    fn names_addresses_and_codes_are_left_alone() {
        silent(&[
            "قال الممثل احمد الشريف إنه سعيد.",
            "زار إستانا عاصمة كازاخستان.",
            "لوحات فان غوخ في المتحف.",
            "قال فان دايك إن الحظ خانه.",
            "فاز منتخب أسبانيا على إسبانيا وسافر إلى إفريقيا وأفريقيا.",
            "انظر https://example.org/الاراضي وفيه المزيد.",
            "تحت وسم #الاراضي_لنا كتب كثيرون.",
            "بثت قناة سي ان ان وقناة ام بي سي الخبر.",
            "حساب @الاعلام2 مغلق.",
            "نشر على انستغرام صورة من اسطنبول واستوديو.",
        ]);
    }

    #[test]
    fn other_languages_are_left_alone() {
        silent(&["The Amir said so.", "این استان در ایران است و اسلام", ""]);
    }

    #[test]
    fn what_the_authority_file_spells_is_left_alone() {
        let records = "[a]\ntype = \"org\"\nprefer.ar = \"إرفع صوتك\"\nshort.ar = [\"الاهالي\"]\n";
        let authority = Some(Arc::new(Authority::new(parse("a.toml", records).0).0));
        for (text, with, without) in [
            ("متابعة: إرفع صوتك", 0, 1),
            ("نقلت عن إرفع صوتك أمس.", 0, 1),
            ("كتبت صحيفة الاهالي أمس.", 0, 1),
            ("كتبت صحيفة الاراضي أمس.", 1, 1),
        ] {
            let options = Options { authority: authority.clone(), ..Options::default() };
            assert_eq!(findings(text, options).len(), with, "{text}");
            assert_eq!(findings(text, Options::default()).len(), without, "{text}");
        }
    }
}
