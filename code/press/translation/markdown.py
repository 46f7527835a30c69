"""The blocks of prose in Markdown, found and replaced.

A block is a paragraph, a heading, an item of a list, a cell of a table, or the title of
an admonition; what stands between the blocks (formulas, labels, directives) is the same
in every language.
"""

import re
from dataclasses import dataclass

from markdown_it import MarkdownIt
from mdit_py_plugins.amsmath import amsmath_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin

PARSER = (
    MarkdownIt("commonmark")
    .enable("table")
    .use(front_matter_plugin)
    .use(dollarmath_plugin, allow_labels=True, double_inline=False)
    .use(amsmath_plugin)
    .use(myst_block_plugin)
)
KINDS = {"h": "heading", "p": "paragraph", "th": "table", "td": "table"}
PIPE = re.compile(r"(?<!\\)\|")
# What has no letters outside of links' targets, formulas and code says nothing itself.
MUTE = re.compile(
    r"\{[\w:-]+\}`[^`]*`|`[^`]+`|\$[^$]+\$|\]\([^)]*\)|\[\]\([^)]*\)|https?://\S+"
)
WORD = re.compile("[A-Za-z]{2}")
# What the front matter says of the page, in indented lines.
DESCRIPTION = re.compile(r"^description: >-\n  (.*(?:\n  .*)*)", re.MULTILINE)


@dataclass(frozen=True)
class Block:
    """A piece ``begin:end`` of a text: prose of some kind, such as "heading"."""

    begin: int
    end: int
    kind: str


def squeeze(text):
    """A text on one line: that its lines are broken elsewhere changes nothing."""
    return " ".join(text.split())


def says_something(text):
    """Tell whether a piece of Markdown has words to translate."""
    return bool(WORD.search(MUTE.sub(" ", text)))


def blocks(text):
    """Return the blocks of a Markdown text, in their order."""
    found = [b for b in pieces(text) if says_something(text[b.begin : b.end])]
    return sorted(found, key=lambda block: block.begin)


def rewrite(text, translate):
    """Return Markdown with each block translated; as it was where that gives None."""
    for block in reversed(blocks(text)):
        new = translate(squeeze(text[block.begin : block.end]))
        if new is not None:
            text = text[: block.begin] + new + text[block.end :]
    return text


def pieces(text):
    """Yield the blocks of a text, those that are formulas or code alone as well."""
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    tokens = PARSER.parse(text)
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type == "front_matter" and (said := DESCRIPTION.search(text)):
            yield Block(*said.span(1), "description for search engines")
        if token.type == "fence" and token.info.startswith("{"):
            yield from in_directive(text, starts, token)
        if token.type != "inline" or not token.map:
            continue
        kind = KINDS[before.tag if before.tag in KINDS else before.tag[0]]
        begin, end = starts[token.map[0]], starts[token.map[1]] - 1
        if kind == "table":
            continue
        first = token.content.split("\n")[0]
        begin += text[begin:end].index(first)
        yield Block(begin, begin + len(text[begin:end].rstrip()), kind)
    for token in tokens:
        if token.type == "tr_open":
            yield from in_row(text, starts[token.map[0]], starts[token.map[1]] - 1)


def in_row(text, begin, end):
    """Yield the cells of a table's row."""
    bars = [begin + bar.start() for bar in PIPE.finditer(text[begin:end])]
    for left, right in zip(bars, bars[1:], strict=False):
        cell = text[left + 1 : right]
        start = left + 1 + len(cell) - len(cell.lstrip())
        yield Block(start, start + len(cell.strip()), "table")


def in_directive(text, starts, token):
    """Yield what a directive says: an admonition's title and text, a glossary."""
    name, _, title = token.info.partition(" ")
    first, last = token.map[0] + 1, token.map[1] - 1
    if name == "{admonition}":
        begin = starts[token.map[0]] + text[starts[token.map[0]] :].index(title)
        yield Block(begin, begin + len(title), "title")
        while text[starts[first]] == ":":  # an option
            first += 1
        for block in pieces(text[starts[first] : starts[last]]):
            place = starts[first]
            yield Block(place + block.begin, place + block.end, block.kind)
    elif name == "{glossary}":
        yield from in_glossary(text, starts, first, last)


def in_glossary(text, starts, first, last):
    """Yield the explanations of a glossary; its terms have both languages."""
    begin = None
    for number in range(first, last + 1):
        line = text[starts[number] : starts[number + 1] - 1]
        if line.startswith("  ") and number < last:
            begin = starts[number] + 2 if begin is None else begin
        elif begin is not None:
            yield Block(begin, starts[number] - 1, "explanation")
            begin = None
