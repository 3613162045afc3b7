//! One open document: its text as the editor has it now, and the analysis that follows behind.
//!
//! Two locks, never held together by a waiter: [`Text`] is small, changed by the loop in wire order and locked for
//! microseconds; [`Engine`] is the worker's and may be locked as long as an analysis takes. Handlers wait for the
//! engine through [`Buffer::analysed`], so none of them waits on a lock that a computation holds.

use std::sync::Arc;

use parking_lot::Mutex;
use ropey::Rope;
use tokio::sync::watch;
use tower_lsp::lsp_types::{TextDocumentContentChangeEvent, Url};

use super::convert;
use super::worker::Engine;
use crate::text::Span;
use crate::text::position::Encoding;
use crate::text::{Damage, replace};

/// An open document.
pub struct Buffer {
    /// Its name as the client writes it.
    pub uri: Url,
    /// The text of now.
    pub text: Mutex<Text>,
    /// The analysis of some revision, usually the current one.
    pub engine: Mutex<Engine>,
    /// The last revision that was analysed.
    revision: watch::Sender<u64>,
}

/// The text of a buffer and what is left to do about it.
pub struct Text {
    /// The text; a clone shares it.
    pub rope: Rope,
    /// The client's own number of it.
    pub version: i32,
    /// Our number of it: rises by one with every change, whatever the client's does.
    pub revision: u64,
    /// What the editor takes the document for.
    pub language: String,
    /// Where the last change was: what the user looks at.
    pub caret: usize,
    /// What no worker has seen yet.
    pub damage: Option<Damage>,
    /// The edits that made the damage, one after the other.
    pub edits: Vec<Damage>,
    /// A worker is running and will look for damage before it leaves.
    pub working: bool,
    /// The client has closed the document; nothing may be published for it any more.
    pub closed: bool,
}

impl Buffer {
    /// A document just opened, all of it damage.
    pub fn open(uri: Url, language: String, version: i32, text: &str) -> Arc<Self> {
        let rope = Rope::from_str(text);
        Arc::new(Self {
            uri,
            engine: Mutex::new(Engine::new()),
            revision: watch::Sender::new(0),
            text: Mutex::new(Text {
                damage: Some(Damage::fresh(rope.len_bytes())),
                edits: Vec::new(),
                rope,
                version,
                revision: 1,
                language,
                caret: 0,
                working: false,
                closed: false,
            }),
        })
    }

    /// Marks the whole analysis as due although no letter changed: the settings did.
    pub fn refresh(&self) {
        let mut text = self.text.lock();
        text.revision += 1;
        let nothing = Damage { start: 0, old_end: 0, new_end: 0 };
        text.damage = Some(text.damage.unwrap_or(nothing));
    }

    /// Waits until `revision` or a later one was analysed, or the document was closed.
    pub async fn analysed(&self, revision: u64) {
        // The sender lives in this very buffer: it cannot be gone.
        let _ = self.revision.subscribe().wait_for(|analysed| *analysed >= revision).await;
    }

    /// Wakes those who wait for `revision`.
    pub fn announce(&self, revision: u64) {
        self.revision.send_replace(revision);
    }

    /// Ends it: workers publish nothing more, and nobody waits for an analysis that will not come.
    pub fn close(&self) {
        self.text.lock().closed = true;
        self.announce(u64::MAX);
    }
}

impl Text {
    /// Applies the changes of one notification in their order, each to the text the one before left.
    pub fn change(&mut self, version: i32, changes: Vec<TextDocumentContentChangeEvent>, encoding: Encoding) {
        self.version = version;
        self.revision += 1;
        let mut damage = self.damage;
        for change in changes {
            let span = change.range.map_or(Span::new(0, self.rope.len_bytes()), |range| {
                convert::span(&self.rope, range, encoding)
            });
            let next = replace(&mut self.rope, span, &change.text);
            self.caret = next.new_end;
            self.edits.push(next);
            damage = Some(damage.map_or(next, |damage| damage.then(next)));
        }
        // A notification without a change still needs an answer under its version.
        let nothing = Damage { start: self.caret, old_end: self.caret, new_end: self.caret };
        self.damage = Some(damage.unwrap_or(nothing));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn check(text: &str, changes: serde_json::Value, expected: &str) {
        let buffer = Buffer::open(Url::parse("untitled:x").unwrap(), "plaintext".to_owned(), 1, text);
        let mut text = buffer.text.lock();
        text.change(2, serde_json::from_value(changes).unwrap(), Encoding::Utf16);
        assert_eq!(text.rope.to_string(), expected);
        assert_eq!((text.version, text.revision), (2, 2));
        assert_eq!(text.damage, Some(Damage::fresh(expected.len())));
    }

    #[test]
    fn applies_changes_one_after_the_other() {
        let at = |line: u32, from: u32, to: u32| json!({ "start": { "line": line, "character": from }, "end": { "line": line, "character": to } });
        check("", json!([]), "");
        check("", json!([{ "text": "حلب" }]), "حلب");
        check("في حلب", json!([{ "range": at(0, 3, 6), "text": "بيروت" }]), "في بيروت");
        check(
            "ab",
            json!([{ "range": at(0, 0, 1), "text": "xyz" }, { "range": at(0, 1, 2), "text": "" }]),
            "xzb",
        );
        check("a\r\nb", json!([{ "range": at(0, 1, 99), "text": "!" }]), "a!\r\nb");
        check("a\r\nb", json!([{ "range": at(7, 0, 0), "text": "!" }]), "a\r\nb!");
        check("a😀b", json!([{ "range": at(0, 2, 3), "text": "" }]), "ab");
    }
}
