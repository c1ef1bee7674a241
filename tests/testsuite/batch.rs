//! Scripts can rely on it: exit codes, whole outputs, JSON.
