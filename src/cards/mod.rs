//! Topics to cards.
//!
//! [`derive`] walks every topic of a notebook, lets explicit syntax and the rules claim its text in order, and sends
//! what they made through the gates. The result is plain data; GUIDs, times and cloze numbers come from the ledger.

mod card;
pub mod note_type;

pub use card::{Card, CardKind, Derived, Dropped, Guid, Place, Rule};
