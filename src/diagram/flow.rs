//! Links as hops from column to column: a link over several columns passes each of those between on a *pass*, an
//! item without height that takes its place among the boxes (the dummies of Sugiyama, Tagawa and Toda 1981). Links
//! of one kind from one box share passes, so they leave as one trunk; so do many links of one kind to one box, and
//! alternatives, which arrive as one.

use super::columns::Columns;
use super::graph::Graph;
use super::hops::Builder;
use super::neighbours::Neighbours;

/// Items of all columns and the way of each link over them.
pub(super) struct Flow {
    /// Boxes first, in the order of the graph's nodes, then passes.
    pub items: Vec<Item>,
    /// One per link of the graph.
    pub routes: Vec<Route>,
    /// Items that the routes visit, end to end.
    pub stops: Vec<usize>,
    /// Hops between neighbouring columns, each once: item left and item right.
    pub hops: Vec<(usize, usize)>,
    /// Neighbours of each item in the column before, and in the one after.
    pub left: Neighbours,
    pub right: Neighbours,
    /// Counterparts in one lane and column, the first of the plan first; sorted.
    pub beside: Vec<(usize, usize)>,
    /// Number of columns.
    pub columns: usize,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Item {
    pub column: usize,
    pub lane: usize,
    /// Height, px; 0 for a pass.
    pub height: f64,
}

/// How a link runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// From the right side of the left box to the left side of the right box.
    Across,
    /// Inside one column: straight down if nothing is between, else around on the right.
    Beside,
    /// Out on the right, back over the columns, in from the left.
    Back,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Route {
    pub way: Way,
    /// First and past-the-last index into [`Flow::stops`]; the first and last stop are boxes.
    pub start: usize,
    pub end: usize,
    /// Links of one net share ports and passes.
    pub net: usize,
    /// The net is one of links to the same box, not from it.
    pub into: bool,
}

impl Flow {
    pub(super) fn new(graph: &Graph, columns: &Columns) -> Self {
        let count = columns.starts.last().copied().unwrap_or(0);
        let mut builder = Builder::new(graph, columns, count);
        builder.find_trunks(graph);
        for link in &graph.links {
            builder.link(link);
        }
        let mut flow = builder.flow;
        flow.left = Neighbours::new(flow.items.len(), flow.hops.iter().map(|hop| (hop.1, hop.0)));
        flow.right = Neighbours::new(flow.items.len(), flow.hops.iter().copied());
        flow
    }

    /// Whether two boxes are counterparts in one lane and column.
    pub(super) fn are_beside(&self, a: usize, b: usize) -> bool {
        !self.beside.is_empty() && self.beside.binary_search(&(a.min(b), a.max(b))).is_ok()
    }

    /// The stops of a route.
    pub(super) fn path(&self, route: &Route) -> &[usize] {
        &self.stops[route.start..route.end]
    }
}

#[cfg(test)]
mod tests {
    use super::super::{columns, sample};
    use super::*;

    fn flow(drawing: &super::super::drawing::Drawing) -> Flow {
        let graph = Graph::new(drawing);
        let columns = columns::assign(&graph);
        Flow::new(&graph, &columns)
    }

    #[test]
    fn long_links_of_one_box_share_their_passes() {
        let mut drawing = sample::chain(5);
        drawing.edges.push(sample::edge(0, 3));
        drawing.edges.push(sample::edge(0, 4));
        let flow = flow(&drawing);
        assert_eq!(flow.items.len(), 5 + 3);
        let long: Vec<usize> = flow.routes.iter().map(|route| route.end - route.start).collect();
        assert!(long.contains(&4) && long.contains(&5));
    }

    #[test]
    fn a_cycle_runs_back_over_the_columns() {
        let mut drawing = sample::chain(3);
        drawing.edges.push(sample::edge(2, 0));
        let flow = flow(&drawing);
        assert_eq!(flow.routes.iter().filter(|route| route.way == Way::Back).count(), 1);
    }
}
