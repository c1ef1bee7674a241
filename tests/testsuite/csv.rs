//! CSV reads back cell by cell.
