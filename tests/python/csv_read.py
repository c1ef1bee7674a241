"""Reads our CSV as others do: csv_read.py rows FILE | anki PACKAGE FILE.

`rows` prints the rows that Python's csv module reads. `anki` imports FILE into the real Anki, with no click, where PACKAGE was
imported and its notes taken out again, and once more after that; it prints the notes of both, and what the imports did."""

import csv
import json
import pathlib
import sys
import tempfile


def rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        print(json.dumps(list(csv.reader(file, delimiter=sys.argv[3] if len(sys.argv) > 3 else ","))))


def notes(col):
    found = (col.get_note(nid) for nid in col.find_notes(""))
    return {
        note.guid: {
            "type": note.note_type()["name"],
            "fields": note.fields,
            "tags": sorted(note.tags),
            "deck": col.decks.name(note.cards()[0].did),
            "cards": len(note.cards()),
        }
        for note in found
    }


def anki(package, file):
    from anki.collection import Collection, ImportAnkiPackageRequest, ImportCsvRequest

    col = Collection(str(pathlib.Path(tempfile.mkdtemp()) / "collection.anki2"))

    def take():
        # What the import dialog would send if nobody touched it.
        request = ImportCsvRequest(path=file, metadata=col.get_csv_metadata(file, None))
        log = col.import_csv(request).log
        return {name: len(getattr(log, name)) for name in ["new", "updated", "duplicate", "conflicting"]}

    col.import_anki_package(ImportAnkiPackageRequest(package_path=package))
    deck = notes(col)
    over = take()
    col.remove_notes(col.find_notes(""))
    first = take()
    csv_notes = notes(col)
    again = take()
    print(json.dumps({"deck": deck, "csv": csv_notes, "over": over, "first": first, "again": again, "count": col.note_count()}))


if __name__ == "__main__":
    if sys.argv[1] == "rows":
        rows(sys.argv[2])
    else:
        anki(*sys.argv[2:4])
