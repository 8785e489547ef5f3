//! Things in a row at given least distances, each as near as can be to where it wants to be.
//!
//! Least squares under an order is isotonic regression, solved exactly by pooling adjacent violators (Ayer et al.
//! 1955; Best and Chakravarti 1990); the same idea keeps nodes apart in Dwyer, Marriott and Stuckey 2006.

/// One thing in the row.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wish {
    /// Wanted place, px.
    pub place: f64,
    /// How much it matters; more than 0.
    pub weight: f64,
    /// Least distance from the one before, px; ignored for the first.
    pub apart: f64,
}

/// Buffers that are used again.
#[derive(Debug, Default)]
pub(crate) struct Pool {
    blocks: Vec<(f64, f64, usize)>,
}

impl Pool {
    /// Replace each wish's place by the nearest allowed one between `low` and `high`. If the row is longer than
    /// that, it starts at `low`.
    pub(crate) fn settle(&mut self, wishes: &mut [Wish], low: f64, high: f64) {
        if let [only] = wishes {
            only.place = only.place.clamp(low, high.max(low));
            return;
        }
        let mut offset = 0.0;
        self.blocks.clear();
        for (at, wish) in wishes.iter().enumerate() {
            if at > 0 {
                offset += wish.apart;
            }
            let mut block = (wish.place - offset, wish.weight, 1);
            while let Some(last) = self.blocks.last() {
                if last.0 <= block.0 {
                    break;
                }
                let weight = last.1 + block.1;
                block = ((last.0 * last.1 + block.0 * block.1) / weight, weight, last.2 + block.2);
                self.blocks.pop();
            }
            self.blocks.push(block);
        }
        let high = (high - offset).max(low);
        let mut at = 0;
        let mut offset = 0.0;
        for (place, _, count) in &self.blocks {
            let place = place.clamp(low, high);
            for wish in &mut wishes[at..at + count] {
                if at > 0 {
                    offset += wish.apart;
                }
                wish.place = place + offset;
                at += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settle(places: &[f64], low: f64, high: f64) -> Vec<f64> {
        let mut wishes: Vec<Wish> =
            places.iter().map(|place| Wish { place: *place, weight: 1.0, apart: 10.0 }).collect();
        Pool::default().settle(&mut wishes, low, high);
        wishes.iter().map(|wish| wish.place).collect()
    }

    #[test]
    fn free_wishes_are_met_and_others_share_the_way() {
        assert_eq!(settle(&[0.0, 30.0], 0.0, 100.0), [0.0, 30.0]);
        assert_eq!(settle(&[20.0, 20.0], 0.0, 100.0), [15.0, 25.0]);
        assert_eq!(settle(&[99.0, 99.0], 0.0, 100.0), [90.0, 100.0]);
        assert_eq!(settle(&[5.0, 5.0, 5.0], 0.0, 10.0), [0.0, 10.0, 20.0]);
    }
}
