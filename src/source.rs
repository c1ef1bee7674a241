//! Finds, reads and decodes notes. Only this module, `media`, `ledger::lock` and `export::output` touch files.
