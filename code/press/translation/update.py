"""Bring the .po files up to date with the English sources.

A text that is still there keeps its translation. One that has changed takes over that
of the text it was, marked as fuzzy: the edition shows the English until somebody has
looked at it and has taken the mark away. What is gone is gone; git has it.
"""

import difflib

from babel.messages.catalog import Message as Entry

from press.translation import catalogue, sources

ALIKE = 0.6  # of 1: from here on a text is an older one, changed


def update(language):
    """Write the .po files of a language; return how many texts are not done in each."""
    folder, found = catalogue.folder(language), sources.messages()
    for path in folder.glob("*.po"):
        if path.stem not in found:
            path.unlink()
    open_ = {}
    for domain, messages in found.items():
        path = folder / f"{domain}.po"
        entries = merged(messages, catalogue.read(path))
        catalogue.write(path, entries)
        open_[domain] = sum(not catalogue.is_done(entry) for entry in entries)
    return open_


def merged(messages, before):
    """Return entries for today's messages, with what there was of translations."""
    wanted = {message.key for message in messages}
    lost = {
        key: entry
        for key, entry in before.items()
        if key not in wanted and entry.string
    }
    return [entry_of(message, before, lost) for message in messages]


def entry_of(message, before, lost):
    """Return a message's entry; one that was another takes that out of ``lost``."""
    old, flags, previous = before.get(message.key), set(), ()
    if old is not None:
        previous = old.previous_id if old.fuzzy else ()
        flags = {"fuzzy"} if old.fuzzy else set()
    elif (key := nearest(message, lost)) is not None:
        old = lost.pop(key)
        previous = old.previous_id or [old.id]
        flags = {"fuzzy"}
    return Entry(
        message.text,
        string=old.string if old else "",
        locations=[(message.where, None)],
        flags=flags,
        auto_comments=[message.kind],
        user_comments=old.user_comments if old else [],
        previous_id=previous,
        context=message.context,
    )


def nearest(message, lost):
    """Return the key of the lost text that this one was, or None."""
    if message.context is not None:
        return next((key for key in lost if key[0] == message.context), None)
    texts = {key[1]: key for key in lost if key[0] is None}
    near = difflib.get_close_matches(message.text, texts, n=1, cutoff=ALIKE)
    return texts[near[0]] if near else None
