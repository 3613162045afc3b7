//! `textDocument/hover`: what the mention under the pointer is.

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{Hover, HoverContents, HoverParams, MarkupContent, MarkupKind};

use super::ask;
use crate::gloss;
use crate::server::convert;
use crate::server::session::Session;
use crate::text::position::Positions;

/// Answers the request.
pub async fn hover(session: &Session, params: HoverParams) -> Result<Option<Hover>> {
    let at = params.text_document_position_params;
    let encoding = session.agreed().encoding;
    ask(session, &at.text_document.uri, move |engine, _| {
        let offset = convert::offset(&engine.rope, at.position, encoding);
        let document = engine.document()?;
        let mention = document.mention_at(offset)?;
        let value = gloss::of(document, &mention, |span| engine.text(span)).markdown();
        let range = convert::range(&mut Positions::new(&engine.rope, encoding), mention.span);
        let contents = HoverContents::Markup(MarkupContent { kind: MarkupKind::Markdown, value });
        Some(Hover { contents, range: Some(range) })
    })
    .await
}
