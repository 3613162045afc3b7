//! Cutting a document into paragraphs, one after another.
//!
//! A cut depends on nothing but the paragraph's own text, the region it begins in and whether the next line is blank.
//! So cutting can begin again at any paragraph and, once it meets an old cut behind an edit in the same region, the
//! rest is as before: this is what makes an edit cost its paragraph.

use crate::tags::{Region, Syntax, may_cut};
use ropey::Rope;

/// A line this long is not hard-wrapped: its paragraph ends with it. In characters.
const WRAPPED_AT_MOST: usize = 100;
/// A line this short is a headline, a caption or the last of a paragraph. In characters.
const WRAPPED_AT_LEAST: usize = 56;
/// No paragraph grows beyond this many bytes, whatever its markup says.
const LONGEST: usize = 64 * 1024;

/// The text of the paragraph that begins at byte `start`, with the blank lines after it.
pub fn paragraph_at(rope: &Rope, start: usize, region: Region, syntax: Syntax) -> String {
    let mut text = String::new();
    let mut lines = rope.byte_slice(start..).lines().peekable();
    let mut prose = false;
    while let Some(line) = lines.next() {
        let before = text.len();
        line.chunks().for_each(|chunk| text.push_str(chunk));
        let blank = text[before..].trim().is_empty();
        prose |= !blank;
        let next_blank =
            lines.peek().is_some_and(|next| next.chars().all(char::is_whitespace) && next.len_bytes() > 0);
        if prose && !next_blank && ends_paragraph(&text[before..], blank) && may_cut(&text, syntax, region) {
            break;
        }
        if text.len() > LONGEST {
            break;
        }
    }
    if text.len() > LONGEST {
        shorten(&mut text);
    }
    text
}

/// True when nothing of this paragraph can follow the line.
fn ends_paragraph(line: &str, blank: bool) -> bool {
    if blank {
        return true;
    }
    let line = line.trim_end();
    let length = line.chars().count();
    !(WRAPPED_AT_LEAST..WRAPPED_AT_MOST).contains(&length)
        || line.ends_with(['.', '!', '?', '\u{61f}', ':', '"', '\u{bb}', '\u{201d}', ')', '>'])
}

/// Cuts an endless line at a space, so that one paragraph is never a whole book.
fn shorten(text: &mut String) {
    let mut limit = LONGEST;
    while !text.is_char_boundary(limit) {
        limit -= 1;
    }
    let cut = text[..limit].rfind(char::is_whitespace).filter(|&at| at > LONGEST / 2);
    let cut = cut.map_or(limit, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    // Never between the halves of a line end.
    let cut = if text.as_bytes()[cut - 1] == b'\r' && text.as_bytes().get(cut) == Some(&b'\n') {
        cut + 1
    } else {
        cut
    };
    text.truncate(cut);
}

#[cfg(test)]
mod tests {
    use super::paragraph_at;
    use crate::tags::{Region, Syntax, scan};
    use ropey::Rope;

    fn check(text: &str, expected: &[&str]) {
        let rope = Rope::from_str(text);
        let mut pieces = Vec::new();
        let (mut at, mut region) = (0, Region::default());
        while at < text.len() {
            let piece = paragraph_at(&rope, at, region, Syntax::Plain);
            region = scan(&piece, Syntax::Plain, region).leaving;
            at += piece.len();
            pieces.push(piece);
        }
        assert_eq!(pieces, expected);
    }

    #[test]
    fn blank_lines_close_a_paragraph_and_belong_to_it() {
        check("one\n\ntwo\n", &["one\n\n", "two\n"]);
        check("\n\none\r\n\r\n\r\ntwo", &["\n\none\r\n\r\n\r\n", "two"]);
        check("", &[]);
        check("\u{a0}\n \n", &["\u{a0}\n \n"]);
    }

    #[test]
    fn wrapped_lines_stay_together_and_headlines_apart() {
        let wrapped = "a line that a terminal wrapped near its eightieth column and that\n";
        let text = format!("A headline\n{wrapped}goes on here.\nNext paragraph\n");
        check(&text, &["A headline\n", &format!("{wrapped}goes on here.\n"), "Next paragraph\n"]);
    }
}
