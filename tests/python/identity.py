"""The real Anki studies a deck, and takes a newer one.

identity.py study COLLECTION PACKAGE REVIEWS   import the package, answer cards, tag a leech
identity.py update COLLECTION PACKAGE SEARCH   import a newer package over it, search

Prints, as JSON, what the import says, each note with its fields and its cards with their reviews, and what was found.
"""

import json
import sys

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest


def run_import(collection, package):
    options = ImportAnkiPackageOptions(with_scheduling=False)
    log = collection.import_anki_package(ImportAnkiPackageRequest(package_path=package, options=options)).log
    kinds = ("new", "updated", "duplicate", "conflicting", "missing_notetype", "missing_deck", "empty_first_field")
    return {kind: len(getattr(log, kind)) for kind in kinds}


def answer(collection, reviews):
    """Answers cards "Easy", one after the other, each once; then Anki tags one note that it has found hard."""
    for config in collection.decks.all_config():
        config["new"]["perDay"] = 9999
        collection.decks.update_config(config)
    ids = sorted(collection.find_cards(""))[:reviews]
    for card_id in ids:
        card = collection.get_card(card_id)
        card.start_timer()
        states = collection._backend.get_scheduling_states(card_id)
        built = collection.sched.build_answer(card=card, states=states, rating=3)
        collection.sched.answer_card(built)
    note = collection.get_card(ids[0]).note()
    note.add_tag("leech")
    collection.update_note(note)
    return note.guid


def notes(collection):
    known = {}
    for note_id in collection.find_notes(""):
        note = collection.get_note(note_id)
        cards = {}
        for card in note.cards():
            reviews = collection.db.scalar("select count() from revlog where cid = ?", card.id)
            cards[card.ord + 1] = {"reviews": reviews, "interval": card.ivl, "due": card.due}
        known[note.guid] = {"fields": note.fields, "tags": note.tags, "mod": note.mod, "cards": cards}
    return known


def main():
    command, path, package = sys.argv[1:4]
    collection = Collection(path)
    result = {"import": run_import(collection, package)}
    if command == "study":
        result["leech"] = answer(collection, int(sys.argv[4]))
        # The scheduler at times leaves out when a card was seen, and a check adds it: that is no fault of a deck.
        collection.fix_integrity()
    else:
        result["found"] = [collection.get_note(note).guid for note in collection.find_notes(sys.argv[4])]
    result["notes"] = notes(collection)
    result["problems"] = collection.fix_integrity()[0]
    collection.close()
    json.dump(result, sys.stdout)


main()
