//! The renderer of a guide's pages: templates, their stencils, and the tasks that they look up.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};

use serde::Serialize;

use super::html::Html;
use super::links::{Linked, Links};
use super::placeholder::{Face, Placeholders};
use super::record::{Record, with_record};
use super::recorder::{Component, Fault, Place, Recorder, View};
use super::stencil::{ROOT, Stencil};
use super::value::{Leaves, values};
use crate::context::{GuideContext, SiteContext, TaskLink};
use crate::diagnostic::Diagnostic;
use crate::render::inspect::Inspector;
use crate::render::theme::{Context, Key, Map, Theme, Value, html, value};
use crate::text::{WordState, fingerprint};
use crate::view::{GuideView, SiteView};

const LINK: &str = "components/task_link.html";
const MARK: &str = "components/party_mark.html";
const ICON: &str = "components/state_icon.html";
/// About how many bytes of stencils are kept. Those that many pages have come early.
const KEPT: usize = 16 << 20;
/// The bytes from which on a stencil is one of its kind: a page of a long list, with no other of the same length.
const LARGEST: usize = 32 << 10;
/// How many depths of the site the links of the project's own templates are kept for.
const DEPTHS: usize = 8;

/// Makes the HTML of a guide's pages, or of those outside guides.
pub(in crate::render) struct Renderer<'a> {
    theme: &'a Theme,
    inspector: &'a Inspector<'a>,
    site: &'a SiteContext<'a>,
    /// Nothing outside guides, as the next.
    guide: Option<&'a GuideContext<'a>>,
    guide_view: Option<GuideView>,
    /// The variables of every page. A build that finds every page unchanged never needs them.
    shared: OnceLock<Context>,
    placeholders: Placeholders,
    stencils: RwLock<Stencils>,
    links: OnceLock<Result<Links, Vec<Diagnostic>>>,
    /// The same with links to all tasks, by what leads to the site's root. For templates of the project's own.
    whole: Mutex<HashMap<String, Arc<Context>>>,
    /// Stands for the theme and all that templates see on every page.
    pub(in crate::render) fingerprint: u64,
}

/// Stencils by template and structure.
#[derive(Default)]
struct Stencils {
    known: HashMap<u64, Arc<Stencil>, WordState>,
    bytes: usize,
}

/// `page` in the templates of components.
#[derive(Serialize)]
struct PageOfComponent<'p> {
    root: &'p str,
}

impl Component for Renderer<'_> {
    fn component(
        &self,
        template: &str,
        view: (&'static str, &dyn View),
        place: Place<'_>,
        out: &mut Html,
    ) -> Result<(), Vec<Diagnostic>> {
        let record = |recorder: &mut Recorder<'_>| {
            recorder.view("page", &PageOfComponent { root: place.root })?;
            recorder.component(view)
        };
        self.html(template, place, record, out)
    }
}

impl<'a> Renderer<'a> {
    /// For the pages outside guides, or for those of one.
    pub(in crate::render) fn new(
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
    pub(in crate::render) fn is_of_guide(&self) -> bool {
        self.guide.is_some()
    }

    /// The tasks of the guide.
    fn tasks(&self) -> &'a [TaskLink] {
        self.guide.map_or(&[], |guide| guide.links.as_slice())
    }

    /// Sets HTML at the end of `out`: what `template` makes of the views that `record` adds.
    pub(in crate::render) fn html(
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

    /// The template's own output for the views.
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
        let stencil = Arc::new(Stencil::new(html, &self.placeholders, |path, loaded| {
            self.inspector.leads_from_root(place.path, path, loaded);
        }));
        debug_assert!(self.is_true(&stencil, template, views, place), "{template} looks into a text, or compares one");
        let mut stencils = self.stencils.write().unwrap_or_else(PoisonError::into_inner);
        if stencil.html.len() < LARGEST && stencils.bytes < KEPT {
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

    /// The variables of every page.
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

impl Renderer<'_> {
    /// The links of the guide, made when the first page needs them. Only with our own templates.
    fn links(&self) -> Result<&Links, Vec<Diagnostic>> {
        self.links.get_or_init(|| self.new_links()).as_ref().map_err(Clone::clone)
    }

    fn new_links(&self) -> Result<Links, Vec<Diagnostic>> {
        let none = Links { of: Vec::new() };
        // The root is another on each page: what stands for it is taken out again.
        let (root, escaped) = (self.placeholders.text(ROOT, Face::Own), self.placeholders.escaped(ROOT));
        let place = Place { path: "", root: &root };
        let made = self.links_and_marks(place, |template, views| {
            let mut out = Html::default();
            self.stencil(template, views, place, |_| Ok(()))?.fill(views, &none, &mut out);
            Ok(Arc::<str>::from(String::from_utf8_lossy(&out.bytes)))
        })?;
        let linked = self.tasks().iter().zip(made).map(|(task, [link, mark, icon])| {
            self.inspector.leads_from_root(&task.path, task.path.as_bytes(), false);
            Linked::new(&task.id, &link, &escaped, mark, &icon)
        });
        Ok(Links { of: linked.collect() })
    }

    /// The link to each task, the mark of its party and the icon of its state, made by their templates; a mark once for each
    /// party.
    fn links_and_marks<T: Clone>(
        &self,
        place: Place<'_>,
        make: impl Fn(&str, &Record) -> Result<T, Vec<Diagnostic>>,
    ) -> Result<Vec<[T; 3]>, Vec<Diagnostic>> {
        let part = |template, task: &TaskLink| {
            with_record(|views| {
                let mut recorder = Recorder::new(views, self, place);
                recorder.view("page", &PageOfComponent { root: place.root })?;
                recorder.view("link", task)?;
                make(template, views)
            })
        };
        let mut marks: HashMap<usize, T> = HashMap::new();
        let all = |task: &TaskLink| {
            let mark = match marks.entry(task.party_number) {
                Entry::Occupied(known) => known.get().clone(),
                Entry::Vacant(new) => new.insert(part(MARK, task)?).clone(),
            };
            Ok([part(LINK, task)?, mark, part(ICON, task)?])
        };
        self.tasks().iter().map(all).collect()
    }

    /// The tasks that templates look up while a stencil is cut: by the placeholders of the tasks in the views, and by the ids that
    /// `guide` names.
    fn add_placeholders(&self, views: &Record, context: &mut Context) -> Result<(), Vec<Diagnostic>> {
        let Some(view) = &self.guide_view else { return Ok(()) };
        let [mut links, mut marks, mut icons, mut tasks] = [(); 4].map(|()| Map::new());
        let known = self.links()?;
        let root = self.placeholders.escaped(ROOT);
        for at in view.named_tasks() {
            let task = &self.tasks()[at];
            let mut link = Vec::new();
            known.link(at, &root, &mut link);
            let key = || Key::from(task.id.clone());
            links.insert(key(), html(&String::from_utf8_lossy(&link)));
            marks.insert(key(), html(known.mark(at)));
            icons.insert(key(), html(known.icon(at)));
            tasks.insert(key(), value(task));
        }
        for (leaf, _) in views.tasks() {
            let key = || Key::from(self.placeholders.text(leaf, Face::Own));
            links.insert(key(), html(&self.placeholders.text(leaf, Face::Link)));
            marks.insert(key(), html(&self.placeholders.text(leaf, Face::Mark)));
            icons.insert(key(), html(&self.placeholders.text(leaf, Face::Icon)));
        }
        add(context, [links, marks, icons, tasks]);
        Ok(())
    }

    /// The variables for a project's own templates, on pages from which `root` leads to the site's root.
    fn whole(&self, root: &str) -> Result<Arc<Context>, Vec<Diagnostic>> {
        // Held while it is made, so that the other threads wait for it instead of making it too.
        let mut known = self.whole.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = known.get(root) {
            return Ok(Arc::clone(known));
        }
        let made = self.links_and_marks(Place { path: "", root }, |template, views| {
            let made = self.made(template, views, self.shared())?;
            Ok(html(&String::from_utf8_lossy(&made)))
        })?;
        let [mut links, mut marks, mut icons, mut tasks] = [(); 4].map(|()| Map::new());
        for (task, [link, mark, icon]) in self.tasks().iter().zip(made) {
            let key = || Key::from(task.id.clone());
            links.insert(key(), link);
            marks.insert(key(), mark);
            icons.insert(key(), icon);
            tasks.insert(key(), value(task));
        }
        let mut context = self.shared().clone();
        add(&mut context, [links, marks, icons, tasks]);
        let context = Arc::new(context);
        if known.len() >= DEPTHS {
            known.clear();
        }
        known.insert(root.to_owned(), Arc::clone(&context));
        Ok(context)
    }
}

fn add(context: &mut Context, [links, marks, icons, tasks]: [Map; 4]) {
    for (name, map) in [("links", links), ("marks", marks), ("icons", icons), ("tasks", tasks)] {
        context.insert_value(name, map.into());
    }
}
