//! The lists of the temporal grammar → `temporal_words.rs`: for each language a table of phrases with typed meanings.
//!
//! A phrase is cut into the chunks that the tokeniser will feed: tokens, each with the space before it. Every prefix
//! of a phrase is a node; a node is found by hashing its parent and its last chunk (`src/temporal/chunk.rs`). A value
//! that means nothing to the grammar fails the build.

use crate::chunk::{HIDDEN_ALEF, ROOT, hash};
use crate::fold::{Class as Kind, fold, fold_char};
use crate::lexicon::spellings;
use crate::read_table;
use crate::{Result, sorted};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// A node under construction.
#[derive(Default)]
struct Node {
    key: String,
    parent: u16,
    meanings: Vec<String>,
    cut: Option<&'static str>,
    more: bool,
}

/// Slots per node at least: an unknown word then mostly meets an empty slot, or one whose tag is another.
const SPARSITY: usize = 2;
/// As the reader writes it: no node.
const EMPTY: &str = "(0, 0)";

pub fn build(source: &Path, out: &Path) -> Result<()> {
    let mut code = String::new();
    for language in sorted(source)? {
        let name = language.file_name().unwrap_or_default().to_string_lossy().to_uppercase();
        let nodes = nodes(&language)?;
        let size = (nodes.len() * SPARSITY).next_power_of_two();
        let mut slots: Vec<(u32, usize)> = vec![(0, 0); size];
        for (index, node) in nodes.iter().enumerate().skip(2) {
            let hash = hash(node.parent, node.key.as_bytes());
            let mut at = hash as usize % size;
            while slots[at].1 != 0 {
                at = (at + 1) % size;
            }
            slots[at] = (hash >> 16, index);
        }
        writeln!(code, "pub static {name}: Vocabulary = Vocabulary {{ nodes: &[")?;
        for node in &nodes {
            let meanings = node.meanings.join(", ");
            let cut = node.cut.unwrap_or("0");
            writeln!(
                code,
                "    Node {{ key: {:?}, parent: {}, cut: {cut}, more: {}, meanings: &[{meanings}] }},",
                node.key, node.parent, node.more
            )?;
        }
        code.push_str("], slots: &[\n");
        for (tag, index) in slots {
            if index == 0 {
                writeln!(code, "    {EMPTY},")?;
            } else {
                writeln!(code, "    ({tag}, {index}),")?;
            }
        }
        code.push_str("] };\n");
    }
    fs::write(out.join("temporal_words.rs"), code)?;
    Ok(())
}

/// The tree of one language's phrases; the first two nodes are where phrases begin.
fn nodes(language: &Path) -> Result<Vec<Node>> {
    let mut nodes = vec![Node::default(), Node::default()];
    let mut index: BTreeMap<(u16, String), u16> = BTreeMap::new();
    for list in sorted(language)? {
        let class = list.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        for row in read_table(&list)?.rows() {
            let value = row.get("value");
            let Some(read) = meaning(&class, value) else { break };
            let meaning = read.ok_or_else(|| {
                format!("{}: {value:?} of {:?} means nothing", list.display(), row.get("form"))
            })?;
            let cut = listed_proclitic(&class, value);
            for spelling in spellings(row.get("form"))? {
                add(&mut nodes, &mut index, &fold(&spelling), &meaning, cut)?;
            }
        }
    }
    Ok(nodes)
}

/// Adds the path of one folded phrase and what it means at its end.
fn add(
    nodes: &mut Vec<Node>,
    index: &mut BTreeMap<(u16, String), u16>,
    form: &str,
    meaning: &str,
    cut: Option<&'static str>,
) -> Result<()> {
    let chunks = chunks(form);
    let hidden = chunks.first().and_then(|first| first.strip_prefix('\u{0627}'));
    let mut beginnings = vec![(ROOT, chunks.first().copied())];
    if hidden.is_some_and(|rest| rest.starts_with('\u{0644}')) {
        beginnings.push((HIDDEN_ALEF, hidden));
    }
    for (root, first) in beginnings {
        let mut at = root;
        for chunk in first.into_iter().chain(chunks.iter().copied().skip(1)) {
            nodes[usize::from(at)].more = true;
            let next = u16::try_from(nodes.len())?;
            let known = *index.entry((at, chunk.to_owned())).or_insert(next);
            if known == next {
                nodes.push(Node { key: chunk.to_owned(), parent: at, ..Node::default() });
            }
            at = known;
        }
        let node = &mut nodes[usize::from(at)];
        if at != root && !node.meanings.iter().any(|known| known == meaning) {
            node.meanings.push(meaning.to_owned());
            node.cut = node.cut.or(cut);
        }
    }
    Ok(())
}

/// A folded phrase as the tokeniser cuts it: runs of one kind, marks by themselves, each with the space before it; an
/// apostrophe between Latin letters joins them, save before a single s.
fn chunks(form: &str) -> Vec<&str> {
    let mut cuts: Vec<(usize, usize, Kind)> = Vec::new();
    let mut spaced = true;
    for (at, c) in form.char_indices() {
        let kind = fold_char(c).0;
        let end = at + c.len_utf8();
        if kind == Kind::Space {
            spaced = true;
            continue;
        }
        match cuts.last_mut() {
            Some(last) if !spaced && last.2 == kind && kind != Kind::Punctuation => last.1 = end,
            _ => cuts.push((at, end, kind)),
        }
        spaced = false;
    }
    let mut joined: Vec<(usize, usize, Kind)> = Vec::new();
    let mut i = 0;
    while i < cuts.len() {
        let (from, to, _) = cuts[i];
        let glued = |j: usize| cuts.get(j).filter(|next| j > 0 && next.0 == cuts[j - 1].1);
        match (joined.last_mut(), glued(i + 1)) {
            (Some(last), Some(next))
                if last.2 == Kind::Letter
                    && last.1 == from
                    && &form[from..to] == "'"
                    && next.2 == Kind::Letter
                    && &form[next.0..next.1] != "s" =>
            {
                last.1 = next.1;
                i += 2;
            }
            _ => {
                joined.push(cuts[i]);
                i += 1;
            }
        }
    }
    let ends = joined.iter().map(|cut| cut.1);
    let starts = std::iter::once(0).chain(ends.clone());
    starts.zip(ends).map(|(from, to)| &form[from..to]).collect()
}

/// The proclitic that a short form is listed with: `every:l` of لكل, `half:w` of ونص.
fn listed_proclitic(class: &str, value: &str) -> Option<&'static str> {
    match (class, value.split_once(':')?.1) {
        ("set_words" | "time_words", "l") => Some("proclitic::LI"),
        ("set_words" | "time_words", "b") => Some("proclitic::BI"),
        ("set_words" | "time_words", "w") => Some("proclitic::AND"),
        _ => None,
    }
}

/// A value as a literal of `Meaning`. None: no list of the grammar. Some(None): a value that it cannot have.
#[allow(clippy::option_option)]
fn meaning(class: &str, value: &str) -> Option<Option<String>> {
    let (head, tail) = value.split_once(':').unwrap_or((value, ""));
    let number = |text: &str| text.parse::<i64>().ok();
    let weak = !tail.is_empty();
    let quoted = |variant: &str| Some(format!("Meaning::{variant}({value:?})"));
    Some(match class {
        "months" => {
            let (family, weak) = tail.split_once(':').unwrap_or((tail, ""));
            number(head).map(|n| format!("Meaning::Month({n}, {family:?}, {})", !weak.is_empty()))
        }
        "hijri_months" => number(head).map(|n| format!("Meaning::HijriMonth({n}, {weak})")),
        "weekdays" => number(head).map(|n| format!("Meaning::Weekday({n}, {weak})")),
        "numbers" if tail == "d" => number(head).map(|n| format!("Meaning::DefiniteNumber({n})")),
        "numbers" => number(value).map(|n| format!("Meaning::Number({n})")),
        "ordinals" => number(value).map(|n| format!("Meaning::Ordinal({n})")),
        "time_units" => {
            let unit: String = head[..1].to_uppercase() + &head[1..];
            number(tail).map(|count| format!("Meaning::Unit(Unit::{unit}, {count})"))
        }
        "deictics" => match (head, number(tail)) {
            ("day", Some(offset)) => Some(format!("Meaning::Day({offset})")),
            ("night", Some(offset)) => Some(format!("Meaning::Night({offset})")),
            ("told", Some(offset)) => Some(format!("Meaning::ToldDay({offset})")),
            ("weekend", _) => Some("Meaning::ThisWeekend".to_owned()),
            ("ref", _) => Some(format!(
                "Meaning::Reference({:?})",
                match tail {
                    "past" => "PAST_REF",
                    "future" => "FUTURE_REF",
                    _ => "PRESENT_REF",
                }
            )),
            _ => None,
        },
        "shifts" => quoted("Shift"),
        "day_parts" => {
            let reads = match tail.split(':').next() {
                Some("am") => "Am",
                Some("noon") => "Noon",
                Some("night") => "Night",
                _ => "Pm",
            };
            Some(format!("Meaning::DayPart({head:?}, Reads::{reads}, {})", tail.ends_with(":a")))
        }
        "period_parts" => quoted("PeriodPart"),
        "seasons" => quoted("Season"),
        "approximators" if tail == "behind" => Some(format!("Meaning::Behind({head:?})")),
        "approximators" => quoted("Approximator"),
        "time_words" => Some(format!("Meaning::Role({head:?})")),
        "time_zones" => quoted("Zone"),
        "set_words" if listed_proclitic(class, value).is_some() => Some(format!("Meaning::Set({head:?})")),
        "set_words" => quoted("Set"),
        "decades" => number(value).map(|tens| format!("Meaning::Decade({tens})")),
        "number_traps" => quoted("Trap"),
        "no_times" => Some("Meaning::NoTime".to_owned()),
        "tense_cues" => quoted("Tense"),
        "holidays" => quoted("Holiday"),
        "feast_nouns" => quoted("FeastNoun"),
        "dateline_cues" => Some("Meaning::Cue".to_owned()),
        _ => return None,
    })
}
