//! Files that are not pages: the theme's own, the project's static files, and what search engines ask for.

use super::templates::Theme;
use super::{RenderError, Sink};
use crate::model::Site;
use crate::text::fingerprint;

fn write_error(path: &str) -> impl FnOnce(std::io::Error) -> RenderError + '_ {
    move |error| RenderError::Write(path.to_owned(), error)
}

/// Puts a file that is cheap to make.
pub(super) fn put(sink: &dyn Sink, path: &str, text: &str) -> Result<(), RenderError> {
    let fingerprint = fingerprint(text);
    if sink.keep(path, fingerprint) {
        return Ok(());
    }
    sink.put(path, fingerprint, text.as_bytes()).map_err(write_error(path))
}

/// Puts a copy of a file of the project.
pub(super) fn copy(sink: &dyn Sink, path: &str, source: &str) -> Result<(), RenderError> {
    sink.copy(path, source).map_err(write_error(path))
}

/// Style, scripts and icon.
pub(super) fn theme(theme: &Theme, sink: &dyn Sink) -> Result<(), RenderError> {
    put(sink, "assets/style.css", &theme.style)?;
    for (name, text) in &theme.assets {
        put(sink, &format!("assets/{name}"), text)?;
    }
    Ok(())
}

/// `static/` and `robots.txt`; what a project has in `static/` comes first.
pub(super) fn statics(site: &Site, sink: &dyn Sink) -> Result<(), RenderError> {
    for source in &site.statics {
        copy(sink, source.strip_prefix("static/").unwrap_or(source), source)?;
    }
    if !site.statics.iter().any(|path| path == "static/robots.txt") {
        let base = &site.settings.base_url;
        let map = if base.is_empty() { String::new() } else { format!("Sitemap: {base}/sitemap.xml\n") };
        put(sink, "robots.txt", &format!("User-agent: *\nAllow: /\n{map}"))?;
    }
    Ok(())
}
