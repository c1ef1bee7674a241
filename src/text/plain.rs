//! Blocks and inlines as plain text.
