//! The one place that spreads work over the processors (door: rayon). Results keep the order of the input, so
//! parallel and serial runs give the same bytes.

use rayon::prelude::*;

/// The most items that one processor takes at a time where they differ much in cost.
const SHARE: usize = 16;

/// `f` of every item, in order.
pub(crate) fn map<T: Sync, R: Send>(items: &[T], f: impl Fn(&T) -> R + Sync + Send) -> Vec<R> {
    items.par_iter().map(f).collect()
}

/// `f` of every item, in order, and what the calls gathered beside it. Neighbouring items share a gathering and
/// gatherings are appended in order, so little is held at a time where `append` keeps little.
pub(crate) fn map_gathering<T: Sync, R: Send, G: Default + Send>(
    items: &[T],
    f: impl Fn(&T, &mut G) -> R + Sync + Send,
    append: impl Fn(&mut G, G) + Sync + Send,
) -> (Vec<R>, G) {
    let none = || (Vec::new(), G::default());
    let folded = items.par_iter().fold(none, |(mut results, mut gathered), item| {
        results.push(f(item, &mut gathered));
        (results, gathered)
    });
    folded.reduce(none, |(mut results, mut gathered), (more, found)| {
        results.extend(more);
        append(&mut gathered, found);
        (results, gathered)
    })
}

/// `f` of every item, for its effect; stops early at an error and returns one of them.
pub(crate) fn try_each<T: Sync, E: Send>(items: &[T], f: impl Fn(&T) -> Result<(), E> + Sync + Send) -> Result<(), E> {
    // Left to itself, rayon gives the first share, where the costly items stand, to one processor as a block.
    items.par_iter().with_max_len(SHARE).try_for_each(f)
}

/// Both, at the same time where a processor is free.
pub(crate) fn both<A: Send, B: Send>(a: impl FnOnce() -> A + Send, b: impl FnOnce() -> B + Send) -> (A, B) {
    rayon::join(a, b)
}
