//! The frame around boxes and lines: names, bands, bars of gates, and where columns and channels stand.

use std::sync::Arc;

use super::drawing::DrawingWords;
use super::marks;
use super::scene::{Band, Caption, Gate};
use super::size;
use super::text::{self, Hyphens};
use crate::diagram::coordinates::Places;
use crate::diagram::layering::Columns;
use crate::diagram::layering::{Graph, Link};
use crate::diagram::routing::Ports;
use crate::diagram::routing::{self, Channels};

/// Wrapped names of stages and lanes in use.
pub(super) struct Names {
    stages: Vec<Vec<String>>,
    lanes: Vec<Vec<String>>,
}

impl Names {
    pub(super) fn new(graph: &Graph, columns: &Columns) -> Self {
        let hyphens = Hyphens::of(&graph.drawing.words.language);
        let wide = |stage: usize| {
            let count = (columns.starts[stage + 1] - columns.starts[stage]) as f64;
            count * size::BOX_WIDTH + (count - 1.0) * size::CHANNEL
        };
        let stage = |(at, stages): (usize, &Vec<usize>)| {
            let names = stages.iter().filter_map(|stage| graph.drawing.stages.get(*stage)).map(|stage| &*stage.name);
            text::wrap_words(&names.collect::<Vec<_>>().join(" · "), wide(at), size::NAME, hyphens)
        };
        // The lines of pairs in the first column pass right of the lanes' names.
        let first = |node: usize| columns.of[node] == 0;
        let pair = |link: &Link| !link.kind.directed() && first(link.from) && first(link.to);
        let room = if graph.links.iter().any(pair) { size::NAME_ROOM } else { size::BOX_WIDTH };
        let lane = |lane: &usize| {
            let name = graph.drawing.lanes.get(*lane).map(marks::name).unwrap_or_default();
            text::wrap_words(&name, room - size::MARK_ROOM - 2.0, size::NAME, hyphens)
        };
        let stages = graph.stages.iter().enumerate().map(stage).collect();
        Names { stages, lanes: graph.lanes.iter().map(lane).collect() }
    }

    /// Upper edge of the first band, px.
    pub(super) fn top(&self) -> f64 {
        let most = self.stages.iter().map(Vec::len).max().unwrap_or(0);
        size::MARGIN + if most > 0 { most as f64 * size::NAME_LINE + 6.0 } else { 0.0 }
    }

    /// From the upper edge of each band to its boxes, px.
    pub(super) fn lane_heights(&self) -> Vec<f64> {
        let height = |lines: &Vec<String>| match lines.len() {
            0 => size::LANE_PAD,
            count => 5.0 + count as f64 * size::NAME_LINE + 3.0,
        };
        self.lanes.iter().map(height).collect()
    }
}

/// Where columns, bands and bars stand, px.
pub(super) struct Frame {
    /// Left edge of each column.
    pub columns: Vec<f64>,
    /// First track of each channel.
    pub tracks: Vec<f64>,
    bars: Vec<Bar>,
    /// Upper and lower edge of each band.
    bands: Vec<(f64, f64)>,
    top: f64,
    pub width: f64,
    pub height: f64,
}

impl Frame {
    pub(super) fn new(
        graph: &Graph,
        columns: &Columns,
        channels: &Channels,
        ports: &Ports,
        places: &Places,
        names: &Names,
    ) -> Self {
        let captions = names.lane_heights();
        let band = |((start, end), caption): (&(f64, f64), &f64)| (start - caption, end + size::LANE_PAD);
        let bands: Vec<(f64, f64)> = places.lanes.iter().zip(&captions).map(band).collect();
        let bottom = bands.last().map_or(size::MARGIN, |band| band.1);
        let count = columns.starts.last().copied().unwrap_or(0);
        let mut frame = Frame {
            columns: Vec::with_capacity(count),
            tracks: Vec::with_capacity(count + 1),
            bars: Vec::new(),
            bands,
            top: names.top(),
            width: 0.0,
            height: bottom + size::MARGIN,
        };
        let mut x = size::MARGIN + size::BAND_PAD;
        for column in 0..=count {
            let stage = columns.starts.iter().position(|start| *start == column);
            if let Some(stage) = stage.filter(|stage| *stage > 0 && column < count) {
                x += size::STAGE_GAP;
                if let Some(mut bar) = Bar::new(graph, stage, column, ports, (names.top(), bottom)) {
                    bar.x = x;
                    x += bar.width;
                    frame.bars.push(bar);
                }
            }
            let tracks = channels.tracks[column];
            let wide = if tracks > 0 || (0 < column && column < count) { routing::channel_width(tracks) } else { 0.0 };
            let used = routing::tracks_width(tracks);
            let spare = wide - size::CHANNEL_LEAD - size::CHANNEL_TAIL - used;
            frame.tracks.push(x + size::CHANNEL_LEAD + (spare / 2.0).max(0.0).floor());
            x += wide;
            if column < count {
                frame.columns.push(x);
                x += size::BOX_WIDTH;
            }
        }
        frame.width = x + size::BAND_PAD + size::MARGIN;
        frame
    }

    pub(super) fn bands(&self, graph: &Graph, names: &Names) -> Vec<Band> {
        if !graph.bands {
            return Vec::new();
        }
        let x = self.columns.first().copied().unwrap_or(size::MARGIN);
        let band = |(at, (start, end)): (usize, &(f64, f64))| {
            let lane = graph.drawing.lanes.get(graph.lanes[at]);
            Band {
                key: lane.map(|lane| lane.key.clone()).unwrap_or_default(),
                number: lane.map_or(0, |lane| lane.number),
                x: size::MARGIN,
                y: *start,
                width: self.width - 2.0 * size::MARGIN,
                height: end - start,
                caption: Caption { x, y: start + 17.0, lines: names.lanes[at].clone() },
            }
        };
        self.bands.iter().enumerate().map(band).collect()
    }

    pub(super) fn heads(&self, columns: &Columns, names: &Names) -> Vec<Caption> {
        let head = |(at, lines): (usize, &Vec<String>)| {
            let y = size::MARGIN + size::NAME_LINE - 4.0;
            Caption { x: self.columns[columns.starts[at]], y, lines: lines.clone() }
        };
        names.stages.iter().enumerate().filter(|(_, lines)| !lines.is_empty()).map(head).collect()
    }

    /// Bars of the gates.
    pub(super) fn gates(&self, graph: &Graph) -> Vec<Gate> {
        let bottom = self.bands.last().map_or(self.top, |band| band.1);
        let gate = |bar: &Bar| Gate {
            stage: bar.stage.clone(),
            x: bar.x,
            y: self.top,
            width: bar.width,
            height: bottom - self.top,
            label: text::tidy(&graph.drawing.words.gate),
            lines: bar.lines.clone(),
            label_y: bar.label_y,
        };
        self.bars.iter().map(gate).collect()
    }
}

/// The bar of a gate before everything has its place.
struct Bar {
    /// Key of the stage behind it.
    stage: Arc<str>,
    x: f64,
    width: f64,
    lines: Vec<String>,
    label_y: f64,
}

impl Bar {
    /// The bar before a stage; `None` if the stage has no gate.
    fn new(graph: &Graph, stage: usize, column: usize, ports: &Ports, (top, bottom): (f64, f64)) -> Option<Self> {
        // Only the first stage of a stretch can have a gate.
        let stage = graph.drawing.stages.get(*graph.stages.get(stage)?.first()?).filter(|stage| stage.gated)?;
        let joins = ports.joins.iter().filter(|join| join.channel == column);
        let passing = joins.flat_map(|join| &join.left).map(|terminal| ports.y[*terminal]);
        let (lines, label_y) = bar_label(&graph.drawing.words, passing.collect(), top, bottom);
        Some(Bar { stage: stage.key.clone(), x: 0.0, width: bar_width(lines.len()), lines, label_y })
    }
}

/// Width of a bar with so many lines of label, px.
pub(super) fn bar_width(lines: usize) -> f64 {
    size::GATE + lines.saturating_sub(1) as f64 * size::NAME_LINE
}

/// Lines and middle of the gate's label on a bar from `top` to `bottom`: in the first stretch between the lines that pass
/// (at the heights `passing`) that holds it whole, else wrapped in the longest.
pub(super) fn bar_label(words: &DrawingWords, mut passing: Vec<f64>, top: f64, bottom: f64) -> (Vec<String>, f64) {
    let text = text::tidy(&words.gate);
    let hyphens = Hyphens::of(&words.language);
    let long = text::width(&text, size::NAME, true) + BAR_PAD;
    passing.sort_by(f64::total_cmp);
    passing.push(bottom);
    let mut best = (f64::NEG_INFINITY, top, bottom);
    let mut start = top;
    for end in passing {
        let free = (end - start).min(long);
        if free > best.0 {
            best = (free, start, end);
        }
        start = end;
    }
    let (free, start, end) = best;
    let middle = f64::midpoint(start, end);
    let lines = text::wrap_words(&text, (free - BAR_PAD + 1.0).max(BAR_LEAST), size::NAME, hyphens);
    if lines.len() <= BAR_LINES && free >= BAR_LEAST + BAR_PAD {
        return (lines, middle);
    }
    let room = (bottom - top - BAR_PAD).max(BAR_LEAST);
    let half = ((long - BAR_PAD).min(room) / 2.0 + 4.0).min((bottom - top) / 2.0);
    let lines = text::wrap_words(&text, room, size::NAME, hyphens);
    // A short bar has its name only; the sentence is its title.
    let lines = if lines.len() > BAR_LINES { vec![text::tidy(&words.gate_legend)] } else { lines };
    (lines, middle.clamp(top + half, bottom - half))
}

/// Room before and after a label on a bar together, px.
const BAR_PAD: f64 = 16.0;
/// Least length of a line on a bar, px.
const BAR_LEAST: f64 = 70.0;
/// Most lines of a label.
const BAR_LINES: usize = 2;

#[cfg(test)]
mod tests {
    use super::*;

    fn words(gate: &str) -> DrawingWords {
        DrawingWords { gate: gate.into(), ..DrawingWords::default() }
    }

    #[test]
    fn a_label_stands_between_the_lines_that_pass() {
        let (lines, middle) = bar_label(&words("Gate: all before is done"), vec![100.0], 0.0, 600.0);
        assert_eq!((lines.len(), middle), (1, 350.0));
        let (lines, middle) = bar_label(&words("Gate: all before is done"), vec![100.0], 0.0, 240.0);
        assert_eq!((lines.len(), middle), (2, 170.0));
        assert_eq!(bar_label(&words(""), Vec::new(), 0.0, 0.0).0.len(), 0);
    }
}
