//! What the whole document decides, over marked texts.

mod coreference;
mod linking;
