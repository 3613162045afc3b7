//! The authority file: a workspace's own records of whom and what its articles name.
//!
//! Records are read from TOML ([`parse`]), CSV and SKOS; an [`Authority`] finds their names in passages. Nothing here does
//! I/O: `workspace` reads the files, `analysis` asks the index, `server` and `cli` show what came of it.

pub mod csv;
mod date;
pub mod draft;
mod index;
pub mod parse;
mod record;
pub mod skos;
pub mod spelling;
pub mod standoff;
pub mod write;

pub use date::{PartialDate, Period};
pub use index::{Authority, Found, How, Mended, Named, Use};
pub use record::{Place, RECORD_TYPES, Record, Renamed, Role, Text, is_key};

use std::fmt;

/// What is wrong in a file of records, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong and what to do.
    pub what: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.what)
    }
}
