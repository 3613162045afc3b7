//! `hashiya vocabulary [PATH]`: the types of tags with their subtypes and elements, and the workspace's own subtypes.

use crate::tags::Dialect;
use crate::vocabulary::{Subtype, Type, Vocabulary, built_in};
use crate::workspace::vocabulary;
use clap::{Args, ValueEnum};
use serde_json::{Map, Value, json};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What the subcommand takes.
#[derive(Args, Debug)]
pub struct Arguments {
    /// An article or a folder of the workspace whose `tags.toml` is read too
    #[arg(default_value = ".")]
    path: PathBuf,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    Table,
    Json,
}

/// Runs the subcommand. The status is 1 when something in the workspace's `tags.toml` is wrong.
pub fn run(arguments: &Arguments, out: &mut impl Write) -> std::io::Result<ExitCode> {
    let absolute = std::path::absolute(&arguments.path).unwrap_or_else(|_| arguments.path.clone());
    // A folder stands for the articles in it.
    let article = if absolute.is_dir() { absolute.join("article") } else { absolute };
    let own = vocabulary::file(&article);
    let (vocabulary, problems) = own.as_deref().map(vocabulary::open).unwrap_or_default();
    for problem in &problems {
        super::complain(&problem.to_string());
    }
    match arguments.format {
        Format::Table => table(out, own.as_deref(), &vocabulary)?,
        Format::Json => {
            serde_json::to_writer_pretty(&mut *out, &object(own.as_deref(), &vocabulary))?;
            writeln!(out)?;
        }
    }
    Ok(ExitCode::from(u8::from(!problems.is_empty())))
}

/// Latin letters first, Arabic last on its line, so that no line changes its direction twice.
fn table(out: &mut impl Write, file: Option<&Path>, own: &Vocabulary) -> std::io::Result<()> {
    let (types, subtypes) = built_in();
    for known in types {
        writeln!(out, "{:<10} {}  {}", known.kind.as_str(), known.about, known.arabic)?;
        writeln!(out, "  may say  {}", known.says.join(", "))?;
        if !known.kinds.is_empty() {
            writeln!(out, "  kinds    {}", known.kinds.join(", "))?;
        }
        for (vocabulary, place) in [(subtypes, None), (own, file)] {
            let place = place.map(|file| format!(" ({})", file.display())).unwrap_or_default();
            for subtype in vocabulary.subtypes().iter().filter(|subtype| subtype.kind == known.kind) {
                let (english, arabic) = (subtype.label("en"), subtype.label("ar"));
                writeln!(out, "  subtype  {:<12} {english}{place}  {arabic}", subtype.name)?;
            }
        }
        for (dialect, element) in Dialect::ALL.into_iter().zip(&known.elements) {
            let lost = dialect.lost(&full(known));
            let lost = if lost.is_empty() { String::new() } else { format!("  without {}", lost.join(", ")) };
            writeln!(out, "  {:<8} {element}{lost}", dialect.name())?;
        }
        if let Some(timex3) = &known.timex3 {
            writeln!(out, "  timex3   {timex3}")?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// A label of the type that says all that it may.
fn full(known: &Type) -> crate::tags::Label {
    let says = |part: &str| known.says.iter().any(|said| said == part);
    crate::tags::Label {
        modifier: says("mod").then(|| "APPROX".to_owned()),
        reference: says("ref").then(|| "wikidata:Q1".to_owned()),
        place_kind: says("kind").then_some(crate::tags::PlaceKind::City),
        subtype: says("subtype").then(|| "own".to_owned()),
        cert: says("cert").then_some(crate::tags::Certainty::Low),
        resp: says("resp").then(|| "desk".to_owned()),
        ..known.example.clone()
    }
}

fn object(file: Option<&Path>, own: &Vocabulary) -> Value {
    let (types, subtypes) = built_in();
    let types: Vec<Value> = types
        .iter()
        .map(|known| {
            let written = Dialect::ALL.into_iter().zip(&known.elements);
            let elements: Map<String, Value> = written
                .map(|(dialect, element)| {
                    let lost = dialect.lost(&full(known));
                    (dialect.name().to_owned(), json!({ "element": element, "without": lost }))
                })
                .collect();
            json!({
                "type": known.kind.as_str(),
                "label": { "en": known.english, "ar": known.arabic },
                "about": known.about,
                "says": known.says,
                "kinds": known.kinds,
                "timex3": known.timex3,
                "example": { "value": known.example.value, "unit": known.example.unit },
                "elements": elements,
            })
        })
        .collect();
    let of = |subtype: &Subtype, file: Option<&Path>| {
        let labels: Map<String, Value> =
            subtype.labels.iter().map(|(code, label)| (code.clone(), label.clone().into())).collect();
        let file = file.map(|file| file.display().to_string());
        json!({ "subtype": subtype.name, "is": subtype.kind.as_str(), "label": labels, "file": file })
    };
    let built_in = subtypes.subtypes().iter().map(|subtype| of(subtype, None));
    let subtypes: Vec<Value> =
        built_in.chain(own.subtypes().iter().map(|subtype| of(subtype, file))).collect();
    json!({ "types": types, "subtypes": subtypes })
}
