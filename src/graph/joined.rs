//! Sets of tasks that hang together.

/// Of each of `count` things the first of those that `next` joins it to, at once or by way of others. Joining goes both
/// ways: whatever `next` leads to leads back.
pub(super) fn joined<I: IntoIterator<Item = usize>>(count: usize, mut next: impl FnMut(usize) -> I) -> Vec<usize> {
    let mut first_of = vec![usize::MAX; count];
    let mut open = Vec::new();
    for first in 0..count {
        open.push(first);
        while let Some(at) = open.pop() {
            if first_of[at] == usize::MAX {
                first_of[at] = first;
                open.extend(next(at));
            }
        }
    }
    first_of
}
