//! The logical structure in the file: structure elements, and the tree that leads from marks to them (PDF 1.7, 14.7).
//!
//! They are by far the most objects of a file, so they are written as bytes: as lopdf's they take ten times the room.

use std::fmt::Write as _;

use lopdf::{Document, Object, ObjectId, dictionary};

use super::save::Written;
use super::utf16;
use crate::typeset::placed::{Element, ElementId, Role, Structure};

/// What an element holds, in reading order.
#[derive(Debug, Clone, Copy)]
enum Kid {
    /// Marked content: page and number.
    Content(usize, i64),
    /// Another element.
    Element(ElementId),
    /// A link annotation, by its place in the list of them all.
    Link(usize),
}

/// The structure while pages are painted.
pub(super) struct Tags<'a> {
    elements: &'a [Element],
    kids: Vec<Vec<Kid>>,
    attached: Vec<bool>,
    /// By page, the element of each marked content.
    contents: Vec<Vec<ElementId>>,
}

/// A link annotation that is in the file.
pub(super) struct PlacedLink {
    pub(super) element: ElementId,
    pub(super) page: usize,
    pub(super) annotation: ObjectId,
}

impl<'a> Tags<'a> {
    pub(super) fn new(structure: &'a Structure, pages: usize) -> Self {
        let count = structure.elements.len();
        Self {
            elements: &structure.elements,
            kids: vec![Vec::new(); count],
            attached: vec![false; count],
            contents: vec![Vec::new(); pages],
        }
    }

    /// The element's structure type, as marked content names it.
    pub(super) fn name(&self, element: ElementId) -> String {
        role_name(self.elements[element.0 as usize].role)
    }

    /// The row and the cell of a table that `element` stands in.
    pub(super) fn cell(&self, element: ElementId) -> Option<(ElementId, ElementId)> {
        let mut next = Some(element);
        while let Some(id) = next {
            let at = &self.elements[id.0 as usize];
            if matches!(at.role, Role::TD | Role::TH) {
                return at.parent.map(|row| (row, id));
            }
            next = at.parent;
        }
        None
    }

    /// The number of a new marked content of `element` on `page`.
    pub(super) fn content(&mut self, element: ElementId, page: usize) -> i64 {
        self.attach(element);
        let mcid = self.contents[page].len() as i64;
        self.contents[page].push(element);
        self.kids[element.0 as usize].push(Kid::Content(page, mcid));
        mcid
    }

    /// Records that the `index`th annotation is the element's.
    fn link(&mut self, element: ElementId, index: usize) {
        self.attach(element);
        self.kids[element.0 as usize].push(Kid::Link(index));
    }

    /// Hangs `element` under its parent, at the place in reading order where it first shows.
    fn attach(&mut self, element: ElementId) {
        let index = element.0 as usize;
        if std::mem::replace(&mut self.attached[index], true) {
            return;
        }
        if let Some(parent) = self.elements[index].parent {
            self.attach(parent);
            self.kids[parent.0 as usize].push(Kid::Element(element));
        }
    }

    /// Cells without content still make their row: they stand where their neighbours say.
    fn attach_empty_cells(&mut self) {
        for (index, element) in self.elements.iter().enumerate() {
            let row = element.parent.filter(|_| matches!(element.role, Role::TD | Role::TH));
            if row.is_some_and(|row| self.attached[row.0 as usize]) {
                self.attach(ElementId(index as u32));
            }
        }
        for kids in &mut self.kids {
            let cells = |kid: &Kid| match kid {
                Kid::Element(id) if matches!(self.elements[id.0 as usize].role, Role::TD | Role::TH) => Some(id.0),
                _ => None,
            };
            if kids.iter().all(|kid| cells(kid).is_some()) {
                kids.sort_by_key(|kid| cells(kid));
            }
        }
    }

    /// Writes the structure tree and the parent tree; gives the tree's root.
    pub(super) fn write(
        mut self,
        document: &mut Document,
        pages: &[ObjectId],
        links: &[PlacedLink],
        out: &mut Written,
    ) -> ObjectId {
        for (index, link) in links.iter().enumerate() {
            self.link(link.element, index);
        }
        self.attach_empty_cells();
        let root = document.new_object_id();
        let ids: Vec<u32> =
            self.attached.iter().map(|attached| if *attached { document.new_object_id().0 } else { root.0 }).collect();
        let mut tops = Vec::new();
        for (index, element) in self.elements.iter().enumerate().filter(|(index, _)| self.attached[*index]) {
            if element.parent.is_none() {
                tops.push(Object::Reference((ids[index], 0)));
            }
            let parent = element.parent.map_or(root.0, |parent| ids[parent.0 as usize]);
            let kids = self.kids(index, pages, links, &ids);
            out.push(ids[index], &format!("<<{}/P {parent} 0 R{kids}>>", described(element)));
        }
        let parents = self.parent_tree(document, links, &ids, out);
        let next = (pages.len() + links.len()) as i64;
        let tree = dictionary! {
            "Type" => "StructTreeRoot",
            "K" => tops,
            "ParentTree" => parents,
            "ParentTreeNextKey" => next,
        };
        document.objects.insert(root, Object::Dictionary(tree));
        root
    }

    /// What an element holds, and the page it holds it on.
    fn kids(&self, index: usize, pages: &[ObjectId], links: &[PlacedLink], ids: &[u32]) -> String {
        let kids = &self.kids[index];
        let home = kids.iter().find_map(|kid| if let Kid::Content(page, _) = kid { Some(*page) } else { None });
        let mut out = home.map_or(String::new(), |page| format!("/Pg {} 0 R", pages[page].0));
        let mut told = kids.iter().map(|kid| match *kid {
            Kid::Content(page, mcid) if Some(page) == home => mcid.to_string(),
            Kid::Content(page, mcid) => format!("<</Type/MCR/Pg {} 0 R/MCID {mcid}>>", pages[page].0),
            Kid::Element(element) => format!("{} 0 R", ids[element.0 as usize]),
            Kid::Link(link) => {
                let PlacedLink { page, annotation, .. } = links[link];
                format!("<</Type/OBJR/Pg {} 0 R/Obj {} 0 R>>", pages[page].0, annotation.0)
            }
        });
        match kids.len() {
            0 => {}
            1 => out.extend(["/K ".to_owned(), told.next().unwrap_or_default()]),
            _ => out.extend(["/K[".to_owned(), told.collect::<Vec<_>>().join(" "), "]".to_owned()]),
        }
        out
    }

    /// Page i leads to its elements by MCID, link np + i to its `Link`.
    fn parent_tree(&self, document: &mut Document, links: &[PlacedLink], ids: &[u32], out: &mut Written) -> ObjectId {
        let reference = |element: &ElementId| format!("{} 0 R", ids[element.0 as usize]);
        let mut numbers: Vec<String> = Vec::new();
        for (page, elements) in self.contents.iter().enumerate() {
            let (array, _) = document.new_object_id();
            out.push(array, &format!("[{}]", elements.iter().map(reference).collect::<Vec<_>>().join(" ")));
            numbers.push(format!("{page} {array} 0 R"));
        }
        for (index, link) in links.iter().enumerate() {
            numbers.push(format!("{} {}", self.contents.len() + index, reference(&link.element)));
        }
        let tree = document.new_object_id();
        out.push(tree.0, &format!("<</Nums[{}]>>", numbers.join(" ")));
        tree
    }
}

/// What an element is, as the first entries of its dictionary.
fn described(element: &Element) -> String {
    let mut out = format!("/Type/StructElem/S/{}", role_name(element.role));
    if !element.alt.is_empty() {
        out.push_str("/Alt<");
        for byte in utf16(&element.alt) {
            // Writing to a string cannot fail.
            let _ = write!(out, "{byte:02X}");
        }
        out.push('>');
    }
    if element.role == Role::TH {
        out.push_str(if element.row_header { "/A<</O/Table/Scope/Row>>" } else { "/A<</O/Table/Scope/Column>>" });
    }
    out
}

fn role_name(role: Role) -> String {
    match role {
        Role::H(level) => format!("H{}", level.clamp(1, 6)),
        other => format!("{other:?}"),
    }
}
