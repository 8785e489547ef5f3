//! A view taken apart: its structure, which a template can tell from others, and its leaves, which templates only set.

use std::cell::RefCell;
use std::hash::{Hash, Hasher};

use super::html::Html;
use crate::model::TaskIx;
use crate::text::fingerprint;

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

/// A value that templates only set.
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
        // A kind in the lowest bits, and what goes with it above.
        let mut write = |kind: u64, value: u64| state.write_u64(value << 4 | kind);
        for token in &self.tokens {
            match *token {
                Token::Null => write(0, 0),
                Token::Flag(flag) => write(1, flag.into()),
                Token::Leaf => write(2, 0),
                Token::Task => write(3, 0),
                Token::List => write(4, 0),
                Token::Struct => write(5, 0),
                Token::End => write(6, 0),
                // Of names that are part of the program, the place tells enough.
                Token::Field(name) => write(7, name.as_ptr() as u64),
                Token::Number(number) => match u32::try_from(number) {
                    Ok(number) => write(8, number.into()),
                    Err(_) => write(12, fingerprint(&number)),
                },
                Token::Float(number) => write(9, fingerprint(&number.to_bits())),
                Token::Fixed(from, to) => write(10, fingerprint(self.text(from, to))),
                Token::Key(from, to) => write(11, fingerprint(self.text(from, to))),
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
