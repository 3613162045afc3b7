//! How far apart two short keys are, for "did you mean".

/// The number of single-character edits that make `b` of `a`.
pub fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, &y) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

/// The known key that is nearest to `name`, unless none is near enough to be meant. A name longer than any key is not
/// compared.
pub fn nearest<'k>(name: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    if name.len() > LONGEST {
        return None;
    }
    known.map(|key| (distance(key, name), key)).min().filter(|(edits, _)| *edits <= NEAR).map(|(_, key)| key)
}

/// Keys are short; what is longer is no slip of the fingers.
const LONGEST: usize = 100;
/// Within so many edits a key is taken for a slip.
const NEAR: usize = 3;

#[cfg(test)]
mod tests {
    use super::{distance, nearest};

    #[test]
    fn counts_edits_and_finds_what_was_meant() {
        for (a, b, expected) in [("", "", 0), ("short", "shrt", 1), ("prefer", "prefers", 1), ("ab", "ba", 2)]
        {
            assert_eq!(distance(a, b), expected);
        }
        let keys = ["prefer", "short", "variants"];
        assert_eq!(nearest("variant", keys.into_iter()), Some("variants"));
        assert_eq!(nearest("colour", keys.into_iter()), None);
        assert_eq!(nearest(&"x".repeat(1000), keys.into_iter()), None);
    }
}
