//! The stages of a run, one a file; `lib.rs` calls them in order.

mod cards;
mod elsewhere;
mod export;
pub mod outputs;
mod read;
mod rebuild;
pub mod select;

use camino::Utf8PathBuf;

use crate::config::Settings;
use crate::source::Project;
pub use cards::{Dealt, Ledger, Need, cards};
pub use export::{Made, Mode, Written, export};
pub use outputs::Target;
pub(crate) use read::deny;
pub use read::{Reading, read};
pub use rebuild::rebuild;
use select::Select;

/// What a run is asked to look at.
#[derive(Debug)]
pub struct Job<'a> {
    /// Where it takes place.
    pub project: &'a Project,
    /// Files, folders, `-`.
    pub inputs: &'a [Utf8PathBuf],
    /// What is in force.
    pub settings: &'a Settings,
    /// Which of the notes count.
    pub select: &'a Select,
    /// Told how far the run is.
    pub progress: &'a dyn Progress,
}

/// Whoever wants to know how far a run is. Called from many threads.
pub trait Progress: Sync + std::fmt::Debug {
    /// A stage of `total` steps begins.
    fn stage(&self, _name: &'static str, _total: usize) {}
    /// A step is done.
    fn step(&self) {}
    /// Another run holds the ledger: this one waits.
    fn waiting(&self) {}
}

/// Nobody wants to know.
#[derive(Debug)]
pub struct Silent;

impl Progress for Silent {}
