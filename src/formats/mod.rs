//! Formats that other programs read, one file each.

pub mod offsets;
pub mod stream;
