"""The first time that a page cites a work is marked: there the margin may name it.

One mark a paragraph: the margin has room for one.
"""

import re

PARAGRAPH = re.compile(r"<p>.*?</p>", re.S)
CITATION = re.compile(
    r'<a class="reference internal" (href="bibliography\.html#[\w-]+") title='
)


def marked(html):
    """Return a page's ``html`` with the class ``nn-first-cited`` where it belongs."""
    seen = set()

    def mark(paragraph):
        text = paragraph[0]
        for citation in CITATION.finditer(text):
            if citation[1] not in seen:
                seen.add(citation[1])
                return (
                    text[: citation.start()]
                    + citation[0].replace("internal", "internal nn-first-cited")
                    + text[citation.end() :]
                )
        return text

    return PARAGRAPH.sub(mark, html)


def mark_page(app, pagename, templatename, context, doctree):
    """Mark the citations of a page."""
    if "body" in context:
        context["body"] = marked(context["body"])


def setup(app):
    """Run on each page before it is written."""
    app.connect("html-page-context", mark_page)
