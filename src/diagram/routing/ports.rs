//! Ports: where lines leave and enter the sides of boxes, and the heights at which they pass columns.
//!
//! Ports are spread over the side of a box in the order of where their lines lead.

use crate::diagram::coordinates::Places;
use crate::diagram::layering::Graph;
use crate::diagram::neighbours::Neighbours;
use crate::diagram::ordering::Order;
use crate::diagram::ordering::{ProperGraph, Route, Way};
use crate::diagram::size;

/// Ports of all boxes and dummies; a *terminal* is one of them.
pub(crate) struct Ports {
    /// Height of each terminal, px; those of dummies come first, in the order of the items.
    pub y: Vec<f64>,
    /// Terminals at the first and the last stop of each route.
    pub ends: Vec<(usize, usize)>,
    /// The place of a route among those that run straight down between two boxes of a column, if it is one.
    pub direct: Vec<Option<usize>>,
    /// Hops between terminals, sorted so that those of one trunk follow each other; each once.
    pub hops: Vec<Hop>,
    /// First and past-the-last terminal of each box: left side, right side.
    pub sides: Vec<[(usize, usize); 2]>,
}

/// From a terminal right of one column to one left of the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Hop {
    /// Column on the left.
    pub column: usize,
    /// Part of a trunk that leads into one box: hops with the same right terminal share their track, else those
    /// with the same left one.
    pub into: bool,
    /// The terminal that shares.
    pub trunk: usize,
    pub left: usize,
    pub right: usize,
    /// Lines that run over it.
    pub lines: i64,
}

impl Ports {
    /// Ports spread about the middles of their sides.
    pub(crate) fn new(graph: &Graph, proper: &ProperGraph, order: &Order, places: &Places) -> Self {
        let mut maker = Maker::new(graph, proper, order, places);
        maker.gather();
        maker.hops();
        maker.ports
    }

    /// Terminal of a dummy.
    pub(crate) fn of_dummy(item: usize, boxes: usize) -> usize {
        item - boxes
    }
}

/// One end of a route at a box.
#[derive(Clone, Copy)]
struct End {
    item: usize,
    right: bool,
    /// Ends with the same key share a port.
    key: usize,
    wish: f64,
    route: usize,
    last: bool,
}

/// Ports in the making.
struct Maker<'a> {
    proper: &'a ProperGraph,
    places: &'a Places,
    boxes: usize,
    ports: Ports,
}

impl<'a> Maker<'a> {
    fn new(graph: &Graph, proper: &'a ProperGraph, order: &Order, places: &'a Places) -> Self {
        let boxes = graph.nodes.len();
        Maker {
            proper,
            places,
            boxes,
            ports: Ports {
                y: places.middle[boxes..].to_vec(),
                ends: vec![(0, 0); proper.routes.len()],
                direct: direct(graph, proper, order),
                hops: Vec::with_capacity(proper.hops.len()),
                sides: vec![[(0, 0); 2]; boxes],
            },
        }
    }

    /// Make the terminals of all boxes.
    fn gather(&mut self) {
        let mut ends = Vec::with_capacity(2 * self.proper.routes.len());
        for (at, route) in self.proper.routes.iter().enumerate() {
            if self.ports.direct[at].is_none() {
                ends.extend(self.ends_of(at, route));
            }
        }
        let side = |end: &End| 2 * end.item + usize::from(end.right);
        let by_side = Neighbours::new(2 * self.boxes, ends.iter().enumerate().map(|(at, end)| (side(end), at)));
        let mut side = Vec::new();
        for at in 0..2 * self.boxes {
            match by_side.of(at) {
                [] => {}
                [only] => self.spread_alone(&ends[*only]),
                list => {
                    side.clear();
                    side.extend(list.iter().map(|end| ends[*end]));
                    arrange(&mut side);
                    self.spread(&side);
                }
            }
        }
    }

    fn ends_of(&self, at: usize, route: &Route) -> [End; 2] {
        let path = self.proper.path(route);
        let (first, last) = (path[0], path[path.len() - 1]);
        let beside = route.way == Way::Beside;
        let key = 3 * route.bundle;
        let wish = |from: usize, near: usize, far: usize, around: bool| {
            let (here, there) = (self.places.middle[from], self.places.middle[near]);
            let distance = (self.places.middle[far] - here).abs().min(9e5);
            match (around, there > here) {
                (false, _) => there,
                (true, true) => 2e6 - distance,
                (true, false) => distance - 2e6,
            }
        };
        let around = route.way != Way::Across;
        let before = path[path.len() - 2];
        [
            End {
                item: first,
                right: true,
                key: self.trunk(route, first, path[1]),
                wish: wish(first, path[1], path[1], around),
                route: at,
                last: false,
            },
            End { item: last, right: beside, key, wish: wish(last, before, before, around), route: at, last: true },
        ]
    }

    /// Key of the port that a route leaves by: links of a bundle that rise, run level or fall have a trunk each, since a
    /// trunk both ways is in the way of more lines.
    fn trunk(&self, route: &Route, from: usize, next: usize) -> usize {
        let half = self.proper.items[from].height / 2.0;
        let shift = self.places.middle[next] - self.places.middle[from];
        let fall = if shift < -half {
            0
        } else if shift > half {
            2
        } else {
            1
        };
        3 * route.bundle + if route.way == Way::Across { fall } else { 0 }
    }

    /// The terminal of the only line at one side of a box.
    fn spread_alone(&mut self, end: &End) {
        let terminal = self.ports.y.len();
        self.ports.y.push(self.places.middle[end.item]);
        self.lead(end, terminal);
        self.ports.sides[end.item][usize::from(end.right)] = (terminal, terminal + 1);
    }

    /// A route ends at a terminal.
    fn lead(&mut self, end: &End, terminal: usize) {
        let slot = &mut self.ports.ends[end.route];
        if end.last { slot.1 = terminal } else { slot.0 = terminal }
    }

    /// Terminals of one side of one box, spread about its middle; too many share.
    fn spread(&mut self, side: &[End]) {
        let item = side[0].item;
        let room = (self.proper.items[item].height - 2.0 * size::PORT_INSET).max(0.0);
        let ports = side.chunk_by(|a, b| a.key == b.key).count();
        let most = (room / size::PORT_LEAST) as usize + 1;
        let count = ports.min(most);
        let gap = gap(room, count);
        let first = self.ports.y.len();
        for at in 0..count {
            self.ports.y.push(self.places.middle[item] + (at as f64 - (count - 1) as f64 / 2.0) * gap);
        }
        for (at, port) in side.chunk_by(|a, b| a.key == b.key).enumerate() {
            let terminal = first + at * count / ports;
            for end in port {
                self.lead(end, terminal);
            }
        }
        self.ports.sides[item][usize::from(side[0].right)] = (first, first + count);
    }

    fn hops(&mut self) {
        for (at, route) in self.proper.routes.iter().enumerate() {
            let path = self.proper.path(route);
            let last = path.len() - 1;
            let terminal = |stop: usize| match stop {
                0 => self.ports.ends[at].0,
                stop if stop == last => self.ports.ends[at].1,
                stop => Ports::of_dummy(path[stop], self.boxes),
            };
            let steps = match route.way {
                Way::Across => 0..last,
                Way::Back => 1..last - 1,
                Way::Beside => continue,
            };
            for step in steps {
                let (mut a, mut b) = (step, step + 1);
                if route.way == Way::Back {
                    (a, b) = (b, a);
                }
                let (left, right, into) = (terminal(a), terminal(b), route.into);
                let trunk = if into { right } else { left };
                self.ports.hops.push(Hop {
                    column: self.proper.items[path[a]].column,
                    into,
                    trunk,
                    left,
                    right,
                    lines: 1,
                });
            }
        }
        self.ports.hops.sort_unstable();
        self.ports.hops.dedup_by(|next, kept| {
            let same =
                (next.column, next.into, next.left, next.right) == (kept.column, kept.into, kept.left, kept.right);
            kept.lines += i64::from(same);
            same
        });
    }
}

/// Sort the ends at one side of a box from above, in the order of their routes where they share a port.
fn arrange(side: &mut [End]) {
    side.sort_by_key(|end| end.key);
    // The ends of one port have the mean of their wishes.
    for group in side.chunk_by_mut(|a, b| a.key == b.key) {
        let mean = group.iter().map(|end| end.wish).sum::<f64>() / group.len() as f64;
        for end in group {
            end.wish = mean;
        }
    }
    side.sort_by(|a, b| a.wish.total_cmp(&b.wish).then(a.key.cmp(&b.key)));
}

/// Distance of so many ports in so much room, px.
pub(super) fn gap(room: f64, count: usize) -> f64 {
    if count < 2 { 0.0 } else { size::PORT_GAP.min(room / (count - 1) as f64) }
}

/// Which routes run straight down between neighbours of a column.
fn direct(graph: &Graph, proper: &ProperGraph, order: &Order) -> Vec<Option<usize>> {
    let mut place = vec![0; graph.nodes.len()];
    if proper.routes.iter().any(|route| route.way == Way::Beside) {
        for column in 0..proper.columns {
            let boxes = order.columns.of(column).iter().filter(|item| **item < graph.nodes.len());
            boxes.enumerate().for_each(|(at, item)| place[*item] = at);
        }
    }
    let mut direct = vec![None; proper.routes.len()];
    let mut before = (usize::MAX, usize::MAX, 0);
    for (at, (route, link)) in proper.routes.iter().zip(&graph.links).enumerate() {
        if route.way != Way::Beside || place[link.from].abs_diff(place[link.to]) != 1 {
            continue;
        }
        let again = if (before.0, before.1) == (link.from, link.to) { before.2 + 1 } else { 0 };
        direct[at] = Some(again);
        before = (link.from, link.to, again);
    }
    direct
}
