//! Offsets in the unit a format wants, from the core's bytes and back.

use crate::text::Span;

/// The unit of the offsets in a format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Unit {
    /// Unicode code points: what Python, brat and most corpora count.
    #[default]
    CodePoints,
    /// UTF-8 bytes.
    Utf8,
    /// UTF-16 units: what JavaScript and Java count.
    Utf16,
}

impl Unit {
    /// Reads the name used on the command line.
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "codepoints" => Some(Self::CodePoints),
            "utf8" => Some(Self::Utf8),
            "utf16" => Some(Self::Utf16),
            _ => None,
        }
    }

    fn width(self, c: char) -> usize {
        match self {
            Self::CodePoints => 1,
            Self::Utf8 => c.len_utf8(),
            Self::Utf16 => c.len_utf16(),
        }
    }
}

/// Converts byte offsets of one text. It walks from one to the next, so that those that mostly grow cost one pass over
/// the text in all.
#[derive(Debug)]
pub struct Converter<'a> {
    text: &'a str,
    unit: Unit,
    byte: usize,
    units: usize,
}

impl<'a> Converter<'a> {
    /// A converter at the beginning of `text`.
    pub const fn new(text: &'a str, unit: Unit) -> Self {
        Self { text, unit, byte: 0, units: 0 }
    }

    /// The offset of byte `byte` in the unit. A byte inside a character counts as the character's first.
    pub fn convert(&mut self, byte: usize) -> usize {
        // Nested spans go back a little: to count from the beginning would cost the text each time.
        while byte < self.byte
            && let Some(c) = self.text[..self.byte].chars().next_back()
        {
            self.byte -= c.len_utf8();
            self.units -= self.unit.width(c);
        }
        for c in self.text[self.byte..].chars() {
            if self.byte + c.len_utf8() > byte {
                break;
            }
            self.byte += c.len_utf8();
            self.units += self.unit.width(c);
        }
        self.units
    }
}

/// The way back: from offsets of a unit to bytes of one text.
#[derive(Debug)]
pub struct Locator {
    /// The byte of every so many units, to begin to count from.
    marks: Vec<(usize, usize)>,
    text: String,
    unit: Unit,
}

/// How far two marks lie apart, in bytes.
const STRIDE: usize = 1024;

impl Locator {
    /// For the offsets of `text` in `unit`.
    pub fn new(text: &str, unit: Unit) -> Self {
        let mut marks = vec![(0, 0)];
        let (mut next, mut units) = (STRIDE, 0);
        for (byte, c) in text.char_indices() {
            if byte >= next {
                marks.push((units, byte));
                next = byte + STRIDE;
            }
            units += unit.width(c);
        }
        Self { marks, text: text.to_owned(), unit }
    }

    /// The byte at an offset; none behind the end or in the middle of a character.
    pub fn byte(&self, offset: usize) -> Option<usize> {
        let mark = self.marks.partition_point(|(units, _)| *units <= offset) - 1;
        let (mut units, start) = self.marks[mark];
        let mut rest = self.text[start..].char_indices();
        loop {
            match rest.next() {
                Some((at, _)) if units == offset => return Some(start + at),
                None if units == offset => return Some(self.text.len()),
                Some((_, c)) if units < offset => units += self.unit.width(c),
                _ => return None,
            }
        }
    }

    /// The bytes between two offsets; none unless they hold something.
    pub fn span(&self, start: usize, end: usize) -> Option<Span> {
        let (start, end) = (self.byte(start)?, self.byte(end)?);
        (start < end).then(|| Span::new(start, end))
    }
}

#[cfg(test)]
mod tests {
    use super::{Converter, Locator, Unit};

    #[test]
    fn counts_in_every_unit_forwards_and_back() {
        let text = "a😀ب";
        let expected = [
            (Unit::CodePoints, [0, 1, 2, 3, 1]),
            (Unit::Utf8, [0, 1, 5, 7, 1]),
            (Unit::Utf16, [0, 1, 3, 4, 1]),
        ];
        for (unit, expected) in expected {
            let mut converter = Converter::new(text, unit);
            assert_eq!([0, 1, 5, 7, 1].map(|byte| converter.convert(byte)), expected, "{unit:?}");
            let locator = Locator::new(text, unit);
            assert_eq!(expected.map(|offset| locator.byte(offset)), [0, 1, 5, 7, 1].map(Some), "{unit:?}");
            assert_eq!(locator.byte(expected[3] + 1), None);
        }
        assert_eq!(Locator::new(text, Unit::Utf16).byte(2), None);
        assert_eq!(Locator::new(text, Unit::CodePoints).span(1, 1), None);
        let long = "ا😀".repeat(2000);
        let locator = Locator::new(&long, Unit::Utf16);
        assert!((0..2000).all(|i| locator.byte(i * 3) == Some(i * 6) && locator.byte(i * 3 + 2).is_none()));
    }
}
