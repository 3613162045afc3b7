//! What the whole document decides, over marked texts.

mod authority;
mod coreference;
mod linking;
