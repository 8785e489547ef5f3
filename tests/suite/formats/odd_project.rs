//! Diagnostics for programs of a project in which everything is odd: names, line ends, marks, characters of every width,
//! faults at the very end of a file, and content that looks like the formats themselves.

use serde_json::Value;

use super::json_schema::Schema;
use crate::support::{GUIDE, TestSite, repository, task};

const HEAD: &str = "---\ntitle: T\nparty: cook\nstage: bake\n---\n";

fn nasty() -> TestSite {
    let site = TestSite::bread([task("B1", "requires: [B1]\n")]);
    let bodies = [
        ("end.md", "no line end [[B9]]".to_owned()),
        ("returns.md", "\r\n\r\n[[B9]] <b>\r\n".to_owned()),
        ("wide 🍞.md", "🍞🍞 [[B9]] e\u{301} [[B\u{202e}9]]\n".to_owned()),
        ("100%, a=b;c::d.md", "::error::x %0A [[%0A::warning file=x::y]]\n".to_owned()),
        ("{0} [a](b).md", "[{0}](javascript:x) [[{1}|a](b)]] \\[\n".to_owned()),
        ("'\"&<>.md", "<script>\"'</script> [x](<B9 \"'.md>)\n".to_owned()),
        ("tab.md", "\t[[B9]]\n\n\u{a0}\t [[B9]]\n".to_owned()),
        ("hidden.md", "\u{200b}[[B9\u{0}]] \u{1b}[31m[[B8]]\u{fffe}\n".to_owned()),
        ("long.md", format!("{} [[B9]]\n", "word ".repeat(20_000))),
        ("lines.md", format!("[[B9\n{}]] [x\ny](B9.md)\n", "x\n".repeat(50))),
    ];
    for (name, body) in &bodies {
        let text = HEAD.replace('T', "\"{0} %s [a](b)\"") + body;
        let text = if name.starts_with("returns") { text.replace("\r\n", "\n").replace('\n', "\r\n") } else { text };
        site.write(
            &format!("content/bread/{name}"),
            format!("{}{text}", if name.len() % 2 == 0 { "\u{FEFF}" } else { "" }),
        );
    }
    site.write("content/bread/empty.md", "");
    site.write("content/bread/mark.md", "\u{FEFF}");
    site.write("content/bread/open.md", "---\ntitle: \"x");
    site.write("content/bread/bytes.md", b"\xFF");
    site.write("content/cake/_index.md", GUIDE.1.replace("cook", "{0}").replace("guest", "%0A"));
    site.write("templates/pages/home.html", "æ\u{0}\n{{ nothing | nosuch }}");
    site.write("templates/strings/en.yaml", "serch: x\n");
    site
}

fn run(site: &TestSite, format: &str) -> String {
    let run = site.run(&["check", "--format", format]).expect(1);
    assert_eq!(run.stdout, "");
    let raw = |c: char| c.is_control() && c != '\n';
    assert!(!run.stderr.contains(raw), "{format}: a control character: {}", run.stderr);
    run.stderr
}

fn number(value: &Value) -> usize {
    value.as_u64().unwrap_or_else(|| panic!("no number: {value}")) as usize
}

#[test]
fn places_exist_and_all_formats_tell_the_same() {
    let site = nasty();
    let json: Value = serde_json::from_str(&run(&site, "json")).expect("JSON");
    let found = json["diagnostics"].as_array().expect("a list");
    assert!(found.len() > 25, "{found:#?}");
    let of_one_line = |one: &Value| !one["message"].as_str().expect("a message").contains(['\n', '\r']);
    assert!(found.iter().all(of_one_line), "{found:#?}");
    for label in found.iter().flat_map(|one| one["labels"].as_array().expect("labels")) {
        let text = site.read(label["file"].as_str().expect("a file"));
        let (start, end) = (number(&label["start"]), number(&label["end"]));
        assert!(text.get(start..end).is_some(), "no place in the text: {label}");
        let line = text[..start].matches('\n').count() + 1;
        let column = text[text[..start].rfind('\n').map_or(0, |at| at + 1)..start].chars().count() + 1;
        assert_eq!((number(&label["line"]), number(&label["column"])), (line, column), "{label}");
    }
    let sarif: Value = serde_json::from_str(&run(&site, "sarif")).expect("JSON");
    let file = repository().join("tests/formats/sarif-schema-2.1.0.json");
    let faults = Schema::read(&std::fs::read_to_string(file).expect("the schema")).faults(&sarif);
    assert!(faults.is_empty(), "not SARIF 2.1.0: {faults:#?}");
    let results = sarif["runs"][0]["results"].as_array().expect("results");
    let codes = |list: &[Value], key: &str| list.iter().map(|one| one[key].to_string()).collect::<Vec<_>>();
    assert_eq!(codes(results, "ruleId"), codes(found, "code"));
    let github = run(&site, "github");
    assert_eq!(github.lines().count(), found.len() + 1, "{github}");
    for (line, one) in github.lines().zip(found) {
        let kind = ["::error ", "::warning ", "::notice "].iter().find(|kind| line.starts_with(**kind));
        let (properties, _) =
            line[kind.unwrap_or_else(|| panic!("{line}")).len()..].split_once("::").expect("a message");
        let title = format!("title={}", one["code"].as_str().expect("a code"));
        assert!(properties.split(',').all(|property| property.contains('=')), "{properties}");
        assert!(properties.split(',').any(|property| property == title), "{properties}");
    }
    assert_eq!(run(&site, "short").lines().count(), found.len() + 1);
}
