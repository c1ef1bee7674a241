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
use crate::typeset::node::{
    Begins, DisplayFormula, Formula, FormulaPiece, Ground, Node, Object, ObjectKind, TextStyle,
};

/// KaTeX's fonts have an x of 0.431 em and capitals of 0.683 em, the text's 0.528 and 0.711: between the two ratios.
const SCALE: f32 = 1.14;

/// An inline formula wider than this may break at its relations.
const LONG: f32 = 8.0;

/// Less of an inline formula than this is never left alone on a line, in em: `∀x` before `∈ R`.
const STUB: f32 = 3.5;

/// TeX's thick space around relations (5/18 em, at our scale), in blanks of the text font.
const THICK: f32 = 1.4;

/// TeX's thin space behind commas (3/18 em), in the same.
const THIN: f32 = 0.85;

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
        for (at, (piece, free)) in drawn.pieces.iter().zip(inline_breaks(&drawn.pieces)).enumerate() {
            if at > 0 {
                joint(piece, free, style, rich);
            }
            rich.object(object(&piece.formula), style);
        }
    }

    pub(super) fn display_formula(&mut self, tex: &str, span: Span, place: Place) -> Node {
        let Some(drawn) = self.formula(tex, true, span) else {
            let (lang, info) = ("latex".into(), String::new());
            return self.code(crate::model::Code { lang, info, text: tex.trim().to_owned() });
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
                let ahead = match cut.begins {
                    Begins::Relation if at > 0 && !display => "",
                    Begins::Relation | Begins::Operator if at > 0 => "{}",
                    Begins::AfterComma if display => r"\,",
                    _ => "",
                };
                let ahead = ratex_parser::parse(ahead).unwrap_or_default();
                let stretch: Vec<ParseNode> = ahead.into_iter().chain(row[cut.nodes].iter().cloned()).collect();
                let formula = Arc::new(self.laid(&stretch, display, &lent)?);
                pieces.push(FormulaPiece { formula, begins: cut.begins, opens: at == 0 });
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
    begins: Begins,
}

/// Where a formula may break: behind commas and wide spaces, before relations and operators, all at its top level and
/// never inside brackets.
fn cuts(nodes: &[ParseNode]) -> Vec<Cut> {
    let mut out = Vec::new();
    let opening = nodes.iter().find(|node| !matches!(node, ParseNode::OrdGroup { body, .. } if body.is_empty()));
    let relation = matches!(opening.and_then(family), Some(AtomFamily::Rel));
    let mut begins = if relation { Begins::Relation } else { Begins::Row };
    let (mut from, mut depth) = (0, 0_i32);
    for (at, node) in nodes.iter().enumerate() {
        let next = match family(bare(node)) {
            Some(AtomFamily::Open) => {
                depth += 1;
                None
            }
            Some(AtomFamily::Close) => {
                depth -= 1;
                None
            }
            Some(AtomFamily::Rel) if !after_sign(nodes, at) => Some((at, Begins::Relation)),
            Some(AtomFamily::Bin) if !after_sign(nodes, at) => Some((at, Begins::Operator)),
            Some(AtomFamily::Punct) if !inside_number(nodes, at) && !inside_angles(nodes, at) => {
                // A space that the note adds stays before the break.
                let place = at + 1 + nodes[at + 1..].iter().take_while(|node| is_space(node)).count();
                let wide = nodes[at + 1..place].iter().any(is_wide);
                Some((place, if wide { Begins::AfterSpace } else { Begins::AfterComma }))
            }
            None if is_wide(node) => Some((at + 1, Begins::AfterSpace)),
            _ => None,
        };
        let Some((place, sort)) = next.filter(|(place, _)| depth <= 0 && *place < nodes.len()) else { continue };
        if place > from {
            out.push(Cut { nodes: from..place, begins });
            (from, begins) = (place, sort);
        }
    }
    out.push(Cut { nodes: from..nodes.len(), begins });
    out
}

/// What stands before a piece of an inline formula: a blank where the line is `free` to end, else what keeps both together.
fn joint(piece: &FormulaPiece, free: bool, style: TextStyle, rich: &mut Rich) {
    let blank = |scale: f32| TextStyle { scale: style.scale * scale, ..style };
    let scale = match piece.begins {
        Begins::Relation => Some(THICK),
        Begins::AfterComma => Some(THIN),
        Begins::AfterSpace if free => return,
        Begins::AfterSpace | Begins::Operator | Begins::Row => None,
    };
    match scale {
        Some(scale) if free => rich.push(" ", blank(scale)),
        Some(scale) => {
            rich.push("\u{2060}", style);
            rich.push("\u{a0}", blank(scale));
            rich.push("\u{2060}", style);
        }
        None => rich.push("\u{2060}", style),
    }
}

/// Before which pieces of an inline formula the line may end: with much on both sides. Behind a comma or a wide space is the
/// better place, so what stands between two of them is only torn at a relation if it is long itself.
fn inline_breaks(pieces: &[FormulaPiece]) -> Vec<bool> {
    let width = |pieces: &[FormulaPiece]| pieces.iter().map(|piece| piece.formula.width).sum::<f32>();
    let parts = |piece: &FormulaPiece| matches!(piece.begins, Begins::AfterComma | Begins::AfterSpace);
    let (total, mut before) = (width(pieces), 0.0);
    let mut breaks = Vec::with_capacity(pieces.len());
    for clause in pieces.chunk_by(|_, next| !parts(next)) {
        let torn = clause.len() == pieces.len() || width(clause) >= LONG;
        for piece in clause {
            let far = before >= STUB && total - before >= STUB;
            breaks.push(far && (parts(piece) || torn && piece.begins == Begins::Relation));
            before += piece.formula.width;
        }
    }
    breaks
}

/// Whether what stands before is a sign itself, so that this one is no place to break.
fn after_sign(nodes: &[ParseNode], at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| is_sign(&nodes[before]))
}

/// Whether a comma parts the digits of a number: `1,000`.
fn inside_number(nodes: &[ParseNode], at: usize) -> bool {
    let digit = |at: usize| {
        let ParseNode::TextOrd { text, .. } = nodes.get(at)? else { return None };
        text.chars().all(|c| c.is_ascii_digit()).then_some(())
    };
    at > 0 && digit(at - 1).is_some() && digit(at + 1).is_some()
}

/// Whether a comma stands between `<` and `>` that are used as brackets: `<x, y>`.
fn inside_angles(nodes: &[ParseNode], at: usize) -> bool {
    let is = |node: &ParseNode, sign: &str| matches!(node, ParseNode::Atom { text, .. } if text == sign);
    let count = |sign: &str| nodes[..at].iter().filter(|node| is(node, sign)).count();
    count("<") > count(">") && nodes[at..].iter().any(|node| is(bare(node), ">"))
}

fn is_space(node: &ParseNode) -> bool {
    matches!(node, ParseNode::SpacingNode { .. } | ParseNode::Kern { .. })
}

/// Whether a node is `\quad` or `\qquad`.
fn is_wide(node: &ParseNode) -> bool {
    matches!(node, ParseNode::SpacingNode { text, .. } if matches!(text.as_str(), r"\quad" | r"\qquad"))
        || matches!(node, ParseNode::Kern { dimension, .. } if dimension.unit == "em" && dimension.number >= 1.0)
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
