//! Cuts the input into message bodies.
//!
//! A frame is a block of `Name: value` lines, an empty line, and as many bytes as `Content-Length` said. Header names
//! have no case, other headers are ignored, a lone LF ends a line too. Anything else is a bad frame: it is reported
//! once, and the reader goes on to the next thing in the stream that looks like a length, wherever in a line it
//! stands, because the rubble of a bad frame ends without a line break right before the header of the next good one.

use std::io::{self, BufRead, Read};

/// Larger bodies are taken for a bad header. The whole of a large article is a few megabytes.
const MAX_BODY: u64 = 256 << 20;
/// A line longer than this is no header; only its tail is kept, in case a header is glued to its end.
const MAX_LINE: usize = 16 << 10;
const LENGTH: &[u8] = b"content-length:";

/// One step through the input.
#[derive(Debug, PartialEq, Eq)]
pub enum Frame {
    /// The bytes of one message, not yet looked at.
    Body(Vec<u8>),
    /// Something that is no frame was passed over.
    Bad,
    /// The input has ended.
    End,
}

/// Reads frames off a byte stream.
pub struct Frames<R> {
    input: R,
    /// The length of a body to read next: set when a bad stretch was reported before the frame that ended it.
    pending: Option<u64>,
    /// In the middle of rubble that was already reported.
    lost: bool,
}

impl<R: BufRead> Frames<R> {
    /// Frames of `input`.
    pub fn new(input: R) -> Self {
        Self { input, pending: None, lost: false }
    }

    /// The next frame. An error of the input is its end: there is nobody left to tell.
    pub fn next(&mut self) -> Frame {
        self.step().unwrap_or(Frame::End)
    }

    fn step(&mut self) -> io::Result<Frame> {
        if let Some(length) = self.pending.take() {
            return self.body(length);
        }
        let mut length = None;
        // Of the block so far: a line in it is no header; it has no line at all.
        let (mut bad, mut empty) = (false, true);
        loop {
            let Some(line) = self.line()? else { return Ok(Frame::End) };
            if line.is_empty() {
                match length {
                    Some(length) if bad && !self.lost => {
                        self.pending = Some(length);
                        return Ok(Frame::Bad);
                    }
                    Some(length) => return self.body(length),
                    None if !empty && !self.lost => {
                        self.lost = true;
                        return Ok(Frame::Bad);
                    }
                    None => (bad, empty) = (false, true),
                }
                continue;
            }
            empty = false;
            match header(&line) {
                Header::Length(value) => length = Some(value),
                Header::Other => {}
                Header::Glued(value) => {
                    length = Some(value);
                    bad = true;
                }
                Header::Bad => bad = true,
            }
        }
    }

    fn body(&mut self, length: u64) -> io::Result<Frame> {
        self.lost = false;
        // Grows with what arrives: a length is a claim, not a reason to allocate.
        let mut body = Vec::with_capacity(usize::try_from(length.min(64 << 10)).unwrap_or_default());
        let read = self.input.by_ref().take(length).read_to_end(&mut body)?;
        Ok(if read as u64 == length { Frame::Body(body) } else { Frame::End })
    }

    /// The next line without its end, at most its tail; `None` at the end of the input.
    fn line(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut line = Vec::new();
        loop {
            let available = self.input.fill_buf()?;
            if available.is_empty() {
                return Ok(None);
            }
            let end = memchr::memchr(b'\n', available);
            line.extend_from_slice(&available[..end.unwrap_or(available.len())]);
            let used = end.map_or(available.len(), |end| end + 1);
            self.input.consume(used);
            if end.is_some() {
                if line.last() == Some(&b'\r') {
                    line.pop();
                }
                return Ok(Some(line));
            }
            if line.len() > MAX_LINE {
                line.drain(..line.len() - 64);
            }
        }
    }
}

enum Header {
    Length(u64),
    /// A length, but after bytes that belong to no header.
    Glued(u64),
    Other,
    Bad,
}

fn header(line: &[u8]) -> Header {
    let found = line.windows(LENGTH.len()).rposition(|window| window.eq_ignore_ascii_case(LENGTH));
    if let Some(at) = found {
        let value = std::str::from_utf8(&line[at + LENGTH.len()..]).ok();
        return match value.and_then(|value| value.trim().parse().ok()) {
            Some(length) if length > MAX_BODY => Header::Bad,
            Some(length) if at == 0 => Header::Length(length),
            Some(length) => Header::Glued(length),
            None => Header::Bad,
        };
    }
    let name = memchr::memchr(b':', line).map(|colon| line[..colon].trim_ascii());
    match name {
        Some(name) if name.eq_ignore_ascii_case(b"content-length") => {
            // "Content-Length : 5", with a space before the colon.
            let value =
                memchr::memchr(b':', line).and_then(|colon| std::str::from_utf8(&line[colon + 1..]).ok());
            match value.and_then(|value| value.trim().parse().ok()) {
                Some(length) if length <= MAX_BODY => Header::Length(length),
                _ => Header::Bad,
            }
        }
        Some(name) if !name.is_empty() && name.iter().all(|b| b.is_ascii_alphanumeric() || *b == b'-') => {
            Header::Other
        }
        _ => Header::Bad,
    }
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use super::*;

    /// Bodies as strings, bad stretches as `!`, through a buffer of one byte and through a large one.
    fn check(input: &[u8], expected: &[&str]) {
        for capacity in [1, 7, 8192] {
            let mut frames = Frames::new(BufReader::with_capacity(capacity, input));
            let mut got = Vec::new();
            loop {
                match frames.next() {
                    Frame::Body(body) => got.push(String::from_utf8_lossy(&body).into_owned()),
                    Frame::Bad => got.push("!".to_owned()),
                    Frame::End => break,
                }
            }
            assert_eq!(got, expected, "{:?}", String::from_utf8_lossy(input));
        }
    }

    #[test]
    fn reads_headers_in_any_case_and_order() {
        check(b"Content-Length: 2\r\n\r\n{}", &["{}"]);
        check(b"content-length:2\r\n\r\n{}CONTENT-LENGTH:   3  \r\n\r\n[1]", &["{}", "[1]"]);
        check(
            b"Content-Type: application/vscode-jsonrpc; charset=utf-8\r\nContent-Length: 2\r\n\r\n{}",
            &["{}"],
        );
        check(b"Content-Length: 2\r\nContent-Type: x\r\nX-Other: y\r\n\r\n{}", &["{}"]);
        check(b"Content-Length : 2\n\n{}", &["{}"]);
        check(b"\r\n\r\nContent-Length: 2\r\n\r\n{}", &["{}"]);
        check(b"Content-Length: 0\r\n\r\nContent-Length: 2\r\n\r\n{}", &["", "{}"]);
    }

    #[test]
    fn passes_over_rubble_and_reports_it_once() {
        check(b"hello\r\nContent-Length: 2\r\n\r\n{}", &["!", "{}"]);
        check(b"hello\r\n\r\nmore\r\n\r\nContent-Length: 2\r\n\r\n{}", &["!", "{}"]);
        check(b"Content-Length: two\r\n\r\n{}Content-Length: 2\r\n\r\n[]", &["!", "[]"]);
        check(b"Content-Length: -1\r\n\r\n{}Content-Length: 2\r\n\r\n[]", &["!", "[]"]);
        check(b"Content-Length: 99999999999999999999\r\n\r\n{}Content-Length: 2\r\n\r\n[]", &["!", "[]"]);
        check(b"Content-Length: 1099511627776\r\n\r\n{}Content-Length: 2\r\n\r\n[]", &["!", "[]"]);
        check(b"Content-Type: x\r\n\r\n{}Content-Length: 2\r\n\r\n[]", &["!", "[]"]);
        check(b"\xff\xfe\x00\r\n\r\nContent-Length: 2\r\n\r\n[]", &["!", "[]"]);
    }

    #[test]
    fn finds_a_header_behind_a_long_line_without_end() {
        let mut input = b"garbage".repeat(20_000);
        input.extend_from_slice(b"Content-Length: 2\r\n\r\n{}");
        check(&input, &["!", "{}"]);
    }

    #[test]
    fn a_length_too_short_costs_one_message() {
        check(b"Content-Length: 3\r\n\r\n{\"a\":1}Content-Length: 2\r\n\r\n[]", &["{\"a", "!", "[]"]);
    }

    #[test]
    fn a_body_that_never_comes_is_the_end() {
        check(b"Content-Length: 10\r\n\r\n{}", &[]);
        check(b"Content-Length: 10", &[]);
        check(b"", &[]);
    }
}
