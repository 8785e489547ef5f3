//! Crossings between two columns: pairs of ends that stand the other way round, counted as inversions (Barth, Mutzel and
//! Jünger 2004).

/// Up to this many lines between two columns are compared in pairs.
const FEW: usize = 24;

/// Crossings of lines from places in one column to places in the next, which has `width` of them. They come sorted by
/// the first, and may be left sorted by both.
pub(super) fn crossing_count(ends: &mut [(u32, u32)], width: usize) -> u64 {
    if none_cross(ends) {
        return 0;
    }
    if ends.len() <= FEW {
        return count_pairs(ends);
    }
    ends.sort_unstable();
    count_by_tree(ends, width)
}

/// Pairs of so few ends that looking at all of them is cheapest.
fn count_pairs(ends: &[(u32, u32)]) -> u64 {
    let mut sum = 0;
    for (at, one) in ends.iter().enumerate() {
        sum += ends[..at].iter().filter(|other| other.0 < one.0 && other.1 > one.1).count();
    }
    sum as u64
}

/// Whether no pair stands the other way round: each end lies below all ends of the items above. Most columns are so.
fn none_cross(ends: &[(u32, u32)]) -> bool {
    let (mut from, mut above, mut own) = (0, 0, 0);
    ends.iter().all(|end| {
        if end.0 != from {
            (from, above) = (end.0, own);
        }
        own = own.max(end.1);
        end.1 >= above
    })
}

/// Pairs that stand the other way round, by a tree of counts.
fn count_by_tree(ends: &[(u32, u32)], width: usize) -> u64 {
    let mut tree = vec![0_u64; width + 1];
    let mut sum = 0;
    for (seen, (_, to)) in ends.iter().enumerate() {
        let (mut at, mut before) = (*to as usize + 1, 0);
        while at > 0 {
            before += tree[at];
            at &= at - 1;
        }
        sum += seen as u64 - before;
        let mut at = *to as usize + 1;
        while at <= width {
            tree[at] += 1;
            at += at & at.wrapping_neg();
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_and_tree_count_the_same() {
        let cases: [(&[(u32, u32)], u64); 3] =
            [(&[(0, 1), (1, 0)], 1), (&[(0, 0), (0, 1), (1, 1)], 0), (&[(0, 2), (1, 1), (2, 0)], 3)];
        for (ends, count) in cases {
            assert_eq!((count_by_tree(ends, 3), count_pairs(ends)), (count, count));
        }
    }
}
