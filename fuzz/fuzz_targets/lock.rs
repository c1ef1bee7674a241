//! Any text may be found where the lock should be: reading it never panics, and what was read is written as it was read.

#![no_main]

use libfuzzer_sys::fuzz_target;
use recto::ledger::format::{parse, print};

fuzz_target!(|text: &str| {
    if let Ok(lock) = parse(text) {
        let printed = print(&lock);
        let again = parse(&printed).unwrap_or_else(|_| panic!("cannot read what was written:\n{printed}"));
        assert_eq!(print(&again), printed);
    }
});
