//! What the tests of the rules share: one rule asked by itself, its findings, and the texts that its fixes make.

use super::{Finding, Severity, of_document, rule};
use crate::analysis::{Document, Options};
use crate::tags::Syntax;
use crate::temporal::Published;
use crate::text::apply;

/// Options for a text of a syntax.
pub fn syntax(syntax: Syntax) -> Options {
    Options { syntax, ..Options::default() }
}

/// Options for a text published at a date; none for "".
pub fn published(date: &str) -> Options {
    Options { given: Published::parse(date), ..Options::default() }
}

/// What one rule finds, also when it is off by default.
pub fn findings(name: &str, text: &str, mut options: Options) -> Vec<Finding> {
    let level = rule(name).unwrap().level.unwrap_or(Severity::Hint);
    options.levels.set(name, Some(level), "test");
    of_document(&Document::of(text, options)).into_iter().filter(|finding| finding.rule == name).collect()
}

/// Checks the words under each finding of a rule.
pub fn check_with(name: &str, options: Options, text: &str, expected: &[&str]) {
    let found = findings(name, text, options);
    let words: Vec<&str> = found.iter().map(|finding| finding.span.of(text)).collect();
    assert_eq!(words, expected, "{text}");
}

/// The same in a plain text without a date.
pub fn check(name: &str, text: &str, expected: &[&str]) {
    check_with(name, Options::default(), text, expected);
}

/// Checks that a rule finds nothing in any of some texts.
pub fn silent(name: &str, texts: &[&str]) {
    for text in texts {
        check(name, text, &[]);
    }
}

/// Checks what one of the fixes of all findings makes of a text, in which nothing is found then.
pub fn check_fix(name: &str, which: usize, text: &str, expected: &str) {
    let found = findings(name, text, Options::default());
    assert!(!found.is_empty(), "{text}");
    let mut edits: Vec<_> = found.iter().flat_map(|finding| finding.fixes[which].edits.clone()).collect();
    edits.sort_by_key(|edit| edit.span.start);
    let mended = apply(text, &edits);
    assert_eq!(mended, expected);
    assert_eq!(findings(name, &mended, Options::default()), [], "{mended}");
}

/// Checks what a rule finds, and what its first fixes make of the text.
pub fn check_mended(name: &str, text: &str, expected: &[&str], mended: &str) {
    check(name, text, expected);
    if expected.is_empty() {
        assert_eq!(text, mended);
    } else {
        check_fix(name, 0, text, mended);
    }
}
