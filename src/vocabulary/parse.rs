//! Reads the subtypes of a `tags.toml`: `[law]` with `is = "work"` and `label.ar = "…"`.
//!
//! Everything wrong is told with its line and what to do; a subtype that does not say what it is a part of is left out,
//! the others hold, also where the text is no TOML.

use super::{Subtype, Vocabulary};
use crate::authority::Problem;
use crate::tags::TagType;
use crate::text::distance;
use toml::de::{DeTable, DeValue};

/// What a subtype may say.
const KEYS: &[&str] = &["is", "label"];
/// No name or label is longer, in characters.
const LONGEST: usize = 100;

type Key<'i> = toml::Spanned<std::borrow::Cow<'i, str>>;
type Spanned<'i> = toml::Spanned<DeValue<'i>>;

/// The vocabulary of a file, and what is wrong with it.
pub fn parse(file: &str, text: &str) -> (Vocabulary, Vec<Problem>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let line_ends = text.match_indices('\n').map(|(at, _)| at).collect();
    let mut reader = Reader { file, line_ends, problems: Vec::new() };
    for error in errors {
        let at = error.span().map_or(0, |span| span.start);
        reader.tell(at, format!("not TOML: {}", error.message()));
    }
    let subtypes = entries(table.get_ref()).into_iter().filter_map(|(key, value)| reader.subtype(key, value));
    let subtypes = subtypes.collect();
    reader.problems.sort_by_key(|problem| problem.line);
    (Vocabulary::new(subtypes), reader.problems)
}

/// What a table holds, in the order of the file.
pub(super) fn entries<'t, 'i>(table: &'t DeTable<'i>) -> Vec<(&'t Key<'i>, &'t Spanned<'i>)> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    entries
}

struct Reader<'f> {
    file: &'f str,
    line_ends: Vec<usize>,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn tell(&mut self, at: usize, what: String) {
        let line = self.line_ends.partition_point(|end| *end < at) + 1;
        self.problems.push(Problem { file: self.file.to_owned(), line, what });
    }

    fn subtype(&mut self, key: &Key, value: &Spanned) -> Option<Subtype> {
        let name: &str = key.get_ref();
        let at = key.span().start;
        let Some(table) = value.get_ref().as_table() else {
            self.tell(at, format!("\"{name}\" stands outside a subtype; begin one with a line [{name}]"));
            return None;
        };
        // HTML's and NITF's classes and TEI's pointers end at a space.
        let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
        if name.is_empty() || !name.chars().all(plain) || name.chars().count() > LONGEST {
            let what = "has letters, digits, hyphens, underscores and full stops only; rename it";
            self.tell(at, format!("\"{name}\": the name of a subtype {what}"));
            return None;
        }
        if TagType::parse(name).is_some() {
            self.tell(at, format!("\"{name}\" is a built-in type and cannot be a subtype too; rename it"));
            return None;
        }
        let kind = self.kind(name, at, table)?;
        let mut labels = Vec::new();
        for (key, value) in entries(table) {
            match key.get_ref().as_ref() {
                "is" => {}
                "label" => labels = self.labels(name, value),
                other => {
                    let remedy = match distance::nearest(other, KEYS.iter().copied()) {
                        Some(meant) => format!("did you mean \"{meant}\"?"),
                        None => format!("known are {}", KEYS.join(", ")),
                    };
                    self.tell(key.span().start, format!("{name}: unknown key \"{other}\"; {remedy}"));
                }
            }
        }
        Some(Subtype { name: name.to_owned(), kind, labels })
    }

    fn kind(&mut self, name: &str, at: usize, table: &DeTable) -> Option<TagType> {
        let known = || TagType::ALL.map(TagType::as_str).join(", ");
        let Some((key, value)) = table.iter().find(|(key, _)| key.get_ref() == "is") else {
            let what = "does not say what it is a part of and is left out; add is = \"work\"";
            self.tell(at, format!("\"{name}\" {what} ({})", known()));
            return None;
        };
        let read = value.get_ref().as_str().and_then(TagType::parse);
        if read.is_none() {
            let what = format!("\"{name}\": is takes one of {}; the subtype is left out", known());
            self.tell(key.span().start, what);
        }
        read
    }

    /// Labels by language: `label.ar = "…"`.
    fn labels(&mut self, name: &str, value: &Spanned) -> Vec<(String, String)> {
        let Some(table) = value.get_ref().as_table() else {
            self.tell(value.span().start, format!("{name}: write label.ar = \"…\" and label.en = \"…\""));
            return Vec::new();
        };
        let mut labels = Vec::new();
        for (key, value) in entries(table) {
            let language: &str = key.get_ref();
            let code = (2..=3).contains(&language.len()) && language.bytes().all(|b| b.is_ascii_lowercase());
            let text = value.get_ref().as_str().map(|t| t.split_whitespace().collect::<Vec<_>>().join(" "));
            match text.filter(|text| !text.is_empty() && text.chars().count() <= LONGEST) {
                Some(text) if code => labels.push((language.to_owned(), text)),
                Some(_) => self.tell(
                    key.span().start,
                    format!("{name}: \"{language}\" is no code of a language; write ar, en or another of two or three letters"),
                ),
                None => self.tell(
                    value.span().start,
                    format!("{name}: label.{language} takes a text of at most {LONGEST} characters in quotation marks"),
                ),
            }
        }
        labels
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

    /// The subtypes as `name: type, labels`, then the problems with their lines.
    fn check(text: &str, subtypes: &[&str], problems: &[&str]) {
        let (vocabulary, wrong) = parse("tags.toml", text);
        let read: Vec<String> = vocabulary
            .subtypes()
            .iter()
            .map(|s| format!("{}: {} {}/{}", s.name, s.kind.as_str(), s.label("en"), s.label("ar")))
            .collect();
        assert_eq!(read, subtypes, "{text}");
        let wrong: Vec<String> = wrong.iter().map(|p| format!("{}: {}", p.line, p.what)).collect();
        assert_eq!(wrong.len(), problems.len(), "{wrong:#?}");
        for (wrong, expected) in wrong.iter().zip(problems) {
            assert!(wrong.starts_with(expected), "{wrong} is not {expected}");
        }
    }

    #[test]
    fn subtypes_are_read_in_their_order() {
        check(
            "[law]\nis = \"work\"\nlabel.en = \"law\"\nlabel.ar = \"قانون\"\n\n[bank]\nis = \"org\"\n",
            &["law: work law/قانون", "bank: org bank/bank"],
            &[],
        );
        check("", &[], &[]);
        check("[\"قانون\"]\nis = \"work\"\n", &["قانون: work قانون/قانون"], &[]);
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line_and_spoils_nothing_else() {
        check("[law]\n[bank]\nis = \"org\"\n", &["bank: org bank/bank"], &["1: \"law\" does not say"]);
        check("[law]\n\nis = \"works\"\n", &[], &["3: \"law\": is takes one of person, org"]);
        check("[person]\nis = \"org\"\n", &[], &["1: \"person\" is a built-in type"]);
        check("[\"a b\"]\nis = \"org\"\n", &[], &["1: \"a b\": the name of a subtype"]);
        check("law = \"work\"\n", &[], &["1: \"law\" stands outside a subtype; begin one with a line [law]"]);
        check(
            "[law]\nis = \"work\"\nlable.en = \"x\"\n",
            &["law: work law/law"],
            &["3: law: unknown key \"lable\"; did you mean \"label\"?"],
        );
        check(
            "[law]\nis = \"work\"\nlabel.arabic = \"x\"\nlabel.en = 7\n",
            &["law: work law/law"],
            &["3: law: \"arabic\" is no code", "4: law: label.en takes a text"],
        );
        check("[law]\nis = \"work\"\nlabel = \"x\"\n", &["law: work law/law"], &["3: law: write label.ar"]);
        check(
            "[bank]\nis = \"org\"\n= 7\n",
            &["bank: org bank/bank"],
            &["3: not TOML", "3: bank: unknown key \"\""],
        );
    }
}
