//! The pictures, read back as a reader's browser draws them: boxes, lines, and the list beside each.

use std::collections::{BTreeMap, BTreeSet};

use crate::support::markup::{Element, Markup};
use crate::support::{Built, TestSite, own_build, task};

/// The contract's kinds. `any` also joins tasks of which either is enough.
const KINDS: [&str; 4] = ["requires", "with", "gate", "any"];

#[derive(Clone, Copy, Debug)]
pub struct Rect {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

#[derive(Debug)]
pub struct Edge {
    pub from: String,
    pub to: String,
    pub kind: String,
    pub group: Option<String>,
    pub certainty: String,
    /// Whether one of its ends comes first.
    pub directed: bool,
    points: Vec<(f64, f64)>,
}

/// One picture.
#[derive(Debug)]
pub struct Picture {
    name: String,
    pub nodes: BTreeMap<String, Rect>,
    /// Boxes that stand for no single task.
    pub others: Vec<Rect>,
    pub edges: Vec<Edge>,
    pub links: BTreeMap<String, String>,
}

impl Picture {
    /// The picture whose `<svg>` stands at `at`.
    pub fn read(name: &str, markup: &Markup, at: usize) -> Picture {
        let name = name.to_owned();
        let mut picture =
            Picture { name, nodes: BTreeMap::new(), others: Vec::new(), edges: Vec::new(), links: BTreeMap::new() };
        let is_svg = |element: &Element| std::ptr::eq(element, &raw const markup.elements[at]);
        let view: Vec<f64> = numbers(markup.elements[at].need("viewBox"));
        for (place, element) in markup.elements.iter().enumerate() {
            if !markup.inside(place, is_svg) {
                continue;
            }
            if element.name == "rect" && element.has_class("box") && !markup.inside(place, |e| e.has_class("legend")) {
                let rect = rect(element);
                assert!(
                    rect.left >= view[0] && rect.right <= view[0] + view[2] && rect.bottom <= view[1] + view[3],
                    "{}: a box is cut off",
                    picture.name
                );
                let node = element.parent.map(|parent| &markup.elements[parent]).expect("a box stands in something");
                picture.node(markup, element.parent.expect("a parent"), node, rect);
            }
            if element.name == "path" && element.has_class("edge") {
                let need = |name: &str| element.need(name).to_owned();
                picture.edges.push(Edge {
                    from: need("data-from"),
                    to: need("data-to"),
                    kind: need("data-kind"),
                    group: element.get("data-group").map(str::to_owned),
                    certainty: need("data-certainty"),
                    directed: !element.has_class("with") && !element.has_class("alternative"),
                    points: points(element.need("d")),
                });
            }
        }
        picture
    }

    fn node(&mut self, markup: &Markup, at: usize, node: &Element, rect: Rect) {
        let Some(id) = node.get("data-id").filter(|_| node.has_class("node")) else {
            return self.others.push(rect);
        };
        let name = &self.name;
        assert_eq!(node.name, "a", "{name}: {id} is no link");
        assert!(!node.need("data-party").is_empty() && !node.need("data-stage").is_empty(), "{name}: {id}");
        assert!(node.text.contains(id), "{name}: {id} does not show its code");
        let label = node.need("aria-label");
        assert!(label.starts_with(&format!("{id} ")), "{name}: the name of {id} is {label}");
        // Whoever says what they see must hit the link: no hyphen or blank parts a word that the name has whole.
        let seen = node.text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(label.starts_with(&seen), "{name}: {seen:?} is seen, and the name is {label:?}");
        for (_, line) in markup.children(at).filter(|(_, child)| child.name == "text") {
            assert!(!line.text.trim().is_empty(), "{name}: {id} has an empty text");
        }
        let mut y = 0.0;
        for (place, line) in markup.elements.iter().enumerate() {
            let own = line.get("x").is_some()
                && ["text", "tspan"].contains(&&*line.name)
                && markup.inside(place, |element| std::ptr::eq(element, node));
            if own {
                y = line.get("dy").map_or_else(|| line.number("y"), |_| y + line.number("dy"));
                let x = line.number("x");
                let inside = x > rect.left && x < rect.right && y > rect.top + 8.0 && y < rect.bottom;
                assert!(inside, "{name}: a line of {id} is outside its box");
            }
        }
        assert!(self.nodes.insert(id.to_owned(), rect).is_none(), "{name}: {id} twice");
        self.links.insert(id.to_owned(), node.need("href").to_owned());
    }

    pub fn check(&self) {
        let name = &self.name;
        let boxes: Vec<(&str, Rect)> = self
            .nodes
            .iter()
            .map(|(id, rect)| (id.as_str(), *rect))
            .chain(self.others.iter().map(|rect| ("", *rect)))
            .collect();
        for (at, (a, one)) in boxes.iter().enumerate() {
            for (b, other) in &boxes[at + 1..] {
                let apart = one.right < other.left
                    || other.right < one.left
                    || one.bottom < other.top
                    || other.bottom < one.top;
                assert!(apart, "{name}: {a} lies on {b}");
            }
        }
        let mut seen = BTreeSet::new();
        for edge in &self.edges {
            let Edge { from, to, kind, group, certainty, points, .. } = edge;
            assert!(group.is_none() || kind == "any", "{name}: {from} {to} belongs to a choice");
            assert!(KINDS.contains(&kind.as_str()), "{name}: kind {kind}");
            assert!(["certain", "likely"].contains(&certainty.as_str()), "{name}: certainty {certainty}");
            assert!(seen.insert((from, to, kind, group)), "{name}: {from} {to} twice");
            let ends = [(from, points[0]), (to, points[points.len() - 1])];
            for (id, point) in ends {
                let rect = self.nodes.get(id).unwrap_or_else(|| panic!("{name}: an edge of {id}, which has no box"));
                assert!(touches(*rect, point), "{name}: the line {from} {to} misses {id} at {point:?}");
            }
            for (id, rect) in boxes.iter().filter(|(id, _)| id != from && id != to) {
                let through = points.windows(2).any(|run| crosses(*rect, run[0], run[1]));
                assert!(!through, "{name}: the line {from} {to} runs through {id}");
            }
        }
    }

    pub fn pairs(&self) -> BTreeSet<(String, String)> {
        self.edges.iter().map(|edge| (edge.from.clone(), edge.to.clone())).collect()
    }
}

fn rect(element: &Element) -> Rect {
    let (left, top) = (element.number("x"), element.number("y"));
    Rect { left, top, right: left + element.number("width"), bottom: top + element.number("height") }
}

/// Whether a line may begin or end here: on the border, or as far away as the tip of its arrow is long.
fn touches(rect: Rect, (x, y): (f64, f64)) -> bool {
    let reach = 10.0;
    x > rect.left - reach && x < rect.right + reach && y > rect.top - reach && y < rect.bottom + reach
}

/// Whether the straight line from `a` to `b` enters the inside of `rect` (Liang and Barsky 1984).
fn crosses(rect: Rect, a: (f64, f64), b: (f64, f64)) -> bool {
    let margin = 0.5;
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    let sides = [
        (-dx, a.0 - (rect.left + margin)),
        (dx, (rect.right - margin) - a.0),
        (-dy, a.1 - (rect.top + margin)),
        (dy, (rect.bottom - margin) - a.1),
    ];
    for (step, room) in sides {
        if step == 0.0 {
            if room < 0.0 {
                return false;
            }
        } else if step < 0.0 {
            enter = enter.max(room / step);
        } else {
            leave = leave.min(room / step);
        }
    }
    enter < leave
}

/// The corners of a path of straight lines and curves; control points count as corners, which is stricter.
fn points(path: &str) -> Vec<(f64, f64)> {
    let mut points: Vec<(f64, f64)> = Vec::new();
    let mut rest = path;
    while let Some(command) = rest.chars().next() {
        rest = &rest[1..];
        let end = rest.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(rest.len());
        let values = numbers(&rest[..end]);
        rest = &rest[end..];
        let mut from = points.last().copied().unwrap_or_default();
        let relative = command.is_ascii_lowercase();
        match command.to_ascii_uppercase() {
            'H' | 'V' => {
                for value in values {
                    let base = match (relative, command.eq_ignore_ascii_case(&'H')) {
                        (false, _) => 0.0,
                        (true, true) => from.0,
                        (true, false) => from.1,
                    };
                    from = if command.eq_ignore_ascii_case(&'H') {
                        (base + value, from.1)
                    } else {
                        (from.0, base + value)
                    };
                    points.push(from);
                }
            }
            'M' | 'L' | 'C' | 'Q' => {
                let step = match command.to_ascii_uppercase() {
                    'C' => 6,
                    'Q' => 4,
                    _ => 2,
                };
                assert_eq!(values.len() % step, 0, "{path}");
                for group in values.chunks(step) {
                    let base = if relative { from } else { (0.0, 0.0) };
                    points.extend(group.chunks(2).map(|pair| (base.0 + pair[0], base.1 + pair[1])));
                    from = points[points.len() - 1];
                }
            }
            'Z' => points.push(points[0]),
            other => panic!("{other} in the path {path}"),
        }
    }
    assert!(points.len() > 1, "{path} goes nowhere");
    points
}

/// Numbers as paths and view boxes write them, parted by blanks, commas, or a sign.
fn numbers(text: &str) -> Vec<f64> {
    let spaced = text.replace(',', " ").replace('-', " -");
    spaced.split_whitespace().map(|number| number.parse().unwrap_or_else(|_| panic!("{number} in {text}"))).collect()
}

/// Every picture of the site: the files, and those in pages. There must be some.
pub fn pictures(built: &Built) -> Vec<Picture> {
    let mut found = Vec::new();
    for (path, markup) in built.pages().chain(built.pictures()) {
        for at in 0..markup.elements.len() {
            let element = &markup.elements[at];
            if element.name == "svg" && element.has_class("diagram") {
                found.push(Picture::read(path, &markup, at));
            }
        }
    }
    assert!(!found.is_empty(), "no pictures among {:?}", built.files.keys());
    found
}

pub fn picture(built: &Built, path: &str) -> Picture {
    let markup = Markup::read(path, built.text(path));
    let at = markup.elements.iter().position(|element| element.name == "svg").expect("a picture");
    Picture::read(path, &markup, at)
}

#[test]
fn paths_are_read() {
    assert_eq!(points("M1 2H5V-3L4,4 6 7"), [(1.0, 2.0), (5.0, 2.0), (5.0, -3.0), (4.0, 4.0), (6.0, 7.0)]);
    assert_eq!(points("M1 2h4v-1l1-1"), [(1.0, 2.0), (5.0, 2.0), (5.0, 1.0), (6.0, 0.0)]);
    let rect = Rect { left: 0.0, top: 0.0, right: 10.0, bottom: 10.0 };
    assert!(crosses(rect, (-5.0, 5.0), (15.0, 5.0)) && crosses(rect, (-1.0, -2.0), (5.0, 5.0)));
    assert!(!crosses(rect, (-5.0, 0.0), (15.0, 0.0)) && !crosses(rect, (-5.0, 5.0), (5.0, -6.0)));
}

#[test]
fn boxes_and_lines_keep_apart() {
    let pictures = pictures(own_build());
    assert!(pictures.len() > 140, "{} pictures", pictures.len());
    assert!(pictures.iter().map(|picture| picture.edges.len()).sum::<usize>() > 300);
    pictures.iter().for_each(Picture::check);
}

#[test]
fn crowded_pictures_keep_apart() {
    // Everybody waits for everybody before, across both parties.
    let tasks = (1..=24).map(|n| {
        let list: Vec<String> = (1..n).filter(|m| (n * 7 + m * 5) % 4 == 0).map(|m| format!("B{m}")).collect();
        let (path, text) = task(&format!("B{n}"), &format!("requires: [{}]\n", list.join(", ")));
        let text = if n % 3 == 0 { text.replace("party: cook", "party: guest") } else { text };
        (path, if n > 16 { text.replace("stage: bake", "stage: eat") } else { text })
    });
    let built = TestSite::bread(tasks).build();
    let pictures = pictures(&built);
    assert!(pictures.len() > 40, "{}", pictures.len());
    pictures.iter().for_each(Picture::check);
}

#[test]
fn every_node_is_a_task() {
    let tasks = (1..=30).map(|n| task(&format!("B{n}"), if n == 1 { "" } else { "requires: [B1]\n" }));
    let built = TestSite::bread(tasks).build();
    let mut seen = BTreeSet::new();
    for (path, markup) in built.pages().chain(built.pictures()) {
        for node in markup.with_class("node") {
            let id = node.get("data-id").unwrap_or_else(|| panic!("{path}: {}", node.text));
            assert!(built.files.contains_key(&format!("bread/{id}/index.html")), "{path}: {id}");
            seen.insert(id.to_owned());
        }
    }
    assert_eq!(seen, (1..=30).map(|n| format!("B{n}")).collect());
}

#[test]
fn the_overview_shows_every_task_and_relation() {
    for guide in ["sf1590-d", "publish-a-guide"] {
        let json = own_build().json(&format!("{guide}/guide.json"));
        let overview = picture(own_build(), &format!("{guide}/overview.svg"));
        let text = |value: &serde_json::Value| value.as_str().expect("text").to_owned();
        let list = |key: &str| json[key].as_array().expect("a list").clone();
        let tasks: BTreeSet<String> = list("tasks").iter().map(|task| text(&task["id"])).collect();
        assert_eq!(overview.nodes.keys().cloned().collect::<BTreeSet<_>>(), tasks);
        let key = |from: String, to: String, kind: &str, certainty: &str| {
            let directed = kind == "requires" || kind == "any";
            let (from, to) = if directed || from < to { (from, to) } else { (to, from) };
            (from, to, kind.to_owned(), certainty.to_owned())
        };
        let mut wanted: BTreeSet<_> = list("edges")
            .iter()
            .map(|edge| key(text(&edge["from"]), text(&edge["to"]), &text(&edge["kind"]), &text(&edge["certainty"])))
            .collect();
        for task in list("tasks") {
            // Alternatives are no edges of the data, since neither comes first; the picture joins them.
            let (id, others) = (text(&task["id"]), task["alternatives"].as_array().expect("a list").clone());
            let pairs = others.iter().map(text).filter(|other| id < *other);
            let told = |other: &str| {
                let statements = task["statements"].as_array().into_iter().flatten();
                let of = |said: &&serde_json::Value| said["about"] == "alternatives" && said["value"] == other;
                statements.filter(of).find_map(|said| said["certainty"].as_str()).unwrap_or("certain")
            };
            wanted.extend(pairs.map(|other| key(id.clone(), other.clone(), "any", told(&other))));
        }
        let found: BTreeSet<_> = overview
            .edges
            .iter()
            .map(|edge| key(edge.from.clone(), edge.to.clone(), &edge.kind, &edge.certainty))
            .collect();
        assert!(found.is_subset(&wanted), "{guide}");
        // What is not drawn is certain, and others that are drawn lead from its start to its end.
        let sure: Vec<_> = found.iter().filter(|line| line.2 == "requires" && line.3 == "certain").collect();
        for (from, to, kind, certainty) in wanted.difference(&found) {
            assert_eq!((kind.as_str(), certainty.as_str()), ("requires", "certain"), "{guide}: {from} {to}");
            let mut reached = vec![from];
            let mut at = 0;
            while at < reached.len() {
                let next = sure.iter().filter(|line| line.0 == *reached[at]).map(|line| &line.1);
                reached.extend(next.collect::<Vec<_>>());
                at += 1;
            }
            assert!(reached.contains(&to), "{guide}: {from} {to} is not drawn and does not follow");
        }
    }
}

#[test]
fn the_overview_shows_the_gate_and_what_is_likely() {
    let markup = Markup::read("overview", own_build().text("sf1590-d/overview.svg"));
    let gates: Vec<&Element> = markup.with_class("gate").collect();
    assert_eq!(gates.len(), 1);
    assert_eq!(gates[0].need("data-stage"), "tilslutning");
    let likely = markup.with_class("edge").filter(|edge| edge.need("data-certainty") == "likely");
    let dashed: Vec<bool> = likely.map(|edge| edge.has_class("likely")).collect();
    assert_eq!(dashed, [true; 6]);
    // The bar stands between the two stages: what is before it lies left of what is behind it.
    let bar = (0..markup.elements.len())
        .find(|at| markup.elements[*at].name == "rect" && markup.inside(*at, |element| element.has_class("gate")))
        .expect("the bar");
    let bar = rect(&markup.elements[bar]);
    let overview = picture(own_build(), "sf1590-d/overview.svg");
    for (id, node) in &overview.nodes {
        let before = id.starts_with('F');
        assert!(if before { node.right < bar.left } else { node.left > bar.right }, "{id} is on the wrong side");
    }
}

#[test]
fn parties_are_lanes() {
    let guide = own_build().json("sf1590-d/guide.json");
    let markup = Markup::read("overview", own_build().text("sf1590-d/overview.svg"));
    let lanes: Vec<(&str, Rect)> = (0..markup.elements.len())
        .filter(|at| markup.elements[*at].has_class("band"))
        .map(|at| {
            let (_, bar) = markup.children(at).find(|(_, child)| child.name == "rect").expect("a lane has a rectangle");
            (markup.elements[at].need("data-lane"), rect(bar))
        })
        .collect();
    // A party has a band in each stage where it has tasks, which begins where the one above it ends.
    let parties: Vec<&str> = lanes.iter().map(|(party, _)| *party).collect();
    let (first, last) = parties.split_at(3);
    assert_eq!(
        (first, last),
        (&["myndighed", "fagsystem", "fakturahaandteringssystem"][..], &["fagsystem", "fakturahaandteringssystem"][..])
    );
    let tops: Vec<f64> = [0, 3].map(|at| lanes[at].1.top).to_vec();
    assert_eq!(tops[0].to_bits(), tops[1].to_bits(), "a party without tasks takes no room");
    let overview = picture(own_build(), "sf1590-d/overview.svg");
    for task in guide["tasks"].as_array().expect("tasks") {
        let (id, party) = (task["id"].as_str().expect("an id"), task["party"].as_str().expect("a party"));
        let node = overview.nodes[id];
        let holds = |lane: &Rect| {
            let inside = node.left >= lane.left && node.right <= lane.right;
            inside && node.top >= lane.top && node.bottom <= lane.bottom
        };
        assert!(lanes.iter().any(|(of, lane)| *of == party && holds(lane)), "{id} is outside the lanes of {party}");
    }
}

#[test]
fn each_task_stands_among_its_neighbours() {
    for guide in ["sf1590-d", "publish-a-guide"] {
        let json = own_build().json(&format!("{guide}/guide.json"));
        for task in json["tasks"].as_array().expect("tasks") {
            let id = task["id"].as_str().expect("an id");
            let picture = picture(own_build(), &format!("{guide}/{id}/diagram.svg"));
            let mut near: Vec<&str> = vec![id];
            let ids = |key: &str| task[key].as_array().expect("a list").iter().filter_map(|item| item.as_str());
            near.extend(ids("required_by").chain(ids("with")).chain(ids("alternatives")));
            for requirement in task["requires"].as_array().expect("a list") {
                near.extend(requirement["task"].as_str());
                near.extend(requirement["any"].as_array().into_iter().flatten().filter_map(|item| item.as_str()));
            }
            for other in near {
                assert!(picture.nodes.contains_key(other), "{id}: {other} is not in its picture");
            }
            let markup = Markup::read(id, own_build().text(&format!("{guide}/{id}/diagram.svg")));
            let focus: Vec<&str> = markup.with_class("focus").filter_map(|element| element.get("data-id")).collect();
            assert_eq!(focus, [id]);
        }
    }
}

#[test]
fn boxes_show_full_titles() {
    let json = own_build().json("sf1590-d/guide.json");
    let titles: BTreeMap<&str, &str> = json["tasks"]
        .as_array()
        .expect("tasks")
        .iter()
        .map(|task| (task["id"].as_str().expect("an id"), task["title"].as_str().expect("a title")))
        .collect();
    let markup = Markup::read("overview", own_build().text("sf1590-d/overview.svg"));
    let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace() && *c != '\u{AD}').collect::<String>();
    let mut count = 0;
    for node in markup.with_class("node") {
        let id = node.need("data-id");
        let wanted = bare(&format!("{id}{}", titles[id]));
        // A long word may be broken with a hyphen, and behind the title stands who carries it out for its party.
        let found = bare(&node.text);
        let found = found.split("(udføresaf").next().unwrap_or_default().to_owned();
        assert!(found == wanted || found.replace('-', "") == wanted.replace('-', ""), "{id}: {found}");
        count += 1;
    }
    assert_eq!(count, 51);
}

#[test]
fn the_list_beside_a_picture_says_the_same() {
    let mut count = 0;
    for (path, markup) in own_build().pages() {
        for frame in (0..markup.elements.len()).filter(|at| markup.elements[*at].has_class("diagram-frame")) {
            let in_frame =
                |at: &usize| markup.inside(*at, |element| std::ptr::eq(element, &raw const markup.elements[frame]));
            let of = |at: &usize, name: &str, class: &str| {
                let inside = |element: &Element| element.name == name && element.has_class(class);
                in_frame(at) && markup.inside(*at, inside)
            };
            let all: Vec<usize> = (0..markup.elements.len()).collect();
            let svg = all.iter().find(|at| in_frame(at) && markup.elements[**at].name == "svg").expect("a picture");
            let picture = Picture::read(path, &markup, *svg);
            // The list has all lines; those that follow from others are marked there and not drawn.
            let follows = |line: &usize| {
                let in_line =
                    |at: &usize| markup.inside(*at, |element| std::ptr::eq(element, &raw const markup.elements[*line]));
                all.iter().any(|at| markup.elements[*at].has_class("follows") && in_line(at))
            };
            let listed = |at: &&usize| markup.elements[**at].name == "li" && of(at, "ul", "lines");
            let told: Vec<&usize> = all.iter().filter(listed).filter(|at| !follows(at)).collect();
            let left_out = all.iter().filter(listed).count() - told.len();
            let signs = all.iter().filter(|at| in_frame(at) && markup.elements[**at].has_class("follows"));
            let signs = signs
                .filter(|at| markup.elements[**at].name == "text" && !markup.inside(**at, |e| e.has_class("legend")));
            let sum: usize = signs.map(|at| markup.elements[*at].text[1..].parse::<usize>().expect("a number")).sum();
            assert_eq!(left_out, sum, "{path}: the boxes say how many lines are left out");
            let lines: BTreeSet<(String, String)> = told
                .iter()
                .map(|at| {
                    let line = &markup.elements[**at];
                    (line.need("data-from").to_owned(), line.need("data-to").to_owned())
                })
                .collect();
            assert_eq!(lines, picture.pairs(), "{path}");
            let mut said: Vec<(String, String, bool, String)> = told
                .iter()
                .map(|at| {
                    let line = &markup.elements[**at];
                    let inside = |child: &usize| {
                        markup.inside(*child, |element| std::ptr::eq(element, &raw const markup.elements[**at]))
                    };
                    let with = |class: &str| {
                        all.iter().filter(|child| inside(child)).find(|child| markup.elements[**child].has_class(class))
                    };
                    let word = with("word").map(|at| markup.elements[*at].text.trim().to_owned());
                    let ends = (line.need("data-from").to_owned(), line.need("data-to").to_owned());
                    (ends.0, ends.1, with("likely").is_some(), word.expect("a word"))
                })
                .collect();
            let english = path.starts_with("publish-a-guide/");
            let mut drawn: Vec<(String, String, bool, String)> = picture
                .edges
                .iter()
                .map(|edge| {
                    let words = match (edge.kind.as_str(), edge.directed) {
                        ("requires", _) => ["before", "før"],
                        ("any", true) => ["is one of those before", "er én af dem før"],
                        ("any", false) => ["or", "eller"],
                        _ => ["together with", "sammen med"],
                    };
                    let word = words[usize::from(!english)].to_owned();
                    (edge.from.clone(), edge.to.clone(), edge.certainty == "likely", word)
                })
                .collect();
            said.sort_unstable();
            drawn.sort_unstable();
            assert_eq!(said, drawn, "{path}");
            let listed: BTreeSet<String> = all
                .iter()
                .filter(|at| markup.elements[**at].has_class("code"))
                .filter(|at| of(at, "ul", "lines") || of(at, "ul", "loose"))
                .map(|at| markup.elements[*at].text.trim().to_owned())
                .collect();
            assert_eq!(listed, picture.nodes.keys().cloned().collect(), "{path}");
            count += 1;
        }
    }
    assert!(count > 70, "{count} pictures with lists");
}

#[test]
fn a_picture_is_the_same_in_its_page_and_as_a_file() {
    let mut count = 0;
    for (path, _) in own_build().pictures().filter(|(path, _)| path.ends_with("/diagram.svg")) {
        let file = picture(own_build(), path);
        let page = picture(own_build(), &path.replace("diagram.svg", "index.html"));
        assert_eq!(file.pairs(), page.pairs(), "{path}");
        assert_eq!(file.links, page.links, "{path}");
        let text = own_build().text(path);
        assert!(text.starts_with("<svg") && text.contains("xmlns=\"http://www.w3.org/2000/svg\""), "{path}");
        count += 1;
    }
    assert!(count >= 67, "{count} pictures of {} tasks", 51 + 16);
}

/// Two choices of one task, which share no member, and a third that does.
fn choices() -> TestSite {
    TestSite::bread([
        task("T1", "requires: [{any: [A1, B1]}, {any: [C1, D1]}]\n"),
        task("T2", "requires: [{any: [A1, B1]}, {any: [A1, D1]}, C1]\n"),
        task("T3", "requires: [{any: [B1, A1]}]\n"),
        task("A1", ""),
        task("B1", ""),
        task("C1", ""),
        task("D1", ""),
    ])
}

/// Which tasks each choice of a task joins.
fn joined(edges: &[Edge], to: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut joined: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for edge in edges.iter().filter(|edge| edge.to == to && edge.kind == "any") {
        joined.entry(edge.group.clone().expect("a number")).or_default().insert(edge.from.clone());
    }
    joined
}

fn set(ids: [&str; 2]) -> BTreeSet<String> {
    ids.map(str::to_owned).into()
}

#[test]
fn two_choices_of_one_task_stay_two() {
    let site = choices().build();
    for file in ["bread/overview.svg", "bread/T1/diagram.svg", "bread/T2/diagram.svg"] {
        let markup = Markup::read(file, site.text(file));
        let picture = Picture::read(file, &markup, 0);
        picture.check();
        if file != "bread/T2/diagram.svg" {
            assert_eq!(
                joined(&picture.edges, "T1"),
                [("1".into(), set(["A1", "B1"])), ("2".into(), set(["C1", "D1"]))].into()
            );
        }
        if file != "bread/T1/diagram.svg" {
            assert_eq!(
                joined(&picture.edges, "T2"),
                [("1".into(), set(["A1", "B1"])), ("2".into(), set(["A1", "D1"]))].into()
            );
        }
        // Lines of one choice end at one point, and no other line ends there.
        let mut ends: BTreeMap<(i64, i64), BTreeSet<String>> = BTreeMap::new();
        for edge in &picture.edges {
            let (x, y) = edge.points[edge.points.len() - 1];
            ends.entry(((x * 10.0) as i64, (y * 10.0) as i64))
                .or_default()
                .insert(format!("{} {} {:?}", edge.to, edge.kind, edge.group));
        }
        assert!(ends.values().all(|kinds| kinds.len() == 1), "{file}: {ends:?}");
    }
    let overview = site.text("bread/overview.svg");
    assert_eq!(overview.matches("class=\"joint\"").count(), 5 + 1, "five choices and the legend");
}

#[test]
fn the_list_beside_a_picture_names_the_choice_where_there_are_several() {
    let site = choices().build();
    let page = site.text("bread/index.html");
    let list: Vec<&str> = page.lines().filter(|line| line.starts_with("<li") && line.contains("data-group=")).collect();
    let said = |from: &str, to: &str, group: &str| {
        let start = format!("<li data-from=\"{from}\" data-to=\"{to}\" data-group=\"{group}\">");
        *list.iter().find(|line| line.starts_with(&start)).unwrap_or_else(|| panic!("{start} in {list:#?}"))
    };
    assert!(said("C1", "T1", "2").ends_with(" (choice 2)</li>"));
    assert!(said("A1", "T1", "1").ends_with(" (choice 1)</li>"));
    assert!(said("A1", "T2", "2").ends_with(" (choice 2)</li>"));
    assert!(!said("A1", "T3", "1").contains("choice"), "a single choice needs no number");
    let of: Vec<&str> = list.iter().filter(|line| line.contains("data-to=\"T1\"")).map(|line| &line[15..17]).collect();
    assert_eq!(of, ["A1", "B1", "C1", "D1"]);
}

#[test]
fn a_dense_picture_begins_in_short() {
    // Four layers of nine, each task of which rests on three of the layer before, out of step.
    let id = |layer: usize, n: usize| format!("L{layer}{}", n % 9 + 1);
    let mut pages = Vec::new();
    for (layer, n) in (1..=4).flat_map(|layer| (0..9).map(move |n| (layer, n))) {
        let below = [n * 4 + layer, n * 5 + 3, n * 7 + 1].map(|n| id(layer - 1, n));
        let below = if layer > 1 {
            format!("requires: [{}]\n", BTreeSet::from(below).into_iter().collect::<Vec<_>>().join(", "))
        } else {
            String::new()
        };
        let (path, text) = task(&id(layer, n), &below);
        pages.push((path, if layer > 2 { text.replace("party: cook", "party: guest") } else { text }));
    }
    let built = TestSite::bread(pages).build();
    let markup = Markup::read("page", built.text("bread/index.html"));
    let cells = markup.with_class("cell");
    let boxes: Vec<(&str, &str)> = cells.map(|cell| (cell.need("aria-label"), cell.need("href"))).collect();
    let expected = [
        ("9 tasks from L11, Cook, Bake: L1", "../bread/stages/bake/parties/cook/index.html"),
        ("9 tasks from L21, Cook, Bake: L2", "../bread/stages/bake/parties/cook/index.html"),
        ("9 tasks from L31, Guest, Bake: L3", "../bread/stages/bake/parties/guest/index.html"),
        ("9 tasks from L41, Guest, Bake: L4", "../bread/stages/bake/parties/guest/index.html"),
    ];
    assert_eq!(boxes.len(), 4, "{boxes:?}");
    for ((name, href), (begins, leads)) in boxes.iter().zip(expected) {
        assert!(name.starts_with(begins) && name.ends_with(" …"), "{name}");
        assert_eq!(*href, leads);
    }
    let page = built.text("bread/index.html");
    let link = "numbers count relations. <a href=\"../bread/overview.svg\">Open the diagram with all tasks</a>";
    assert!(page.contains(link), "{page}");
    let numbers: Vec<String> = markup.with_class("doubt-sign").map(|sign| sign.name.clone()).collect();
    assert_eq!(numbers.len(), 3, "a number for each line of the short picture");
    // The list beside it is whole, and so is the file.
    assert!(page.matches("<li").count() > 36 + 70);
    let file = Markup::read("file", built.text("bread/overview.svg"));
    assert_eq!(file.with_class("node").count(), 36);
    // The page of one cell leads to its own whole picture.
    let cell = built.text("bread/stages/bake/parties/cook/index.html");
    assert!(!cell.contains("class=\"cell") || cell.contains("parties/cook/diagram.svg"), "{cell}");
}
