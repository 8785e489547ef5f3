//! The manual says what the program does.

use vejviser::diagnostic::ALL;

use crate::support::repository;

#[test]
fn every_code_is_in_the_manual_with_its_weight() {
    let manual = std::fs::read_to_string(repository().join("docs/writing.md")).expect("the manual");
    for code in ALL {
        let lowered = if code.fixed { "no" } else { "yes" };
        let row = format!("| `{}` | {} | {} | {lowered} |", code.name, code.severity.name(), code.summary);
        assert!(manual.lines().any(|line| line == row), "the manual lacks\n{row}");
    }
}
