//! Findings as workflow commands, which GitHub shows beside the lines of a change. It knows errors, warnings and notices;
//! columns count only where a finding stands on one line.

use super::places::Places;
use crate::lints::{Finding, Severity};
use std::io::Write;

/// Writes one command a finding.
pub fn write(out: &mut impl Write, file: &str, text: &str, findings: &[Finding]) -> std::io::Result<()> {
    let mut places = Places::new(text);
    for finding in findings {
        let command = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info | Severity::Hint => "notice",
        };
        let place = places.of(finding.span);
        write!(out, "::{command} file={},line={},endLine={}", property(file), place.line, place.end_line)?;
        if place.line == place.end_line {
            write!(out, ",col={},endColumn={}", place.column, place.end_column)?;
        }
        writeln!(out, ",title={}::{}", property(finding.rule), data(&finding.message))?;
    }
    Ok(())
}

/// A message, in which a line end would end the command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property, which ends at a comma, and the last of them at a colon.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::write;
    use crate::lints::{Finding, Severity};
    use crate::text::Span;

    fn check(file: &str, severity: Severity, (start, end): (usize, usize), message: &str, expected: &str) {
        let text = "سطر أول\nline 2, more\nline 3";
        let span = Span::new(start, end);
        let finding = Finding {
            rule: "tag/unbalanced",
            span,
            severity,
            message: message.to_owned(),
            fixes: Vec::new(),
        };
        let mut out = Vec::new();
        write(&mut out, file, text, &[finding]).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), format!("{expected}\n"));
    }

    #[test]
    fn a_finding_is_one_command() {
        let place = "line=1,endLine=1,col=5,endColumn=8";
        for (file, severity, message, expected) in [
            ("a.txt", Severity::Error, "no", format!("::error file=a.txt,{place},title=tag/unbalanced::no")),
            (
                "خبر.md",
                Severity::Warning,
                "لا",
                format!("::warning file=خبر.md,{place},title=tag/unbalanced::لا"),
            ),
            (
                "a, b:c%.txt",
                Severity::Info,
                "100%: a,\r\nb",
                format!("::notice file=a%2C b%3Ac%25.txt,{place},title=tag/unbalanced::100%25: a,%0D%0Ab"),
            ),
            ("a.txt", Severity::Hint, "", format!("::notice file=a.txt,{place},title=tag/unbalanced::")),
        ] {
            check(file, severity, (7, 13), message, &expected);
        }
    }

    #[test]
    fn over_several_lines_columns_say_nothing() {
        let expected = "::error file=a.txt,line=1,endLine=2,title=tag/unbalanced::no";
        check("a.txt", Severity::Error, (7, 18), "no", expected);
    }
}
