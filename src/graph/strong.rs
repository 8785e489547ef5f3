//! Strongly connected parts of a graph.

/// The parts of a graph in each of which every node leads to every other, by the arcs of each node. A part comes behind those
/// that it leads to. Tarjan's algorithm (SIAM Journal on Computing 1:2, 1972), without recursion.
pub(super) fn strong(nexts: &[Vec<usize>]) -> Vec<Vec<usize>> {
    /// Its part is told.
    const TOLD: usize = usize::MAX;
    let mut low = vec![0; nexts.len()];
    let (mut count, mut stack, mut parts) = (0, Vec::new(), Vec::new());
    // Nodes being visited, with the number of each and how many of its arcs were followed.
    let mut open: Vec<(usize, usize, usize)> = Vec::new();
    for start in 0..nexts.len() {
        let mut enter = (low[start] == 0).then_some(start);
        loop {
            if let Some(node) = enter.take() {
                count += 1;
                low[node] = count;
                stack.push(node);
                open.push((node, count, 0));
            }
            let Some((node, number, followed)) = open.last_mut() else { break };
            let (node, number) = (*node, *number);
            if let Some(next) = nexts[node].get(*followed).copied() {
                *followed += 1;
                match low[next] {
                    0 => enter = Some(next),
                    TOLD => {}
                    other => low[node] = low[node].min(other),
                }
                continue;
            }
            open.pop();
            if low[node] == number {
                let from = stack.iter().rposition(|other| *other == node).unwrap_or_default();
                let part = stack.split_off(from);
                for node in &part {
                    low[*node] = TOLD;
                }
                parts.push(part);
            } else if let Some((above, ..)) = open.last() {
                low[*above] = low[*above].min(low[node]);
            }
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_come_behind_what_they_lead_to() {
        let nexts = [vec![1], vec![2, 3], vec![0], vec![4], vec![3], vec![], vec![5, 0]];
        let mut parts = strong(&nexts);
        for part in &mut parts {
            part.sort_unstable();
        }
        assert_eq!(parts, [vec![3, 4], vec![0, 1, 2], vec![5], vec![6]]);
    }

    #[test]
    fn a_long_way_needs_no_deep_stack() {
        let nexts: Vec<Vec<usize>> = (0..200_000).map(|at| vec![(at + 1) % 200_000]).collect();
        assert_eq!(strong(&nexts).len(), 1);
    }
}
