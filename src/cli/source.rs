//! Reading an article from disk for a subcommand.

use crate::analysis::{Document, Options};
use crate::annotations::Live;
use crate::entities::tagger::Model;
use crate::formats::stream::head;
use crate::tags::{Dialect, Syntax};
use crate::temporal::{Published, publication};
use crate::text::Language;
use crate::workspace::{
    Authorities, Layer, Models, Problem, Settings, Vocabularies, authority, config, levels, models,
    rejections, sidecars, vocabulary,
};
use parking_lot::Mutex;
use std::fs;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

/// An article with everything needed to work on it.
pub struct Article {
    /// Its text, byte for byte.
    pub text: String,
    /// How its markup is read.
    pub syntax: Syntax,
    /// The dialect its tags are written in.
    pub dialect: Dialect,
    /// What was found in it.
    pub document: Document,
}

/// What the command line says about reading.
#[derive(Clone, Copy, Debug, Default)]
pub struct Choices {
    /// `--published`.
    pub published: Option<Published>,
    /// `--dialect`.
    pub dialect: Option<Dialect>,
}

/// Reads a file as text. The message says what and where.
pub fn read(path: &Path) -> Result<String, String> {
    decoded(fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?, path)
}

fn decoded(bytes: Vec<u8>, path: &Path) -> Result<String, String> {
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        format!(
            "{}: not UTF-8 text (byte {at}); convert it first, for example with iconv. The file was not touched",
            path.display()
        )
    })
}

/// Opens a model of names. The message says what and where.
pub fn model(path: &Path) -> Result<Arc<Model>, String> {
    models::read(path).map(Arc::new).map_err(|error| format!("{}: {error}", path.display()))
}

/// The settings that hold for a file, with the layers they came from.
pub fn settings(path: &Path) -> (Settings, Vec<Layer>, Vec<Problem>) {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut problems = Vec::new();
    let mut layers = Vec::new();
    let root = match config::nearest(&absolute) {
        Some((folder, Ok(layer))) => {
            layers.push(layer);
            Some(folder)
        }
        Some((_, Err(problem))) => {
            problems.push(problem);
            None
        }
        None => None,
    };
    let (settings, more) = Settings::from_layers(&layers);
    problems.extend(more);
    let levels = levels(&settings, root.as_deref(), Some(&absolute));
    let settings = Settings { levels, ..settings };
    (settings, layers, problems)
}

/// What articles share: opened for the first that needs it.
#[derive(Debug, Default)]
pub struct Shared {
    models: Models,
    authorities: Authorities,
    vocabularies: Vocabularies,
    /// What the user was told already.
    told: Mutex<Vec<Problem>>,
}

impl Shared {
    /// Tells each problem once, however many articles have it.
    fn tell(&self, problems: Vec<Problem>) {
        let mut told = self.told.lock();
        for problem in problems {
            if !told.contains(&problem) {
                super::complain(&problem.0);
                told.push(problem);
            }
        }
    }
}

/// Reads and analyses an article, with what is kept beside it. `shared` is what the articles before it have opened.
pub fn article(path: &Path, choices: Choices, shared: &Shared) -> Result<Article, String> {
    analysed(read(path)?, path, choices, shared)
}

/// The same for standard input, which is the text of the file at `path` whatever stands there.
pub fn input(path: &Path, choices: Choices, shared: &Shared) -> Result<Article, String> {
    let mut bytes = Vec::new();
    io::stdin().read_to_end(&mut bytes).map_err(|error| format!("standard input: {error}"))?;
    analysed(decoded(bytes, path)?, path, choices, shared)
}

fn analysed(text: String, path: &Path, choices: Choices, shared: &Shared) -> Result<Article, String> {
    let (settings, _, mut problems) = settings(path);
    let model = shared.models.of(&settings, 0).unwrap_or_else(|problem| {
        problems.push(problem);
        None
    });
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let (authority, wrong) = shared.authorities.of(&absolute, 0);
    problems.extend(authority::told(&wrong));
    let (vocabulary, wrong) = shared.vocabularies.of(&absolute, 0);
    problems.extend(vocabulary::told(&wrong));
    shared.tell(problems);
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned());
    let syntax = Syntax::of("", name.as_deref(), head(&text));
    let options = Options {
        syntax,
        language: settings.language,
        given: choices.published,
        file_date: name.as_deref().and_then(publication::from_file_name),
        fallback: settings.published,
        prefer: settings.prefer,
        types: settings.shown_types(),
        levels: settings.levels,
        months: settings.months,
        locale: settings.locale.unwrap_or(Language::English),
        model,
        authority,
        vocabulary,
        ..Options::default()
    };
    let dialect =
        choices.dialect.or(settings.dialect).unwrap_or_else(|| Dialect::choose(syntax, head(&text)));
    let stored = sidecars::read(path, &text)?.sidecar;
    for unread in &stored.unread {
        let sidecar = sidecars::path_of(path);
        super::complain(&format!("{}:{}: {}", sidecar.display(), unread.line, unread.what));
    }
    let options = Options { given: options.given.or(stored.published), ..options };
    let mut document = Document::of(&text, options);
    *document.annotations_mut() = Live::new(stored);
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let (rejections, problems) = rejections::read(&absolute);
    for problem in &problems {
        super::complain(problem);
    }
    document.set_rejections(rejections);
    Ok(Article { text, syntax, dialect, document })
}
