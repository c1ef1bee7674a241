//! `recto` turns Markdown study notes into an Anki deck, a cheat sheet and CSV.
//!
//! One parser makes one topic model; every output is an exporter over it. Data flows one way:
//! [`source`] → [`parse`] → [`model`] → [`cards`] → [`ledger`] → [`export`], and [`model`] → [`typeset`] → [`pdf`] → [`export`].

#![cfg_attr(
    test,
    allow(
        clippy::disallowed_methods,
        clippy::disallowed_macros,
        reason = "the promises of clippy.toml are the product's"
    )
)]

pub mod cards;
pub mod cli;
pub mod config;
pub mod diagnostic;
pub mod export;
pub mod highlight;
pub mod ledger;
pub mod media;
pub mod model;
pub mod parse;
pub mod pdf;
pub mod run;
pub mod source;
pub mod text;
pub mod typeset;
