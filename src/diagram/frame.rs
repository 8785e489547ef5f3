//! The frame around boxes and lines: names, bands, bars of gates, and where columns and channels stand.

use std::sync::Arc;

use super::bar;
use super::marks;
use super::scene::{Band, Caption, Gate, Note};
use super::size;
use super::text::{self, Hyphens};
use crate::diagram::coordinates::{Captions, Places};
use crate::diagram::layering::Columns;
use crate::diagram::layering::{Graph, Link, WaitingRows};
use crate::diagram::ordering::LanePlace;
use crate::diagram::routing::Ports;
use crate::diagram::routing::{self, Channels};

/// Wrapped names of stages and lanes in use.
pub(super) struct Names {
    /// Names of stages stand between rows.
    down: bool,
    stages: Vec<Vec<String>>,
    lanes: Vec<Vec<String>>,
}

impl Names {
    pub(super) fn new(graph: &Graph, columns: &Columns) -> Self {
        let hyphens = Hyphens::of(&graph.drawing.words.language);
        let wide = |stage: usize| {
            let count = (columns.starts[stage + 1] - columns.starts[stage]) as f64;
            count * graph.form.width + (count - 1.0) * size::CHANNEL
        };
        let stage = |(at, stages): (usize, &Vec<usize>)| {
            let names = stages.iter().filter_map(|stage| graph.drawing.stages.get(*stage)).map(|stage| &*stage.name);
            let wide = if graph.form.down { size::PAGE } else { wide(at) };
            text::wrap_words(&names.collect::<Vec<_>>().join(" · "), wide, size::NAME, hyphens)
        };
        // The lines of pairs in the first column of a stage pass right of the lanes' names.
        let first = |node: usize| columns.starts.contains(&columns.of[node]);
        let pair = |link: &Link| !link.kind.directed() && first(link.from) && first(link.to);
        let clear = if graph.links.iter().any(pair) { size::PAIR_LINE + 3.0 } else { 0.0 };
        let room = graph.form.width - clear;
        let lane = |lane: &usize| {
            let name = graph.drawing.lanes.get(*lane).map(marks::name).unwrap_or_default();
            text::wrap_words(&name, room - size::MARK_ROOM - 2.0, size::NAME, hyphens)
        };
        // Between rows names stand only where each stage has one.
        let above = !graph.form.down || graph.drawing.headings;
        let stages = graph.stages.iter().enumerate().filter(|_| above).map(stage).collect();
        Names { down: graph.form.down, stages, lanes: graph.lanes.iter().map(lane).collect() }
    }

    /// Upper edge of the first band, px.
    fn top(&self) -> f64 {
        let most = self.stages.iter().map(Vec::len).filter(|_| !self.down).max().unwrap_or(0);
        size::MARGIN + if most > 0 { most as f64 * size::NAME_LINE + 6.0 } else { 0.0 }
    }

    /// Heights of all names.
    pub(super) fn captions(&self, graph: &Graph, waiting: &[WaitingRows], places: &[LanePlace]) -> Captions {
        let lines = waiting.iter().map(|rows| words_above(graph, rows, places).len()).max().unwrap_or(0);
        Captions { lanes: self.lane_heights(), top: self.top(), lines }
    }

    /// From the upper edge of each band to its boxes, px.
    fn lane_heights(&self) -> Vec<f64> {
        let height = |lines: &Vec<String>| match lines.len() {
            0 => size::LANE_PAD,
            count => 5.0 + count as f64 * size::NAME_LINE + 3.0,
        };
        self.lanes.iter().map(height).collect()
    }
}

/// The words above boxes that wait for a gate alone: as wide as their row where no line can pass, else as a box.
fn words_above(graph: &Graph, rows: &WaitingRows, places: &[LanePlace]) -> Vec<String> {
    // Blocks of the stage behind which no other has boxes.
    let mut used =
        graph.nodes.iter().filter(|node| node.stage == rows.stage).map(|node| graph.block(node.stage, node.lane));
    let is_edge = match places[rows.rows[0][0]] {
        LanePlace::LooseAbove => used.all(|block| block >= rows.block),
        _ => used.all(|block| block <= rows.block),
    };
    let boxes = if is_edge { rows.rows[0].len() } else { 1 };
    let wide = boxes as f64 * (graph.form.width + size::CHANNEL) - size::CHANNEL;
    let count: usize = rows.rows.iter().map(Vec::len).sum();
    let words = graph.drawing.words.waits_for_gate.replace("{n}", &count.to_string());
    text::wrap_words(&words, wide, size::NAME, Hyphens::of(&graph.drawing.words.language))
}

/// Where columns, bands and bars stand, px.
pub(super) struct Frame {
    /// Left edge of each column.
    pub columns: Vec<f64>,
    /// Right edge of each column, which only its widest boxes reach.
    pub ends: Vec<f64>,
    /// First track of each channel.
    pub tracks: Vec<f64>,
    bars: Vec<Bar>,
    /// Baselines of the names between rows.
    heads: Vec<f64>,
    /// Left and right edge of each stage.
    stages: Vec<(f64, f64)>,
    /// First column of each stage.
    starts: Vec<usize>,
    /// Upper and lower edge of the band of each block, where anything stands in it.
    bands: Vec<Option<(f64, f64)>>,
    bottom: f64,
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
        let band = |((start, end), caption): (&(f64, f64), &f64)| {
            (start < end).then_some((start - caption, end + size::LANE_PAD))
        };
        let bands: Vec<Option<(f64, f64)>> = places.blocks.iter().zip(captions.iter().cycle()).map(band).collect();
        let bottom = bands.iter().flatten().map(|band| band.1).fold(size::MARGIN, f64::max);
        let count = columns.starts.last().copied().unwrap_or(0);
        let mut frame = Frame {
            columns: Vec::with_capacity(count),
            ends: Vec::with_capacity(count),
            tracks: Vec::with_capacity(count + 1),
            bars: Vec::new(),
            heads: Vec::new(),
            stages: Vec::new(),
            starts: columns.starts.clone(),
            bands,
            bottom,
            top: names.top(),
            width: 0.0,
            height: bottom + size::MARGIN,
        };
        let mut depths = vec![0.0_f64; count + 1];
        for (node, column) in graph.nodes.iter().zip(&columns.of) {
            depths[*column] = depths[*column].max(node.depth);
        }
        let counts = if graph.links.iter().any(|link| link.counted) { size::COUNT_ROOM } else { 0.0 };
        let mut left = size::MARGIN;
        let mut x = left + size::BAND_PAD;
        for (column, depth) in depths.into_iter().enumerate() {
            let stage = columns.starts.iter().position(|start| *start == column).filter(|_| column < count);
            if let Some(stage) = stage.filter(|stage| *stage > 0) {
                frame.stages.push((left, x + size::BAND_END));
                x += size::STAGE_GAP;
                if let Some(mut bar) = Bar::new(graph, stage, column, ports, (names.top(), bottom)) {
                    bar.x = x;
                    x += bar.width;
                    frame.bars.push(bar);
                }
                left = x + size::STAGE_GAP - size::BAND_END;
            }
            if let Some(lines) = stage.and_then(|stage| names.stages.get(stage)).filter(|_| names.down) {
                frame.heads.push(x + size::NAME_LINE - 4.0);
                x += lines.len() as f64 * size::NAME_LINE + 6.0;
            }
            let tracks = channels.tracks[column];
            let wide = if tracks > 0 || (0 < column && column < count) { routing::channel_width(tracks) } else { 0.0 };
            let used = routing::tracks_width(tracks);
            let spare = wide - size::CHANNEL_LEAD - size::CHANNEL_TAIL - used;
            frame.tracks.push(x + size::CHANNEL_LEAD + (spare / 2.0).max(0.0).floor());
            x += wide + if wide > 0.0 { counts } else { 0.0 };
            if column < count {
                frame.columns.push(x);
                x += depth;
                frame.ends.push(x);
            }
        }
        frame.stages.push((left, x + size::BAND_PAD));
        frame.width = x + size::BAND_PAD + size::MARGIN;
        frame
    }

    pub(super) fn bands(&self, graph: &Graph, names: &Names) -> Vec<Band> {
        if !graph.bands {
            return Vec::new();
        }
        let lanes = graph.lanes.len();
        let band = |(at, span): (usize, &Option<(f64, f64)>)| {
            let (start, end) = (*span)?;
            let (stage, of) = (at / lanes, at % lanes);
            let lane = graph.drawing.lanes.get(graph.lanes[of]);
            let (left, right) = self.stages[stage];
            Some(Band {
                key: lane.map(|lane| lane.key.clone()).unwrap_or_default(),
                number: lane.map_or(0, |lane| lane.number),
                x: left,
                y: start,
                width: right - left,
                height: end - start,
                caption: Caption {
                    x: self.columns[self.starts[stage]],
                    y: start + 17.0,
                    lines: names.lanes[of].clone(),
                },
            })
        };
        self.bands.iter().enumerate().filter_map(band).collect()
    }

    /// The words above boxes that wait for a gate alone.
    pub(super) fn notes(
        &self,
        graph: &Graph,
        waiting: &[WaitingRows],
        places: &[LanePlace],
        tops: &[f64],
    ) -> Vec<Note> {
        let note = |(rows, top): (&WaitingRows, &f64)| {
            let stage = graph.stages[rows.stage].first().and_then(|stage| graph.drawing.stages.get(*stage));
            let caption = Caption {
                x: self.columns[rows.first],
                y: top + size::NAME_LINE - 3.0,
                lines: words_above(graph, rows, places),
            };
            Note { stage: stage.map(|stage| stage.key.clone()).unwrap_or_default(), caption }
        };
        waiting.iter().zip(tops).map(note).collect()
    }

    /// Whether a column is the first of its stage.
    pub(super) fn is_first(&self, column: usize) -> bool {
        self.starts.contains(&column)
    }

    pub(super) fn heads(&self, columns: &Columns, names: &Names) -> Vec<Caption> {
        let head = |(at, lines): (usize, &Vec<String>)| {
            let first = (self.columns[columns.starts[at]], size::MARGIN + size::NAME_LINE - 4.0);
            let (x, y) = self.heads.get(at).map_or(first, |y| (size::MARGIN + size::BAND_PAD, *y));
            Caption { x, y, lines: lines.clone() }
        };
        names.stages.iter().enumerate().filter(|(_, lines)| !lines.is_empty()).map(head).collect()
    }

    /// Bars of the gates.
    pub(super) fn gates(&self, graph: &Graph) -> Vec<Gate> {
        let gate = |bar: &Bar| Gate {
            stage: bar.stage.clone(),
            x: bar.x,
            y: self.top,
            width: bar.width,
            height: self.bottom - self.top,
            label: text::tidy(&graph.drawing.words.gate),
            lines: bar.lines.clone(),
            level: false,
            label_at: bar.label_y,
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
        let (lines, label_y) = bar::label(&graph.drawing.words, passing.collect(), top, bottom);
        Some(Bar { stage: stage.key.clone(), x: 0.0, width: bar::width(lines.len()), lines, label_y })
    }
}
