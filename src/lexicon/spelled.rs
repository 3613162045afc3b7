//! How a spelling of a word is told apart from others of the same word: by the hamzas of its alefs.
//!
//! The build script and the program share this file, so it depends on nothing else.

/// Nothing is said of the word, however it is written. As pattern and as level.
pub const FREE: u16 = 0xFFFF;
/// The word is also the name of a foreign letter. As pattern and as level.
pub const LETTER: u16 = 0xFFFE;
/// Set in the level of a spelling that is right beside more frequent ones.
pub const RIGHT: u16 = 0x4000;

/// Alefs that a pattern has room for.
pub const MOST_ALEFS: usize = 7;

/// Which alef a letter is; none for other letters.
pub const fn alef(c: char) -> Option<u16> {
    match c {
        '\u{627}' => Some(0),
        '\u{623}' => Some(1),
        '\u{625}' => Some(2),
        '\u{622}' => Some(3),
        _ => None,
    }
}
