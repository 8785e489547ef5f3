//! Time and figures of diagrams.
//!
//! `cargo bench --bench diagrams` prints how long pictures of 51 to 10,000 boxes take, and how good those of up to
//! 1,000 boxes are. `-- --dot` has Graphviz `dot`, if it is installed, draw two of them and prints both scores.
//! `-- --seeds N` does so with the first N guides of each of the two kinds, and says which `dot` finds most nearly as hard as
//! guides that were measured before. `-- --write DIR` writes each picture as SVG.

#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs, reason = "a program for developers")]

mod dot;
mod shapes;

use std::path::Path;
use std::time::Instant;

use vejviser::diagram::score::{Score, Sketch};
use vejviser::diagram::{Drawing, Embedding, layout, svg};

use shapes::Woven;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The larger pictures are only laid out once and not scored.
const SCORED: usize = 1_000;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["--dot"] => compare(),
        ["--seeds", count] => seeds(count.parse().unwrap()),
        ["--write", folder] => write(Path::new(folder)),
        _ => times(),
    }
}

/// Time of layout and SVG by size and shape: the shortest round on the clock, and the processor's mean.
fn times() {
    println!(
        "{:<12}{:>8}{:>8}{:>12}{:>12}{:>11}{:>12}{:>9}",
        "shape", "boxes", "lines", "least ms", "cpu ms", "crossings", "lines px", "Mpx²"
    );
    for tasks in [51, 100, 200, 500, 1_000, 2_000, 5_000, 10_000] {
        let shape = |links, parties, stages, reach| Woven {
            tasks,
            links,
            parties,
            stages,
            reach,
            stay: 1,
            pairs: 10,
            seed: tasks as u64,
        };
        time("sparse", &shape(tasks / 2, 3, 2, 12).drawing());
        time("deep", &shape(2 * tasks, 4, 3, 12).drawing());
        time("wide", &shape(2 * tasks, 4, 3, tasks).drawing());
    }
}

fn time(name: &str, drawing: &Drawing) {
    let (start, before) = (Instant::now(), cpu_seconds());
    let mut least = f64::INFINITY;
    let mut rounds = 0;
    while rounds == 0 || start.elapsed().as_secs_f64() < 0.5 {
        let round = Instant::now();
        std::hint::black_box(svg(&layout(drawing), Embedding::File));
        least = least.min(round.elapsed().as_secs_f64() * 1e3);
        rounds += 1;
    }
    let cpu = (cpu_seconds() - before) * 1e3 / f64::from(rounds);
    let (boxes, lines) = (drawing.nodes.len(), drawing.edges.len());
    print!("{name:<12}{boxes:>8}{lines:>8}{least:>12.2}{cpu:>12.2}");
    if boxes <= SCORED {
        let score = Sketch::of(drawing, &layout(drawing)).score();
        let faults: Vec<_> = score.faults().into_iter().filter(|fault| fault.1 > 0).collect();
        println!("{:>11}{:>12.0}{:>9.2}  {faults:?}", score.crossings, score.length, score.area());
    } else {
        println!();
    }
}

/// Processor time of this process so far, in seconds (Linux: fields 14 and 15 of `/proc/self/stat`, in hundredths);
/// 0 elsewhere.
fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    let tick = |at: usize| fields.split_whitespace().nth(at).and_then(|field| field.parse::<f64>().ok()).unwrap_or(0.0);
    (tick(11) + tick(12)) / 100.0
}

/// Our picture and those of `dot` with the same boxes, bands and gates.
fn compare() {
    println!(
        "{:<12}{:<12}{:>11}{:>10}{:>8}{:>9}{:>8}{:>10}{:>10}",
        "shape", "by", "crossings", "lines px", "Mpx²", "through", "merged", "overlaps", "s"
    );
    for (name, drawing) in [("wide", shapes::WIDE.drawing()), ("deep", shapes::DEEP.drawing())] {
        let start = Instant::now();
        let scene = layout(&drawing);
        let seconds = start.elapsed().as_secs_f64();
        row(name, "vejviser", &Sketch::of(&drawing, &scene).score(), seconds);
        for splines in ["splines", "ortho"] {
            let start = Instant::now();
            match dot::draw(&drawing, &scene, splines) {
                Ok(sketch) => row(name, &format!("dot {splines}"), &sketch.score(), start.elapsed().as_secs_f64()),
                Err(error) => println!("{error}"),
            }
        }
    }
}

/// Every guide of a kind, ours and `dot`'s, and the one whose figures by `dot` are nearest to those that are sought.
fn seeds(count: u64) {
    for (name, kind, (crossings, length)) in
        [("wide", shapes::WIDE, (1_774.0_f64, 173_219.0_f64)), ("deep", shapes::DEEP, (166.0, 104_370.0))]
    {
        let mut nearest = (f64::INFINITY, 0);
        for seed in 1..=count {
            let drawing = Woven { seed, ..kind }.drawing();
            let scene = layout(&drawing);
            let Ok(dot) = dot::draw(&drawing, &scene, "ortho") else { continue };
            let (ours, dot) = (Sketch::of(&drawing, &scene).score(), dot.score());
            let far = (dot.crossings as f64 / crossings).ln().abs() + (dot.length / length).ln().abs();
            println!(
                "{name} {seed:>3}: {:>5} {:>8.0} {:>6.2}   dot {:>5} {:>8.0} {:>6.2}   {far:.3}",
                ours.crossings,
                ours.length,
                ours.area(),
                dot.crossings,
                dot.length,
                dot.area()
            );
            if far < nearest.0 {
                nearest = (far, seed);
            }
        }
        println!("{name}: nearest is seed {}", nearest.1);
    }
}

fn row(name: &str, by: &str, score: &Score, seconds: f64) {
    let Score { crossings, length, through, merged, overlaps, .. } = score;
    let area = score.area();
    println!(
        "{name:<12}{by:<12}{crossings:>11}{length:>10.0}{area:>8.2}{through:>9}{merged:>8.0}{overlaps:>10}{seconds:>10.3}"
    );
}

fn write(folder: &Path) {
    std::fs::create_dir_all(folder).unwrap();
    for (name, drawing) in shapes::all() {
        let file = folder.join(format!("{}.svg", name.replace(", ", "-").replace(' ', "-")));
        std::fs::write(file, svg(&layout(&drawing), Embedding::File)).unwrap();
    }
}
