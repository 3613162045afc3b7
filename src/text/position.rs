//! Lines and columns, for callers that count in them: byte offsets in and out, in the three units editors use.
//!
//! The core itself never holds a [`Position`]; it holds byte offsets. The unit of a column is a value that travels
//! with the conversion ([`Encoding`]), not a global, because two clients of one process may have agreed on different
//! ones. Lines end at LF, CRLF and lone CR and nowhere else: the rope is built without Unicode line breaks, since
//! editors do not break lines at U+2028, VT or NEL and every later position would be off by a line.
//!
//! Every conversion clamps and none can fail: a position is outside data.

use std::borrow::Borrow;

use ropey::Rope;

/// What a column counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Encoding {
    /// Bytes of UTF-8.
    Utf8,
    /// Code units of UTF-16: what a client means that says nothing.
    #[default]
    Utf16,
    /// Unicode code points.
    Utf32,
}

/// A place in a text as editors count it, both numbers from zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Position {
    /// Number of line ends before it.
    pub line: usize,
    /// Units of the agreed [`Encoding`] between the start of the line and it.
    pub column: usize,
}

impl Position {
    /// The position at `line` and `column`.
    pub const fn new(line: usize, column: usize) -> Self {
        Self { line, column }
    }
}

/// The byte offset of `position`.
///
/// The protocol's rule is that a column greater than the length of its line means the end of that line, and a line's
/// length does not count its terminator: the result then stands before CR or LF, never between them or after. A line
/// past the last one means the end of the text. A column in the middle of a surrogate pair or of a UTF-8 sequence
/// means the start of that character. All three clamps round down, so that no edit can cut a character in two.
pub fn to_offset(rope: &Rope, position: Position, encoding: Encoding) -> usize {
    if position.line >= rope.len_lines() {
        return rope.len_bytes();
    }
    let start = rope.line_to_byte(position.line);
    let end = content_end(rope, position.line);
    let offset = match encoding {
        Encoding::Utf8 => {
            let byte = start.saturating_add(position.column).min(end);
            rope.char_to_byte(rope.byte_to_char(byte))
        }
        Encoding::Utf16 => {
            let first = rope.char_to_utf16_cu(rope.line_to_char(position.line));
            let unit = first.saturating_add(position.column).min(rope.len_utf16_cu());
            rope.char_to_byte(rope.utf16_cu_to_char(unit))
        }
        Encoding::Utf32 => {
            let char = rope.line_to_char(position.line).saturating_add(position.column);
            rope.char_to_byte(char.min(rope.len_chars()))
        }
    };
    offset.min(end)
}

/// The position of the byte `offset`; past the end it is the end of the text, inside a character its start, between
/// CR and LF the end of the line before them.
pub fn to_position(rope: &Rope, offset: usize, encoding: Encoding) -> Position {
    Positions::new(rope, encoding).at(offset)
}

/// Converts many offsets of one text, cheapest when they come in rising order: each costs the text between it and
/// the one before. Any other order is allowed and only slower.
pub struct Positions<R: Borrow<Rope>> {
    rope: R,
    encoding: Encoding,
    line: usize,
    /// The bytes of the current line without its terminator, and where the next line starts.
    start: usize,
    end: usize,
    next: usize,
    /// The last answer on this line, from which the next column is counted on.
    offset: usize,
    column: usize,
}

impl<R: Borrow<Rope>> Positions<R> {
    /// A converter that stands at the start of `rope`.
    pub fn new(rope: R, encoding: Encoding) -> Self {
        let mut converter = Self { rope, encoding, line: 0, start: 0, end: 0, next: 0, offset: 0, column: 0 };
        converter.enter(0);
        converter
    }

    /// The position of the byte `offset`, clamped as [`to_position`] says.
    pub fn at(&mut self, offset: usize) -> Position {
        let rope = self.rope.borrow();
        let offset = offset.min(rope.len_bytes());
        let offset = rope.char_to_byte(rope.byte_to_char(offset));
        // The last line has no next one: it also holds the offset that equals the length of the text.
        let inside = self.start <= offset && (offset < self.next || self.next == rope.len_bytes());
        if !inside || (offset == self.next && self.end < self.next) {
            let line = rope.byte_to_line(offset);
            self.enter(line);
        } else if offset < self.offset {
            self.offset = self.start;
            self.column = 0;
        }
        let target = offset.min(self.end);
        if target > self.offset {
            let between = self.rope.borrow().byte_slice(self.offset..target);
            self.column += match self.encoding {
                Encoding::Utf8 => between.len_bytes(),
                Encoding::Utf16 => between.len_utf16_cu(),
                Encoding::Utf32 => between.len_chars(),
            };
            self.offset = target;
        }
        Position::new(self.line, self.column)
    }

    fn enter(&mut self, line: usize) {
        let rope = self.rope.borrow();
        self.line = line;
        self.start = rope.line_to_byte(line);
        self.end = content_end(rope, line);
        self.next = if line + 1 < rope.len_lines() { rope.line_to_byte(line + 1) } else { rope.len_bytes() };
        self.offset = self.start;
        self.column = 0;
    }
}

/// Where the content of `line` ends: before its CR, LF or CRLF.
fn content_end(rope: &Rope, line: usize) -> usize {
    if line + 1 >= rope.len_lines() {
        return rope.len_bytes();
    }
    let start = rope.line_to_byte(line);
    let end = rope.line_to_byte(line + 1);
    let terminator =
        if end >= start + 2 && rope.byte(end - 1) == b'\n' && rope.byte(end - 2) == b'\r' { 2 } else { 1 };
    end - terminator
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ENCODINGS: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

    /// The specification read literally over a plain string: the model the rope is held to.
    mod model {
        use super::{Encoding, Position};

        /// (start, end of content, start of next) of every line.
        pub fn lines(text: &str) -> Vec<(usize, usize)> {
            let bytes = text.as_bytes();
            let mut lines = Vec::new();
            let (mut start, mut at) = (0, 0);
            while at < bytes.len() {
                let terminator = match bytes[at] {
                    b'\r' if bytes.get(at + 1) == Some(&b'\n') => 2,
                    b'\r' | b'\n' => 1,
                    _ => 0,
                };
                if terminator > 0 {
                    lines.push((start, at));
                    start = at + terminator;
                    at = start;
                } else {
                    at += 1;
                }
            }
            lines.push((start, bytes.len()));
            lines
        }

        fn width(char: char, encoding: Encoding) -> usize {
            match encoding {
                Encoding::Utf8 => char.len_utf8(),
                Encoding::Utf16 => char.len_utf16(),
                Encoding::Utf32 => 1,
            }
        }

        pub fn to_offset(text: &str, position: Position, encoding: Encoding) -> usize {
            let Some(&(start, end)) = lines(text).get(position.line) else { return text.len() };
            let mut column = 0;
            for (at, char) in text[start..end].char_indices() {
                column += width(char, encoding);
                if column > position.column {
                    return start + at;
                }
            }
            end
        }

        pub fn to_position(text: &str, offset: usize, encoding: Encoding) -> Position {
            let mut offset = offset.min(text.len());
            while !text.is_char_boundary(offset) {
                offset -= 1;
            }
            let lines = lines(text);
            let line = lines.iter().rposition(|&(start, _)| start <= offset).unwrap();
            let (start, end) = lines[line];
            let column = text[start..offset.min(end)].chars().map(|c| width(c, encoding)).sum();
            Position::new(line, column)
        }
    }

    fn check(text: &str, line: usize, column: usize, encoding: Encoding, offset: usize) {
        let position = Position::new(line, column);
        assert_eq!(
            to_offset(&Rope::from_str(text), position, encoding),
            offset,
            "{text:?} {position:?} {encoding:?}"
        );
    }

    /// Features of ropey unify over the whole build: another crate that asks for Unicode line breaks would shift
    /// every position, and only this table would say so.
    #[test]
    fn lines_break_at_cr_and_lf_and_nowhere_else() {
        for (text, lines) in [
            ("", 1),
            ("a", 1),
            ("a\nb", 2),
            ("a\r\nb", 2),
            ("a\rb", 2),
            ("a\n\rb", 3),
            ("a\n", 2),
            ("a\r", 2),
            ("\r\r\n\n", 4),
            ("a\u{000b}b", 1),
            ("a\u{000c}b", 1),
            ("a\u{0085}b", 1),
            ("a\u{2028}b", 1),
            ("a\u{2029}b", 1),
        ] {
            assert_eq!(Rope::from_str(text).len_lines(), lines, "{text:?}");
        }
    }

    #[test]
    fn columns_count_what_was_agreed() {
        use Encoding::{Utf8, Utf16, Utf32};
        // 1 + 2 + 4 bytes; 1 + 1 + 2 units; 3 characters.
        for (encoding, columns) in [(Utf8, [0, 1, 3, 7]), (Utf16, [0, 1, 2, 4]), (Utf32, [0, 1, 2, 3])] {
            for (column, offset) in columns.into_iter().zip([0, 1, 3, 7]) {
                check("aح😀", 0, column, encoding, offset);
            }
        }
    }

    #[test]
    fn clamps_down_inside_a_character() {
        check("aح😀", 0, 3, Encoding::Utf16, 3);
        for column in 3..7 {
            check("aح😀", 0, column, Encoding::Utf8, 3);
        }
        check("aح😀", 0, 2, Encoding::Utf8, 1);
    }

    #[test]
    fn clamps_to_the_end_of_the_line_before_its_terminator() {
        for encoding in ENCODINGS {
            for column in [2, 3, 4, usize::MAX] {
                check("ab\ncd", 0, column, encoding, 2);
                check("ab\r\ncd", 0, column, encoding, 2);
                check("ab\rcd", 0, column, encoding, 2);
            }
            check("ab\r\ncd", 1, 99, encoding, 6);
            check("ab\n", 1, 5, encoding, 3);
            check("", 0, 9, encoding, 0);
        }
    }

    #[test]
    fn clamps_a_line_past_the_end_to_the_end_of_the_text() {
        for encoding in ENCODINGS {
            check("ab\ncd", 2, 0, encoding, 5);
            check("ab\ncd", usize::MAX, usize::MAX, encoding, 5);
            check("", 1, 0, encoding, 0);
        }
    }

    fn text() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            Just("a".to_owned()),
            Just("ح".to_owned()),
            Just("َ".to_owned()),
            Just("😀".to_owned()),
            Just("\n".to_owned()),
            Just("\r".to_owned()),
            Just("\r\n".to_owned()),
            Just("\u{2028}".to_owned()),
            Just("\u{a0}".to_owned()),
            Just("\u{200f}".to_owned()),
            "[ء-ي]{1,400}",
            "[a-z😀\n]{0,300}",
        ];
        proptest::collection::vec(piece, 0..20).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn agrees_with_the_model(text in text(), line in 0_usize..12, column in 0_usize..60, at in 0_usize..900) {
            let rope = Rope::from_str(&text);
            let position = Position::new(line, column);
            for encoding in ENCODINGS {
                prop_assert_eq!(
                    to_offset(&rope, position, encoding),
                    model::to_offset(&text, position, encoding)
                );
                prop_assert_eq!(to_position(&rope, at, encoding), model::to_position(&text, at, encoding));
            }
        }

        #[test]
        fn round_trips_every_offset_a_position_can_name(text in text()) {
            let rope = Rope::from_str(&text);
            for encoding in ENCODINGS {
                for (offset, _) in text.char_indices().chain([(text.len(), ' ')]) {
                    let inside_crlf = offset > 0 && text[..offset].ends_with('\r') && text[offset..].starts_with('\n');
                    let expected = if inside_crlf { offset - 1 } else { offset };
                    let position = to_position(&rope, offset, encoding);
                    prop_assert_eq!(to_offset(&rope, position, encoding), expected);
                }
            }
        }

        #[test]
        fn a_batch_answers_as_single_questions_do(text in text(), offsets in proptest::collection::vec(0_usize..3000, 0..40), sorted: bool) {
            let rope = Rope::from_str(&text);
            let mut offsets = offsets;
            if sorted {
                offsets.sort_unstable();
            }
            for encoding in ENCODINGS {
                let mut batch = Positions::new(&rope, encoding);
                for &offset in &offsets {
                    prop_assert_eq!(batch.at(offset), model::to_position(&text, offset, encoding));
                }
            }
        }

        #[test]
        fn random_edits_keep_rope_and_string_equal(
            text in text(),
            edits in proptest::collection::vec((0_usize..12, 0_usize..40, 0_usize..12, 0_usize..40, text()), 0..12),
        ) {
            for encoding in ENCODINGS {
                let mut rope = Rope::from_str(&text);
                let mut string = text.clone();
                for (line, column, end_line, end_column, insert) in &edits {
                    let (a, b) = (Position::new(*line, *column), Position::new(*end_line, *end_column));
                    let (from, to) = (a.min(b), a.max(b));
                    let span = model::to_offset(&string, from, encoding)..model::to_offset(&string, to, encoding);
                    let chars = rope.byte_to_char(to_offset(&rope, from, encoding))
                        ..rope.byte_to_char(to_offset(&rope, to, encoding));
                    let at = chars.start;
                    rope.remove(chars);
                    rope.insert(at, insert);
                    string.replace_range(span, insert);
                    prop_assert_eq!(rope.to_string(), string.as_str());
                }
            }
        }
    }
}
