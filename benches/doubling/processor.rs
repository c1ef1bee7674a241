//! What the processor did for the processes that this one began and waited for.

/// Seconds, of user and system together.
#[cfg(unix)]
pub(crate) fn children() -> f64 {
    use nix::sys::resource::{UsageWho, getrusage};
    use nix::sys::time::TimeVal;
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).expect("the system counts");
    let seconds = |time: TimeVal| time.tv_sec() as f64 + time.tv_usec() as f64 / 1e6;
    seconds(usage.user_time()) + seconds(usage.system_time())
}

/// Nothing is known.
#[cfg(not(unix))]
pub(crate) fn children() -> f64 {
    0.0
}
