//! Blocks and inlines as HTML.
