//! The settings: declared once, in one table, with their types and defaults.
//!
//! A layer (a `hashiya.toml`, a client's settings) is a list of dotted keys with values; [`Settings::from_layers`]
//! takes each key from the first layer that has it. A wrong value or an unknown key is a [`Problem`] that names key,
//! place and remedy, and the rest of the layer holds.

use super::model_path::{self, ModelPath};
use crate::lints::{self, Levels, Mask, MonthStyle, Severity};
use crate::tags::{Dialect, TagType};
use crate::temporal::{Prefer, Published};
use crate::text::{Language, distance};
use std::path::{Path, PathBuf};

/// A value as both TOML and JSON can write it.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// A text.
    Text(String),
    /// A list of texts.
    List(Vec<String>),
    /// Something no setting takes; said in words.
    Other(&'static str),
}

/// A source of settings.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layer {
    /// What to call it: a file's path, or "client settings".
    pub origin: String,
    /// The folder a file stands in: what the paths in it are relative to.
    pub folder: Option<PathBuf>,
    /// Dotted keys with their values and, in a file, their lines.
    pub entries: Vec<(String, Value, Option<usize>)>,
}

/// Where one key is said.
struct Said<'a> {
    /// The file with the line, or the client.
    place: String,
    folder: Option<&'a Path>,
}

impl Said<'_> {
    fn model(&self, text: &str) -> Option<ModelPath> {
        let path = model_path::resolve(text, self.folder)?;
        Some(ModelPath { path, said: self.place.clone() })
    }
}

impl Layer {
    fn said(&self, line: Option<usize>) -> Said<'_> {
        let place = line.map_or_else(|| self.origin.clone(), |line| format!("{}:{line}", self.origin));
        Said { place, folder: self.folder.as_deref() }
    }
}

/// What is wrong with one key of one layer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem(pub String);

/// How mentions of a type are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Show {
    /// As information.
    Information,
    /// As a hint.
    Hint,
    /// Not at all.
    Off,
}

/// Where annotations are kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Store {
    /// As tags in the text.
    #[default]
    Inline,
    /// In a file beside it.
    Sidecar,
}

/// The settings of one document.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Hashiya does anything at all.
    pub enable: bool,
    /// Globs of the files it works on, relative to the root; empty for all.
    pub include: Vec<String>,
    /// Globs of the files it leaves alone.
    pub exclude: Vec<String>,
    /// The language of all paragraphs; by script when `None`.
    pub language: Option<Language>,
    /// The dialect to tag in; by document when `None`.
    pub dialect: Option<Dialect>,
    /// The publication date when the document says none.
    pub published: Option<Published>,
    /// Where ambiguous dates lie.
    pub prefer: Prefer,
    /// A model of names in place of the shipped one of its language.
    pub model: Option<ModelPath>,
    /// Where annotations are kept.
    pub store: Store,
    /// At most this many diagnostics are sent for a document.
    pub diagnostics_max: usize,
    pub(crate) show: [Show; TagType::MENTIONS.len()],
    /// Which rules look, and how much their findings ask for.
    pub levels: Levels,
    /// Globs of files, relative to the root, and the rules that are off in them.
    pub ignored: Vec<(String, Vec<String>)>,
    /// The language of messages; the client's when `None`, and English when that has none of ours.
    pub locale: Option<Language>,
    /// The names of months that the house writes.
    pub months: MonthStyle,
}

impl Settings {
    /// How mentions of this type are shown.
    pub fn show(&self, tag_type: TagType) -> Show {
        self.show[index_of(tag_type)]
    }
}

impl Settings {
    /// The types that are shown at all.
    pub fn shown_types(&self) -> Vec<TagType> {
        TagType::MENTIONS.into_iter().filter(|&t| self.show(t) != Show::Off).collect()
    }
}

impl Default for Settings {
    fn default() -> Self {
        let mut show = [Show::Information; TagType::MENTIONS.len()];
        // Nationalities and offices are found for the sake of the names beside them; shown, they crowd the page.
        for quiet in [TagType::Group, TagType::Role, TagType::Event, TagType::Work] {
            show[index_of(quiet)] = Show::Off;
        }
        Self {
            enable: true,
            include: Vec::new(),
            exclude: Vec::new(),
            language: None,
            dialect: None,
            published: None,
            prefer: Prefer::Past,
            model: None,
            store: Store::Inline,
            diagnostics_max: 500,
            show,
            levels: Levels::default(),
            ignored: Vec::new(),
            locale: None,
            months: MonthStyle::default(),
        }
    }
}

fn index_of(tag_type: TagType) -> usize {
    TagType::MENTIONS.iter().position(|&t| t == tag_type).unwrap_or(0)
}

/// One setting: its key, what it takes in words, how it is written when unset, and how it is stored.
struct Key {
    name: &'static str,
    takes: &'static str,
    store: fn(&mut Settings, &Value, &Said) -> Option<()>,
    shown: fn(&Settings) -> String,
}

const KEYS: &[Key] = &[
    Key {
        name: "enable",
        takes: "true or false",
        store: |s, v, _| {
            s.enable = v.as_bool()?;
            Some(())
        },
        shown: |s| s.enable.to_string(),
    },
    Key {
        name: "include",
        takes: "a list of path globs",
        store: |s, v, _| {
            s.include = v.as_globs()?;
            Some(())
        },
        shown: |s| format!("{:?}", s.include),
    },
    Key {
        name: "exclude",
        takes: "a list of path globs",
        store: |s, v, _| {
            s.exclude = v.as_globs()?;
            Some(())
        },
        shown: |s| format!("{:?}", s.exclude),
    },
    Key {
        name: "language",
        takes: "\"auto\", \"ar\" or \"en\"",
        store: |s, v, _| auto(&mut s.language, v.as_text()?, Language::parse),
        shown: |s| quoted(s.language.map(Language::code)),
    },
    Key {
        name: "dialect",
        takes: "\"auto\", \"nitf\", \"tei\", \"html\" or \"markdown\"",
        store: |s, v, _| auto(&mut s.dialect, v.as_text()?, Dialect::parse),
        shown: |s| quoted(s.dialect.map(Dialect::name)),
    },
    Key {
        name: "published",
        takes: "a date such as \"2016-12-29\" or \"2016-12-29T14:05\"; \"\" for none",
        store: |s, v, _| {
            let text = v.as_text()?;
            s.published = if text.is_empty() { None } else { Some(Published::parse(text)?) };
            Some(())
        },
        shown: |s| format!("{:?}", s.published.map(|p| p.to_string()).unwrap_or_default()),
    },
    Key {
        name: "prefer",
        takes: "\"past\" or \"future\"",
        store: |s, v, _| {
            s.prefer = match v.as_text()? {
                "past" => Prefer::Past,
                "future" => Prefer::Future,
                _ => return None,
            };
            Some(())
        },
        shown: |s| format!("{:?}", if s.prefer == Prefer::Past { "past" } else { "future" }),
    },
    Key {
        name: "model",
        takes: "\"\" or the path of a .model file, in hashiya.toml one below its folder, in an editor's settings a full one",
        store: |s, v, said| {
            let text = v.as_text()?;
            s.model = if text.is_empty() { None } else { Some(said.model(text)?) };
            Some(())
        },
        shown: |s| format!("{:?}", s.model.as_ref().map(|m| m.path.to_string_lossy()).unwrap_or_default()),
    },
    Key {
        name: "tags.store",
        takes: "\"inline\" or \"sidecar\"",
        store: |s, v, _| {
            s.store = match v.as_text()? {
                "inline" => Store::Inline,
                "sidecar" => Store::Sidecar,
                _ => return None,
            };
            Some(())
        },
        shown: |s| format!("{:?}", if s.store == Store::Inline { "inline" } else { "sidecar" }),
    },
    Key {
        name: "locale",
        takes: "\"auto\", \"ar\" or \"en\"",
        store: |s, v, _| auto(&mut s.locale, v.as_text()?, Language::parse),
        shown: |s| quoted(s.locale.map(Language::code)),
    },
    Key {
        name: "style.months",
        takes: "\"levantine\", \"egyptian\", \"maghrebi\" or \"both\"",
        store: |s, v, _| {
            s.months = MonthStyle::parse(v.as_text()?)?;
            Some(())
        },
        shown: |s| format!("{:?}", s.months.as_str()),
    },
    Key {
        name: "diagnostics.max",
        takes: "a whole number, 0 or more",
        store: |s, v, _| {
            s.diagnostics_max = usize::try_from(v.as_integer()?).ok()?;
            Some(())
        },
        shown: |s| s.diagnostics_max.to_string(),
    },
];

/// `diagnostics.person` and its like.
const SHOW_PREFIX: &str = "diagnostics.";
const SHOW_TAKES: &str = "\"information\", \"hint\" or \"off\"";

/// `lints.ignore."archive/**"` and its like.
const IGNORE_PREFIX: &str = "lints.ignore.";
const IGNORE_TAKES: &str =
    "a path glob as its key and a list of rules, such as \"date/impossible\" or \"num/*\"";
/// `lints.date/impossible` and its like.
const LINT_PREFIX: &str = "lints.";
const LINT_TAKES: &str = "\"off\", \"hint\", \"info\", \"warning\" or \"error\"";
const OFF: &str = "off";

impl Settings {
    /// The settings that these layers give, the first layer winning key by key, and what is wrong with them.
    pub fn from_layers(layers: &[Layer]) -> (Self, Vec<Problem>) {
        let mut settings = Self::default();
        let mut problems = Vec::new();
        for layer in layers.iter().rev() {
            for (name, value, line) in &layer.entries {
                let said = layer.said(*line);
                if let Err(what) = settings.set(name, value, &said) {
                    problems.push(Problem(format!("{}: {what}", said.place)));
                }
            }
        }
        (settings, problems)
    }

    fn set(&mut self, name: &str, value: &Value, said: &Said) -> Result<(), String> {
        let stored = if let Some(key) = KEYS.iter().find(|k| k.name == name) {
            (key.store)(self, value, said).ok_or(key.takes)
        } else if let Some(tag_type) = name.strip_prefix(SHOW_PREFIX).and_then(TagType::parse) {
            self.set_show(tag_type, value).ok_or(SHOW_TAKES)
        } else if let Some(rule) = name.strip_prefix(LINT_PREFIX).and_then(lints::rule) {
            self.set_level(rule, value, said).ok_or(LINT_TAKES)
        } else if let Some(glob) = name.strip_prefix(IGNORE_PREFIX) {
            self.set_ignored(glob, value).ok_or(IGNORE_TAKES)
        } else if IGNORED.iter().any(|prefix| name.starts_with(prefix)) {
            Ok(())
        } else {
            return Err(unknown(name));
        };
        stored.map_err(|takes| format!("`{name}` takes {takes}, not {}", value.describe()))
    }

    fn set_show(&mut self, tag_type: TagType, value: &Value) -> Option<()> {
        self.show[index_of(tag_type)] = match value.as_text()? {
            "information" => Show::Information,
            "hint" => Show::Hint,
            "off" => Show::Off,
            _ => return None,
        };
        Some(())
    }

    fn set_ignored(&mut self, glob: &str, value: &Value) -> Option<()> {
        let Value::List(names) = value else { return None };
        let is_right =
            globset::Glob::new(glob).is_ok() && names.iter().all(|name| !Mask::of(name).is_empty());
        is_right.then(|| self.ignored.push((glob.to_owned(), names.clone())))
    }

    fn set_level(&mut self, rule: &lints::Rule, value: &Value, said: &Said) -> Option<()> {
        let level = match value.as_text()? {
            OFF => None,
            name => Some(Severity::ALL.into_iter().find(|severity| severity.as_str() == name)?),
        };
        self.levels.set(rule.name, level, &said.place);
        Some(())
    }

    /// Every key with its value and the layer that decided it, or "default".
    pub fn explain(layers: &[Layer]) -> Vec<(String, String, String)> {
        let (settings, _) = Self::from_layers(layers);
        let decides = |layer: &Layer, name: &str| {
            let said = layer.said(None);
            layer.entries.iter().any(|(n, v, _)| n == name && Self::default().set(n, v, &said).is_ok())
        };
        let decided = |name: &str| {
            layers
                .iter()
                .find(|layer| decides(layer, name))
                .map_or_else(|| "default".to_owned(), |l| l.origin.clone())
        };
        let plain = KEYS.iter().map(|k| (k.name.to_owned(), (k.shown)(&settings)));
        let shows = TagType::MENTIONS.iter().map(|&t| {
            let level = match settings.show(t) {
                Show::Information => "information",
                Show::Hint => "hint",
                Show::Off => "off",
            };
            (format!("{SHOW_PREFIX}{}", t.as_str()), format!("{level:?}"))
        });
        let levels = lints::rules().map(|rule| {
            let level = settings.levels.of(rule.name).map_or(OFF, Severity::as_str);
            (format!("{LINT_PREFIX}{}", rule.name), format!("{level:?}"))
        });
        plain.chain(shows).chain(levels).map(|(name, value)| (name.clone(), value, decided(&name))).collect()
    }
}

/// Keys that belong to the clients: where the server is, how it is traced.
const IGNORED: &[&str] = &["server.", "trace.", "rtl"];

fn unknown(name: &str) -> String {
    let known = KEYS
        .iter()
        .map(|k| k.name.to_owned())
        .chain(TagType::MENTIONS.iter().map(|t| format!("{SHOW_PREFIX}{}", t.as_str())))
        .chain(lints::rules().map(|rule| format!("{LINT_PREFIX}{}", rule.name)));
    let nearest = known.min_by_key(|k| distance(k, name)).filter(|k| distance(k, name) <= 3);
    match nearest {
        Some(nearest) => format!("unknown setting `{name}`; did you mean `{nearest}`?"),
        None => format!("unknown setting `{name}`; `hashiya config FILE` lists the known ones"),
    }
}

/// Stores what `parse` reads, nothing for "auto"; `None` when it reads nothing.
fn auto<T>(place: &mut Option<T>, text: &str, parse: impl Fn(&str) -> Option<T>) -> Option<()> {
    *place = if text == "auto" { None } else { Some(parse(text)?) };
    Some(())
}

fn quoted(name: Option<&str>) -> String {
    format!("{:?}", name.unwrap_or("auto"))
}

impl Value {
    const fn as_bool(&self) -> Option<bool> {
        if let Self::Bool(value) = self { Some(*value) } else { None }
    }

    const fn as_integer(&self) -> Option<i64> {
        if let Self::Integer(value) = self { Some(*value) } else { None }
    }

    fn as_text(&self) -> Option<&str> {
        if let Self::Text(value) = self { Some(value) } else { None }
    }

    fn as_globs(&self) -> Option<Vec<String>> {
        let Self::List(globs) = self else { return None };
        globs.iter().all(|g| globset::Glob::new(g).is_ok()).then(|| globs.clone())
    }

    fn describe(&self) -> String {
        match self {
            Self::Bool(value) => value.to_string(),
            Self::Integer(value) => value.to_string(),
            Self::Text(value) => format!("{value:?}"),
            Self::List(value) => format!("{value:?}"),
            Self::Other(what) => (*what).to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Dialect, Layer, Problem, Settings, Value};

    fn layer(origin: &str, entries: &[(&str, Value)]) -> Layer {
        Layer {
            origin: origin.to_owned(),
            folder: None,
            entries: entries.iter().map(|(k, v)| ((*k).to_owned(), v.clone(), None)).collect(),
        }
    }

    #[test]
    fn the_first_layer_wins_key_by_key() {
        let file = layer("hashiya.toml", &[("dialect", Value::Text("tei".into()))]);
        let client = layer(
            "client settings",
            &[("dialect", Value::Text("html".into())), ("diagnostics.max", Value::Integer(7))],
        );
        let (settings, problems) = Settings::from_layers(&[file.clone(), client.clone()]);
        assert_eq!((settings.dialect.map(Dialect::name), settings.diagnostics_max), (Some("tei"), 7));
        assert!(problems.is_empty());
        let explained = Settings::explain(&[file, client]);
        let of = |key: &str| explained.iter().find(|(k, ..)| k == key).cloned().unwrap();
        assert_eq!(of("dialect"), ("dialect".into(), "\"tei\"".into(), "hashiya.toml".into()));
        assert_eq!(of("diagnostics.max").2, "client settings");
        assert_eq!(of("enable").2, "default");
    }

    #[test]
    fn a_model_is_below_the_file_that_names_it() {
        let takes = "`model` takes \"\" or the path of a .model file, in hashiya.toml one below its folder, in an \
                     editor's settings a full one, not ";
        for (value, expected) in [
            (Value::Text("models/own.model".into()), Ok(Some("/w/models/own.model"))),
            (Value::Text(String::new()), Ok(None)),
            (Value::Text("../own.model".into()), Err("\"../own.model\"")),
            (Value::Text("own.bin".into()), Err("\"own.bin\"")),
            (Value::Bool(true), Err("true")),
        ] {
            let file = Layer {
                origin: "/w/hashiya.toml".into(),
                folder: Some("/w".into()),
                entries: vec![("model".into(), value, Some(3))],
            };
            let (settings, problems) = Settings::from_layers(&[file]);
            let path = settings.model.as_ref().map(|model| model.path.to_string_lossy().into_owned());
            let said = settings.model.as_ref().map(|model| model.said.as_str());
            assert_eq!(said, path.is_some().then_some("/w/hashiya.toml:3"));
            match expected {
                Ok(expected) => assert_eq!((path.as_deref(), &problems[..]), (expected, &[][..])),
                Err(not) => {
                    assert_eq!(path, None);
                    assert_eq!(problems, [Problem(format!("/w/hashiya.toml:3: {takes}{not}"))]);
                }
            }
        }
        let client = layer("client settings", &[("model", Value::Text("own.model".into()))]);
        let (settings, problems) = Settings::from_layers(&[client]);
        assert_eq!((settings.model, problems.len()), (None, 1));
    }

    #[test]
    fn problems_name_the_key_and_what_it_takes_and_the_rest_holds() {
        let file = layer(
            "a.toml",
            &[
                ("dialekt", Value::Text("tei".into())),
                ("enable", Value::Text("yes".into())),
                ("diagnostics.person", Value::Text("hint".into())),
                ("zzz", Value::Bool(true)),
            ],
        );
        let (settings, problems) = Settings::from_layers(&[file]);
        let shown: Vec<&str> = problems.iter().map(|p| p.0.as_str()).collect();
        assert_eq!(
            shown,
            [
                "a.toml: unknown setting `dialekt`; did you mean `dialect`?",
                "a.toml: `enable` takes true or false, not \"yes\"",
                "a.toml: unknown setting `zzz`; `hashiya config FILE` lists the known ones",
            ]
        );
        assert!(settings.enable);
    }

    #[test]
    fn levels_of_rules_say_who_set_them() {
        let file = layer(
            "a.toml",
            &[
                ("lints.tag/unknown", Value::Text("off".into())),
                ("lints.tag/overlap", Value::Text("loud".into())),
                ("lints.tag/overlop", Value::Text("off".into())),
                ("lints.ignore.old/**", Value::List(vec!["tag/*".into()])),
                ("lints.ignore.new/**", Value::List(vec!["tags/*".into()])),
            ],
        );
        let (settings, problems) = Settings::from_layers(&[file]);
        assert_eq!(
            (settings.levels.of("tag/unknown"), settings.levels.origin("tag/unknown")),
            (None, Some("a.toml"))
        );
        assert_eq!(settings.ignored, [("old/**".to_owned(), vec!["tag/*".to_owned()])]);
        let shown: Vec<&str> = problems.iter().map(|p| p.0.as_str()).collect();
        assert_eq!(
            shown,
            [
                "a.toml: `lints.tag/overlap` takes \"off\", \"hint\", \"info\", \"warning\" or \"error\", not \"loud\"",
                "a.toml: unknown setting `lints.tag/overlop`; did you mean `lints.tag/overlap`?",
                "a.toml: `lints.ignore.new/**` takes a path glob as its key and a list of rules, such as \"date/impossible\" or \"num/*\", not [\"tags/*\"]",
            ]
        );
    }

    #[test]
    fn levels_of_mentions_are_read() {
        let (settings, _) =
            Settings::from_layers(&[layer("a.toml", &[("diagnostics.person", Value::Text("hint".into()))])]);
        assert_eq!(settings.show(crate::tags::TagType::Person), super::Show::Hint);
    }
}
