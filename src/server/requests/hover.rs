//! `textDocument/hover`: what the mention under the pointer is, and what the rules say there and by whose decision.

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{Hover, HoverContents, HoverParams, MarkupContent, MarkupKind};

use super::ask;
use crate::analysis::{Document, Options};
use crate::gloss;
use crate::lints::message::say;
use crate::lints::{self, Finding};
use crate::server::convert;
use crate::server::session::Session;
use crate::text::Span;
use crate::text::position::Positions;

/// Answers the request.
pub async fn hover(session: &Session, params: HoverParams) -> Result<Option<Hover>> {
    let at = params.text_document_position_params;
    let encoding = session.agreed().encoding;
    ask(session, &at.text_document.uri, move |engine, _| {
        let offset = convert::offset(&engine.rope, at.position, encoding);
        let document = engine.document()?;
        let mention = document.mention_at(offset);
        let told = mention.as_ref().map(|m| gloss::of(document, m, |span| engine.text(span)).markdown());
        let findings: Vec<Finding> = lints::touching(document, Span::new(offset, offset)).collect();
        let span = mention.map(|mention| mention.span).or_else(|| findings.first().map(|f| f.span))?;
        let found =
            findings.iter().map(|finding| format!("{}  \n{}", finding.message, decided(document, finding)));
        let value = told.into_iter().chain(found).collect::<Vec<_>>().join("\n\n---\n\n");
        let range = convert::range(&mut Positions::new(&engine.rope, encoding), span);
        let contents = HoverContents::Markup(MarkupContent { kind: MarkupKind::Markdown, value });
        Some(Hover { contents, range: Some(range) })
    })
    .await
}

/// The rule of a finding, how much it asks for, and who decided that.
fn decided(document: &Document, finding: &Finding) -> String {
    let Options { levels, locale, .. } = document.options();
    let rule = format!("`{}`", finding.rule);
    let level = finding.severity.as_str();
    match levels.origin(finding.rule) {
        Some(origin) => {
            say(*locale, "lint:decided", &[("rule", &rule), ("level", level), ("origin", origin)])
        }
        None => say(*locale, "lint:by-default", &[("rule", &rule), ("level", level)]),
    }
}
