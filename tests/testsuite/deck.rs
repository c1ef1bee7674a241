//! The real Anki takes the deck.
