//! How a document's text is to be read: which characters can begin markup in it.

/// The reading rules of a document. They decide what `<`, `&` and `[` mean, not which dialect is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Syntax {
    /// Plain text: `<` starts a tag only before a known element name; `&` is a letter like any other.
    #[default]
    Plain,
    /// As plain text, and front matter, fenced code and HTML comments are no prose.
    Markdown,
    /// Any `<name` is a tag, references are decoded, names ignore case.
    Html,
    /// As HTML, with CDATA sections and names that heed case.
    Xml,
}

impl Syntax {
    /// The syntax of a document, by its root element, its language id, and its file name's extension, in this order.
    /// An XML file opened as plain text is read as XML, since its author's `&amp;` is no prose.
    pub fn of(language_id: &str, file_name: Option<&str>, head: &str) -> Self {
        let by_id = match language_id.to_ascii_lowercase().as_str() {
            "html" | "htm" | "htmldjango" | "vue" | "handlebars" => Some(Self::Html),
            "xml" | "xhtml" | "nitf" | "tei" | "xsl" | "svg" | "rss" => Some(Self::Xml),
            "markdown" | "md" | "pandoc" | "rmd" | "quarto" | "mdx" => Some(Self::Markdown),
            "plaintext" | "plain" | "text" | "txt" => Some(Self::Plain),
            _ => None,
        };
        let by_extension = file_name.and_then(|name| {
            let extension = name.rsplit_once('.')?.1.to_ascii_lowercase();
            match extension.as_str() {
                "html" | "htm" => Some(Self::Html),
                "xml" | "xhtml" | "nitf" | "tei" => Some(Self::Xml),
                "md" | "markdown" | "mdown" | "qmd" => Some(Self::Markdown),
                "txt" | "text" => Some(Self::Plain),
                _ => None,
            }
        });
        // Editors call any unknown file plain text, so that answer yields to the extension and the root element.
        let named = by_id.filter(|&syntax| syntax != Self::Plain).or(by_extension).or(by_id);
        match named {
            Some(Self::Plain) | None => sniff(head).or(named).unwrap_or_default(),
            // XHTML is served under HTML's name but declares itself.
            Some(syntax) => syntax,
        }
    }

    /// True where `<` must be followed by a name we know.
    pub(super) const fn is_strict(self) -> bool {
        matches!(self, Self::Plain | Self::Markdown)
    }
}

/// The syntax that the first tag of a text gives away.
fn sniff(head: &str) -> Option<Syntax> {
    let head = head.trim_start_matches('\u{feff}').trim_start();
    let starts = |prefix: &str| head.get(..prefix.len()).is_some_and(|h| h.eq_ignore_ascii_case(prefix));
    if starts("<?xml") || starts("<nitf") || starts("<TEI") || starts("<teiCorpus") {
        Some(Syntax::Xml)
    } else if starts("<!doctype html") || starts("<html") {
        Some(Syntax::Html)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::Syntax::{self, Html, Markdown, Plain, Xml};

    #[test]
    fn by_id_name_and_root() {
        let cases = [
            ("plaintext", None, "", Plain),
            ("text", None, "<b>", Plain),
            ("markdown", Some("a.txt"), "", Markdown),
            ("html", None, "<?xml version='1.0'?>", Html),
            ("xhtml", None, "", Xml),
            ("plaintext", Some("story.xml"), "", Xml),
            ("plaintext", Some("story.md"), "", Markdown),
            ("plaintext", None, "\u{feff}\n<?xml version='1.0'?><nitf>", Xml),
            ("plaintext", None, "<!DOCTYPE HTML>", Html),
            ("", Some("story"), "<TEI xmlns='x'>", Xml),
            ("", None, "", Plain),
            ("tex", Some("خبر.htm"), "", Html),
        ];
        for (id, name, head, expected) in cases {
            assert_eq!(Syntax::of(id, name, head), expected, "{id} {name:?} {head}");
        }
    }
}
