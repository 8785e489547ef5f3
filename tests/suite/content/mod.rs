//! What authors write, and how it stands on pages: bodies, codes and terms in text, relations, our own guides.

mod bodies;
mod codes_and_terms;
mod implied_requirements;
mod own_guides;
