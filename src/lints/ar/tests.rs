//! What the tests of the rules of this group share.

use crate::analysis::{Document, Options};
use crate::lints::{Finding, Severity, of_document};
use crate::text::apply;

fn findings(rule: &str, text: &str) -> Vec<Finding> {
    let mut options = Options::default();
    assert!(options.levels.set(rule, Some(Severity::Info), "test"));
    of_document(&Document::of(text, options)).into_iter().filter(|finding| finding.rule == rule).collect()
}

/// Checks what a rule finds in a text, what its fixes make of it, and that nothing is found then.
pub fn check(rule: &str, text: &str, expected: &[&str], mended: &str) {
    let found = findings(rule, text);
    assert_eq!(found.iter().map(|f| f.span.of(text)).collect::<Vec<_>>(), expected, "{text}");
    let edits: Vec<_> = found.iter().flat_map(|finding| finding.fixes[0].edits.clone()).collect();
    assert!(found.iter().all(|finding| !finding.fixes[0].edits.is_empty()));
    let after = apply(text, &edits);
    assert_eq!(after, mended, "{text}");
    assert_eq!(findings(rule, &after), [], "{after}");
}

/// Checks that a rule finds nothing.
pub fn silent(rule: &str, texts: &[&str]) {
    for text in texts {
        check(rule, text, &[], text);
    }
}
