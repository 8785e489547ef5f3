//! The finished site is looked at before it takes the place of the former one, whatever the project's templates did.

use std::fs;

use crate::support::{TestSite, compare, files, task};

/// A site whose pages of tasks are made by a template of its own.
fn with_template(text: &str) -> TestSite {
    let site = TestSite::bread([task("B1", ""), task("B2", "requires: [B1]\n")]);
    site.write("templates/pages/task.html", format!("{{% extends \"base.html\" %}}\n{text}"));
    site
}

fn content(text: &str) -> String {
    format!("{{% block content %}}<h1>{{{{ page.title }}}}</h1>{text}{{% endblock %}}")
}

#[test]
fn every_fault_of_templates_is_told() {
    let site = with_template(
        "{% block head %}<style>p { color: red }</style><script>alert(1)</script>\
         <script src=\"https://example.org/x.js\"></script><link rel=\"stylesheet\" href=\"//example.org/x.css\">{% endblock %}\
         {% block content %}<h1 id=\"a\" style=\"color: red\">{{ page.title }}</h1>\n<p id=\"a\" onclick=\"x()\">\n\
         <a href=\"nowhere/\">x</a> <a href=\"#nothing\">x</a> <a href=\"{{ page.root }}bread/index.html#nothing\">x</a>\n\
         <a href=\"{{ page.root }}../x\">x</a> <a href=\"javascript:x()\">x</a> <a href=\"https://example.org\">x</a>\n\
         <img src=\"missing.png\" alt=\"\"> <img src=\"data:image/gif;base64,R0lGODlhAQABAAAAACw=\" alt=\"\"></p>\n{{ svg }}{% endblock %}",
    );
    let run = site.run(&["build", "--color", "never"]).expect(1);
    compare("output_checks/templates.txt", &run.stderr);
    assert!(!site.path("public").exists());
    let run = site.run(&["build", "-u", "https://example.org/guides", "--format", "short"]).expect(1);
    compare("output_checks/served.txt", &run.stderr);
}

#[test]
fn the_former_site_stays() {
    let site = TestSite::bread([task("B1", "")]);
    let before = site.build();
    site.write(
        "templates/pages/terms.html",
        "{% extends \"base.html\" %}{% block content %}<h1><a href=\"x\">x</a></h1>{% endblock %}",
    );
    site.run(&["build"]).expect(1).says("broken-output-link").says("nothing was written");
    assert!(files(&site.path("public")) == before.files, "the former site was changed");
    let left: Vec<_> =
        fs::read_dir(site.root()).expect("the project").map(|entry| entry.expect("an entry").file_name()).collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().starts_with(".public")), "{left:?}");
}

#[test]
fn weights_hold_here_too() {
    let site = with_template(&content("<p style=\"x\"><a href=\"x\">x</a></p>"));
    site.write(
        "vejviser.yaml",
        "title: K\nchecks: {inline-code: off, unused-group: off, broken-output-link: warning}\n",
    );
    for _ in 0..2 {
        let run = site.run(&["build", "--format", "short"]).expect(0);
        assert_eq!(
            run.stderr,
            "warning[broken-output-link]: `bread/B1/index.html` leads to `bread/B1/x`, which the site does not have (look into \
             the project's own templates: pages/task.html)\nwarning[broken-output-link]: `bread/B2/index.html` leads to \
             `bread/B2/x`, which the site does not have (look into the project's own templates: pages/task.html)\n2 warnings\n"
        );
    }
    site.run(&["build", "--strict"]).expect(1).says("nothing was written");
}

#[test]
fn files_of_static_count_and_are_not_looked_into() {
    let site = with_template(&content(
        "<a href=\"{{ page.root }}old/page.html\">x</a> <a href=\"{{ page.root }}a%20b.pdf\">x</a>",
    ));
    site.write("static/old/page.html", "<p id=a id=a><p id=a><a href=\"gone.html\"><script>x()</script>");
    site.write("static/a b.pdf", "");
    site.build();
    site.remove("static/a b.pdf");
    // The pages did not change; that what they lead to is gone is found all the same.
    site.run(&["build"]).expect(1).says("`bread/B1/index.html` leads to `a b.pdf`, which the site does not have");
}

#[test]
fn an_id_that_went_is_missed_by_pages_that_stayed() {
    let site = TestSite::bread([task("B1", ""), task("B2", "")]);
    let text = |heading: &str| task("B1", "").1 + "\n## " + heading + "\n";
    site.write("content/bread/B1.md", text("One"));
    site.write(
        "templates/pages/terms.html",
        "{% extends \"base.html\" %}{% block content %}<h1><a href=\"{{ page.root }}bread/B1/index.html#one\">x</a></h1>{% endblock %}",
    );
    site.build();
    site.write("content/bread/B1.md", text("One") + "\n## Two\n");
    site.run(&["build"]).expect(0);
    site.write("content/bread/B1.md", text("Two"));
    let run = site.run(&["build", "--format", "short"]).expect(1);
    assert!(
        run.stderr
            .contains("`bread/terms/index.html` leads to `bread/B1/index.html#one`, and no element there has this id")
    );
    // A page that is made anew may ask for an id of one that stayed.
    site.write("content/bread/B1.md", text("One") + "\n## Two\n");
    site.build();
    site.write("content/bread/B2.md", task("B2", "").1 + "\n[x](B1.md#two)\n");
    site.run(&["build"]).expect(0);
}

#[test]
fn trusted_html_is_looked_at() {
    let site = TestSite::bread([(
        "content/bread/B1.md".to_owned(),
        task("B1", "").1 + "\n<p id=\"_main\" onclick=\"x()\">a</p>\n",
    )]);
    site.write("vejviser.yaml", "title: K\nhtml: trusted\nchecks: {unused-group: off}\n");
    let run = site.run(&["build", "--format", "short"]).expect(1);
    assert_eq!(
        run.stderr,
        "error[duplicate-output-id]: `bread/B1/index.html` has the id `_main` twice (and one other page) (raw HTML that `html: trusted` \
         lets through may have it)\nerror[inline-code]: `bread/B1/index.html` has `onclick` in it, which its security line forbids \
         (and one other page) (raw HTML that `html: trusted` lets through may have it)\n2 errors\n"
    );
}
