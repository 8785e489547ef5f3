//! One page: from its view to bytes in the sink, unless the sink has it already.

use std::cell::{OnceCell, RefCell};
use std::hash::Hash;
use std::sync::Arc;

use serde::Serialize;

use super::common::Common;
use super::forms::Formed;
use super::inspect::{Cover, Inspector, Piece, Sheet};
use super::items::{FormedItem, ItemList};
use super::late::LatePart;
use super::lines;
use super::regions::Made;
use super::shapes;
use super::skeleton::Skeleton;
use super::slots::{Filled, Place, Slots};
use super::templates::{Shared, Theme, Value, html, value};
use super::{RenderError, Sink as _};
use crate::diagnostic::Diagnostic;
use crate::diagram::{Markup, Scene};
use crate::text::fingerprint;
use crate::view::{Frame, Picture};

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
    /// Its lists of tasks, to be rendered before it.
    pub(super) items: &'a [&'a dyn ItemList],
    /// What is HTML inside its view, to be rendered before it too.
    pub(super) late: &'a [&'a dyn LatePart],
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

impl Surroundings<'_, '_> {
    /// What templates see where tasks are listed.
    pub(super) fn with_links(&self, frame: &Frame) -> Result<Arc<Shared>, Vec<Diagnostic>> {
        self.common.with_links(frame, self.theme, self.sink)
    }
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

    /// What is in it on the page, or in the file, at `path`.
    fn piece(&self, path: &str, sink: &Inspector<'_>) -> Option<Piece> {
        sink.leading(path, self.scene.shapes.iter().map(|shape| shape.href.as_str()))
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
}

thread_local! {
    /// Every page is set into the same memory, which grows to the largest once: first as templates make it, then with all
    /// its slots filled.
    static PAGE: RefCell<(Vec<u8>, Filled)> = RefCell::default();
}

/// The file of a page: `index.html` in its folder.
pub(super) fn file_of(address: &str) -> String {
    if address.is_empty() || address.ends_with('/') { [address, "index.html"].concat() } else { address.to_owned() }
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
    let write = |path: &str, sheet: Sheet<'_>| {
        let put = around.sink.put_sheet(path, fingerprint, sheet);
        put.map_err(RenderError::writing(path))
    };
    if !around.sink.keep(&path, fingerprint) {
        set(around, job, &path, drawn(), &|sheet| write(&path, sheet))?;
    }
    if let Some(path) = &job.picture_file
        && !around.sink.keep(path, fingerprint)
        && let Some(picture) = drawn().first()
    {
        let file = picture.markup.file();
        let piece = picture.piece(path, around.sink);
        let covers = piece.as_ref().map(|_| Cover { range: picture.markup.body(&file), piece: Some(0) });
        let pieces = piece.as_ref();
        write(path, Sheet { bytes: file.as_bytes(), covers: covers.as_slice(), pieces: pieces.as_slice(), told: &[] })?;
    }
    Ok(())
}

/// Takes a finished page.
type Give<'g> = &'g dyn Fn(Sheet<'_>) -> Result<(), RenderError>;

/// Sets a page and gives it away.
fn set<V: Serialize>(
    around: &Surroundings<'_, '_>,
    job: &PageJob<'_, V>,
    path: &str,
    drawn: &[Drawn],
    give: Give<'_>,
) -> Result<(), RenderError> {
    let common = around.common;
    let parts = Parts::on(job.frame, around).map_err(RenderError::Template)?;
    let lines = job.pictures.iter().map(|picture| lines::in_words(picture, job.frame, around));
    let lines: Vec<Vec<Formed>> = lines.collect::<Result<_, _>>().map_err(RenderError::Template)?;
    let late = job.late.iter().map(|part| part.formed(job.frame, around));
    let late: Vec<Vec<Formed>> = late.collect::<Result<_, _>>().map_err(RenderError::Template)?;
    let items = job.items.iter().map(|items| items.formed(job.frame, around));
    let items: Vec<Vec<FormedItem>> = items.collect::<Result<_, _>>().map_err(RenderError::Template)?;
    let pieces: Vec<Option<Piece>> = drawn.iter().map(|drawn| drawn.piece(path, around.sink)).collect();
    let mut slots = Slots::new((!around.theme.is_own()).then_some(&common.placeholders));
    let pictures = drawn.iter().zip(&pieces).map(|(Drawn { markup, .. }, piece)| {
        slots.add(markup.inline(), piece.as_ref().map(|piece| (markup.body(markup.inline()), piece)))
    });
    let (svg, more_svgs) = first(pictures);
    let (lines_html, more_lines) = first(lines.iter().map(|lines| slots.add_formed(lines)));
    for (part, formed) in job.late.iter().zip(&late) {
        part.html().set(slots.add_formed(formed).as_str().unwrap_or_default().to_owned());
    }
    for (list, formed) in job.items.iter().zip(&items) {
        list.html().set(slots.add_items(formed).as_str().unwrap_or_default().to_owned());
    }
    let Parts { assets, header, sidebar, footer } = &parts;
    let around_view: AroundView = [
        ("svg", svg),
        ("more_svgs", more_svgs),
        ("lines", lines_html),
        ("more_lines", more_lines),
        ("assets", assets.in_slot(&mut slots)),
        ("header", header.in_slot(&mut slots)),
        ("sidebar", sidebar.as_ref().map_or_else(|| html(""), |sidebar| sidebar.in_slot(&mut slots))),
        ("footer", footer.in_slot(&mut slots)),
    ];
    PAGE.with_borrow_mut(|(marked, filled)| {
        marked.clear();
        filled.clear();
        fill(around, job, (&slots, &around_view), marked, filled)?;
        let told = filled.told();
        give(Sheet { bytes: &filled.bytes, covers: &filled.covers, pieces: slots.pieces(), told: &told })
    })
}

/// What templates see besides the views, by name.
type AroundView = [(&'static str, Value); 8];

/// Has the template make a page, or another one of the same shape that did, and fills it.
fn fill<V: Serialize>(
    around: &Surroundings<'_, '_>,
    job: &PageJob<'_, V>,
    (slots, around_view): (&Slots<'_>, &AroundView),
    marked: &mut Vec<u8>,
    filled: &mut Filled,
) -> Result<(), RenderError> {
    let common = around.common;
    let links = job.lists.then(|| around.with_links(job.frame)).transpose().map_err(RenderError::Template)?;
    let shared = links.as_deref().unwrap_or(common.shared());
    let place = Place { links: common.finished_links(), root: &job.frame.root };
    let make = |[frame, view]: [Value; 2], page: &mut Vec<u8>| {
        let values = [("page", frame), (job.name, view)].into_iter().chain(around_view.iter().cloned());
        around.theme.page(job.template, shared, values, page).map_err(RenderError::Template)
    };
    let placeholders = slots.placeholders().filter(|_| shapes::fits(job.template));
    shapes::with([job.frame, job.view], placeholders, |shape| {
        let Some((shape, placeholders)) = shape else {
            make([value(job.frame), value(job.view)], marked)?;
            slots.fill(marked, place, filled);
            return Ok(());
        };
        let parts = around_view.each_ref().map(|(_, part)| part.as_str());
        let key = fingerprint(&(job.template, job.pictures.len(), shape, parts));
        let page = match common.shapes.get(key) {
            Some(known) => known,
            None => {
                make(shape.values(placeholders), marked)?;
                common.shapes.add(key, Skeleton::new(marked, placeholders))
            }
        };
        slots.fill_shape(&page, shape, place, filled);
        Ok(())
    })
}

/// The first of some parts of a page, and the others.
fn first(mut all: impl Iterator<Item = Value>) -> (Value, Value) {
    (all.next().unwrap_or_else(|| html("")), all.collect::<Vec<Value>>().into())
}
