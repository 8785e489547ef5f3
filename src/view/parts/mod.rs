//! Parts that several pages show: items of lists with their facts, relations, the words of the glossary.

pub(super) mod asked;
pub(super) mod contents;
pub(super) mod facts;
pub(super) mod gates;
pub(super) mod glossary;
pub(super) mod items;
pub(super) mod own;
pub(super) mod papers;
pub(super) mod relations;
pub(super) mod road;
pub(super) mod roles;
pub(super) mod said;
pub(super) mod standing;
