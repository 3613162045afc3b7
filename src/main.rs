//! The `hashiya` binary.

fn main() {}
