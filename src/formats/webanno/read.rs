//! From the file to the model. Line ends of Windows and a missing tab at the end of a row are forgiven.

use super::super::Problem;
use super::escapes::{ends_escaping, split, suffix, unescape_text, unescape_value};
use super::model::{Column, Document, Layer, LayerKind, Number, Sentence, Unit, Value};

/// The document that a file holds.
pub fn read(content: &str) -> Result<Document, Problem> {
    let content = content.strip_prefix('\u{feff}').unwrap_or(content);
    let lines = content.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line));
    let mut lines = (1..).zip(lines).peekable();
    let first = lines.next().map_or("", |(_, line)| line);
    let minor = match first.strip_prefix("#FORMAT=WebAnno TSV ") {
        Some("3.2") => 2,
        Some("3.3") => 3,
        _ => return Err(Problem::at(1, "no WebAnno TSV 3.3: export the document as \"WebAnno TSV v3.3\"")),
    };
    let mut layers = Vec::new();
    while let Some((number, line)) = lines.next_if(|(_, line)| line.starts_with("#T_")) {
        layers.push(layer(line).map_err(|what| Problem::at(number, what))?);
    }
    let columns: Vec<Column> = layers.iter().flat_map(|layer: &Layer| layer.columns.clone()).collect();
    let mut sentences: Vec<Sentence> = Vec::new();
    let mut head = Head::default();
    for (number, line) in lines {
        if line.is_empty() {
            head.close(number)?;
        } else if let Some(id) = line.strip_prefix("#Sentence.id=") {
            head.id = Some(unescape_text(id));
        } else if let Some(text) = line.strip_prefix("#Text=") {
            let before = head.text.take().map(|before| before + "\n").unwrap_or_default();
            head.text = Some(before + &unescape_text(text));
        } else if !line.starts_with('#') {
            let unit = unit(line, &columns).map_err(|what| Problem::at(number, what))?;
            if let Some(text) = head.text.take() {
                sentences.push(Sentence { id: head.id.take(), text, units: Vec::new() });
                head.open = true;
            }
            match sentences.last_mut().filter(|_| head.open) {
                Some(sentence) if unit.number.part.is_none() || !sentence.units.is_empty() => {
                    sentence.units.push(unit);
                }
                Some(_) => return Err(Problem::at(number, "a part of a token stands before its token")),
                None => {
                    return Err(Problem::at(number, "a token without a sentence: a #Text= line is missing"));
                }
            }
        }
    }
    Ok(Document { minor, layers, sentences })
}

/// What stands above the tokens of a sentence.
#[derive(Default)]
struct Head {
    id: Option<String>,
    text: Option<String>,
    /// Tokens belong to the last sentence.
    open: bool,
}

impl Head {
    /// At an empty line.
    fn close(&mut self, number: usize) -> Result<(), Problem> {
        self.open = false;
        match self.text {
            Some(_) => Err(Problem::at(number, "a sentence without a token: its place is not known")),
            None => Ok(()),
        }
    }
}

fn layer(line: &str) -> Result<Layer, String> {
    let (kind, rest) = match line.split_once('=') {
        Some(("#T_SP", rest)) => (LayerKind::Span, rest),
        Some(("#T_CH", rest)) => (LayerKind::Chain, rest),
        Some(("#T_RL", rest)) => (LayerKind::Relation, rest),
        _ => return Err("no layer: expected #T_SP=, #T_CH= or #T_RL=".to_owned()),
    };
    let (name, rest) = rest.split_once('|').unwrap_or((rest, ""));
    let mut columns = Vec::new();
    for name in rest.split('|') {
        let column = match (kind, columns.last()) {
            (LayerKind::Span, Some(Column::Roles(_))) => Column::Fillers(name.to_owned()),
            (LayerKind::Span, _) => match name.strip_prefix("ROLE_") {
                Some(name) => Column::Roles(name.to_owned()),
                None => Column::Feature(name.to_owned()),
            },
            (LayerKind::Relation, _) => match name.strip_prefix("BT_") {
                Some(name) => Column::Source(name.to_owned()),
                None => Column::Feature(name.to_owned()),
            },
            (LayerKind::Chain, _) => match name {
                "referenceType" => Column::ChainType,
                "referenceRelation" => Column::ChainRelation,
                _ => return Err(format!("a chain has no feature \"{name}\"")),
            },
        };
        columns.push(column);
    }
    Ok(Layer { kind, name: name.to_owned(), columns })
}

fn unit(line: &str, columns: &[Column]) -> Result<Unit, String> {
    let line = line.strip_suffix('\t').unwrap_or(line);
    let missing = || format!("a row of {} columns was expected", columns.len() + 3);
    let (number, rest) = line.split_once('\t').ok_or_else(missing)?;
    let number = parse_number(number).ok_or_else(|| format!("\"{number}\" is no number of a token"))?;
    let (offsets, rest) = rest.split_once('\t').ok_or_else(missing)?;
    let (begin, end) = offsets
        .split_once('-')
        .and_then(|(begin, end)| Some((begin.parse().ok()?, end.parse().ok()?)))
        .filter(|(begin, end): &(usize, usize)| begin <= end)
        .ok_or_else(|| format!("\"{offsets}\" are no offsets"))?;
    // From the right, as a token may hold anything.
    let mut fields: Vec<&str> = rest.rsplitn(columns.len() + 1, '\t').collect();
    let text = fields.pop().filter(|_| fields.len() == columns.len()).ok_or_else(missing)?;
    let cells = columns.iter().zip(fields.into_iter().rev()).map(|(column, field)| cell(column, field));
    Ok(Unit { number, begin, end, text: text.to_owned(), cells: cells.collect::<Result<_, _>>()? })
}

fn cell(column: &Column, field: &str) -> Result<Vec<Value>, String> {
    if field == "_" {
        return Ok(Vec::new());
    }
    let values = split(field, '|').into_iter().map(|text| {
        value(column, text).ok_or_else(|| format!("\"{text}\" cannot be read in its column ({column:?})"))
    });
    values.collect()
}

fn value(column: &Column, text: &str) -> Option<Value> {
    match column {
        Column::Feature(_) => {
            let (text, number) = numbered(text)?;
            Some(Value::Feature(unless_star(text), number))
        }
        Column::Roles(_) => {
            let (text, number) = numbered(text)?;
            let roles = if text == "_" { Vec::new() } else { split(text, ';') };
            Some(Value::Roles(roles.into_iter().map(unless_star).collect(), number))
        }
        Column::Fillers(_) => {
            let fillers = if text == "*" { Vec::new() } else { split(text, ';') };
            let fillers = fillers.into_iter().map(|filler| {
                let (unit, number) = numbered(filler)?;
                Some((parse_number(unit)?, number))
            });
            fillers.collect::<Option<_>>().map(Value::Fillers)
        }
        Column::ChainType => {
            let (text, number) = numbered(text)?;
            Some(Value::ChainType(unless_star(text), number?))
        }
        Column::ChainRelation => {
            let arrow = text.rfind("->").filter(|&at| !ends_escaping(&text[..at]))?;
            let (chain, link) = text[arrow + 2..].split_once('-')?;
            Some(Value::ChainRelation(unless_star(&text[..arrow]), chain.parse().ok()?, link.parse().ok()?))
        }
        Column::Source(_) => {
            let (unit, ends) = suffix(text);
            let ends = match ends {
                Some(ends) => {
                    let (from, to) = ends.split_once('_')?;
                    Some((from.parse().ok()?, to.parse().ok()?))
                }
                None => None,
            };
            Some(Value::Source(parse_number(unit)?, ends))
        }
    }
}

/// A value and the number behind it.
fn numbered(text: &str) -> Option<(&str, Option<u32>)> {
    match suffix(text) {
        (text, Some(number)) => Some((text, Some(number.parse().ok()?))),
        (text, None) => Some((text, None)),
    }
}

fn unless_star(text: &str) -> Option<String> {
    (text != "*").then(|| unescape_value(text))
}

fn parse_number(text: &str) -> Option<Number> {
    let (sentence, token) = text.split_once('-')?;
    let (token, part) = match token.split_once('.') {
        Some((token, part)) => (token, Some(part.parse().ok()?)),
        None => (token, None),
    };
    Some(Number { sentence: sentence.parse().ok()?, token: token.parse().ok()?, part })
}
