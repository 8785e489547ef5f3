//! One page: from its view to bytes in the sink, unless the sink has it already.

use std::cell::{OnceCell, RefCell};

use serde::Serialize;

use super::inspect::Inspector;
use super::regions;
use super::stencil::{Facts, Html, Place, Recorder, Renderer};
use super::{RenderError, Sink as _};
use crate::context::Link;
use crate::diagnostic::Diagnostic;
use crate::diagram::{Markup, Scene};
use crate::pictures::Picture;
use crate::text::fingerprint;
use crate::view::{Frame, PageView, Paged};

/// The renderer of a guide's pages, or of those outside guides, and the sink that takes them.
pub(super) struct PageContext<'a> {
    pub(super) renderer: &'a Renderer<'a>,
    pub(super) sink: &'a Inspector<'a>,
}

thread_local! {
    /// Every page is made in the same memory, which grows to the largest once.
    static PAGE: RefCell<Html> = RefCell::default();
}

/// The file of a page: `index.html` in its folder.
pub(super) fn file_of(address: &str) -> String {
    if address.is_empty() || address.ends_with('/') { [address, "index.html"].concat() } else { address.to_owned() }
}

impl PageContext<'_> {
    /// Makes a page and the file of its first picture, where it has one; each only if the sink does not hold it already.
    pub(super) fn put<V: PageView>(&self, page: &Paged<'_, V>) -> Result<(), RenderError> {
        let Paged { address, frame, view, pictures } = page;
        let fingerprint = fingerprint(&(self.renderer.fingerprint, V::TEMPLATE, address, frame, view, pictures));
        // Laid out at most once, and only if somebody needs it.
        let drawn: OnceCell<Vec<Drawn>> = OnceCell::new();
        let drawn = || drawn.get_or_init(|| pictures.iter().map(Drawn::new).collect());
        let path = file_of(address);
        let put = |path: &str, html: &Html| {
            let put = self.sink.put_told(path, fingerprint, &html.bytes, &html.facts);
            put.map_err(RenderError::writing(path))
        };
        if !self.sink.keep(&path, fingerprint) {
            PAGE.with_borrow_mut(|html| {
                html.clear();
                self.set(page, &path, drawn(), html).map_err(RenderError::Template)?;
                put(&path, html)
            })?;
        }
        if let Some(path) = pictures.first().and_then(|picture| picture.file.as_ref())
            && !self.sink.keep(path, fingerprint)
            && let Some(picture) = drawn().first()
        {
            put(path, &picture.file())?;
        }
        Ok(())
    }

    /// Has the template make the page.
    fn set<V: PageView>(
        &self,
        Paged { frame, view, pictures, .. }: &Paged<'_, V>,
        path: &str,
        drawn: &[Drawn],
        out: &mut Html,
    ) -> Result<(), Vec<Diagnostic>> {
        let place = Place { path, root: &frame.root };
        let around = self.around(frame, place)?;
        let svgs: Vec<Html> = drawn.iter().map(Drawn::inline).collect();
        let lines: Vec<_> = pictures.iter().map(Picture::lines).collect();
        let (template, name) = V::TEMPLATE;
        let record = |record: &mut Recorder<'_>| {
            record.view("page", frame)?;
            record.view(name, view)?;
            record.view("in_short", &drawn.first().is_some_and(|drawn| drawn.in_short.is_some()))?;
            record.html("svg", svgs.first().unwrap_or(&Html::default()));
            record.htmls("more_svgs", svgs.get(1..).unwrap_or_default());
            record.view("lines", &lines.first())?;
            record.view("more_lines", lines.get(1..).unwrap_or_default())?;
            for (name, html) in &around {
                record.html(name, html);
            }
            Ok(())
        };
        self.renderer.html(template, place, record, out)
    }

    /// The parts around the content of a page, by their names in templates.
    fn around(&self, frame: &Frame, place: Place<'_>) -> Result<[(&'static str, Html); 4], Vec<Diagnostic>> {
        let Frame { root, path, words, side, nav, party, own, stage, edit_url, .. } = frame;
        let page = Around { root, path, words, side, nav, party, own, stage, edit_url };
        let address = [root.as_str(), path].concat();
        let mut parts = ["assets", "header", "sidebar", "footer"].map(|name| (name, Html::default()));
        for (name, out) in &mut parts {
            let outside = *name == "sidebar" && !self.renderer.is_of_guide();
            if outside && !frame.side {
                continue;
            }
            let template = ["components/", if outside { "page_sidebar" } else { *name }, ".html"].concat();
            self.renderer.html(&template, place, |record| record.view("page", &page), out)?;
            if matches!(*name, "header" | "sidebar") {
                regions::say_where(&mut out.bytes, &address, nav);
            }
        }
        Ok(parts)
    }
}

/// `page` in the templates of what stands around the content of pages.
#[derive(Serialize)]
struct Around<'p> {
    root: &'p str,
    path: &'p str,
    words: &'p str,
    side: &'p bool,
    nav: &'p str,
    party: &'p Option<Link>,
    own: &'p usize,
    stage: &'p Option<Link>,
    edit_url: &'p Option<String>,
}

/// A picture that is laid out and written.
struct Drawn {
    markup: Markup,
    /// As it stands on the page, if that is another than in the file.
    in_short: Option<(Markup, Scene)>,
    scene: Scene,
}

impl Drawn {
    fn new(picture: &Picture<'_>) -> Self {
        let scene = picture.scene();
        let in_short = picture.in_short(&scene).map(|short| (Markup::new(&short), short));
        Drawn { markup: Markup::new(&scene), in_short, scene }
    }

    /// As it stands on a page.
    fn inline(&self) -> Html {
        let whole = (&self.markup, &self.scene);
        let shown = self.in_short.as_ref().map_or(whole, |(markup, scene)| (markup, scene));
        Drawn::html(shown, shown.0.inline().to_owned(), false)
    }

    /// As a file of its own.
    fn file(&self) -> Html {
        Drawn::html((&self.markup, &self.scene), self.markup.file(), true)
    }

    /// We wrote it, and know without reading where its boxes lead.
    fn html((markup, scene): (&Markup, &Scene), text: String, is_file: bool) -> Html {
        let body = markup.body(&text).start;
        let mut html = Html { bytes: text.into_bytes(), facts: Facts::default() };
        html.facts.read(&html.bytes[..body], is_file);
        scene.shapes.iter().for_each(|shape| html.facts.link(&shape.href));
        html
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::Memory;
    use crate::pipeline::{Options, analyse};
    use crate::render::theme::Theme;
    use crate::source::Project;
    use crate::view;

    /// A page kind as CONTRIBUTING describes one.
    #[derive(Hash, Serialize)]
    struct MottoView {
        words: String,
    }

    impl PageView for MottoView {
        const TEMPLATE: (&'static str, &'static str) = ("pages/motto.html", "motto");
    }

    #[test]
    fn a_page_kind_takes_a_view_and_a_template() {
        let template = "{% extends \"base.html\" %}{% block content %}<h1>{{ motto.words }}</h1>{% endblock %}";
        let project = Project::from_texts([
            ("vejviser.yaml", "title: Kitchen\n"),
            ("content/about.md", "---\ntitle: Predicate\n---\nBread.\n"),
            ("templates/pages/motto.html", template),
        ]);
        let analysis = analyse(&project, &Options::default(), &());
        let site = analysis.context(&project);
        let Ok(theme) = Theme::load(&project) else { panic!("the template works") };
        let memory = Memory::default();
        let sink = Inspector::new(&memory, &site.site.settings, site.editions, &theme);
        let renderer = Renderer::new(&site, None, &theme, &sink);
        let page = Paged {
            address: "motto/".to_owned(),
            frame: view::not_found(&site).frame,
            view: MottoView { words: "Bread & salt".to_owned() },
            pictures: Vec::new(),
        };
        let made = PageContext { renderer: &renderer, sink: &sink }.put(&page);
        assert!(made.is_ok(), "memory takes every file");
        let files = memory.files();
        let html = String::from_utf8_lossy(&files["motto/index.html"]);
        assert!(html.contains("<h1>Bread &amp; salt</h1>"), "{html}");
    }
}
