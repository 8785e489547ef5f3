//! Lines: the corners of every link, from its ports over its tracks and dummies.

use super::channels::{Channels, step};
use super::ports::Ports;
use crate::diagram::coordinates::Places;
use crate::diagram::drawing::EdgeKind;
use crate::diagram::frame::Frame;
use crate::diagram::layering::{Graph, Link};
use crate::diagram::ordering::{ProperGraph, Route};
use crate::diagram::scene::{Line, Point};
use crate::diagram::size;

/// Everything that has a place by now.
pub(crate) struct Router<'a> {
    pub graph: &'a Graph<'a>,
    pub proper: &'a ProperGraph,
    pub ports: &'a Ports,
    pub channels: &'a Channels,
    pub places: &'a Places,
    pub frame: &'a Frame,
}

impl Router<'_> {
    /// Lines of all links.
    pub(crate) fn lines(&self) -> Vec<Line> {
        self.graph.links.iter().enumerate().map(|(at, link)| self.line(at, link)).collect()
    }

    fn line(&self, at: usize, link: &Link) -> Line {
        let route = &self.proper.routes[at];
        let mut points = match (route.trunk, self.ports.direct[at]) {
            (Some(trunk), _) => self.across(at, route, trunk),
            (None, Some(place)) => self.straight_down(route, place),
            (None, None) => self.beside(at, route),
        };
        if route.left != link.from {
            points.reverse();
        }
        let nodes = &self.graph.drawing.nodes;
        let (from, to) = (&nodes[self.graph.nodes[link.from].source], &nodes[self.graph.nodes[link.to].source]);
        Line {
            from: from.id.clone(),
            to: to.id.clone(),
            kind: link.kind,
            group: link.group,
            certainty: link.certainty,
            label: self.graph.drawing.edges[link.source].label.clone(),
            count: self.graph.drawing.edges[link.source].count,
            net: route.trunk.unwrap_or(self.proper.trunks.len() + at),
            bus: route.trunk.is_some_and(|trunk| self.proper.trunks[trunk].net.is_bus()),
            back: link.back,
            points: tidy(points),
        }
    }

    /// Dots where the lines of alternatives have joined, just before their box.
    pub(crate) fn joints(&self) -> Vec<Point> {
        let mut ports: Vec<(usize, usize)> = Vec::new();
        for (at, link) in self.graph.links.iter().enumerate() {
            if link.kind == EdgeKind::Any && !link.back {
                ports.push((self.ports.ends[at].1, link.to));
            }
        }
        ports.sort_unstable();
        let joined = ports.chunk_by(|a, b| a == b).filter(|group| group.len() > 1);
        let point = |group: &[(usize, usize)]| {
            let column = self.proper.items[group[0].1].column;
            Point { x: self.frame.columns[column] - size::CHANNEL_TAIL + 3.0, y: self.ports.y[group[0].0] }
        };
        joined.map(point).collect()
    }

    fn straight_down(&self, route: &Route, place: usize) -> Vec<Point> {
        let middle = |item: usize| self.places.middle[item];
        let Route { left, right, .. } = *route;
        let (upper, lower) = if middle(left) < middle(right) { (left, right) } else { (right, left) };
        let column = self.proper.items[upper].column;
        // Names of lanes stand over the first column of a stage, so lines keep to its right end there.
        let depth = self.graph.nodes[left].depth.min(self.graph.nodes[right].depth);
        let named = self.graph.bands && self.frame.is_first(column);
        let shift = if named { depth - size::PAIR_LINE } else { depth / 2.0 };
        let aside = if named { -12.0 } else { 12.0 } * place as f64;
        let x = self.frame.columns[column] + (shift + aside).clamp(10.0, (depth - 3.0).max(10.0));
        let half = |item: usize| self.proper.items[item].height / 2.0;
        let mut points = vec![Point { x, y: middle(upper) + half(upper) }, Point { x, y: middle(lower) - half(lower) }];
        if left == lower {
            points.reverse();
        }
        points
    }

    fn beside(&self, at: usize, route: &Route) -> Vec<Point> {
        let column = self.proper.items[route.left].column;
        let (first, last) = self.ports.ends[at];
        let side = |item: usize| self.frame.columns[column] + self.graph.nodes[item].depth;
        let track = self.track(column + 1, self.channels.around[at]);
        let (from, to) = (self.ports.y[first], self.ports.y[last]);
        let (start, end) = (side(route.left), side(route.right));
        [(start, from), (track, from), (track, to), (end, to)].map(|(x, y)| Point { x, y }).to_vec()
    }

    /// From the right side of its left box over its tracks and dummies to the left side of its right box.
    fn across(&self, at: usize, route: &Route, trunk: usize) -> Vec<Point> {
        let (start, end) = self.ports.ends[at];
        let (first, last) = (self.proper.items[route.left].column, self.proper.items[route.right].column);
        let trunk = (&self.proper.trunks[trunk], self.ports.first_join[trunk]);
        let mut points = Vec::with_capacity(4 * (last - first));
        let mut from = self.ports.y[start];
        for channel in first + 1..=last {
            let dummy = trunk.0.dummy(channel).filter(|_| channel < last);
            let to = self.ports.y[dummy.map_or(end, |item| Ports::of_dummy(item, self.graph.nodes.len()))];
            let boxed = (channel == first + 1).then(|| self.frame.columns[first] + self.graph.nodes[route.left].depth);
            points.push(Point { x: boxed.unwrap_or(self.frame.ends[channel - 1]), y: from });
            if let Some(track) = self.channels.joins[trunk.1 + channel - trunk.0.first - 1] {
                let x = self.track(channel, Some(track));
                points.extend([Point { x, y: from }, Point { x, y: to }]);
            }
            points.push(Point { x: self.frame.columns[channel], y: to });
            from = to;
        }
        points
    }

    fn track(&self, at: usize, track: Option<usize>) -> f64 {
        self.frame.tracks[at] + track.unwrap_or(0) as f64 * step(self.channels.tracks[at])
    }
}

/// Without corners that are none.
fn tidy(mut points: Vec<Point>) -> Vec<Point> {
    // So many corners are kept, in front.
    let mut kept = 0;
    for at in 0..points.len() {
        let point = points[at];
        match points[..kept] {
            [.., last] if last == point => continue,
            [.., a, b] if (a.upright(b) && b.upright(point)) || (a.level(b) && b.level(point)) => kept -= 1,
            _ => {}
        }
        points[kept] = point;
        kept += 1;
    }
    points.truncate(kept);
    points
}
