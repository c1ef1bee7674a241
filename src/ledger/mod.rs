//! `recto.lock`: what gives a card the same GUID for life.
