//! The decks of a package: their names, ids, and place in the tree.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// The option group that our decks ask for: siblings are buried, so that two blanks of one list are not asked on one day.
pub(super) const OPTIONS_ID: i64 = 1_763_900_001_003;
/// Its name.
const OPTIONS_NAME: &str = "Recto";
/// Ids are times in milliseconds for Anki; ours lie between the Septembers of 2001 and 2018.
const FIRST_ID: i64 = 1_000_000_000_000;
const LAST_ID: i64 = 1_537_000_000_000;

/// The ids of all decks that `names` need, parents too, by name.
pub(super) fn ids<'a>(names: impl Iterator<Item = &'a str>) -> BTreeMap<String, i64> {
    let mut all = BTreeSet::new();
    for name in names.collect::<BTreeSet<_>>() {
        for (end, _) in name.match_indices("::") {
            all.insert(&name[..end]);
        }
        all.insert(name);
    }
    let mut taken = BTreeSet::new();
    all.into_iter()
        .map(|name| {
            let mut id = id(name);
            while !taken.insert(id) {
                id += 1;
            }
            (name.to_owned(), id)
        })
        .collect()
}

/// An id that depends on nothing but the name.
fn id(name: &str) -> i64 {
    let hash = Sha256::digest(name.as_bytes());
    let number = hash.iter().take(7).fold(0_i64, |number, byte| number << 8 | i64::from(*byte));
    FIRST_ID + number % (LAST_ID - FIRST_ID)
}

/// The `decks` column: Anki's own default deck, and ours made after `prototype`. A deck without a parent shows the
/// description.
pub(super) fn column(default: &Value, prototype: &Value, ids: &BTreeMap<String, i64>, description: &str) -> Value {
    let mut decks = serde_json::Map::new();
    decks.insert("1".to_owned(), default.clone());
    for (name, id) in ids {
        let mut deck = prototype.clone();
        deck["id"] = json!(id);
        deck["name"] = json!(name);
        deck["conf"] = json!(OPTIONS_ID);
        deck["desc"] = json!(if name.contains("::") { "" } else { description });
        decks.insert(id.to_string(), deck);
    }
    Value::Object(decks)
}

/// The `dconf` column: Anki's default group, and ours made after it.
pub(super) fn options(default: &Value) -> Value {
    let mut ours = default.clone();
    ours["id"] = json!(OPTIONS_ID);
    ours["name"] = json!(OPTIONS_NAME);
    ours["new"]["bury"] = json!(true);
    ours["new"]["order"] = json!(1);
    ours["rev"]["bury"] = json!(true);
    json!({ "1": default, OPTIONS_ID.to_string(): ours })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parents_come_along_and_ids_depend_on_the_name_alone() {
        let few = ids(["A::B::C"].into_iter());
        let many = ids(["Z", "A::B::C", "A"].into_iter());
        assert_eq!(few.keys().collect::<Vec<_>>(), ["A", "A::B", "A::B::C"]);
        assert_eq!(few["A::B::C"], many["A::B::C"]);
        assert_eq!(few.values().collect::<BTreeSet<_>>().len(), 3);
    }
}
