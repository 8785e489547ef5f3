//! Rules of this repository: its rooms, its packages, and the input that speed is measured with.

mod architecture;
mod bench_guides;
mod circles;
mod packaging;
