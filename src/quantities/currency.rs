//! Which of the currencies of one name is meant: a dinar is nine.
//!
//! The country beside the word decides, then the only country of the paragraph that has such a currency, then what the
//! list holds for understood. Otherwise the sum keeps no unit: a wrong currency is worse than none.

use super::numbers::Grammar;
use super::words::Meaning;
use smallvec::SmallVec;

/// Countries that a paragraph names by an adjective, each once.
pub(super) type Countries = SmallVec<[&'static str; 4]>;

/// More countries than this are a list that decides nothing.
const MOST_COUNTRIES: usize = 24;

/// The countries that the row names.
pub(super) fn countries(grammar: Grammar) -> Countries {
    let mut out = Countries::new();
    for i in 0..grammar.row.len() {
        if out.len() < MOST_COUNTRIES
            && let Some(country) = country(grammar, i)
            && !out.contains(&country)
        {
            out.push(country);
        }
    }
    out
}

/// The country whose adjective word `i` is.
pub(super) fn country(grammar: Grammar, i: usize) -> Option<&'static str> {
    grammar.find(i, |m| if let Meaning::Country(country) = m { Some(country) } else { None })
}

/// The code of `country` among `codes`: a code begins with its country.
pub(super) fn of_country(codes: &'static str, country: &str) -> Option<&'static str> {
    names(codes).find(|code| code.starts_with(country))
}

/// The code that is meant where no country stands beside the word; `magnitude` when the sum holds one.
pub(super) fn choose(
    codes: &'static str,
    magnitude: bool,
    countries: impl FnOnce() -> Countries,
) -> Option<&'static str> {
    let mut all = names(codes);
    let (first, more) = (all.next()?, all.next().is_some());
    if !more || codes.starts_with('*') {
        return Some(first);
    }
    if codes.starts_with('+') {
        return magnitude.then_some(first);
    }
    let named = countries();
    let mut fitting = names(codes).filter(|code| named.iter().any(|country| code.starts_with(country)));
    match (fitting.next(), fitting.next()) {
        (Some(code), None) => Some(code),
        _ => codes.starts_with('~').then_some(first),
    }
}

/// True for a word that is a currency only where its country or a magnitude stands beside it.
pub(super) fn needs_company(codes: &str) -> bool {
    codes.ends_with('-') || codes.starts_with('+')
}

fn names(codes: &'static str) -> impl Iterator<Item = &'static str> {
    codes.trim_start_matches(['*', '~', '+']).split(' ').filter(|code| *code != "-")
}
