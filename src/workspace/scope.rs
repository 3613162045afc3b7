//! Which documents Hashiya works on: all, less what `exclude` names, or only what `include` names.

use super::Settings;
use globset::{Glob, GlobSet, GlobSetBuilder};
use std::path::Path;

/// True when a document is in scope. `root` is the folder that globs are relative to; a document without a path (an
/// untitled buffer) is in scope whenever Hashiya is on.
pub fn in_scope(settings: &Settings, root: Option<&Path>, document: Option<&Path>) -> bool {
    let Some(document) = document else { return settings.enable };
    let relative = root.and_then(|root| document.strip_prefix(root).ok()).unwrap_or(document);
    settings.enable
        && (settings.include.is_empty() || set(&settings.include).is_match(relative))
        && !set(&settings.exclude).is_match(relative)
}

/// The globs as a set. They were checked when they were read; one that is wrong after all matches nothing.
fn set(globs: &[String]) -> GlobSet {
    let mut builder = GlobSetBuilder::new();
    globs.iter().filter_map(|glob| Glob::new(glob).ok()).for_each(|glob| {
        builder.add(glob);
    });
    builder.build().unwrap_or_else(|_| GlobSet::empty())
}

#[cfg(test)]
mod tests {
    use super::in_scope;
    use crate::workspace::Settings;
    use std::path::Path;

    fn check(include: &[&str], exclude: &[&str], document: &str, expected: bool) {
        let list = |globs: &[&str]| globs.iter().map(|g| (*g).to_owned()).collect();
        let settings = Settings { include: list(include), exclude: list(exclude), ..Settings::default() };
        assert_eq!(
            in_scope(&settings, Some(Path::new("/w")), Some(Path::new(document))),
            expected,
            "{document}"
        );
    }

    #[test]
    fn globs_are_relative_to_the_root() {
        check(&[], &[], "/w/a.txt", true);
        check(&["articles/**"], &[], "/w/articles/2016/a.txt", true);
        check(&["articles/**"], &[], "/w/notes/a.txt", false);
        check(&[], &["**/README.md"], "/w/README.md", false);
        check(&["**/*.txt"], &["drafts/**"], "/w/drafts/a.txt", false);
    }
}
