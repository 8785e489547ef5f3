//! What speed is measured with.

use crate::generator;
use crate::support::TestSite;

#[test]
fn generated_guides_check_clean() {
    for tasks in [51, 400] {
        let site = TestSite::new::<&str, &str>([]);
        generator::write(&site.root(), tasks).unwrap();
        site.run(&["check", "--strict"]).expect(0).says("no errors");
    }
}
