//! Time and memory of every stage of a build.
//!
//! `cargo bench --bench pipeline` builds guides of 51, 1,000 and 10,000 tasks; other sizes can be named:
//! `cargo bench --bench pipeline -- 100000`. `-- --write DIR 10000` only writes such a guide, for other programs to
//! be measured with. Output goes below the folder that `TMPDIR` names; on a memory file system (`TMPDIR=/dev/shm`)
//! the disk is left out of the figures.

#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs, reason = "a program for developers")]

mod generator;

use std::path::Path;
use std::sync::Mutex;
use std::time::Instant;

use vejviser::output::Folder;
use vejviser::pipeline::{Options, analyse, publish};
use vejviser::render::Progress;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    if let [flag, folder, size] = arguments.as_slice()
        && flag == "--write"
    {
        generator::write(Path::new(folder), size.parse().unwrap()).unwrap();
        return;
    }
    let sizes: Vec<usize> = arguments.iter().filter_map(|size| size.parse().ok()).collect();
    println!("{:>7} {:<22} {:>10} {:>10} {:>9}", "tasks", "stage", "clock ms", "cpu ms", "peak MB");
    for size in if sizes.is_empty() { vec![51, 1_000, 10_000] } else { sizes } {
        let folder = std::env::temp_dir().join(format!("vejviser-bench-{}-{size}", std::process::id()));
        generator::write(&folder, size).unwrap();
        build(&folder, size, "");
        build(&folder, size, "again: ");
        let changed = folder.join("content/guide/000/T7.md");
        let text = std::fs::read_to_string(&changed).unwrap();
        std::fs::write(&changed, text.replacen("title: ", "title: New ", 1)).unwrap();
        build(&folder, size, "one title: ");
        std::fs::remove_dir_all(&folder).unwrap();
    }
}

fn build(folder: &Path, size: usize, prefix: &'static str) {
    let stages = Stages::new(size, prefix);
    stages.stage("load");
    let project = vejviser::source::load(folder, &folder.join("vejviser.yaml")).unwrap();
    let analysis = analyse(&project, &Options::default(), &stages);
    assert!(analysis.diagnostics.is_empty(), "{}", vejviser::report::summary(&analysis.diagnostics));
    let output = Folder::open(folder, &folder.join("public"), false).unwrap();
    publish(&project, &analysis, &output, &stages).unwrap();
    stages.stage("write");
    output.finish().unwrap();
    stages.total();
}

/// Prints what each stage took.
struct Stages {
    size: usize,
    prefix: &'static str,
    start: (Instant, f64),
    last: Mutex<Option<(&'static str, Instant, f64)>>,
}

impl Stages {
    fn new(size: usize, prefix: &'static str) -> Self {
        reset_peak();
        Stages { size, prefix, start: (Instant::now(), cpu_seconds()), last: Mutex::new(None) }
    }

    fn row(&self, name: &str, since: Instant, cpu: f64) {
        println!(
            "{:>7} {:<22} {:>10.1} {:>10.0} {:>9.1}",
            self.size,
            format!("{}{name}", self.prefix),
            since.elapsed().as_secs_f64() * 1e3,
            (cpu_seconds() - cpu) * 1e3,
            peak_megabytes()
        );
    }

    fn total(&self) {
        self.stage("");
        self.row("total", self.start.0, self.start.1);
    }
}

impl Progress for Stages {
    fn stage(&self, name: &'static str) {
        let next = (name, Instant::now(), cpu_seconds());
        if let Some((last, since, cpu)) = self.last.lock().unwrap().replace(next)
            && !last.is_empty()
        {
            self.row(last, since, cpu);
        }
    }
    fn expect(&self, _: usize) {}
    fn done(&self) {}
}

/// Processor time of this process so far, in seconds (Linux: fields 14 and 15 of `/proc/self/stat`, in hundredths);
/// 0 elsewhere.
fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    let tick = |at: usize| fields.split_whitespace().nth(at).and_then(|field| field.parse::<f64>().ok()).unwrap_or(0.0);
    (tick(11) + tick(12)) / 100.0
}

/// The most memory that was held since the last reset, in megabytes (Linux; 0 elsewhere).
fn peak_megabytes() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("0");
    line.trim().trim_end_matches(" kB").parse::<f64>().unwrap_or(0.0) / 1024.0
}

fn reset_peak() {
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}
