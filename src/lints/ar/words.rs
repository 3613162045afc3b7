//! The Arabic words of a paragraph for rules of spelling: their letters without marks and tatweel, where each stands, and
//! whether they are words of running text at all.

use crate::analysis::{Options, Paragraph};
use crate::entities::EntityType;
use crate::text::{Span, fold};

/// Longer words are no words.
pub(super) const LONGEST: usize = 28;

/// One word. The same is filled again for the next.
#[derive(Debug, Default)]
pub(super) struct Word {
    /// Where it stands in the plain text, marks at its end included.
    pub span: Span,
    /// Its letters.
    pub letters: Vec<char>,
    /// Where each begins in the plain text.
    pub places: Vec<usize>,
    /// Joined to what is no Arabic letter, or too long.
    pub is_odd: bool,
}

impl Word {
    /// Where a letter stands in the plain text.
    pub fn letter(&self, index: usize) -> Span {
        let at = self.places.get(index).copied().unwrap_or(self.span.start);
        Span::new(at, at + self.letters.get(index).map_or(0, |c| c.len_utf8()))
    }
}

/// A letter of Arabic, as dictionaries of Arabic have it.
pub(super) const fn is_letter(c: char) -> bool {
    matches!(c, '\u{621}'..='\u{63a}' | '\u{641}'..='\u{64a}')
}

/// Drawn on a letter, or only to lengthen the line.
pub(super) const fn is_mark(c: char) -> bool {
    matches!(c, '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{610}'..='\u{61a}')
}

/// What makes a word of what it touches something else: other letters, digits, the low line.
fn is_foreign(c: char) -> bool {
    c == '_' || c == '\u{200c}' || c == '\u{200d}' || c.is_alphanumeric()
}

/// True when the text has an Arabic letter, cheaply.
pub(super) fn is_arabic(text: &str) -> bool {
    text.bytes().any(|byte| matches!(byte, 0xd8 | 0xd9))
}

/// True for a text in Persian, Urdu or Kurdish, by the letters that stand in every line of theirs.
pub(super) fn is_other_language(text: &str) -> bool {
    let bytes = text.as_bytes();
    let after = |at: usize, next: u8| bytes.get(at + 1) == Some(&next);
    let yeh = memchr::memchr_iter(0xdb, bytes).filter(|&at| after(at, 0x8c));
    let kaf = memchr::memchr_iter(0xda, bytes).filter(|&at| after(at, 0xa9) || after(at, 0xaf));
    yeh.chain(kaf).nth(1).is_some()
}

/// Calls `see` with every word.
pub(super) fn each(text: &str, mut see: impl FnMut(&Word)) {
    let mut word = Word::default();
    let mut inside = false;
    let flush = |word: &mut Word, end: usize, see: &mut dyn FnMut(&Word)| {
        word.span.end = end;
        if !word.is_odd && !word.letters.is_empty() {
            see(word);
        }
    };
    for (at, c) in text.char_indices() {
        let (letter, mark) = (is_letter(c), is_mark(c));
        if !(letter || mark || is_foreign(c)) {
            if inside {
                flush(&mut word, at, &mut see);
                inside = false;
            }
            continue;
        }
        if !inside {
            inside = true;
            word.span = Span::new(at, at);
            word.letters.clear();
            word.places.clear();
            word.is_odd = false;
        }
        if letter {
            if word.letters.len() < LONGEST {
                word.letters.push(c);
                word.places.push(at);
            } else {
                word.is_odd = true;
            }
        } else if !mark {
            word.is_odd = true;
        }
    }
    if inside {
        flush(&mut word, text.len(), &mut see);
    }
}

/// True for a word of an address, a hashtag or an account: nobody spells there.
pub(super) fn is_in_address(text: &str, span: Span) -> bool {
    let start = text[..span.start].rfind(char::is_whitespace).map_or(0, |at| at + 1);
    let end = text[span.end..].find(char::is_whitespace).map_or(text.len(), |at| span.end + at);
    let token = text.get(start..end).or_else(|| text.get(span.start..end)).unwrap_or_default();
    let token = token.trim_start_matches(['(', '[', '"', '\u{ab}', '\u{201c}']);
    token.starts_with(['#', '@'])
        || token.contains("://")
        || token.contains("www.")
        || token.contains(['@', '_'])
}

/// The type of the innermost name that covers a place in the raw paragraph.
pub(super) fn name_at(paragraph: &Paragraph, raw: Span) -> Option<EntityType> {
    let covering = paragraph.entities.iter().filter(|named| named.mention.span.overlaps(raw));
    covering.min_by_key(|named| named.mention.span.len()).map(|named| named.mention.entity_type)
}

/// True for a word inside the name of a person.
pub(super) fn is_in_person(paragraph: &Paragraph, raw: Span) -> bool {
    let mut names = paragraph.entities.iter().map(|named| &named.mention);
    names.any(|name| name.entity_type == EntityType::Person && name.span.overlaps(raw))
}

/// True when the workspace's records spell the word so: alone, or in a phrase that stands here.
pub(super) fn is_own(options: &Options, paragraph: &Paragraph, word: Span, raw: Span) -> bool {
    let Some(authority) = &options.authority else { return false };
    if paragraph.entities.iter().filter_map(|named| named.mention.own).any(|own| own.span.overlaps(raw)) {
        return true;
    }
    let text = &paragraph.markup.plain.text;
    // The words around, as far as names of records reach.
    let (mut starts, mut ends) = (vec![word.start], vec![word.end]);
    for _ in 1..REACH {
        let before = starts.last().map_or("", |&start| text[..start].trim_end());
        let start = before.rfind(char::is_whitespace).map_or(0, |at| at + 1);
        if before.is_empty() || !before.is_char_boundary(start) {
            break;
        }
        starts.push(start);
    }
    for _ in 1..REACH {
        let from = ends.last().copied().unwrap_or(text.len());
        let rest = text[from..].trim_start();
        if rest.is_empty() {
            break;
        }
        let begin = text.len() - rest.len();
        ends.push(begin + rest.find(char::is_whitespace).unwrap_or(rest.len()));
    }
    let one_letter = text[word.start..].chars().next().map_or(0, char::len_utf8);
    let glued = [0, one_letter];
    for (&start, skip) in starts.iter().flat_map(|start| glued.iter().map(move |skip| (start, skip))) {
        for &end in &ends {
            let phrase = text.get(start + skip..end).unwrap_or_default();
            let phrase = phrase.trim_matches(|c: char| !c.is_alphanumeric() && !is_mark(c));
            let Some(name) = authority.name(&fold::fold(phrase)) else { continue };
            if authority.uses(name).any(|(_, used)| is_same(&used.text.text, phrase)) {
                return true;
            }
        }
    }
    false
}

/// Words of a record's name on one side of the word that is looked at.
const REACH: usize = 4;

/// The same letters, whatever the marks and the spaces.
fn is_same(a: &str, b: &str) -> bool {
    let letters =
        |text: &str| -> Vec<char> { text.chars().filter(|&c| !is_mark(c) && !c.is_whitespace()).collect() };
    letters(a) == letters(b)
}

#[cfg(test)]
mod tests {
    use super::{each, is_in_address};
    use crate::text::Span;

    #[test]
    fn words_are_letters_without_marks() {
        let mut seen = Vec::new();
        let text = "قالَ محـمد: سافر2 إلى a_ب «الـقاهرة»";
        each(text, |word| {
            seen.push((word.letters.iter().collect::<String>(), word.span.of(text).to_owned()));
        });
        let words: Vec<&str> = seen.iter().map(|(word, _)| word.as_str()).collect();
        assert_eq!(words, ["قال", "محمد", "إلى", "القاهرة"]);
        assert_eq!(seen[1].1, "محـمد");
    }

    #[test]
    fn addresses_and_hashtags_are_told() {
        for (text, expected) in [
            ("#الاراضي", true),
            ("https://a.example/الاراضي", true),
            ("(الاراضي)", false),
            ("سورية/الاراضي", false),
            ("هنا الاراضي_هنا", true),
        ] {
            let at = text.find("الاراضي").unwrap();
            assert_eq!(is_in_address(text, Span::new(at, at + "الاراضي".len())), expected, "{text}");
        }
    }
}
