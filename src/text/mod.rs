//! Small pure helpers with names: nothing here knows of tasks, files or pages.

mod address;
mod closest;
mod code;
mod escape;
mod fingerprint;
mod form;
mod kind;
mod many;
mod natural;
mod slug;

pub(crate) use address::{decode_path, encode_path, is_device, join_path, relative_root, web_addresses};
pub(crate) use closest::{Vocabulary, closest};
pub(crate) use code::{codes, has_prefix_form};
pub(crate) use escape::{attribute, escape_into, visible, visible_json, visible_line};
pub(crate) use fingerprint::{WordState, fingerprint};
pub(crate) use form::composed;
pub(crate) use kind::{Kind, kind};
pub(crate) use many::{any_pair, find, find_any, next_such};
pub(crate) use natural::natural_cmp;
pub(crate) use slug::slug;
