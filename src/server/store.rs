//! The annotations of an open document that are kept beside its text: loaded with it, written when it is on the disk as
//! it is in the editor, and changed by what the user decides.
//!
//! An article with unsaved edits keeps its annotations in memory until it is saved: the file on the disk is what other
//! programs read them against.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ropey::Rope;
use rustc_hash::FxHashSet;
use tower_lsp::lsp_types::Url;

use super::buffer::Buffer;
use super::session::Session;
use super::worker::{self, Engine};
use crate::actions::{self, Plan, Scope};
use crate::analysis::{Document, Paragraph};
use crate::annotations::rejections::{Rejection, What};
use crate::annotations::{Live, Sidecar};
use crate::lints;
use crate::temporal::Published;
use crate::text::Span;
use crate::workspace::{Store, rejections, sidecars};

/// Where the annotations of a document are kept.
#[derive(Debug, Default)]
pub struct Kept {
    /// The article, when its annotations are kept beside it.
    article: Option<PathBuf>,
    /// Its sidecar could not be read, so nothing is written over it.
    broken: bool,
}

impl Kept {
    /// The annotations are beside the text, not in it.
    pub const fn is_beside(&self) -> bool {
        self.article.is_some()
    }
}

/// What is read with a document.
pub struct Loaded {
    /// Where its annotations are kept.
    pub kept: Kept,
    /// Those that are beside it.
    pub live: Live,
}

/// Reads what is kept beside the document `uri`, whose text is `text`. A sidecar that is there is used whatever the
/// setting: its annotations are the article's.
pub fn load(session: &Session, uri: &Url, store: Store, text: &str) -> Loaded {
    let none = Loaded { kept: Kept::default(), live: Live::default() };
    let Ok(path) = uri.to_file_path() else { return none };
    if store == Store::Inline && !sidecars::path_of(&path).is_file() {
        return none;
    }
    let (sidecar, broken) = match sidecars::read(&path, text) {
        Ok(stored) => (stored.sidecar, false),
        Err(problem) => {
            session.tell(&format!("Hashiya: {problem}"));
            (Sidecar::default(), true)
        }
    };
    if let Some(unread) = sidecar.unread.first() {
        let sidecar = sidecars::path_of(&path);
        session.tell(&format!(
            "Hashiya: {}:{}: {}; the line is kept as it is",
            sidecar.display(),
            unread.line,
            unread.what
        ));
    }
    Loaded { kept: Kept { article: Some(path), broken }, live: Live::new(sidecar) }
}

/// The rejections that hold for a document.
pub fn reject(session: &Session, uri: &Url, document: &mut Document) {
    let Ok(path) = uri.to_file_path() else { return };
    let (rejections, problems) = rejections::read(&path);
    for problem in problems {
        session.tell(&format!("Hashiya: {problem}"));
    }
    document.set_rejections(rejections);
}

/// Does what the user decided, and shows the outcome. The message says why it could not be done.
pub fn decide(
    session: &Arc<Session>,
    buffer: &Arc<Buffer>,
    engine: &mut Engine,
    plan: &Plan,
) -> Result<bool, String> {
    let changed = match plan {
        Plan::Reject { start, end, scope } => {
            let span = Span::new(*start, *end);
            let found = |document: &Document, at: usize, paragraph: &Paragraph| {
                let mentions = document.mentions_of(at, paragraph);
                mentions.into_iter().find(|m| m.span == span).map(|m| What::Mention(m.tag_type))
            };
            reject_what(session, buffer, engine, span, *scope, found)?
        }
        Plan::Ignore { rule, start, end, scope } => {
            let what = lints::rule(rule).map(|rule| What::Finding(rule.name));
            reject_what(session, buffer, engine, Span::new(*start, *end), *scope, |_, _, _| what)?
        }
        Plan::SetPublished { date } => {
            let date = Published::parse(date).ok_or_else(|| format!("\"{date}\" is no date"))?;
            engine.with_document(|document| document.annotations_mut().set_published(date));
            engine.read_again();
            buffer.refresh();
            worker::wake(session, buffer);
            true
        }
        _ => {
            let text = engine.rope.to_string();
            engine.with_document(|document| actions::store(document, &text, plan)).unwrap_or(false)
        }
    };
    if changed {
        settle(session, buffer, engine);
    }
    Ok(changed)
}

/// Writes that something at `span` is not to be found again, and has all open articles look anew; false when there is
/// nothing.
fn reject_what(
    session: &Arc<Session>,
    buffer: &Arc<Buffer>,
    engine: &mut Engine,
    span: Span,
    scope: Scope,
    found: impl FnOnce(&Document, usize, &Paragraph) -> Option<What>,
) -> Result<bool, String> {
    let path = article_of(&buffer.uri)?;
    let root = rejections::root(&path);
    let name = rejections::name_in(&root, &path);
    let Some(document) = engine.document() else { return Ok(false) };
    let Some((at, paragraph)) = document.paragraph_at(span.start) else { return Ok(false) };
    let Some(what) = found(document, at, paragraph) else { return Ok(false) };
    let plain = &paragraph.markup.plain;
    let local = plain.span_from_raw(Span::new(span.start - at, (span.end - at).min(paragraph.text.len())));
    rejections::add(&path, &Rejection::new(scope, what, &plain.text, local, Some(&name)))?;
    for other in session.buffers().iter().filter(|other| !Arc::ptr_eq(other, buffer)) {
        other.refresh();
        worker::wake(session, other);
    }
    let uri = buffer.uri.clone();
    engine.with_document(|document| reject(session, &uri, document));
    Ok(true)
}

/// Takes back the last decision; false when there is none.
pub fn undo(session: &Arc<Session>, buffer: &Arc<Buffer>, engine: &mut Engine) -> bool {
    let undone = engine.with_document(|document| document.annotations_mut().undo()).unwrap_or(false);
    if undone {
        settle(session, buffer, engine);
    }
    undone
}

/// Shows what was decided while it is written.
fn settle(session: &Arc<Session>, buffer: &Arc<Buffer>, engine: &mut Engine) {
    let Some((article, stored)) = unsaved(engine) else {
        return worker::show(session, buffer, engine);
    };
    let write = |document: &Document| sidecar(document, &article, &stored);
    if let Some(done) = worker::show_while(session, buffer, engine, write)
        && take(session, engine, done)
    {
        worker::show(session, buffer, engine);
    }
}

/// Writes what is not on the disk yet, if the article is there as it is here.
pub fn save(session: &Session, engine: &mut Engine) {
    if let Some((article, stored)) = unsaved(engine) {
        write(session, engine, &article, &stored);
    }
}

/// The article whose annotations are not on the disk yet, with its text there, if that is the text as it is here.
fn unsaved(engine: &Engine) -> Option<(PathBuf, String)> {
    let article = writable(engine)?;
    let stored = fs::read_to_string(&article).ok()?;
    is_saved(&stored, &engine.rope).then_some((article, stored))
}

/// True when a text is on the disk: some editors end the last line there and not in what they tell us.
fn is_saved(stored: &str, text: &Rope) -> bool {
    /// How many bytes end the last line of a text whose last characters are these, the last first.
    fn line_end(mut backwards: impl Iterator<Item = char>) -> usize {
        match (backwards.next(), backwards.next()) {
            (Some('\n'), Some('\r')) => 2,
            (Some('\n'), _) => 1,
            _ => 0,
        }
    }
    let backwards = text.chars_at(text.len_chars()).reversed();
    let text = text.byte_slice(..text.len_bytes() - line_end(backwards));
    text == stored[..stored.len() - line_end(stored.chars().rev())]
}

/// Writes what is not on the disk yet before the document is closed. Edits that were not saved are gone then, so the
/// annotations are looked for in the text that stays.
pub fn close(session: &Session, engine: &mut Engine) {
    let Some(article) = writable(engine) else { return };
    let Ok(stored) = fs::read_to_string(&article) else { return };
    if is_saved(&stored, &engine.rope) {
        write(session, engine, &article, &stored);
        return;
    }
    if !engine.document().is_some_and(|document| document.annotations().has_decisions()) {
        return;
    }
    let Some((ours, base)) = engine.document().map(|document| document.annotations().sidecar()) else {
        return;
    };
    let (mut here, text) = (ours, engine.rope.to_string());
    here.refresh(&text);
    let there = Sidecar::read(&here.write(&text), &stored).unwrap_or(here);
    if let Err(problem) = sidecars::write(&article, &stored, there, base) {
        session.tell(&format!("Hashiya: {problem}"));
    }
}

/// Somebody else wrote the sidecar of an open article: what it says now is joined with what we have not written yet.
pub fn reload(session: &Arc<Session>, buffer: &Arc<Buffer>, engine: &mut Engine) {
    let Some(article) = engine.kept.article.clone() else {
        // There was none.
        engine.read_again();
        buffer.refresh();
        worker::wake(session, buffer);
        return;
    };
    let text = engine.rope.to_string();
    let theirs = match sidecars::read(&article, &text) {
        Ok(stored) => stored.sidecar,
        Err(problem) => {
            session.tell(&format!("Hashiya: {problem}"));
            return;
        }
    };
    engine.kept.broken = false;
    let changed =
        engine.with_document(|document| document.annotations_mut().take(theirs, &text)).unwrap_or(false);
    if changed {
        worker::show(session, buffer, engine);
    }
}

/// The article whose sidecar has to be written.
fn writable(engine: &Engine) -> Option<PathBuf> {
    let changed = engine.document().is_some_and(|document| document.annotations().is_changed());
    engine.kept.article.clone().filter(|_| changed && !engine.kept.broken)
}

fn write(session: &Session, engine: &mut Engine, article: &Path, text: &str) {
    if let Some(done) = engine.document().map(|document| sidecar(document, article, text)) {
        take(session, engine, done);
    }
}

/// Writes the annotations of a document; what the disk holds then.
fn sidecar(document: &Document, article: &Path, text: &str) -> Result<Sidecar, String> {
    let (ours, base) = document.annotations().sidecar();
    sidecars::write(article, text, ours, base)
}

/// Takes what was written; true when it says something else than what was here: others had written too.
fn take(session: &Session, engine: &mut Engine, done: Result<Sidecar, String>) -> bool {
    let stored = match done {
        Ok(stored) => stored,
        Err(problem) => {
            session.tell(&format!("Hashiya: {problem}"));
            return false;
        }
    };
    let taken = engine.with_document(|document| {
        let before = document.annotations().revision();
        document.annotations_mut().written(stored);
        document.annotations().revision() != before
    });
    taken.unwrap_or(false)
}

fn article_of(uri: &Url) -> Result<PathBuf, String> {
    uri.to_file_path().map_err(|()| "save the article first: decisions are kept beside it".to_owned())
}

/// The documents among `uris` whose sidecars these are.
pub fn articles(session: &Session, uris: &[Url]) -> Vec<Arc<Buffer>> {
    let written: FxHashSet<PathBuf> = uris.iter().filter_map(|uri| uri.to_file_path().ok()).collect();
    let theirs = |buffer: &Arc<Buffer>| {
        buffer.uri.to_file_path().is_ok_and(|path| written.contains(&sidecars::path_of(&path)))
    };
    session.buffers().into_iter().filter(theirs).collect()
}

#[cfg(test)]
mod tests {
    use super::is_saved;
    use ropey::Rope;

    #[test]
    fn the_end_of_the_last_line_is_no_difference() {
        let check = |stored: &str, text: &str, expected: bool| {
            assert_eq!(is_saved(stored, &Rope::from_str(text)), expected, "{stored:?} {text:?}");
        };
        check("", "", true);
        check("خبر", "خبر", true);
        check("خبر\n", "خبر", true);
        check("خبر", "خبر\n", true);
        check("خبر\r\n", "خبر", true);
        check("خبر\n", "خبر\r\n", true);
        check("خبر\n\n", "خبر", false);
        check("خبر", "خبز", false);
        check("خبر", "خبر ", false);
        check("", "\n", true);
    }
}
