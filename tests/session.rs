//! An article as an editor's user meets it, against the real process: what is underlined, what a hover says, what an
//! action does to the text, what settings change. Every range is checked by the text under it.
#![cfg(debug_assertions)]
#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up should say where")]

mod support;

use serde_json::{Value, json};
use support::Server;

const TEXT: &str = "أعلن وزير الخارجية التركي مولود تشاووش أوغلو الثلاثاء، 14 آذار/مارس 2017، الهدنة.\n\
                    \n\
                    وتابع أوغلو أن الوفد سيصل إلى بيروت 😀 ودمشق.\n";

/// A client that pushes for nothing: positions in UTF-16, as every editor can.
fn session(uri: &str, text: &str) -> Server {
    let mut server = Server::ready();
    server.open(uri, text);
    server
}

/// The text under a range, counted in UTF-16 units.
fn under(text: &str, range: &Value) -> String {
    let offset = |place: &Value| {
        let number = |key: &str| usize::try_from(place[key].as_u64().unwrap()).unwrap();
        let line: usize = text.split_inclusive('\n').take(number("line")).map(str::len).sum();
        let mut units = 0;
        let rest = &text[line..];
        let column = rest.char_indices().find(|(_, c)| {
            let here = units >= number("character");
            units += c.len_utf16();
            here
        });
        line + column.map_or(rest.len(), |(at, _)| at)
    };
    text[offset(&range["start"])..offset(&range["end"])].to_owned()
}

fn position(text: &str, word: &str) -> Value {
    let offset = text.find(word).unwrap();
    let line = text[..offset].matches('\n').count();
    let start = text[..offset].rfind('\n').map_or(0, |at| at + 1);
    json!({ "line": line, "character": text[start..offset].encode_utf16().count() + 1 })
}

/// The diagnostics of a publish as "code text" lines.
fn shown(text: &str, published: &Value) -> Vec<String> {
    let list = published["diagnostics"].as_array().unwrap();
    list.iter().map(|d| format!("{} {}", d["code"].as_str().unwrap(), under(text, &d["range"]))).collect()
}

fn actions(server: &mut Server, uri: &str, text: &str, word: &str) -> Vec<Value> {
    let at = position(text, word);
    let params = json!({
        "textDocument": { "uri": uri },
        "range": { "start": at, "end": at },
        "context": { "diagnostics": [] },
    });
    server.ask("textDocument/codeAction", params)["result"].as_array().unwrap().clone()
}

/// The text after the edit of the action whose title begins so.
fn apply(uri: &str, text: &str, actions: &[Value], title: &str) -> String {
    let action = actions
        .iter()
        .find(|a| a["title"].as_str().unwrap().starts_with(title))
        .unwrap_or_else(|| panic!("no action {title:?} in {actions:#?}"));
    let edits = action["edit"]["changes"][uri].as_array().unwrap();
    let mut text = text.to_owned();
    for edit in edits.iter().rev() {
        let before = text.len();
        // Later edits first: each range is one of the original text, which is still whole before it.
        let covered = under(&text, &edit["range"]);
        let start = {
            let head = json!({ "start": { "line": 0, "character": 0 }, "end": edit["range"]["start"] });
            under(&text, &head).len()
        };
        text.replace_range(start..start + covered.len(), edit["newText"].as_str().unwrap());
        assert!(text.len() != before || covered == edit["newText"]);
    }
    text
}

#[test]
fn mentions_are_underlined_to_the_letter() {
    let uri = "file:///articles/a.txt";
    let mut server = session(uri, TEXT);
    let published = server.notification("textDocument/publishDiagnostics");
    let shown = shown(TEXT, &published);
    for expected in [
        "entity/person مولود تشاووش أوغلو",
        "time/date الثلاثاء، 14 آذار/مارس 2017",
        "entity/place بيروت",
        "entity/place دمشق",
    ] {
        assert!(shown.iter().any(|line| line == expected), "{expected} is not in {shown:#?}");
    }
    let first = &published["diagnostics"][0];
    assert!(first["codeDescription"]["href"].as_str().unwrap().starts_with("https://"));
    assert_eq!(first["data"]["type"], "person");
    assert_eq!(first["severity"], 3);
}

#[test]
fn a_hover_says_what_it_is_and_why() {
    let uri = "file:///articles/a.txt";
    let mut server = session(uri, TEXT);
    let mut hover = |word: &str| {
        let params = json!({ "textDocument": { "uri": uri }, "position": position(TEXT, word) });
        server.ask("textDocument/hover", params)["result"].clone()
    };
    for (word, covered, says) in [
        (
            "14 آذار",
            "الثلاثاء، 14 آذار/مارس 2017",
            vec!["`2017-03-14`", "Tuesday, 14 March 2017", "1438", "rule: `"],
        ),
        (
            "مولود",
            "مولود تشاووش أوغلو",
            vec!["**person**", "office here: وزير الخارجية التركي", "in this article"],
        ),
        ("بيروت", "بيروت", vec!["**place** · city", "Beirut", "geonames.org/276781"]),
    ] {
        let answer = hover(word);
        assert_eq!(under(TEXT, &answer["range"]), covered);
        let markdown = answer["contents"]["value"].as_str().unwrap();
        for part in says {
            assert!(markdown.contains(part), "{part:?} is not in {markdown}");
        }
    }
    assert_eq!(hover("الهدنة"), Value::Null);
}

#[test]
fn an_action_is_one_edit_and_what_is_tagged_is_shown_no_more() {
    let uri = "file:///articles/a.txt";
    let mut server = session(uri, TEXT);
    server.notification("textDocument/publishDiagnostics");
    let offered = actions(&mut server, uri, TEXT, "بيروت");
    let tagged = apply(uri, TEXT, &offered, "Tag as place: بيروت");
    assert!(tagged.contains(">بيروت</location> 😀"), "{tagged}");
    server.change(uri, 2, json!([{ "text": tagged }]));
    let published = server.notification("textDocument/publishDiagnostics");
    assert!(!shown(&tagged, &published).contains(&"entity/place بيروت".to_owned()));

    let offered = actions(&mut server, uri, &tagged, "بيروت");
    assert_eq!(apply(uri, &tagged, &offered, "Remove this place tag"), TEXT);
    let all = apply(uri, &tagged, &offered, "Tag everything in the document");
    assert!(all.contains("<chron norm=\"20170314\">الثلاثاء، 14 آذار/مارس 2017</chron>"), "{all}");
    server.change(uri, 3, json!([{ "text": all }]));
    let published = server.notification("textDocument/publishDiagnostics");
    assert_eq!(shown(&all, &published), Vec::<String>::new());
    let offered = actions(&mut server, uri, &all, "بيروت");
    assert_eq!(apply(uri, &all, &offered, "Remove all tags"), TEXT);
}

#[test]
fn a_mention_can_be_tagged_as_what_it_was_not_taken_for() {
    let uri = "untitled:Untitled-1";
    let mut server = session(uri, TEXT);
    server.notification("textDocument/publishDiagnostics");
    let offered = actions(&mut server, uri, TEXT, "بيروت");
    let tagged = apply(uri, TEXT, &offered, "Tag as organisation instead");
    assert!(tagged.contains("<org>بيروت</org>"), "{tagged}");
    server.change(uri, 2, json!([{ "text": tagged }]));
    server.notification("textDocument/publishDiagnostics");
    let offered = actions(&mut server, uri, &tagged, "بيروت");
    let again = apply(uri, &tagged, &offered, "Tag as place instead");
    assert!(again.contains(">بيروت</location>") && !again.contains("<org>"), "{again}");
}

#[test]
fn the_publication_date_is_written_into_the_document_and_read_from_it() {
    let uri = "file:///articles/a.txt";
    let text = "اجتمع المجلس أمس.\n";
    let mut server = session(uri, text);
    server.notification("textDocument/publishDiagnostics");
    let offered = actions(&mut server, uri, text, "المجلس");
    let dated = apply(uri, text, &offered, "Set the publication date to ");
    assert!(dated.ends_with(text) && dated.starts_with("<date.issue norm=\""), "{dated}");
    let dated = format!("<date.issue norm=\"20210303\"/>{text}");
    server.change(uri, 2, json!([{ "text": dated }]));
    server.notification("textDocument/publishDiagnostics");
    let params = json!({ "textDocument": { "uri": uri }, "position": position(&dated, "أمس") });
    let markdown = server.ask("textDocument/hover", params)["result"]["contents"]["value"].clone();
    let markdown = markdown.as_str().unwrap();
    assert!(markdown.contains("`2021-03-02`") && markdown.contains("metadata"), "{markdown}");
}

#[test]
fn an_edit_is_resolved_only_when_chosen_where_the_client_can_ask() {
    let uri = "file:///articles/a.txt";
    let capabilities = json!({
        "textDocument": { "codeAction": { "resolveSupport": { "properties": ["edit"] } } },
        "workspace": { "workspaceEdit": { "documentChanges": true } },
    });
    let (mut server, _) = Server::ready_for(json!({ "capabilities": capabilities }));
    server.open(uri, TEXT);
    server.notification("textDocument/publishDiagnostics");
    let offered = actions(&mut server, uri, TEXT, "بيروت");
    assert!(offered.iter().all(|action| action.get("edit").is_none()));
    let resolved = server.ask("codeAction/resolve", offered[0].clone())["result"].clone();
    let change = &resolved["edit"]["documentChanges"][0];
    assert_eq!(
        (&change["textDocument"]["version"], change["edits"].as_array().unwrap().len()),
        (&json!(1), 2)
    );
    let foreign = server.ask("codeAction/resolve", json!({ "title": "x", "data": { "of": "another" } }));
    assert_eq!(foreign["error"]["code"], -32602);
}

#[test]
fn only_the_kinds_asked_for_are_offered() {
    let uri = "file:///articles/a.txt";
    let mut server = session(uri, TEXT);
    let at = position(TEXT, "بيروت");
    let mut kinds = |only: &str| {
        let context = json!({ "diagnostics": [], "only": [only] });
        let params = json!({ "textDocument": { "uri": uri }, "range": { "start": at, "end": at }, "context": context });
        let answer = server.ask("textDocument/codeAction", params);
        let mut kinds: Vec<String> = answer["result"]
            .as_array()
            .unwrap()
            .iter()
            .map(|a| a["kind"].as_str().unwrap().to_owned())
            .collect();
        kinds.dedup();
        kinds
    };
    assert_eq!(kinds("quickfix"), ["quickfix"]);
    assert_eq!(kinds("refactor"), ["refactor.rewrite"]);
    assert_eq!(kinds("source"), ["source.hashiya", "source.fixAll.hashiya"]);
    assert_eq!(kinds("source.fixAll"), ["source.fixAll.hashiya"]);
    assert_eq!(kinds("source.organizeImports"), Vec::<String>::new());
}

#[test]
fn settings_hold_from_the_nearest_file_then_the_client_and_faults_are_told_once() {
    let folder = tempfile::tempdir().unwrap();
    let settings = folder.path().join("hashiya.toml");
    std::fs::write(&settings, "dialect = \"tei\"\ndialekt = \"x\"\n").unwrap();
    let uri = format!("file://{}/a.txt", folder.path().display());
    let client = json!({ "diagnostics": { "place": "hint", "person": "off" }, "dialect": "html" });
    let (mut server, _) = Server::ready_for(json!({ "capabilities": {}, "initializationOptions": client }));
    server.open(&uri, TEXT);
    let told = server.notification("window/showMessage");
    let message = told["message"].as_str().unwrap();
    assert!(
        message.contains("hashiya.toml:2: unknown setting `dialekt`; did you mean `dialect`?"),
        "{message}"
    );
    let published = server.notification("textDocument/publishDiagnostics");
    let shown = shown(TEXT, &published);
    assert!(shown.contains(&"entity/place بيروت".to_owned()) && !shown.iter().any(|s| s.contains("person")));
    let place =
        published["diagnostics"].as_array().unwrap().iter().find(|d| d["code"] == "entity/place").unwrap();
    assert_eq!(place["severity"], 4);
    let offered = actions(&mut server, &uri, TEXT, "بيروت");
    assert!(apply(&uri, TEXT, &offered, "Tag as place").contains("<placeName"));

    // A file that is broken while it is being written keeps its last good reading.
    std::fs::write(&settings, "dialect = \n").unwrap();
    server.notify("workspace/didChangeWatchedFiles", json!({ "changes": [] }));
    let told = server.notification("window/showMessage");
    assert!(told["message"].as_str().unwrap().contains("hashiya.toml:1"), "{told}");
    server.notification("textDocument/publishDiagnostics");
    let offered = actions(&mut server, &uri, TEXT, "بيروت");
    assert!(apply(&uri, TEXT, &offered, "Tag as place").contains("<placeName"));

    // Off is off.
    server.notify(
        "workspace/didChangeConfiguration",
        json!({ "settings": { "hashiya": { "enable": false } } }),
    );
    assert_eq!(server.notification("textDocument/publishDiagnostics")["diagnostics"], json!([]));
}

#[test]
fn a_client_without_settings_keeps_what_it_said_at_the_start() {
    let uri = "file:///articles/a.txt";
    let options = json!({ "rtl": "native", "dialect": "tei" });
    let (mut server, _) = Server::ready_for(json!({ "capabilities": {}, "initializationOptions": options }));
    server.notify("workspace/didChangeConfiguration", json!({ "settings": { "hashiya": {} } }));
    server.open(uri, TEXT);
    server.notification("textDocument/publishDiagnostics");
    let offered = actions(&mut server, uri, TEXT, "بيروت");
    assert!(apply(uri, TEXT, &offered, "Tag as place").contains("<placeName"));
}

#[test]
fn documents_out_of_scope_are_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("hashiya.toml"), "include = [\"articles/**\"]\n").unwrap();
    let uri = |name: &str| format!("file://{}/{name}", folder.path().display());
    let mut server = session(&uri("notes.txt"), TEXT);
    assert_eq!(server.notification("textDocument/publishDiagnostics")["diagnostics"], json!([]));
    server.open(&uri("articles/a.txt"), TEXT);
    assert_ne!(server.notification("textDocument/publishDiagnostics")["diagnostics"], json!([]));
}
