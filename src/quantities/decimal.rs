//! Exact decimal numbers: what a text says, never a binary fraction near it.
//!
//! A number is its digits and how many of them stand behind the point. Zeros that the text writes stay (41.30), until
//! a magnitude takes them in. Whatever does not fit is no number of a news text, and gives nothing.

use std::fmt;

/// A decimal number: `digits` divided by ten to the power of `scale`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decimal {
    digits: u64,
    scale: u8,
    negative: bool,
}

/// Digits behind the point, at most.
const FINEST: u8 = 9;

impl Decimal {
    /// A whole number.
    pub const fn whole(digits: u64) -> Self {
        Self { digits, scale: 0, negative: false }
    }

    /// Reads `digits` with the decimals behind a point: `2`, `2.5`, `0.75`.
    pub fn parse(text: &str) -> Option<Self> {
        let (before, behind) = text.split_once('.').unwrap_or((text, ""));
        Self::whole(before.parse().ok()?).with_decimals(behind)
    }

    /// The number with these digits behind its point.
    pub fn with_decimals(self, behind: &str) -> Option<Self> {
        let mut digits = self.digits;
        for digit in behind.bytes() {
            let digit = digit.is_ascii_digit().then(|| u64::from(digit - b'0'))?;
            digits = digits.checked_mul(10)?.checked_add(digit)?;
        }
        let scale = u8::try_from(behind.len()).ok().filter(|&scale| scale <= FINEST)?;
        Some(Self { digits, scale, ..self })
    }

    /// `factor` times the number; zeros behind the point that are left over go.
    pub fn times(self, factor: u64) -> Option<Self> {
        let mut product = Self { digits: self.digits.checked_mul(factor)?, ..self };
        while factor > 1 && product.scale > 0 && product.digits.is_multiple_of(10) {
            product.digits /= 10;
            product.scale -= 1;
        }
        Some(product)
    }

    /// The sum of two numbers that are not negative.
    pub fn plus(self, other: Self) -> Option<Self> {
        let scale = self.scale.max(other.scale);
        let lifted = |n: Self| n.digits.checked_mul(10u64.checked_pow(u32::from(scale - n.scale))?);
        Some(Self { digits: lifted(self)?.checked_add(lifted(other)?)?, scale, negative: false })
    }

    /// The number with a minus sign.
    pub const fn negated(self) -> Self {
        Self { negative: true, ..self }
    }

    /// The number, if nothing stands behind its point.
    pub fn as_whole(self) -> Option<u64> {
        (self.scale == 0 && !self.negative).then_some(self.digits)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.negative { "-" } else { "" };
        if self.scale == 0 {
            return write!(f, "{sign}{}", self.digits);
        }
        let one = 10u64.pow(u32::from(self.scale));
        let width = usize::from(self.scale);
        write!(f, "{sign}{}.{:0width$}", self.digits / one, self.digits % one)
    }
}

#[cfg(test)]
mod tests {
    use super::Decimal;

    #[test]
    fn says_what_was_written() {
        let check = |text: &str, factor: u64, expected: &str| {
            let product = Decimal::parse(text).and_then(|n| n.times(factor)).unwrap();
            assert_eq!(product.to_string(), expected);
        };
        check("41.30", 1, "41.30");
        check("2.3", 1_000_000_000, "2300000000");
        check("0.5", 1000, "500");
        check("1.2345", 1000, "1234.5");
        check("0.05", 1, "0.05");
        let sum = Decimal::whole(3).plus(Decimal::parse("0.5").unwrap()).unwrap();
        assert_eq!(sum.negated().to_string(), "-3.5");
        assert_eq!(Decimal::whole(u64::MAX).times(10), None);
        assert_eq!(Decimal::parse("1.0000000000"), None);
    }
}
