//! The edit of "Add to the authority file": a record of a mention at the end of `authority/names.toml`.

use ropey::Rope;
use tower_lsp::lsp_types::{
    CreateFile, CreateFileOptions, DocumentChangeOperation, DocumentChanges, OneOf,
    OptionalVersionedTextDocumentIdentifier, ResourceOp, TextDocumentEdit, TextEdit, Url, WorkspaceEdit,
};

use crate::analysis::{Document, Entity, Mention, Subject};
use crate::authority::draft::{Known, draft};
use crate::authority::{Record, Text, write::write};
use crate::lexicon::gazetteer;
use crate::server::capabilities::Agreed;
use crate::server::convert;
use crate::server::worker::Engine;
use crate::text::Span;
use crate::text::position::Positions;
use crate::workspace::authority::{NEW_RECORDS, folder_for_new, read};
use std::path::PathBuf;

/// The file that records for the document `uri` are added to, and whether it is there; none for a client that could not
/// create it, or a document without a place on disk.
fn target(uri: &Url, agreed: Agreed) -> Option<(PathBuf, bool)> {
    let path = folder_for_new(&uri.to_file_path().ok()?)?.join(NEW_RECORDS);
    let exists = path.exists();
    (exists || agreed.document_changes && agreed.creates).then_some((path, exists))
}

/// True when a record can be added for mentions of the document `uri`.
pub fn possible(uri: &Url, agreed: Agreed) -> bool {
    target(uri, agreed).is_some()
}

/// The edit that adds a record of the mention at `span`.
pub fn edit(engine: &Engine, uri: &Url, span: Span, agreed: Agreed) -> Option<WorkspaceEdit> {
    let document = engine.document()?;
    let record = record_of(engine, document, span)?;
    let (path, exists) = target(uri, agreed)?;
    let target = Url::from_file_path(&path).ok()?;
    let before = if exists { read(&path).ok()? } else { String::new() };
    let gap = match before.as_str() {
        "" => "",
        text if text.ends_with('\n') => "\n",
        _ => "\n\n",
    };
    let rope = Rope::from_str(&before);
    let end = Span::new(before.len(), before.len());
    let range = convert::range(&mut Positions::new(&rope, agreed.encoding), end);
    let edit = TextEdit::new(range, format!("{gap}{}", write(&[record])));
    if !agreed.document_changes {
        return Some(WorkspaceEdit::new([(target, vec![edit])].into()));
    }
    let create = (!exists).then(|| {
        let options = CreateFileOptions { overwrite: Some(false), ignore_if_exists: Some(true) };
        let file = CreateFile { uri: target.clone(), options: Some(options), annotation_id: None };
        DocumentChangeOperation::Op(ResourceOp::Create(file))
    });
    let text_document = OptionalVersionedTextDocumentIdentifier { uri: target.clone(), version: None };
    let change = TextDocumentEdit { text_document, edits: vec![OneOf::Left(edit)] };
    let operations = create.into_iter().chain([DocumentChangeOperation::Edit(change)]).collect();
    Some(WorkspaceEdit {
        document_changes: Some(DocumentChanges::Operations(operations)),
        ..WorkspaceEdit::default()
    })
}

/// The draft of a record of the mention at `span`, under the longest name that the article has for it.
fn record_of(engine: &Engine, document: &Document, span: Span) -> Option<Record> {
    let (start, paragraph) = document.paragraph_at(span.start)?;
    let mention = document.mentions_of(start, paragraph).into_iter().find(|m| m.span == span)?;
    let Subject::Entity(entity) = &mention.subject else { return None };
    let spelled = |m: &Mention| name_at(engine, m.span);
    let own = spelled(&mention);
    let same =
        document.mentions().filter(|m| m.entity_id() == Some(&entity.id) && m.tag_type == mention.tag_type);
    // Without a fuller name it stands for, the mention's own is the name.
    let full = same.map(|m| spelled(&m)).max_by_key(|name| name.chars().count());
    let full = full.filter(|_| entity.full_name.is_some()).unwrap_or_else(|| own.clone());
    let known = Known {
        record_type: mention.tag_type,
        kind: entity.kind,
        name: &full,
        short: Some(own.as_str()).filter(|own| *own != full),
        others: others(entity),
        reference: entity.reference.as_deref(),
    };
    Some(draft(&known, document.options().authority.as_deref()))
}

/// The names that the gazetteer has for it.
fn others(entity: &Entity) -> Vec<Text> {
    let names = |record: gazetteer::Record| [("ar", record.name_ar()), ("en", record.name_en())];
    let listed = entity.record.map(names).into_iter().flatten().filter(|(_, name)| !name.is_empty());
    // The lists keep some names in lower case; those are left for people to write.
    let written = listed.filter(|(language, name)| *language != "en" || name.chars().any(char::is_uppercase));
    written.map(|(language, text)| Text { language: language.to_owned(), text }).collect()
}

/// The name that stands at `span`, with the alef that is not written behind the proclitic lam.
fn name_at(engine: &Engine, span: Span) -> String {
    let name = engine.text(span);
    let before = engine.rope.chars_at(engine.rope.byte_to_char(span.start)).reversed().next();
    let hidden = before == Some(LAM) && name.starts_with(LAM);
    if hidden { format!("\u{627}{name}") } else { name }
}

const LAM: char = '\u{644}';
