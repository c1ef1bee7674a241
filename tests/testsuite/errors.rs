//! Bad input gets a clear message and damages nothing.
