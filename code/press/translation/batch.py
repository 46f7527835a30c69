"""Hand out the texts of a .po file in batches, as JSON, and take translations back in.

A batch is ``[{"id": "3f0c9a1b", "kind": "paragraph", "where": ..., "english": ...}]``;
a text that has changed has its old translation, too. What comes back is
``{id: translation}``: an id is that of the text, wherever it stands by then.
"""

import hashlib

from press.translation import catalogue, sources
from press.translation.parts import damage


def load(path):
    """Return the entries of a .po file and their kinds."""
    messages = sources.messages()
    if path.stem not in messages:
        raise ValueError(f"no {path.name}; there are {', '.join(sorted(messages))}")
    kinds = {message.key: message.kind for message in messages[path.stem]}
    entries = list(catalogue.read(path).values())
    if [(e.context, e.id) for e in entries] != list(kinds):
        raise ValueError(f"{path.name} is behind its sources; run update first")
    return entries, list(kinds.values())


def todo(path, start=0, end=None, done=False):
    """Return the texts from number ``start`` to ``end`` that have no translation.

    With ``done`` those that have one, too, to be read again.
    """
    entries, kinds = load(path)
    rows = []
    for number, (entry, kind) in enumerate(zip(entries, kinds, strict=True)):
        if number < start or (end is not None and number >= end):
            continue
        if catalogue.is_done(entry) and not done:
            continue
        where = entry.context or entry.locations[0][0]
        row = {"id": id_of(entry), "kind": kind, "where": where, "english": entry.id}
        if entry.fuzzy:
            row |= {"was": " ".join(entry.previous_id), "translation": entry.string}
        elif entry.string:
            row |= {"translation": entry.string}
        rows.append(row)
    return rows


def id_of(entry):
    """Return the id of a text: 8 hexadecimal digits."""
    text = f"{entry.context or ''}\n{entry.id}"
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def put(path, translations):
    """Write {id: translation} into a .po file.

    Return what was refused, a line each, since it would break a page; all else is
    written.
    """
    entries, kinds = load(path)
    known = {id_of(e): (e, kind) for e, kind in zip(entries, kinds, strict=True)}
    refused = []
    for name, text in translations.items():
        if name not in known:
            refused.append(f"{name}: no such text in {path.name}")
            continue
        entry, kind = known[name]
        if wrong := damage(kind, entry.id, text) if text else ["it is empty"]:
            refused.append(f"{name}: {'; '.join(wrong)}\n    {entry.id}\n    {text}")
            continue
        entry.string, entry.previous_id = text, ()
        entry.flags.discard("fuzzy")
    catalogue.write(path, entries)
    return refused
