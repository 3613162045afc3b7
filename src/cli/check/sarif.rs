//! Findings as SARIF 2.1.0, which code scanners read: one run for all files, every rule described from its page.
//!
//! Columns and offsets count Unicode code points, and the run says so. A result's fingerprint is made of its rule, its
//! words and those around them on the line, so that edits elsewhere leave it as it was.

use super::places::{Place, Places};
use crate::lints::{self, Finding, Fix, Rule, Severity};
use crate::text::Span;
use rustc_hash::FxHashMap;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// Where the form is laid down.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// How many characters around a finding its fingerprint is made of, on each side.
const AROUND: usize = 24;

/// The whole log: all results, and what could not be read.
pub fn log(results: Vec<Value>, unread: &[String]) -> Value {
    let mut driver = json!({
        "name": "Hashiya",
        "version": env!("CARGO_PKG_VERSION"),
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "rules": lints::rules().map(described).collect::<Vec<_>>(),
    });
    let home = env!("CARGO_PKG_REPOSITORY");
    if !home.is_empty() {
        driver["informationUri"] = home.into();
    }
    let told: Vec<Value> =
        unread.iter().map(|what| json!({ "level": "error", "message": { "text": what } })).collect();
    let mut log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": driver },
            "columnKind": "unicodeCodePoints",
            "newlineSequences": ["\r\n", "\n", "\r"],
            "invocations": [{
                "executionSuccessful": unread.is_empty(),
                "toolExecutionNotifications": told,
            }],
        }],
    });
    log["runs"][0]["results"] = Value::Array(results);
    log
}

/// The results of one file, told by its name from the working folder.
pub fn results(name: &str, text: &str, findings: &[Finding]) -> Vec<Value> {
    let artifact = artifact(name);
    let mut places = Places::new(text);
    // The same words may be found twice; then they are counted.
    let mut seen: FxHashMap<String, usize> = FxHashMap::default();
    let result = |finding: &Finding| {
        let print = fingerprint(finding, text, &places);
        let times = seen.entry(print.clone()).or_default();
        *times += 1;
        let mut result = json!({
            "ruleId": finding.rule,
            "level": level(finding.severity),
            "message": { "text": finding.message },
            "locations": [{
                "physicalLocation": { "artifactLocation": artifact, "region": region(places.of(finding.span)) },
            }],
            "partialFingerprints": { "primaryLocationLineHash": format!("{print}:{times}") },
        });
        if let Some(index) = lints::rules().position(|rule| rule.name == finding.rule) {
            result["ruleIndex"] = index.into();
        }
        if !finding.fixes.is_empty() {
            result["fixes"] = finding.fixes.iter().map(|fix| change(fix, &artifact, &mut places)).collect();
        }
        result
    };
    findings.iter().map(result).collect()
}

/// What the run says of a rule.
fn described(rule: &Rule) -> Value {
    let mut description = json!({ "id": rule.name });
    if let Some(page) = rule.page() {
        description["shortDescription"] = json!({ "text": page.summary });
        description["fullDescription"] = json!({ "text": page.description });
        description["help"] = json!({ "text": page.text, "markdown": page.text });
    } else {
        description["shortDescription"] = json!({ "text": rule.name });
    }
    description["defaultConfiguration"] =
        json!({ "enabled": rule.level.is_some(), "level": level(rule.level.unwrap_or(Severity::Hint)) });
    let group = rule.name.split('/').next().unwrap_or_default();
    description["properties"] = json!({ "tags": [group] });
    description
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Hint | Severity::Info => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

/// A file below the working folder is told from the root of the sources, any other by its address.
fn artifact(name: &str) -> Value {
    let address = encoded(name);
    if name.starts_with('/') {
        json!({ "uri": format!("file://{address}") })
    } else {
        json!({ "uri": address, "uriBaseId": "%SRCROOT%" })
    }
}

const HEX: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];

/// A path as a reference of a URI.
fn encoded(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let [high, low] = [byte >> 4, byte & 15].map(|digit| HEX[usize::from(digit)]);
            out.extend(['%', high, low]);
        }
    }
    out
}

fn region(place: Place) -> Value {
    json!({
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
        "charOffset": place.offset,
        "charLength": place.length,
    })
}

fn change(fix: &Fix, artifact: &Value, places: &mut Places<'_>) -> Value {
    let replacement = |edit: &crate::text::Edit| {
        let mut replacement = json!({ "deletedRegion": region(places.of(edit.span)) });
        if !edit.replacement.is_empty() {
            replacement["insertedContent"] = json!({ "text": edit.replacement });
        }
        replacement
    };
    let replacements: Vec<Value> = fix.edits.iter().map(replacement).collect();
    json!({
        "description": { "text": fix.title },
        "artifactChanges": [{ "artifactLocation": artifact, "replacements": replacements }],
    })
}

fn fingerprint(finding: &Finding, text: &str, places: &Places<'_>) -> String {
    let Span { start, end } = finding.span;
    let (before, behind) = places.around(finding.span, AROUND);
    let words = text.get(start..end).unwrap_or_default();
    let mut hash = Sha256::new();
    for part in [finding.rule, before, words, behind] {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    let first = hash.finalize().into_iter().take(8);
    let print = first.fold(0_u64, |print, byte| print << 8 | u64::from(byte));
    format!("{print:016x}")
}

#[cfg(test)]
mod tests {
    use super::{encoded, log, results};
    use crate::lints::{Finding, Fix, Severity, rules};
    use crate::text::{Edit, Span};
    use serde_json::{Value, json};

    fn finding(text: &str, words: &str, nth: usize) -> Finding {
        let (start, _) = text.match_indices(words).nth(nth).unwrap();
        let span = Span::new(start, start + words.len());
        let edits = vec![Edit { span, replacement: String::new() }];
        Finding {
            rule: "tag/unbalanced",
            span,
            severity: Severity::Error,
            message: "لا".to_owned(),
            fixes: vec![Fix { title: "Remove it".to_owned(), edits, is_safe: false }],
        }
    }

    fn print(result: &Value) -> &str {
        result["partialFingerprints"]["primaryLocationLineHash"].as_str().unwrap()
    }

    #[test]
    fn a_result_says_where_and_how_to_mend() {
        let text = "سطر\nزار <person>سامر";
        let result = results("أ b.txt", text, &[finding(text, "<person>", 0)]).remove(0);
        let place = json!({
            "startLine": 2, "startColumn": 5, "endLine": 2, "endColumn": 13, "charOffset": 8, "charLength": 8
        });
        let location = &result["locations"][0]["physicalLocation"];
        assert_eq!(location["region"], place);
        assert_eq!(
            location["artifactLocation"],
            json!({ "uri": "%D8%A3%20b.txt", "uriBaseId": "%SRCROOT%" })
        );
        assert_eq!((&result["level"], &result["message"]["text"]), (&json!("error"), &json!("لا")));
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules().nth(index).unwrap().name, "tag/unbalanced");
        let change = &result["fixes"][0]["artifactChanges"][0];
        assert_eq!(change["replacements"], json!([{ "deletedRegion": place }]));
        assert_eq!(change["artifactLocation"], location["artifactLocation"]);
    }

    #[test]
    fn a_fingerprint_stays_as_long_as_its_words_do() {
        let text = "زار <person>سامر الحديقة.";
        let of = |text: &str, nth| results("a.txt", text, &[finding(text, "<person>", nth)]).remove(0);
        let first = of(text, 0);
        for same in ["سطر قبله\n\nزار <person>سامر الحديقة.", "زار <person>سامر الحديقة.\nسطر بعده"]
        {
            assert_eq!(print(&of(same, 0)), print(&first), "{same}");
        }
        for other in ["وصل <person>سامر الحديقة.", "زار <person>عامر الحديقة."] {
            assert_ne!(print(&of(other, 0)), print(&first), "{other}");
        }
        let twice = format!("{text}\n{text}");
        let both =
            results("a.txt", &twice, &[finding(&twice, "<person>", 0), finding(&twice, "<person>", 1)]);
        assert_eq!(print(&both[0]), print(&first));
        assert_eq!(print(&both[1]), print(&first).replace(":1", ":2"));
    }

    #[test]
    fn the_run_describes_every_rule() {
        let log = log(Vec::new(), &["x.txt: no such file".to_owned()]);
        let run = &log["runs"][0];
        let described = run["tool"]["driver"]["rules"].as_array().unwrap();
        assert_eq!(described.len(), rules().count());
        for (rule, told) in rules().zip(described) {
            assert_eq!(told["id"], rule.name);
            assert_eq!(told["defaultConfiguration"]["enabled"], rule.level.is_some());
            assert!(told["shortDescription"]["text"].as_str().is_some_and(|text| !text.is_empty()));
        }
        assert_eq!(run["invocations"][0]["executionSuccessful"], false);
        assert_eq!((&log["version"], &run["columnKind"]), (&json!("2.1.0"), &json!("unicodeCodePoints")));
    }

    #[test]
    fn names_of_files_become_addresses() {
        for (name, expected) in [
            ("a/b-c_d.txt", "a/b-c_d.txt"),
            ("50% a,b:c#d?.md", "50%25%20a%2Cb%3Ac%23d%3F.md"),
            ("ح.txt", "%D8%AD.txt"),
        ] {
            assert_eq!(encoded(name), expected);
        }
        assert_eq!(super::artifact("/x/y z.txt"), json!({ "uri": "file:///x/y%20z.txt" }));
    }
}
