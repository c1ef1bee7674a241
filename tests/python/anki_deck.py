"""Reads packages through the real Anki: anki_deck.py report PACKAGE | update OLD NEW.

`report` imports into a new collection and prints what is there, and all that Anki finds wrong, as JSON. `update` imports OLD,
reviews every card once, imports NEW over it, and tells what became of notes, templates and scheduling."""

import collections
import json
import pathlib
import re
import sys
import tempfile

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest


def new_collection():
    folder = pathlib.Path(tempfile.mkdtemp())
    return Collection(str(folder / "collection.anki2"))


def take(col, package, **options):
    """Imports a package; gives the numbers of notes by what became of them."""
    request = ImportAnkiPackageRequest(
        package_path=package, options=ImportAnkiPackageOptions(**options)
    )
    log = col.import_anki_package(request).log
    names = ["new", "updated", "duplicate", "conflicting", "missing_notetype", "missing_deck", "empty_first_field"]
    return {name: len(getattr(log, name)) for name in names if getattr(log, name)}


def decks(col):
    count = collections.Counter()
    for did in col.db.list("select did from cards"):
        count[col.decks.name(did)] += 1
    return dict(sorted(count.items()))


def notes(col):
    for nid in col.find_notes("", order="n.id"):
        note = col.get_note(nid)
        cards = note.cards()
        yield {
            "guid": note.guid,
            "type": note.note_type()["name"],
            "fields": dict(note.items()),
            "tags": note.tags,
            "deck": col.decks.name(cards[0].did) if cards else None,
            "cards": [{"ord": card.ord, "due": card.due} for card in cards],
        }


def rendered(col):
    """What is wrong with the rendered cards."""
    faults = []
    for cid in col.find_cards(""):
        card = col.get_card(cid)
        output = card.render_output()
        for side, html in [("front", output.question_text), ("back", output.answer_text)]:
            text = re.sub(r"<[^>]*>", "", html)
            if "{{" in html or "}}" in html or "cloze-error" in html or not text.strip() and "<img" not in html:
                faults.append(f"{side} of {card.note().fields[0][:60]!r}: {html[:300]}")
        if "template has a problem" in output.question_text + output.answer_text:
            faults.append(output.question_text[:200])
    return faults


def report(package):
    col = new_collection()
    imported = take(col, package)
    media = col.media.check()
    fixed, clean = col.fix_integrity()
    again = take(col, package)
    faults = rendered(col)
    sounds = sum(len(card.question_av_tags()) + len(card.answer_av_tags()) for card in map(col.get_card, col.find_cards("")))
    print(json.dumps({
        "imported": imported,
        "again": again,
        "notes": list(notes(col)),
        "decks": decks(col),
        "tags": sorted(col.tags.all()),
        "media": sorted(path.name for path in pathlib.Path(col.media.dir()).iterdir()),
        "unused": list(media.unused),
        "missing": list(media.missing),
        "integrity": None if clean else fixed,
        "empty": len(col.get_empty_cards().notes),
        "faults": faults,
        "sounds": sounds,
        "description": {deck["name"]: deck["desc"] for deck in col.decks.all() if deck["desc"]},
    }))


def styles(col):
    col.models._clear_cache()  # an import does not tell it
    return [notetype["css"] for notetype in col.models.all() if notetype["name"].startswith("Recto")]


def update(old, new):
    col = new_collection()
    take(col, old, with_deck_configs=True)
    for cid in col.find_cards(""):
        card = col.get_card(cid)
        card.start_timer()
        col.sched.answerCard(card, 4)
    before = dict(col.db.all("select id, due || ',' || ivl || ',' || reps || ',' || queue from cards"))
    texts = {note["guid"]: note["fields"] for note in notes(col)}
    old_styles = styles(col)
    imported = take(col, new)
    after = dict(col.db.all("select id, due || ',' || ivl || ',' || reps || ',' || queue from cards"))
    now = {note["guid"]: note["fields"] for note in notes(col)}
    print(json.dumps({
        "imported": imported,
        "changed": sorted(guid for guid in texts if texts[guid] != now.get(guid)),
        "kept": sum(before[cid] == after.get(cid) for cid in before),
        "reviewed": len(before),
        "cards": len(after),
        "styles_changed": sum(a != b for a, b in zip(old_styles, styles(col))),
        "options": sorted(conf["name"] for conf in col.decks.all_config()),
    }))


if __name__ == "__main__":
    {"report": report, "update": update}[sys.argv[1]](*sys.argv[2:])
