//! The template of a new task: a Markdown file with `{names}` in it.

use crate::yaml;

/// A name and what stands for it; `None` where the author gave nothing.
pub(super) type Value<'a> = (&'a str, Option<&'a str>);

/// Fills `{names}` in. A line that names something without a value is left out. In the front matter, values are written
/// so that YAML reads them as text; in the body, as they are. Other braces stay.
pub(super) fn fill(template: &str, values: &[Value<'_>]) -> String {
    let mut out = String::with_capacity(template.len());
    let mut fences = 0;
    for line in template.split_inclusive('\n') {
        fences += usize::from(fences < 2 && line.trim_end().trim_start_matches('\u{FEFF}') == "---");
        out.push_str(&filled(line, values, fences == 1).unwrap_or_default());
    }
    out
}

fn filled(line: &str, values: &[Value<'_>], front: bool) -> Option<String> {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find('{') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let named =
            values.iter().find(|(name, _)| rest[1..].strip_prefix(name).is_some_and(|behind| behind.starts_with('}')));
        let Some((name, value)) = named else {
            out.push('{');
            rest = &rest[1..];
            continue;
        };
        let value = (*value)?;
        if front {
            out.push_str(&in_front_matter(&out, value));
        } else {
            out.push_str(value);
        }
        rest = &rest[name.len() + 2..];
    }
    out.push_str(rest);
    Some(out)
}

/// A value behind what its line holds already: inside quotes as these need it, else as a scalar.
fn in_front_matter(before: &str, value: &str) -> String {
    let open = |mark: char| before.matches(mark).count() % 2 == 1;
    if open('"') {
        yaml::escaped(value)
    } else if open('\'') {
        value.replace('\'', "''")
    } else {
        yaml::scalar(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_filled_in_and_lines_without_a_value_left_out() {
        let template = "---\ntitle: {title}\nshort: \"a {title}\"\nother: 'a {title}'\ntrack: {track}\n# {task: B1} {id}\n---\n\
                        {title} {x}\n";
        let values = [("title", Some("it's a \"b\": c")), ("track", None), ("id", Some("B2"))];
        let expected = "---\ntitle: \"it's a \\\"b\\\": c\"\nshort: \"a it's a \\\"b\\\": c\"\nother: 'a it''s a \"b\": \
                        c'\n# {task: B1} B2\n---\nit's a \"b\": c {x}\n";
        assert_eq!(fill(template, &values), expected);
    }
}
