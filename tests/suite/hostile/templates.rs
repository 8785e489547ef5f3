//! Templates of the project's own that do not work: file, line and caret.

use super::survives;
use crate::support::{TestSite, compare, task};

/// What stands in `templates/pages/task.html`, by what is wrong with it.
const BROKEN: [(&str, &str); 17] = [
    ("a brace too few", "{% extends \"base.html\" %}\n{% block content %}\n{{ task.title }\n{% endblock %}\n"),
    ("a block without end", "{% extends \"base.html\" %}\n{% block content %}\n"),
    ("an unknown tag", "<p>\n{% import \"x\" as y %}\n"),
    ("a missing parent", "\n{% extends \"nowhere.html\" %}\n"),
    ("its own parent", "{% extends \"pages/task.html\" %}\n"),
    ("a missing include", "<p>\n  {% include \"nowhere.html\" %}\n"),
    ("including itself", "<p>\n{% include \"pages/task.html\" %}\n"),
    ("an unknown filter, twice", "<p>\n{{ task.title | nosuch }}\næ {{ task.html | nosuch }}\n"),
    ("an unknown function", "<p>{{ nosuch() }}\n"),
    ("an unknown test", "{% if task is nosuch %}x{% endif %}\n"),
    ("an unknown component", "<p>\n{{ <nosuch /> }}\n"),
    ("a component in itself", "{% component a() %}{{ <a /> }}{% endcomponent a %}\n{{ <a /> }}\n"),
    ("a block that no parent has", "{% extends \"base.html\" %}\n{% block nosuch %}x{% endblock %}\n"),
    ("an unknown variable", "<p>\n{{ nothing }}\n"),
    ("an unknown field", "<p>\n{{ task.nothing }}\n"),
    ("a division by nothing", "{{ 1 / 0 }}\n"),
    ("a loop of far too many turns", "{% for n in range(end=1000000000) %}x{% endfor %}\n"),
];

#[test]
fn templates_that_do_not_work_are_shown_with_their_place() {
    let mut said = String::new();
    for (what, text) in BROKEN {
        let site = TestSite::bread([task("B1", "")]);
        site.write("templates/pages/task.html", text);
        let run = survives(&site);
        assert!(run.code < 2, "{what}: {run:?}");
        let run = site.run(&["build", "--color", "never"]).expect(1);
        said.push_str(&format!("# {what}\n{}\n", run.stderr));
        assert!(!site.path("public").exists());
    }
    compare("templates/broken.txt", &said);
}

#[test]
fn faults_of_several_templates_come_together() {
    let site = TestSite::bread([task("B1", "")]);
    site.write("templates/pages/task.html", "{{ task.title | one }}\n");
    site.write("templates/pages/home.html", "\n{{ two() }}{% include \"three.html\" %}\n");
    let run = site.run(&["check", "--format", "short"]).expect(1);
    assert_eq!(
        run.stderr,
        "templates/pages/home.html:2:4: error[template-error]: Unknown function `two`\n\
         templates/pages/home.html:2:24: error[template-error]: Unknown template `three.html`\n\
         templates/pages/task.html:1:17: error[template-error]: Unknown filter `one`\n3 errors\n"
    );
}

#[test]
fn a_base_without_the_blocks_of_the_built_in_pages_is_told_once_for_each() {
    let site = TestSite::bread([task("B1", "")]);
    site.write("templates/base.html", "<p>mine</p>\n");
    let run = site.run(&["check", "--color", "never"]).expect(1);
    compare("templates/base.txt", &run.stderr);
    site.write("templates/base.html", "");
    let run = site.run(&["check", "--format", "short"]).expect(1);
    assert_eq!(run.stderr.matches("templates/base.html:1:1: error[template-error]").count(), 3, "{}", run.stderr);
}

#[test]
fn scripts_that_import_what_is_not_there_are_shown_with_their_place() {
    let site = TestSite::bread([task("B1", "")]);
    site.write(
        "templates/js/lens.js",
        "import { root, nothing as n } from \"./page.js\";\nimport { a } from \"./own.js\";\n\
         import { start } from \"./start.js\";\nimport all from \"./page.js\";\nexport function lens() {}\n",
    );
    site.write("templates/js/store.js", "export const nothing = 1;\n");
    let run = site.run(&["check", "--color", "never"]).expect(1);
    compare("templates/scripts.txt", &run.stderr);
}

#[test]
fn a_circle_through_a_built_in_template_is_shown_in_the_own_one() {
    let site = TestSite::bread([task("B1", "")]);
    site.write("templates/base.html", "{% extends \"pages/task.html\" %}\n");
    site.run(&["check", "--format", "short"]).expect(1).says("templates/base.html:1:13: error[template-error]");
}

#[test]
fn other_files_of_the_theme_are_read_with_care() {
    let site = TestSite::bread([task("B1", "")]);
    site.write("templates/pages/task.html", b"\xFF");
    site.write("templates/strings/en.yaml", "search: [\n");
    let run = site.run(&["check", "--format", "short"]).expect(1);
    assert!(run.stderr.contains("templates/pages/task.html: error[unreadable-file]"), "{}", run.stderr);
    assert!(run.stderr.contains("templates/strings/en.yaml:1:9: error[invalid-yaml]"), "{}", run.stderr);
}
