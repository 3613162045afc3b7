//! The one bridge between the protocol's types and the core's.

use ropey::Rope;
use tower_lsp::lsp_types::{self as lsp, NumberOrString};

use super::diagnostics::{Item, Severity};
use crate::text::Span;
use crate::text::position::{self, Encoding, Positions};

/// The byte offset of a position of the client, clamped.
pub fn offset(rope: &Rope, position: lsp::Position, encoding: Encoding) -> usize {
    let position = position::Position::new(position.line as usize, position.character as usize);
    position::to_offset(rope, position, encoding)
}

/// The bytes of a range of the client, clamped; one that ends before it starts is taken the other way round.
pub fn span(rope: &Rope, range: lsp::Range, encoding: Encoding) -> Span {
    let (start, end) = (offset(rope, range.start, encoding), offset(rope, range.end, encoding));
    Span::new(start.min(end), start.max(end))
}

/// The range of `span`. Ask for spans in rising order.
pub fn range(positions: &mut Positions<&Rope>, span: Span) -> lsp::Range {
    let start = position(positions.at(span.start));
    lsp::Range::new(start, position(positions.at(span.end)))
}

fn position(position: position::Position) -> lsp::Position {
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    lsp::Position::new(number(position.line), number(position.column))
}

/// What the client called `encoding`.
pub fn encoding_kind(encoding: Encoding) -> lsp::PositionEncodingKind {
    match encoding {
        Encoding::Utf8 => lsp::PositionEncodingKind::UTF8,
        Encoding::Utf16 => lsp::PositionEncodingKind::UTF16,
        Encoding::Utf32 => lsp::PositionEncodingKind::UTF32,
    }
}

/// The encoding the client calls `kind`, when it is one we know.
pub fn encoding(kind: &lsp::PositionEncodingKind) -> Option<Encoding> {
    match kind.as_str() {
        "utf-8" => Some(Encoding::Utf8),
        "utf-16" => Some(Encoding::Utf16),
        "utf-32" => Some(Encoding::Utf32),
        _ => None,
    }
}

/// Who says so.
pub const SOURCE: &str = "hashiya";

/// One diagnostic at `range`.
pub fn diagnostic(item: &Item, range: lsp::Range) -> lsp::Diagnostic {
    lsp::Diagnostic {
        range,
        severity: Some(match item.severity {
            Severity::Error => lsp::DiagnosticSeverity::ERROR,
            Severity::Warning => lsp::DiagnosticSeverity::WARNING,
            Severity::Information => lsp::DiagnosticSeverity::INFORMATION,
            Severity::Hint => lsp::DiagnosticSeverity::HINT,
        }),
        code: Some(NumberOrString::String(item.code.to_owned())),
        code_description: item
            .page
            .and_then(|page| lsp::Url::parse(page).ok())
            .map(|href| lsp::CodeDescription { href }),
        source: Some(SOURCE.to_owned()),
        message: item.message.clone(),
        data: serde_json::to_value(item.subject).ok(),
        ..lsp::Diagnostic::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_the_wrong_way_round_is_turned() {
        let rope = Rope::from_str("حلب\nبيروت");
        let (a, b) = (lsp::Position::new(0, 1), lsp::Position::new(1, 2));
        let expected = Span::new(2, 11);
        assert_eq!(span(&rope, lsp::Range::new(a, b), Encoding::Utf16), expected);
        assert_eq!(span(&rope, lsp::Range::new(b, a), Encoding::Utf16), expected);
    }

    #[test]
    fn encodings_keep_their_names() {
        for known in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
            assert_eq!(encoding(&encoding_kind(known)), Some(known));
        }
        assert_eq!(encoding(&lsp::PositionEncodingKind::new("utf-7")), None);
    }
}
