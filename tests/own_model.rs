//! A newsroom's own model against the real program: learnt from its tagged articles, named in `hashiya.toml`, used by the
//! command line and the server, and done without when its file is no good.
#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up should say where")]

mod support;

use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use support::Server;

/// A company that no list has, as a desk tags it.
const TAGGED: &str = "أعلنت <org>سنبلة</org> عن مسابقة جديدة.\n\n\
                      قالت <org>سنبلة</org> إن الجائزة ستمنح غدا.\n\n\
                      نظمت <org>سنبلة</org> ورشة للأطفال.\n\n\
                      افتتحت <org>سنبلة</org> مقرا جديدا.\n\n\
                      أطلقت <org>سنبلة</org> حملة لجمع التبرعات.\n\n\
                      وقعت <org>سنبلة</org> اتفاقا مع الوزارة.\n";
const NAME: &str = "سنبلة";
/// The name is at column 7.
const STORY: &str = "افتتحت سنبلة معرضها الجديد في بيروت أمس.\n";
const ENGLISH: &str = "Angela Merkel met the mayor of London.\n";

fn hashiya(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_hashiya")).current_dir(folder).args(arguments).output().unwrap()
}

/// A folder with a story, an English one, and a model in `models/`, which nothing names yet.
fn newsroom() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    fs::create_dir(at.join("tagged")).unwrap();
    fs::create_dir(at.join("models")).unwrap();
    fs::write(at.join("tagged/a.txt"), TAGGED).unwrap();
    fs::write(at.join("story.txt"), STORY).unwrap();
    fs::write(at.join("english.txt"), ENGLISH).unwrap();
    let learnt = hashiya(at, &["train", "--from", "tagged", "--out", "models/own.model"]);
    assert!(learnt.status.success(), "{learnt:?}");
    folder
}

fn say(folder: &Path, model: &str) {
    fs::write(folder.join("hashiya.toml"), format!("dialect = \"nitf\"\nmodel = \"{model}\"\n")).unwrap();
}

/// The names that `check` finds in a file, and what it complains of.
fn names(folder: &Path, file: &str) -> (Vec<String>, String) {
    let output = hashiya(folder, &["check", "--format", "json", file]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let record: Value = serde_json::from_slice(&output.stdout).unwrap();
    let names = record["entities"].as_array().unwrap().iter();
    let names = names.map(|name| name["text"].as_str().unwrap().to_owned()).collect();
    (names, String::from_utf8(output.stderr).unwrap())
}

#[test]
fn a_model_below_the_settings_file_changes_what_is_found() {
    let folder = newsroom();
    let at = folder.path();
    let (shipped, _) = names(at, "story.txt");
    let (english, _) = names(at, "english.txt");
    assert!(!shipped.contains(&NAME.to_owned()) && !english.is_empty());

    say(at, "models/own.model");
    let (own, said) = names(at, "story.txt");
    assert_eq!((own.contains(&NAME.to_owned()), said.as_str()), (true, ""), "{own:?}");
    assert_eq!(names(at, "english.txt"), (english, String::new()));
    let explained = hashiya(at, &["explain", "story.txt:1:8"]);
    assert!(explained.status.success(), "{explained:?}");
    let config = String::from_utf8(hashiya(at, &["config", "story.txt"]).stdout).unwrap();
    let line = config.lines().find(|line| line.starts_with("model ")).unwrap();
    assert!(line.contains("own.model") && line.contains("hashiya.toml"), "{line}");
}

#[test]
fn a_model_that_is_no_good_is_named_and_the_shipped_one_serves() {
    let folder = newsroom();
    let at = folder.path();
    let shipped = names(at, "story.txt").0;
    let whole = fs::read(at.join("models/own.model")).unwrap();
    let mut stale = whole.clone();
    stale[8] ^= 1;
    for (model, bytes, what) in [
        ("models/missing.model", None, "missing.model: "),
        ("models/cut.model", Some(&whole[..whole.len() / 2]), "cut.model: the file ends too early"),
        ("models/text.model", Some(STORY.as_bytes()), "text.model: not a model"),
        ("models/stale.model", Some(&stale[..]), "trained for other features or word lists; train it again"),
        ("../own.model", None, "in hashiya.toml one below its folder"),
    ] {
        if let Some(bytes) = bytes {
            fs::write(at.join(model), bytes).unwrap();
        }
        say(at, model);
        let (found, said) = names(at, "story.txt");
        assert_eq!(found, shipped, "{model}");
        assert!(said.contains("hashiya.toml:2: `model`") && said.contains(what), "{said}");
        assert_eq!(hashiya(at, &["config", "story.txt"]).status.code(), Some(2));
    }
}

/// The server with the story open.
struct Desk {
    server: Server,
    uri: String,
}

impl Desk {
    fn open(folder: &Path) -> Self {
        let watched = json!({ "workspace": { "didChangeWatchedFiles": { "dynamicRegistration": true } } });
        let (mut server, _) = Server::ready_for(json!({ "capabilities": watched }));
        let registered = server.find(|message| message["method"] == "client/registerCapability");
        let globs = registered["params"]["registrations"][0]["registerOptions"]["watchers"].to_string();
        assert!(globs.contains("**/hashiya.toml") && globs.contains("**/*.model"), "{globs}");
        let uri = format!("file://{}/story.txt", folder.display());
        server.open(&uri, STORY);
        Self { server, uri }
    }

    /// What a client says when a file it watches has changed.
    fn changed(&mut self) {
        self.server.notify("workspace/didChangeWatchedFiles", json!({ "changes": [] }));
    }

    fn told(&mut self) -> String {
        self.server.notification("window/showMessage")["message"].as_str().unwrap().to_owned()
    }

    /// True when a hover over the name knows it.
    fn knows(&mut self) -> bool {
        let hover = self.server.hover(&self.uri, 0, 8);
        let answer = self.server.answer(hover);
        assert!(answer.get("error").is_none(), "{answer}");
        !answer["result"].is_null()
    }
}

#[test]
fn the_server_reads_a_model_anew_when_its_file_or_the_settings_change() {
    let folder = newsroom();
    let at = folder.path();
    let own = fs::read(at.join("models/own.model")).unwrap();
    fs::write(at.join("hashiya.toml"), "").unwrap();
    let mut desk = Desk::open(at);
    assert!(!desk.knows());

    say(at, "models/own.model");
    desk.changed();
    assert!(desk.knows());

    // A damaged file is told, and nothing that it found before is kept.
    fs::write(at.join("models/own.model"), &own[..own.len() / 2]).unwrap();
    desk.changed();
    let told = desk.told();
    assert!(told.contains("hashiya.toml:2: `model`: ") && told.contains("the file ends too early"), "{told}");
    assert!(!desk.knows());

    fs::write(at.join("models/own.model"), &own).unwrap();
    desk.changed();
    assert!(desk.knows());

    fs::remove_file(at.join("hashiya.toml")).unwrap();
    desk.changed();
    assert!(!desk.knows());
}
