//! Files in the output folder: the same bytes for the same input, published whole, checked before they are.

mod determinism;
mod output_checks;
mod published_addresses;
mod publishing;
