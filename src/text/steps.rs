//! How many words a grammar has looked up on this thread: the measure of its work in tests of its cost.

use std::cell::Cell;

thread_local!(static TAKEN: Cell<usize> = const { Cell::new(0) });

/// Counts one look-up.
pub fn take() {
    TAKEN.set(TAKEN.get() + 1);
}

/// The look-ups of `work`.
pub fn of(work: impl FnOnce()) -> usize {
    let before = TAKEN.get();
    work();
    TAKEN.get() - before
}

/// Asserts that reading costs the length of the text: twice a repeated piece takes at most twice the look-ups, and
/// slightly more, as the first words and the last cost something of their own.
///
/// # Panics
/// When twice the text takes much more than twice the steps.
pub fn grow_linearly(piece: &str, read: impl Fn(&str)) {
    const REPEATS: usize = 120;
    let once = of(|| read(&piece.repeat(REPEATS)));
    let twice = of(|| read(&piece.repeat(2 * REPEATS)));
    assert!(twice * 10 <= once * 22 + 1_000, "{piece:?}: {once} steps, and {twice} for twice the text");
}
