//! `recto.lock`: what gives a card the same GUID for life, whatever is edited around it.
//!
//! The pipeline calls it in this order:
//!
//! 1. [`LockFile::open`] on the ledger's root, before anything is derived. It waits for another process, and holds the root
//!    until it is dropped: keep it until the outputs are renamed.
//! 2. [`matched`]`(file.lock(), notebook, cards, scope)`: GUIDs and cloze numbers. Note paths are relative to the root.
//! 3. Render the [`Fields`](crate::cards::note_type::Fields) of [`Matched::cards`]: they hold GUID and numbers.
//! 4. [`Matched::stamp`]: times, and the lock after this run. [`clock`] is the clock to give it.
//! 5. [`LockFile::check`] the new lock (`--locked`), before outputs are made.
//! 6. Finish every output beside its place; [`LockFile::commit`]; rename the outputs. If the commit fails, none is renamed.
//!
//! `plan` is the difference of the lock before and the lock after: [`Plan::new`]. `deck --retire` also exports what
//! [`retired`] gives of the new lock, and `plan --from` writes what [`rebuilt`] makes of a package. Only [`lock`] and [`package`]
//! touch files.

mod birth;
mod blanks;
mod clock;
pub mod format;
mod fresh;
mod hash;
mod keys;
mod likeness;
mod line;
pub mod lock;
mod matching;
mod merge;
mod ordinals;
pub mod package;
mod plan;
mod plan_text;
#[cfg(test)]
mod property;
mod rebuild;
mod retire;
mod scope;
mod stamp;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod words;

pub use clock::clock;
pub use keys::{NoteKey, card_key};
pub use line::{Blank, Line, LineType, Lock, Text, TypeStamp};
pub use lock::{Access, Committed, FILE_NAME, LockFile};
pub use plan::{Change, Counts, Entry, Plan, Search, Was};
pub use rebuild::rebuilt;
pub use retire::{RETIRED_TAG, retired};
pub use scope::Scope;
pub use stamp::{Matched, Stamped, matched};
