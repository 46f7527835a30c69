"""The pages' own words: ``_("text")`` gives one of book.po in the edition's language.

A module of its own, since `nnbook.language._` asks in package.po, which a page's Python
carries, too.
"""

from nnbook.language import texts


def _(text, /, **values):
    """Return a text of a page, ``{x}`` as x is in it."""
    text = texts("book").get(text, text)
    return text.format(**values) if values else text
