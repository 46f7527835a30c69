"""The .po files of a language: plain gettext, which Poedit and Weblate edit, too.

They are written so that two people's changes merge: in the order of the book, a message
on one line, without dates and line numbers.
"""

import io

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from press.book import book_folder

HEAD = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def folder(language):
    """Return where the .po files of a language are."""
    return book_folder() / "locale" / language


def languages():
    """Return the languages, other than English, that the book has an edition in."""
    return sorted(p.name for p in (book_folder() / "locale").iterdir() if p.is_dir())


def read(path):
    """Return {(context, text): message} of a .po file, empty where there is none."""
    if not path.exists():
        return {}
    with path.open("rb") as file:
        return {(m.context, m.id): m for m in read_po(file, abort_invalid=True) if m.id}


def is_done(message):
    """Tell whether a message has a translation that fits what it says today."""
    return bool(message.string) and not message.fuzzy


def write(path, messages):
    """Write babel's messages, in this order; nothing where the file is the same."""
    catalog = Catalog()
    for message in messages:
        message.flags &= {"fuzzy"}
        catalog[message.id] = message
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=0, omit_header=True, include_lineno=False)
    text = HEAD.format(language=path.parent.name) + buffer.getvalue().decode()
    if not path.exists() or path.read_text("utf-8") != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
