//! The words of a text, for rules that look for words of their own: one walk over its characters, one buffer, no tokens.
//!
//! A word is a run of letters with the marks on them. What it is compared by leaves the marks out and keeps the seat of a
//! hamza, so that two spellings of one name are two.

use crate::text::Span;
use crate::text::fold::{Class, Folder, spell_char};
use smallvec::SmallVec;

/// Walks the words of a text.
pub struct Words<'t> {
    text: &'t str,
    at: usize,
    folder: &'static Folder,
    /// The seats of hamza are kept.
    spell: bool,
}

/// A word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Where it stands in the text.
    pub span: Span,
    /// Its letters are Arabic.
    pub is_arabic: bool,
}

impl<'t> Words<'t> {
    /// The words of a text, compared as they are spelled.
    pub fn new(text: &'t str) -> Self {
        Self { text, at: 0, folder: Folder::get(), spell: true }
    }

    /// The words of a text, compared as word lists have them.
    pub fn folded(text: &'t str) -> Self {
        Self { spell: false, ..Self::new(text) }
    }

    /// The next word; `letters` is what it is compared by.
    pub fn next(&mut self, letters: &mut String) -> Option<Word> {
        letters.clear();
        let rest = self.text.get(self.at..)?;
        let mut word: Option<Word> = None;
        for (offset, c) in rest.char_indices() {
            let start = self.at + offset;
            let end = start + c.len_utf8();
            let spelled = self.spell && matches!(c, '\u{622}'..='\u{629}');
            let (class, folded) = if spelled { spell_char(c) } else { self.folder.fold(c) };
            match (class, &mut word) {
                (Class::Arabic | Class::Letter, None) => {
                    word = Some(Word { span: Span::new(start, end), is_arabic: class == Class::Arabic });
                    letters.push(folded);
                }
                (Class::Arabic | Class::Letter, Some(word)) if word.is_arabic == (class == Class::Arabic) => {
                    word.span.end = end;
                    letters.push(folded);
                }
                (Class::Ignorable, Some(word)) if !matches!(c, '\u{200b}'..='\u{200f}') => {
                    word.span.end = end;
                }
                (Class::Ignorable, _) | (_, None) => {}
                (_, Some(found)) => {
                    let found = *found;
                    self.at = start;
                    return Some(found);
                }
            }
        }
        self.at = self.text.len();
        word
    }
}

/// One way to cut a word: where the name in it begins, and where its stem does behind the article, in bytes of its letters.
/// Of لل the second lam is the name's, and the article's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cut {
    /// Where the name begins.
    pub name: usize,
    /// Where its stem begins.
    pub stem: usize,
}

const LETTER: usize = 2;

/// The ways to cut the proclitics and the article off an Arabic word, the least cut first.
pub fn cuts(letters: &str) -> SmallVec<[Cut; 8]> {
    let starts = |at: usize, set: &[char]| letters.get(at..).is_some_and(|rest| rest.starts_with(set));
    let article = |at: usize| starts(at, &['\u{627}']) && starts(at + LETTER, &['\u{644}']);
    let mut out = SmallVec::new();
    let conjunction = starts(0, &['\u{648}', '\u{641}']);
    for from in [Some(0), conjunction.then_some(LETTER)].into_iter().flatten() {
        let preposition = starts(from, &['\u{628}', '\u{644}', '\u{643}']);
        for name in [Some(from), preposition.then_some(from + LETTER)].into_iter().flatten() {
            out.push(Cut { name, stem: name });
            if article(name) {
                out.push(Cut { name, stem: name + 2 * LETTER });
            } else if name > from && starts(from, &['\u{644}']) && starts(name, &['\u{644}']) {
                out.push(Cut { name, stem: name + LETTER });
            }
        }
    }
    out
}

/// Where byte `letter` of a word's letters stands in the word as written: behind the marks of the letter before.
pub fn place_of(word: &str, letter: usize) -> usize {
    let mut passed = 0;
    for (at, c) in word.char_indices() {
        let (class, folded) = spell_char(c);
        if class == Class::Ignorable {
            continue;
        }
        if passed >= letter {
            return at;
        }
        passed += folded.len_utf8();
    }
    word.len()
}

/// The word that ends before byte `at`, with nothing but spaces between, and the word that begins behind it.
pub fn word_before(text: &str, at: usize) -> &str {
    let before = text.get(..at).unwrap_or_default();
    let trimmed = before.trim_end_matches([' ', '\u{a0}']);
    let start = trimmed.rfind(|c| !is_of_word(c)).map_or(0, |gap| trimmed.ceil_char_boundary(gap + 1));
    trimmed.get(start..).unwrap_or_default()
}

/// The word that begins behind byte `at`, with nothing but spaces between.
pub fn word_behind(text: &str, at: usize) -> &str {
    let behind = text.get(at..).unwrap_or_default().trim_start_matches([' ', '\u{a0}']);
    let end = behind.find(|c| !is_of_word(c)).unwrap_or(behind.len());
    &behind[..end]
}

fn is_of_word(c: char) -> bool {
    matches!(spell_char(c).0, Class::Arabic | Class::Letter | Class::Ignorable)
}

/// True when the span of a text is a part of something longer that is no word: a tag, an address, a code.
pub fn is_part(text: &str, span: Span) -> bool {
    let glue = |c: char| matches!(c, '#' | '@' | '_' | '/' | '\\' | '=' | '&') || c.is_ascii_digit();
    let before = text.get(..span.start).and_then(|before| before.chars().next_back());
    let mut after = text.get(span.end..).unwrap_or_default().chars();
    let (next, then) = (after.next(), after.next());
    // A slash parts two words in Arabic as often as it joins them.
    before.is_some_and(|c| glue(c) && c != '/')
        || next.is_some_and(|c| glue(c) && c != '/')
        || before == Some('.')
            && text
                .get(..span.start - 1)
                .is_some_and(|rest| rest.ends_with(|c: char| c.is_ascii_alphanumeric()))
        || next == Some('.') && then.is_some_and(|c| c.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::{Words, cuts, is_part, place_of, word_before, word_behind};
    use crate::text::Span;

    fn words(text: &str) -> Vec<(String, String)> {
        let (mut walk, mut letters, mut out) = (Words::new(text), String::new(), Vec::new());
        while let Some(word) = walk.next(&mut letters) {
            out.push((word.span.of(text).to_owned(), letters.clone()));
        }
        out
    }

    #[test]
    fn words_are_runs_of_one_script_compared_without_marks() {
        let shown: Vec<String> = words("قالت أَستانا،الإيراني2016 نـــور Kyiv's يوم")
            .into_iter()
            .map(|(a, b)| format!("{a}={b}"))
            .collect();
        let expected =
            ["قالت=قالت", "أَستانا=أستانا", "الإيراني=الإيراني", "نـــور=نور", "Kyiv=kyiv", "s=s", "يوم=يوم"];
        assert_eq!(shown, expected);
        assert_eq!(words(""), []);
        assert_eq!(words(" ،. "), []);
    }

    #[test]
    fn proclitics_and_the_article_are_cut() {
        let shown = |word: &str| -> Vec<String> {
            cuts(word).iter().map(|cut| format!("{}|{}", &word[cut.name..], &word[cut.stem..])).collect()
        };
        assert_eq!(shown("والأميركي"), ["والأميركي|والأميركي", "الأميركي|الأميركي", "الأميركي|أميركي"]);
        assert_eq!(shown("للأميركي"), ["للأميركي|للأميركي", "لأميركي|لأميركي", "لأميركي|أميركي"]);
        assert_eq!(shown("بدمشق"), ["بدمشق|بدمشق", "دمشق|دمشق"]);
        assert_eq!(shown(""), ["|"]);
    }

    #[test]
    fn letters_have_their_places_in_the_word() {
        assert_eq!(&"مُحَمّد"[place_of("مُحَمّد", 4)..], "مّد");
        assert_eq!(place_of("نور", 99), 6);
    }

    #[test]
    fn neighbours_are_words() {
        let text = "a chicken Kiev dish";
        assert_eq!((word_before(text, 10), word_behind(text, 14)), ("chicken", "dish"));
        assert_eq!((word_before("x, Kiev", 3), word_behind("Kiev", 4)), ("", ""));
    }

    #[test]
    fn parts_of_codes_are_told() {
        for (text, word) in
            [("#أمريكا اليوم", "أمريكا"), ("kiev.example.org", "kiev"), ("UTF8", "UTF"), ("a_NATO", "NATO")]
        {
            let start = text.find(word).unwrap();
            assert!(is_part(text, Span::new(start, start + word.len())), "{text}");
        }
        for (text, word) in
            [("في أمريكا.", "أمريكا"), ("NATO.", "NATO"), ("(NATO)", "NATO"), ("أمريكا/أوروبا", "أمريكا")]
        {
            let start = text.find(word).unwrap();
            assert!(!is_part(text, Span::new(start, start + word.len())), "{text}");
        }
    }
}
