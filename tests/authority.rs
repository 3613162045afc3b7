//! The workspace's authority file against the real program: found, explained, gone to, mended, and read anew when it
//! changes on disk.
#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up should say where")]

mod support;

use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use support::{Server, range};

const RECORDS: &str = "# The newsroom's own.\n\
    [sunbula]\n\
    type = \"org\"\n\
    wikidata = \"Q900000002\"\n\
    prefer.ar = \"السنبلة الذهبية\"\n\
    prefer.en = \"Golden Ear\"\n\
    variants.ar = [\"سنبلة الذهب\"]\n\
    role = [{ text.ar = \"راعية المعرض\", from = \"2020\" }]\n";
/// The variant stands at 10 to 21, behind a proclitic.
const STORY: &str = "قدم هدية لسنبلة الذهب أمس.\n";
const MENDED: &str = "قدم هدية للسنبلة الذهبية أمس.\n";

fn newsroom() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("authority")).unwrap();
    fs::write(folder.path().join("story.txt"), STORY).unwrap();
    folder
}

fn hashiya(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_hashiya")).current_dir(folder).args(arguments).output().unwrap()
}

/// The server with the story open, for a client that watches files and makes new ones.
struct Desk {
    server: Server,
    uri: String,
}

impl Desk {
    fn open(folder: &Path) -> Self {
        let workspace = json!({
            "didChangeWatchedFiles": { "dynamicRegistration": true },
            "workspaceEdit": { "documentChanges": true, "resourceOperations": ["create"] },
        });
        let (mut server, answer) = Server::ready_for(json!({ "capabilities": { "workspace": workspace } }));
        assert_eq!(answer["capabilities"]["definitionProvider"], true);
        let registered = server.find(|message| message["method"] == "client/registerCapability");
        let globs = registered["params"]["registrations"][0]["registerOptions"]["watchers"].to_string();
        assert!(globs.contains("**/authority/*.toml"), "{globs}");
        let uri = format!("file://{}/story.txt", folder.display());
        server.open(&uri, STORY);
        Self { server, uri }
    }

    fn changed(&mut self) {
        self.server.notify("workspace/didChangeWatchedFiles", json!({ "changes": [] }));
    }

    fn at(&self, character: u32) -> Value {
        json!({ "textDocument": { "uri": self.uri }, "position": { "line": 0, "character": character } })
    }

    fn hover(&mut self) -> String {
        let at = self.at(12);
        self.server.ask("textDocument/hover", at)["result"]["contents"]["value"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }

    /// The next list of diagnostics with one of this code.
    fn diagnostic(&mut self, code: &str) -> Value {
        let has = |message: &Value| {
            let list = message["params"]["diagnostics"].as_array();
            list.is_some_and(|list| list.iter().any(|d| d["code"] == code))
        };
        let list = self.server.find(has)["params"]["diagnostics"].clone();
        list.as_array().unwrap().iter().find(|d| d["code"] == code).unwrap().clone()
    }

    fn actions(&mut self, diagnostics: &Value) -> Vec<Value> {
        let params = json!({
            "textDocument": { "uri": self.uri }, "range": range(0, 12, 12), "context": { "diagnostics": diagnostics },
        });
        self.server.ask("textDocument/codeAction", params)["result"].as_array().unwrap().clone()
    }
}

#[test]
fn the_server_learns_records_when_their_file_changes_on_disk() {
    let folder = newsroom();
    let mut desk = Desk::open(folder.path());
    assert!(!desk.hover().contains("sunbula"));
    fs::write(folder.path().join("authority/names.toml"), RECORDS).unwrap();
    desk.changed();
    let hover = desk.hover();
    for part in ["org", "السنبلة الذهبية", "Golden Ear", "Q900000002", "since 2020", "authority/names.toml:2"]
    {
        assert!(hover.contains(part), "{part}: {hover}");
    }

    // What is wrong is told with its place, and the other records hold.
    let more = "[x]\ntype = \"firm\"\nprefer.ar = \"قمحة\"\n";
    fs::write(folder.path().join("authority/more.toml"), more).unwrap();
    desk.changed();
    let told = desk.server.notification("window/showMessage")["message"].as_str().unwrap().to_owned();
    assert!(told.contains("more.toml:2: \"x\": type takes one of"), "{told}");
    assert!(desk.hover().contains("sunbula"));

    fs::remove_file(folder.path().join("authority/names.toml")).unwrap();
    desk.changed();
    assert!(!desk.hover().contains("sunbula"));
}

#[test]
fn a_mention_leads_to_the_header_of_its_record() {
    let folder = newsroom();
    fs::write(folder.path().join("authority/names.toml"), RECORDS).unwrap();
    let mut desk = Desk::open(folder.path());
    let at = desk.at(12);
    let answer = desk.server.ask("textDocument/definition", at);
    let place = &answer["result"][0];
    assert!(place["uri"].as_str().unwrap().ends_with("/authority/names.toml"), "{answer}");
    assert_eq!(place["range"], range(1, 1, 8));
    let nowhere = desk.at(1);
    assert!(desk.server.ask("textDocument/definition", nowhere)["result"].is_null());
}

#[test]
fn a_variant_is_a_warning_whose_fix_keeps_the_proclitic() {
    let folder = newsroom();
    fs::write(folder.path().join("authority/names.toml"), RECORDS).unwrap();
    let mut desk = Desk::open(folder.path());
    let finding = desk.diagnostic("name/differs-from-authority");
    assert_eq!((&finding["severity"], &finding["range"]), (&json!(2), &range(0, 10, 21)));
    assert_eq!(finding["data"]["rule"], "name/differs-from-authority");
    let actions = desk.actions(&json!([finding]));
    let fix = &actions[0];
    assert_eq!((&fix["isPreferred"], &fix["kind"]), (&json!(true), &json!("quickfix")), "{fix}");
    assert_eq!(fix["diagnostics"][0]["code"], "name/differs-from-authority");
    let others = actions[1..].iter().filter(|action| !action["diagnostics"].is_null());
    let others: Vec<&str> = others.map(|action| action["title"].as_str().unwrap()).collect();
    assert!(
        others.iter().all(|title| title.starts_with("Ignore name/differs-from-authority ")),
        "{others:?}"
    );
    let edit = &fix["edit"]["documentChanges"][0]["edits"][0];
    assert_eq!((&edit["range"], edit["newText"].as_str()), (&range(0, 10, 21), Some("لسنبلة الذهبية")));
}

#[test]
fn names_are_completed() {
    let folder = newsroom();
    fs::write(folder.path().join("authority/names.toml"), RECORDS).unwrap();
    let mut desk = Desk::open(folder.path());
    desk.server.change(&desk.uri.clone(), 2, json!([{ "text": "زار السنب" }]));
    let at = desk.at(9);
    let answer = desk.server.ask("textDocument/completion", at);
    let item = &answer["result"]["items"][0];
    assert_eq!(
        (&item["label"], &item["textEdit"]["range"]),
        (&json!("السنبلة الذهبية"), &range(0, 4, 9)),
        "{answer}"
    );
}

#[test]
fn a_mention_becomes_a_record() {
    let folder = newsroom();
    fs::remove_dir(folder.path().join("authority")).unwrap();
    let mut desk = Desk::open(folder.path());
    desk.server.change(&desk.uri.clone(), 2, json!([{ "text": "وصل الوزير سامر القلمونجي." }]));
    let added = |desk: &mut Desk| {
        let actions = desk.actions(&json!([]));
        actions
            .into_iter()
            .find(|a| a["title"].as_str().unwrap().starts_with("Add to the authority file"))
            .unwrap()
    };
    let action = added(&mut desk);
    let changes = &action["edit"]["documentChanges"];
    assert_eq!(changes[0]["kind"], "create", "{action}");
    let written = changes[1]["edits"][0]["newText"].as_str().unwrap();
    assert_eq!(written, "[\"سامر-القلمونجي\"]\ntype = \"person\"\nprefer.ar = \"سامر القلمونجي\"\n");

    // What is there stays, and the record comes behind it.
    fs::create_dir(folder.path().join("authority")).unwrap();
    fs::write(folder.path().join("authority/names.toml"), RECORDS).unwrap();
    desk.changed();
    let action = added(&mut desk);
    let changes = &action["edit"]["documentChanges"];
    assert_eq!(changes[0]["edits"][0]["range"], range(8, 0, 0), "{action}");
    assert!(changes[0]["edits"][0]["newText"].as_str().unwrap().starts_with("\n[\"سامر-القلمونجي\"]\n"));
}

#[test]
fn check_fails_on_a_finding_and_the_stream_has_its_fix() {
    let folder = newsroom();
    let at = folder.path();
    assert_eq!(hashiya(at, &["check", "story.txt"]).status.code(), Some(0));
    fs::write(at.join("authority/names.toml"), RECORDS).unwrap();
    let checked = hashiya(at, &["check", "story.txt"]);
    let said = String::from_utf8(checked.stdout).unwrap();
    assert_eq!(checked.status.code(), Some(1), "{said}");
    assert!(said.contains("1:11  warning   name/differs-from-authority"), "{said}");
    assert_eq!(hashiya(at, &["check", "--fail-on", "error", "story.txt"]).status.code(), Some(0));
    let record: Value =
        serde_json::from_slice(&hashiya(at, &["check", "--format", "json", "story.txt"]).stdout).unwrap();
    let findings = record["findings"].as_array().unwrap();
    let finding = findings.iter().find(|f| f["rule"] == "name/differs-from-authority").unwrap();
    assert_eq!((finding["start"].as_u64(), finding["end"].as_u64()), (Some(10), Some(21)));
    assert_eq!((finding["severity"].as_str(), finding["fix"].as_str()), (Some("warning"), Some(MENDED)));
}

/// What a run of the program wrote, which must end with this status; and what it complained of.
fn run(folder: &Path, arguments: &[&str], status: i32) -> (String, String) {
    let output = hashiya(folder, arguments);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    assert_eq!(output.status.code(), Some(status), "{arguments:?}");
    (text(output.stdout), text(output.stderr))
}

#[test]
fn records_are_checked_on_the_command_line() {
    let folder = newsroom();
    let at = folder.path();
    fs::write(at.join("authority/names.toml"), RECORDS).unwrap();
    let (said, _) = run(at, &["authority", "check"], 0);
    assert!(said.ends_with("authority: 1 records, 0 problems, 0 shared names\n"), "{said}");
    fs::write(
        at.join("authority/more.toml"),
        "[x]\ntype = \"org\"\nprefer.ar = \"السنبلة الذهبية\"\nshrt.ar = \"ق\"\n",
    )
    .unwrap();
    let (said, _) = run(at, &["authority", "check"], 1);
    assert!(said.contains("more.toml:4: x: unknown key \"shrt\"; did you mean \"short\"?"), "{said}");
    assert!(said.contains("note: records x, sunbula share a name"), "{said}");
    run(at, &["authority", "check", "nowhere"], 2);
}

#[test]
fn records_travel_through_other_forms() {
    let folder = newsroom();
    let at = folder.path();
    fs::write(at.join("names.csv"), "key,type,prefer.ar,prefer.en,wikidata\nsunbula,org,السنبلة الذهبية,Golden Ear,Q900000002\nx,firm,y,z,\n").unwrap();
    let (_, told) = run(at, &["authority", "import", "names.csv", "--out", "authority/names.toml"], 1);
    assert!(told.contains("names.csv:3: \"firm\" is no type"), "{told}");
    // What is there is never written over.
    let (_, told) = run(at, &["authority", "import", "names.csv", "--out", "authority/names.toml"], 2);
    assert!(told.contains("there already"), "{told}");
    run(at, &["authority", "export", "--to", "skos", "--out", "names.ttl"], 0);
    let (toml, _) = run(at, &["authority", "import", "names.ttl"], 0);
    assert_eq!(toml, fs::read_to_string(at.join("authority/names.toml")).unwrap());
    let (tei, _) = run(at, &["authority", "export", "--to", "tei"], 0);
    assert!(
        tei.contains("<org xml:id=\"sunbula\">") && tei.contains("<idno type=\"wikidata\">Q900000002</idno>"),
        "{tei}"
    );
}
