"""What is far from the window is laid out when the reader comes near it.

A chapter has up to 20,000 elements, most of them in code and formulas, and the first
layout of all of them was its longest task. So each cell and paragraph is a block that
a browser may leave out until it is near (``content-visibility``, site/later.css). It
keeps room for the block meanwhile: about as high as it will be, at a desk (``--h``) and
on a phone (``--m``), so that nothing jumps and the scroll bar does not lie.
"""

import math
import re
from typing import NamedTuple

# The start of a block, and what else begins and ends with the same word.
BLOCK = re.compile(r'<div class="cell[ "][^>]*>|<p>')
CLASS = re.compile(r'class="[^"]*')
WORD = re.compile(r"<(\w+)")
TAG = re.compile(r"<[^>]*>")
# Figures, which may be lent to the text, and exercises stay: their margins meet those
# of the text around them, and such a block would keep them apart. So do tables and
# displayed formulas: one that scrolls must be known before it is near (scrollers.js).
STAYS = re.compile("data-widget=|data-exercise=|<table")
# A reference that a wide window shows in the margin must not be cut.
NOTED = "nn-first-cited"
FORMULA = re.compile(r"\\\((.*?)\\\)", re.DOTALL)
COMMAND = re.compile(r"\\[a-zA-Z]+|[{}_^&]")
FOLDED = re.compile(r"<details\b.*?</details>", re.DOTALL)
LINE = re.compile(r'<span class="nn-l( nn-blank)?"[^>]*>(.*?)\n</span>', re.DOTALL)
PLOT = re.compile(r'<svg [^>]*width="([\d.]+)pt"[^>]*height="([\d.]+)pt"')
CAPTION = re.compile(r"<figcaption>(.*?)</figcaption>", re.DOTALL)


class Page(NamedTuple):
    """Measures of a page in px: what stands in which of its lines, and how high."""

    text: int  # letters in a line of text
    lead: float
    code: int  # letters in a line of code
    code_lead: float
    width: int  # that a plot may have
    is_narrow: bool


DESK = Page(66, 28, 72, 22.5, 464, False)
PHONE = Page(38, 26, 39, 19.5, 360, True)


# What a page opens with, px on a phone: two of its windows are laid out at once, so
# that what a reader sees first never changes its place.
FIRST = 1500


def block_at(html, start):
    """Return the end of the element that begins at ``start``."""
    word = WORD.match(html, start)[1]
    depth = 0
    for tag in re.compile(rf"<(/?){word}\b").finditer(html, start):
        depth += -1 if tag[1] else 1
        if not depth:
            return html.index(">", tag.end()) + 1
    raise ValueError(f"an element has no end: {html[start : start + 80]}")


def lines_of(text, letters):
    """How many lines a text takes; a Chinese letter is as wide as two."""
    wide = sum(ord(letter) > 0x2E7F for letter in text)
    return max(1, math.ceil((len(text) + wide) / letters))


def height(html, page):
    """About how many px high a block is on a page."""
    if html.startswith("<p>"):
        text = FORMULA.sub(lambda match: COMMAND.sub("", match[1]), html)
        return lines_of(TAG.sub("", text), page.text) * page.lead
    return cell(html, page)


def code(html, page):
    """The lines of all code and printed text, each block with its padding."""
    total = 22.4 * html.count("<pre>")
    for blank, line in LINE.findall(html):
        text = TAG.sub("", line)
        total += (
            0.55 * page.code_lead
            if blank
            else (lines_of(text, page.code) * page.code_lead)
        )
    return total


def cell(html, page):
    """A cell: code, bar, what it prints, draws and shows."""
    shown, folds = FOLDED.subn("", html)
    total = code(shown, page) + 26 * folds
    total += 34 * shown.count("nn-cell-bar")
    for plot in PLOT.finditer(shown):
        wide, high = (float(side) * 4 / 3 for side in plot.groups())
        total += high * min(1, page.width / wide) + 16
    for caption in CAPTION.findall(shown):
        if page.is_narrow:
            total += lines_of(TAG.sub("", caption), 44) * 21.3 + 10
    return total


def mark(html):
    """Return a page's text with its blocks marked, and how high each is."""
    parts, done, end, above = [], 0, 0, 0
    for start in BLOCK.finditer(html):
        if start.start() < end:
            continue  # within another one
        end = block_at(html, start.start())
        block = html[start.start() : end]
        desk, phone = (round(height(block, page)) for page in (DESK, PHONE))
        above += phone
        if above < FIRST or STAYS.search(block):
            continue
        style = f"--h:{desk}px;--m:{phone}px"
        classes = "nn-later nn-noted" if NOTED in block else "nn-later"
        tag = start[0]
        marked = (
            CLASS.sub(rf'\g<0> {classes}" style="{style}', tag, count=1)
            if "class=" in tag
            else f'{tag[:-1]} class="{classes}" style="{style}">'
        )
        parts += [html[done : start.start()], marked, block[len(tag) :]]
        done = end
    return "".join([*parts, html[done:]])


def mark_blocks(app, pagename, templatename, context, doctree):
    """Mark the blocks of a page before it is written."""
    if "body" in context:
        context["body"] = mark(context["body"])


def setup(app):
    """Run when code is in lines and citations are marked."""
    app.connect("html-page-context", mark_blocks, priority=600)
