//! The logical structure in the file: structure elements, and the tree that leads from marks to them (PDF 1.7, 14.7).

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::text_string;
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
    pub(super) fn write(mut self, document: &mut Document, pages: &[ObjectId], links: &[PlacedLink]) -> ObjectId {
        for (index, link) in links.iter().enumerate() {
            self.link(link.element, index);
        }
        self.attach_empty_cells();
        let root = document.new_object_id();
        let ids: Vec<Option<ObjectId>> =
            self.attached.iter().map(|attached| attached.then(|| document.new_object_id())).collect();
        let ids = |element: ElementId| ids[element.0 as usize].unwrap_or(root);
        let mut tops = Vec::new();
        for (index, element) in self.elements.iter().enumerate().filter(|(index, _)| self.attached[*index]) {
            let id = ids(ElementId(index as u32));
            if element.parent.is_none() {
                tops.push(Object::Reference(id));
            }
            let mut object = element_dictionary(element, element.parent.map_or(root, &ids));
            self.set_kids(&mut object, index, pages, links, &ids);
            document.objects.insert(id, Object::Dictionary(object));
        }
        let parents = self.parent_tree(document, links, &ids);
        let next = (pages.len() + links.len()) as i64;
        document.objects.insert(
            root,
            Object::Dictionary(dictionary! {
                "Type" => "StructTreeRoot",
                "K" => tops,
                "ParentTree" => parents,
                "ParentTreeNextKey" => next,
            }),
        );
        root
    }

    fn set_kids(
        &self,
        object: &mut Dictionary,
        index: usize,
        pages: &[ObjectId],
        links: &[PlacedLink],
        ids: &impl Fn(ElementId) -> ObjectId,
    ) {
        let kids = &self.kids[index];
        let home = kids.iter().find_map(|kid| match kid {
            Kid::Content(page, _) => Some(*page),
            _ => None,
        });
        if let Some(page) = home {
            object.set("Pg", pages[page]);
        }
        let mut kids: Vec<Object> = kids
            .iter()
            .map(|kid| match *kid {
                Kid::Content(page, mcid) if Some(page) == home => Object::Integer(mcid),
                Kid::Content(page, mcid) => {
                    Object::Dictionary(dictionary! { "Type" => "MCR", "Pg" => pages[page], "MCID" => mcid })
                }
                Kid::Element(element) => Object::Reference(ids(element)),
                Kid::Link(link) => {
                    let PlacedLink { page, annotation, .. } = links[link];
                    Object::Dictionary(dictionary! { "Type" => "OBJR", "Pg" => pages[page], "Obj" => annotation })
                }
            })
            .collect();
        match kids.len() {
            0 => {}
            1 => object.set("K", kids.remove(0)),
            _ => object.set("K", kids),
        }
    }

    /// Page i leads to its elements by MCID, link np + i to its `Link`.
    fn parent_tree(
        &self,
        document: &mut Document,
        links: &[PlacedLink],
        ids: &impl Fn(ElementId) -> ObjectId,
    ) -> ObjectId {
        let mut numbers: Vec<Object> = Vec::new();
        for (page, elements) in self.contents.iter().enumerate() {
            let elements: Vec<Object> = elements.iter().map(|element| Object::Reference(ids(*element))).collect();
            let array = document.add_object(Object::Array(elements));
            numbers.extend([Object::Integer(page as i64), Object::Reference(array)]);
        }
        for (index, link) in links.iter().enumerate() {
            let key = (self.contents.len() + index) as i64;
            numbers.extend([Object::Integer(key), Object::Reference(ids(link.element))]);
        }
        document.add_object(dictionary! { "Nums" => numbers })
    }
}

fn element_dictionary(element: &Element, parent: ObjectId) -> Dictionary {
    let mut object = dictionary! {
        "Type" => "StructElem",
        "S" => Object::Name(role_name(element.role).into_bytes()),
        "P" => parent,
    };
    if !element.alt.is_empty() {
        object.set("Alt", text_string(&element.alt));
    }
    if element.role == Role::TH {
        let scope = if element.row_header { "Row" } else { "Column" };
        object.set("A", dictionary! { "O" => "Table", "Scope" => scope });
    }
    object
}

fn role_name(role: Role) -> String {
    match role {
        Role::H(level) => format!("H{}", level.clamp(1, 6)),
        other => format!("{other:?}"),
    }
}
