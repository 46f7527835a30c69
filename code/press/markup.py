"""The small markup of exercises and questions: `code` and *emphasis*, and nothing else.

The page reads it in ``js/src/lib/markup.js``, by the same rules: code first, so that a
``*`` in it is no emphasis; emphasis neither begins nor ends with a space, so that the
stars of ``2 * h * h`` stay; a mark without its second half stays as it is.
"""

import re
from html import escape

PATTERNS = {
    "code": re.compile(r"`([^`]+)`"),
    "emphasis": re.compile(r"\*([^ \t\n*](?:[^*]*[^ \t\n*])?)\*"),
}
MARKS = tuple(PATTERNS)
TAGS = {"code": "code", "emphasis": "em"}


def parts(text, marks=MARKS):
    """Yield (kind, text) for each part: kind is "text" or one of ``marks``.

    What the grader says has ``code`` only: there a ``*`` is a product.
    """
    if not marks:
        if text:
            yield "text", text
        return
    kind, *others = marks
    for place, part in enumerate(PATTERNS[kind].split(text)):
        if place % 2:
            yield kind, part
        else:
            yield from parts(part, others)


def html(text):
    """Return ``text`` as HTML."""
    return "".join(
        f"<{TAGS[kind]}>{escape(part)}</{TAGS[kind]}>" if kind in TAGS else escape(part)
        for kind, part in parts(text)
    )
