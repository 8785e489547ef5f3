//! Panels: stages below one another. Above each stand the level bar of its gate and the name of its stage.

use std::sync::Arc;

use super::bar;
use super::layering::Graph;
use super::scene::{Caption, Gate, Line};
use super::size;
use super::text::{self, Hyphens};

/// The bands of one stretch of stages.
pub(super) struct Panel {
    /// Its first lane.
    lane: usize,
    /// Names of its stages, wrapped.
    name: Vec<String>,
    /// Key of its first stage, if that has a gate before it.
    gate: Option<Arc<str>>,
}

/// Above and below the bar of a gate, px.
const BESIDE_BAR: f64 = 8.0;

impl Panel {
    /// All panels from above; none where stages stand beside one another.
    pub(super) fn all(graph: &Graph, width: f64) -> Vec<Panel> {
        let hyphens = Hyphens::of(&graph.drawing.words.language);
        let starts = graph.panels.chunk_by(|a, b| a.0 == b.0).scan(0, |next, lanes| {
            let first = *next;
            *next += lanes.len();
            Some(first)
        });
        let panel = |lane: usize| {
            let stages = graph.panels[lane].1.iter().filter_map(|stage| graph.drawing.stages.get(*stage));
            let names: Vec<&str> = stages.clone().map(|stage| &*stage.name).collect();
            let gate = stages.clone().next().filter(|stage| lane > 0 && stage.gated).map(|stage| stage.key.clone());
            // Beside the first column lines come down; above the first panel there are none.
            let width = if lane == 0 { size::PAGE } else { width };
            Panel { lane, name: text::wrap_words(&names.join(" · "), width, size::NAME, hyphens), gate }
        };
        starts.map(panel).collect()
    }

    /// Room for its name above its first band, px.
    fn name_room(&self) -> f64 {
        self.name.len() as f64 * size::NAME_LINE + 6.0
    }

    /// Room for all that stands above its first band, px.
    fn room(&self) -> f64 {
        self.name_room() + if self.gate.is_some() { size::GATE + 2.0 * BESIDE_BAR } else { 0.0 }
    }

    /// Add the room above each lane.
    pub(super) fn add_rooms(panels: &[Panel], lanes: &mut [f64]) {
        panels.iter().for_each(|panel| lanes[panel.lane] += panel.room());
    }

    /// Its name, above its first band, which begins at `top`.
    pub(super) fn head(&self, x: f64, bands: &[(f64, f64)]) -> Caption {
        let y = bands[self.lane].0 - self.name_room() + size::NAME_LINE - 4.0;
        Caption { x, y, lines: self.name.clone() }
    }

    /// The bar of its gate, with the label where no line passes.
    pub(super) fn bar(&self, graph: &Graph, bands: &[(f64, f64)], width: f64, lines: &[Line]) -> Option<Gate> {
        let stage = self.gate.clone()?;
        let y = bands[self.lane].0 - self.name_room() - BESIDE_BAR - size::GATE;
        let runs = lines.iter().flat_map(|line| line.points.windows(2));
        let through = runs.filter(|run| run[0].upright(run[1]) && (run[0].y < y) != (run[1].y < y));
        let words = &graph.drawing.words;
        let passing = through.map(|run| run[0].x).collect();
        let (lines, label_at) = bar::label(words, passing, size::MARGIN, width - size::MARGIN);
        Some(Gate {
            stage,
            x: size::MARGIN,
            y,
            width: width - 2.0 * size::MARGIN,
            height: size::GATE,
            label: text::tidy(&words.gate),
            lines: lines.into_iter().take(1).collect(),
            level: true,
            label_at,
        })
    }
}
