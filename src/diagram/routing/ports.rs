//! Ports: where lines leave and enter the sides of boxes, and the heights at which they pass columns.
//!
//! A side of a box has one port for each net, spread in the order of where their lines lead.

use crate::diagram::coordinates::Places;
use crate::diagram::layering::Graph;
use crate::diagram::neighbours::Neighbours;
use crate::diagram::ordering::{Order, ProperGraph, Trunk};
use crate::diagram::size;

/// Ports of all boxes and dummies; a *terminal* is one of them.
pub(crate) struct Ports {
    /// Height of each terminal, px; those of dummies come first, in the order of the items.
    pub y: Vec<f64>,
    /// Terminals of each route at its left and at its right box.
    pub ends: Vec<(usize, usize)>,
    /// The place of a route among those that run straight down between two boxes of a column, if it is one.
    pub direct: Vec<Option<usize>>,
    /// A join for each trunk and channel that it passes, from the left; those of a trunk follow each other.
    pub joins: Vec<Join>,
    /// The first join of each trunk.
    pub first_join: Vec<usize>,
    /// First and past-the-last terminal of each box: left side, right side.
    pub sides: Vec<[(usize, usize); 2]>,
    /// Wanted distance of two at one side, px.
    wanted: f64,
}

/// A trunk in a channel: all its terminals on the left are joined with all on the right.
pub(crate) struct Join {
    /// The column on the right of the channel.
    pub channel: usize,
    pub left: Vec<usize>,
    pub right: Vec<usize>,
}

impl Ports {
    /// Ports spread about the middles of their sides.
    pub(crate) fn new(graph: &Graph, proper: &ProperGraph, order: &Order, places: &Places) -> Self {
        let mut maker = Maker::new(graph, proper, order, places);
        maker.gather();
        maker.join();
        maker.ports
    }

    /// Distance of so many ports in so much room, px.
    pub(super) fn gap(&self, room: f64, count: usize) -> f64 {
        if count < 2 { 0.0 } else { self.wanted.min(room / (count - 1) as f64) }
    }

    /// Terminal of a dummy.
    pub(crate) fn of_dummy(item: usize, boxes: usize) -> usize {
        item - boxes
    }

    /// Terminals left and right of each other.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (usize, usize)> + Clone + '_ {
        self.joins
            .iter()
            .flat_map(|join| join.left.iter().flat_map(|left| join.right.iter().map(|right| (*left, *right))))
    }
}

/// A line, or all lines of a net, at one side of a box.
#[derive(Clone, Copy)]
struct End {
    item: usize,
    right: bool,
    wish: f64,
    of: Owner,
}

/// To which lines a port belongs; derived order breaks ties.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Owner {
    /// A trunk, and the place of the box among its sources or targets.
    Trunk(usize, usize),
    /// The first and the last end of a route around on the right.
    First(usize),
    Last(usize),
}

/// Ports in the making.
struct Maker<'a> {
    proper: &'a ProperGraph,
    places: &'a Places,
    boxes: usize,
    ports: Ports,
    /// Terminals of each trunk: those of its sources, those of its targets.
    of_trunk: Vec<[Vec<usize>; 2]>,
}

impl<'a> Maker<'a> {
    fn new(graph: &Graph, proper: &'a ProperGraph, order: &Order, places: &'a Places) -> Self {
        let boxes = graph.nodes.len();
        let terminals = |trunk: &Trunk| [vec![0; trunk.net.sources.len()], vec![0; trunk.net.targets.len()]];
        Maker {
            proper,
            places,
            boxes,
            ports: Ports {
                y: places.middle[boxes..].to_vec(),
                wanted: graph.port_gap(),
                ends: vec![(0, 0); proper.routes.len()],
                direct: direct(graph, proper, order),
                joins: Vec::new(),
                first_join: Vec::with_capacity(proper.trunks.len()),
                sides: vec![[(0, 0); 2]; boxes],
            },
            of_trunk: proper.trunks.iter().map(terminals).collect(),
        }
    }

    /// Make the terminals of all boxes.
    fn gather(&mut self) {
        let mut ends = Vec::with_capacity(2 * self.proper.routes.len());
        for (at, trunk) in self.proper.trunks.iter().enumerate() {
            self.ends_of(at, trunk, &mut ends);
        }
        for (at, route) in self.proper.routes.iter().enumerate() {
            if route.trunk.is_none() && self.ports.direct[at].is_none() {
                let around = |item: usize, other: usize, of: Owner| {
                    let shift = (self.places.middle[other] - self.places.middle[item]).clamp(-9e5, 9e5);
                    // The farther the other end, the nearer to the middle of the side.
                    End { item, right: true, wish: 2e6_f64.copysign(shift) - shift, of }
                };
                ends.extend([
                    around(route.left, route.right, Owner::First(at)),
                    around(route.right, route.left, Owner::Last(at)),
                ]);
            }
        }
        let side = |end: &End| 2 * end.item + usize::from(end.right);
        let by_side = Neighbours::new(2 * self.boxes, ends.iter().enumerate().map(|(at, end)| (side(end), at)));
        for at in 0..2 * self.boxes {
            let mut side: Vec<End> = by_side.of(at).iter().map(|end| ends[*end]).collect();
            if !side.is_empty() {
                side.sort_by(|a, b| a.wish.total_cmp(&b.wish).then(a.of.cmp(&b.of)));
                self.spread(&side);
            }
        }
        for (at, route) in self.proper.routes.iter().enumerate() {
            if let Some(trunk) = route.trunk {
                let net = &self.proper.trunks[trunk].net;
                let place = |list: &[usize], item: usize| list.partition_point(|one| *one < item);
                let [sources, targets] = &self.of_trunk[trunk];
                self.ports.ends[at] =
                    (sources[place(&net.sources, route.left)], targets[place(&net.targets, route.right)]);
            }
        }
    }

    /// The ends of a trunk at its boxes, each drawn towards the middle of what it leads to in the next column.
    fn ends_of(&self, at: usize, trunk: &Trunk, ends: &mut Vec<End>) {
        let items = &self.proper.items;
        let mean = |list: &mut dyn Iterator<Item = usize>| {
            let (sum, count) =
                list.fold((0.0, 0.0), |(sum, count), item| (sum + self.places.middle[item], count + 1.0));
            sum / f64::max(count, 1.0)
        };
        for (place, item) in trunk.net.sources.iter().enumerate() {
            let next = items[*item].column + 1;
            let wish = mean(&mut trunk.items(&trunk.net.targets, next, items));
            ends.push(End { item: *item, right: true, wish, of: Owner::Trunk(at, place) });
        }
        for (place, item) in trunk.net.targets.iter().enumerate() {
            let before = items[*item].column - 1;
            let wish = mean(&mut trunk.items(&trunk.net.sources, before, items));
            ends.push(End { item: *item, right: false, wish, of: Owner::Trunk(at, place) });
        }
    }

    /// Terminals of one side of one box, spread about its middle; too many share.
    fn spread(&mut self, side: &[End]) {
        let (item, right) = (side[0].item, usize::from(side[0].right));
        let room = (self.proper.items[item].height - 2.0 * size::PORT_INSET).max(0.0);
        let count = side.len().min((room / size::PORT_LEAST) as usize + 1);
        let gap = self.ports.gap(room, count);
        let first = self.ports.y.len();
        for at in 0..count {
            self.ports.y.push(self.places.middle[item] + (at as f64 - (count - 1) as f64 / 2.0) * gap);
        }
        for (at, end) in side.iter().enumerate() {
            let terminal = first + at * count / side.len();
            match end.of {
                Owner::Trunk(trunk, place) => self.of_trunk[trunk][1 - right][place] = terminal,
                Owner::First(route) => self.ports.ends[route].0 = terminal,
                Owner::Last(route) => self.ports.ends[route].1 = terminal,
            }
        }
        self.ports.sides[item][right] = (first, first + count);
    }

    fn join(&mut self) {
        for (trunk, [sources, targets]) in self.proper.trunks.iter().zip(&self.of_trunk) {
            self.ports.first_join.push(self.ports.joins.len());
            let of = |boxes: &[usize], terminals: &[usize], column: usize| -> Vec<usize> {
                let here = boxes.iter().zip(terminals).filter(|(item, _)| self.proper.items[**item].column == column);
                let dummy = trunk.dummy(column).map(|item| Ports::of_dummy(item, self.boxes));
                here.map(|(_, terminal)| *terminal).chain(dummy).collect()
            };
            for channel in trunk.first + 1..=trunk.last {
                let left = of(&trunk.net.sources, sources, channel - 1);
                let right = of(&trunk.net.targets, targets, channel);
                self.ports.joins.push(Join { channel, left, right });
            }
        }
    }
}

/// Which routes run straight down between neighbours of a column.
fn direct(graph: &Graph, proper: &ProperGraph, order: &Order) -> Vec<Option<usize>> {
    let mut place = vec![0; graph.nodes.len()];
    if proper.routes.iter().any(|route| route.trunk.is_none()) {
        for column in 0..proper.columns {
            let boxes = order.columns.of(column).iter().filter(|item| **item < graph.nodes.len());
            boxes.enumerate().for_each(|(at, item)| place[*item] = at);
        }
    }
    let mut direct = vec![None; proper.routes.len()];
    let mut before = (usize::MAX, usize::MAX, 0);
    for (at, route) in proper.routes.iter().enumerate() {
        if route.trunk.is_some() || place[route.left].abs_diff(place[route.right]) != 1 {
            continue;
        }
        let again = if (before.0, before.1) == (route.left, route.right) { before.2 + 1 } else { 0 };
        direct[at] = Some(again);
        before = (route.left, route.right, again);
    }
    direct
}
