//! Markdown with Pandoc's bracketed spans, and front matter that says when the article was published.
//!
//! Such a document is read by every subcommand as it is, so there is no reader here.

use super::losses::{Part, untold};
use super::{Choices, Format, Written};
use crate::annotations::{Article, inline};
use crate::tags::{Dialect, Syntax, set_published};
use crate::text::apply;

/// The format.
pub const FORMAT: Format = Format {
    name: "markdown",
    endings: &["md"],
    about: "Markdown with bracketed spans, as Pandoc reads them",
    write: Some(write),
    read: None,
};

fn write(article: &Article, _: Choices) -> Written {
    let (mut document, mut losses) = inline::write(article, Syntax::Markdown, Dialect::Markdown);
    losses.extend(untold(article, &[Part::Status, Part::Rule, Part::Ids]));
    if let Some(published) = article.published {
        document = apply(&document, &set_published(&document, Syntax::Markdown, &published.to_string()));
    }
    Written::one(article, "md", document, losses)
}

#[cfg(test)]
mod tests {
    use super::write;
    use crate::annotations::inline;
    use crate::formats::Choices;
    use crate::tags::Syntax;
    use crate::temporal::Published;

    #[test]
    fn front_matter_and_spans() {
        let mut article = inline::read("x", "قال <person>نجيب</person>.\r\n", Syntax::Plain, Vec::new());
        article.published = Published::parse("2016-12-29");
        let written = write(&article, Choices::default());
        assert_eq!(written.files[0].content, "---\r\ndate: 2016-12-29\r\n---\r\nقال [نجيب]{.person}.\r\n");
        assert_eq!(written.losses, []);
    }
}
