"""Find translations that would break a page, and files that are behind the sources."""

from press.translation import catalogue, sources
from press.translation.parts import damage


def check(language):
    """Return what is wrong with a language's files, a line each: file, line, what."""
    found = []
    for domain, messages in sources.messages().items():
        path = catalogue.folder(language) / f"{domain}.po"
        name = f"locale/{language}/{path.name}"
        entries = catalogue.read(path)
        kinds = {message.key: message.kind for message in messages}
        if list(entries) != list(kinds):
            found.append(
                f"{name}: behind its sources; run python -m press.translate update"
            )
        for key in filter(kinds.get, entries):
            entry = entries[key]
            if catalogue.is_done(entry):
                for what in damage(kinds[key], entry.id, entry.string):
                    found.append(f"{name}:{entry.lineno}: {what}\n    {entry.string}")
    return found
