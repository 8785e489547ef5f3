//! Which lines say nothing new: the transitive reduction (Aho, Garey and Ullman 1972).

use super::neighbours::Neighbours;

/// From so many lines on a picture leaves out those that follow from others.
const LEAST: usize = 10;
/// Most boxes of a picture that does: it takes a bit for each two of them.
const MOST: usize = 4_000;

/// Which lines of a picture of so many boxes follow from others, over which their end is reached anyway. `None` stands for
/// a line that is only likely or belongs to a choice: it neither follows nor is a way. Lines of a circle all stay. The
/// result does not depend on the order of the lines.
///
/// Bit sets of the boxes that each box reaches, from the last ones on: lines × boxes / 64 steps.
pub fn implied(boxes: usize, lines: &[Option<(usize, usize)>]) -> Vec<bool> {
    let mut implied = vec![false; lines.len()];
    if lines.len() < LEAST || boxes > MOST {
        return implied;
    }
    let plain = lines.iter().enumerate().filter_map(|(at, line)| line.map(|(from, _)| (from, at)));
    let begun = Neighbours::new(boxes, plain);
    let end = |line: usize| lines[line].map_or(0, |line| line.1);
    let mut waiting = vec![0_usize; boxes];
    lines.iter().flatten().for_each(|(_, to)| waiting[*to] += 1);
    let mut order: Vec<usize> = (0..boxes).filter(|one| waiting[*one] == 0).collect();
    let mut at = 0;
    while let Some(one) = order.get(at).copied() {
        at += 1;
        for to in begun.of(one).iter().map(|line| end(*line)) {
            waiting[to] -= 1;
            if waiting[to] == 0 {
                order.push(to);
            }
        }
    }
    let words = boxes.div_ceil(64);
    let mut reach = vec![0_u64; boxes * words];
    let mut far = vec![0_u64; words];
    for one in order.into_iter().rev() {
        far.fill(0);
        for to in begun.of(one).iter().map(|line| end(*line)) {
            let next = &reach[to * words..(to + 1) * words];
            far.iter_mut().zip(next).for_each(|(far, next)| *far |= next);
        }
        let own = &mut reach[one * words..(one + 1) * words];
        own.copy_from_slice(&far);
        for line in begun.of(one) {
            let (word, bit) = (end(*line) / 64, 1 << (end(*line) % 64));
            implied[*line] = far[word] & bit != 0;
            own[word] |= bit;
        }
    }
    implied
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A chain of eleven boxes, and these lines.
    fn beside_a_chain(more: &[Option<(usize, usize)>]) -> Vec<bool> {
        let chain: Vec<_> = (0..10).map(|at| Some((at, at + 1))).collect();
        implied(12, &[&chain, more].concat()).split_off(chain.len())
    }

    #[test]
    fn a_line_follows_where_others_lead_to_its_end() {
        assert_eq!(beside_a_chain(&[Some((0, 2)), Some((3, 9)), Some((0, 11)), None]), [true, true, false, false]);
        // Two lines that say the same don't follow from each other, and few lines are all drawn.
        assert_eq!(beside_a_chain(&[Some((0, 1))]), [false]);
        assert_eq!(implied(3, &[Some((0, 1)), Some((1, 2)), Some((0, 2))]), [false; 3]);
    }

    #[test]
    fn a_circle_keeps_its_lines() {
        assert_eq!(beside_a_chain(&[Some((10, 0)), Some((0, 2))]), [false; 2]);
    }
}
