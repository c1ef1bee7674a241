//! Marks of other tools make the cards they made there.
