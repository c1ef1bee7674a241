//! An edit never costs a review.
