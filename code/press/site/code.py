"""Code that reads on a phone: a long line wraps, and hangs with a mark at its side.

Each line of a block becomes an element of its own, which knows how far it is indented.
The text stays what it was, so what is copied is not wrapped. Two thirds of the elements
that Pygments makes look like the text around them: they go, since a browser styles and
lays out each of them.
"""

import re

BLOCK = re.compile(r'(<div class="highlight"><pre>)(.*?)(</pre></div>)', re.S)
# What Pygments writes before the first line.
EMPTY = "<span></span>"
INDENT = re.compile(r"(?:<span[^>]*>)*( *)")
# Names, operators, punctuation, built-ins, room: they have no colour (site/code.css).
PLAIN = re.compile(r'<span class="(?:n|nn|nb|nd|ne|bp|fm|vm|o|p|w)">([^<]*)</span>')
DEEPEST = 16  # of indentations in letters: a phone's line has 40


def in_lines(block):
    """Return the HTML of a block of code with an element for each line.

    A piece of Pygments never spans a line's end.
    """
    start = EMPTY if block.startswith(EMPTY) else ""
    block = PLAIN.sub(r"\1", block.removeprefix(start))
    lines = block.removesuffix("\n").split("\n")
    return start + "".join(map(line, lines))


def line(html):
    """Return one line as an element, its end within it."""
    if not html:
        return '<span class="nn-l nn-blank">\n</span>'
    indent = min(len(INDENT.match(html)[1]), DEEPEST)
    style = f' style="--i:{indent}"' if indent else ""
    return f'<span class="nn-l"{style}>{html}\n</span>'


def wrap_code(app, pagename, templatename, context, doctree):
    """Put the code of a page into lines."""
    if "body" in context:
        context["body"] = BLOCK.sub(
            lambda found: found[1] + in_lines(found[2]) + found[3], context["body"]
        )


def setup(app):
    """Run on each page before it is written."""
    app.connect("html-page-context", wrap_code)
