//! Rules against the real process: levels from settings, silence, fixes for a whole document, languages.
#![cfg(debug_assertions)]
#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up should say where")]

mod support;

use serde_json::{Value, json};
use std::fs;
use support::Server;
use tempfile::TempDir;

/// A newsroom with one record and its settings, and an article of it open in an editor.
struct Desk {
    folder: TempDir,
    server: Server,
    uri: String,
    text: String,
}

const RECORDS: &str =
    "[sanabil]\ntype = \"org\"\nprefer.ar = \"السنابل الذهبية\"\nvariants.ar = [\"سنابل الذهب\"]\n";
const RULE: &str = "name/differs-from-authority";
const TEXT: &str = "وقدم هدية لسنابل الذهب.\n\nثم زار سنابل الذهب.\n";

impl Desk {
    fn open(settings: &str, initialize: Value, text: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("authority")).unwrap();
        fs::write(folder.path().join("authority/names.toml"), RECORDS).unwrap();
        fs::write(folder.path().join("hashiya.toml"), settings).unwrap();
        fs::create_dir(folder.path().join("old")).unwrap();
        let uri = format!("file://{}/old/a.md", folder.path().display());
        let (mut server, _) = Server::ready_for(initialize);
        server.open(&uri, text);
        Self { folder, server, uri, text: text.to_owned() }
    }

    /// What the rules find, in the next list that is published.
    fn found(&mut self) -> Vec<Value> {
        let published = self.server.notification("textDocument/publishDiagnostics");
        let list = published["diagnostics"].as_array().unwrap().iter();
        list.filter(|d| !d["data"]["rule"].is_null()).cloned().collect()
    }

    /// The lines that the rules find something in.
    fn lines(&mut self) -> Vec<u64> {
        self.found().iter().map(|d| d["range"]["start"]["line"].as_u64().unwrap()).collect()
    }

    fn actions(&mut self, finding: &Value, only: Option<&str>) -> Vec<Value> {
        let mut context = json!({ "diagnostics": [finding] });
        if let Some(only) = only {
            context["only"] = json!([only]);
        }
        let params =
            json!({ "textDocument": { "uri": self.uri }, "range": finding["range"], "context": context });
        self.server.ask("textDocument/codeAction", params)["result"].as_array().unwrap().clone()
    }
}

#[test]
fn the_nearest_file_sets_the_level_and_a_hover_says_so() {
    let settings = format!("[lints]\n\"{RULE}\" = \"error\"\n");
    let mut desk = Desk::open(&settings, json!({ "capabilities": {} }), TEXT);
    let found = desk.found();
    assert_eq!(found.iter().map(|d| d["severity"].as_u64().unwrap()).collect::<Vec<_>>(), [1, 1]);
    let at = json!({ "textDocument": { "uri": desk.uri }, "position": found[0]["range"]["start"] });
    let hover = desk.server.ask("textDocument/hover", at);
    let told = hover["result"]["contents"]["value"].as_str().unwrap();
    let decided = format!("`{RULE}`: error, as {}/hashiya.toml:2 decides", desk.folder.path().display());
    assert!(told.contains(&decided), "{told}");
}

#[test]
fn rules_are_off_by_path_and_by_name() {
    for settings in
        [format!("[lints]\n\"{RULE}\" = \"off\"\n"), "[lints.ignore]\n\"old/**\" = [\"name/*\"]\n".to_owned()]
    {
        let mut desk = Desk::open(&settings, json!({ "capabilities": {} }), TEXT);
        assert_eq!(desk.lines(), Vec::<u64>::new(), "{settings}");
    }
}

#[test]
fn a_comment_silences_what_follows_it() {
    let text = TEXT.replace("\n\n", &format!("\n\n<!-- hashiya: ignore {RULE} -->\n\n"));
    let mut desk = Desk::open("", json!({ "capabilities": {} }), &text);
    assert_eq!(desk.lines(), [0]);
}

#[test]
fn ignoring_reaches_as_far_as_it_says() {
    for (place, expected) in [("here", vec![2]), ("in this article", vec![]), ("in any article", vec![])] {
        let mut desk = Desk::open("", json!({ "capabilities": {} }), TEXT);
        let first = desk.found().remove(0);
        let title = format!("Ignore {RULE} {place}: ");
        let actions = desk.actions(&first, None);
        let action = actions.iter().find(|a| a["title"].as_str().unwrap().starts_with(&title)).unwrap();
        assert_eq!(action["isPreferred"], Value::Null);
        let command = &action["command"];
        let params = json!({ "command": command["command"], "arguments": command["arguments"] });
        assert_eq!(desk.server.ask("workspace/executeCommand", params)["result"], json!(true));
        assert_eq!(desk.lines(), expected, "{place}");
        // An edit elsewhere brings nothing back.
        let text = format!("مقدمة.\n\n{}", desk.text);
        desk.server.change(&desk.uri.clone(), 2, json!([{ "text": text }]));
        let moved: Vec<u64> = expected.iter().map(|line| line + 2).collect();
        assert_eq!(desk.lines(), moved, "{place}");
    }
}

#[test]
fn all_safe_fixes_are_one_edit() {
    let capabilities = json!({ "workspace": { "workspaceEdit": { "documentChanges": true } } });
    let mut desk = Desk::open("", json!({ "capabilities": capabilities }), TEXT);
    let first = desk.found().remove(0);
    let actions = desk.actions(&first, Some("source.fixAll.hashiya"));
    assert_eq!(actions.len(), 1, "{actions:#?}");
    let edits = actions[0]["edit"]["documentChanges"][0]["edits"].as_array().unwrap();
    let written: Vec<&str> = edits.iter().map(|edit| edit["newText"].as_str().unwrap()).collect();
    assert_eq!(written, ["لسنابل الذهبية", "السنابل الذهبية"]);
}
