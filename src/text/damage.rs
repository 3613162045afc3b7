//! What edits changed since somebody last looked: one stretch, however many edits there were.

use ropey::Rope;

use super::Span;

/// The bytes `start..old_end` of an old text became `start..new_end` of the new one; all else is the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Damage {
    /// Where both texts begin to differ.
    pub start: usize,
    /// Where the old one has its common rest.
    pub old_end: usize,
    /// Where the new one has it.
    pub new_end: usize,
}

impl Damage {
    /// The damage of a text of `len` bytes nobody has looked at yet.
    pub const fn fresh(len: usize) -> Self {
        Self { start: 0, old_end: 0, new_end: len }
    }

    /// This damage followed by `next`, whose old text is this one's new text.
    #[must_use]
    pub fn then(self, next: Self) -> Self {
        // The union of both in the text between them, carried to either side.
        let start = self.start.min(next.start);
        let end = self.new_end.max(next.old_end);
        Self { start, old_end: end - self.new_end + self.old_end, new_end: end - next.old_end + next.new_end }
    }
}

/// Replaces `span` of `rope` by `text` and says what really changed: editors that send a whole text, a whole line or
/// a whole word for one letter cost no more than those that send the letter.
///
/// `span` lies in the rope and on character boundaries.
pub fn replace(rope: &mut Rope, span: Span, text: &str) -> Damage {
    let old = rope.byte_slice(span.start..span.end);
    let common = old.len_bytes().min(text.len());
    let mut prefix = old.bytes().zip(text.bytes()).take_while(|(a, b)| a == b).count();
    while !text.is_char_boundary(prefix) {
        prefix -= 1;
    }
    let mut suffix = 0;
    let mut backwards = old.bytes_at(old.len_bytes());
    while suffix < common - prefix && backwards.prev() == Some(text.as_bytes()[text.len() - 1 - suffix]) {
        suffix += 1;
    }
    while !text.is_char_boundary(text.len() - suffix) {
        suffix -= 1;
    }
    let damage = Damage {
        start: span.start + prefix,
        old_end: span.end - suffix,
        new_end: span.start + text.len() - suffix,
    };
    let inserted = &text[prefix..text.len() - suffix];
    if damage.start == 0 && damage.old_end == rope.len_bytes() {
        *rope = Rope::from_str(inserted);
    } else {
        let start = rope.byte_to_char(damage.start);
        let end = rope.byte_to_char(damage.old_end);
        rope.remove(start..end);
        rope.insert(start, inserted);
    }
    damage
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(old: &str, span: std::ops::Range<usize>, text: &str, expected: (usize, usize, usize)) {
        let mut rope = Rope::from_str(old);
        let damage = replace(&mut rope, span.clone().into(), text);
        let mut string = old.to_owned();
        string.replace_range(span, text);
        assert_eq!(rope.to_string(), string);
        assert_eq!((damage.start, damage.old_end, damage.new_end), expected);
    }

    #[test]
    fn finds_the_letter_that_changed() {
        check("abcdef", 0..6, "abXdef", (2, 3, 3));
        check("abc", 0..3, "abc", (3, 3, 3));
        check("aa", 0..2, "aaa", (2, 2, 3));
        check("", 0..0, "abc", (0, 0, 3));
        check("abc", 0..3, "", (0, 3, 0));
    }

    #[test]
    fn never_cuts_a_character() {
        // Two letters that share their first byte, and two that share their last.
        check("ب", 0..2, "ت", (0, 2, 2));
        check("\u{628}", 0..2, "\u{6a8}", (0, 2, 2));
    }

    fn edits() -> impl Strategy<Value = Vec<(usize, usize, String)>> {
        proptest::collection::vec((0..64_usize, 0..64_usize, "[aبت😀\n]{0,6}"), 0..8)
    }

    proptest! {
        #[test]
        fn all_outside_the_damage_is_unchanged(old in "[aبت😀\n]{0,40}", edits in edits()) {
            let mut rope = Rope::from_str(&old);
            let mut damage: Option<Damage> = None;
            for (from, to, text) in edits {
                let at = |at: usize| {
                    let mut at = at % (rope.len_bytes() + 1);
                    while !rope.to_string().is_char_boundary(at) {
                        at -= 1;
                    }
                    at
                };
                let (from, to) = (at(from), at(to));
                let (from, to) = (from.min(to), from.max(to));
                let next = replace(&mut rope, Span::new(from, to), &text);
                damage = Some(damage.map_or(next, |damage| damage.then(next)));
            }
            let new = rope.to_string();
            if let Some(Damage { start, old_end, new_end }) = damage {
                prop_assert_eq!(&old[..start], &new[..start]);
                prop_assert_eq!(&old[old_end..], &new[new_end..]);
            }
        }
    }
}
