//! One page: from its view to bytes in the sink, unless the sink has it already.

use std::cell::{OnceCell, RefCell};
use std::hash::Hash;

use serde::Serialize;

use super::inspect::{Inspector, Piece};
use super::lines;
use super::regions::Region;
use super::templates::{Lazy, Theme, html, value};
use super::{RenderError, Sink as _};
use crate::diagram::{Form, Markup};
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
    /// In the order in which they stand on it.
    pub(super) pictures: &'a [Picture<'a>],
    /// Site path of the first picture as a file of its own.
    pub(super) picture_file: Option<String>,
}

/// What all pages of a guide, or of the site, have in common.
pub(super) struct Surroundings<'a, 'g> {
    pub(super) theme: &'a Theme,
    pub(super) shared: &'a Lazy<'g>,
    pub(super) header: &'a Region,
    /// Only in guides.
    pub(super) sidebar: Option<&'a Region>,
    /// Stands for `shared` and the theme.
    pub(super) fingerprint: u64,
    pub(super) sink: &'a Inspector<'a>,
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
    let fingerprint = fingerprint(&(around.fingerprint, job.template, job.address, job.frame, job.view, job.pictures));
    // Laid out at most once, and only if somebody needs it.
    let drawn: OnceCell<Vec<Markup>> = OnceCell::new();
    let draw = || job.pictures.iter().map(|picture| Markup::new(&picture.scene())).collect();
    let drawn = || drawn.get_or_init(draw);
    let path = file_of(job.address);
    // The body of the picture stands in the page and in the file, and is looked at once.
    let piece: OnceCell<Option<Piece<'_>>> = OnceCell::new();
    let read = || drawn().first().and_then(|picture| around.sink.piece(&path, picture.body()));
    let write = |path: &str, bytes: &[u8]| {
        let piece = job.picture_file.as_ref().and_then(|_| piece.get_or_init(read).as_ref());
        let put = around.sink.put_with(path, fingerprint, bytes, piece);
        put.map_err(|error| RenderError::Write(path.to_owned(), error))
    };
    if !around.sink.keep(&path, fingerprint) {
        let mut svgs = drawn().iter().map(|picture| html(&picture.text(Form::Inline)));
        let region =
            |region: &Region| region.on(job.frame, around.theme, around.shared.get()).map_err(RenderError::Template);
        let mut lines = job
            .pictures
            .iter()
            .map(|picture| lines::in_words(picture, job.frame, around).map_err(RenderError::Template));
        let first_lines = lines.next().unwrap_or_else(|| Ok(html("")))?;
        let sidebar = around.sidebar.map_or_else(|| Ok(html("")), region)?;
        let parts = [
            ("page", value(job.frame)),
            (job.name, value(job.view)),
            ("svg", svgs.next().unwrap_or_else(|| html(""))),
            ("more_svgs", value(&svgs.collect::<Vec<_>>())),
            ("lines", first_lines),
            ("more_lines", value(&lines.collect::<Result<Vec<_>, _>>()?)),
            ("header", region(around.header)?),
            ("sidebar", sidebar),
        ];
        PAGE.with_borrow_mut(|page| {
            page.clear();
            around.theme.page(job.template, around.shared.get(), &parts, page).map_err(RenderError::Template)?;
            write(&path, page)
        })?;
    }
    if let Some(path) = &job.picture_file
        && !around.sink.keep(path, fingerprint)
        && let Some(picture) = drawn().first()
    {
        write(path, picture.text(Form::File).as_bytes())?;
    }
    Ok(())
}
