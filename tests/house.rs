//! The rules of the house that a machine can check: layers, the place of vocabulary, dependencies with reasons, and
//! settings that the VS Code extension and the server agree on.

use expect_test::expect_file;
use hashiya::lints;
use hashiya::workspace::{Layer, Settings, config};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Every Rust file below a folder.
fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for entry in entries.filter_map(Result::ok).map(|entry| entry.path()) {
        if entry.is_dir() {
            files.extend(rust_files(&entry));
        } else if entry.extension().is_some_and(|extension| extension == "rs") {
            files.push(entry);
        }
    }
    files.sort();
    files
}

/// The lines of a file outside its tests and comments, with their numbers.
fn code_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let end = text.find("#[cfg(test)]\nmod tests").unwrap_or(text.len());
    text[..end]
        .lines()
        .enumerate()
        .map(|(index, line)| (index + 1, line.split("//").next().unwrap_or_default()))
}

#[test]
fn lsp_types_stay_in_the_server() {
    for file in rust_files(&root().join("src")) {
        if file.starts_with(root().join("src/server")) {
            continue;
        }
        for (number, line) in code_lines(&read(&file)) {
            let leaks = line.contains("lsp_types") || line.contains("tower_lsp");
            assert!(!leaks, "{}:{number}: {line}", file.display());
        }
    }
}

#[test]
fn vocabulary_stays_in_seeds() {
    for file in rust_files(&root().join("src")) {
        // Tests that are a file or a folder of their own may hold words.
        let tests = file.parent().is_some_and(|folder| folder.ends_with("tests"));
        if tests || file.file_name().is_some_and(|name| name == "properties.rs" || name == "tests.rs") {
            continue;
        }
        for (number, line) in code_lines(&read(&file)) {
            // Two Arabic letters in a row are a word, save the article and its contraction, which are orthography.
            let runs = line.split(|c: char| !('\u{0620}'..='\u{06d3}').contains(&c));
            for run in runs.filter(|run| run.chars().count() > 1) {
                let article = run == "\u{627}\u{644}" || run == "\u{644}\u{644}";
                assert!(article, "{}:{number}: a word in code: {line}", file.display());
            }
        }
    }
}

#[test]
fn every_file_says_what_it_holds() {
    for file in ["src", "build", "tests"].iter().flat_map(|folder| rust_files(&root().join(folder))) {
        let text = read(&file);
        assert!(text.starts_with("//! "), "{} does not open with //!", file.display());
    }
}

#[test]
fn every_dependency_has_its_reason() {
    let reasons = read(&root().join("docs/dependencies.md"));
    let manifest = read(&root().join("Cargo.toml"));
    let mut section = "";
    for line in manifest.lines() {
        if line.starts_with('[') {
            section = line;
        } else if section.contains("dependencies]")
            && let Some((name, _)) = line.split_once(" =")
        {
            assert!(reasons.contains(name), "docs/dependencies.md gives no reason for {name}");
        }
    }
}

#[test]
fn the_extension_has_the_settings_of_the_server() {
    let manifest: serde_json::Value =
        serde_json::from_str(&read(&root().join("editors/vscode/package.json"))).unwrap();
    let properties = manifest.pointer("/contributes/configuration/properties").unwrap().as_object().unwrap();
    let ours = Settings::explain(&[]);
    for (key, ..) in &ours {
        // The levels of all rules are one setting there.
        let key = if key.starts_with("lints.") { "lints" } else { key };
        assert!(properties.contains_key(&format!("hashiya.{key}")), "package.json lacks hashiya.{key}");
    }
    let defaults: Vec<(String, serde_json::Value)> = properties
        .iter()
        .map(|(key, property)| (key.trim_start_matches("hashiya.").to_owned(), property["default"].clone()))
        .collect();
    let nested = defaults.into_iter().collect::<serde_json::Map<_, _>>();
    let layer: Layer = config::from_json("package.json", &serde_json::Value::Object(nested));
    let (settings, problems) = Settings::from_layers(&[layer]);
    assert_eq!(problems, []);
    assert_eq!(settings, Settings::default(), "a default in package.json is not the server's");
}

/// The level of a rule as settings have it.
fn level(rule: &lints::Rule) -> &'static str {
    rule.level.map_or("off", lints::Severity::as_str)
}

#[test]
fn every_rule_has_its_page() {
    let folder = root().join("docs/rules");
    let mut wanted: BTreeSet<String> = BTreeSet::from(["README.md", "precision.md"].map(str::to_owned));
    for rule in lints::rules() {
        let file = format!("{}.md", rule.name.replace('/', "-"));
        let text = read(&folder.join(&file));
        let mut paragraphs = text.split("\n\n");
        assert_eq!(paragraphs.next(), Some(format!("# {}", rule.name).as_str()), "{file}");
        let severity = paragraphs.next().and_then(|line| line.strip_prefix("Severity: ")).unwrap_or_default();
        let said = severity.split(['.', ';', ',']).next();
        assert_eq!(said, Some(level(rule)), "{file}: its second paragraph is `Severity: {}.`", level(rule));
        for part in ["\nWrong", "\nRight", &format!("\"{}\" = ", rule.name)] {
            assert!(text.contains(part), "{file} lacks {part:?}");
        }
        wanted.insert(file);
    }
    let pages = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name());
    let pages: BTreeSet<String> = pages.map(|name| name.to_string_lossy().into_owned()).collect();
    assert_eq!(pages, wanted, "a page of no rule, or none of a rule");
}

#[test]
fn every_rule_has_a_message() {
    for rule in lints::rules() {
        let group = rule.name.split('/').next().unwrap();
        let table = read(&root().join(format!("seeds/messages/{group}.tsv")));
        let of_rule = |line: &str| line.split(['\t', ':']).next() == Some(rule.name);
        assert!(table.lines().any(of_rule), "seeds/messages/{group}.tsv has no message of {}", rule.name);
    }
}

/// `UPDATE_EXPECT=1 cargo test --test house` writes the index anew.
#[test]
fn the_index_of_rules_lists_them_all() {
    let mut index = String::from(
        "# Rules\n\nEach rule has a name, a level and a page. [checks.md](../checks.md) tells how to set levels and how to run the rules \
         by `hashiya check`; editors show the same findings.\n",
    );
    let mut group = "";
    for rule in lints::rules() {
        let (own, name) = rule.name.split_once('/').unwrap();
        if own != group {
            group = own;
            write!(index, "\n## {group}\n\n| rule | level | what it finds |\n|---|---|---|\n").unwrap();
        }
        let summary = rule.page().map_or("", |page| page.summary).replace('|', "\\|");
        writeln!(index, "| [{}]({group}-{name}.md) | {} | {summary} |", rule.name, level(rule)).unwrap();
    }
    expect_file!["../docs/rules/README.md"].assert_eq(&index);
}
