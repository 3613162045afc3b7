//! `hashiya convert FILE --to sidecar|inline`: moves the annotations of an article out of its text, or into it.

use super::losses;
use super::source;
use crate::annotations::{Annotation, Article, Loss, Sidecar, inline};
use crate::formats::stream::head;
use crate::tags::{self, Dialect, Region, Syntax};
use crate::text::apply;
use crate::workspace::{atomic, sidecars};
use clap::{Args, ValueEnum};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What the subcommand takes.
#[derive(Args, Debug)]
pub struct Arguments {
    /// The articles
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Where the annotations go: beside the text or into it
    #[arg(long, value_enum)]
    to: Store,
    /// The dialect of the tags: nitf, tei, html or markdown
    #[arg(long, value_parser = super::dialect)]
    dialect: Option<Dialect>,
    /// Convert although something is lost; without it nothing is changed then
    #[arg(long)]
    lossy: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum, PartialEq, Eq)]
enum Store {
    Sidecar,
    Inline,
}

/// Runs the subcommand. A file that cannot be converted is told and left as it is, and the rest goes on.
pub fn run(arguments: &Arguments) -> ExitCode {
    let mut status = ExitCode::SUCCESS;
    for path in &arguments.files {
        let done = match arguments.to {
            Store::Sidecar => to_sidecar(path),
            Store::Inline => to_inline(path, arguments),
        };
        if let Err(error) = done {
            super::complain(&error);
            status = ExitCode::from(2);
        }
    }
    status
}

fn syntax_of(path: &Path, text: &str) -> Syntax {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    Syntax::of("", name.as_deref(), head(text))
}

/// The sidecar is safe on the disk before the tags are taken out of the text.
fn to_sidecar(path: &Path) -> Result<(), String> {
    let document = source::read(path)?;
    let syntax = syntax_of(path, &document);
    let markup = tags::scan(&document, syntax, Region::Start);
    let mut article = inline::separate(&document, &markup, Vec::new());
    article.published = inline::published(&document, syntax);
    let base = sidecars::read(path, &article.text)?.sidecar;
    let mut ours = Sidecar::of(&article);
    ours.published = ours.published.or(base.published);
    ours.take_in(&base);
    let sidecar = sidecars::path_of(path);
    let before = fs::read(&sidecar).ok();
    sidecars::write(path, &article.text, ours, &base)?;
    put(path, &article.text, &document).map_err(|error| {
        // The article is as it was, and so is what stands beside it.
        let restored = match before {
            Some(before) => atomic::write(&sidecar, &before),
            None => fs::remove_file(&sidecar),
        };
        match restored {
            Ok(()) => error,
            Err(more) => format!("{error}; {}: {more}", sidecar.display()),
        }
    })
}

/// The sidecar goes when its last annotation stands in the text.
fn to_inline(path: &Path, arguments: &Arguments) -> Result<(), String> {
    let text = source::read(path)?;
    let syntax = syntax_of(path, &text);
    let stored = sidecars::read(path, &text)?;
    if !stored.exists {
        return Err(format!("{}: there is no such file", sidecars::path_of(path).display()));
    }
    let (settings, ..) = source::settings(path);
    let dialect =
        arguments.dialect.or(settings.dialect).unwrap_or_else(|| Dialect::choose(syntax, head(&text)));
    let sidecar = stored.sidecar;
    let annotations: Vec<Annotation> = sidecar.annotations();
    let article = Article { text, annotations, published: sidecar.published, ..Article::default() };
    let (mut document, mut losses) = inline::write(&article, syntax, dialect);
    let whole = |what: String| Loss { span: crate::text::Span::default(), what };
    losses.extend(sidecar.entries.iter().filter(|entry| entry.stale).map(|entry| {
        whole(format!("a {} is left out: its text is not found", entry.annotation.label.kind.as_str()))
    }));
    losses.extend(
        sidecar.unread.iter().map(|unread| {
            whole(format!("line {} of the sidecar cannot be read: {}", unread.line, unread.what))
        }),
    );
    for line in losses::tell(&path.display().to_string(), &article.text, &losses) {
        super::complain(&line);
    }
    if !losses.is_empty() && !arguments.lossy {
        return Err(format!("{}: nothing was changed; --lossy converts all the same", path.display()));
    }
    if let Some(published) = article.published.filter(|_| inline::published(&document, syntax).is_none()) {
        let edits = tags::set_published(&document, syntax, &published.to_string());
        document = apply(&document, &edits);
    }
    put(path, &document, &article.text)?;
    let sidecar = sidecars::path_of(path);
    fs::remove_file(&sidecar).map_err(|error| format!("{}: {error}", sidecar.display()))
}

fn put(path: &Path, document: &str, before: &str) -> Result<(), String> {
    if document == before {
        return Ok(());
    }
    atomic::write(path, document.as_bytes()).map_err(|error| format!("{}: {error}", path.display()))
}
