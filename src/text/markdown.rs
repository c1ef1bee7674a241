//! Blocks and inlines as Markdown.
