//! Promises to users, tested through the binary `recto`: one file a promise.

#![allow(unreachable_pub, reason = "the modules of one test binary")]
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "the promises of clippy.toml are the product's, not the tests'"
)]

#[allow(dead_code, reason = "a toolbox: not every build of the tests needs every tool")]
mod support;

mod again;
mod batch;
mod cards;
mod commonmark;
mod csv;
mod deck;
mod errors;
mod explicit;
mod faults;
mod guide;
mod identity;
mod parser;
mod sheet;
mod show;
mod spans;
mod words;
