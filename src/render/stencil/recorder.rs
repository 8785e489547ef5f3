//! Takes views apart, by what they would write as data. A component is made when the recorder meets it.

use std::fmt;

use serde::Serialize;
use serde::ser::{self, Error as _, Impossible};

use super::html::Html;
use super::record::{Leaf, Record, Token};
use crate::context::{COMPARED, COMPONENTS, SHOWN, TASK};
use crate::diagnostic::{Diagnostic, TEMPLATE_ERROR};

/// Where a page stands.
#[derive(Clone, Copy)]
pub(in crate::render) struct Place<'p> {
    /// Site path of its file.
    pub(in crate::render) path: &'p str,
    /// Leads from it to the site's root.
    pub(in crate::render) root: &'p str,
}

/// Makes components.
pub(super) trait Component {
    /// Sets the HTML of a component at the end of `out`, whose template knows its view by a name.
    fn component(
        &self,
        template: &str,
        view: (&'static str, &dyn View),
        place: Place<'_>,
        out: &mut Html,
    ) -> Result<(), Vec<Diagnostic>>;
}

/// A view that can be taken apart.
pub(super) trait View {
    fn record(&self, recorder: &mut Recorder<'_>) -> Result<(), Fault>;
}

/// A view behind a reference.
struct ByRef<'v, V: ?Sized>(&'v V);

impl<V: Serialize + ?Sized> View for ByRef<'_, V> {
    fn record(&self, recorder: &mut Recorder<'_>) -> Result<(), Fault> {
        self.0.serialize(recorder)
    }
}

/// Adds views to a record.
pub(in crate::render) struct Recorder<'r> {
    record: &'r mut Record,
    make: &'r dyn Component,
    place: Place<'r>,
    next: Next,
}

/// The kind of the next value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Next {
    #[default]
    Plain,
    /// A text that templates look at.
    Fixed,
    /// A number that they don't.
    Shown,
    /// The number of a task.
    Task,
    /// One of several components that are one piece of HTML.
    Component,
}

impl<'r> Recorder<'r> {
    pub(super) fn new(record: &'r mut Record, make: &'r dyn Component, place: Place<'r>) -> Self {
        Recorder { record, make, place, next: Next::Plain }
    }

    /// Adds a view that the template knows by `name`.
    pub(in crate::render) fn view<V: Serialize + ?Sized>(&mut self, name: &'static str, view: &V) -> Result<(), Fault> {
        self.record.tokens.push(Token::Field(name));
        view.serialize(self)
    }

    /// The same with the view of a component.
    pub(super) fn component(&mut self, (name, view): (&'static str, &dyn View)) -> Result<(), Fault> {
        self.record.tokens.push(Token::Field(name));
        view.record(self)
    }

    /// Adds a piece of finished HTML.
    pub(in crate::render) fn html(&mut self, name: &'static str, html: &Html) {
        self.record.tokens.push(Token::Field(name));
        self.piece(html);
    }

    /// Adds several, as a list.
    pub(in crate::render) fn htmls(&mut self, name: &'static str, all: &[Html]) {
        self.record.tokens.extend([Token::Field(name), Token::List]);
        for html in all {
            self.piece(html);
        }
        self.record.tokens.push(Token::End);
    }

    fn piece(&mut self, html: &Html) {
        let start = self.record.components.place();
        let end = html.place();
        self.record.components.add(html, 0..end.0, 0..end.1);
        self.components_from(start);
    }

    /// All components behind `start` are one leaf.
    fn components_from(&mut self, start: (usize, usize)) {
        let end = self.record.components.place();
        if start.0 == end.0 {
            // Templates ask whether there is any.
            return self.record.tokens.push(Token::Fixed(0, 0));
        }
        self.record.leaves.push(Leaf::Components([start, end]));
        self.record.tokens.push(Token::Leaf);
    }

    #[expect(clippy::unnecessary_wraps, reason = "what is called for a value returns what this does")]
    fn push(&mut self, token: Token) -> Result<(), Fault> {
        self.record.tokens.push(token);
        Ok(())
    }

    fn number<N: Into<i128> + ToString>(&mut self, number: N) -> Result<(), Fault> {
        match std::mem::take(&mut self.next) {
            Next::Shown => self.text(&number.to_string()),
            Next::Task => {
                let task = usize::try_from(number.into()).map_err(Fault::custom)?;
                self.record.leaves.push(Leaf::Task(task));
                self.push(Token::Task)
            }
            Next::Plain | Next::Fixed | Next::Component => self.push(Token::Number(number.into())),
        }
    }

    fn text(&mut self, text: &str) -> Result<(), Fault> {
        let place = |at: usize| u32::try_from(at).map_err(Fault::custom);
        let from = place(self.record.texts.len())?;
        self.record.texts.push_str(text);
        let to = place(self.record.texts.len())?;
        // Templates ask whether there is any text.
        if std::mem::take(&mut self.next) == Next::Fixed || text.is_empty() {
            return self.push(Token::Fixed(from, to));
        }
        self.record.leaves.push(Leaf::Text(from, to));
        self.push(Token::Leaf)
    }
}

/// Why a view could not be taken apart: it holds something that no view does, or the template of a component does not work.
#[derive(Debug)]
pub(in crate::render) struct Fault(Vec<Diagnostic>);

impl From<Fault> for Vec<Diagnostic> {
    fn from(fault: Fault) -> Self {
        fault.0
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|fault| f.write_str(&fault.message))
    }
}

impl std::error::Error for Fault {}

impl ser::Error for Fault {
    fn custom<T: fmt::Display>(what: T) -> Self {
        Fault(vec![Diagnostic::of_file(TEMPLATE_ERROR, what.to_string())])
    }
}

fn unknown<T>() -> Result<T, Fault> {
    Err(Fault::custom("a view holds a value that templates can't read"))
}

/// Whole numbers of every size are alike.
macro_rules! numbers {
    ($($serialize:ident: $number:ty,)*) => {
        $(fn $serialize(self, number: $number) -> Result<(), Fault> {
            self.number(number)
        })*
    };
}

impl ser::Serializer for &mut Recorder<'_> {
    type Ok = ();
    type Error = Fault;
    type SerializeSeq = Components<Self>;
    type SerializeTuple = Impossible<(), Fault>;
    type SerializeTupleStruct = Impossible<(), Fault>;
    type SerializeTupleVariant = Impossible<(), Fault>;
    type SerializeMap = Self;
    type SerializeStruct = Self;
    type SerializeStructVariant = Impossible<(), Fault>;

    fn serialize_bool(self, flag: bool) -> Result<(), Fault> {
        self.push(Token::Flag(flag))
    }
    numbers!(
        serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64,
    );
    fn serialize_f32(self, number: f32) -> Result<(), Fault> {
        self.serialize_f64(number.into())
    }
    fn serialize_f64(self, number: f64) -> Result<(), Fault> {
        self.push(Token::Float(number))
    }
    fn serialize_char(self, _: char) -> Result<(), Fault> {
        unknown()
    }
    fn serialize_str(self, text: &str) -> Result<(), Fault> {
        self.text(text)
    }
    fn serialize_bytes(self, _: &[u8]) -> Result<(), Fault> {
        unknown()
    }
    fn serialize_none(self) -> Result<(), Fault> {
        self.push(Token::Null)
    }
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Fault> {
        value.serialize(self)
    }
    fn serialize_unit(self) -> Result<(), Fault> {
        self.push(Token::Null)
    }
    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Fault> {
        unknown()
    }
    fn serialize_unit_variant(self, _: &'static str, _: u32, _: &'static str) -> Result<(), Fault> {
        unknown()
    }
    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Result<(), Fault> {
        if self.next == Next::Component {
            let (template, variable) = name.split_once(' ').unwrap_or((name, ""));
            let view = (variable, &ByRef(value) as &dyn View);
            let made = self.make.component(template, view, self.place, &mut self.record.components);
            return made.map_err(Fault);
        }
        self.next = match name {
            TASK => Next::Task,
            SHOWN => Next::Shown,
            COMPARED => Next::Fixed,
            COMPONENTS => Next::Component,
            _ => Next::Plain,
        };
        value.serialize(self)
    }
    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<(), Fault> {
        unknown()
    }
    fn serialize_seq(self, _: Option<usize>) -> Result<Self::SerializeSeq, Fault> {
        if self.next == Next::Component {
            return Ok(Components { start: Some(self.record.components.place()), recorder: self });
        }
        self.push(Token::List)?;
        Ok(Components { start: None, recorder: self })
    }
    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, Fault> {
        unknown()
    }
    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeTupleStruct, Fault> {
        unknown()
    }
    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Fault> {
        unknown()
    }
    fn serialize_map(self, _: Option<usize>) -> Result<Self, Fault> {
        self.push(Token::Struct)?;
        Ok(self)
    }
    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, Fault> {
        self.push(Token::Struct)?;
        Ok(self)
    }
    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Fault> {
        unknown()
    }
}

/// The values of a list, or components.
pub(in crate::render) struct Components<R> {
    recorder: R,
    /// Of components: where the first begins.
    start: Option<(usize, usize)>,
}

impl ser::SerializeSeq for Components<&mut Recorder<'_>> {
    type Ok = ();
    type Error = Fault;
    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Fault> {
        value.serialize(&mut *self.recorder)
    }
    fn end(self) -> Result<(), Fault> {
        match self.start {
            Some(start) => {
                self.recorder.next = Next::Plain;
                self.recorder.components_from(start);
                Ok(())
            }
            None => self.recorder.push(Token::End),
        }
    }
}

impl ser::SerializeStruct for &mut Recorder<'_> {
    type Ok = ();
    type Error = Fault;
    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Fault> {
        self.view(name, value)
    }
    fn end(self) -> Result<(), Fault> {
        self.push(Token::End)
    }
}

impl ser::SerializeMap for &mut Recorder<'_> {
    type Ok = ();
    type Error = Fault;
    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Fault> {
        self.next = Next::Fixed;
        key.serialize(&mut **self)?;
        match self.record.tokens.pop() {
            Some(Token::Fixed(from, to)) => self.push(Token::Key(from, to)),
            _ => unknown(),
        }
    }
    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Fault> {
        value.serialize(&mut **self)
    }
    fn end(self) -> Result<(), Fault> {
        self.push(Token::End)
    }
}
