//! Numbers: their digits, their marks, and whether they add up.

mod digits;
mod glued_to_word;
mod mixed_digits;
mod percent_over_100_of_total;
mod phone_format;
mod separator;
mod sum_mismatch;
mod words;

use super::Rule;

/// The rules of this group.
pub const RULES: &[Rule] = &[
    glued_to_word::RULE,
    mixed_digits::RULE,
    percent_over_100_of_total::RULE,
    phone_format::RULE,
    separator::RULE,
    sum_mismatch::RULE,
];

/// What the tests of the rules share.
#[cfg(test)]
pub(in crate::lints) mod tests {
    use crate::analysis::{Document, Options};
    use crate::lints::{Finding, Levels, Rule, Severity, of_document};
    use crate::tags::Syntax;
    use crate::text::apply;

    fn findings(rule: &Rule, syntax: Syntax, text: &str) -> Vec<Finding> {
        let mut levels = Levels::default();
        levels.set(rule.name, Some(rule.level.unwrap_or(Severity::Hint)), "test");
        let options = Options { syntax, levels, ..Options::default() };
        let mut found = of_document(&Document::of(text, options));
        found.retain(|finding| finding.rule == rule.name);
        found
    }

    /// Checks what a rule finds in a text of a syntax.
    pub fn check_in(syntax: Syntax, rule: &Rule, text: &str, expected: &[&str]) {
        let found = findings(rule, syntax, text);
        let found: Vec<&str> = found.iter().map(|finding| finding.span.of(text)).collect();
        assert_eq!(found, expected, "{text}");
    }

    /// Checks what a rule finds in a text.
    pub fn check(rule: &Rule, text: &str, expected: &[&str]) {
        check_in(Syntax::Plain, rule, text, expected);
    }

    /// Checks that a rule's fix makes one text of another, in which it finds nothing.
    pub fn check_fix(rule: &Rule, which: usize, text: &str, expected: &str) {
        let found = findings(rule, Syntax::Plain, text);
        assert!(!found.is_empty(), "{text}");
        let mut edits: Vec<_> = found.iter().flat_map(|finding| finding.fixes[which].edits.clone()).collect();
        edits.sort_by_key(|edit| edit.span.start);
        let mended = apply(text, &edits);
        assert_eq!(mended, expected);
        assert_eq!(findings(rule, Syntax::Plain, &mended), [], "{mended}");
    }
}
