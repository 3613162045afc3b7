//! The languages Hashiya reads, told apart by script.

/// A language with a folder of its own under `seeds/lexicon/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Language {
    /// Modern Standard Arabic as news desks write it.
    Arabic,
    /// English.
    English,
}

impl Language {
    /// The ISO 639-1 code, which is the folder's name too.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Arabic => "ar",
            Self::English => "en",
        }
    }

    /// Reads a code, `ar` or `en`.
    pub fn parse(code: &str) -> Option<Self> {
        match code {
            "ar" => Some(Self::Arabic),
            "en" => Some(Self::English),
            _ => None,
        }
    }
}
