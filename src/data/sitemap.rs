//! `sitemap.xml`: the addresses that search engines should know.

use crate::text::{attribute, encode_path};

/// The pages of a site below its base URL (sitemaps.org, protocol 0.9): each with its site path, and with its day, if it
/// has one.
pub(crate) fn sitemap(base_url: &str, mut pages: Vec<(String, Option<String>)>) -> String {
    pages.sort_unstable();
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for (address, updated) in pages {
        out.push_str(&format!("<url><loc>{}/{}</loc>", attribute(base_url), attribute(&encode_path(&address))));
        if let Some(day) = updated {
            out.push_str(&format!("<lastmod>{day}</lastmod>"));
        }
        out.push_str("</url>\n");
    }
    out.push_str("</urlset>\n");
    out
}
