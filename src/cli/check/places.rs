//! Where a span stands, as the formats of other programs count: lines and columns from 1, columns and offsets in Unicode
//! code points. A line ends at LF, CR LF or CR.

use crate::formats::offsets::{Converter, Unit};
use crate::text::Span;

/// The places of one text, asked for in any order.
pub struct Places<'a> {
    text: &'a str,
    /// The first byte of each line.
    starts: Vec<usize>,
    converter: Converter<'a>,
}

/// Where a span begins and ends; the end is the place behind its last character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The line it begins on.
    pub line: usize,
    /// The column of its first character.
    pub column: usize,
    /// The line it ends on.
    pub end_line: usize,
    /// The column behind its last character.
    pub end_column: usize,
    /// How many characters stand before it in the text.
    pub offset: usize,
    /// How many it has.
    pub length: usize,
}

impl<'a> Places<'a> {
    /// Of a text.
    pub fn new(text: &'a str) -> Self {
        let bytes = text.as_bytes();
        let ends = memchr::memchr2_iter(b'\n', b'\r', bytes);
        let ends = ends.filter(|&at| bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n'));
        let starts = std::iter::once(0).chain(ends.map(|at| at + 1)).collect();
        Self { text, starts, converter: Converter::new(text, Unit::CodePoints) }
    }

    /// Where a span of bytes stands.
    pub fn of(&mut self, span: Span) -> Place {
        let (line, column) = self.at(span.start);
        let (end_line, end_column) = self.at(span.end.max(span.start));
        let offset = self.converter.convert(span.start);
        let length = self.converter.convert(span.end).saturating_sub(offset);
        Place { line, column, end_line, end_column, offset, length }
    }

    /// The characters around a span on its lines, at most `reach` on each side.
    pub fn around(&self, span: Span, reach: usize) -> (&'a str, &'a str) {
        let first = self.starts.partition_point(|start| *start <= span.start).saturating_sub(1);
        let line = self.starts.get(first).copied().unwrap_or_default();
        let before = self.text.get(line..span.start).unwrap_or_default();
        let behind = self.text.get(span.end..).unwrap_or_default();
        let behind = &behind[..behind.find(['\n', '\r']).unwrap_or(behind.len())];
        let from = before.char_indices().rev().take(reach).last().map_or(before.len(), |(at, _)| at);
        let upto = behind.char_indices().nth(reach).map_or(behind.len(), |(at, _)| at);
        (&before[from..], &behind[..upto])
    }

    fn at(&mut self, byte: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|start| *start <= byte);
        let start = line.checked_sub(1).and_then(|index| self.starts.get(index)).copied().unwrap_or_default();
        (line, self.converter.convert(byte) - self.converter.convert(start) + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::{Place, Places};
    use crate::text::Span;

    #[test]
    fn places_are_counted_in_characters() {
        let text = "اب\r\nc\r😀د\n\ne";
        let mut places = Places::new(text);
        let place = |line, column, end_line, end_column, offset, length| Place {
            line,
            column,
            end_line,
            end_column,
            offset,
            length,
        };
        for (start, end, expected) in [
            (12, 14, place(3, 2, 3, 3, 7, 1)),
            (0, 2, place(1, 1, 1, 2, 0, 1)),
            (2, 6, place(1, 2, 2, 1, 1, 3)),
            (8, 12, place(3, 1, 3, 2, 6, 1)),
            (16, 17, place(5, 1, 5, 2, 10, 1)),
            (17, 17, place(5, 2, 5, 2, 11, 0)),
        ] {
            assert_eq!(places.of(Span::new(start, end)), expected, "{start}..{end}");
        }
    }

    #[test]
    fn what_is_around_ends_with_the_line() {
        let text = "first line\nabc def ghi\nlast";
        let places = Places::new(text);
        assert_eq!(places.around(Span::new(15, 18), 2), ("c ", " g"));
        assert_eq!(places.around(Span::new(15, 18), 20), ("abc ", " ghi"));
        assert_eq!(places.around(Span::new(0, 5), 20), ("", " line"));
    }
}
