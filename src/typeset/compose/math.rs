//! Formulas through `ratex`: TeX in, glyphs, bars and paths in em out.

mod draw;

use std::collections::HashMap;
use std::sync::Arc;

use ratex_layout::{FallbackGlyphMetrics, LayoutOptions};
use ratex_parser::ParseNode;
use ratex_parser::parse_node::AtomFamily;
use ratex_types::MathStyle;

use super::Composer;
use super::blocks::Place;
use super::inlines::Rich;
use crate::diagnostic::Code;
use crate::model::Span;
use crate::typeset::fonts::Look;
use crate::typeset::node::{DisplayFormula, Formula, FormulaPiece, Ground, Node, Object, ObjectKind, TextStyle};

/// KaTeX's fonts have an x of 0.431 em and capitals of 0.683 em, the text's 0.528 and 0.711: between the two ratios.
const SCALE: f32 = 1.14;

/// An inline formula wider than this may break at its relations.
const LONG: f32 = 8.0;

/// Less of an inline formula than this is never left alone on a line, in em: `∀x` before `∈ R`.
const STUB: f32 = 3.5;

/// TeX's thick space around relations (5/18 em, at our scale), in blanks of the text font.
const THICK: f32 = 1.4;

/// A formula as a whole, and cut where it may break.
#[derive(Debug)]
pub(super) struct Drawn {
    whole: Arc<Formula>,
    pieces: Vec<FormulaPiece>,
}

impl Composer<'_> {
    pub(super) fn inline_formula(&mut self, tex: &str, display: bool, span: Span, style: TextStyle, rich: &mut Rich) {
        let Some(drawn) = self.formula(tex, display, span) else {
            let code = TextStyle { code: true, ground: Ground::Code, look: Look { mono: true, ..style.look }, ..style };
            return rich.push(tex, code);
        };
        let object = |formula: &Arc<Formula>| Object {
            width: formula.width,
            above: formula.above,
            below: formula.below,
            kind: ObjectKind::Formula(Arc::clone(formula)),
            alt: tex.to_owned(),
        };
        if drawn.whole.width < LONG || drawn.pieces.len() < 2 {
            return rich.object(object(&drawn.whole), style);
        }
        let mut before = 0.0;
        for (at, piece) in drawn.pieces.iter().enumerate() {
            // Inside a line only a relation with much on both sides is worth a break; a word joiner keeps the rest together.
            let after: f32 = drawn.pieces[at..].iter().map(|piece| piece.formula.width).sum();
            let far = before >= STUB && after >= STUB;
            before += piece.formula.width;
            if at > 0 && piece.relation && !far {
                rich.push("\u{2060}", style);
                rich.push("\u{a0}", TextStyle { scale: style.scale * THICK, ..style });
                rich.push("\u{2060}", style);
            } else if at > 0 && piece.relation {
                rich.push(" ", TextStyle { scale: style.scale * THICK, ..style });
            } else if at > 0 {
                rich.push("\u{2060}", style);
            }
            rich.object(object(&piece.formula), style);
        }
    }

    pub(super) fn display_formula(&mut self, tex: &str, span: Span, place: Place) -> Node {
        let Some(drawn) = self.formula(tex, true, span) else {
            let lines = self.code(&crate::model::Code {
                lang: "latex".into(),
                info: String::new(),
                text: tex.trim().to_owned(),
            });
            return Node::Code(lines);
        };
        Node::Formula(DisplayFormula {
            whole: Arc::clone(&drawn.whole),
            pieces: drawn.pieces.clone(),
            tex: tex.trim().to_owned(),
            span,
            scale: place.scale,
        })
    }

    /// Draws a formula; none if it cannot be read or, with a `bad-math`, drawn.
    fn formula(&mut self, tex: &str, display: bool, span: Span) -> Option<Arc<Drawn>> {
        let key = (tex.trim().to_owned(), display);
        if let Some(known) = self.formulas.get(&key) {
            return known.clone();
        }
        // What does not parse was reported when the note was read.
        let drawn =
            crate::model::parse_formula(tex.trim()).ok().and_then(|nodes| match self.drawn(&nodes, tex, display) {
                Ok(drawn) => Some(Arc::new(drawn)),
                Err(error) => {
                    self.warn(
                        Code::BadMath,
                        span,
                        format!("formula cannot be drawn and is shown as its source: {}", error.trim()),
                    );
                    None
                }
            });
        self.formulas.insert(key, drawn.clone());
        drawn
    }

    fn drawn(&mut self, nodes: &[ParseNode], tex: &str, display: bool) -> Result<Drawn, String> {
        let lent = Arc::new(self.lent_metrics(tex));
        let whole = Arc::new(self.laid(nodes, display, &lent)?);
        let mut pieces = Vec::new();
        for row in rows(nodes) {
            for (at, cut) in cuts(&row).into_iter().enumerate() {
                // With nothing before it a sign would lose its spaces; an empty group is nothing that counts. In a line of
                // text a relation shall lose the one before it: a blank stands there, which goes where the line ends.
                let spaced = at > 0 && (display || !cut.relation);
                let ahead = if spaced { ratex_parser::parse("{}").unwrap_or_default() } else { Vec::new() };
                let stretch: Vec<ParseNode> = ahead.into_iter().chain(row[cut.nodes].iter().cloned()).collect();
                let formula = Arc::new(self.laid(&stretch, display, &lent)?);
                pieces.push(FormulaPiece { formula, relation: cut.relation, opens: at == 0 });
            }
        }
        Ok(Drawn { whole, pieces })
    }

    fn laid(
        &mut self,
        nodes: &[ParseNode],
        display: bool,
        lent: &Arc<HashMap<char, FallbackGlyphMetrics>>,
    ) -> Result<Formula, String> {
        let style = if display { MathStyle::Display } else { MathStyle::Text };
        let options = LayoutOptions { style, ..LayoutOptions::default() };
        let tree = ratex_layout::layout_with_fallback_metrics(nodes, &options, Arc::clone(lent));
        ratex_layout::validate_layout(&tree)?;
        Ok(draw::formula(&ratex_layout::to_display_list(&tree), SCALE, self.fonts))
    }

    /// Measures of the characters that KaTeX's fonts lack: the text's fonts draw them.
    fn lent_metrics(&mut self, tex: &str) -> HashMap<char, FallbackGlyphMetrics> {
        let mut metrics = HashMap::new();
        for c in tex.chars().filter(|c| !c.is_ascii()) {
            if let Some(choice) = self.fonts.choose(Look::default(), c) {
                let face = self.fonts.face(choice.font);
                let width = face.glyph(c).map_or(1.0, |glyph| face.advance(glyph)) / SCALE;
                metrics.insert(c, FallbackGlyphMetrics { width: f64::from(width), height: 0.75, depth: 0.15 });
            }
        }
        metrics
    }
}

/// The rows of a formula that is nothing but aligned rows, each without its alignment; else the formula as its one row.
fn rows(nodes: &[ParseNode]) -> Vec<Vec<ParseNode>> {
    let [ParseNode::Array { body, col_separation_type: Some(kind), .. }] = nodes else { return vec![nodes.to_vec()] };
    if !matches!(kind.as_str(), "align" | "alignat" | "gather") {
        return vec![nodes.to_vec()];
    }
    let row = |cells: &Vec<ParseNode>| {
        let mut row = Vec::new();
        unwrap(cells, &mut row);
        row
    };
    body.iter().map(row).filter(|row| !row.is_empty()).collect()
}

/// What is in cells, without the groups around it.
fn unwrap(cells: &[ParseNode], out: &mut Vec<ParseNode>) {
    for cell in cells {
        match cell {
            ParseNode::Styling { body, .. } | ParseNode::OrdGroup { body, .. } => unwrap(body, out),
            _ => out.push(cell.clone()),
        }
    }
}

/// A stretch of a formula between two places where it may break.
struct Cut {
    nodes: std::ops::Range<usize>,
    /// Whether it starts with a relation.
    relation: bool,
}

/// Where a formula may break: before relations and operators at its top level, never inside brackets.
fn cuts(nodes: &[ParseNode]) -> Vec<Cut> {
    let mut out = Vec::new();
    let opening = nodes.iter().find(|node| !matches!(node, ParseNode::OrdGroup { body, .. } if body.is_empty()));
    let mut relation = matches!(opening.and_then(family), Some(AtomFamily::Rel));
    let (mut from, mut depth) = (0, 0_i32);
    for (at, node) in nodes.iter().enumerate() {
        match family(bare(node)) {
            Some(AtomFamily::Open) => depth += 1,
            Some(AtomFamily::Close) => depth -= 1,
            Some(sign @ (AtomFamily::Rel | AtomFamily::Bin)) if depth <= 0 && at > from && !is_sign(&nodes[at - 1]) => {
                out.push(Cut { nodes: from..at, relation });
                (from, relation) = (at, *sign == AtomFamily::Rel);
            }
            _ => {}
        }
    }
    out.push(Cut { nodes: from..nodes.len(), relation });
    out
}

/// What exponents and primes hang on: the bracket of `(a + b)^2`.
fn bare(node: &ParseNode) -> &ParseNode {
    if let ParseNode::SupSub { base: Some(base), .. } = node { base } else { node }
}

fn is_sign(node: &ParseNode) -> bool {
    matches!(family(node), Some(AtomFamily::Rel | AtomFamily::Bin | AtomFamily::Punct))
}

fn family(node: &ParseNode) -> Option<&AtomFamily> {
    if let ParseNode::Atom { family, .. } = node { Some(family) } else { None }
}
