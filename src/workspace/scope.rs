//! Which documents Hashiya works on: all, less what `exclude` names, or only what `include` names; and which rules look at
//! them.

use super::Settings;
use crate::lints::{Levels, Mask};
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

/// The levels of the rules in a document: those of the settings, less what is off in files of its path.
pub fn levels(settings: &Settings, root: Option<&Path>, document: Option<&Path>) -> Levels {
    let mut levels = settings.levels.clone();
    let Some(document) = document else { return levels };
    let relative = root.and_then(|root| document.strip_prefix(root).ok()).unwrap_or(document);
    for (glob, names) in &settings.ignored {
        if set(std::slice::from_ref(glob)).is_match(relative) {
            for name in names {
                levels.silence(Mask::of(name));
            }
        }
    }
    levels
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
    use super::{in_scope, levels};
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
    fn rules_are_off_in_the_files_of_a_glob() {
        let ignored = vec![("old/**".to_owned(), vec!["tag/*".to_owned()])];
        let settings = Settings { ignored, ..Settings::default() };
        let level =
            |path: &str| levels(&settings, Some(Path::new("/w")), Some(Path::new(path))).of("tag/unknown");
        assert_eq!((level("/w/old/a.txt").is_none(), level("/w/new/a.txt").is_some()), (true, true));
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
