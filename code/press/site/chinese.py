"""Chinese terms in the English page, marked as such.

A screen reader then speaks them in Chinese, and a browser draws them with a Chinese
font and not with a Japanese one.
"""

import re

from nnbook.language import language

# What is not text: scripts, and tags with their attributes.
MARKUP = re.compile(r"(<script\b.*?</script>|<[^>]+>)", re.S)
# Ideographs, and the punctuation between two of them.
CHINESE = re.compile(
    "[\u3400-\u4dbf\u4e00-\u9fff]+(?:[，、；：·《》（）]*[\u3400-\u4dbf\u4e00-\u9fff]+)*"
)


def marked(html):
    """Return ``html`` with a ``lang`` attribute around each run of Chinese text."""
    pieces = MARKUP.split(html)
    pieces[::2] = [
        CHINESE.sub(r'<span lang="zh-Hans">\g<0></span>', text) for text in pieces[::2]
    ]
    return "".join(pieces)


def mark_page(app, pagename, templatename, context, doctree):
    """Mark the Chinese terms in the text of a page."""
    if "body" in context and language() == "en":
        context["body"] = marked(context["body"])


def setup(app):
    """Run on each page before it is written."""
    app.connect("html-page-context", mark_page)
