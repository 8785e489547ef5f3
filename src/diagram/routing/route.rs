//! Lines: the corners of every link, from its ports over its tracks and dummies.

use super::channels::{Channels, step};
use super::ports::Ports;
use crate::diagram::coordinates::Places;
use crate::diagram::drawing::EdgeKind;
use crate::diagram::frame::Frame;
use crate::diagram::layering::{Graph, Link};
use crate::diagram::ordering::{ProperGraph, Route, Way};
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
        let mut points = match (route.way, self.ports.direct[at]) {
            (Way::Beside, Some(place)) => self.straight_down(route, place),
            (Way::Beside, None) => self.beside(at, route),
            (Way::Across, _) => self.across(at, route),
            (Way::Back, _) => self.back(at, route),
        };
        if self.proper.path(route)[0] != link.from {
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
            points: tidy(points),
        }
    }

    /// Dots where the lines of alternatives have joined, just before their box.
    pub(crate) fn joints(&self) -> Vec<Point> {
        let mut ports: Vec<(usize, usize)> = Vec::new();
        for (at, link) in self.graph.links.iter().enumerate() {
            if link.kind == EdgeKind::Any && self.proper.routes[at].way == Way::Across {
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
        let path = self.proper.path(route);
        let middle = |item: usize| self.places.middle[item];
        let (upper, lower) = if middle(path[0]) < middle(path[1]) { (path[0], path[1]) } else { (path[1], path[0]) };
        let column = self.proper.items[upper].column;
        // Names of lanes stand over the first column, so lines keep to its right end there.
        let shift = if column == 0 { size::PAIR_LINE } else { size::BOX_WIDTH / 2.0 };
        let aside = if column == 0 { -12.0 } else { 12.0 } * place as f64;
        let x = self.frame.columns[column] + (shift + aside).max(10.0);
        let half = |item: usize| self.proper.items[item].height / 2.0;
        let mut points = vec![Point { x, y: middle(upper) + half(upper) }, Point { x, y: middle(lower) - half(lower) }];
        if path[0] == lower {
            points.reverse();
        }
        points
    }

    fn beside(&self, at: usize, route: &Route) -> Vec<Point> {
        let column = self.proper.items[self.proper.path(route)[0]].column;
        let (first, last) = self.ports.ends[at];
        let side = self.frame.columns[column] + size::BOX_WIDTH;
        let track = self.track(column + 1, self.channels.around[at].0);
        let (from, to) = (self.ports.y[first], self.ports.y[last]);
        [(side, from), (track, from), (track, to), (side, to)].map(|(x, y)| Point { x, y }).to_vec()
    }

    fn across(&self, at: usize, route: &Route) -> Vec<Point> {
        let path = self.proper.path(route);
        let mut points = Vec::with_capacity(4 * path.len());
        let mut terminal = self.ports.ends[at].0;
        for step in 1..path.len() {
            let next = if step + 1 == path.len() { self.ports.ends[at].1 } else { self.dummy(path[step]) };
            let column = self.proper.items[path[step - 1]].column;
            self.hop(&mut points, column, (terminal, next), route.into);
            terminal = next;
        }
        points
    }

    /// Corners from the right side of a column to the left side of the next.
    fn hop(&self, points: &mut Vec<Point>, column: usize, (left, right): (usize, usize), into: bool) {
        let (from, to) = (self.ports.y[left], self.ports.y[right]);
        points.push(Point { x: self.frame.columns[column] + size::BOX_WIDTH, y: from });
        let track = if into { self.channels.into[right] } else { self.channels.across[left] };
        if let Some(track) = track {
            let x = self.track(column + 1, Some(track));
            points.extend([Point { x, y: from }, Point { x, y: to }]);
        }
        points.push(Point { x: self.frame.columns[column + 1], y: to });
    }

    fn back(&self, at: usize, route: &Route) -> Vec<Point> {
        let path = self.proper.path(route);
        let (first, last) = self.ports.ends[at];
        let (out, into) = self.channels.around[at];
        let column = |stop: usize| self.proper.items[path[stop]].column;
        let end = path.len() - 1;
        let side = self.frame.columns[column(0)] + size::BOX_WIDTH;
        let track = self.track(column(0) + 1, out);
        let (start, above) = (self.ports.y[first], self.ports.y[self.dummy(path[1])]);
        let mut points: Vec<Point> = [(side, start), (track, start), (track, above), (side, above)].map(point).to_vec();
        for step in 2..end {
            let mut hop = Vec::with_capacity(4);
            self.hop(&mut hop, column(step), (self.dummy(path[step]), self.dummy(path[step - 1])), false);
            points.extend(hop.into_iter().rev());
        }
        let side = self.frame.columns[column(end)];
        let track = self.track(column(end), into);
        let (above, stop) = (self.ports.y[self.dummy(path[end - 1])], self.ports.y[last]);
        points.extend([(side, above), (track, above), (track, stop), (side, stop)].map(point));
        points
    }

    fn dummy(&self, item: usize) -> usize {
        Ports::of_dummy(item, self.graph.nodes.len())
    }

    fn track(&self, at: usize, track: Option<usize>) -> f64 {
        self.frame.tracks[at] + track.unwrap_or(0) as f64 * step(self.channels.tracks[at])
    }
}

fn point((x, y): (f64, f64)) -> Point {
    Point { x, y }
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
