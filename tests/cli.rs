//! The command line against the real program: output, exit status, and files left as they were.

#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up should say where")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn hashiya(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_hashiya"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let writer = std::thread::spawn(move || {
        // A program that stops early closes its end, which is its right.
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

fn articles() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/articles");
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    files.sort();
    assert!(files.len() >= 9);
    files
}

fn temporary(name: &str, bytes: &[u8]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    (folder, path)
}

fn records(output: &Output) -> Vec<serde_json::Value> {
    String::from_utf8(output.stdout.clone())
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn what_is_tagged_is_stripped_byte_for_byte_in_every_dialect() {
    for article in articles() {
        let original = fs::read(&article).unwrap();
        for (dialect, extension) in [("nitf", "txt"), ("tei", "txt"), ("html", "txt"), ("markdown", "md")] {
            let tagged = hashiya(&["annotate", article.to_str().unwrap(), "--dialect", dialect], b"");
            assert!(tagged.status.success());
            assert_ne!(tagged.stdout, original, "{} in {dialect} has no tags", article.display());
            let (_folder, path) = temporary(&format!("tagged.{extension}"), &tagged.stdout);
            let stripped = hashiya(&["strip", path.to_str().unwrap()], b"");
            assert!(stripped.stdout == original, "{} in {dialect}", article.display());
        }
    }
}

#[test]
fn check_reads_odd_files_and_refuses_what_is_no_text() {
    let huge = "كلمة في سطر. ".repeat(20_000);
    for bytes in [
        "".as_bytes(),
        b"\n",
        "سطر بلا نهاية".as_bytes(),
        "في دمشق\r\nوفي بيروت\rوفي بغداد\u{2028}وفي عمّان".as_bytes(),
        "😀 \u{200f}في\u{200e} دمشق <<<& &amp; [".as_bytes(),
        b"\0\0\x01 binary but UTF-8",
        huge.as_bytes(),
    ] {
        let (_folder, path) = temporary("odd.txt", bytes);
        let output = hashiya(&["check", path.to_str().unwrap()], b"");
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        assert_eq!(fs::read(&path).unwrap(), bytes);
    }
    let (_folder, path) = temporary("latin1.txt", b"caf\xe9");
    let output = hashiya(&["check", path.to_str().unwrap()], b"");
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("latin1.txt: not UTF-8 text (byte 3)"), "{said}");
    assert_eq!(fs::read(&path).unwrap(), b"caf\xe9");
    assert_eq!(hashiya(&["check", "no/such/file.txt"], b"").status.code(), Some(2));
}

#[test]
fn check_fails_on_the_level_asked_for() {
    // An error, an info and a text without a fault.
    let (broken, odd, clean) =
        ("زار <person>سامر الحديقة.", "<chron norm=\"29-12-2016\">هنا</chron>", "زار سامر الحديقة.");
    for (text, fail_on, status) in [
        (broken, "error", 1),
        (broken, "hint", 1),
        (odd, "error", 0),
        (odd, "warning", 0),
        (odd, "info", 1),
        (odd, "hint", 1),
        (clean, "hint", 0),
    ] {
        for format in ["human", "json", "sarif", "github"] {
            let (_folder, path) = temporary("a.txt", text.as_bytes());
            let arguments = ["check", "--format", format, "--fail-on", fail_on, path.to_str().unwrap()];
            let output = hashiya(&arguments, b"");
            assert_eq!(output.status.code(), Some(status), "{text} {fail_on} {format}");
        }
    }
    let (_folder, path) = temporary("a.txt", clean.as_bytes());
    let path = path.to_str().unwrap();
    for arguments in [["check", path, "no-such.txt"], ["check", "--fail-on=never", path]] {
        assert_eq!(hashiya(&arguments, b"").status.code(), Some(2), "{arguments:?}");
    }
}

#[test]
fn check_writes_one_sarif_run_for_all_files() {
    let (folder, one) = temporary("a.txt", "زار <person>سامر\nالحديقة.".as_bytes());
    let two = folder.path().join("b c.md");
    fs::write(&two, "On [29 December 2016]{.date value=\"2016-12-28\"}.\n").unwrap();
    let files = [one.to_str().unwrap(), two.to_str().unwrap(), "none.txt"];
    let output = hashiya(&["check", "--format", "sarif", files[0], files[1], files[2]], b"");
    assert_eq!(output.status.code(), Some(2));
    let log: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let run = &log["runs"][0];
    assert_eq!(log["runs"].as_array().unwrap().len(), 1);
    assert_eq!(run["invocations"][0]["executionSuccessful"], false);
    let results: Vec<(&str, &str, u64)> = run["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(|result| {
            let place = &result["locations"][0]["physicalLocation"];
            let uri = place["artifactLocation"]["uri"].as_str().unwrap();
            let name = uri.rsplit('/').next().unwrap();
            (result["ruleId"].as_str().unwrap(), name, place["region"]["startColumn"].as_u64().unwrap())
        })
        .collect();
    let expected = [("tag/unbalanced", "a.txt", 5), ("tag/value-contradicts-text", "b%20c.md", 5)];
    assert_eq!(results, expected);
}

#[test]
fn check_reads_standard_input_as_the_file_of_a_name() {
    let text = "في <person> [29 ديسمبر 2016]{.date value=\"2016-12-28\"}.";
    let first = |arguments: &[&str]| {
        let output = hashiya(arguments, text.as_bytes());
        String::from_utf8(output.stdout).unwrap().lines().next().unwrap_or_default().to_owned()
    };
    let place = "line=1,endLine=1,col=4,endColumn=12,title=tag/unbalanced::";
    let as_text = first(&["check", "-", "--format", "github"]);
    assert!(as_text.starts_with(&format!("::error file=stdin,{place}")), "{as_text}");
    let named = first(&["check", "--format", "github", "--name", "desk/a.md", "-"]);
    assert!(named.starts_with(&format!("::error file=desk/a.md,{place}")), "{named}");
    assert_eq!(hashiya(&["check", "-"], b"caf\xe9").status.code(), Some(2));
}

#[test]
fn explain_prints_the_page_of_a_rule() {
    let output = hashiya(&["explain", "tag/unbalanced"], b"");
    assert!(output.status.success());
    assert!(String::from_utf8(output.stdout).unwrap().starts_with("# tag/unbalanced\n\nSeverity: error."));
    assert_eq!(hashiya(&["explain", "tag/none"], b"").status.code(), Some(2));
}

#[test]
fn the_stream_keeps_the_order_and_goes_on_after_a_bad_line() {
    let mut input = String::new();
    for id in 0..200 {
        let dots = ".".repeat(id * 7 % 400);
        let line =
            serde_json::json!({ "id": id, "text": format!("وصل الوفد إلى دمشق {dots}"), "lang": "ar" });
        input.push_str(&line.to_string());
        input.push('\n');
        if id == 50 {
            input.push_str("not json\n\n{\"id\": 1}\n");
        }
    }
    let output = hashiya(&["annotate", "--jsonl"], input.as_bytes());
    assert_eq!(output.status.code(), Some(1));
    let records = records(&output);
    assert_eq!(records.len(), 202);
    let ids: Vec<u64> = records.iter().filter_map(|r| r["id"].as_u64()).collect();
    assert_eq!(ids, (0..200).collect::<Vec<_>>());
    assert_eq!((records[51]["line"].as_u64(), records[52]["line"].as_u64()), (Some(52), Some(54)));
    assert!(records[51]["error"].is_string());
    let kind = hashiya(&["annotate", "--jsonl", "--bad-lines", "ok"], input.as_bytes());
    assert_eq!(kind.status.code(), Some(0));
}

#[test]
fn offsets_are_in_the_unit_asked_for() {
    let input = r#"{"id": "x", "text": "😀 في دمشق", "lang": "ar"}"#;
    for (unit, expected) in [("codepoints", (5, 9)), ("utf8", (10, 18)), ("utf16", (6, 10))] {
        let output = hashiya(&["annotate", "--jsonl", "--offsets", unit], input.as_bytes());
        let entity = &records(&output)[0]["entities"][0];
        let got = (entity["start"].as_u64().unwrap(), entity["end"].as_u64().unwrap());
        assert_eq!(got, expected, "{unit}");
        assert_eq!(entity["text"], "دمشق");
    }
}

#[test]
fn the_stream_takes_dates_languages_and_directions_and_names_what_it_cannot_read() {
    let value = |line: &str| {
        let output = hashiya(&["annotate", "--jsonl"], line.as_bytes());
        let record = records(&output).remove(0);
        let value = record["timexes"][0]["value"].as_str().or_else(|| record["error"].as_str());
        (value.unwrap_or("none").to_owned(), record["published_from"].as_str().unwrap_or("null").to_owned())
    };
    let given = |rest: &str| format!(r#"{{"id": 1, "text": "اجتمع المجلس يوم الاثنين", {rest}}}"#);
    assert_eq!(value(&given(r#""published": "2021-03-03""#)), ("2021-03-01".into(), "given".into()));
    assert_eq!(
        value(&given(r#""published": "2021-03-03T10:00", "prefer": "future""#)),
        ("2021-03-08".into(), "given".into())
    );
    assert_eq!(value(&given(r#""published": "soon""#)).0, "published: no date: \"soon\"");
    assert_eq!(value(&given(r#""lang": "xx""#)).0, "lang: not ar or en: \"xx\"");
}

#[test]
fn a_stream_is_resumed_after_the_ids_it_has() {
    let input = "{\"id\": \"a\", \"text\": \"x\"}\n{\"id\": \"b\", \"text\": \"y\"}\n";
    let first = hashiya(&["annotate", "--jsonl"], &input.as_bytes()[..input.len() / 2]);
    let (_folder, path) = temporary("out.jsonl", &first.stdout);
    let rest = hashiya(&["annotate", "--jsonl", "--resume", path.to_str().unwrap()], input.as_bytes());
    let ids: Vec<_> = records(&rest).iter().map(|r| r["id"].clone()).collect();
    assert_eq!(ids, ["b"]);
}

#[test]
fn config_names_who_decided() {
    let (folder, article) = temporary("article.txt", b"x");
    fs::write(folder.path().join("hashiya.toml"), "dialect = \"tei\"\n[diagnostics]\nperson = \"loud\"\n")
        .unwrap();
    let output = hashiya(&["config", article.to_str().unwrap()], b"");
    assert_eq!(output.status.code(), Some(2));
    let shown = String::from_utf8(output.stdout).unwrap();
    let line = shown.lines().find(|line| line.starts_with("dialect")).unwrap();
    assert!(line.contains("\"tei\"") && line.ends_with("hashiya.toml"), "{line}");
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("hashiya.toml:3: `diagnostics.person` takes"), "{said}");
}

#[test]
fn a_file_name_and_a_setting_give_the_publication_date_in_their_turn() {
    let text = "اجتمع المجلس أمس في المدينة.";
    let published = |path: &Path| {
        let output = hashiya(&["check", "--format", "json", path.to_str().unwrap()], b"");
        let record = records(&output).remove(0);
        format!("{} {} {}", record["published"], record["published_from"], record["timexes"][0]["value"])
    };
    let (folder, dated) = temporary("2021-03-03-majlis.txt", text.as_bytes());
    fs::write(folder.path().join("hashiya.toml"), "published = \"2020-01-02\"\n").unwrap();
    let undated = folder.path().join("majlis.txt");
    fs::write(&undated, text).unwrap();
    assert_eq!(published(&dated), r#""2021-03-03" "filename" "2021-03-02""#);
    assert_eq!(published(&undated), r#""2020-01-02" "setting" "2020-01-01""#);
}

#[test]
fn formats_says_what_becomes_of_a_file() {
    let row = "#FORMAT=WebAnno TSV 3.3\n#T_SP=x.Any|v\n\n\n#Text=ab\n1-1\t0-2\tab\tPER\t\n";
    let doccano = "{\"text\":\"ab\",\"label\":[[0,1,\"PERSON\"]]}\n";
    for (format, content, status, told) in [
        ("webanno", row, 0, ": identical"),
        ("webanno", &row.replace("PER\t\n", "PER\n"), 1, ":6: written differently"),
        ("webanno", "x", 2, ""),
        ("doccano", doccano, 0, ": identical"),
        ("doccano", &doccano.replace("PERSON", "PER"), 1, ":1: written differently"),
    ] {
        let (_folder, path) = temporary("file", content.as_bytes());
        let output = hashiya(&["formats", "--check", path.to_str().unwrap(), "--format", format], b"");
        let out = String::from_utf8(output.stdout).unwrap();
        assert_eq!(output.status.code(), Some(status), "{out}");
        assert!(out.trim_end().ends_with(told), "{out} ({told})");
    }
}

#[test]
fn licences_travel_with_the_program() {
    let output = hashiya(&["licences"], b"");
    let notice = String::from_utf8(output.stdout).unwrap();
    assert!(notice.contains("GeoNames") && notice.contains("CC BY-SA 4.0"));
}

#[test]
fn eval_scores_times_by_source() {
    let gold = r#"{"id": "a", "source": "desk", "text": "اجتمع المجلس يوم 4 مارس 2021", "reference": null, "expected": [{"span": [13, 28], "surface": "يوم 4 مارس 2021", "type": "date", "value": "2021-03-04"}]}

{"id": "b", "source": "desk", "text": "افتتح المعرض أمس", "reference": "2021-03-03", "expected": [{"span": [13, 16], "type": "date", "value": "2021-03-01"}]}
{"id": "c", "source": "wire", "text": "لا وقت في هذه الجملة", "reference": null, "expected": []}
"#;
    let (_folder, path) = temporary("gold.jsonl", gold.as_bytes());
    let output = hashiya(&["eval", "temporal", path.to_str().unwrap(), "--errors", "5"], b"");
    assert!(output.status.success());
    let shown = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<String> =
        shown.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    let perfect = "1.000 1.000 1.000";
    assert!(lines[0].starts_with("source cases gold"), "{shown}");
    assert_eq!(
        lines[1],
        format!("desk 2 2 | {perfect} | {perfect} | {perfect} | 0.500 0.500 1.000 | 0/0 | 0.500")
    );
    assert!(lines[2].starts_with("wire 1 0 |") && lines[2].ends_with("| - - - | 0/1 | 1.000"), "{shown}");
    assert!(lines[3].starts_with("ALL 3 2 |"), "{shown}");
    assert_eq!(lines[5], "[b] (reference 2021-03-03)");
    assert_eq!(lines[7..], ["gold date 2021-03-01 أمس", "found date 2021-03-02 أمس"]);
}

#[test]
fn eval_names_the_line_that_it_cannot_read() {
    let case = |rest: &str| format!(r#"{{"source": "s", "text": "x", "expected": [], {rest}}}"#);
    for (second, message) in [
        ("{".to_owned(), "gold.jsonl:2: EOF while parsing"),
        (case(r#""reference": "soon""#), "gold.jsonl:2: reference: no date: \"soon\""),
        (r#"{"text": "x"}"#.to_owned(), "gold.jsonl:2: missing field `source`"),
    ] {
        let (_folder, path) =
            temporary("gold.jsonl", format!("{}\n{second}\n", case(r#""reference": null"#)).as_bytes());
        let output = hashiya(&["eval", "temporal", path.to_str().unwrap()], b"");
        assert_eq!(output.status.code(), Some(2), "{second}");
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains(message), "{said}");
        assert!(output.stdout.is_empty());
    }
    let output = hashiya(&["eval", "temporal", "no-such-file.jsonl"], b"");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("no-such-file.jsonl"));
}

#[test]
fn explain_goes_from_the_words_to_the_value() {
    let text = "خبر\nغادر الوفد مساء الأحد 17 شوال 1442 هـ وعاد في أواخر مايو 2021.\n";
    let (_folder, path) = temporary("article.txt", text.as_bytes());
    let explain = |place: &str| {
        let place = format!("{}:{place}", path.display());
        let output = hashiya(&["explain", &place, "--published", "2021-06-02"], b"");
        assert_eq!(output.status.code(), Some(0), "{place}");
        let shown = String::from_utf8(output.stdout).unwrap();
        let lines = shown.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
        lines.skip(1).collect::<Vec<_>>().join("\n")
    };
    // 17 Shawwal 1442 is 29 May 2021, a Saturday; the weekday of the text moves it by the day of tolerance.
    assert_eq!(
        explain("2:14"),
        "time 2021-05-30TEV
word part of the day TEV مساء
weekday Sunday الأحد
digits 17
Hijri month Shawwal شوال
digits 1442
small word: hijri هـ
rule clock.day-part
read as part TEV of (Sunday, day 17 of Shawwal, year 1442, Hijri)
publication date 2021-06-02 (given: given with the document)
calendar hijri-umalqura
the weekday moved the day by one from the Umm al-Qura table
AH 1442 by the published Umm al-Qura table; where the new moon is sighted it may be a day off
Gregorian Sunday, 30 May 2021
Gregorian, in Arabic الأحد 30 أيار/مايو 2021
Hijri 18 Shawwal 1442 AH
Hijri, in Arabic 18 شوال 1442 هـ
value 2021-05-30TEV, exact to the part-of-day"
    );
    let part = explain("2:50");
    assert!(part.starts_with("date 2021-05\n"), "{part}");
    assert!(part.contains("\nread as END (May, year 2021)\n"), "{part}");
    assert!(part.contains("\nyear 2021 as written\n"), "{part}");
    assert!(part.ends_with("\nvalue 2021-05, mod END, exact to the month"), "{part}");
}

#[test]
fn explain_says_why_a_name_is_one() {
    let (_folder, path) = temporary("article.txt", "وصل الوفد إلى بيروت اليوم.\n".as_bytes());
    let output = hashiya(&["explain", &format!("{}:1:15", path.display())], b"");
    let shown = String::from_utf8(output.stdout).unwrap();
    assert!(shown.contains("\nplace · city\n") && shown.contains("Beirut"), "{shown}");
    assert!(shown.contains("why") && shown.contains("the name is in the gazetteer"), "{shown}");
}

#[test]
fn explain_has_nothing_to_say_where_no_mention_is() {
    let (_folder, path) = temporary("article.txt", "كلمة لا غير\n".as_bytes());
    for (place, status, message) in [
        (format!("{}:1:2", path.display()), 1, "no mention here"),
        (format!("{}:7:1", path.display()), 1, "no such place"),
        ("no-such-file.txt:1:1".to_owned(), 2, "no-such-file.txt"),
        ("no-place".to_owned(), 2, "expected a file with a line and a column"),
    ] {
        let output = hashiya(&["explain", &place], b"");
        assert_eq!(output.status.code(), Some(status), "{place}");
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains(message), "{said}");
        assert!(output.stdout.is_empty());
    }
}

fn text_of(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

#[test]
fn annotations_move_out_of_a_text_and_back() {
    let folder = tempfile::tempdir().unwrap();
    let tagged = "زار <persName ref=\"wikidata:Q1\">سامر</persName> <placeName>حلب</placeName>.\r\n";
    let path = folder.path().join("a.txt");
    fs::write(&path, tagged).unwrap();
    let file = path.to_str().unwrap();
    let convert = |to: &str, more: &[&str]| hashiya(&[&["convert", file, "--to", to], more].concat(), b"");
    assert_eq!(convert("sidecar", &[]).status.code(), Some(0));
    assert_eq!(fs::read_to_string(&path).unwrap(), "زار سامر حلب.\r\n");
    let exported = hashiya(&["export", file, "--to", "doccano"], b"");
    assert!(
        text_of(&exported).ends_with("\"label\":[[4,8,\"PERSON\"],[9,12,\"PLACE\"]]}\n"),
        "{}",
        text_of(&exported)
    );
    assert_eq!(convert("inline", &["--dialect", "tei"]).status.code(), Some(0));
    assert_eq!(fs::read_to_string(&path).unwrap(), tagged);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "the sidecar is gone");
}

#[test]
fn an_article_that_may_not_be_written_keeps_its_tags() {
    let tagged = "زار <persName>سامر</persName> حلب.\n";
    let (folder, path) = temporary("a.txt", tagged.as_bytes());
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    let refused = hashiya(&["convert", path.to_str().unwrap(), "--to", "sidecar"], b"");
    assert_eq!(refused.status.code(), Some(2));
    let told = String::from_utf8(refused.stderr).unwrap();
    assert!(told.contains("a.txt: the file may not be written"), "{told}");
    assert_eq!(fs::read_to_string(&path).unwrap(), tagged);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "no sidecar is left behind");
}

#[test]
fn nothing_is_converted_that_would_be_lost() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    fs::write(&path, "زار <orgName>وفد <placeName>حلب</placeName></orgName>.\n").unwrap();
    let file = path.to_str().unwrap();
    assert_eq!(hashiya(&["convert", file, "--to", "sidecar"], b"").status.code(), Some(0));
    let refused = hashiya(&["convert", file, "--to", "inline", "--dialect", "nitf"], b"");
    assert_eq!(refused.status.code(), Some(2));
    let told = String::from_utf8(refused.stderr).unwrap();
    assert!(told.contains("a.txt:1:9: left out: the dialect knows no annotation inside another"), "{told}");
    assert_eq!(fs::read_to_string(&path).unwrap(), "زار وفد حلب.\n");
    assert!(folder.path().join("a.txt.ann.jsonl").is_file());
    let lossy = hashiya(&["convert", file, "--to", "inline", "--dialect", "nitf", "--lossy"], b"");
    assert_eq!(lossy.status.code(), Some(0));
    assert_eq!(fs::read_to_string(&path).unwrap(), "زار <org>وفد حلب</org>.\n");
}
