//! A view taken apart: its structure, which a template can tell from others, and its leaves, which templates only set.

use std::cell::RefCell;
use std::hash::{Hash, Hasher};

use super::html::Html;
use crate::model::TaskIx;

/// Views of one template, by the names of its variables.
#[derive(Default)]
pub(super) struct Record {
    pub(super) tokens: Vec<Token>,
    pub(super) leaves: Vec<Leaf>,
    /// All texts, one behind the other.
    pub(super) texts: String,
    /// All components, one behind the other.
    pub(super) components: Html,
}

/// A piece of a structure. What lies within another stands between it and its [`Token::End`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Token {
    Null,
    Flag(bool),
    Number(i128),
    Float(f64),
    /// The next leaf.
    Leaf,
    /// The next leaf, which is a task.
    Task,
    /// A text that templates may look at: from where to where it stands.
    Fixed(u32, u32),
    List,
    Struct,
    /// A field, and then its value.
    Field(&'static str),
    /// The same, by a key of the author's.
    Key(u32, u32),
    End,
}

/// What a template only sets.
#[derive(Clone, Copy, Debug)]
pub(super) enum Leaf {
    /// From where to where it stands among the texts.
    Text(u32, u32),
    Task(TaskIx),
    /// From where to where they stand among the components, in bytes and in facts.
    Components([(usize, usize); 2]),
}

impl Record {
    pub(super) fn text(&self, from: u32, to: u32) -> &str {
        &self.texts[from as usize..to as usize]
    }

    /// Its tasks with the numbers of their leaves.
    pub(super) fn tasks(&self) -> impl Iterator<Item = (usize, TaskIx)> {
        self.leaves.iter().enumerate().filter_map(|(leaf, of)| match of {
            Leaf::Task(task) => Some((leaf, *task)),
            Leaf::Text(..) | Leaf::Components(..) => None,
        })
    }

    pub(super) fn clear(&mut self) {
        let Record { tokens, leaves, texts, components } = self;
        tokens.clear();
        leaves.clear();
        texts.clear();
        components.clear();
    }
}

/// The structure alone: records with the same hash have the same stencil.
impl Hash for Record {
    fn hash<H: Hasher>(&self, state: &mut H) {
        for token in &self.tokens {
            match *token {
                Token::Null => state.write_u8(0),
                Token::Flag(flag) => state.write_u8(1 + u8::from(flag)),
                Token::Number(number) => (3u8, number).hash(state),
                Token::Float(number) => (4u8, number.to_bits()).hash(state),
                Token::Leaf => state.write_u8(5),
                Token::Task => state.write_u8(6),
                Token::Fixed(from, to) => (7u8, self.text(from, to)).hash(state),
                Token::List => state.write_u8(8),
                Token::Struct => state.write_u8(9),
                Token::Field(name) => (10u8, name).hash(state),
                Token::Key(from, to) => (11u8, self.text(from, to)).hash(state),
                Token::End => state.write_u8(12),
            }
        }
    }
}

thread_local! {
    /// Views are taken apart into the same memory, one within the other.
    static RECORDS: RefCell<Vec<Record>> = const { RefCell::new(Vec::new()) };
}

pub(super) fn with_record<R>(work: impl FnOnce(&mut Record) -> R) -> R {
    let mut record = RECORDS.with_borrow_mut(Vec::pop).unwrap_or_default();
    let result = work(&mut record);
    record.clear();
    RECORDS.with_borrow_mut(|records| records.push(record));
    result
}
