//! Small pure helpers with names: nothing here knows of tasks, files or pages.

mod address;
mod breaks;
mod bytescan;
mod char_class;
mod chunk;
mod closest;
mod code;
mod code_form;
pub(crate) mod conflict;
mod escape;
mod fingerprint;
mod formula;
mod natural;
mod normalization;
mod slug;
mod version_name;
mod word_state;

pub(crate) use address::{decode_path, encode_path, is_device, join_path, relative_root, web_addresses};
pub(crate) use breaks::{title, with_breaks};
pub(crate) use bytescan::{any_pair, find, find_any, next_such, split_once};
pub(crate) use char_class::{CharClass, char_class};
pub(crate) use chunk::{Chunk, Chunks};
pub(crate) use closest::{Vocabulary, closest};
pub(crate) use code::{codes, has_prefix_form, is_claimed, is_joined, readings, without_ending};
pub(crate) use code_form::has_code_form;
pub(crate) use conflict::Markers;
pub(crate) use escape::{attribute, escape_into, visible, visible_json, visible_line};
pub(crate) use fingerprint::{digest, fingerprint, fingerprint_of};
pub(crate) use formula::{guarded, unguarded};
pub(crate) use natural::natural_cmp;
pub(crate) use normalization::{composed, decomposed, is_mark, starts_with_composed};
pub(crate) use slug::{anchor_elsewhere, slug};
pub(crate) use version_name::no_version_name;
pub(crate) use word_state::WordState;
