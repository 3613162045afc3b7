//! What the text itself asks the rules not to say, in comments of its own form:
//! `<!-- hashiya: ignore date/impossible -->` in a paragraph, or in a line of its own before one;
//! `<!-- hashiya: ignore-file num/* -->` anywhere. Without a name, all rules are meant. Plain text has no comments.

use super::rules;
use crate::tags::Syntax;
use std::ops::BitOr;

/// A set of rules, by their places among all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Mask(u128);

impl Mask {
    /// True when the rule of a number is in it.
    pub const fn has(self, rule: u16) -> bool {
        self.0 >> rule & 1 == 1
    }

    /// No rule is in it.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The rules that a name means: one, or those of a group (`num/*`), or all (`*`).
    pub fn of(name: &str) -> Self {
        let means = |rule: &str| match name.strip_suffix('*') {
            Some(group) => rule.starts_with(group),
            None => rule == name,
        };
        let meant = rules().enumerate().filter(|(_, rule)| means(rule.name));
        Self(meant.fold(0, |mask, (number, _)| mask | 1 << number))
    }
}

impl BitOr for Mask {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// What a paragraph asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Silence {
    /// These are not to speak in it; and, when it holds nothing else, in the next one.
    pub here: Mask,
    /// It holds nothing but comments.
    pub is_alone: bool,
    /// These are not to speak in the whole document.
    pub everywhere: Mask,
}

const OPEN: &str = "<!--";
const CLOSE: &str = "-->";

impl Silence {
    /// Reads the comments of a paragraph.
    pub fn read(text: &str, syntax: Syntax) -> Self {
        let mut silence = Self::default();
        if syntax == Syntax::Plain || memchr::memchr(b'<', text.as_bytes()).is_none() {
            return silence;
        }
        let (mut rest, mut has_prose) = (text, false);
        while let Some((before, after)) = rest.split_once(OPEN) {
            has_prose |= !before.trim().is_empty();
            let (comment, behind) = after.split_once(CLOSE).unwrap_or((after, ""));
            rest = behind;
            let Some(asked) = comment.trim().strip_prefix("hashiya:") else { continue };
            let mut words = asked.split([' ', ',', '\t', '\n', '\r']).filter(|word| !word.is_empty());
            let place = match words.next() {
                Some("ignore") => &mut silence.here,
                Some("ignore-file") => &mut silence.everywhere,
                _ => continue,
            };
            let named = words.map(Mask::of).reduce(|all, mask| all | mask);
            *place = *place | named.unwrap_or_else(|| Mask::of("*"));
        }
        silence.is_alone = !has_prose && rest.trim().is_empty();
        silence
    }
}

#[cfg(test)]
mod tests {
    use super::{Mask, Silence};
    use crate::analysis::{Document, Options};
    use crate::lints::{of_document, rules};
    use crate::tags::Syntax;
    use crate::text::{Span, replace};
    use ropey::Rope;

    /// How many tags without partners are found.
    fn check(text: &str, syntax: Syntax, expected: usize) {
        let found = of_document(&Document::of(text, Options { syntax, ..Options::default() }));
        let count = found.iter().filter(|finding| finding.rule == "tag/unbalanced").count();
        assert_eq!(count, expected, "{text}");
    }

    #[test]
    fn all_rules_fit_a_mask() {
        assert!(rules().count() < 128);
        assert!(Mask::of("tag/none").is_empty() && !Mask::of("tag/*").is_empty());
    }

    #[test]
    fn a_comment_silences_its_paragraph_and_one_by_itself_the_next() {
        let wrong = "زار <person>سامر حلب.";
        check(wrong, Syntax::Markdown, 1);
        check(&format!("{wrong} <!-- hashiya: ignore tag/unbalanced -->"), Syntax::Markdown, 0);
        check(&format!("{wrong} <!-- hashiya: ignore tag/* -->"), Syntax::Markdown, 0);
        check(&format!("{wrong} <!-- hashiya: ignore -->"), Syntax::Markdown, 0);
        check(&format!("{wrong} <!-- hashiya: ignore num/*, tag/unknown -->"), Syntax::Markdown, 1);
        check(&format!("{wrong} <!-- tag/unbalanced -->"), Syntax::Markdown, 1);
        check(
            &format!("<!-- hashiya: ignore tag/unbalanced -->\n\n{wrong}\n\n{wrong}\n"),
            Syntax::Markdown,
            1,
        );
        check(&format!("نص. <!-- hashiya: ignore tag/unbalanced -->\n\n{wrong}\n"), Syntax::Markdown, 1);
        // Plain text has no comments.
        check(&format!("{wrong} <!-- hashiya: ignore tag/unbalanced -->"), Syntax::Plain, 1);
    }

    #[test]
    fn a_comment_that_changes_is_heard_behind_other_comments() {
        let asks = "<!-- hashiya: ignore tag/unbalanced -->";
        let text = format!("{asks}\n\n<!-- a note -->\n\n<!-- another -->\n\nزار <person>سامر حلب.\n");
        let mut rope = Rope::from_str(&text);
        let options = || Options { syntax: Syntax::Markdown, ..Options::default() };
        let mut document = Document::of(&text, options());
        assert_eq!(of_document(&document), []);
        let damage = replace(&mut rope, Span::new(0, asks.len()), "<!-- nothing -->");
        document.update(&rope, damage);
        let found = of_document(&document);
        assert_eq!((found.len(), &found), (1, &of_document(&Document::of(&rope.to_string(), options()))));
    }

    #[test]
    fn a_comment_may_silence_the_file() {
        let wrong = "زار <person>سامر حلب.\n\n";
        let all = "<!-- hashiya: ignore-file tag/unbalanced -->\n\n";
        check(&format!("{wrong}{wrong}{all}"), Syntax::Markdown, 0);
        check(&format!("{wrong}{all}{wrong}"), Syntax::Markdown, 0);
    }

    #[test]
    fn a_comment_without_its_end_is_read_to_the_end() {
        let silence = Silence::read("<!-- hashiya: ignore tag/unknown", Syntax::Xml);
        assert_eq!((silence.here, silence.is_alone), (Mask::of("tag/unknown"), true));
    }
}
