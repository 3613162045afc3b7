//! The names of all records, to be found in passages.
//!
//! Folded names stand in one `fst`, built when the files change; a walk from a word costs its length, however many names
//! there are, and no name is matched inside a word. A name of several records is found, and means none of them.

use super::date::Period;
use super::record::{REGISTER, Record, Text};
use super::{Problem, spelling};
use crate::lexicon::trie::{self, Matches};
use crate::tags::TagType;
use crate::text::{Passage, Span, Stem, TokenKind, is_acronym};
use fst::{IntoStreamer, Streamer};
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use std::collections::BTreeMap;
use std::sync::Arc;

/// How a record has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// It is to be written.
    Prefer,
    /// It means the record and is not to be written.
    Variant,
    /// It means the record once the record was named in full.
    Short,
    /// It was the name for a time.
    Renamed(Period),
}

/// One record's use of a name.
#[derive(Clone, Debug)]
pub struct Use {
    /// The record, by its place among the records.
    record: usize,
    /// How it has the name.
    pub how: How,
    /// The name as the file spells it.
    pub text: Text,
}

/// A name found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Found {
    /// The name, by its place among the folded names.
    pub name: u32,
    /// Where it stands, proclitics excluded.
    pub span: Span,
    /// It follows لل: its alef is not written.
    pub hidden: bool,
}

/// A name of more records means nothing to anybody; further ones are not told.
const MOST_CANDIDATES: usize = 8;

/// What a name means.
#[derive(Clone, Debug, Default)]
pub struct Named {
    /// The one record that has it.
    pub record: Option<Arc<Record>>,
    /// The records that have it, when there are several.
    pub candidates: SmallVec<[Arc<Record>; 2]>,
}

/// One folded name.
#[derive(Debug, Default)]
struct Name {
    uses: SmallVec<[Use; 1]>,
    /// Every spelling begins with a capital.
    capital: bool,
    /// Every spelling is an acronym.
    acronym: bool,
}

/// All records of a workspace and the index of their names.
#[derive(Default)]
pub struct Authority {
    records: Vec<Arc<Record>>,
    names: Vec<Name>,
    index: Option<fst::Map<Vec<u8>>>,
    /// By key.
    keys: FxHashMap<String, usize>,
    /// By identifier.
    ids: FxHashMap<String, SmallVec<[usize; 1]>>,
}

impl std::fmt::Debug for Authority {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Authority").field("records", &self.records.len()).finish_non_exhaustive()
    }
}

impl Authority {
    /// The index of these records. Of two records with one key the first holds, and the problem names the second.
    pub fn new(records: Vec<Record>) -> (Self, Vec<Problem>) {
        let mut authority = Self::default();
        let mut problems = Vec::new();
        for record in records {
            if let Some(&first) = authority.keys.get(&record.key) {
                let place = &authority.records[first].place;
                problems.push(Problem {
                    file: record.place.file.to_string(),
                    line: record.place.line,
                    what: format!(
                        "the key \"{}\" is that of a record at {}:{}; this record is left out: give it another key",
                        record.key, place.file, place.line
                    ),
                });
                continue;
            }
            authority.keys.insert(record.key.clone(), authority.records.len());
            for id in &record.ids {
                authority.ids.entry(id.clone()).or_default().push(authority.records.len());
            }
            authority.records.push(Arc::new(record));
        }
        authority.build();
        (authority, problems)
    }

    fn build(&mut self) {
        let mut names: BTreeMap<String, Name> = BTreeMap::new();
        for (at, record) in self.records.iter().enumerate() {
            let prefer = record.prefer.iter().map(|text| (How::Prefer, text));
            let variants = record.variants.iter().map(|text| (How::Variant, text));
            let short = record.short.iter().map(|text| (How::Short, text));
            let renamed = record.renamed.iter().map(|r| (How::Renamed(r.period), &r.name));
            for (how, text) in prefer.chain(renamed).chain(variants).chain(short) {
                let folded = Passage::new(&text.text, None).folded;
                if !folded.chars().any(char::is_alphanumeric) {
                    continue;
                }
                let capital = text.text.chars().next().is_some_and(char::is_uppercase);
                let acronym = is_acronym(&text.text);
                let name = names.entry(folded).or_insert_with(|| Name {
                    capital: true,
                    acronym: true,
                    ..Name::default()
                });
                name.capital &= capital;
                name.acronym &= acronym;
                name.uses.push(Use { record: at, how, text: text.clone() });
            }
        }
        let mut builder = fst::MapBuilder::memory();
        for (number, name) in names.keys().enumerate() {
            // The keys of a sorted map are in order, which is all that an insertion asks for.
            if builder.insert(name, number as u64).is_err() {
                return;
            }
        }
        let bytes = builder.into_inner().unwrap_or_default();
        self.index = fst::Map::new(bytes).ok().filter(|_| !names.is_empty());
        self.names = names.into_values().collect();
    }

    /// True when there is no name to find.
    pub fn is_empty(&self) -> bool {
        self.index.is_none()
    }

    /// All records, in the order of their files.
    pub fn records(&self) -> &[Arc<Record>] {
        &self.records
    }

    /// The record of a key.
    pub fn record(&self, key: &str) -> Option<&Arc<Record>> {
        self.records.get(*self.keys.get(key)?)
    }

    /// The one record that a reference means: by any of its parts, `wikidata:Q1|authority:key`.
    pub fn referred(&self, reference: &str) -> Option<&Arc<Record>> {
        reference.split(['|', ' ']).find_map(|part| {
            if let Some(key) = part.strip_prefix(REGISTER).and_then(|rest| rest.strip_prefix(':')) {
                return self.record(key);
            }
            match self.ids.get(part).map(SmallVec::as_slice) {
                Some(&[one]) => self.records.get(one),
                _ => None,
            }
        })
    }

    /// The number of a folded name.
    pub fn name(&self, folded: &str) -> Option<u32> {
        u32::try_from(self.index.as_ref()?.get(folded)?).ok()
    }

    /// Every use of a name.
    pub fn uses(&self, name: u32) -> impl Iterator<Item = (&Arc<Record>, &Use)> {
        let uses = usize::try_from(name).ok().and_then(|name| self.names.get(name)).map(|name| &name.uses);
        uses.into_iter().flatten().filter_map(|used| Some((self.records.get(used.record)?, used)))
    }

    /// What a name means by itself: short names mean nothing yet.
    pub fn meant(&self, name: u32) -> Named {
        Named::of(self.uses(name).filter(|(_, used)| used.how != How::Short).map(|(record, _)| record))
    }

    /// The records that have this short name.
    pub fn shortened(&self, name: u32) -> impl Iterator<Item = &Arc<Record>> {
        self.uses(name).filter(|(_, used)| used.how == How::Short).map(|(record, _)| record)
    }

    /// Every name that begins with `stem` of token `first` and ends at the end of a token, shortest first.
    pub fn matches(&self, passage: &Passage, first: usize, stem: Stem) -> Matches {
        let Some(index) = &self.index else { return Matches::new() };
        let mut found = trie::walk(index.as_fst(), passage, first, stem);
        found.retain(|found| self.is_written(found.value, passage, first, found.last));
        found
    }

    /// True unless the capitals that the name is always written with are missing.
    fn is_written(&self, name: u64, passage: &Passage, first: usize, last: usize) -> bool {
        let Some(name) = usize::try_from(name).ok().and_then(|name| self.names.get(name)) else {
            return false;
        };
        if passage.tokens[first].kind != TokenKind::Latin {
            return true;
        }
        let acronym = first == last && is_acronym(passage.source_of(first));
        (!name.capital || passage.is_capitalised(first)) && (!name.acronym || acronym)
    }

    /// The names that begin with a folded prefix, at most `most`, each with a record that has it.
    pub fn completions(&self, prefix: &str, most: usize) -> Vec<Arc<Record>> {
        let mut out: Vec<Arc<Record>> = Vec::new();
        let Some(index) = &self.index else { return out };
        let mut stream = index.range().ge(prefix).into_stream();
        while let Some((name, number)) = stream.next() {
            if !name.starts_with(prefix.as_bytes()) || out.len() >= most {
                break;
            }
            let Ok(number) = u32::try_from(number) else { continue };
            for (record, _) in self.uses(number) {
                if !out.iter().any(|known| Arc::ptr_eq(known, record)) {
                    out.push(Arc::clone(record));
                }
            }
        }
        out
    }

    /// The names that several records have in full, with their keys.
    pub fn ambiguous(&self) -> Vec<(&str, Vec<&Arc<Record>>)> {
        let mut out = Vec::new();
        for name in &self.names {
            let mut full = name.uses.iter().filter(|used| used.how != How::Short);
            let mut records: Vec<usize> = full.clone().map(|used| used.record).collect();
            records.dedup();
            if records.len() > 1
                && let Some(first) = full.next()
            {
                out.push((first.text.text.as_str(), records.iter().map(|&at| &self.records[at]).collect()));
            }
        }
        out
    }

    /// The name to write in place of a mention, as it is written where the mention stands: none when the mention is
    /// right, when several records have the name, or when its record has no name to write in the mention's language.
    /// `before` is the text before the mention, of which the last letter counts.
    pub fn mended(&self, found: Found, written: &str, before: &str, day: Option<Date>) -> Option<Mended> {
        let record = self.meant(found.name).record?;
        let uses: SmallVec<[&Use; 4]> =
            self.uses(found.name).map(|(_, used)| used).filter(|used| used.how != How::Short).collect();
        let spelled = |used: &&Use| spelling::spells(written, &used.text.text, found.hidden);
        let right = |used: &&Use| match used.how {
            How::Prefer => true,
            How::Renamed(period) => day.is_none_or(|day| period.holds(day)),
            How::Variant | How::Short => false,
        };
        // What is spelled as listed is what it is listed as; another spelling is right when it may be of a right name.
        let exact: SmallVec<[&Use; 4]> = uses.iter().copied().filter(spelled).collect();
        let listed = if exact.is_empty() { &uses } else { &exact };
        if listed.iter().any(right) {
            return None;
        }
        let wrong = listed.first()?;
        let name = record.preferred(&wrong.text.language)?.to_owned();
        let renamed = match wrong.how {
            How::Renamed(period) => Some(period),
            _ => None,
        };
        let replacement = spelling::behind(before, &name).to_owned();
        Some(Mended { record, name, replacement, renamed })
    }
}

/// A mention that should be written otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mended {
    /// What it means.
    pub record: Arc<Record>,
    /// The name to write.
    pub name: String,
    /// The name as it is written behind what stands before the mention.
    pub replacement: String,
    /// It was the name at another time.
    pub renamed: Option<Period>,
}

impl Named {
    /// What a name means that these records have.
    pub fn of<'r>(records: impl Iterator<Item = &'r Arc<Record>>) -> Self {
        let mut all: SmallVec<[Arc<Record>; 2]> = SmallVec::new();
        for record in records {
            if !all.iter().any(|known| Arc::ptr_eq(known, record)) {
                all.push(Arc::clone(record));
            }
            if all.len() == MOST_CANDIDATES {
                break;
            }
        }
        if all.len() == 1 {
            return Self { record: all.pop(), candidates: SmallVec::new() };
        }
        Self { record: None, candidates: all }
    }

    /// True when it means nothing.
    pub fn is_empty(&self) -> bool {
        self.record.is_none() && self.candidates.is_empty()
    }

    /// The first record that the name may mean, if all agree on the type.
    pub fn agreed(&self) -> Option<&Arc<Record>> {
        let first = self.record.as_ref().or_else(|| self.candidates.first())?;
        self.candidates.iter().all(|other| other.record_type == first.record_type).then_some(first)
    }

    /// True when it may mean a record of this type.
    pub fn may_be(&self, tag_type: TagType) -> bool {
        self.record.iter().chain(&self.candidates).any(|record| record.record_type == tag_type)
    }
}

#[cfg(test)]
mod tests {
    use super::{Authority, Found};
    use crate::authority::parse::parse;
    use crate::text::{Passage, Span, clitics};

    const RECORDS: &str = r#"
[sunbula]
type = "org"
prefer.ar = "السنبلة الذهبية"
prefer.en = "SUNBULA"
variants.ar = ["السنبله الذهبيه", "سنبلة الذهب"]
short.ar = ["السنبلة"]
[burj]
type = "place"
prefer.ar = "نور آباد"
prefer.en = "Nurabad"
variants.ar = ["نوراباد"]
renamed = [{ name = "برج النور", from = "2001", to = "2010-06" }]
[one]
type = "person"
prefer.ar = "مازن الوزان"
wikidata = "Q900000001"
[two]
type = "person"
prefer.ar = "مازن الوزّان"
"#;

    fn authority() -> Authority {
        let (records, problems) = parse("a.toml", RECORDS);
        assert_eq!(problems, []);
        let (authority, problems) = Authority::new(records);
        assert_eq!(problems, []);
        authority
    }

    /// The names found at the first word of a text, each reading.
    fn check(text: &str, expected: &[&str]) {
        let authority = authority();
        let passage = &Passage::new(text, None);
        let stems = clitics::stems(passage, 0);
        let found: Vec<String> = stems
            .iter()
            .flat_map(|&stem| {
                let matches = authority.matches(passage, 0, stem);
                matches
                    .into_iter()
                    .map(move |m| passage.span_from(stem.fold_start, m.last).of(text).to_owned())
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn names_are_found_as_words_behind_their_proclitics() {
        check("السنبلة الذهبية", &["السنبلة", "السنبلة الذهبية"]);
        check("وَالسنبلة الذّهبية.", &["السنبلة", "السنبلة الذّهبية"]);
        check("للسنبلة\u{a0}الذهبية", &["لسنبلة", "لسنبلة\u{a0}الذهبية"]);
        check("السنبلةالذهبية", &[]);
        check("نور", &[]);
        check("Nurabad's", &["Nurabad"]);
        check("nurabad", &[]);
        check("Sunbula", &[]);
        check("SUNBULA", &["SUNBULA"]);
    }

    #[test]
    fn a_name_of_two_records_means_neither() {
        let authority = authority();
        let named = authority.meant(authority.name("مازن الوزان").unwrap());
        assert!(named.record.is_none());
        let keys: Vec<&str> = named.candidates.iter().map(|record| record.key.as_str()).collect();
        assert_eq!(keys, ["one", "two"]);
        let ambiguous = authority.ambiguous();
        assert_eq!((ambiguous.len(), ambiguous[0].0), (1, "مازن الوزان"));
        assert_eq!(authority.referred("viaf:1|wikidata:Q900000001").unwrap().key, "one");
        assert_eq!(authority.referred("authority:two").unwrap().key, "two");
        assert!(authority.referred("wikidata:Q5").is_none());
    }

    /// What is to be written in place of the words of a text behind its first letters `before`.
    fn mended(before: &str, written: &str, hidden: bool, day: Option<&str>, expected: Option<&str>) {
        let authority = authority();
        let key = if hidden { format!("ا{written}") } else { written.to_owned() };
        let name = authority.name(&Passage::new(&key, None).folded).unwrap();
        let found = Found { name, span: Span::new(0, 0), hidden };
        let day = day.map(|day| day.parse().unwrap());
        let mended = authority.mended(found, written, before, day).map(|mended| mended.replacement);
        assert_eq!(mended.as_deref(), expected, "{before}{written}");
    }

    #[test]
    fn variants_are_mended_and_their_proclitic_kept() {
        mended("", "السنبلة الذهبية", false, None, None);
        mended("", "السنبله الذهبيه", false, None, Some("السنبلة الذهبية"));
        mended("ل", "سنبلة الذهب", false, None, Some("لسنبلة الذهبية"));
        mended("ل", "لسنبله الذهبيه", true, None, Some("لسنبلة الذهبية"));
        mended("ب", "سنبلة الذهب", false, None, Some("السنبلة الذهبية"));
        // A spelling that is listed nowhere may be of the preferred name.
        mended("", "ألسنبلة الذهبية", false, None, None);
        mended("", "نورآباد", false, None, Some("نور آباد"));
        mended("", "مازن الوزان", false, None, None);
    }

    #[test]
    fn a_former_name_is_right_in_its_time() {
        mended("", "برج النور", false, Some("2005-01-01"), None);
        mended("", "برج النور", false, Some("2010-07-01"), Some("نور آباد"));
        mended("", "برج النور", false, None, None);
    }

    #[test]
    fn names_are_completed_by_prefix() {
        let keys = |prefix: &str| -> Vec<String> {
            authority().completions(prefix, 9).iter().map(|record| record.key.clone()).collect()
        };
        assert_eq!(keys("السن"), ["sunbula"]);
        assert_eq!(keys("نور"), ["burj"]);
        assert_eq!(keys("مازن ال"), ["one", "two"]);
        assert!(keys("زز").is_empty());
        assert!(Authority::new(Vec::new()).0.is_empty());
    }

    #[test]
    fn of_two_records_with_one_key_the_first_holds() {
        let (mut records, _) = parse("a.toml", RECORDS);
        records.extend(parse("b.toml", "\n[burj]\ntype = \"org\"\nprefer.ar = \"برج\"\n").0);
        let (authority, problems) = Authority::new(records);
        assert_eq!(authority.records().len(), 4);
        assert_eq!(
            problems[0].to_string(),
            "b.toml:2: the key \"burj\" is that of a record at a.toml:8; this record is left out: give it another key"
        );
    }
}
