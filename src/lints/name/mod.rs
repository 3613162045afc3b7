//! Names: written in two ways, said in part, or unlike the workspace's own records.

mod differs_from_authority;

use super::Rule;

/// The rules of this group.
pub const RULES: &[Rule] = &[differs_from_authority::RULE];
