//! The stylesheet inside a file: the rules that its picture needs, without variables, since browsers alone know those.
//! `color` and `fill` hand down what `--lane` and `--band` do on pages.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::diagram::CSS;
use crate::diagram::drawing::{Certainty, EdgeKind, Role};
use crate::diagram::marks;
use crate::diagram::scene::{Scene, ShapeForm, Sign};

/// How each part of a stylesheet begins: the rules for everyone, then what others have instead.
const SCHEMES: [&str; 3] = [
    "",
    // Paper is light.
    "@media screen and (prefers-color-scheme:dark){",
    "@media print{",
];
const DARK: usize = 1;

type Has = fn(&Scene) -> bool;

/// Classes that only some pictures hold, and what such a picture has. All others stand in every file.
const SOMETIMES: [(&str, Has); 26] = [
    ("lane-name", |scene| !scene.bands.is_empty()),
    ("stage-name", |scene| !scene.heads.is_empty()),
    ("gate gate-key gate-name", |scene| !scene.gates.is_empty()),
    ("edge", |scene| !scene.lines.is_empty()),
    ("bus", |scene| scene.lines.iter().any(|line| line.bus)),
    ("back", |scene| scene.lines.iter().any(|line| line.back)),
    ("follows", |scene| any_foot(scene, false)),
    ("sample", |scene| scene.legend.iter().any(|entry| matches!(entry.sign, Sign::Line(..)))),
    ("tip", |scene| any_line(scene, |kind, _| kind.directed())),
    ("mark-code", |scene| scene.shapes.iter().any(|shape| shape.number > marks::COUNT)),
    ("likely", |scene| any_line(scene, |_, certainty| certainty == Certainty::Likely)),
    ("doubt doubt-sign", |scene| {
        any_line(scene, |_, certainty| certainty.sign().is_some()) || scene.lines.iter().any(|line| line.count > 1)
    }),
    ("went", |scene| any_line(scene, |_, certainty| certainty == Certainty::Went)),
    ("open", |scene| any_line(scene, |kind, certainty| certainty == Certainty::Likely && !kind.directed())),
    ("end", |scene| any_line(scene, |kind, _| !kind.directed())),
    ("with", |scene| any_line(scene, |kind, _| kind == EdgeKind::With)),
    ("alternative", |scene| any_line(scene, |kind, _| kind == EdgeKind::Alternative)),
    ("related", |scene| any_line(scene, |kind, _| kind == EdgeKind::Related)),
    ("joint", |scene| any_line(scene, |kind, _| kind == EdgeKind::Any)),
    ("outside away", |scene| any_box(scene, Role::Outside)),
    ("unsure", |scene| scene.shapes.iter().any(|shape| shape.likely)),
    ("focus", |scene| any_box(scene, Role::Focus)),
    ("new", |scene| any_box(scene, Role::New)),
    ("gone", |scene| any_box(scene, Role::Gone)),
    ("more hit", |scene| any_foot(scene, true)),
    ("hyphen", |scene| {
        let mut lines = scene.shapes.iter().flat_map(|shape| shape.label.lines.iter().chain(&shape.label.code_lines));
        lines.any(|line| line.hyphen)
    }),
];

fn any_line(scene: &Scene, is: fn(EdgeKind, Certainty) -> bool) -> bool {
    let sample = |sign| matches!(sign, Sign::Line(kind, certainty) if is(kind, certainty));
    scene.lines.iter().any(|line| is(line.kind, line.certainty)) || scene.legend.iter().any(|entry| sample(entry.sign))
}

fn any_foot(scene: &Scene, link: bool) -> bool {
    scene.shapes.iter().flat_map(|shape| &shape.feet).any(|foot| foot.link.is_some() == link)
}

fn any_box(scene: &Scene, role: Role) -> bool {
    scene.shapes.iter().any(|shape| shape.form == ShapeForm::Node(role))
}

/// The parts of a picture that need styles: a bit for each row of [`SOMETIMES`], then one for each lane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Needs(u64);

impl Needs {
    pub(super) fn of(scene: &Scene) -> Self {
        let rows = SOMETIMES.iter().enumerate().filter(|(_, (_, has))| has(scene)).map(|(at, _)| 1 << at);
        let numbers = scene.bands.iter().map(|band| band.number).chain(scene.shapes.iter().map(|shape| shape.number));
        let lanes = numbers.filter_map(marks::class).map(lane_bit);
        Needs(rows.chain(lanes).fold(0, |all: u64, bit| all | bit))
    }

    /// The parts that a rule with this selector styles.
    fn of_selector(selector: &str) -> Self {
        let classes = selector.split(['.', ' ', ':', '+', '>']).filter(|word| !word.is_empty());
        let bit = |class: &str| {
            let row = SOMETIMES.iter().position(|(names, _)| names.split(' ').any(|name| name == class));
            let lane = class.strip_prefix("lane-").and_then(|number| number.parse().ok());
            row.map(|at| 1 << at).or(lane.map(lane_bit)).unwrap_or(0)
        };
        Needs(classes.map(bit).fold(0, |all, bit| all | bit))
    }

    fn hold(self, of_rule: Needs) -> bool {
        self.0 & of_rule.0 == of_rule.0
    }
}

fn lane_bit(class: usize) -> u64 {
    1 << (SOMETIMES.len() + class)
}

/// The element with the stylesheet for a picture that has this.
pub(super) fn style(needs: Needs) -> String {
    static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| rules(CSS));
    let mut out = String::with_capacity(2_500);
    out.push_str("<style>");
    for (scheme, start) in SCHEMES.iter().enumerate() {
        out.push_str(start);
        let mut last = "";
        let rules = RULES.iter().filter(|rule| needs.hold(rule.needs));
        for (selector, body) in
            rules.map(|rule| (&rule.selector, &rule.bodies[scheme])).filter(|rule| !rule.1.is_empty())
        {
            if body == last {
                out.truncate(out.len() - body.len());
                out.push(',');
            }
            out.push_str(selector);
            out.push_str(body);
            last = body;
        }
        out.push_str(if start.is_empty() { "" } else { "}" });
    }
    out.push_str("</style>\n");
    out
}

/// A rule of the stylesheet as it stands in files.
struct Rule {
    needs: Needs,
    selector: String,
    /// Its declarations in each scheme, with braces; empty if there are none.
    bodies: [String; SCHEMES.len()],
}

/// A rule as it is written in the stylesheet.
struct Written<'c> {
    /// Where it stands in [`SCHEMES`]; none for what only pages have.
    scheme: Option<usize>,
    selector: &'c str,
    declarations: Vec<(&'c str, &'c str)>,
}

fn rules(css: &str) -> Vec<Rule> {
    let written = read(css);
    let colours: Vec<BTreeMap<&str, &str>> = (0..SCHEMES.len())
        .map(|scheme| {
            let of_scheme = |rule: &&Written| rule.scheme == Some(0) || rule.scheme == Some(scheme);
            let roots = written.iter().filter(of_scheme).filter(|rule| rule.selector.starts_with(":root"));
            roots.flat_map(|rule| rule.declarations.iter().copied()).collect()
        })
        .collect();
    let mut rules = Vec::new();
    for Written { scheme, selector, declarations } in &written {
        let (Some(own), true) = (*scheme, selector.starts_with(".diagram")) else { continue };
        let selector = short(&selector.replace(".diagram ", ""));
        let in_scheme = |scheme: usize| -> Vec<String> {
            declarations.iter().filter_map(|one| plain(*one, &colours[scheme])).collect()
        };
        let usual = in_scheme(own);
        let bodies: [String; SCHEMES.len()] = std::array::from_fn(|scheme| match (own, scheme) {
            (0, DARK) => {
                let differing = in_scheme(scheme).into_iter().filter(|one| !usual.contains(one));
                body(&differing.collect::<Vec<_>>())
            }
            _ if own == scheme => body(&usual),
            _ => String::new(),
        });
        // Each by itself: equal neighbours come together again where a picture needs them.
        let each = |selector: &str| Rule {
            needs: Needs::of_selector(selector),
            selector: selector.to_owned(),
            bodies: bodies.clone(),
        };
        // Rules for the mouse are left to pages.
        rules.extend(selector.split(',').filter(|selector| !selector.contains(":hover")).map(each));
    }
    rules
}

/// The rules of a stylesheet in their order.
fn read(css: &str) -> Vec<Written<'_>> {
    let mut rules = Vec::new();
    let mut around: Option<&str> = None;
    let mut rest = css;
    while let Some((start, behind)) = rest.split_once(['{', '}']) {
        let opens = rest.as_bytes().get(start.len()) == Some(&b'{');
        let prelude = start.trim();
        rest = behind;
        if !opens {
            around = None;
        } else if prelude.starts_with("@media") {
            around = Some(prelude);
        } else {
            let (block, behind) = rest.split_once('}').unwrap_or((rest, ""));
            rest = behind;
            let declarations = block.split(';').filter_map(|one| one.split_once(':'));
            let declarations = declarations.map(|(name, value)| (name.trim(), value.trim())).collect();
            let scheme = match around {
                // Pages may choose a theme; a file has nobody to ask. Nor do colours that a system forces reach a picture.
                None if prelude.starts_with(":root[") => None,
                None => Some(0),
                Some(media) => ["dark", "print"].iter().position(|word| media.contains(word)).map(|at| at + 1),
            };
            rules.push(Written { scheme, selector: prelude, declarations });
        }
    }
    rules
}

/// A declaration without variables; none for what only undoes the styles of a page.
fn plain((name, value): (&str, &str), colours: &BTreeMap<&str, &str>) -> Option<String> {
    if matches!(value, "normal" | "400") || name.contains("adjust") {
        return None;
    }
    let name = match name {
        "--lane" => "color",
        "--band" => "fill",
        name => name,
    };
    let variable = value.strip_prefix("var(").and_then(|value| value.strip_suffix(')'));
    let value = match variable {
        Some("--lane") => "currentColor",
        Some("--band") => "inherit",
        Some(colour) => colours.get(colour).copied().unwrap_or("inherit"),
        None => value,
    };
    Some(format!("{name}:{}", short(value)))
}

fn body(declarations: &[String]) -> String {
    if declarations.is_empty() { String::new() } else { format!("{{{}}}", declarations.join(";")) }
}

/// A selector or value without what only helps those who read the stylesheet.
fn short(text: &str) -> String {
    text.replace(", ", ",").replace(" + ", "+").replace("#ffffff", "#fff")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::diagram::drawing::Edge;
    use crate::diagram::sample::{chain, drawings, lane};
    use crate::diagram::{Embedding, layout, svg};

    fn style_of(drawing: &crate::diagram::Drawing) -> String {
        style(Needs::of(&layout(drawing)))
    }

    /// The classes that a selector or an attribute names.
    fn classes(text: &str) -> impl Iterator<Item = &str> {
        text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).filter(|word| !word.is_empty())
    }

    #[test]
    fn a_chain_needs_little() {
        let plain = style_of(&chain(3));
        for has in [".lane-1{color:#1f5fa8;fill:#eaf2fb}", ".box{fill:#fff;stroke:currentColor;stroke-width:1.25}"] {
            assert!(plain.contains(has), "{has} in {plain}");
        }
        for lacks in [
            "var(",
            "--",
            "lane-2",
            "gate",
            "likely",
            ".end",
            ".focus ",
            ".more",
            ".outside",
            "data-theme",
            "hyphen",
            "max-width:100%;}",
        ] {
            assert!(!plain.contains(lacks), "{lacks} in {plain}");
        }
        assert_eq!(plain.matches('{').count(), plain.matches('}').count());
        assert!(plain.len() < 1_450, "{}: {plain}", plain.len());
    }

    #[test]
    fn a_picture_of_eight_boxes_is_mostly_picture() {
        let file = svg(&layout(&chain(8)), Embedding::File);
        assert!(file.len() < 6_000, "{}: {file}", file.len());
        assert!(style_of(&chain(8)).len() * 3 < file.len());
    }

    #[test]
    fn dark_has_colours_only() {
        let style = style_of(&chain(3));
        let dark = style.split_once("dark){").and_then(|(_, rest)| rest.split_once("}}")).unwrap_or_default().0;
        assert!(dark.contains(".lane-1{color:#7db4f0;fill:#16222f}") && !dark.contains("width"), "{dark}");
    }

    #[test]
    fn equal_neighbours_are_one_rule() {
        let mut drawing = chain(2);
        drawing.lanes.push(lane(2));
        drawing.nodes[1].lane = 1;
        drawing.edges = vec![Edge::requires(0, 1)];
        let style = style_of(&drawing);
        assert!(style.contains(".edge,.sample{") && style.contains(".band rect{"), "{style}");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(60))]

        #[test]
        fn every_class_of_a_picture_has_its_rule(mut drawing in drawings(9), first in 0..4_usize) {
            let named: std::collections::BTreeSet<&str> =
                CSS.split('.').skip(1).filter_map(|rest| classes(rest).next()).collect();
            let roles = [Role::Task, Role::Focus, Role::Outside, Role::Task];
            for node in &mut drawing.nodes {
                node.role = roles[(node.order + first) % 4];
                node.follows = first;
            }
            let file = svg(&layout(&drawing), Embedding::File);
            let (style, picture) = file.split_once("</style>").unwrap_or_default();
            let lists: Vec<&str> = picture.split("class=\"").skip(1).collect();
            assert!(!lists.is_empty());
            for class in lists.iter().flat_map(|rest| classes(rest.split('"').next().unwrap_or(""))) {
                let rule = [" ", "{", ",", "+"].iter().any(|end| style.contains(&format!(".{class}{end}")));
                assert!(rule || !named.contains(class), ".{class} in {style}");
            }
        }
    }
}
