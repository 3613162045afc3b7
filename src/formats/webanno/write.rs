//! From the model to the file, as WebAnno's own writer lays it out: every row ends with a tab.

use super::escapes::{escape_text, escape_value};
use super::model::{Column, Document, LayerKind, Number, Sentence, Unit, Value};
use std::fmt::{self, Write};

/// The file.
pub fn write(document: &Document) -> String {
    let mut out = String::new();
    // Writing to a string does not fail.
    let _ = put(document, &mut out);
    out
}

fn put(document: &Document, out: &mut String) -> fmt::Result {
    writeln!(out, "#FORMAT=WebAnno TSV 3.{}", document.minor)?;
    for layer in &document.layers {
        let kind = match layer.kind {
            LayerKind::Span => "T_SP",
            LayerKind::Chain => "T_CH",
            LayerKind::Relation => "T_RL",
        };
        write!(out, "#{kind}={}", layer.name)?;
        for column in &layer.columns {
            match column {
                Column::Feature(name) | Column::Fillers(name) => write!(out, "|{name}")?,
                Column::Roles(name) => write!(out, "|ROLE_{name}")?,
                Column::ChainType => out.push_str("|referenceType"),
                Column::ChainRelation => out.push_str("|referenceRelation"),
                Column::Source(name) => write!(out, "|BT_{name}")?,
            }
        }
        out.push('\n');
    }
    out.push('\n');
    document.sentences.iter().try_for_each(|sentence| {
        out.push('\n');
        put_sentence(sentence, out)
    })
}

fn put_sentence(sentence: &Sentence, out: &mut String) -> fmt::Result {
    if let Some(id) = &sentence.id {
        writeln!(out, "#Sentence.id={}", escape_text(id))?;
    }
    for line in sentence.text.split('\n') {
        writeln!(out, "#Text={}", escape_text(line))?;
    }
    sentence.units.iter().try_for_each(|unit| put_unit(unit, out))
}

fn put_unit(unit: &Unit, out: &mut String) -> fmt::Result {
    write!(out, "{}\t{}-{}\t{}\t", unit.number, unit.begin, unit.end, unit.text)?;
    for cell in &unit.cells {
        if cell.is_empty() {
            out.push('_');
        }
        for (index, value) in cell.iter().enumerate() {
            if index > 0 {
                out.push('|');
            }
            put_value(value, out)?;
        }
        out.push('\t');
    }
    out.push('\n');
    Ok(())
}

fn put_value(value: &Value, out: &mut String) -> fmt::Result {
    match value {
        Value::Feature(text, number) => {
            out.push_str(&set_or_star(text.as_ref()));
            put_number(*number, out)
        }
        Value::Roles(roles, number) => {
            if roles.is_empty() {
                out.push('_');
            }
            out.push_str(&joined(roles, |role| set_or_star(role.as_ref())));
            put_number(*number, out)
        }
        Value::Fillers(fillers) => {
            if fillers.is_empty() {
                out.push('*');
            }
            out.push_str(&joined(fillers, |(unit, number)| match number {
                Some(number) => format!("{unit}[{number}]"),
                None => unit.to_string(),
            }));
            Ok(())
        }
        Value::ChainType(text, chain) => write!(out, "{}[{chain}]", set_or_star(text.as_ref())),
        Value::ChainRelation(text, chain, link) => {
            write!(out, "{}->{chain}-{link}", set_or_star(text.as_ref()))
        }
        Value::Source(unit, Some((from, to))) => write!(out, "{unit}[{from}_{to}]"),
        Value::Source(unit, None) => write!(out, "{unit}"),
    }
}

fn put_number(number: Option<u32>, out: &mut String) -> fmt::Result {
    number.map_or(Ok(()), |number| write!(out, "[{number}]"))
}

fn set_or_star(text: Option<&String>) -> String {
    text.map_or_else(|| "*".to_owned(), |text| escape_value(text))
}

fn joined<T>(parts: &[T], shown: impl Fn(&T) -> String) -> String {
    parts.iter().map(shown).collect::<Vec<_>>().join(";")
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.sentence, self.token)?;
        self.part.map_or(Ok(()), |part| write!(f, ".{part}"))
    }
}
