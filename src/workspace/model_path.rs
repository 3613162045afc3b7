//! The setting `model`: where a newsroom's own model of names lies.
//!
//! A settings file comes with the articles, from whoever wrote them: it can name only what lies below its own folder, as
//! its globs do. A client's settings are the user's own and name a file by its full path. Either must end in `.model`: so
//! a client can watch such files, and no other file is ever opened for it.

use std::path::{Component, Path, PathBuf};

/// What the name of a model ends in.
pub const EXTENSION: &str = "model";

/// A model that the settings name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModelPath {
    /// Where it lies.
    pub path: PathBuf,
    /// Who says so: a file with the line, or the client.
    pub said: String,
}

/// The path that `text` means in a settings file that stands in `folder`, or in a client's settings; none for a text that
/// may not be said there.
pub fn resolve(text: &str, folder: Option<&Path>) -> Option<PathBuf> {
    let path = Path::new(text);
    let below = || path.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    let named = path.extension().is_some_and(|extension| extension == EXTENSION);
    match folder {
        Some(folder) => (named && below()).then(|| folder.join(path)),
        None => (named && path.is_absolute()).then(|| path.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::resolve;
    use std::path::Path;

    fn check(text: &str, folder: Option<&str>, expected: Option<&str>) {
        let path = resolve(text, folder.map(Path::new));
        assert_eq!(path.as_deref(), expected.map(Path::new), "{text}");
    }

    #[test]
    fn a_settings_file_names_what_lies_below_it() {
        let folder = Some("/w");
        check("own.model", folder, Some("/w/own.model"));
        check("models/own.model", folder, Some("/w/models/own.model"));
        check("./own.model", folder, Some("/w/own.model"));
        for text in
            ["../own.model", "models/../../own.model", "/w/own.model", "own.txt", "own", ".model", "."]
        {
            check(text, folder, None);
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_client_names_it_in_full() {
        check("/srv/own.model", None, Some("/srv/own.model"));
        for text in ["own.model", "./own.model", "~/own.model", "/etc/passwd"] {
            check(text, None, None);
        }
    }
}
