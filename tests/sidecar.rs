//! An article whose annotations are kept beside it, against the real process: what a decision writes, what taking it back
//! restores, what edits, other writers and rejections do to it.
#![cfg(debug_assertions)]
#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up should say where")]

mod support;

use serde_json::{Value, json};
use std::fs;
use std::path::PathBuf;
use support::{Server, range};
use tempfile::TempDir;

const TEXT: &str = "وصل الوفد إلى بيروت سريعا.\n\nثم غادر دمشق وبيروت 😀 معا.\n";

/// An article on the disk, open in an editor.
struct Desk {
    folder: TempDir,
    server: Server,
    uri: String,
    text: String,
    version: i32,
}

impl Desk {
    fn open(settings: &str, text: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("hashiya.toml"), settings).unwrap();
        let path = folder.path().join("a.txt");
        fs::write(&path, text).unwrap();
        let uri = format!("file://{}", path.display());
        let capabilities = json!({ "workspace": { "applyEdit": true } });
        let (mut server, _) = Server::ready_for(json!({ "capabilities": capabilities }));
        server.open(&uri, text);
        let mut desk = Self { folder, server, uri, text: text.to_owned(), version: 1 };
        desk.shown();
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The texts under the diagnostics of the next publish.
    fn shown(&mut self) -> Vec<String> {
        let published = self.server.notification("textDocument/publishDiagnostics");
        let list = published["diagnostics"].as_array().unwrap();
        list.iter().map(|d| self.under(&d["range"])).collect()
    }

    fn under(&self, range: &Value) -> String {
        let number = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
        let line = self.text.split('\n').nth(number(&range["start"]["line"])).unwrap();
        let units: Vec<u16> = line.encode_utf16().collect();
        let columns = number(&range["start"]["character"])..number(&range["end"]["character"]);
        String::from_utf16(&units[columns]).unwrap()
    }

    /// The place of the `nth` time that a word stands in the text, in its line.
    fn place(&self, word: &str, nth: usize) -> Value {
        let at = self.text.match_indices(word).nth(nth).unwrap().0;
        let line = self.text[..at].matches('\n').count();
        let start = self.text[..at].rfind('\n').map_or(0, |end| end + 1);
        let column = u32::try_from(self.text[start..at].encode_utf16().count()).unwrap();
        range(u32::try_from(line).unwrap(), column + 1, column + 1)
    }

    fn offered(&mut self, word: &str, nth: usize) -> Vec<Value> {
        let params = json!({
            "textDocument": { "uri": self.uri },
            "range": self.place(word, nth),
            "context": { "diagnostics": [] },
        });
        self.server.ask("textDocument/codeAction", params)["result"].as_array().unwrap().clone()
    }

    /// Chooses the action whose title begins so.
    fn choose(&mut self, word: &str, nth: usize, title: &str) -> Value {
        let offered = self.offered(word, nth);
        let titles: Vec<&str> = offered.iter().map(|action| action["title"].as_str().unwrap()).collect();
        let index = titles.iter().position(|offered| offered.starts_with(title));
        let action = &offered[index.unwrap_or_else(|| panic!("no {title:?} in {titles:#?}"))];
        assert!(action.get("edit").is_none(), "an annotation beside the text is no edit: {action}");
        let command = &action["command"];
        let params = json!({ "command": command["command"], "arguments": command["arguments"] });
        self.server.ask("workspace/executeCommand", params)
    }

    fn undo(&mut self) -> Value {
        let params = json!({ "command": "hashiya.undoAnnotation", "arguments": [{ "uri": self.uri }] });
        self.server.ask("workspace/executeCommand", params)["result"].clone()
    }

    fn edit(&mut self, from: &str, to: &str) {
        self.version += 1;
        let at = self.place(from, 0);
        let line = &at["start"]["line"];
        let start = at["start"]["character"].as_u64().unwrap() - 1;
        let end = start + from.encode_utf16().count() as u64;
        let range = json!({
            "start": { "line": line, "character": start }, "end": { "line": line, "character": end },
        });
        self.text = self.text.replacen(from, to, 1);
        let (uri, version) = (self.uri.clone(), self.version);
        self.server.change(&uri, version, json!([{ "range": range, "text": to }]));
    }

    /// The annotations on the disk: type and text.
    fn stored(&self) -> Vec<String> {
        let content = fs::read_to_string(self.path("a.txt.ann.jsonl")).unwrap_or_default();
        let lines = content.lines().skip(1).map(|line| serde_json::from_str::<Value>(line).unwrap());
        lines
            .map(|line| format!("{} {}", line["type"].as_str().unwrap(), line["exact"].as_str().unwrap()))
            .collect()
    }
}

const BESIDE: &str = "tags.store = \"sidecar\"\n";

#[test]
fn a_decision_is_on_the_disk_at_once_and_can_be_taken_back() {
    let mut desk = Desk::open(BESIDE, TEXT);
    assert_eq!(desk.choose("بيروت", 0, "Tag as place")["result"], true);
    assert_eq!(desk.stored(), ["place بيروت"]);
    assert_eq!(desk.shown(), ["دمشق", "بيروت"]);
    assert_eq!(desk.choose("دمشق", 0, "Tag everything in the document")["result"], true);
    assert_eq!(desk.stored(), ["place بيروت", "place دمشق", "place بيروت"]);
    assert_eq!(desk.shown(), Vec::<String>::new());
    assert_eq!(desk.undo(), true);
    assert_eq!(desk.stored(), ["place بيروت"]);
    // A command without an argument is about the document that was decided about last.
    let params = json!({ "command": "hashiya.undoAnnotation" });
    assert_eq!(desk.server.ask("workspace/executeCommand", params)["result"], true);
    assert_eq!((desk.stored().len(), desk.undo()), (0, json!(false)));
    assert_eq!(fs::read_to_string(desk.path("a.txt")).unwrap(), TEXT, "the article is as it was");
}

#[test]
fn annotations_of_an_article_with_unsaved_edits_wait_for_it() {
    let mut desk = Desk::open(BESIDE, TEXT);
    desk.choose("بيروت", 0, "Tag as place");
    desk.edit("وصل", "أمس وصل");
    desk.choose("دمشق", 0, "Tag as place");
    assert_eq!(desk.stored(), ["place بيروت"]);
    fs::write(desk.path("a.txt"), &desk.text).unwrap();
    let saved = json!({ "textDocument": { "uri": desk.uri } });
    desk.server.notify("textDocument/didSave", saved);
    // An answer comes after what was asked before it.
    desk.offered("دمشق", 0);
    let written = fs::read_to_string(desk.path("a.txt.ann.jsonl")).unwrap();
    assert_eq!(desk.stored(), ["place بيروت", "place دمشق"]);
    assert!(written.contains("\"span\":[18,23]"), "{written}");
}

#[test]
fn an_editor_that_ends_the_last_line_only_on_the_disk() {
    let mut desk = Desk::open(BESIDE, "زار بيروت");
    fs::write(desk.path("a.txt"), "زار بيروت\n").unwrap();
    assert_eq!(desk.choose("بيروت", 0, "Tag as place")["result"], true);
    assert_eq!(desk.stored(), ["place بيروت"]);
    let written = fs::read_to_string(desk.path("a.txt.ann.jsonl")).unwrap();
    assert!(written.contains("\"length\":10,"), "it is of the text on the disk: {written}");
}

#[test]
fn bounds_types_and_links_are_decided_beside_the_text() {
    let mut desk = Desk::open(BESIDE, TEXT);
    desk.choose("بيروت", 1, "Take in the letters before");
    assert_eq!(desk.stored(), ["place وبيروت"]);
    desk.choose("وبيروت", 0, "Leave out the proclitic");
    assert_eq!(desk.stored(), ["place بيروت"]);
    desk.choose("بيروت", 1, "Tag as person instead");
    assert_eq!(desk.stored(), ["person بيروت"]);
    desk.choose("بيروت", 1, "Remove this person tag");
    assert_eq!(desk.stored(), Vec::<String>::new());
    desk.choose("بيروت", 0, "Tag all mentions of this place");
    desk.choose("بيروت", 0, "Retag all mentions as organisation");
    assert_eq!(desk.stored(), ["org بيروت", "org بيروت"]);
    desk.choose("بيروت", 0, "Remove the tags of all mentions");
    assert_eq!(desk.stored(), Vec::<String>::new());
}

#[test]
fn an_entity_is_tagged_in_all_articles_of_the_workspace() {
    for (settings, inline) in [("", true), (BESIDE, false)] {
        let mut desk = Desk::open(settings, TEXT);
        let other = desk.path("older/b.txt");
        fs::create_dir(desk.path("older")).unwrap();
        fs::write(&other, "زار بيروت.\n").unwrap();
        fs::write(desk.path("older/c.txt"), "لا شيء هنا.\n").unwrap();
        let answer = desk.choose("بيروت", 0, "Tag all mentions of this place in the workspace");
        assert_eq!(answer["result"], 2, "{answer}");
        let beside = fs::read_to_string(desk.path("older/b.txt.ann.jsonl")).unwrap_or_default();
        assert_eq!(beside.lines().count(), if inline { 0 } else { 2 }, "{beside}");
        if inline {
            let asked = desk.server.find(|message| message["method"] == "workspace/applyEdit");
            let edits = asked["params"]["edit"]["documentChanges"].as_array().unwrap();
            let places: Vec<(String, usize)> = edits
                .iter()
                .map(|document| {
                    let uri = document["textDocument"]["uri"].as_str().unwrap();
                    (uri.rsplit('/').next().unwrap().to_owned(), document["edits"].as_array().unwrap().len())
                })
                .collect();
            assert_eq!(places, [("a.txt".to_owned(), 4), ("b.txt".to_owned(), 2)]);
        } else {
            assert_eq!(desk.stored(), ["place بيروت", "place بيروت"]);
        }
    }
}

#[test]
fn another_writer_and_a_sidecar_that_was_there_before() {
    let mut desk = Desk::open(BESIDE, TEXT);
    desk.choose("بيروت", 0, "Tag as place");
    desk.shown();
    let path = desk.path("a.txt.ann.jsonl");
    let content = fs::read_to_string(&path).unwrap();
    let line = content.lines().nth(1).unwrap().replace("\"t1\"", "\"x\"").replace("place", "org");
    fs::write(&path, format!("{content}{line}\n")).unwrap();
    let changes = json!([{ "uri": format!("file://{}", path.display()), "type": 2 }]);
    desk.server.notify("workspace/didChangeWatchedFiles", json!({ "changes": changes }));
    desk.shown();
    desk.choose("دمشق", 0, "Tag as place");
    assert_eq!(desk.stored(), ["org بيروت", "place بيروت", "place دمشق"]);
    // Without the setting a sidecar that is there is used all the same.
    fs::write(desk.path("hashiya.toml"), "").unwrap();
    let mut server = Server::ready();
    server.open(&desk.uri, TEXT);
    let published = server.notification("textDocument/publishDiagnostics");
    // What is not tagged; and both tags of one reference that have two types.
    let codes: Vec<&str> =
        published["diagnostics"].as_array().unwrap().iter().map(|d| d["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["tag/type-conflict", "tag/type-conflict", "entity/place"], "{published}");
}

#[test]
fn what_is_no_sidecar_is_told_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let article = folder.path().join("a.txt");
    fs::write(&article, TEXT).unwrap();
    fs::write(folder.path().join("a.txt.ann.jsonl"), "my notes\n").unwrap();
    let mut server = Server::ready();
    server.open(&format!("file://{}", article.display()), TEXT);
    let told = server.notification("window/showMessage");
    assert!(told["message"].as_str().unwrap().contains("a.txt.ann.jsonl:1: not the header"), "{told}");
    assert_eq!(fs::read_to_string(folder.path().join("a.txt.ann.jsonl")).unwrap(), "my notes\n");
}

#[test]
fn what_was_rejected_is_not_found_again() {
    for (title, left) in [
        ("Not a place here", vec!["دمشق", "بيروت"]),
        ("Not a place in this article", vec!["دمشق"]),
        ("Not a place in any article", vec!["دمشق"]),
    ] {
        let mut desk = Desk::open("", TEXT);
        assert_eq!(desk.choose("بيروت", 0, title)["result"], true);
        assert_eq!(desk.shown(), left, "{title}");
        let remembered = fs::read_to_string(desk.path("authority/rejections.jsonl")).unwrap();
        assert_eq!(remembered.lines().count(), 1);
        // Another session, another day.
        let mut server = Server::ready();
        server.open(&desk.uri, TEXT);
        let published = server.notification("textDocument/publishDiagnostics");
        assert_eq!(published["diagnostics"].as_array().unwrap().len(), left.len(), "{title}");
    }
}

#[test]
fn a_command_that_cannot_be_read_is_refused() {
    let mut desk = Desk::open(BESIDE, TEXT);
    for (command, argument, says) in [
        ("hashiya.decide", json!({ "uri": desk.uri, "plan": { "do": "explode" } }), "cannot be read"),
        ("hashiya.undoAnnotation", json!(7), "cannot be read"),
        ("hashiya.undoAnnotation", json!("file:///not/open.txt"), "is not open"),
        ("hashiya.dance", json!(null), "no command \"hashiya.dance\""),
    ] {
        let answer = desk
            .server
            .ask("workspace/executeCommand", json!({ "command": command, "arguments": [argument] }));
        assert!(answer["error"]["message"].as_str().unwrap().contains(says), "{answer}");
    }
}
