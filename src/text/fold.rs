//! Folding of one character: what stays of it when words are compared.
//!
//! Arabic is written with and without hamza, marks and tatweel, with ى for ي and ه for ة; a reader takes them for the
//! same word. Two words are compared by their folded forms, and only compared: spans and tags always use the source.
//! The build script folds the keys of the word lists with this same file, so it depends on nothing else.

use std::sync::LazyLock;

/// What a character is to the tokeniser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// A letter of the Arabic script.
    Arabic,
    /// A letter of any other script.
    Letter,
    /// A decimal digit, folded to ASCII.
    Digit,
    /// White space of any kind, U+00A0 included.
    Space,
    /// A line break or another control that ends a line.
    Break,
    /// Drawn on or into its neighbours, or not at all: vowel marks, tatweel, bidi controls, joiners.
    Ignorable,
    /// Everything else.
    Punctuation,
}

/// The scripts of the news, folded beforehand: Latin with its accents, Greek, Cyrillic, Hebrew, Arabic.
const LOW: usize = 0x700;

static TABLE: LazyLock<Folder> = LazyLock::new(|| {
    let low = (0..).take(LOW).map(|code| char::from_u32(code).map_or((Class::Punctuation, ' '), fold_char));
    Folder(low.collect())
});

/// [`fold_char`] for whole texts: the same answers, mostly from a table.
pub struct Folder(Vec<(Class, char)>);

impl Folder {
    /// The folder; made once.
    pub fn get() -> &'static Self {
        &TABLE
    }

    /// The class of `c` and its folded form.
    #[inline]
    pub fn fold(&self, c: char) -> (Class, char) {
        self.0.get(c as usize).copied().unwrap_or_else(|| fold_char(c))
    }
}

/// The class of `c` and its folded form. The folded form of a letter that lower-cases to several characters is its
/// first, which is enough to compare.
pub fn fold_char(c: char) -> (Class, char) {
    if c.is_ascii() {
        return match c {
            'a'..='z' => (Class::Letter, c),
            'A'..='Z' => (Class::Letter, c.to_ascii_lowercase()),
            '0'..='9' => (Class::Digit, c),
            '\n' | '\r' => (Class::Break, ' '),
            ' ' | '\t' | '\x0b' | '\x0c' => (Class::Space, ' '),
            _ => (Class::Punctuation, c),
        };
    }
    match c {
        '\u{0622}' | '\u{0623}' | '\u{0625}' | '\u{0671}' | '\u{0672}' | '\u{0673}' => {
            (Class::Arabic, '\u{0627}')
        }
        '\u{0649}' | '\u{06CC}' | '\u{06D2}' => (Class::Arabic, '\u{064A}'),
        '\u{0629}' | '\u{06C1}' | '\u{06C3}' | '\u{06D5}' => (Class::Arabic, '\u{0647}'),
        '\u{06A9}' | '\u{06AF}' => (Class::Arabic, '\u{0643}'),
        '\u{067E}' => (Class::Arabic, '\u{0628}'),
        '\u{06A4}' => (Class::Arabic, '\u{0641}'),
        '\u{0660}'..='\u{0669}' => (Class::Digit, digit(c, 0x0660)),
        '\u{06F0}'..='\u{06F9}' => (Class::Digit, digit(c, 0x06F0)),
        // Marks, tatweel, signs above the line, bidi controls, joiners, the byte order mark, the soft hyphen.
        '\u{0610}'..='\u{061A}'
        | '\u{061C}'
        | '\u{0640}'
        | '\u{064B}'..='\u{065F}'
        | '\u{0670}'
        | '\u{06D6}'..='\u{06DC}'
        | '\u{06DF}'..='\u{06E8}'
        | '\u{06EA}'..='\u{06ED}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2069}'
        | '\u{FEFF}'
        | '\u{00AD}'
        | '\u{0300}'..='\u{036F}' => (Class::Ignorable, c),
        '\u{0620}'..='\u{063F}'
        | '\u{0641}'..='\u{064A}'
        | '\u{066E}'..='\u{06D3}'
        | '\u{06FA}'..='\u{06FF}'
        | '\u{0750}'..='\u{077F}' => (Class::Arabic, c),
        '\u{00A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => (Class::Space, ' '),
        '\u{0085}' | '\u{2028}' | '\u{2029}' => (Class::Break, ' '),
        '\u{2018}' | '\u{2019}' => (Class::Punctuation, '\''),
        _ if c.is_alphabetic() => (Class::Letter, c.to_lowercase().next().unwrap_or(c)),
        _ if c.is_whitespace() => (Class::Space, ' '),
        _ => (Class::Punctuation, c),
    }
}

/// [`fold_char`] that keeps what tells two spellings of one name apart: the seat of a hamza on an alef, and ة.
pub fn spell_char(c: char) -> (Class, char) {
    match c {
        '\u{0622}' | '\u{0623}' | '\u{0625}' | '\u{0629}' => (Class::Arabic, c),
        _ => fold_char(c),
    }
}

/// A word or phrase by [`spell_char`], its white space as single spaces.
pub fn spell(phrase: &str) -> String {
    let mut out = String::with_capacity(phrase.len());
    for c in phrase.chars() {
        match spell_char(c) {
            (Class::Ignorable, _) => {}
            (Class::Space | Class::Break, _) if out.is_empty() || out.ends_with(' ') => {}
            (_, folded) => out.push(folded),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

fn digit(c: char, zero: u32) -> char {
    char::from_digit(c as u32 - zero, 10).unwrap_or(c)
}

/// Folds a whole phrase as the tokeniser would: ignorable characters dropped, white space as single spaces, none at
/// the ends. Used for the keys of word lists and gazetteers.
pub fn fold(phrase: &str) -> String {
    let mut out = String::with_capacity(phrase.len());
    let mut space = false;
    for c in phrase.chars() {
        match fold_char(c) {
            (Class::Ignorable, _) => {}
            (Class::Space | Class::Break, _) => space = true,
            (_, folded) => {
                if space && !out.is_empty() {
                    out.push(' ');
                }
                space = false;
                out.push(folded);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn folds_what_readers_take_for_the_same_word() {
        for (input, expected) in [
            ("أحمد", "احمد"),
            ("إستانا", "استانا"),
            ("الآن", "الان"),
            ("موسى", "موسي"),
            ("سورية", "سوريه"),
            ("يعبّر", "يعبر"),
            ("محـــمد", "محمد"),
            ("٢٩ كانون\u{a0}الأول", "29 كانون الاول"),
            ("۱۳۹۵", "1395"),
            ("  New   York ", "new york"),
            ("\u{200f}بوتين\u{200e}", "بوتين"),
            ("مسؤول بيئة", "مسؤول بيئه"),
        ] {
            assert_eq!(fold(input), expected);
        }
    }
}
