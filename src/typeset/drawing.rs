//! SVG pictures: read once, drawn as pixels at the size they are printed at. No file beside them and nothing of the network is
//! ever opened, and no script runs.

mod labels;

use std::sync::Arc;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Error, Group, ImageHrefResolver, Node, Options, Tree};

use super::fonts::FontBook;

/// A longer file is not read: a drawing for a column of paper takes a few hundred kilobytes.
const LARGEST: usize = 8 << 20;
/// Groups may hold groups so many times: each may need a picture of its own while it is drawn.
const DEEPEST: usize = 64;
/// Pixels an inch of paper.
const DPI: f32 = 300.0;
/// And on a side at most.
const SIDE: f32 = 4096.0;
/// Points of a CSS pixel.
const CSS_PIXEL: f32 = 0.75;

/// A drawing that was read.
#[derive(Debug, Clone)]
pub struct Drawing {
    tree: Arc<Tree>,
    /// Words that stand in it and are not drawn.
    pub(super) lost: Vec<String>,
}

/// Its pixels, from the top left, red, green, blue and opacity of each.
#[derive(Debug, Clone, PartialEq)]
pub struct Pixels {
    /// How many in a row.
    pub width: u32,
    /// How many rows.
    pub height: u32,
    /// Four bytes a pixel.
    pub rgba: Vec<u8>,
}

impl Drawing {
    /// Reads an SVG file; its text is set in the fonts of the sheet.
    ///
    /// # Errors
    /// Why it cannot be drawn.
    pub(super) fn read(bytes: &[u8], fonts: &mut FontBook) -> Result<Self, String> {
        if bytes.len() > LARGEST {
            return Err(format!("it is larger than {} MB", LARGEST >> 20));
        }
        let options = Options {
            image_href_resolver: ImageHrefResolver { resolve_string: Box::new(|_, _| None), ..Default::default() },
            font_resolver: fonts.for_drawings(),
            ..Options::default()
        };
        let labelled = labels::labelled(bytes);
        let (svg, lost) = labelled.map_or((None, Vec::new()), |labelled| (Some(labelled.svg), labelled.lost));
        let svg = svg.as_deref().map_or(bytes, str::as_bytes);
        let tree = Tree::from_data(svg, &options).map_err(|error| reason(&error))?;
        if depth(tree.root()) > DEEPEST {
            return Err(format!("its groups are nested more than {DEEPEST} times"));
        }
        Ok(Self { tree: Arc::new(tree), lost })
    }

    /// Its own width and height in points.
    pub(super) fn size(&self) -> (f32, f32) {
        let size = self.tree.size();
        (size.width() * CSS_PIXEL, size.height() * CSS_PIXEL)
    }

    /// Its pixels where it is printed `width` points wide.
    pub fn pixels(&self, width: f32) -> Option<Pixels> {
        let size = self.tree.size();
        let wanted = width * DPI / 72.0 / size.width();
        let scale = wanted.min(SIDE / size.width().max(size.height()));
        let side = |length: f32| (length * scale).ceil().max(1.0);
        let (across, down) = (side(size.width()), side(size.height()));
        let mut pixmap = Pixmap::new(across as u32, down as u32)?;
        let fit = Transform::from_scale(across / size.width(), down / size.height());
        resvg::render(&self.tree, fit, &mut pixmap.as_mut());
        Some(Pixels { width: pixmap.width(), height: pixmap.height(), rgba: pixmap.take_demultiplied() })
    }
}

impl PartialEq for Drawing {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.tree, &other.tree)
    }
}

fn depth(group: &Group) -> usize {
    let inside = group.children().iter().map(|node| if let Node::Group(group) = node { depth(group) } else { 0 });
    1 + inside.max().unwrap_or(0)
}

fn reason(error: &Error) -> String {
    match error {
        Error::InvalidSize => "it says no size".to_owned(),
        Error::ElementsLimitReached => "it has more than a million elements".to_owned(),
        Error::ParsingFailed(error) => format!("its XML is broken: {error}"),
        Error::NotAnUtf8Str => "it is no UTF-8".to_owned(),
        Error::SvgzFeatureNotEnabled | Error::MalformedGZip => "it is compressed".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &str) -> Result<Drawing, String> {
        let open = r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">"#;
        Drawing::read(format!("{open}{body}</svg>").as_bytes(), &mut FontBook::new("en"))
    }

    /// How many pixels are not clear, of a drawing 24 points wide.
    fn inked(body: &str) -> usize {
        let pixels = read(body).expect("a drawing").pixels(24.0).expect("pixels");
        pixels.rgba.chunks(4).filter(|pixel| pixel[3] > 0).count()
    }

    #[test]
    fn a_drawing_is_as_fine_as_print() {
        let drawing = read(r##"<rect width="20" height="20" fill="#f00"/>"##).expect("a drawing");
        assert_eq!(drawing.size(), (30.0, 15.0));
        let pixels = drawing.pixels(24.0).expect("pixels");
        assert_eq!((pixels.width, pixels.height), (100, 50));
        assert_eq!((&pixels.rgba[..4], &pixels.rgba[396..400]), (&[255, 0, 0, 255][..], &[0; 4][..]));
        assert!(drawing.pixels(1e6).is_some_and(|pixels| pixels.width == 4096));
    }

    #[test]
    fn words_are_set_in_our_fonts() {
        for family in ["Arial", "serif", "monospace", "nobody has this"] {
            let word = format!(r#"<text x="2" y="15" font-family="{family}" font-size="12">Ωx→</text>"#);
            assert!(inked(&word) > 300, "{family}: {}", inked(&word));
        }
    }

    #[test]
    fn labels_in_html_are_set_as_text() {
        let label = |size: &str| {
            let html = r#"<div xmlns="http://www.w3.org/1999/xhtml"><p>Start</p></div>"#;
            format!(r#"<foreignObject width="{size}" height="{size}">{html}</foreignObject>"#)
        };
        assert!(inked(&label("20")) > 100);
        assert_eq!(inked(&label("100%")), 0);
        assert_eq!(read(&label("100%")).expect("a drawing").lost, ["Start"]);
    }

    #[test]
    fn no_file_is_opened() {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/pictures/sheet.png");
        for address in [file.to_owned(), format!("file://{file}"), "https://example.org/a.png".to_owned()] {
            assert_eq!(inked(&format!(r#"<image href="{address}" width="40" height="20"/>"#)), 0, "{address}");
        }
    }

    #[test]
    fn what_is_broken_or_hostile_is_refused() {
        let refused = |body: &str| read(body).expect_err("refused");
        assert!(refused("<rect").starts_with("its XML is broken"), "{}", refused("<rect"));
        let nested = |times: usize| {
            format!("{}<rect width='9' height='9'/>", "<g opacity='0.9'>".repeat(times)) + &"</g>".repeat(times)
        };
        assert!(read(&nested(20)).is_ok());
        assert!(refused(&nested(200)).contains("nested"));
        let doubled = |at: usize| format!(r##"<g id="a{at}"><use href="#a{0}"/><use href="#a{0}"/></g>"##, at - 1);
        let bomb: String = (1..40).map(doubled).collect();
        assert!(!refused(&format!(r#"<g id="a0"><rect width="9" height="9"/></g>{bomb}"#)).is_empty());
        let empty =
            Drawing::read(b"<svg xmlns='http://www.w3.org/2000/svg' width='0' height='0'/>", &mut FontBook::new("en"));
        assert_eq!(empty.expect_err("no size"), "it says no size");
    }
}
