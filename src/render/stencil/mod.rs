//! How views become HTML. A stencil is a template made for one structure of its views: fixed pieces of HTML, and slots for the
//! leaves, which are the texts, tasks and components in the views. Thousands of pages, items and lines differ in their leaves
//! only; so Tera makes a stencil once, and the rest is filling it.
//!
//! That holds because our own templates only set texts, or ask whether there is one. Builds for tests compare each stencil with what its
//! template makes of the views themselves. Templates of the project's own may do anything with a text, and make each page anew.

mod html;
mod links;
mod placeholder;
mod record;
mod recorder;
mod value;

pub(super) use html::{Facts, Html};
pub(super) use recorder::{Fault, Recorder};

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};

use serde::Serialize;

use self::html::Kind;
use self::links::Links;
use self::placeholder::{Face, Placeholders, Slot, Step};
use self::record::{Leaf, Record};
use self::value::{Leaves, values};
use super::inspect::{Inspector, scan};
use super::theme::{Context, Theme, Value, escape, value};
use crate::context::{GuideContext, SiteContext, TaskLink};
use crate::diagnostic::Diagnostic;
use crate::text::{WordState, fingerprint};
use crate::view::{GuideView, SiteView};

/// About how many bytes of stencils are kept. Those that many pages have come early.
const KEPT: usize = 16 << 20;
/// How many depths of the site the links of the project's own templates are kept for.
const DEPTHS: usize = 8;

/// Makes the HTML of a guide's pages, or of those outside guides.
pub(super) struct Renderer<'a> {
    theme: &'a Theme,
    inspector: &'a Inspector<'a>,
    site: &'a SiteContext<'a>,
    /// Nothing outside guides, as the next.
    guide: Option<&'a GuideContext<'a>>,
    guide_view: Option<GuideView>,
    /// What templates see on every page. A build that finds every page unchanged never needs it.
    shared: OnceLock<Context>,
    placeholders: Placeholders,
    stencils: RwLock<Stencils>,
    links: OnceLock<Result<Links, Vec<Diagnostic>>>,
    /// The same with links to all tasks, by what leads to the site's root. For templates of the project's own.
    whole: Mutex<HashMap<String, Arc<Context>>>,
    /// Stands for the theme and all that templates see on every page.
    pub(super) fingerprint: u64,
}

/// Stencils by template and structure.
#[derive(Default)]
struct Stencils {
    known: HashMap<u64, Arc<Stencil>, WordState>,
    bytes: usize,
}

/// Where a page stands.
#[derive(Clone, Copy)]
pub(super) struct Place<'p> {
    /// Site path of its file.
    pub(super) path: &'p str,
    /// Leads from it to the site's root.
    pub(super) root: &'p str,
}

/// `page` in the templates of components.
#[derive(Serialize)]
struct PageOfComponent<'p> {
    root: &'p str,
}

impl<'a> Renderer<'a> {
    /// For the pages outside guides, or for those of one.
    pub(super) fn new(
        site: &'a SiteContext<'a>,
        guide: Option<&'a GuideContext<'a>>,
        theme: &'a Theme,
        inspector: &'a Inspector<'a>,
    ) -> Self {
        let guide_view = guide.map(GuideView::new);
        let words = guide.map_or_else(|| site.words(), |guide| guide.words);
        // Own templates may list any task on any page.
        let every = guide.filter(|_| theme.is_own()).map(|guide| &guide.links);
        let has_base = !site.site.settings.base_url.is_empty();
        let seen = (theme.fingerprint, &SiteView::new(site), &guide_view, words.all(), has_base, every);
        Renderer {
            theme,
            inspector,
            site,
            guide,
            fingerprint: fingerprint(&seen),
            guide_view,
            shared: OnceLock::new(),
            placeholders: Placeholders::new(),
            stencils: RwLock::default(),
            links: OnceLock::new(),
            whole: Mutex::default(),
        }
    }

    /// Whether it makes the pages of a guide.
    pub(super) fn is_of_guide(&self) -> bool {
        self.guide.is_some()
    }

    /// The tasks of the guide.
    fn tasks(&self) -> &'a [TaskLink] {
        self.guide.map_or(&[], |guide| guide.links.as_slice())
    }

    /// Sets HTML at the end of `out`: what `template` makes of the views that `record` adds.
    pub(super) fn html(
        &self,
        template: &str,
        place: Place<'_>,
        record: impl FnOnce(&mut Recorder<'_>) -> Result<(), Fault>,
        out: &mut Html,
    ) -> Result<(), Vec<Diagnostic>> {
        with_record(|views| {
            record(&mut Recorder::new(views, self, place))?;
            if self.theme.is_own() {
                let html = self.made(template, views, &*self.whole(place.root)?)?;
                out.bytes.extend_from_slice(&html);
                out.facts.unclear = true;
                return Ok(());
            }
            let stencil = self.stencil(template, views, place, |context| self.add_placeholders(views, context))?;
            stencil.fill(views, self.links()?, out);
            Ok(())
        })
    }

    /// The same with a component, whose template sees `root` alone of the page.
    fn component<V: Serialize + ?Sized>(
        &self,
        template: &str,
        name: &'static str,
        view: &V,
        place: Place<'_>,
        out: &mut Html,
    ) -> Result<(), Vec<Diagnostic>> {
        let record = |recorder: &mut Recorder<'_>| {
            recorder.view("page", &PageOfComponent { root: place.root })?;
            recorder.view(name, view)
        };
        self.html(template, place, record, out)
    }

    /// What a template makes of the views themselves.
    fn made(&self, template: &str, views: &Record, context: &Context) -> Result<Vec<u8>, Vec<Diagnostic>> {
        let mut context = context.clone();
        for (name, value) in values(views, Leaves::Themselves(self.tasks())) {
            context.insert_value(name, value);
        }
        self.theme.render(template, &context)
    }

    /// The stencil of a template for views of this structure. `add` adds what the template finds by placeholders.
    fn stencil(
        &self,
        template: &str,
        views: &Record,
        place: Place<'_>,
        add: impl FnOnce(&mut Context) -> Result<(), Vec<Diagnostic>>,
    ) -> Result<Arc<Stencil>, Vec<Diagnostic>> {
        let key = fingerprint(&(template, views));
        if let Some(known) = self.stencils.read().unwrap_or_else(PoisonError::into_inner).known.get(&key) {
            return Ok(Arc::clone(known));
        }
        // Two threads may both make it; it comes out the same.
        let mut context = self.shared().clone();
        add(&mut context)?;
        for (name, value) in values(views, Leaves::Placeholders(&self.placeholders)) {
            context.insert_value(name, value);
        }
        let html = self.theme.render(template, &context)?;
        let stencil = Arc::new(Stencil::new(html, &self.placeholders, place, self.inspector));
        debug_assert!(self.is_true(&stencil, template, views, place), "{template} looks into a text, or compares one");
        let mut stencils = self.stencils.write().unwrap_or_else(PoisonError::into_inner);
        if stencils.bytes < KEPT {
            stencils.bytes += stencil.html.len();
            stencils.known.insert(key, Arc::clone(&stencil));
        }
        Ok(stencil)
    }

    /// Whether a stencil gives what its template makes of the views themselves. Asked in builds for tests only.
    fn is_true(&self, stencil: &Stencil, template: &str, views: &Record, place: Place<'_>) -> bool {
        let Some(Ok(links)) = self.links.get() else { return true };
        let mut filled = Html::default();
        stencil.fill(views, links, &mut filled);
        let made = self.whole(place.root).and_then(|context| self.made(template, views, &context));
        made.is_ok_and(|made| made == filled.bytes)
    }

    /// What templates see on every page.
    fn shared(&self) -> &Context {
        self.shared.get_or_init(|| {
            let words = self.guide.map_or_else(|| self.site.words(), |guide| guide.words);
            let mut context = Context::new();
            context.insert_value("site", value(&SiteView::new(self.site)));
            context.insert_value("t", value(words.all()));
            context.insert_value("served", (!self.site.site.settings.base_url.is_empty()).into());
            context.insert_value("guide", self.value(self.guide_view.as_ref()));
            context
        })
    }

    /// A view as values, by itself.
    fn value(&self, view: impl Serialize) -> Value {
        let place = Place { path: "", root: "" };
        with_record(|record| {
            let recorded = Recorder::new(record, self, place).view("view", &view).is_ok();
            let value = values(record, Leaves::Themselves(self.tasks())).pop().filter(|_| recorded);
            value.map_or_else(Value::none, |(_, value)| value)
        })
    }
}

/// A template made for one structure of its views.
struct Stencil {
    html: Vec<u8>,
    steps: Vec<Step>,
    /// What its own HTML tells, without what is set into it.
    told: Vec<Told>,
    /// That can't be told.
    unclear: bool,
}

/// A fact with slots in its text.
struct Told {
    kind: Kind,
    text: Vec<u8>,
    steps: Vec<Step>,
}

impl Told {
    /// The site path that a link leads to from the root of the site, whichever page it stands on.
    fn from_root(&self) -> Option<&[u8]> {
        let from_root = matches!(self.steps[..], [Step::Set(Slot { leaf: ROOT, .. }), Step::Keep(..)]);
        let Some(Step::Keep(from, to)) = self.steps.last().filter(|_| from_root) else { return None };
        matches!(self.kind, Kind::Link | Kind::Resource).then(|| &self.text[*from as usize..*to as usize])
    }
}

/// The leaf that leads to the site's root: `page` comes first, and `root` first in it.
const ROOT: usize = 0;

impl Stencil {
    fn new(html: Vec<u8>, placeholders: &Placeholders, place: Place<'_>, inspector: &Inspector<'_>) -> Self {
        let steps = placeholders.steps(&html);
        let mut told = Vec::new();
        let whole = scan(&html, false, &mut |seen| {
            let (kind, text) = Kind::of(seen);
            told.push(Told { kind, text: text.to_owned(), steps: placeholders.steps(text) });
        });
        // Links that are the same on all pages need no telling on each.
        told.retain(|told| match told.from_root() {
            Some(path) => {
                inspector.leads_from_root(place.path, path, told.kind == Kind::Resource);
                false
            }
            None => true,
        });
        let unclear = !whole || !tags_stand_between_tags(&html, &steps);
        Stencil { html, steps, told, unclear }
    }

    /// Sets the leaves of a record into it, at the end of `out`.
    fn fill(&self, record: &Record, links: &Links, out: &mut Html) {
        for step in &self.steps {
            match *step {
                Step::Keep(from, to) => out.bytes.extend_from_slice(&self.html[from as usize..to as usize]),
                Step::Set(slot) => set(slot, record, links, out),
            }
        }
        for Told { kind, text, steps } in &self.told {
            let fact = out.facts.next();
            for step in steps {
                match *step {
                    Step::Keep(from, to) => fact.extend_from_slice(&text[from as usize..to as usize]),
                    Step::Set(slot) => set_text(slot, record, links, fact),
                }
            }
            out.facts.end(*kind);
        }
        out.facts.unclear |= self.unclear;
    }
}

/// Sets a leaf, and what its own HTML tells.
fn set(slot: Slot, record: &Record, links: &Links, out: &mut Html) {
    match (slot.face, record.leaves[slot.leaf]) {
        (Face::Own, Leaf::Components([start, end])) => out.add(&record.components, start.0..end.0, start.1..end.1),
        (Face::Link, Leaf::Task(at)) => links.link(at, root(record), &mut out.bytes),
        (Face::Mark, Leaf::Task(at)) => links.mark(at, &mut out.bytes),
        (Face::Own, Leaf::Text(from, to)) if !slot.escaped => {
            let html = record.text(from, to).as_bytes();
            out.bytes.extend_from_slice(html);
            out.facts.read(html, false);
        }
        _ => set_text(slot, record, links, &mut out.bytes),
    }
}

/// Sets a text, or the id of a task.
fn set_text(slot: Slot, record: &Record, links: &Links, out: &mut Vec<u8>) {
    match record.leaves[slot.leaf] {
        Leaf::Text(from, to) => escape(record.text(from, to), out),
        Leaf::Task(at) => escape(links.id(at), out),
        Leaf::Components(_) => {}
    }
}

/// What leads to the site's root.
fn root(record: &Record) -> &str {
    match record.leaves.get(ROOT) {
        Some(Leaf::Text(from, to)) => record.text(*from, *to),
        _ => "",
    }
}

/// Whether all that may bring tags is set between tags, so that each piece can be read by itself.
fn tags_stand_between_tags(html: &[u8], steps: &[Step]) -> bool {
    let mut between = true;
    steps.iter().all(|step| {
        match *step {
            Step::Keep(from, to) => {
                let last = html[from as usize..to as usize].iter().rfind(|byte| matches!(byte, b'<' | b'>'));
                between = last.map_or(between, |last| *last == b'>');
            }
            Step::Set(slot) => return slot.escaped || between,
        }
        true
    })
}

thread_local! {
    /// Views are taken apart into the same memory, one within the other.
    static RECORDS: RefCell<Vec<Record>> = const { RefCell::new(Vec::new()) };
}

fn with_record<R>(work: impl FnOnce(&mut Record) -> R) -> R {
    let mut record = RECORDS.with_borrow_mut(Vec::pop).unwrap_or_default();
    let result = work(&mut record);
    record.clear();
    RECORDS.with_borrow_mut(|records| records.push(record));
    result
}
