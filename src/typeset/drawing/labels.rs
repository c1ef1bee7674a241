//! HTML in a drawing (`foreignObject`, as Mermaid writes its labels) as text of SVG, which is all that is drawn.
//!
//! Words, their lines and where they stand are kept; looks are not. What has no size of its own, as in draw.io, has no place
//! that could be known: it is told, not drawn.
//!
//! - `<foreignObject width="60" height="24"><div>Start</div></foreignObject>`   =>   `<text …>Start</text>` in its middle

use std::fmt::Write as _;

use resvg::usvg::roxmltree::{Document, Node, ParsingOptions};

/// The element.
const FOREIGN: &str = "foreignObject";
/// Baselines of a label's lines, as a multiple of its size: Mermaid's.
const LEADING: f32 = 1.5;
/// The size of a browser's text, in CSS pixels.
const SIZE: f32 = 16.0;
/// From the middle of a line down to its baseline, as a share of its size.
const DROP: f32 = 0.34;
/// The width of a letter, as a share of its size, where lines have to be guessed.
const LETTER: f32 = 0.5;
/// Elements of HTML that begin a line.
const BLOCKS: [&str; 8] = ["p", "div", "br", "li", "tr", "h1", "h2", "h3"];

/// A drawing whose labels are text, and the words that found no place.
pub(super) struct Labelled {
    pub(super) svg: String,
    pub(super) lost: Vec<String>,
}

/// The drawing with its labels as text; none if it has no HTML, or is not to be read.
pub(super) fn labelled(svg: &[u8]) -> Option<Labelled> {
    let svg = std::str::from_utf8(svg).ok().filter(|svg| svg.contains(FOREIGN))?;
    let document = Document::parse_with_options(svg, ParsingOptions { allow_dtd: true, ..Default::default() }).ok()?;
    let mut out = Labelled { svg: String::new(), lost: Vec::new() };
    let mut from = 0;
    for label in document.descendants().filter(|node| node.tag_name().name() == FOREIGN) {
        let inside = label.range().start < from;
        if inside || has_substitute(label) {
            continue;
        }
        let lines = lines(label);
        if lines.is_empty() {
            continue;
        }
        match text(label, &lines) {
            Some(text) => {
                out.svg.push_str(&svg[from..label.range().start]);
                out.svg.push_str(&text);
                from = label.range().end;
            }
            None => out.lost.push(lines.join(" ")),
        }
    }
    out.svg.push_str(&svg[from..]);
    Some(out)
}

/// Whether a `switch` shows something else to who draws no HTML.
fn has_substitute(label: Node<'_, '_>) -> bool {
    let switch = label.parent().is_some_and(|parent| parent.tag_name().name() == "switch");
    switch && label.next_siblings().skip(1).any(|node| node.is_element())
}

/// The lines of text in a label.
fn lines(label: Node<'_, '_>) -> Vec<String> {
    let mut lines = vec![String::new()];
    for node in label.descendants() {
        if BLOCKS.contains(&node.tag_name().name()) {
            lines.push(String::new());
        } else if let Some(text) = node.text().filter(|_| node.is_text())
            && let Some(line) = lines.last_mut()
        {
            line.push_str(text);
        }
    }
    let words = lines.iter().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    words.filter(|line| !line.is_empty()).collect()
}

/// The label as text in the middle of its place; none if it says no place.
fn text(label: Node<'_, '_>, lines: &[String]) -> Option<String> {
    let length =
        |name: &str| label.attribute(name).and_then(|length| length.trim_end_matches("px").parse::<f32>().ok());
    let (width, height) =
        (length("width").filter(|width| *width > 0.0)?, length("height").filter(|height| *height > 0.0)?);
    let (x, y) = (length("x").unwrap_or(0.0) + width / 2.0, length("y").unwrap_or(0.0) + height / 2.0);
    let room = (height / SIZE / LEADING).round().max(1.0) as usize;
    let lines = if lines.len() < room { wrapped(lines, width, room) } else { lines.to_vec() };
    let size = SIZE.min(height / lines.len() as f32 / LEADING);
    let mut out = format!(r##"<text text-anchor="middle" font-size="{size}" fill="#222" stroke="none">"##);
    for (at, line) in lines.iter().enumerate() {
        let middle = y + (at as f32 - (lines.len() as f32 - 1.0) / 2.0) * size * LEADING;
        let line = line.replace('&', "&amp;").replace('<', "&lt;");
        // Writing to a string cannot fail.
        let _ = write!(out, r#"<tspan x="{x}" y="{}">{line}</tspan>"#, middle + DROP * size);
    }
    Some(out + "</text>")
}

/// The lines broken where a browser would break them, by a guess at the width of letters: into no more than `room`, as the
/// browser found that so many hold them.
fn wrapped(lines: &[String], width: f32, room: usize) -> Vec<String> {
    let least = (width / SIZE / LETTER) as usize;
    let mut tried = (least..=2 * least).map(|most| filled(lines, most));
    let fits = |out: &Vec<String>| out.len() <= room;
    tried.find(fits).unwrap_or_else(|| filled(lines, least))
}

/// The lines with `most` letters each, where their words are not longer.
fn filled(lines: &[String], most: usize) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for line in lines {
        out.push(String::new());
        for word in line.split(' ') {
            match out.last_mut() {
                Some(line) if line.is_empty() => line.push_str(word),
                Some(line) if line.chars().count() + 1 + word.chars().count() <= most => {
                    line.push(' ');
                    line.push_str(word);
                }
                _ => out.push(word.to_owned()),
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(body: &str, text: &str, lost: &[&str]) {
        let svg = format!(r#"<svg xmlns="http://www.w3.org/2000/svg">{body}</svg>"#);
        let labelled = labelled(svg.as_bytes()).expect("has HTML");
        let document = Document::parse(&labelled.svg).expect("XML");
        let spans = document.descendants().filter(|node| node.tag_name().name() == "tspan");
        let spans: Vec<String> = spans
            .map(|span| {
                format!(
                    "{} {} {}",
                    span.attribute("x").unwrap_or(""),
                    span.attribute("y").unwrap_or(""),
                    span.text().unwrap_or("")
                )
            })
            .collect();
        assert_eq!(spans.join(" / "), text, "{}", labelled.svg);
        assert_eq!(labelled.lost, lost);
    }

    #[test]
    fn a_label_stands_in_the_middle_of_its_place() {
        check(
            r#"<foreignObject width="60" height="24"><div><p>a &lt; b</p></div></foreignObject>"#,
            "30 17.44 a < b",
            &[],
        );
        check(
            r#"<foreignObject x="10" y="2" width="60" height="48"><p>up<br/>down</p></foreignObject>"#,
            "40 19.44 up / 40 43.44 down",
            &[],
        );
    }

    #[test]
    fn a_long_label_is_wrapped_as_high_as_it_is() {
        let label = r#"<foreignObject width="80" height="48"><p>no more than that</p></foreignObject>"#;
        check(label, "40 17.44 no more / 40 41.44 than that", &[]);
        let label = r#"<foreignObject width="80" height="48"><p>letters narrower than that</p></foreignObject>"#;
        check(label, "40 17.44 letters narrower / 40 41.44 than that", &[]);
    }

    #[test]
    fn what_has_no_place_is_told() {
        check(
            r#"<foreignObject width="100%" height="100%"><div>Start <b>here</b></div></foreignObject>"#,
            "",
            &["Start here"],
        );
        check(r#"<foreignObject width="0" height="0"><div></div></foreignObject>"#, "", &[]);
    }

    #[test]
    fn what_has_a_substitute_stays() {
        check(
            r#"<switch><foreignObject width="9" height="9"><p>a</p></foreignObject><text>a</text></switch>"#,
            "",
            &[],
        );
        assert!(labelled(b"<svg xmlns='http://www.w3.org/2000/svg'/>").is_none());
    }
}
