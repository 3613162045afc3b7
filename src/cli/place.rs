//! Places in a text as people count them: lines and columns from 1, columns in characters.
//!
//! A line ends at LF, CR LF or CR, as in an editor. `check` prints such places and `explain` takes them.

/// From bytes to places. Offsets must grow: then a whole text costs one pass.
pub struct Lines<'a> {
    text: &'a str,
    at: usize,
    line: usize,
    line_start: usize,
}

impl<'a> Lines<'a> {
    /// At the beginning of `text`.
    pub const fn new(text: &'a str) -> Self {
        Self { text, at: 0, line: 1, line_start: 0 }
    }

    /// Line and column of byte `offset`.
    pub fn locate(&mut self, offset: usize) -> (usize, usize) {
        while self.at < offset && self.step() {}
        (self.line, self.text[self.line_start..offset.max(self.line_start)].chars().count() + 1)
    }

    /// One byte on; false at the end.
    fn step(&mut self) -> bool {
        let bytes = self.text.as_bytes();
        let Some(&byte) = bytes.get(self.at) else { return false };
        let lone_cr = byte == b'\r' && bytes.get(self.at + 1) != Some(&b'\n');
        self.at += 1;
        if byte == b'\n' || lone_cr {
            self.line += 1;
            self.line_start = self.at;
        }
        true
    }
}

/// The byte at a line and column, both from 1. The column after the last character of a line is its end; what lies
/// further, or on no line, is none.
pub fn offset(text: &str, line: usize, column: usize) -> Option<usize> {
    let mut lines = Lines::new(text);
    while lines.line < line && lines.step() {}
    if lines.line != line {
        return None;
    }
    let rest = &text[lines.line_start..];
    let rest = &rest[..rest.find(['\n', '\r']).unwrap_or(rest.len())];
    let ends = rest.char_indices().map(|(at, _)| at).chain([rest.len()]);
    ends.skip(column.checked_sub(1)?).map(|at| lines.line_start + at).next()
}

#[cfg(test)]
mod tests {
    use super::{Lines, offset};

    #[test]
    fn places_and_bytes_agree() {
        let text = "اب\r\nc\rد\n\ne";
        for (line, column, byte) in [(1, 1, 0), (1, 2, 2), (2, 1, 6), (3, 1, 8), (4, 1, 11), (5, 1, 12)] {
            assert_eq!(offset(text, line, column), Some(byte), "{line}:{column}");
            assert_eq!(Lines::new(text).locate(byte), (line, column));
        }
        assert_eq!(offset(text, 1, 3), Some(4));
        assert_eq!(offset(text, 5, 2), Some(13));
        for (line, column) in [(0, 1), (1, 0), (1, 4), (4, 2), (6, 1)] {
            assert_eq!(offset(text, line, column), None, "{line}:{column}");
        }
    }
}
