//! The language server: the only place that knows LSP.
//!
//! What comes in is converted at the edge (`convert`), answered by the core, and converted out. The flow of a
//! message: `frame` cuts the input into bodies, `message` reads one, `transport` applies it in wire order
//! through the `LanguageServer` of `backend`, which changes a `buffer` at once and leaves every computation to
//! a blocking task. What goes out goes through the `outbox`, which never blocks.
//!
//! Deliberately absent: `tower_lsp::Server`. Its loop hangs on `exit`, dies with a panic, deadlocks when the client
//! answers nothing, and ends at the first bad frame.

mod backend;
mod buffer;
mod cancel;
mod capabilities;
mod configuration;
mod convert;
mod diagnostics;
mod everywhere;
mod frame;
mod message;
mod outbox;
mod parent;
#[cfg(debug_assertions)]
mod probe;
mod requests;
mod session;
mod shown;
mod store;
mod transport;
mod worker;

pub use transport::{Options, serve};
