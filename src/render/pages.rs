//! One page: from its view to bytes in the sink, unless the sink has it already.

use std::cell::{OnceCell, RefCell};
use std::hash::Hash;

use serde::Serialize;

use super::common::Common;
use super::inspect::{Inspector, Piece};
use super::lines::{self, Lines};
use super::regions::Made;
use super::templates::{Theme, Value, html, value};
use super::{RenderError, Sink as _};
use crate::diagnostic::Diagnostic;
use crate::diagram::{Markup, Scene};
use crate::text::fingerprint;
use crate::view::{Facts, Frame, Picture};

/// A page that is ready to be made.
pub(super) struct PageJob<'a, V> {
    pub(super) template: &'static str,
    /// The name of the view in the template.
    pub(super) name: &'static str,
    /// Site path of the page's folder, or of the file itself.
    pub(super) address: &'a str,
    pub(super) frame: &'a Frame,
    pub(super) view: &'a V,
    /// Whether it may list tasks, and so has links to them at hand.
    pub(super) lists: bool,
    /// What it says of tasks, to be rendered before it.
    pub(super) facts: &'a [&'a Facts],
    /// In the order in which they stand on it.
    pub(super) pictures: &'a [Picture<'a>],
    /// Site path of the first picture as a file of its own.
    pub(super) picture_file: Option<String>,
}

/// What all pages of a guide, or of the site, have in common.
pub(super) struct Surroundings<'a, 'g> {
    pub(super) theme: &'a Theme,
    pub(super) common: &'a Common<'g>,
    pub(super) sink: &'a Inspector<'a>,
}

/// A picture that is laid out and written.
struct Drawn {
    markup: Markup,
    scene: Scene,
}

impl Drawn {
    fn new(picture: &Picture<'_>) -> Self {
        let scene = picture.scene();
        Drawn { markup: Markup::new(&scene), scene }
    }

    /// What it shows, as a part of the page at `path`.
    fn piece(&self, path: &str, sink: &Inspector<'_>) -> Option<Piece<'_>> {
        sink.picture(path, self.markup.body(), self.scene.shapes.iter().map(|shape| shape.href.as_str()))
    }
}

/// What stands around the content of a page, and is the same on many.
struct Parts {
    assets: Made,
    header: Made,
    sidebar: Option<Made>,
    footer: Made,
}

impl Parts {
    fn on(frame: &Frame, Surroundings { theme, common, sink }: &Surroundings<'_, '_>) -> Result<Self, Vec<Diagnostic>> {
        let shared = common.shared();
        let sidebar = common.sidebar.as_ref().map(|sidebar| sidebar.on(frame, theme, shared, sink));
        Ok(Parts {
            assets: common.assets.on(frame, theme, shared, sink)?,
            header: common.header.on(frame, theme, shared, sink)?,
            sidebar: sidebar.transpose()?,
            footer: common.footer.on(frame, theme, shared, sink)?,
        })
    }

    fn pieces(&self) -> impl Iterator<Item = &Piece<'_>> {
        let all = [Some(&self.assets), Some(&self.header), self.sidebar.as_ref(), Some(&self.footer)];
        all.into_iter().flatten().filter_map(|made| made.piece.as_deref())
    }
}

thread_local! {
    /// Every page is set into the same memory, which grows to the largest once.
    static PAGE: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// The file of a page: `index.html` in its folder.
pub(super) fn file_of(address: &str) -> String {
    if address.is_empty() || address.ends_with('/') { format!("{address}index.html") } else { address.to_owned() }
}

/// Makes a page and its picture's file, each only if the sink does not hold it already.
pub(super) fn put<V: Serialize + Hash>(around: &Surroundings<'_, '_>, job: &PageJob<'_, V>) -> Result<(), RenderError> {
    let fingerprint =
        fingerprint(&(around.common.fingerprint, job.template, job.address, job.frame, job.view, job.pictures));
    // Laid out at most once, and only if somebody needs it.
    let drawn: OnceCell<Vec<Drawn>> = OnceCell::new();
    let draw = || job.pictures.iter().map(Drawn::new).collect();
    let drawn = || drawn.get_or_init(draw).as_slice();
    let path = file_of(job.address);
    let write = |path: &str, bytes: &[u8], pieces: &[&Piece<'_>]| {
        let put = around.sink.put_with(path, fingerprint, bytes, pieces);
        put.map_err(|error| RenderError::Write(path.to_owned(), error))
    };
    if !around.sink.keep(&path, fingerprint) {
        set(around, job, &path, drawn(), &|page, pieces| write(&path, page, pieces))?;
    }
    if let Some(path) = &job.picture_file
        && !around.sink.keep(path, fingerprint)
        && let Some(picture) = drawn().first()
    {
        let piece = picture.piece(path, around.sink);
        write(path, picture.markup.file().as_bytes(), piece.as_ref().as_slice())?;
    }
    Ok(())
}

/// Takes a finished page, and the parts of it that were looked at before.
type Give<'g> = &'g dyn Fn(&[u8], &[&Piece<'_>]) -> Result<(), RenderError>;

/// Sets a page and gives it away, with the parts that were looked at before.
fn set<V: Serialize>(
    around: &Surroundings<'_, '_>,
    job: &PageJob<'_, V>,
    path: &str,
    drawn: &[Drawn],
    give: Give<'_>,
) -> Result<(), RenderError> {
    let parts = Parts::on(job.frame, around).map_err(RenderError::Template)?;
    let lines = job.pictures.iter().map(|picture| lines::in_words(picture, job.frame, around));
    let lines: Vec<Lines> = lines.collect::<Result<_, _>>().map_err(RenderError::Template)?;
    around.common.fragments.fill(job.facts, job.frame, around).map_err(RenderError::Template)?;
    let Parts { assets, header, sidebar, footer } = &parts;
    let (svg, more_svgs) = first(drawn.iter().map(|picture| html(picture.markup.inline())));
    let (lines_html, more_lines) = first(lines.iter().map(|lines| html(&lines.html)));
    let values = [
        ("page", value(job.frame)),
        (job.name, value(job.view)),
        ("svg", svg),
        ("more_svgs", more_svgs),
        ("lines", lines_html),
        ("more_lines", more_lines),
        ("assets", assets.html.clone()),
        ("header", header.html.clone()),
        ("sidebar", sidebar.as_ref().map_or_else(|| html(""), |sidebar| sidebar.html.clone())),
        ("footer", footer.html.clone()),
    ];
    let in_words = lines.iter().filter(|lines| lines.plain).map(|lines| Piece::plain(&lines.html));
    let of_pictures: Vec<Piece<'_>> =
        drawn.iter().filter_map(|drawn| drawn.piece(path, around.sink)).chain(in_words).collect();
    let pieces: Vec<&Piece<'_>> = parts.pieces().chain(&of_pictures).collect();
    let links = job.lists.then(|| around.common.with_links(&job.frame.root, around.theme));
    let links = links.transpose().map_err(RenderError::Template)?;
    let shared = links.as_deref().unwrap_or(around.common.shared());
    PAGE.with_borrow_mut(|page| {
        page.clear();
        around.theme.page(job.template, shared, values, page).map_err(RenderError::Template)?;
        give(page, &pieces)
    })
}

/// The first of some parts of a page, and the others.
fn first(mut all: impl Iterator<Item = Value>) -> (Value, Value) {
    (all.next().unwrap_or_else(|| html("")), all.collect::<Vec<Value>>().into())
}
