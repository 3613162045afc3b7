//! Formats that other programs read: one file each, and the table of them.
//!
//! A writer takes an [`Article`] and gives files and what the format could not hold; a reader takes a file and gives
//! articles. Neither does any I/O. Offsets inside are bytes; each format's own unit is made in its own file.

mod brat;
mod conll;
mod csv;
mod doccano;
pub mod gold;
mod html;
mod json_ld;
mod jsonl;
mod label_studio;
mod losses;
mod markdown;
mod named;
mod ninjs;
mod nitf;
pub mod offsets;
mod spacy;
pub mod stream;
pub mod table;
mod tei;
mod timeml;
pub mod tokens;
pub mod types;
mod uima;
mod uima_json;
mod uima_xmi;
mod web_annotation;
mod webanno;
mod xml;

use crate::annotations::{Article, Loss};
use std::fmt;

/// A format.
#[derive(Debug)]
pub struct Format {
    /// What it is called on the command line.
    pub name: &'static str,
    /// The ending of the file that holds the annotations, and then those it is also known by.
    pub endings: &'static [&'static str],
    /// What it is, who reads it, and what it cannot hold, in a line.
    pub about: &'static str,
    /// Writes an article.
    pub write: Option<Writer>,
    /// Reads a file.
    pub read: Option<Reader>,
}

/// Writes an article.
pub type Writer = fn(&Article, Choices) -> Written;
/// Reads a file.
pub type Reader = fn(&Input<'_>) -> Result<Vec<Article>, Problem>;

/// All formats, by name.
pub const FORMATS: &[Format] = &[
    conll::BILOU,
    brat::FORMAT,
    conll::FORMAT,
    csv::FORMAT,
    doccano::FORMAT,
    html::FORMAT,
    json_ld::FORMAT,
    label_studio::FORMAT,
    markdown::FORMAT,
    ninjs::FORMAT,
    nitf::FORMAT,
    spacy::FORMAT,
    tei::FORMAT,
    timeml::FORMAT,
    uima_json::FORMAT,
    uima_xmi::FORMAT,
    web_annotation::FORMAT,
    webanno::FORMAT,
];

/// The format of that name.
pub fn by_name(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}

/// Formats that have more to say than an article: how a file of each is read whole and written again.
pub const WHOLE: &[(&str, Rewriter)] = &[("webanno", webanno::again)];

/// Reads a file and writes it again.
pub type Rewriter = fn(&str) -> Result<String, Problem>;

/// What a user may choose about writing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Choices {
    /// What formats of tokens do where a proclitic is glued to a name.
    pub clitics: Clitics,
}

/// What a format of tokens does where a proclitic is glued to an annotated word: «وبيروت».
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Clitics {
    /// The proclitic is a token of its own.
    #[default]
    Split,
    /// The annotation takes the proclitic in: its tokens are those of the text.
    Attach,
    /// The proclitic is left out of the tokens.
    Drop,
}

/// What a writer gives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// The files; the first is the one that holds the annotations.
    pub files: Vec<File>,
    /// What they do not hold.
    pub losses: Vec<Loss>,
}

/// A file to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its name without a folder.
    pub name: String,
    /// What it holds.
    pub content: String,
}

impl Written {
    /// One file, named after the article.
    pub fn one(article: &Article, ending: &str, content: String, losses: Vec<Loss>) -> Self {
        Self { files: vec![File { name: format!("{}.{ending}", article.name), content }], losses }
    }
}

/// A file to read.
pub struct Input<'a> {
    /// Its name without folder and ending.
    pub name: &'a str,
    /// What it holds.
    pub content: &'a str,
    /// The file of the same name with another ending, for formats that keep the text apart.
    pub beside: &'a dyn Fn(&str) -> Option<String>,
}

/// Why a file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The line, from 1, where it is known.
    pub line: Option<usize>,
    /// What is wrong, and what to do.
    pub what: String,
}

impl Problem {
    /// A problem in a line.
    pub fn at(line: usize, what: impl Into<String>) -> Self {
        Self { line: Some(line), what: what.into() }
    }

    /// A problem of the whole file.
    pub fn new(what: impl Into<String>) -> Self {
        Self { line: None, what: what.into() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{line}: {}", self.what),
            None => f.write_str(&self.what),
        }
    }
}

/// Reads one article with nothing beside its file: for the tests of each format.
#[cfg(test)]
fn read_one(read: Reader, content: &str) -> Result<Article, String> {
    read(&Input { name: "x", content, beside: &|_| None })
        .map(|mut articles| articles.remove(0))
        .map_err(|problem| problem.to_string())
}
