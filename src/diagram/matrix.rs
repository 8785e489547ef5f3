//! The summary of a guide too big to be read in one picture: parties × stages, each cell a link with its count.

use std::sync::Arc;

use super::bar;
use super::drawing::{DrawingWords, Lane, Stage};
use super::layout::tidy_key;
use super::marks;
use super::scene::{Band, Caption, Gate, Scene, Shape, ShapeForm};
use super::size;
use super::text::{self, Hyphens, Label, TextLine};

/// A table of counts.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Summary {
    /// Prefix of element ids, as in a drawing.
    pub key: String,
    /// Accessible name of the whole picture.
    pub title: String,
    /// Accessible description of the whole picture.
    pub description: String,
    /// Rows.
    pub lanes: Vec<Lane>,
    /// Columns; a gated one has a bar before it.
    pub stages: Vec<Stage>,
    /// Boxes, at most one for a row and column (of several the first is shown).
    pub cells: Vec<SummaryCell>,
    /// Words; only the gate's is used.
    pub words: Arc<DrawingWords>,
}

/// One party in one stage.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SummaryCell {
    /// Index into [`Summary::lanes`].
    pub lane: usize,
    /// Index into [`Summary::stages`].
    pub stage: usize,
    /// The count, shown bold, as "21 opgaver".
    pub count: String,
    /// Further lines, each wrapped by itself.
    pub lines: Vec<String>,
    /// Where the cell leads.
    pub href: String,
    /// Complete accessible name of the link.
    pub name: String,
}

/// Lay out a summary. Rows and columns without cells are kept: that nothing is there is worth seeing.
pub fn matrix(summary: &Summary) -> Scene {
    let hyphens = Hyphens::of(&summary.words.language);
    let mut taken = vec![false; summary.lanes.len() * summary.stages.len()];
    let mut cells: Vec<(&SummaryCell, Shape)> = Vec::new();
    for cell in &summary.cells {
        let slot = cell.lane.saturating_mul(summary.stages.len()).saturating_add(cell.stage);
        let known = cell.lane < summary.lanes.len() && cell.stage < summary.stages.len();
        if known && !taken[slot] {
            taken[slot] = true;
            cells.push((cell, shape(summary, cell)));
        }
    }
    cells.sort_by_key(|(cell, _)| (cell.stage, cell.lane));
    let heads: Vec<Vec<String>> = summary
        .stages
        .iter()
        .map(|stage| text::wrap_words(&stage.name, size::BOX_WIDTH, size::NAME, hyphens))
        .collect();
    let head = heads.iter().map(Vec::len).max().unwrap_or(0) as f64 * size::NAME_LINE;
    let top = size::MARGIN + if head > 0.0 { head + 6.0 } else { 0.0 };
    let bands = bands(summary, &cells, top);
    let bottom = bands.last().map_or(top, |band| band.y + band.height);
    let (columns, gates, width) = columns(summary, top, bottom);
    let shapes = cells.into_iter().map(|(cell, mut shape)| {
        let band = &bands[cell.lane];
        shape.x = columns[cell.stage];
        shape.y = band.caption.y - 17.0 + caption_height(&band.caption);
        shape
    });
    let shapes = shapes.collect();
    let wide = |mut band: Band| {
        band.width = width - 2.0 * size::MARGIN;
        band
    };
    Scene {
        key: tidy_key(&summary.key),
        title: text::tidy(&summary.title),
        description: text::tidy(&summary.description),
        width,
        height: bottom + size::MARGIN,
        bands: bands.into_iter().map(wide).collect(),
        heads: heads
            .into_iter()
            .zip(&columns)
            .map(|(lines, x)| Caption { x: *x, y: size::MARGIN + size::NAME_LINE - 4.0, lines })
            .collect(),
        notes: Vec::new(),
        gates,
        lines: Vec::new(),
        joints: Vec::new(),
        shapes,
        legend: Vec::new(),
    }
}

/// From the upper edge of a band to its boxes, px.
fn caption_height(caption: &Caption) -> f64 {
    if caption.lines.is_empty() { size::LANE_PAD } else { 8.0 + caption.lines.len() as f64 * size::NAME_LINE }
}

fn shape(summary: &Summary, cell: &SummaryCell) -> Shape {
    let limit = size::BOX_WIDTH - 2.0 * size::BOX_PAD;
    let hyphens = Hyphens::of(&summary.words.language);
    let mut text = String::new();
    let mut lines: Vec<TextLine> = Vec::new();
    for line in &cell.lines {
        if !text.is_empty() {
            text.push(' ');
            if let Some(last) = lines.last_mut() {
                last.end = text.len();
            }
        }
        let start = text.len();
        let part = text::tidy(line);
        let shifted = |line: TextLine| TextLine { start: line.start + start, end: line.end + start, ..line };
        lines.extend(text::wrap(&part, limit, size::TITLE, false, hyphens).into_iter().map(shifted));
        text.push_str(&part);
    }
    let id = text::tidy(&cell.count);
    let code_lines = text::code(&id, limit);
    let code = if id.is_empty() { 0 } else { code_lines.len().max(1) };
    let height =
        size::BOX_TOP + size::BOX_BOTTOM + size::CODE_LINE * code as f64 + size::TITLE_LINE * lines.len() as f64;
    Shape {
        form: ShapeForm::Cell,
        id: id.into(),
        href: cell.href.clone(),
        name: cell.name.as_str().into(),
        likely: false,
        lane: summary.lanes[cell.lane].key.clone(),
        parties: "".into(),
        stage: summary.stages[cell.stage].key.clone(),
        number: summary.lanes[cell.lane].number,
        x: 0.0,
        y: 0.0,
        width: size::BOX_WIDTH,
        height,
        label: Arc::new(Label { text, lines, code_lines }),
        feet: Vec::new(),
    }
}

fn bands(summary: &Summary, cells: &[(&SummaryCell, Shape)], top: f64) -> Vec<Band> {
    let hyphens = Hyphens::of(&summary.words.language);
    let mut y = top;
    let band = |(at, lane): (usize, &Lane)| {
        let in_lane = cells.iter().filter(|(cell, _)| cell.lane == at).map(|(_, shape)| shape.height);
        let lines = text::wrap_words(&marks::name(lane), size::BOX_WIDTH - size::MARK_ROOM - 2.0, size::NAME, hyphens);
        let x = size::MARGIN + size::BAND_PAD;
        let caption = Caption { x, y: y + 17.0, lines };
        let height = caption_height(&caption) + in_lane.fold(24.0, f64::max) + size::LANE_PAD;
        let made = Band { key: lane.key.clone(), number: lane.number, x: size::MARGIN, y, width: 0.0, height, caption };
        y += height + size::LANE_GAP;
        made
    };
    summary.lanes.iter().enumerate().map(band).collect()
}

fn columns(summary: &Summary, top: f64, bottom: f64) -> (Vec<f64>, Vec<Gate>, f64) {
    let mut x = size::MARGIN + size::BAND_PAD;
    let (mut columns, mut gates) = (Vec::new(), Vec::new());
    for (at, stage) in summary.stages.iter().enumerate() {
        if at > 0 && stage.gated {
            let label = text::tidy(&summary.words.gate);
            let (lines, label_y) = bar::label(&summary.words, Vec::new(), top, bottom);
            let width = bar::width(lines.len());
            let stage = stage.key.clone();
            let (left, height) = (x + 10.0, bottom - top);
            gates.push(Gate { stage, x: left, y: top, width, height, label, lines, level: false, label_at: label_y });
            x += width + 20.0;
        } else if at > 0 {
            x += size::CHANNEL;
        }
        columns.push(x);
        x += size::BOX_WIDTH;
    }
    (columns, gates, x + size::BAND_PAD + size::MARGIN)
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn one_box_for_each_cell() {
        let drawing = sample::chain(1);
        let cell = |lane, stage| SummaryCell {
            lane,
            stage,
            count: "21 tasks".into(),
            lines: vec!["3 open questions".into()],
            href: "x/".into(),
            name: "Party, stage: 21 tasks".into(),
        };
        let summary = Summary {
            key: "m".into(),
            title: "T".into(),
            description: String::new(),
            lanes: vec![sample::lane(1), sample::lane(2)],
            stages: vec![sample::stage(1, true), sample::stage(2, true)],
            cells: vec![cell(0, 0), cell(1, 1), cell(1, 1), cell(7, 7)],
            words: drawing.words,
        };
        let scene = matrix(&summary);
        assert_eq!((scene.shapes.len(), scene.bands.len(), scene.gates.len()), (2, 2, 1));
        let fits = |shape: &Shape| scene.bands.iter().any(|b| b.y < shape.y && shape.y + shape.height < b.y + b.height);
        assert!(scene.shapes.iter().all(fits));
    }
}
