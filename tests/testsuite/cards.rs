//! Notes become the cards a careful person would write.
