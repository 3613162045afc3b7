//! Reads the columns: tags of IOB1, IOB2, BILOU and BIOES.

use crate::annotations::{Annotation, Article, Loss};
use crate::formats::{Input, Problem, types};
use crate::text::Span;

/// Reads a file. Articles begin at `-DOCSTART-`; the first column is the token, the last one its tag.
pub fn read(input: &Input<'_>) -> Result<Vec<Article>, Problem> {
    let mut articles = Vec::new();
    let mut reader = Reader::default();
    let mut begun = false;
    for (index, line) in input.content.lines().enumerate() {
        let line = line.trim_start_matches('\u{feff}');
        let columns = columns(line);
        match columns.as_slice() {
            [] => reader.end_sentence(),
            [first, ..] if first.starts_with("-DOCSTART-") => {
                if begun {
                    articles.push(std::mem::take(&mut reader).finish());
                }
                begun = true;
            }
            [first, .., last] if Tag::parse(last).is_some() || !first.starts_with('#') => {
                reader.token(first, last, index + 1)?;
                begun = true;
            }
            // CoNLL-U's comments.
            [first, ..] if first.starts_with('#') => {}
            _ => {
                let what =
                    format!("\"{line}\" has one column; expected a token and, in the last column, its tag");
                return Err(Problem::at(index + 1, what));
            }
        }
    }
    if begun {
        articles.push(reader.finish());
    }
    for (index, article) in articles.iter_mut().enumerate() {
        article.name = match index {
            0 => input.name.to_owned(),
            _ => format!("{}-{}", input.name, index + 1),
        };
    }
    Ok(articles)
}

/// The columns of a line: at tabs if it has any, so that a token may hold a space, else at spaces.
fn columns(line: &str) -> Vec<&str> {
    let line = line.trim_matches([' ', '\t', '\r']);
    let columns: Vec<&str> = if line.contains('\t') {
        line.split('\t').map(str::trim).collect()
    } else {
        line.split(' ').collect()
    };
    columns.into_iter().filter(|column| !column.is_empty()).collect()
}

/// A tag.
enum Tag<'a> {
    Outside,
    /// It begins an annotation for sure, ends one for sure, and of what type.
    Inside {
        begins: bool,
        ends: bool,
        kind: &'a str,
    },
}

impl<'a> Tag<'a> {
    fn parse(tag: &'a str) -> Option<Self> {
        if tag == "O" {
            return Some(Self::Outside);
        }
        let (prefix, kind) = tag.split_once('-').filter(|(_, kind)| !kind.is_empty())?;
        let (begins, ends) = match prefix {
            "B" => (true, false),
            "I" | "M" => (false, false),
            "L" | "E" => (false, true),
            "U" | "S" => (true, true),
            _ => return None,
        };
        Some(Self::Inside { begins, ends, kind })
    }
}

/// An article that is being read.
#[derive(Default)]
struct Reader {
    article: Article,
    /// The type of the annotation that may go on, and where it begins.
    open: Option<(String, usize)>,
    in_sentence: bool,
}

impl Reader {
    fn token(&mut self, token: &str, tag: &str, line: usize) -> Result<(), Problem> {
        let Some(tag) = Tag::parse(tag) else {
            let what =
                format!("\"{tag}\" is no tag; expected O, B-PER, I-PER or the like in the last column");
            return Err(Problem::at(line, what));
        };
        match &tag {
            Tag::Inside { begins: false, kind, .. }
                if self.open.as_ref().is_some_and(|(open, _)| open == kind) => {}
            _ => self.close(),
        }
        if self.in_sentence {
            self.article.text.push(' ');
        }
        self.in_sentence = true;
        let start = self.article.text.len();
        self.article.text.push_str(token);
        if let Tag::Inside { ends, kind, .. } = tag {
            if self.open.is_none() {
                if types::read(kind).is_none() && !is_miscellaneous(kind) {
                    let what = format!(
                        "\"{kind}\" is no type that Hashiya knows; rename it to one, such as PER or ORG"
                    );
                    return Err(Problem::at(line, what));
                }
                self.open = Some((kind.to_owned(), start));
            }
            if ends {
                self.close();
            }
        }
        Ok(())
    }

    /// Ends the annotation that is open.
    fn close(&mut self) {
        let Some((kind, start)) = self.open.take() else { return };
        let span = Span::new(start, self.article.text.len());
        if let Some(label) = types::read(&kind) {
            self.article.annotations.push(Annotation::new(String::new(), span, label));
        } else {
            let what = format!("{kind} is left out: Hashiya has no such type");
            self.article.notes.push(Loss { span, what });
        }
    }

    fn end_sentence(&mut self) {
        self.close();
        if self.in_sentence {
            self.article.text.push('\n');
        }
        self.in_sentence = false;
    }

    fn finish(mut self) -> Article {
        self.end_sentence();
        self.article.settle();
        self.article
    }
}

/// CoNLL-2003's names that are no person, place or organisation: a fourth of the names of every such file.
fn is_miscellaneous(kind: &str) -> bool {
    kind.eq_ignore_ascii_case("MISC")
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::formats::{Input, Problem};

    /// The articles: name, text, annotations, notes.
    fn reads(content: &str) -> Result<Vec<String>, Problem> {
        let articles = read(&Input { name: "x", content, beside: &|_| None })?;
        let shown = articles.iter().map(|article| {
            let spans: Vec<String> = article
                .annotations
                .iter()
                .map(|a| format!("{}={}", a.label.kind.as_str(), article.covered(a)))
                .collect();
            format!("{}:{}:{}:{}", article.name, article.text, spans.join(","), article.notes.len())
        });
        Ok(shown.collect())
    }

    #[test]
    fn every_scheme_of_tags_is_read() {
        for tags in [
            ["I-PER", "I-PER", "B-PER", "I-LOC"],
            ["B-PER", "I-PER", "B-PER", "B-LOC"],
            ["B-PER", "L-PER", "U-PER", "U-LOC"],
            ["B-PER", "E-PER", "S-PER", "S-LOC"],
        ] {
            let [a, b, c, d] = tags;
            let content = format!("a {a}\nb {b}\nc {c}\n😀\t_\t{d}\r\n\nب O");
            assert_eq!(
                reads(&content).unwrap(),
                ["x:a b c 😀\nب\n:person=a b,person=c,place=😀:0"],
                "{tags:?}"
            );
        }
    }

    #[test]
    fn articles_and_comments_are_known() {
        assert_eq!(reads("").unwrap(), [""; 0]);
        assert_eq!(reads("-DOCSTART- O\n\n").unwrap(), ["x:::0"]);
        let content =
            "-DOCSTART- -X- -X- O\n\n# text = a\na B-MISC\n\n\n-DOCSTART- -X- O O\n\n# _ _ O\nb\tI-GPE\n";
        assert_eq!(reads(content).unwrap(), ["x:a\n::1", "x-2:# b\n:place=b:0"]);
        // An annotation ends with its sentence.
        assert_eq!(reads("a B-PER\n\nb I-PER\n").unwrap(), ["x:a\nb\n:person=a,person=b:0"]);
    }

    #[test]
    fn a_bad_line_is_named() {
        for (line, what) in [("b", "one column"), ("b Q-PER", "Q-PER"), ("b B-", "B-"), ("b B-GENE", "GENE")]
        {
            let problem = reads(&format!("a O\n{line}\n")).unwrap_err();
            assert!(problem.line == Some(2) && problem.what.contains(what), "{problem}");
        }
    }
}
