//! The one clock that may reach the bytes of an output, by way of `mod`.

use std::time::{SystemTime, UNIX_EPOCH};

/// Seconds since 1970: `SOURCE_DATE_EPOCH` where it is set, else the time of day.
pub fn clock() -> i64 {
    let told = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.trim().parse().ok());
    told.unwrap_or_else(|| SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs() as i64))
}
