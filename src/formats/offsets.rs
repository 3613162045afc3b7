//! Offsets in the unit a format wants, from the core's bytes.

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

/// Converts byte offsets of one text. Offsets that mostly grow cost one pass over the text in all.
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
        if byte < self.byte {
            (self.byte, self.units) = (0, 0);
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

#[cfg(test)]
mod tests {
    use super::{Converter, Unit};

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
        }
    }
}
