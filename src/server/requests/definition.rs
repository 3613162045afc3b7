//! `textDocument/definition`: from a mention to its record in the workspace's authority file.

use ropey::Rope;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{GotoDefinitionParams, GotoDefinitionResponse, Location, Range, Url};

use super::ask;
use crate::analysis::{Document, Subject};
use crate::authority::{Named, Place};
use crate::server::convert;
use crate::server::session::Session;
use crate::text::position::{Encoding, Positions};
use crate::workspace::authority;

/// Answers the request: one place, or those of all records that the mention may mean.
pub async fn definition(
    session: &Session,
    params: GotoDefinitionParams,
) -> Result<Option<GotoDefinitionResponse>> {
    let at = params.text_document_position_params;
    let encoding = session.agreed().encoding;
    ask(session, &at.text_document.uri, move |engine, _| {
        let offset = convert::offset(&engine.rope, at.position, encoding);
        let own = own_at(engine.document()?, offset)?;
        let records = own.record.iter().chain(&own.candidates);
        let places: Vec<Location> = records.filter_map(|record| location(&record.place, encoding)).collect();
        (!places.is_empty()).then_some(GotoDefinitionResponse::Array(places))
    })
    .await
}

/// The records of the innermost mention at `offset` that has some.
fn own_at(document: &Document, offset: usize) -> Option<Named> {
    let (start, paragraph) = document.paragraph_at(offset)?;
    let mentions = document.mentions_of(start, paragraph).into_iter().filter(|m| m.span.touches(offset));
    let own = mentions.filter_map(|mention| match mention.subject {
        Subject::Entity(entity) if !entity.own.is_empty() => Some((mention.span.len(), entity.own)),
        _ => None,
    });
    own.min_by_key(|(length, _)| *length).map(|(_, own)| own)
}

/// The header of a record. Of a file that has changed or gone since it was read, the line is still the best guess.
fn location(place: &Place, encoding: Encoding) -> Option<Location> {
    let uri = Url::from_file_path(place.file.as_ref()).ok()?;
    let text = authority::read(place.file.as_ref().as_ref()).unwrap_or_default();
    let range = if text.get(place.header.start..place.header.end).is_some() {
        let rope = Rope::from_str(&text);
        convert::range(&mut Positions::new(&rope, encoding), place.header)
    } else {
        Range::default()
    };
    Some(Location { uri, range })
}
