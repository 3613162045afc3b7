//! What a TSV file says, cell by cell.
//!
//! Everything that the format can express has its place here and nothing is kept as it stood in the file, so that what
//! is written from here is what WebAnno would have written. Offsets are UTF-16 units of the document.

/// A file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The minor version of the format: 2 or 3.
    pub minor: u32,
    /// In the order of their columns.
    pub layers: Vec<Layer>,
    /// In order.
    pub sentences: Vec<Sentence>,
}

/// A layer of annotations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layer {
    /// What its annotations are.
    pub kind: LayerKind,
    /// The name of the UIMA type.
    pub name: String,
    /// At least one.
    pub columns: Vec<Column>,
}

/// What the annotations of a layer are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LayerKind {
    /// Stretches of text, with slots perhaps.
    Span,
    /// Links of chains.
    Chain,
    /// Arrows between annotations of another layer.
    Relation,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Column {
    /// A feature of that name. A layer without features has one column without a name.
    Feature(String),
    /// The roles of a slot: the feature's and the link's name, as the header joins them.
    Roles(String),
    /// What fills the slot of the column before; the name of its type.
    Fillers(String),
    /// The type of a chain's element.
    ChainType,
    /// The relation to the chain's next element.
    ChainRelation,
    /// Where a relation comes from; the name of the type of both its ends.
    Source(String),
}

/// A sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its identifier, where it has one.
    pub id: Option<String>,
    /// From its first token; it may go on behind its last one.
    pub text: String,
    /// Tokens, each followed by those of its parts that are annotated.
    pub units: Vec<Unit>,
}

/// A token or a part of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Its number.
    pub number: Number,
    /// First UTF-16 unit of the document.
    pub begin: usize,
    /// One past the last.
    pub end: usize,
    /// The text between them.
    pub text: String,
    /// A cell a column; in a cell the stacked annotations, none where there is no annotation.
    pub cells: Vec<Vec<Value>>,
}

/// The number of a unit: `3-2`, `3-2.1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Number {
    /// The sentence, from 1.
    pub sentence: u32,
    /// The token in it, from 1.
    pub token: u32,
    /// The part of the token, from 1; none for the token.
    pub part: Option<u32>,
}

/// What a column says of one annotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A feature's value, if set, and the number that tells the annotation from others, if one is needed.
    Feature(Option<String>, Option<u32>),
    /// The role of each filler of a slot, if set, and the annotation's number. A slot without fillers in an annotation
    /// without a number looks like no annotation, and is read as such; the column of the fillers tells.
    Roles(Vec<Option<String>>, Option<u32>),
    /// The fillers of a slot: a unit, and the number of the annotation there, if one is needed.
    Fillers(Vec<(Number, Option<u32>)>),
    /// The type of an element, if set, and the number of its chain.
    ChainType(Option<String>, u32),
    /// The relation to the next element, if set, the number of the chain and of the link in it.
    ChainRelation(Option<String>, u32, u32),
    /// The unit that a relation comes from, and the numbers of the annotations at both ends, 0 where none is needed.
    Source(Number, Option<(u32, u32)>),
}
