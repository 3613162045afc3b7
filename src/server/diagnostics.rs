//! Which diagnostics of a document are sent, in which order, and as which bytes.
//!
//! The list is made of one fragment a paragraph, already written as JSON. A letter typed makes one fragment new; the
//! others are copied, as long as their paragraph, its first line and what the rest of the document says of it are the
//! same. So the cost of a keystroke is its paragraph and the bytes on the wire.

use std::cmp::Reverse;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use rayon::prelude::*;
use ropey::Rope;
use rustc_hash::{FxHashMap, FxHasher};
use serde::Serialize;
use tower_lsp::lsp_types::{self as lsp, Url};

use super::convert;
use super::outbox::Outbox;
use super::shown;
use crate::analysis::ledger::Across;
use crate::analysis::{Document, Entry, Paragraph};
use crate::lints::{self, Finding};
use crate::text::Span;
use crate::text::position::{Encoding, Positions};
use crate::workspace::Settings;

/// How much a diagnostic asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// Wrong beyond doubt.
    Error,
    /// Most likely wrong.
    Warning,
    /// Worth knowing.
    Information,
    /// Shown only to who looks closely.
    Hint,
}

/// A diagnostic before it has lines and columns.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// What it is about.
    pub span: Span,
    /// How much it asks for.
    pub severity: Severity,
    /// Its stable name.
    pub code: &'static str,
    /// Where the name is explained, if anywhere.
    pub page: Option<&'static str>,
    /// What it says.
    pub message: String,
    /// The type of the mention, or the rule of the finding: for clients that group or colour.
    pub subject: Subject,
}

/// What a diagnostic carries along.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Subject {
    /// A mention of this type, which can be tagged.
    Type(&'static str),
    /// A finding of this rule.
    Rule(&'static str),
}

/// The order of a list that is too long to send whole. While the user types, what is next to the caret comes first,
/// so that an editor which draws them one by one draws those first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Nearest to the caret first, paragraph by paragraph.
    Caret,
    /// As in the text.
    Document,
}

/// What decides a list.
pub struct View<'a> {
    /// The analysis.
    pub document: &'a Document,
    /// What is shown, and how many at most.
    pub settings: &'a Settings,
    /// The text that was analysed.
    pub rope: &'a Rope,
    /// What columns count.
    pub encoding: Encoding,
    /// Where the user is.
    pub caret: usize,
    /// The word that the user is typing: what rules find there waits until the user rests.
    pub typing: Option<Span>,
}

/// The diagnostics of one paragraph.
struct Fragment {
    paragraph: Arc<Paragraph>,
    /// Where the paragraph began.
    line: usize,
    /// The revision of the document's own tables.
    revision: u64,
    shown: Vec<(lsp::Range, Item)>,
    own: Own,
    /// A hash of what was found in it because of other paragraphs.
    across: u64,
    /// Something was held back.
    waits: bool,
    /// The diagnostics as JSON, with commas between them and nothing around.
    json: String,
}

/// What the rules find in a paragraph that ask for nothing else: the same until it or its annotations change.
#[derive(Clone)]
struct Own {
    /// Where the paragraph began.
    start: usize,
    /// A hash of what is not to be found in it.
    quiet: u64,
    /// What is found in its text.
    text: Arc<[Finding]>,
    /// A hash of the annotations beside it, which may stand in two places of a document.
    annotations: u64,
    /// What is found in its annotations.
    annotated: Arc<[Finding]>,
}

/// The fragments of a list.
struct Chosen {
    /// Those that hold something, with the starts of their paragraphs.
    listed: Vec<(usize, Arc<Fragment>)>,
    /// All that were looked at, those without a diagnostic too: in a tagged article they are nearly all.
    seen: Vec<Arc<Fragment>>,
    /// The last one was cut.
    capped: bool,
    /// Something was held back.
    waits: bool,
}

/// The list last made for a document and its bytes. While a list stays the same, only its version changes on the wire.
#[derive(Default)]
pub struct Cache {
    known: FxHashMap<usize, Arc<Fragment>>,
    current: Vec<Arc<Fragment>>,
    /// The whole document was looked at, and this was its revision.
    whole: Option<u64>,
    body: Option<String>,
    /// Rises with every new list: the `resultId` of pull diagnostics.
    number: u64,
}

// The keys are addresses of paragraphs that the fragments keep alive: none is used again while it is a key.
impl Cache {
    /// Makes the list of `view` the current one; true when it is to be made again at rest: it had to be cut, or something
    /// was held back.
    pub fn set(&mut self, view: &View, order: Order) -> bool {
        let Chosen { listed: mut chosen, seen, capped, waits } = self.choose(view);
        self.whole = (!capped).then(|| view.document.revision());
        if order == Order::Document || !capped {
            chosen.sort_by_key(|(start, _)| *start);
        }
        let current: Vec<Arc<Fragment>> = chosen.into_iter().map(|(_, fragment)| fragment).collect();
        let same = self.body.is_some()
            && current.len() == self.current.len()
            && current
                .iter()
                .zip(&self.current)
                .all(|(new, old)| Arc::ptr_eq(new, old) || new.json == old.json);
        self.known = seen.into_iter().map(|f| (Arc::as_ptr(&f.paragraph).addr(), f)).collect();
        self.current = current;
        if !same {
            self.number += 1;
            self.body = Some(self.write());
        }
        capped || waits
    }

    /// Empties the list: nothing is known of the text.
    pub fn forget(&mut self) {
        self.known.clear();
        self.current.clear();
        self.number += 1;
        self.body = Some(self.write());
    }

    /// The fragments nearest to the caret, each with the start of its paragraph, until there are as many diagnostics
    /// as are wanted.
    fn choose(&self, view: &View) -> Chosen {
        let paragraphs: Vec<(usize, &Entry)> = view.document.entries().collect();
        let length = |index: usize| paragraphs[index].1.len;
        let (mut low, mut high) = (0, 0);
        if !paragraphs.is_empty() {
            low = paragraphs.partition_point(|(start, entry)| start + entry.len <= view.caret);
            low = low.min(paragraphs.len() - 1);
            high = low;
        }
        // When a name anywhere may mean something else and nothing cuts the list, every paragraph is asked: by all cores.
        let fresh: Option<Vec<Arc<Fragment>>> =
            self.whole.filter(|revision| *revision != view.document.revision()).map(|_| {
                paragraphs.par_iter().map(|(start, entry)| self.fragment(view, *start, entry)).collect()
            });
        let max = view.settings.diagnostics_max;
        let (mut chosen, mut seen) = (Vec::new(), Vec::new());
        let (mut count, mut waits) = (0, false);
        while low > 0 || high < paragraphs.len() {
            let up = low.checked_sub(1).map(|i| view.caret.saturating_sub(paragraphs[i].0 + length(i)));
            let down = paragraphs.get(high).map(|(start, _)| start.saturating_sub(view.caret));
            let index = match (up, down) {
                (Some(up), Some(down)) if up < down => low - 1,
                (Some(_), None) => low - 1,
                _ => high,
            };
            if index < low {
                low = index;
            } else {
                high = index + 1;
            }
            let (start, entry) = paragraphs[index];
            let mut fragment = match &fresh {
                Some(fresh) => Arc::clone(&fresh[index]),
                None => self.fragment(view, start, entry),
            };
            seen.push(Arc::clone(&fragment));
            waits |= fragment.waits;
            if count + fragment.shown.len() > max {
                // The last one is cut too, to the letter of the setting.
                let mut shown = fragment.shown.clone();
                shown.sort_by_key(|(_, item)| distance(item.span, view.caret));
                shown.truncate(max - count);
                shown.sort_by_key(|(_, item)| (item.span.start, Reverse(item.span.end)));
                // No paragraph begins at that line: a cut fragment is never taken for the whole one.
                let (line, revision) = (usize::MAX, fragment.revision);
                let paragraph = Arc::clone(&entry.paragraph);
                fragment = Arc::new(Fragment {
                    paragraph,
                    line,
                    revision,
                    json: json(&shown),
                    shown,
                    own: fragment.own.clone(),
                    across: fragment.across,
                    waits: fragment.waits,
                });
                chosen.push((start, fragment));
                return Chosen { listed: chosen, seen, capped: true, waits };
            }
            count += fragment.shown.len();
            if !fragment.shown.is_empty() {
                chosen.push((start, fragment));
            }
        }
        Chosen { listed: chosen, seen, capped: false, waits }
    }

    fn fragment(&self, view: &View, start: usize, entry: &Entry) -> Arc<Fragment> {
        let paragraph = &entry.paragraph;
        let across = print_of(entry);
        let line = view.rope.byte_to_line(start);
        let revision = view.document.revision();
        let before = self.known.get(&Arc::as_ptr(paragraph).addr());
        let here = Span::new(start, start + paragraph.text.len());
        let typing = view.typing.filter(|word| here.contains(*word));
        let known = before.filter(|known| {
            !known.waits
                && typing.is_none()
                && known.line == line
                && known.revision == revision
                && known.across == across
                && view.rope.line_to_byte(line) == start
        });
        if let Some(known) = known {
            return Arc::clone(known);
        }
        let (quiet, annotations) =
            (quiet_of(view.document, entry), annotations_of(view.document, start, entry));
        let found = |scope| -> Arc<[Finding]> { lints::in_scope(scope, view.document, start, entry).into() };
        let moved = |findings: &Arc<[Finding]>, from: usize| -> Arc<[Finding]> {
            if from == start {
                return Arc::clone(findings);
            }
            findings.iter().map(|finding| finding.clone().moved(from, start)).collect()
        };
        let before = before.map(|before| &before.own).filter(|own| own.quiet == quiet);
        let text = before.map_or_else(|| found(lints::Scope::Paragraph), |own| moved(&own.text, own.start));
        let before = before.filter(|own| own.annotations == annotations);
        let annotated =
            before.map_or_else(|| found(lints::Scope::Annotations), |own| moved(&own.annotated, own.start));
        let findings = text.iter().chain(annotated.iter()).cloned().collect();
        let own = Own { start, quiet, text, annotations, annotated };
        let mut positions = Positions::new(view.rope, view.encoding);
        let mut items = shown::items(view.document, view.settings, start, entry, findings);
        let all = items.len();
        if let Some(word) = typing {
            let touches = |span: Span| span.start <= word.end && word.start <= span.end;
            items.retain(|item| !matches!(item.subject, Subject::Rule(_)) || !touches(item.span));
        }
        let waits = items.len() < all;
        let shown: Vec<(lsp::Range, Item)> =
            items.into_iter().map(|item| (convert::range(&mut positions, item.span), item)).collect();
        let paragraph = Arc::clone(paragraph);
        Arc::new(Fragment { paragraph, line, revision, json: json(&shown), shown, own, across, waits })
    }

    /// The list as one JSON array, put together from what the fragments have written already.
    fn write(&self) -> String {
        let size = self.current.iter().map(|f| f.json.len() + 1).sum::<usize>();
        let mut body = String::with_capacity(size + 2);
        body.push('[');
        for fragment in self.current.iter().filter(|f| !f.json.is_empty()) {
            if body.len() > 1 {
                body.push(',');
            }
            body.push_str(&fragment.json);
        }
        body.push(']');
        body
    }

    /// The current list.
    pub fn diagnostics(&self) -> Vec<lsp::Diagnostic> {
        self.current
            .iter()
            .flat_map(|f| &f.shown)
            .map(|(range, item)| convert::diagnostic(item, *range))
            .collect()
    }

    /// The name of the current list.
    pub fn result_id(&self) -> String {
        self.number.to_string()
    }

    /// Sends the current list as that of `version`.
    pub fn publish(&self, outbox: &Outbox, uri: &Url, version: i32) {
        if let Some(diagnostics) = self.body.as_deref() {
            outbox.publish(uri.as_str(), Some(version), diagnostics);
        }
    }
}

/// A hash of what is not to be found in a paragraph.
fn quiet_of(document: &Document, entry: &Entry) -> u64 {
    let mut hasher = FxHasher::default();
    (entry.silenced, document.quiet_revision()).hash(&mut hasher);
    hasher.finish()
}

/// A hash of the annotations beside a paragraph, by their places in it.
fn annotations_of(document: &Document, start: usize, entry: &Entry) -> u64 {
    let mut hasher = FxHasher::default();
    document.annotations().revision().hash(&mut hasher);
    for annotation in document.annotations().within(Span::new(start, start + entry.len)) {
        (&annotation.id, annotation.span.start - start, annotation.span.len()).hash(&mut hasher);
    }
    hasher.finish()
}

/// A hash of what was found in a paragraph because of others, and of what is not to be found there.
fn print_of(entry: &Entry) -> u64 {
    let mut hasher = FxHasher::default();
    entry.silenced.hash(&mut hasher);
    for Across { finding, .. } in &entry.across {
        (finding.rule, finding.span, &finding.message).hash(&mut hasher);
    }
    hasher.finish()
}

fn json(shown: &[(lsp::Range, Item)]) -> String {
    let parts: Vec<String> = shown
        .iter()
        .filter_map(|(range, item)| serde_json::to_string(&Wire::new(*range, item)).ok())
        .collect();
    parts.join(",")
}

const fn distance(span: Span, caret: usize) -> usize {
    if caret < span.start { span.start - caret } else { caret.saturating_sub(span.end) }
}

/// Clears the list the client shows for `uri`.
pub fn clear(outbox: &Outbox, uri: &Url) {
    outbox.publish(uri.as_str(), None, "[]");
}

/// A diagnostic as the protocol writes it, without the detour over its owned types.
#[derive(Serialize)]
struct Wire<'a> {
    range: lsp::Range,
    severity: u8,
    code: &'a str,
    #[serde(rename = "codeDescription", skip_serializing_if = "Option::is_none")]
    code_description: Option<Page<'a>>,
    source: &'a str,
    message: &'a str,
    data: Subject,
}

#[derive(Serialize)]
struct Page<'a> {
    href: &'a str,
}

impl<'a> Wire<'a> {
    const fn new(range: lsp::Range, item: &'a Item) -> Self {
        Self {
            range,
            severity: item.severity as u8 + 1,
            code: item.code,
            code_description: match item.page {
                Some(href) => Some(Page { href }),
                None => None,
            },
            source: convert::SOURCE,
            message: item.message.as_str(),
            data: item.subject,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Options;

    /// Four paragraphs of one city each, 0, 1, 2 and 3 lines down.
    const CITIES: &str = "دمشق\nبيروت\nبغداد\nالقاهرة\n";

    fn lines(cache: &Cache) -> Vec<u32> {
        cache.diagnostics().iter().map(|d| d.range.start.line).collect()
    }

    fn check(max: usize, caret_line: usize, order: Order, expected: &[u32]) {
        let rope = Rope::from_str(CITIES);
        let document = Document::of(CITIES, Options::default());
        let settings = Settings { diagnostics_max: max, ..Settings::default() };
        let caret = rope.line_to_byte(caret_line);
        let view = View {
            document: &document,
            settings: &settings,
            rope: &rope,
            encoding: Encoding::Utf16,
            caret,
            typing: None,
        };
        let mut cache = Cache::default();
        let capped = cache.set(&view, order);
        assert_eq!((lines(&cache).as_slice(), capped), (expected, expected.len() < 4));
        let written: serde_json::Value = serde_json::from_str(cache.body.as_ref().unwrap()).unwrap();
        assert_eq!(written, serde_json::to_value(cache.diagnostics()).unwrap(), "both forms are one");
        let number = cache.number;
        cache.set(&view, order);
        assert_eq!(cache.number, number, "the same list keeps its name");
    }

    #[test]
    fn a_long_list_is_cut_around_the_caret() {
        check(9, 2, Order::Caret, &[0, 1, 2, 3]);
        check(2, 2, Order::Caret, &[2, 1]);
        check(3, 3, Order::Caret, &[3, 2, 1]);
        check(3, 3, Order::Document, &[1, 2, 3]);
        check(0, 1, Order::Document, &[]);
    }

    #[test]
    fn a_fragment_is_kept_while_its_line_and_paragraph_are_the_same() {
        let settings = Settings::default();
        let mut rope = Rope::from_str(CITIES);
        let mut document = Document::of(CITIES, Options::default());
        let mut cache = Cache::default();
        let mut step = |rope: &Rope, document: &Document| {
            let view = View {
                document,
                settings: &settings,
                rope,
                encoding: Encoding::Utf16,
                caret: 0,
                typing: None,
            };
            cache.set(&view, Order::Caret);
            (cache.current.clone(), cache.number)
        };
        let (before, first) = step(&rope, &document);
        // A space before the first line leaves the other three as they were.
        let damage = crate::text::replace(&mut rope, Span::new(0, 0), " ");
        document.update(&rope, damage);
        let (after, second) = step(&rope, &document);
        assert!(!Arc::ptr_eq(&before[0], &after[0]) && Arc::ptr_eq(&before[3], &after[3]));
        assert_eq!(second, first + 1);
        // A line more above moves them all.
        let damage = crate::text::replace(&mut rope, Span::new(0, 0), "\n");
        document.update(&rope, damage);
        let (moved, _) = step(&rope, &document);
        assert!(!Arc::ptr_eq(&after[3], &moved[3]));
        assert_eq!(moved[3].shown[0].0.start.line, 4);
    }
}
