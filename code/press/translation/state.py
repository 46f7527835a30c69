"""How far each language is, and the gate: what may be missing is a number in one file.

``locale/allowance.toml`` has for each language how many texts may lack a translation or
have one of an older text. It may only fall.
"""

import tomllib

from press.book import book_folder
from press.translation import catalogue, sources
from press.translation.check import check

SHOWN = 20  # texts that are named where too many are missing


def rows(language):
    """Return (file, texts, translated, changed) for each .po file of a language."""
    found = []
    for domain, messages in sources.messages().items():
        entries = catalogue.read(catalogue.folder(language) / f"{domain}.po").values()
        done = sum(map(catalogue.is_done, entries))
        changed = sum(bool(entry.fuzzy) for entry in entries)
        found.append((domain, len(messages), done, changed))
    return found


def table(language):
    """Return a language's state as the lines of a table."""
    states = rows(language)
    total = tuple(sum(row[column] for row in states) for column in (1, 2, 3))
    lines = [f"{language:34}{'texts':>8}{'done':>8}{'changed':>9}{'':>7}"]
    for name, count, done, changed in [*states, ("all", *total)]:
        part = done / count if count else 1
        lines.append(f"{name:34}{count:8}{done:8}{changed:9}{part:7.0%}")
    return lines


def open_texts(language):
    """Return (file and line, text) of what has no translation of today's English."""
    found = []
    for domain in sources.messages():
        path = catalogue.folder(language) / f"{domain}.po"
        found += [
            (f"locale/{language}/{path.name}:{entry.lineno}", entry.id)
            for entry in catalogue.read(path).values()
            if not catalogue.is_done(entry)
        ]
    return found


def allowance(language):
    """Return how many texts of a language may be open."""
    path = book_folder() / "locale" / "allowance.toml"
    return tomllib.loads(path.read_text("utf-8"))[language]


def gate(language):
    """Return why a language's state is not to be published, a line each."""
    wrong, missing, allowed = check(language), open_texts(language), allowance(language)
    if len(missing) > allowed:
        wrong.append(
            f"{language}: {len(missing)} texts have no translation, or one of an older "
            f"English text; locale/allowance.toml allows {allowed}. "
            f"locale/{language}/README.md says how to translate them. The first are:"
        )
        wrong += [f"  {where}: {text[:80]}" for where, text in missing[:SHOWN]]
    return wrong
