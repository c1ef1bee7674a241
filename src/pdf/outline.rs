//! The outline in the reader's side bar, nested as the topics are, and the named destinations that links use.

use std::collections::BTreeMap;

use lopdf::{Document, Object, ObjectId, dictionary};

use super::{OutlineEntry, text_string};
use crate::model::TopicRef;
use crate::typeset::pages::Page;

/// Where each topic starts.
pub(super) type Places = BTreeMap<TopicRef, Start>;

/// Where a topic starts: page, and the point to scroll to; and which topic of the sheet it is, in their order.
#[derive(Clone, Copy)]
pub(super) struct Start {
    number: usize,
    page: usize,
    x: f32,
    y: f32,
}

/// The first place of every topic, in PDF's coordinates.
pub(super) fn places(pages: &[Page]) -> Places {
    let mut places = Places::new();
    for (number, page) in pages.iter().enumerate() {
        for anchor in &page.anchors {
            let (x, y) = (anchor.x, page.height - anchor.y);
            places.entry(anchor.topic).or_insert(Start { number: 0, page: number, x, y });
        }
    }
    places.values_mut().enumerate().for_each(|(number, start)| start.number = number + 1);
    places
}

/// `[page /XYZ x y null]`: scroll there, keep the magnification.
fn destination(pages: &[ObjectId], Start { page, x, y, .. }: Start) -> Object {
    let [x, y] = [x, y].map(|value| Object::Real(value.round()));
    Object::Array(vec![pages[page].into(), "XYZ".into(), x, y, Object::Null])
}

/// The name of a topic's destination: the same whatever else is in the folder of the notes.
pub(super) fn name(start: Start) -> String {
    format!("topic-{:06}", start.number)
}

/// Writes the name tree of destinations, sorted as the format asks.
pub(super) fn write_names(document: &mut Document, pages: &[ObjectId], places: &Places) -> ObjectId {
    let mut names: Vec<(String, Object)> =
        places.values().map(|start| (name(*start), destination(pages, *start))).collect();
    names.sort_by(|a, b| a.0.cmp(&b.0));
    let names: Vec<Object> =
        names.into_iter().flat_map(|(name, place)| [Object::string_literal(name), place]).collect();
    let tree = document.add_object(dictionary! { "Names" => names });
    document.add_object(dictionary! { "Dests" => tree })
}

/// Writes the outline; nothing if it would be empty.
pub(super) fn write(
    document: &mut Document,
    entries: &[OutlineEntry],
    pages: &[ObjectId],
    places: &Places,
) -> Option<ObjectId> {
    if entries.is_empty() {
        return None;
    }
    let root = document.new_object_id();
    let (first, last) = siblings(document, entries, root, pages, places)?;
    let count = entries.len() as i64;
    let outline = dictionary! { "Type" => "Outlines", "First" => first, "Last" => last, "Count" => count };
    document.objects.insert(root, Object::Dictionary(outline));
    Some(root)
}

fn siblings(
    document: &mut Document,
    entries: &[OutlineEntry],
    parent: ObjectId,
    pages: &[ObjectId],
    places: &Places,
) -> Option<(ObjectId, ObjectId)> {
    let ids: Vec<ObjectId> = entries.iter().map(|_| document.new_object_id()).collect();
    for (index, entry) in entries.iter().enumerate() {
        let mut item = dictionary! { "Title" => text_string(&entry.title), "Parent" => parent };
        if let Some(place) = places.get(&entry.topic) {
            item.set("Dest", destination(pages, *place));
        }
        if index > 0 {
            item.set("Prev", ids[index - 1]);
        }
        if let Some(next) = ids.get(index + 1) {
            item.set("Next", *next);
        }
        if let Some((first, last)) = siblings(document, &entry.children, ids[index], pages, places) {
            item.set("First", first);
            item.set("Last", last);
            // Negative: closed when the file is opened.
            item.set("Count", -(entry.children.len() as i64));
        }
        document.objects.insert(ids[index], Object::Dictionary(item));
    }
    Some((*ids.first()?, *ids.last()?))
}
