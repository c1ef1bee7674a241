//! The sheet holds every word, in place.
