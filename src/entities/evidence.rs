//! What is known of each word of a passage before any rule looks at it.
//!
//! Each token is looked up once: its reading (proclitics cut or not), the lists it stands in, what the gazetteer and
//! the priors say. The rules then only compare numbers.

use crate::lexicon::gazetteer::{self, Entry, flag};
use crate::lexicon::{self, Class, Forms, Found, Prior, Sense, Statistics};
use crate::text::clitics::{self, ARTICLE};
use crate::text::{Language, Passage, Span, Stem, TokenKind, is_acronym};
use smallvec::SmallVec;

/// One token with what the lists say of it.
pub struct Word {
    /// The reading that the lists know, or the whole word.
    pub stem: Stem,
    /// Its senses in the lexicon.
    pub senses: SmallVec<[Sense; 3]>,
    /// What the gazetteer knows of it as one word.
    pub flags: u16,
    /// How often news had it in names; all zero for a word never counted.
    pub prior: Prior,
    /// What else raw news says of it; all zero for a word never counted.
    pub statistics: Statistics,
    /// Every form of the lexicon that begins here, in any reading of the word.
    pub forms: SmallVec<[Found; 2]>,
    /// Every name of the gazetteer that begins here, in any reading: how the word is read, the last token, the entry.
    pub names: SmallVec<[(Stem, usize, Entry); 4]>,
    /// A letter word, as opposed to a number or a mark.
    pub letters: bool,
    /// English: begins with a capital.
    pub capital: bool,
    /// The first word of a sentence or line, where English capitals mean nothing.
    pub sentence_start: bool,
}

/// A passage with the evidence for each of its tokens.
pub struct Evidence<'p> {
    /// The passage.
    pub passage: &'p Passage<'p>,
    /// One entry a token.
    pub words: Vec<Word>,
}

/// Classes whose words end a name.
const NOT_NAMES: &[Class] = &[
    Class::FunctionWord,
    Class::SpeechVerb,
    Class::Month,
    Class::Weekday,
    Class::Deictic,
    Class::Shift,
    Class::Number,
    Class::Ordinal,
    Class::Unit,
    Class::TimeWord,
    Class::Office,
    Class::PersonTitle,
    Class::OrgHead,
    Class::OrgOutsideHead,
    Class::PlaceHead,
    Class::FacilityHead,
    Class::Nationality,
    Class::Kinship,
    Class::Portfolio,
    Class::CommonWord,
];

impl<'p> Evidence<'p> {
    /// Looks every token of `passage` up.
    pub fn new(passage: &'p Passage<'p>, forms: &Forms) -> Self {
        let mut words = Vec::with_capacity(passage.tokens.len());
        for index in 0..passage.tokens.len() {
            let sentence_start = starts_sentence(passage, index);
            words.push(look_up(passage, forms, index, sentence_start));
        }
        Self { passage, words }
    }

    /// The sense of token `index` in a list, as one word.
    pub fn sense(&self, index: usize, class: Class) -> Option<Sense> {
        self.words.get(index)?.senses.iter().copied().find(|s| s.class == class)
    }

    /// True when the token, as one word, stands in the list.
    pub fn has(&self, index: usize, class: Class) -> bool {
        self.sense(index, class).is_some()
    }

    /// True for a letter word that directly continues the phrase of the token before: nothing between them but space
    /// or a hyphen, and no proclitic of its own.
    pub fn continues(&self, index: usize) -> bool {
        self.words.get(index).is_some_and(|w| w.letters && w.stem.cut == 0)
    }

    /// The folded stem of a token.
    pub fn stem_of(&self, index: usize) -> &str {
        let token = self.passage.tokens[index];
        &self.passage.folded[self.words[index].stem.fold_start..token.fold.end]
    }

    /// True when an Arabic stem carries the article.
    pub fn is_definite(&self, index: usize) -> bool {
        self.words.get(index).is_some_and(|w| w.letters)
            && (self.words[index].stem.hidden_alef || self.stem_of(index).starts_with(ARTICLE))
    }

    /// The source span of tokens `first..=last`, the first one's proclitics excluded.
    pub fn span(&self, first: usize, last: usize) -> Span {
        self.passage.span_from(self.words[first].stem.fold_start, last)
    }

    /// The folded text of tokens `first..=last` with the proclitics of the first cut, لل read as ال.
    pub fn key(&self, first: usize, last: usize) -> String {
        let stem = self.words[first].stem;
        let text = &self.passage.folded[stem.fold_start..self.passage.tokens[last].fold.end];
        if stem.hidden_alef { format!("\u{627}{text}") } else { text.to_owned() }
    }

    /// How much a word looks like the first word of a person's name, 0 to 1, by itself.
    pub fn name_start(&self, index: usize) -> f32 {
        let Some(word) = self.words.get(index).filter(|w| w.letters) else { return 0.0 };
        match self.passage.language {
            Language::Arabic => self.arabic_name(index, word, false),
            Language::English => self.english_name(index, word, false),
        }
    }

    /// How much a word looks like a further part of a name that has begun, 0 to 1.
    pub fn name_continue(&self, index: usize) -> f32 {
        let Some(word) = self.words.get(index).filter(|w| w.letters) else { return 0.0 };
        match self.passage.language {
            Language::Arabic if word.stem.cut != 0 => 0.0,
            Language::Arabic => self.arabic_name(index, word, true),
            Language::English => self.english_name(index, word, true),
        }
    }

    fn arabic_name(&self, index: usize, word: &Word, inside: bool) -> f32 {
        let share = f32::from(word.prior.person) / 255.0;
        let listed = word.flags & (flag::GIVEN | flag::SURNAME) != 0;
        let elsewhere = f32::from(word.prior.place.max(word.prior.org)) / 255.0;
        if self.blocked(index) && share < 0.6 {
            // رمضان and نور are names inside a name and words elsewhere.
            let own = self.has(index, Class::FunctionWord) || self.has(index, Class::SpeechVerb);
            return if inside && listed && !own && share >= 0.05 { 0.3 } else { 0.0 };
        }
        if word.prior.seen >= 3 {
            let base = if listed && inside { share.max(0.45) } else { share };
            return if elsewhere > share { base.min(0.3) } else { base };
        }
        match (listed, inside) {
            (true, true) => 0.7,
            (true, false) => 0.55,
            // A word that news hardly ever used: foreign names look like this.
            (false, true) => 0.35,
            (false, false) => 0.2,
        }
    }

    fn english_name(&self, index: usize, word: &Word, inside: bool) -> f32 {
        if !word.capital || is_acronym(self.passage.source_of(index)) {
            return 0.0;
        }
        let listed_given = word.flags & flag::GIVEN != 0;
        let listed = word.flags & (flag::GIVEN | flag::SURNAME) != 0;
        let place = word.flags & flag::PLACE != 0;
        if self.blocked(index) {
            return if inside && listed && !self.has(index, Class::FunctionWord) { 0.4 } else { 0.0 };
        }
        match (inside, listed, listed_given) {
            (true, true, _) => 0.9,
            (true, false, _) => 0.6,
            (false, _, true) if !place => 0.75,
            (false, _, true) => 0.55,
            (false, true, false) if !place => 0.45,
            (false, ..) if word.sentence_start => 0.1,
            (false, ..) => 0.3,
        }
    }

    /// True when the word stands in a list whose words end a name.
    pub fn blocked(&self, index: usize) -> bool {
        self.words.get(index).is_some_and(|w| w.senses.iter().any(|s| NOT_NAMES.contains(&s.class)))
    }

    /// The longest form of a class at token `index`, with the last token it covers; of two equally long ones the one
    /// that keeps more of the word.
    pub fn longest(&self, index: usize, class: Class) -> Option<(usize, Sense)> {
        let mut best: Option<(usize, Sense)> = None;
        for found in &self.words.get(index)?.forms {
            if let Some(&sense) = found.senses.iter().find(|s| s.class == class)
                && best.is_none_or(|(last, _)| found.last > last)
            {
                best = Some((found.last, sense));
            }
        }
        best
    }

    /// The gazetteer's names at `index` with any of these flags, longest first, with the stem read.
    pub fn names(&self, index: usize, flags: u16) -> SmallVec<[(Stem, usize, Entry); 4]> {
        let Some(word) = self.words.get(index) else { return SmallVec::new() };
        // A word that the lists know whole is not cut: لبنان is not "for بنان".
        let whole = self.is_whole(index);
        let mut found: SmallVec<[(Stem, usize, Entry); 4]> = word
            .names
            .iter()
            .copied()
            .filter(|&(stem, _, entry)| entry.is(flags) && !(whole && stem.cut != 0))
            .collect();
        found.sort_by_key(|&(stem, last, _)| (std::cmp::Reverse(last), stem.cut));
        found
    }

    /// True when the lists know the word with nothing cut.
    pub fn is_whole(&self, index: usize) -> bool {
        self.words[index].stem.cut == 0 && self.is_known(index)
    }

    /// True when any list knows the word as it was read.
    fn is_known(&self, index: usize) -> bool {
        let word = &self.words[index];
        !word.senses.is_empty() || word.flags != 0 || word.prior.seen > 0
    }
}

/// Walks the lists once for each reading of a token, and chooses the reading they know best.
fn look_up(passage: &Passage, forms: &Forms, index: usize, sentence_start: bool) -> Word {
    let token = &passage.tokens[index];
    let letters = matches!(token.kind, TokenKind::Arabic | TokenKind::Latin);
    let whole = Stem { fold_start: token.fold.start, hidden_alef: false, cut: 0 };
    let mut word = Word {
        stem: whole,
        senses: SmallVec::new(),
        flags: 0,
        prior: Prior::default(),
        statistics: Statistics::default(),
        forms: SmallVec::new(),
        names: SmallVec::new(),
        letters,
        capital: letters && token.kind == TokenKind::Latin && passage.is_capitalised(index),
        sentence_start,
    };
    if !letters {
        return word;
    }
    let mut best: Option<u32> = None;
    for stem in clitics::stems(passage, index) {
        let (mut senses, mut flags) = (SmallVec::new(), 0);
        for found in forms.read_as(index, stem) {
            if found.last == index {
                senses.clone_from(&found.senses);
            }
            word.forms.push(found.clone());
        }
        for m in gazetteer::matches(passage, index, stem) {
            let entry = Entry::new(m.value);
            if m.last == index {
                flags = entry.flags();
            }
            word.names.push((stem, m.last, entry));
        }
        let bare = &passage.folded[stem.fold_start..token.fold.end];
        let statistics = lexicon::statistics(passage.language, bare, stem.hidden_alef).unwrap_or_default();
        let strength = strength(&senses, flags, statistics.prior);
        // Cutting must be clearly better than keeping: a letter more to explain is a letter more to be wrong about.
        // The more so when the whole is somebody's name: فادي, وسام, لينا.
        let named = word.flags & (flag::GIVEN | flag::SURNAME) != 0;
        let factor = match (word.stem.cut == stem.cut, named) {
            (true, _) => 1,
            (false, true) => 12,
            (false, false) => 3,
        };
        if best.is_none_or(|best| strength > best.saturating_mul(factor)) {
            best = Some(strength);
            word.stem = stem;
            word.senses = senses;
            word.flags = flags;
            word.statistics = statistics;
            // The rules of English go by capitals; its priors are for the model.
            if passage.language == Language::Arabic {
                word.prior = statistics.prior;
            }
        }
        if best.is_some_and(|best| best >= SURE) {
            break;
        }
    }
    word
}

/// A reading this well known leaves nothing to its rivals.
const SURE: u32 = 1000;

/// How well the lists know a reading: how often news had it, and a little for each list that holds it.
fn strength(senses: &[Sense], flags: u16, prior: Prior) -> u32 {
    let listed = if senses.is_empty() { 0 } else { 40 };
    let named = match flags {
        0 => 0,
        f if f & (flag::PLACE | flag::ORG | flag::PERSON) != 0 => 6,
        _ => 3,
    };
    prior.seen + listed + named
}

fn starts_sentence(passage: &Passage, index: usize) -> bool {
    if passage.tokens[index].line_start || index == 0 {
        return true;
    }
    let mut before = index;
    while before > 0 {
        before -= 1;
        match passage.fold_of(before) {
            "\"" | "'" | "\u{ab}" | "\u{201c}" | "(" => {}
            "." => return !lexicon::closes_abbreviation(passage, before),
            "!" | "?" | "\u{61f}" | ":" => return true,
            _ => return false,
        }
    }
    true
}
