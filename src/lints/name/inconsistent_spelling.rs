//! `name/inconsistent-spelling`: one name is written in two ways in one article. Which names are one is known from a table
//! (`spellings`), or is seen: two full names that differ in one letter of those that writers of foreign names differ in, or
//! in a space; names of one record of the gazetteer in two.
//!
//! Never one name: a country and its adjective, two names that people have, a name with the article and without. What
//! differs in hamza alone is `ar/hamza`'s.

use super::sound::{alternations, is_one_sound, skeleton};
use super::spellings::{Sense, Spelled, settled, spelled};
use crate::analysis::{Document, Fact, Named, Options, Paragraph, Said};
use crate::entities::EntityType;
use crate::lexicon::gazetteer::{self, Record, flag};
use crate::lexicon::hash::{hash, hash_with, mix};
use crate::lexicon::{Class, Lexicon, statistics};
use crate::lints::words::{Words, is_part, word_before, word_behind};
use crate::lints::{Find, Finding, Fix, Rule, Severity, When};
use crate::tags::TagType;
use crate::text::{Edit, Language, Span, fold};
use smallvec::SmallVec;
use std::cmp::Reverse;

/// The rule.
pub const RULE: Rule = Rule {
    name: "name/inconsistent-spelling",
    level: Some(Severity::Warning),
    find: Find::Ledger { when: When::Differs, read, compare },
};

/// Keys of names in the table are even, of seen names odd.
const SEEN: u64 = 1;
/// Bodies whose names keep the spelling they chose: papers, firms, clubs, universities.
const CHOOSE_THEIR_NAME: &[&str] = &["media", "company", "club", "education"];
/// A name is believed from here.
const LEAST_CONFIDENCE: f32 = 0.5;
/// A word counted more often in twenty million words of news is one; twice the logarithm of its count.
const RARE: u8 = 8;
/// A shorter word is another word as soon as a letter changes.
const SHORTEST: usize = 4;

fn read(paragraph: &Paragraph, _: &Options, out: &mut Vec<Fact>) {
    let plain = &paragraph.markup.plain;
    let (mut words, mut letters) = (Words::new(&plain.text), String::new());
    while let Some(word) = words.next(&mut letters) {
        let Some(found) = spelled(&letters, word.is_arabic) else { continue };
        let name = word.span.start + super::place(&plain.text, word.span, found.cut.name);
        let span = Span::new(name, word.span.end);
        if is_name(paragraph, word.span, span, &found) {
            let key = mix(hash_with(1, "table"), u64::from(found.family)) & !SEEN;
            out.push(Fact::new(key, found.spelling.into(), plain.to_raw(span)));
        }
    }
    for named in &paragraph.entities {
        seen(paragraph, named, out);
    }
    out.extend(paragraph.bonds.shorts.iter().filter(|short| short.may_be_person()).filter_map(|short| {
        let word = written(paragraph, short.span);
        let folded = fold::fold(word);
        is_unheard(&folded)
            .then(|| Fact::new(seen_key(EntityType::Person, &folded), hash(&folded), short.span))
    }));
}

/// A key of names that end with this word.
fn seen_key(entity_type: EntityType, last: &str) -> u64 {
    hash_with(entity_type as u64 + 2, &skeleton(last)) | SEEN
}

/// True for a word that is in no list and hardly in news: where it nearly is somebody's family name, it is misspelt.
fn is_unheard(folded: &str) -> bool {
    let language = if folded.is_ascii() { Language::English } else { Language::Arabic };
    folded.chars().count() > SHORTEST
        && gazetteer::get(folded).is_none()
        && statistics(language, folded, false).is_none_or(|s| s.frequency <= RARE)
        && Lexicon::of(language).senses(folded).is_empty()
}

/// True when the word at `word`, whose name is at `span` without its proclitics, is the name that it looks like.
fn is_name(paragraph: &Paragraph, word: Span, span: Span, found: &Spelled) -> bool {
    let plain = &paragraph.markup.plain;
    let text = plain.text.as_str();
    if is_part(text, word)
        || found.is_other_beside(word_before(text, word.start))
        || found.is_other_beside(word_behind(text, word.end + usize::from(text[word.end..].starts_with(','))))
    {
        return false;
    }
    // A name in English has a capital.
    let first = span.of(text).chars().next();
    if first.is_some_and(char::is_lowercase) {
        return false;
    }
    let raw = plain.to_raw(span);
    let around = |entity_type: EntityType| {
        paragraph
            .entities
            .iter()
            .map(|named| &named.mention)
            .find(|m| m.entity_type == entity_type && m.span.contains(raw) && m.span.len() > raw.len())
    };
    match found.sense() {
        Sense::Name => true,
        Sense::Adjective => around(EntityType::Org).is_none_or(|m| !CHOOSE_THEIR_NAME.contains(&m.kind)),
        Sense::Place => around(EntityType::Org).is_none() && around(EntityType::Person).is_none(),
        Sense::Exact => {
            let place = |named: &Named| {
                let m = &named.mention;
                m.span == raw
                    && m.entity_type == EntityType::Place
                    && named.tag_type == TagType::Place
                    && !m.nested
            };
            paragraph.entities.iter().any(place) && is_noun_here(paragraph, word, span)
        }
    }
}

/// True when what stands before a word makes it no adjective: a preposition, a noun of place or extent, another place, or
/// nothing. Whoever reads the paragraph for names knows more and errs more.
fn is_noun_here(paragraph: &Paragraph, word: Span, span: Span) -> bool {
    let plain = &paragraph.markup.plain;
    let glued = Span::new(word.start, span.start).of(&plain.text);
    let before = word_before(&plain.text, word.start);
    let conjunction = glued.chars().next_back().is_some_and(|c| matches!(c, 'و' | 'ف'));
    if !glued.is_empty() && !conjunction {
        return true; // a preposition
    }
    if before.is_empty() {
        return true;
    }
    let lexicon = Lexicon::of(Language::Arabic);
    let folded = fold::fold(before);
    let is = |class| lexicon.sense(&folded, class).is_some();
    let end = plain.to_raw(Span::new(0, word.start)).end;
    let place_before = || {
        paragraph.entities.iter().any(|named| {
            let m = &named.mention;
            m.entity_type == EntityType::Place && m.span.end <= end && end - m.span.end <= 2
        })
    };
    if conjunction {
        return place_before();
    }
    // مناطق سورية and مدينة سورية may be of the country, or its adjective; a noun with ة is feminine as it is.
    let part = lexicon.sense(&folded, Class::PlacePart).is_some_and(|sense| sense.value.is_empty());
    let office = is(Class::Office) && !folded.ends_with('ه');
    office || part && !is(Class::PlaceHead) || is(Class::FunctionWord) || is(Class::SpeechVerb)
}

/// What a detected name says. One word alone is believed when the gazetteer has it.
fn seen(paragraph: &Paragraph, named: &Named, out: &mut Vec<Fact>) {
    let mention = &named.mention;
    let counted = match mention.entity_type {
        EntityType::Person => named.tag_type == TagType::Person,
        EntityType::Org | EntityType::Place => mention.record.is_some(),
        EntityType::Group | EntityType::Role => false,
    };
    if !counted || mention.nested || mention.confidence < LEAST_CONFIDENCE || mention.own.is_some() {
        return;
    }
    hamza(paragraph, named, out);
    let folded = settled(written(paragraph, mention.span));
    let (last, several) = match folded.rsplit_once(' ') {
        Some((_, last)) => (last, true),
        None => (folded.as_str(), false),
    };
    if !several && mention.record.is_none() && !is_unheard(last) || last.chars().any(|c| c.is_ascii_digit()) {
        return;
    }
    let form = hash(&folded);
    out.push(Fact::new(seen_key(mention.entity_type, last), form, mention.span));
    if let Some(record) = mention.record {
        out.push(Fact::new(record_key(record), form, mention.span));
    }
}

/// A key of names whose letters are the same but for the hamza.
fn hamza_key(folded: &str) -> u64 {
    hash_with(99, folded) | SEEN
}

/// How the hamzas of a name are written: its letters with the seats of alef. `ar/hamza` minds none of a person's, and in
/// those of places only the missing ones, so that of a place without hamza nothing is said here.
fn hamza(paragraph: &Paragraph, named: &Named, out: &mut Vec<Fact>) {
    let mention = &named.mention;
    let name = written(paragraph, mention.span);
    let seat = |c: char| matches!(c, '\u{622}' | '\u{623}' | '\u{625}');
    let counted = match mention.entity_type {
        EntityType::Person => true,
        EntityType::Place => {
            name.chars().filter(|c| c.is_alphabetic()).nth(SHORTEST - 1).is_some() && name.starts_with(seat)
        }
        EntityType::Org | EntityType::Group | EntityType::Role => false,
    };
    // A place that the table knows is compared by it.
    let in_table = || mention.entity_type == EntityType::Place && name.split([' ', '-']).any(is_in_table);
    if !counted || !name.contains(|c: char| seat(c) || c == '\u{627}') || in_table() {
        return;
    }
    out.push(Fact::new(hamza_key(&settled(name)), hash(&seats(name)), mention.span));
}

fn is_in_table(word: &str) -> bool {
    spelled(&fold::spell(word), true).is_some()
}

/// A folded name with the seats of its hamzas, without the words that the table knows.
fn seats(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for word in name.split([' ', '-', '\u{a0}']).filter(|word| !is_in_table(word)) {
        out.push_str(&fold::spell(word).replace('\u{629}', "\u{647}"));
        out.push(' ');
    }
    out
}

/// A key of names of one record.
fn record_key(record: Record) -> u64 {
    mix(hash_with(2, "record"), record.id() as u64) | SEEN
}

/// A name as written, without markup.
fn written(paragraph: &Paragraph, span: Span) -> &str {
    let plain = &paragraph.markup.plain;
    plain.text.get(plain.span_from_raw(span).start..plain.span_from_raw(span).end).unwrap_or_default()
}

/// One way of writing, with its places.
struct Way<'s, 'd> {
    form: u64,
    places: Vec<&'s Said<'d>>,
}

/// The ways in the order of their first places.
fn ways<'s, 'd>(said: &'s [Said<'d>]) -> Vec<Way<'s, 'd>> {
    let mut ways: Vec<Way> = Vec::new();
    for place in said {
        match ways.iter_mut().find(|way| way.form == place.fact.form) {
            Some(way) => way.places.push(place),
            None => ways.push(Way { form: place.fact.form, places: vec![place] }),
        }
    }
    ways
}

/// For each way, the one that is written more often, or as often and first, among those of the same name.
fn preferred<'w, 's, 'd>(
    ways: &'w [Way<'s, 'd>],
    same: impl Fn(&Way, &Way) -> bool,
) -> impl Iterator<Item = (&'w Way<'s, 'd>, &'w Way<'s, 'd>)> {
    ways.iter().enumerate().filter_map(move |(index, way)| {
        let better = |other: &usize| {
            *other != index
                && (Reverse(ways[*other].places.len()), *other) < (Reverse(way.places.len()), index)
                && same(way, &ways[*other])
        };
        let best =
            (0..ways.len()).filter(better).min_by_key(|&other| (Reverse(ways[other].places.len()), other))?;
        Some((way, &ways[best]))
    })
}

fn compare(document: &Document, said: &[Said], out: &mut Vec<Finding>) {
    let Some(first) = said.first() else { return };
    let ways = ways(said);
    if first.fact.key & SEEN == 0 {
        for (way, other) in preferred(&ways, |a, b| !two_people(a, b)) {
            for place in &way.places {
                out.extend(of_table(document, place, way, other));
            }
        }
    } else if first.fact.key == hamza_key(&settled(written(first.paragraph, first.fact.span))) {
        for (way, other) in preferred(&ways, |_, _| true) {
            for place in &way.places {
                out.extend(of_hamza(document, place, way, other));
            }
        }
    } else {
        let by_record = first.paragraph.entities.iter().any(|named| {
            let m = &named.mention;
            m.span == first.fact.span && m.record.is_some_and(|r| first.fact.key == record_key(r))
        });
        // Names of one record that end alike are compared under their ends.
        let here = |a: &Name, b: &Name| !by_record || a.end() != b.end();
        let same = |a: &Way, b: &Way| {
            let (a, b) = (Name::of(a), Name::of(b));
            here(&a, &b) && one_name(&a, &b).is_some()
        };
        for (way, other) in preferred(&ways, same) {
            for place in &way.places {
                out.extend(of_names(document, place, way, other));
            }
        }
    }
}

/// True when a family name stands behind the given names of two people, and each spelling behind those of one.
fn two_people(a: &Way, b: &Way) -> bool {
    let given = |way: &Way| -> Vec<String> {
        let first = |place: &&Said| {
            let person = |named: &&Named| {
                let m = &named.mention;
                m.entity_type == EntityType::Person
                    && m.span.contains(place.fact.span)
                    && m.span.start < place.fact.span.start
            };
            let named = place.paragraph.entities.iter().find(person)?;
            let name = written(place.paragraph, named.mention.span);
            Some(skeleton(&fold::fold(name.split(' ').next()?)))
        };
        way.places.iter().filter_map(first).collect()
    };
    let (a, b) = (given(a), given(b));
    !a.is_empty() && !b.is_empty() && !a.iter().any(|given| b.contains(given))
}

fn of_table(document: &Document, place: &Said, way: &Way, other: &Way) -> Option<Finding> {
    let here = written(place.paragraph, place.fact.span);
    let letters = fold::spell(here);
    let found = spelled(&letters, !letters.is_ascii())?;
    let stem = found.stem_in(here);
    let spelling = u8::try_from(other.form).ok()?;
    let there = format!("{}{}{}", &here[..stem.start], found.stem(spelling), &here[stem.end..]);
    // Of a letter that stays, only the rest is written.
    let span = Span::new(stem.start, stem.end);
    Some(finding(document, place, here, &there, (way, other), Some((span, found.stem(spelling).to_owned()))))
}

/// A name whose hamzas are written otherwise elsewhere.
fn of_hamza(document: &Document, place: &Said, way: &Way, other: &Way) -> Option<Finding> {
    let here = written(place.paragraph, place.fact.span);
    let there = other.places.first().map(|said| written(said.paragraph, said.fact.span))?;
    let [ours, theirs]: [SmallVec<[&str; 4]>; 2] = [here, there].map(|name| name.split(' ').collect());
    // Words of the table have findings of their own.
    let there = if ours.len() == theirs.len() {
        let words =
            ours.iter().zip(&theirs).map(|(ours, theirs)| if is_in_table(ours) { *ours } else { *theirs });
        words.collect::<SmallVec<[&str; 4]>>().join(" ")
    } else {
        there.to_owned()
    };
    let edit = (Span::new(0, here.len()), there.clone());
    Some(finding(document, place, here, &there, (way, other), Some(edit)))
}

fn of_names(document: &Document, place: &Said, way: &Way, other: &Way) -> Option<Finding> {
    let (name, model) = (Name::of(way), Name::of(other));
    let here = written(place.paragraph, place.fact.span);
    let there = written(other.places.first()?.paragraph, other.places.first()?.fact.span);
    let several = name.words.len() == model.words.len();
    match one_name(&name, &model)? {
        Differs::Spaces => {
            let edit = Some((Span::new(0, here.len()), there.to_owned()));
            Some(finding(document, place, here, there, (way, other), edit))
        }
        Differs::Word { word, of_other } => {
            let span = nth_word(here, word)?;
            let model = nth_word(there, of_other)?.of(there);
            // Of a full name and a family name alone, only the latter is one name.
            let (said, meant) = if several { (here, there) } else { (span.of(here), model) };
            Some(finding(document, place, said, meant, (way, other), Some((span, model.to_owned()))))
        }
    }
}

fn finding(
    document: &Document,
    place: &Said,
    here: &str,
    there: &str,
    (way, other): (&Way, &Way),
    edit: Option<(Span, String)>,
) -> Finding {
    let times = |way: &Way| super::times(document, way.places.len());
    let values =
        [("here", here), ("other", there), ("here_times", &times(way)), ("other_times", &times(other))];
    let message = document.say(RULE.name, &values);
    let plain = &place.paragraph.markup.plain;
    let read = plain.span_from_raw(place.fact.span);
    let mut fixes = Vec::new();
    // Markup inside the name would be lost: then the author mends it.
    if let Some((span, replacement)) = edit.filter(|_| read.len() == place.fact.span.len()) {
        let span = span.shifted(place.span().start);
        let title = document.say("name/inconsistent-spelling:fix", &[("other", there)]);
        fixes.push(Fix { title, edits: vec![Edit { span, replacement }], is_safe: false });
    }
    Finding { fixes, ..RULE.finding(place.span(), message) }
}

/// A way of writing a full name.
struct Name {
    words: Vec<String>,
    entity_type: EntityType,
    records: SmallVec<[Record; 2]>,
}

impl Name {
    fn of(way: &Way) -> Self {
        let Some(place) = way.places.first() else {
            return Self { words: Vec::new(), entity_type: EntityType::Role, records: SmallVec::new() };
        };
        let words =
            settled(written(place.paragraph, place.fact.span)).split(' ').map(str::to_owned).collect();
        let named = place
            .paragraph
            .entities
            .iter()
            .find(|named| named.mention.span == place.fact.span && !named.mention.nested);
        // A word that nobody took for a name is compared with people.
        let entity_type = named.map_or(EntityType::Person, |named| named.mention.entity_type);
        // A name of several records may mean any of them.
        let records = named
            .and_then(|named| gazetteer::get(&named.mention.key))
            .into_iter()
            .flat_map(gazetteer::Entry::records);
        let records =
            records.filter(|record| Some(record.record_type) == entity_type.record_type()).collect();
        Self { words, entity_type, records }
    }
}

impl Name {
    /// What the last words of names that end alike share.
    fn end(&self) -> String {
        skeleton(self.words.last().map_or("", String::as_str))
    }
}

/// In what two writings of one name differ.
enum Differs {
    /// In where its words are parted.
    Spaces,
    /// In one word.
    Word { word: usize, of_other: usize },
}

/// In what two names differ that are one.
fn one_name(name: &Name, other: &Name) -> Option<Differs> {
    let (ours, theirs) = (&name.words, &other.words);
    let same_record = name.records.iter().any(|record| other.records.contains(record));
    let person = name.entity_type == EntityType::Person && other.entity_type == EntityType::Person;
    if ours.len() != theirs.len() {
        let joined = ours.concat();
        if joined == theirs.concat() && joined.chars().count() > SHORTEST {
            return Some(Differs::Spaces);
        }
    }
    if !same_record && (!person || !name.records.is_empty() && !other.records.is_empty()) {
        return None;
    }
    if ours.len() != theirs.len() {
        // A family name alone, beside the full name.
        let (short, long) = if ours.len() < theirs.len() { (ours, theirs) } else { (theirs, ours) };
        let (last, family) = (short.last()?, long.last()?);
        let cost = alternations(last, family)?;
        let unheard = is_unheard(last) && person && cost == 1;
        let differs = Differs::Word { word: ours.len() - 1, of_other: theirs.len() - 1 };
        return (short.len() == 1 && cost > 0 && (unheard || same_record && cost <= 2)).then_some(differs);
    }
    let mut differing: SmallVec<[usize; 4]> = (0..ours.len()).filter(|&at| ours[at] != theirs[at]).collect();
    // al-Sisi, el-Sissi: the article is written either way.
    if differing.len() > 1 {
        differing.retain(|at| !is_article(&ours[*at]) || !is_article(&theirs[*at]));
    }
    let cost_at = |at: usize| alternations(&ours[at], &theirs[at]).filter(|cost| *cost > 0 && *cost <= 2);
    let [at] = differing[..] else {
        // Hong Kong and another writing of both words.
        let all = same_record && !differing.is_empty() && differing.iter().all(|&at| cost_at(at).is_some());
        return all.then_some(Differs::Spaces);
    };
    let (word, of_other) = (&ours[at], &theirs[at]);
    let shortest = word.chars().count().min(of_other.chars().count());
    let cost = cost_at(at)?;
    // Two people whose names people have are two, unless the letters are one sound to all.
    let known = |word: &str| gazetteer::get(word).is_some_and(|e| e.is(flag::GIVEN | flag::SURNAME));
    let apart = || known(word) && known(of_other) && !is_one_sound(word, of_other);
    let close = if same_record {
        shortest > 2
    } else {
        ours.len() > 1 && shortest >= SHORTEST && cost == 1 && !apart()
    };
    close.then_some(Differs::Word { word: at, of_other: at })
}

/// The Arabic article in Latin letters, whatever its vowel.
fn is_article(word: &str) -> bool {
    word.len() == 2 && word.starts_with(['a', 'e', 'u']) && word.ends_with('l')
}

/// The word of a number, parted as [`settled`] parts them.
fn nth_word(name: &str, number: usize) -> Option<Span> {
    let mut words = name.split([' ', '-', '\u{a0}']).filter(|word| !word.is_empty());
    let word = words.nth(number)?;
    let start = word.as_ptr() as usize - name.as_ptr() as usize;
    Some(Span::new(start, start + word.len()))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::analysis::{Document, Options};
    use crate::lints::{Finding, of_document};
    use crate::text::apply;

    fn findings(text: &str) -> Vec<Finding> {
        let document = Document::of(text, Options::default());
        of_document(&document).into_iter().filter(|finding| finding.rule == RULE.name).collect()
    }

    /// The covered texts of the findings, and the text with all fixes made.
    fn check(text: &str, expected: &[&str], mended: &str) {
        let found = findings(text);
        assert_eq!(found.iter().map(|f| f.span.of(text)).collect::<Vec<_>>(), expected, "{text}");
        let edits: Vec<_> = found.iter().flat_map(|f| &f.fixes).flat_map(|fix| fix.edits.clone()).collect();
        assert_eq!(apply(text, &edits), mended);
        assert_eq!(findings(mended), [], "what is mended is right");
    }

    fn silent(text: &str) {
        let found: Vec<String> = findings(text).into_iter().map(|finding| finding.message).collect();
        assert_eq!(found, [""; 0], "{text}");
    }

    #[test]
    fn hamzas_of_a_name_are_compared() {
        check(
            "زار الوزير آدم بوريتشكو المرفأ أمس.\n\nووعد الوزير ادم بوريتشكو بالمساعدة.\n",
            &["ادم بوريتشكو"],
            "زار الوزير آدم بوريتشكو المرفأ أمس.\n\nووعد الوزير آدم بوريتشكو بالمساعدة.\n",
        );
        check(
            "زار <person>إيمانويل ماكرون</person> المرفأ.\n\nووعد <person>ايمانويل ماكرون</person> بالدعم.\n",
            &["ايمانويل ماكرون"],
            "زار <person>إيمانويل ماكرون</person> المرفأ.\n\nووعد <person>إيمانويل ماكرون</person> بالدعم.\n",
        );
        check(
            "وصل الوفد إلى إيطاليا أمس.\n\nوتستضيف أيطاليا المؤتمر غدا.\n",
            &["أيطاليا"],
            "وصل الوفد إلى إيطاليا أمس.\n\nوتستضيف إيطاليا المؤتمر غدا.\n",
        );
        let text = "Sameh Abdel al-Qassi opened the canal.\n\nSameh Abdel el-Qasi later met the firms.\n";
        assert_eq!(findings(text).len(), 1, "{text}");
        silent("زار الوزير آدم بوريتشكو المرفأ أمس.\n\nووعد الوزير آدم بوريتشكو بالمساعدة.\n");
        silent("وصل إلى إيطاليا أمس.\n\nوالرئيس الإيطالي في إيطاليا اليوم.\n");
    }

    #[test]
    fn the_rarer_spelling_of_a_known_name_is_found() {
        check(
            "قال مسؤول أميركي إن القوات الأميركية باقية.\n\nوأضاف المسؤول الأمريكي أن الأمر محسوم.\n",
            &["الأمريكي"],
            "قال مسؤول أميركي إن القوات الأميركية باقية.\n\nوأضاف المسؤول الأميركي أن الأمر محسوم.\n",
        );
        check(
            "تعقد المحادثات في أستانا غدا.\n\nوستستضيف إستانا الوفود أسبوعا.\n",
            &["إستانا"],
            "تعقد المحادثات في أستانا غدا.\n\nوستستضيف أستانا الوفود أسبوعا.\n",
        );
        check(
            "دعا الأمين العام أنطونيو غوتيريش إلى التهدئة.\n\nوقال غوتيريس إن الوضع خطير.\n",
            &["غوتيريس"],
            "دعا الأمين العام أنطونيو غوتيريش إلى التهدئة.\n\nوقال غوتيريش إن الوضع خطير.\n",
        );
        check(
            "رحب الرئيس ترامب بالاتفاق. وقال ترامب إنه راض.\n\nورد وفد الحزب على ترمب بحدة.\n",
            &["ترمب"],
            "رحب الرئيس ترامب بالاتفاق. وقال ترامب إنه راض.\n\nورد وفد الحزب على ترامب بحدة.\n",
        );
        check(
            "عاد النازحون إلى سوريا أمس.\n\nوما زال كثيرون خارج سورية اليوم.\n",
            &["سورية"],
            "عاد النازحون إلى سوريا أمس.\n\nوما زال كثيرون خارج سوريا اليوم.\n",
        );
        check(
            "President Zelensky arrived. Zelensky spoke.\n\nLater Zelenskyy left Kyiv.\n",
            &["Zelenskyy"],
            "President Zelensky arrived. Zelensky spoke.\n\nLater Zelensky left Kyiv.\n",
        );
        check(
            "The train to Kyiv was late.\n\nIn Kiev, snow fell. Kyiv is cold.\n",
            &["Kiev"],
            "The train to Kyiv was late.\n\nIn Kyiv, snow fell. Kyiv is cold.\n",
        );
        check(
            "تراجعت الصادرات إلى أوروبا هذا العام.\n\nوتسعى الشركات إلى أوربا وإلى أسواق أخرى.\n",
            &["أوربا"],
            "تراجعت الصادرات إلى أوروبا هذا العام.\n\nوتسعى الشركات إلى أوروبا وإلى أسواق أخرى.\n",
        );
        check(
            "اجتمع قادة أفريقيا في القمة. وقال وفد أفريقيا كلمته.\n\nوأضاف أن إفريقيا قارة غنية.\n",
            &["إفريقيا"],
            "اجتمع قادة أفريقيا في القمة. وقال وفد أفريقيا كلمته.\n\nوأضاف أن أفريقيا قارة غنية.\n",
        );
        check(
            "وصل وفد إلى أمريكا.\n\nوعاد من أَميركا أمس، ثم سافر إلى أمريكا.\n",
            &["أَميركا"],
            "وصل وفد إلى أمريكا.\n\nوعاد من أمريكا أمس، ثم سافر إلى أمريكا.\n",
        );
    }

    #[test]
    fn full_names_that_differ_in_one_letter_are_one() {
        check(
            "أعلن وزير الصحة سامر القلمونجي الخطة.\n\nوأكد الوزير سامر القلمنجي أنها كافية.\n",
            &["سامر القلمنجي"],
            "أعلن وزير الصحة سامر القلمونجي الخطة.\n\nوأكد الوزير سامر القلمونجي أنها كافية.\n",
        );
        check(
            "التقى وزير الخارجية سيرغي لافروف نظيره.\n\nوغادر الوزير سيرجي لافروف مساء.\n",
            &["سيرجي لافروف"],
            "التقى وزير الخارجية سيرغي لافروف نظيره.\n\nوغادر الوزير سيرغي لافروف مساء.\n",
        );
        check(
            "Foreign Minister Sergei Lavrov met reporters.\n\nMr. Sergey Lavrov declined to comment.\n",
            &["Sergey Lavrov"],
            "Foreign Minister Sergei Lavrov met reporters.\n\nMr. Sergei Lavrov declined to comment.\n",
        );
    }

    #[test]
    fn a_family_name_alone_is_compared_with_the_full_name() {
        check(
            "أعلن وزير الصحة سامر القلمونجي الخطة.\n\nوأضاف القلمنجي أنها كافية.\n",
            &["القلمنجي"],
            "أعلن وزير الصحة سامر القلمونجي الخطة.\n\nوأضاف القلمونجي أنها كافية.\n",
        );
        check(
            "Mr. Samir Kalamunji came early.\n\nThen Kalamounji spoke.\n",
            &["Kalamounji"],
            "Mr. Samir Kalamunji came early.\n\nThen Kalamunji spoke.\n",
        );
    }

    #[test]
    fn names_that_differ_in_a_space_are_one() {
        check(
            "التقى الرئيس عبد الفتاح السيسي الوفد.\n\nوقال الرئيس عبدالفتاح السيسي كلمة، ثم غادر عبد الفتاح السيسي.\n",
            &["عبدالفتاح السيسي"],
            "التقى الرئيس عبد الفتاح السيسي الوفد.\n\nوقال الرئيس عبد الفتاح السيسي كلمة، ثم غادر عبد الفتاح السيسي.\n",
        );
        check(
            "التقى الرئيس الصيني شي جينبينغ الوفد.\n\nوغادر الرئيس شي جين بينغ.\n",
            &["شي جين بينغ"],
            "التقى الرئيس الصيني شي جينبينغ الوفد.\n\nوغادر الرئيس شي جينبينغ.\n",
        );
    }

    #[test]
    fn other_names_are_left_alone() {
        silent("زارت قوات تركية الحدود مع تركيا.\n\nوأعلنت تركيا أن قوات تركية عادت.\n");
        silent("قالت طبيبة سورية إن مدينة سورية هدأت.\n\nوعادت إلى سوريا.\n");
        silent("انتشر الجيش في مناطق سورية عدة.\n\nوعاد إلى سوريا.\n");
        silent("توقف القتال في سورية.\n\nوقالت الحكومة السورية إن قوات سورية انتشرت.\n");
        silent("عاد من سوريا أمس.\n\nوشاركت قوات سورية وقوات تركية وسورية في العملية.\n");
        silent("قال مسؤول أميركي إن الأميركيين والأميركيات في أميركا بخير، والقوات الأميركية أيضا.\n");
        silent("قال الوزير محمد الكردي كلمة.\n\nورد النائب محمود الكردي عليه.\n");
        silent("وصل الرئيس حسن الحمصي.\n\nواستقبله الرئيس حسين الحمصي.\n");
        silent("تقدمت قوات سوريا الديمقراطية.\n\nوبقي الوضع هادئا في سورية.\n");
        silent("Chicken Kiev was served in Kyiv; the chicken Kiev was good.\n");
        silent("The ferry left Odesa.\n\nA storm hit Odessa, Texas, on Monday.\n");
        silent("قال جلال طالباني إنه عائد.\n\nوأضاف جلال الطالباني أنه بخير.\n");
        silent("أنا من #أمريكا اليوم.\n\nوعاد من أميركا.\n");
        silent("Mr. Mark Anderson spoke.\n\nMr. Mark Andersen listened.\n");
        silent("التقى الرئيس أولاف شولتس الوفد.\n\nوقال رئيس المقاهي هوارد شولتز إنه عائد.\n");
        silent("");
    }
}
