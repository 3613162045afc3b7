//! Brings the analysis of a buffer up to its text, and publishes what it says.
//!
//! At most one worker runs per buffer, on a thread that may block, from the first damage until none is left. It is
//! started by the change itself: there is no timer between a letter and its diagnostics. Changes that arrive while
//! it works gather as one damage, so it never falls behind by more than one analysis.
//!
//! This file is the only place of the server that calls the analysis.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Duration;

use ropey::Rope;

use super::buffer::Buffer;
use super::configuration::Held;
use super::diagnostics::{Cache, Order, View};
use super::session::Session;
use super::store::{self, Kept, Loaded};
use crate::analysis::{Document, Options};
use crate::annotations::Live;
use crate::tags::{Dialect, Syntax};
use crate::temporal::publication;
use crate::text::Damage;
use crate::text::Span;
use crate::text::position::Encoding;
use tower_lsp::lsp_types::Url;

/// After this much rest a list that was cut is sent in document order.
const REST: Duration = Duration::from_millis(300);

/// The analysis of one document as of one revision.
pub struct Engine {
    /// The text it was made for.
    pub rope: Rope,
    /// Our number of that text.
    pub revision: u64,
    /// The client's number of that text.
    pub version: i32,
    /// The list the client shows.
    pub cache: Cache,
    /// Where the annotations are.
    pub(super) kept: Kept,
    held: Held,
    dialect: Dialect,
    /// `None` until the first text was seen and whenever it has to be read anew, and then all of it is new.
    document: Option<Document>,
}

/// What a worker takes along from the text.
struct Job {
    rope: Rope,
    revision: u64,
    version: i32,
    caret: usize,
    damage: Damage,
    edits: Vec<Damage>,
    language: String,
}

impl Engine {
    /// The analysis of nothing yet.
    pub fn new() -> Self {
        Self {
            rope: Rope::new(),
            revision: 0,
            version: 0,
            cache: Cache::default(),
            kept: Kept::default(),
            held: Held::default(),
            dialect: Dialect::Nitf,
            document: None,
        }
    }

    /// The analysis of a document that is not open.
    pub(super) fn of(session: &Session, uri: &Url, text: &str) -> Self {
        let rope = Rope::from_str(text);
        let damage = Damage::fresh(rope.len_bytes());
        let job = Job {
            rope,
            revision: 0,
            version: 0,
            caret: 0,
            damage,
            edits: Vec::new(),
            // Its name and its beginning tell what it is.
            language: String::new(),
        };
        let mut engine = Self::new();
        let update = AssertUnwindSafe(|| engine.update(session, uri, &job));
        if catch_unwind(update).is_err() {
            session.report(&format!("the analysis of {uri} failed"));
            return Self::new();
        }
        engine
    }

    /// The analysis, unless this document is none of our business.
    pub fn document(&self) -> Option<&Document> {
        self.document.as_ref().filter(|_| self.held.in_scope)
    }

    /// The dialect in which this document is tagged.
    pub const fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// The text under `span`.
    pub fn text(&self, span: Span) -> String {
        self.rope.get_byte_slice(span.start..span.end).map(|slice| slice.to_string()).unwrap_or_default()
    }

    /// Changes the analysis, unless there is none.
    pub(super) fn with_document<T>(&mut self, change: impl FnOnce(&mut Document) -> T) -> Option<T> {
        self.document.as_mut().filter(|_| self.held.in_scope).map(change)
    }

    /// The next update reads settings and files anew.
    pub(super) fn read_again(&mut self) {
        self.held.generation = u64::MAX;
    }

    /// Analyses the text of `job`, of which all but its damage is as it was the last time. Settings that changed since
    /// make it all new.
    fn update(&mut self, session: &Session, uri: &Url, job: &Job) {
        let Job { rope, damage, language, edits, .. } = job;
        let damage = *damage;
        #[cfg(test)]
        assert!(!rope.to_string().contains(tests::FAIL), "asked to fail");
        self.rope = rope.clone();
        for edit in edits {
            self.with_document(|document| document.annotations_mut().follow(*edit));
        }
        let configured = self.held.generation == session.configuration.generation();
        if let Some(document) = self.document.as_mut().filter(|_| configured) {
            if self.held.in_scope {
                document.update(rope, damage);
                if document.annotations().has_lost() {
                    let inserted = rope.byte_slice(damage.start..damage.new_end).to_string();
                    document.annotations_mut().reattach(&inserted, || rope.to_string());
                }
            }
            return;
        }
        let (held, problem) = session.configuration.of(uri);
        if let Some(problem) = problem {
            session.tell(&problem);
        }
        self.held = held;
        // What was decided and not written yet is carried over.
        let unwritten = self.document.take().map(|mut document| std::mem::take(document.annotations_mut()));
        let live = match unwritten.filter(Live::is_changed) {
            Some(live) => live,
            None if self.held.in_scope => {
                let Loaded { kept, live } =
                    store::load(session, uri, self.held.settings.store, &rope.to_string());
                self.kept = kept;
                live
            }
            None => Live::default(),
        };
        let mut document =
            Document::new(Options { given: live.published(), ..self.read(session, uri, language) });
        if self.held.in_scope {
            *document.annotations_mut() = live;
            store::reject(session, uri, &mut document);
            document.update(rope, Damage::fresh(rope.len_bytes()));
        }
        self.document = Some(document);
    }

    /// How a document of this name, language and beginning is read and tagged.
    fn read(&mut self, session: &Session, uri: &Url, language: &str) -> Options {
        let head: String = self.rope.chars().take(HEAD).collect();
        let path = uri.to_file_path().ok();
        let name = path.as_deref().and_then(|p| p.file_name()).map(|n| n.to_string_lossy().into_owned());
        let syntax = Syntax::of(language, name.as_deref(), &head);
        let settings = &self.held.settings;
        self.dialect = settings.dialect.unwrap_or_else(|| Dialect::choose(syntax, &head));
        Options {
            syntax,
            language: settings.language,
            file_date: name.as_deref().and_then(publication::from_file_name),
            fallback: settings.published,
            prefer: settings.prefer,
            types: settings.shown_types(),
            levels: settings.levels.clone(),
            months: settings.months,
            locale: settings.locale.unwrap_or(session.agreed().locale),
            model: self.held.model.clone(),
            authority: self.held.authority.clone(),
            vocabulary: self.held.vocabulary.clone(),
            ..Options::default()
        }
    }

    /// Makes the list the client is to see; true when it is to be made again at rest.
    fn make_list(&mut self, encoding: Encoding, caret: usize, typing: Option<Span>, order: Order) -> bool {
        let Self { document, held, rope, cache, .. } = self;
        let Some(document) = document.as_ref().filter(|_| held.in_scope) else {
            cache.forget();
            return false;
        };
        cache.set(&View { document, settings: &held.settings, rope, encoding, caret, typing }, order)
    }

    /// Makes the list while another core does other work on the analysis, which neither of them changes.
    fn make_list_while<T: Send>(
        &mut self,
        encoding: Encoding,
        caret: usize,
        work: impl FnOnce(&Document) -> T + Send,
    ) -> Option<(bool, T)> {
        let Self { document, held, rope, cache, .. } = self;
        let document = document.as_ref().filter(|_| held.in_scope)?;
        let view = View { document, settings: &held.settings, rope, encoding, caret, typing: None };
        Some(rayon::join(|| cache.set(&view, Order::Caret), || work(document)))
    }
}

/// A word is not looked for further than this many characters.
const LONGEST_WORD: usize = 100;

/// Enough of a document's beginning to tell what kind it is, in characters.
const HEAD: usize = 4096;

/// Makes sure that a worker sees the damage of `buffer`. Call it after every change.
pub fn wake(session: &Arc<Session>, buffer: &Arc<Buffer>) {
    let mut text = buffer.text.lock();
    if text.damage.is_none() || text.working || text.closed {
        return;
    }
    text.working = true;
    drop(text);
    let (session_, buffer_) = (Arc::clone(session), Arc::clone(buffer));
    session.runtime.spawn_blocking(move || {
        while let Some(job) = take(&buffer_) {
            run(&session_, &buffer_, job);
        }
    });
}

/// Has every open document analysed again, and asks a client that pulls to pull.
pub fn wake_all(session: &Arc<Session>) {
    for buffer in session.buffers() {
        buffer.refresh();
        wake(session, &buffer);
    }
    let agreed = session.agreed();
    if agreed.pull && agreed.refreshes {
        session.request("workspace/diagnostic/refresh", serde_json::Value::Null);
    }
}

/// The next piece of work; without one, the worker is signed off in the same breath, so that no damage is missed.
fn take(buffer: &Buffer) -> Option<Job> {
    let mut text = buffer.text.lock();
    let damage = if text.closed { None } else { text.damage.take() };
    let Some(damage) = damage else {
        text.working = false;
        return None;
    };
    let (revision, version, caret) = (text.revision, text.version, text.caret);
    let edits = std::mem::take(&mut text.edits);
    Some(Job {
        rope: text.rope.clone(),
        revision,
        version,
        caret,
        damage,
        edits,
        language: text.language.clone(),
    })
}

fn run(session: &Arc<Session>, buffer: &Arc<Buffer>, job: Job) {
    let mut engine = buffer.engine.lock();
    let update = AssertUnwindSafe(|| engine.update(session, &buffer.uri, &job));
    let failed = catch_unwind(update).is_err();
    let Job { rope, revision, version, caret, edits, .. } = job;
    if failed {
        // The core promises not to; if it breaks the promise, the next change starts from nothing.
        session.report(&format!("the analysis of {} failed", buffer.uri));
        *engine = Engine { rope, ..Engine::new() };
    }
    engine.revision = revision;
    engine.version = version;
    let agreed = session.agreed();
    // A client that pulls has to be told to pull again for what was held back.
    let may_wait = !edits.is_empty() && (!agreed.pull || agreed.refreshes);
    let typing = may_wait.then(|| word_at(&engine.rope, caret));
    let unfinished = engine.make_list(agreed.encoding, caret, typing, Order::Caret);
    if !agreed.pull {
        publish(session, buffer, &engine);
    }
    drop(engine);
    buffer.announce(revision);
    if unfinished {
        sort_at_rest(session, buffer, revision);
    }
}

/// Sends the list, unless a newer text waits already. The lock is held while it is queued, so that nothing can be
/// published for a document after its list was cleared.
fn publish(session: &Session, buffer: &Buffer, engine: &Engine) {
    let text = buffer.text.lock();
    if !text.closed && text.revision == engine.revision {
        engine.cache.publish(&session.outbox, &buffer.uri, engine.version);
    }
}

/// Shows the list of an analysis that changed although no letter did.
pub fn show(session: &Arc<Session>, buffer: &Arc<Buffer>, engine: &mut Engine) {
    let caret = buffer.text.lock().caret;
    let capped = engine.make_list(session.agreed().encoding, caret, None, Order::Caret);
    send(session, buffer, engine, capped);
}

/// The same, while other work is done on the analysis; what that gives.
pub(super) fn show_while<T: Send>(
    session: &Arc<Session>,
    buffer: &Arc<Buffer>,
    engine: &mut Engine,
    work: impl FnOnce(&Document) -> T + Send,
) -> Option<T> {
    let caret = buffer.text.lock().caret;
    let (capped, done) = engine.make_list_while(session.agreed().encoding, caret, work)?;
    send(session, buffer, engine, capped);
    Some(done)
}

/// Has the client see the list that was made.
fn send(session: &Arc<Session>, buffer: &Arc<Buffer>, engine: &Engine, capped: bool) {
    let agreed = session.agreed();
    if !agreed.pull {
        publish(session, buffer, engine);
    } else if agreed.refreshes {
        session.request("workspace/diagnostic/refresh", serde_json::Value::Null);
    }
    if capped {
        sort_at_rest(session, buffer, engine.revision);
    }
}

/// The word at a place, between blanks.
fn word_at(rope: &Rope, at: usize) -> Span {
    let at = rope.byte_to_char(at.min(rope.len_bytes()));
    let length = |chars: &mut dyn Iterator<Item = char>| {
        chars.take(LONGEST_WORD).take_while(|c| !c.is_whitespace()).map(char::len_utf8).sum::<usize>()
    };
    let byte = rope.char_to_byte(at);
    let before = length(&mut rope.chars_at(at).reversed());
    let behind = length(&mut rope.chars_at(at));
    Span::new(byte - before, byte + behind)
}

/// Sends a list that was cut, or from which something was held back, once more and in document order, when the user has
/// paused.
fn sort_at_rest(session: &Arc<Session>, buffer: &Arc<Buffer>, revision: u64) {
    let (session_, buffer) = (Arc::clone(session), Arc::downgrade(buffer));
    session.runtime.spawn(async move {
        tokio::time::sleep(REST).await;
        let Some(buffer) = buffer.upgrade() else { return };
        if buffer.text.lock().revision != revision {
            return;
        }
        let session = Arc::clone(&session_);
        session_.runtime.spawn_blocking(move || {
            let mut engine = buffer.engine.lock();
            let caret = buffer.text.lock().caret;
            if engine.revision == revision {
                let agreed = session.agreed();
                let before = engine.cache.result_id();
                engine.make_list(agreed.encoding, caret, None, Order::Document);
                if !agreed.pull {
                    publish(&session, &buffer, &engine);
                } else if agreed.refreshes && engine.cache.result_id() != before {
                    session.request("workspace/diagnostic/refresh", serde_json::Value::Null);
                }
            }
        });
    });
}

#[cfg(test)]
mod tests {
    use std::io::{self, Write};
    use std::sync::mpsc::{Receiver, Sender, channel};

    use serde_json::{Value, json};
    use tokio::runtime::{Builder, Runtime};

    use super::*;
    use crate::server::capabilities::Agreed;
    use crate::server::outbox::Outbox;

    /// What makes an analysis fail in these tests.
    pub const FAIL: &str = "\u{1}";

    /// Four cities, at columns 0, 6, 13 and 20.
    const CITIES: &str = "دمشق وبيروت وبغداد والقاهرة";

    /// The writer hands on each frame as it was written: whole.
    struct Wire(Sender<Value>);

    impl Write for Wire {
        fn write(&mut self, frame: &[u8]) -> io::Result<usize> {
            let body = frame.windows(4).position(|window| window == b"\r\n\r\n").unwrap() + 4;
            let _ = self.0.send(serde_json::from_slice(&frame[body..]).unwrap());
            Ok(frame.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    struct Fixture {
        session: Arc<Session>,
        buffer: Arc<Buffer>,
        wire: Receiver<Value>,
        _runtime: Runtime,
    }

    impl Fixture {
        fn open(max: usize, text: &str) -> Self {
            let runtime = Builder::new_multi_thread().worker_threads(1).enable_time().build().unwrap();
            let (sender, wire) = channel();
            let session = Arc::new(Session::new(Outbox::start(Wire(sender)), runtime.handle().clone()));
            session.start(Agreed::default(), Some(&json!({ "diagnostics": { "max": max } })));
            let uri = Url::parse("untitled:x").unwrap();
            let buffer = Buffer::open(uri, "plaintext".to_owned(), 1, text);
            wake(&session, &buffer);
            Self { session, buffer, wire, _runtime: runtime }
        }

        fn insert(&self, version: i32, at: u32, text: &str) {
            let place = json!({ "line": 0, "character": at });
            let change = json!([{ "range": { "start": place, "end": place }, "text": text }]);
            let changes = serde_json::from_value(change).unwrap();
            self.buffer.text.lock().change(version, changes, Encoding::Utf16);
            wake(&self.session, &self.buffer);
        }

        /// The next message must publish these columns as this version.
        #[track_caller]
        fn publishes(&self, version: i32, columns: &[u64]) {
            let message = self.next();
            assert_eq!(message["method"], "textDocument/publishDiagnostics", "{message}");
            let list = message["params"]["diagnostics"].as_array().unwrap();
            let got: Vec<_> =
                list.iter().map(|d| d["range"]["start"]["character"].as_u64().unwrap()).collect();
            assert_eq!((message["params"]["version"].as_i64(), &got[..]), (Some(version.into()), columns));
        }

        #[track_caller]
        fn next(&self) -> Value {
            self.wire.recv_timeout(Duration::from_secs(20)).unwrap()
        }
    }

    #[test]
    fn publishes_each_version() {
        let fixture = Fixture::open(9, CITIES);
        fixture.publishes(1, &[0, 6, 13, 20]);
        fixture.insert(2, 0, "\"");
        fixture.publishes(2, &[1, 7, 14, 21]);
        fixture.insert(3, 28, "\"");
        fixture.publishes(3, &[1, 7, 14, 21]);
    }

    #[test]
    fn a_cut_list_follows_the_caret_and_is_put_in_order_at_rest() {
        let fixture = Fixture::open(2, CITIES);
        fixture.publishes(1, &[0, 6]);
        fixture.publishes(1, &[0, 6]);
        fixture.insert(2, 27, ".");
        fixture.publishes(2, &[13, 20]);
        fixture.publishes(2, &[13, 20]);
    }

    #[test]
    fn what_is_found_in_the_word_being_typed_waits_until_the_user_rests() {
        let fixture = Fixture::open(9, "زار <person>سامر\n\nدمشق\n");
        // At opening nobody types.
        fixture.publishes(1, &[4, 0]);
        fixture.insert(2, 16, "ا");
        fixture.publishes(2, &[0]);
        fixture.publishes(2, &[4, 0]);
        // In another word it is shown at once.
        fixture.insert(3, 0, "و");
        fixture.publishes(3, &[5, 0]);
    }

    #[test]
    fn a_failed_analysis_is_reported_and_the_next_starts_anew() {
        let fixture = Fixture::open(9, CITIES);
        fixture.publishes(1, &[0, 6, 13, 20]);
        fixture.insert(2, 0, FAIL);
        let told = fixture.next();
        assert_eq!(told["method"], "window/showMessage", "{told}");
        // Nothing is known of the new text, so nothing is shown in it.
        fixture.publishes(2, &[]);
        fixture.buffer.text.lock().change(
            3,
            serde_json::from_value(json!([{ "text": "دمشق" }])).unwrap(),
            Encoding::Utf16,
        );
        wake(&fixture.session, &fixture.buffer);
        fixture.publishes(3, &[0]);
    }
}
