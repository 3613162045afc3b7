//! `textDocument/completion`: the preferred names of the workspace's records, from the letters typed so far.
//!
//! Letters are compared folded, as everywhere, so a name is offered however its hamza is typed; what is glued before the
//! name stays. Up to a few words before the caret may belong to the name.

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{
    CompletionItem, CompletionItemKind, CompletionList, CompletionParams, CompletionResponse,
    CompletionTextEdit, TextEdit,
};

use super::ask;
use crate::authority::{Authority, Record, spelling};
use crate::server::convert;
use crate::server::session::Session;
use crate::server::worker::Engine;
use crate::text::position::{Encoding, Positions};
use crate::text::{Language, Passage, Span, clitics};

/// So many names are offered at once.
const MOST: usize = 50;
/// Fewer letters begin too many names.
const FEWEST_LETTERS: usize = 2;
/// So many words before the caret's may belong to a name.
const WORDS_BEFORE: usize = 3;
/// So many bytes before the caret are looked at: no name's beginning is longer.
const REACH: usize = 400;

/// Answers the request.
pub async fn completion(session: &Session, params: CompletionParams) -> Result<Option<CompletionResponse>> {
    let at = params.text_document_position;
    let encoding = session.agreed().encoding;
    ask(session, &at.text_document.uri, move |engine, _| {
        let caret = convert::offset(&engine.rope, at.position, encoding);
        let authority = engine.document()?.options().authority.clone()?;
        let items = items(engine, &authority, caret, encoding);
        // Further letters may begin other names than those listed.
        Some(CompletionResponse::List(CompletionList { is_incomplete: true, items }))
    })
    .await
}

fn items(engine: &Engine, authority: &Authority, caret: usize, encoding: Encoding) -> Vec<CompletionItem> {
    let line_start = engine.rope.line_to_byte(engine.rope.byte_to_line(caret));
    let line = engine.text(Span::new(line_start, caret));
    let before = &line[line.ceil_char_boundary(line.len().saturating_sub(REACH))..];
    let shift = caret - before.len();
    let mut positions = Positions::new(&engine.rope, encoding);
    offers(authority, before)
        .into_iter()
        .enumerate()
        .map(|(index, offer)| {
            let range = convert::range(&mut positions, offer.typed.shifted(shift));
            CompletionItem {
                label: offer.name.clone(),
                kind: Some(CompletionItemKind::VALUE),
                detail: Some(offer.detail),
                // Editors compare letters as they are written: what is typed fits.
                filter_text: Some(offer.typed.of(before).to_owned()),
                sort_text: Some(format!("{index:04}")),
                text_edit: Some(CompletionTextEdit::Edit(TextEdit::new(range, offer.written))),
                ..CompletionItem::default()
            }
        })
        .collect()
}

/// A name to offer.
#[derive(Debug, PartialEq, Eq)]
struct Offer {
    /// What of the text before the caret it replaces.
    typed: Span,
    /// The name.
    name: String,
    /// The name behind what is glued before it.
    written: String,
    /// What it is.
    detail: String,
}

/// The names that the end of `before` may be the beginning of, those that most words begin first.
fn offers(authority: &Authority, before: &str) -> Vec<Offer> {
    let passage = Passage::new(before, None);
    let Some(last) = passage.tokens.len().checked_sub(1) else { return Vec::new() };
    if passage.tokens[last].span.end != before.len() || !passage.is_word(last) {
        return Vec::new();
    }
    let mut keys: Vec<String> = Vec::new();
    let mut out = Vec::new();
    for first in last.saturating_sub(WORDS_BEFORE)..=last {
        for stem in clitics::stems(&passage, first) {
            let folded = &passage.folded[stem.fold_start..];
            let prefix = if stem.hidden_alef { format!("\u{627}{folded}") } else { folded.to_owned() };
            if prefix.chars().filter(|c| c.is_alphabetic()).count() < FEWEST_LETTERS {
                continue;
            }
            let start = passage.origin(stem.fold_start);
            for record in authority.completions(&prefix, MOST - out.len()) {
                if keys.contains(&record.key) {
                    continue;
                }
                keys.push(record.key.clone());
                out.push(offer(&record, before, start));
            }
        }
    }
    out
}

fn offer(record: &Record, before: &str, start: usize) -> Offer {
    let typed = Span::new(start, before.len());
    let language = Passage::new(typed.of(before), None).language;
    let name = record.name(language).to_owned();
    let other = record.name(if language == Language::Arabic { Language::English } else { Language::Arabic });
    let kind = record.record_type.as_str();
    let detail = if other == name { kind.to_owned() } else { format!("{kind}: {other}") };
    let written = spelling::behind(&before[..start], &name).to_owned();
    Offer { typed, name, written, detail }
}

#[cfg(test)]
mod tests {
    use super::offers;
    use crate::authority::{Authority, parse::parse};

    const RECORDS: &str = "[sanabil]\ntype = \"org\"\nprefer.ar = \"السنابل الذهبية\"\nprefer.en = \"Golden Ears\"\n\
                           [samer]\ntype = \"person\"\nprefer.ar = \"سامر القلمونجي\"\nshort.ar = [\"القلمونجي\"]\n";

    /// The text before the caret with the first name offered, and how many are offered.
    fn check(before: &str, expected: &str, count: usize) {
        let (authority, _) = Authority::new(parse("a.toml", RECORDS).0);
        let offers = offers(&authority, before);
        let first = offers.first().map(|offer| format!("{}{}", &before[..offer.typed.start], offer.written));
        assert_eq!((first.unwrap_or_default().as_str(), offers.len()), (expected, count), "{before}");
    }

    #[test]
    fn names_are_offered_by_their_first_letters() {
        check("قال سام", "قال سامر القلمونجي", 1);
        check("قال سامر القل", "قال سامر القلمونجي", 1);
        check("قال وسامر", "قال وسامر القلمونجي", 1);
        check("قدم للسناب", "قدم للسنابل الذهبية", 1);
        check("القلم", "سامر القلمونجي", 1);
        check("with Gold", "with Golden Ears", 1);
        check("قال س", "", 0);
        check("قال سامر ", "", 0);
        check("", "", 0);
    }
}
