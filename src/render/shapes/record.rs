//! Takes views apart, by what they would write as data.

use serde::Serialize;
use serde::de::value::Error;
use serde::ser::{self, Error as _, Impossible};

use super::super::placeholders::Placeholders;
use super::{Shape, Token};

/// Fields of this name are compared by templates.
const COMPARED: &str = "lang";

/// Adds to a shape what it is given.
pub(in crate::render) struct Recorder<'s> {
    shape: &'s mut Shape,
    placeholders: &'s Placeholders,
    /// The next text is one that templates look at.
    fixed: bool,
    /// The next number is that of a task.
    task: bool,
}

impl<'s> Recorder<'s> {
    pub(super) fn new(shape: &'s mut Shape, placeholders: &'s Placeholders) -> Self {
        Recorder { shape, placeholders, fixed: false, task: false }
    }

    #[expect(clippy::unnecessary_wraps, reason = "what is called for a value returns what this does")]
    fn push(&mut self, token: Token) -> Result<(), Error> {
        self.shape.tokens.push(token);
        Ok(())
    }

    fn number(&mut self, number: i128) -> Result<(), Error> {
        self.push(Token::Number(number))
    }

    /// A text; where it begins and ends among all others.
    fn text(&mut self, text: &str) -> Result<(u32, u32), Error> {
        let start = self.shape.texts.all.len();
        self.shape.texts.all.push_str(text);
        let at = |at: usize| u32::try_from(at).map_err(Error::custom);
        Ok((at(start)?, at(self.shape.texts.all.len())?))
    }
}

/// What views do not hold.
fn unknown<T>() -> Result<T, Error> {
    Err(Error::custom("not part of a view"))
}

impl ser::Serializer for &mut Recorder<'_> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Self;
    type SerializeTuple = Impossible<(), Error>;
    type SerializeTupleStruct = Impossible<(), Error>;
    type SerializeTupleVariant = Impossible<(), Error>;
    type SerializeMap = Self;
    type SerializeStruct = Self;
    type SerializeStructVariant = Impossible<(), Error>;

    /// Tasks are told by their number.
    fn is_human_readable(&self) -> bool {
        false
    }
    fn serialize_bool(self, flag: bool) -> Result<(), Error> {
        self.push(Token::Flag(flag))
    }
    fn serialize_i8(self, number: i8) -> Result<(), Error> {
        self.number(number.into())
    }
    fn serialize_i16(self, number: i16) -> Result<(), Error> {
        self.number(number.into())
    }
    fn serialize_i32(self, number: i32) -> Result<(), Error> {
        self.number(number.into())
    }
    fn serialize_i64(self, number: i64) -> Result<(), Error> {
        self.number(number.into())
    }
    fn serialize_u8(self, number: u8) -> Result<(), Error> {
        self.number(number.into())
    }
    fn serialize_u16(self, number: u16) -> Result<(), Error> {
        self.number(number.into())
    }
    fn serialize_u32(self, number: u32) -> Result<(), Error> {
        self.number(number.into())
    }
    fn serialize_u64(self, number: u64) -> Result<(), Error> {
        if std::mem::take(&mut self.task) {
            self.shape.tasks.push(usize::try_from(number).map_err(Error::custom)?);
            return self.push(Token::Task);
        }
        self.number(number.into())
    }
    fn serialize_f32(self, number: f32) -> Result<(), Error> {
        self.serialize_f64(number.into())
    }
    fn serialize_f64(self, number: f64) -> Result<(), Error> {
        self.push(Token::Float(number))
    }
    fn serialize_char(self, _: char) -> Result<(), Error> {
        unknown()
    }
    fn serialize_str(self, text: &str) -> Result<(), Error> {
        let (start, end) = self.text(text)?;
        // Templates ask whether there is any text. What is a placeholder already is set where it stands.
        if self.fixed || text.is_empty() || self.placeholders.begins(text) {
            return self.push(Token::Fixed(start, end));
        }
        self.shape.texts.late.push((start, end));
        self.push(Token::Text)
    }
    fn serialize_bytes(self, _: &[u8]) -> Result<(), Error> {
        unknown()
    }
    fn serialize_none(self) -> Result<(), Error> {
        self.push(Token::Null)
    }
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }
    fn serialize_unit(self) -> Result<(), Error> {
        self.push(Token::Null)
    }
    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Error> {
        unknown()
    }
    fn serialize_unit_variant(self, _: &'static str, _: u32, _: &'static str) -> Result<(), Error> {
        unknown()
    }
    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Result<(), Error> {
        self.task = name == "TaskKey";
        value.serialize(self)
    }
    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<(), Error> {
        unknown()
    }
    fn serialize_seq(self, _: Option<usize>) -> Result<Self, Error> {
        self.push(Token::List)?;
        Ok(self)
    }
    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, Error> {
        unknown()
    }
    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeTupleStruct, Error> {
        unknown()
    }
    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Error> {
        unknown()
    }
    fn serialize_map(self, _: Option<usize>) -> Result<Self, Error> {
        self.push(Token::Struct)?;
        Ok(self)
    }
    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, Error> {
        self.push(Token::Struct)?;
        Ok(self)
    }
    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Error> {
        unknown()
    }
}

impl ser::SerializeSeq for &mut Recorder<'_> {
    type Ok = ();
    type Error = Error;
    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        value.serialize(&mut **self)
    }
    fn end(self) -> Result<(), Error> {
        self.push(Token::End)
    }
}

impl ser::SerializeStruct for &mut Recorder<'_> {
    type Ok = ();
    type Error = Error;
    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Error> {
        self.push(Token::Field(name))?;
        self.fixed = name == COMPARED;
        value.serialize(&mut **self)?;
        self.fixed = false;
        Ok(())
    }
    fn end(self) -> Result<(), Error> {
        self.push(Token::End)
    }
}

impl ser::SerializeMap for &mut Recorder<'_> {
    type Ok = ();
    type Error = Error;
    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        self.fixed = true;
        key.serialize(&mut **self)?;
        self.fixed = false;
        match self.shape.tokens.pop() {
            Some(Token::Fixed(start, end)) => self.push(Token::Key(start, end)),
            _ => unknown(),
        }
    }
    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        value.serialize(&mut **self)
    }
    fn end(self) -> Result<(), Error> {
        self.push(Token::End)
    }
}
