//! Formats that other programs read, one file each.

pub mod gold;
pub mod offsets;
pub mod stream;
pub mod table;
