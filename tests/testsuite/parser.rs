//! The model holds what the author sees.
