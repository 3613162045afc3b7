//! The edges of a time: the words, letters and marks that the trimmed score does not count.
//!
//! Annotators differ in whether a preposition belongs to a time. The lists are data (`seeds/evaluation/`); they are
//! compared as written, not folded, because the figures must be those of the published scorer.

use std::collections::HashSet;
use std::sync::LazyLock;

static LISTS: LazyLock<Lists> =
    LazyLock::new(|| Lists::read(include_str!("../../seeds/evaluation/time_edges.tsv")));

struct Lists {
    words: HashSet<&'static str>,
    proclitics: Vec<char>,
    bases: Vec<&'static str>,
    articles: Vec<&'static str>,
}

impl Lists {
    fn read(table: &'static str) -> Self {
        let rows: Vec<(&str, &str)> =
            table.lines().filter(|line| !line.starts_with('#')).filter_map(|l| l.split_once('\t')).collect();
        let of = |kind: &'static str| rows.iter().filter(move |(_, k)| *k == kind).map(|(form, _)| *form);
        Self {
            words: of("word").collect(),
            proclitics: of("proclitic").flat_map(str::chars).collect(),
            bases: of("base").collect(),
            articles: of("article").collect(),
        }
    }
}

const MARKS: &str = " \t\r\n.,;:!?،؛؟\"'()[]«»“”-–—/\u{200f}\u{200e}";
/// A glued letter is cut only from a word longer than this.
const SHORTEST_GLUED: usize = 3;

/// The span of code points of `text` that remains of `span`.
pub fn trim(text: &[char], span: (usize, usize)) -> (usize, usize) {
    let (mut start, mut end) = (span.0.min(text.len()), span.1.min(text.len()));
    let lists = &*LISTS;
    loop {
        let before = (start, end);
        while start < end && MARKS.contains(text[start]) {
            start += 1;
        }
        while start < end && MARKS.contains(text[end - 1]) {
            end -= 1;
        }
        let slice = text.get(start..end).unwrap_or_default();
        if let Some(length) = slice.iter().position(|c| is_space(*c))
            && length > 0
        {
            let word: String = slice[..length].iter().collect();
            if lists.words.contains(word.as_str()) || lists.words.contains(word.to_lowercase().as_str()) {
                start += length + slice[length..].iter().take_while(|c| is_space(**c)).count();
            }
        }
        if before == (start, end) {
            break;
        }
    }
    let slice = text.get(start..end).unwrap_or_default();
    if slice.len() > SHORTEST_GLUED && lists.proclitics.contains(&slice[0]) && may_carry(&slice[1..], lists) {
        start += 1;
    }
    (start, end)
}

fn may_carry(rest: &[char], lists: &Lists) -> bool {
    let starts = |form: &str| form.chars().eq(rest.iter().copied().take(form.chars().count()));
    let letters_after =
        |form: &str| rest.iter().skip(form.chars().count()).take(2).filter(|c| !is_space(**c)).count();
    rest.first().is_some_and(|c| c.is_numeric())
        || lists.bases.iter().any(|form| starts(form))
        || lists.articles.iter().any(|form| starts(form) && letters_after(form) == 2)
}

/// White space, and the information separators, which Python counts with it.
fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\x1c'..='\x1f')
}

#[cfg(test)]
mod tests {
    use super::trim;

    fn check(text: &str, expected: &str) {
        let text: Vec<char> = text.chars().collect();
        let (start, end) = trim(&text, (0, text.len()));
        assert_eq!(text[start..end].iter().collect::<String>(), expected);
    }

    #[test]
    fn cuts_what_only_introduces() {
        check("في 3 مايو،", "3 مايو");
        check("(منذ نحو ساعتين)", "ساعتين");
        check("About 5 p.m.", "5 p.m");
        check("بالأمس", "الأمس");
        check("وديسمبر", "ديسمبر");
        check("ولد", "ولد");
        check("وال", "وال");
        check("في", "في");
        check(" - ", "");
    }

    #[test]
    fn a_span_outside_the_text_is_cut_to_it() {
        assert_eq!(trim(&['a', 'b'], (1, 9)), (1, 2));
        assert_eq!(trim(&['a'], (7, 9)), (1, 1));
        assert_eq!(trim(&['a', 'b'], (2, 1)), (2, 1));
    }
}
