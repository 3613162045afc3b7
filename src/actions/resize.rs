//! Other bounds of a mention: a word more or less at either end, its proclitic in or out.

use crate::text::{Passage, Span, clitics};

/// How much of the text around a mention is looked at, in bytes.
pub(super) const AROUND: usize = 200;

/// The spans that a mention at `span` of `text` could have instead, with what the change is called. `text` is the mention
/// with what stands around it in its line.
pub(super) fn resizes(text: &str, span: Span) -> Vec<(&'static str, Span)> {
    let mut out = Vec::new();
    let covered = span.of(text);
    let is_edge = |c: char| c.is_whitespace();
    // A word more.
    let behind = &text[span.end..];
    let word_start = behind.len() - behind.trim_start_matches([' ', '\u{a0}']).len();
    let rest = &behind[word_start..];
    let word = &rest[..rest.find(is_edge).unwrap_or(rest.len())];
    let word = word.trim_end_matches(|c: char| !c.is_alphanumeric());
    if !word.is_empty() {
        out.push(("Extend to", Span::new(span.start, span.end + word_start + word.len())));
    }
    let before = &text[..span.start];
    let gap = before.trim_end_matches([' ', '\u{a0}']);
    let start = gap.rfind(is_edge).map_or(0, |at| at + gap[at..].chars().next().map_or(1, char::len_utf8));
    let glued = gap.len() == before.len();
    let word = gap[start..].trim_start_matches(|c: char| !c.is_alphanumeric());
    if !word.is_empty() {
        let title = if glued { "Take in the letters before" } else { "Extend to" };
        out.push((title, Span::new(gap.len() - word.len(), span.end)));
    }
    // A word less.
    if let Some(at) = covered.rfind(is_edge) {
        let kept = covered[..at].trim_end();
        out.push(("Shrink to", Span::new(span.start, span.start + kept.len())));
    }
    if let Some(at) = covered.find(is_edge) {
        let kept = covered[at..].trim_start();
        out.push(("Shrink to", Span::new(span.end - kept.len(), span.end)));
    }
    // A letter or two less: proclitics that were taken for the name's own.
    let passage = Passage::new(covered, None);
    for stem in clitics::stems(&passage, 0).iter().filter(|stem| stem.cut != 0) {
        let start = span.start + passage.origin(stem.fold_start);
        out.push(("Leave out the proclitic:", Span::new(start, span.end)));
    }
    // The article contracts with a proclitic: two readings begin at one letter.
    out.dedup();
    out
}

#[cfg(test)]
mod tests {
    use super::resizes;
    use crate::text::Span;

    /// The mention stands between brackets.
    fn check(text: &str, expected: &[&str]) {
        let span = Span::new(text.find('[').unwrap(), text.find(']').unwrap() - 1);
        let text = text.replace(['[', ']'], "");
        let found: Vec<&str> = resizes(&text, span).iter().map(|(_, to)| to.of(&text)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_word_more_or_less_at_either_end() {
        check("زار الوزير [سامر الحداد] حلب.", &["سامر الحداد حلب", "الوزير سامر الحداد", "سامر", "الحداد"]);
        check("[حلب]", &[]);
        check("\"[حلب]\"، أمس", &[]);
        check("في [مدينة\u{a0}حلب]، أمس", &["في مدينة\u{a0}حلب", "مدينة", "حلب"]);
    }

    #[test]
    fn a_proclitic_in_or_out() {
        check("زار و[حلب]", &["وحلب"]);
        check("زار [وحلب]", &["زار وحلب", "حلب"]);
        check("[للجيش]", &["لجيش"]);
        check("[وببغداد]", &["ببغداد", "بغداد"]);
        check("[ولد]", &[]);
        check("زار [بيروت] أمس", &["بيروت أمس", "زار بيروت", "يروت"]);
    }
}
