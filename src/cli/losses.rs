//! Telling people what a format could not hold: each sort of thing once, with its first place and how often.

use super::place::Lines;
use crate::annotations::Loss;
use crate::text::Span;
use std::fmt::Write;

/// The characters of an annotated text that are shown.
const SHOWN: usize = 60;

/// One line a sort of loss, in the order of their first places. `name` is what the article is called.
pub fn tell(name: &str, text: &str, losses: &[Loss]) -> Vec<String> {
    let mut sorts: Vec<(&str, Span, usize)> = Vec::new();
    let mut known = rustc_hash::FxHashMap::default();
    for Loss { span, what } in losses {
        let index = *known.entry(what.as_str()).or_insert_with(|| {
            sorts.push((what, *span, 0));
            sorts.len() - 1
        });
        sorts[index].2 += 1;
    }
    sorts.sort_by_key(|(_, span, _)| span.start);
    let mut lines = Lines::new(text);
    sorts.into_iter().map(|(what, span, count)| line(name, text, &mut lines, what, span, count)).collect()
}

fn line(name: &str, text: &str, lines: &mut Lines<'_>, what: &str, span: Span, count: usize) -> String {
    let (row, column) = lines.locate(span.start);
    let covered = text.get(span.start..span.end.min(text.len())).unwrap_or_default();
    let covered: String =
        covered.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(SHOWN).collect();
    let mut out = format!("{name}:{row}:{column}: {what}");
    if count > 1 {
        let _ = write!(out, ", here and in {} more place{}", count - 1, if count > 2 { "s" } else { "" });
    }
    // Arabic comes last, so that the line reads right.
    if !covered.is_empty() && covered.len() < text.len() {
        let _ = write!(out, " ({covered})");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::tell;
    use crate::annotations::Loss;
    use crate::text::Span;

    #[test]
    fn each_sort_of_loss_is_told_once() {
        let loss = |start, end, what: &str| Loss { span: Span::new(start, end), what: what.to_owned() };
        let losses = [
            loss(3, 4, "b is lost"),
            loss(0, 1, "a is lost"),
            loss(5, 6, "a is lost"),
            loss(0, 6, "all is lost"),
        ];
        assert_eq!(
            tell("x", "a\nbcde", &losses),
            ["x:1:1: a is lost, here and in 1 more place (a)", "x:1:1: all is lost", "x:2:2: b is lost (c)"]
        );
    }
}
