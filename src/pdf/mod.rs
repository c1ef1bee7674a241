//! Placed pages to the bytes of a PDF: painted through printpdf, finished (tags, outline, metadata) through lopdf.
