//! Text on one line, for what is shown or compared without its line ends.

/// The words of a text with one space between them: every run of white space becomes one, at the ends none is left.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::one_line;

    #[test]
    fn white_space_is_one_space() {
        assert_eq!(one_line(" a\u{a0}\r\n\tb "), "a b");
        assert_eq!(one_line("\n"), "");
    }
}
