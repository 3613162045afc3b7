//! WebAnno TSV 3.3, which INCEpTION and WebAnno export: a row a token, a column a feature.
//!
//! [`read`](mod@read) makes a [`model`] of a file and [`write`](mod@write) a file of a model; what is read from a file
//! that WebAnno wrote is written again byte for byte, whatever its layers. [`articles`] goes from the model to an
//! article and back by the layer of named entities. Offsets are UTF-16 units.

mod articles;
mod escapes;
mod model;
mod read;
#[cfg(test)]
mod tests;
mod write;

use super::{Choices, Format, Input, Problem, Written};
use crate::annotations::Article;

/// The format.
pub const FORMAT: Format = Format {
    name: "webanno",
    endings: &["tsv"],
    about: "WebAnno TSV 3.3 for INCEpTION; types and one reference",
    write: Some(write),
    read: Some(read),
};

fn write(article: &Article, _: Choices) -> Written {
    let (document, losses) = articles::of_article(article);
    Written::one(article, "tsv", write::write(&document), losses)
}

fn read(input: &Input<'_>) -> Result<Vec<Article>, Problem> {
    let document = read::read(input.content)?;
    articles::to_article(&document, input).map(|article| vec![article])
}

/// Reads a file whole and writes it again, with layers that mean nothing to an article.
pub fn again(content: &str) -> Result<String, Problem> {
    read::read(content).map(|document| write::write(&document))
}
