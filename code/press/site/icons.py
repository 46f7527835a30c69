"""The theme's icons, drawn in the page when the book is built.

The theme draws them in the page, with a script that has all 2,000 of them (543 KB
gzipped) and watches every change of the document. The few that the pages show are taken
from that script.
"""

import functools
import re
from pathlib import Path

import pydata_sphinx_theme

SCRIPT = (
    Path(pydata_sphinx_theme.__file__)
    .with_name("theme")
    .joinpath("pydata_sphinx_theme", "static", "scripts", "fontawesome.js")
)
# An icon as a page asks for it; the packs, as they follow each other in the script.
ASKED = re.compile(r'<(i|span) class="([^"]*\bfa-[^"]*)"([^>]*)></\1>')
LOGO = re.compile(r'(<span class="btn__icon-container">\s*<img) (?!loading)')
PACKS = ("brands", "regular", "solid")
# The classes that choose a pack, in full and in short.
PACK = re.compile(r"\bfa(?:-(brands|regular|solid)|([brs]))\b")


@functools.cache
def packs():
    """{pack: the part of the theme's script that has its icons}."""
    text, found = SCRIPT.read_text("utf-8"), {}
    for pack in PACKS:
        found[pack], end, text = text.partition(f'("fa-{pack}",p)')
        if not end:
            raise ValueError(f"{SCRIPT} has no icons of the pack {pack} any more")
    return found


@functools.cache
def shape(pack, name):
    """(width, height, path) of an icon; KeyError if the theme has none of that name."""
    entry = rf'[{{,]"?{name}"?:\[(\d+),(\d+),\[[^\]]*\],"\w+","([^"]+)"\]'
    if not (found := re.search(entry, packs()[pack])):
        raise KeyError(f"the theme has no {pack} icon {name}")
    return found.groups()


def drawn(html):
    """Return a page with its icons drawn; KeyError names one that the theme lacks.

    Logos in menus that are closed are fetched when the menu is opened.
    """
    return LOGO.sub(r'\1 loading="lazy" ', ASKED.sub(picture, html))


def picture(match):
    """Return an icon as SVG, with the classes by which the theme knows it."""
    classes, attributes = " ".join(match[2].split()), match[3]
    named = PACK.search(classes)
    pack = named[1] or {"b": "brands", "r": "regular", "s": "solid"}[named[2]]
    names = re.findall(r"\bfa-([a-z\d-]+)", classes)
    (name,) = [name for name in names if name not in (*PACKS, "lg")]
    width, height, path = shape(pack, name)
    hidden = re.sub(r' (?:title|aria-hidden)="[^"]*"', "", attributes)
    return (
        f'<svg class="nn-icon {classes}"{hidden} aria-hidden="true"'
        f' viewBox="0 0 {width} {height}"><path fill="currentColor" d="{path}"/></svg>'
    )


def draw(app, error):
    """Draw the icons of the pages that were written anew."""
    if error or app.builder.format != "html":
        return
    for page in Path(app.outdir).rglob("*.html"):
        html = page.read_text("utf-8")
        if (new := drawn(html)) != html:
            page.write_text(new, "utf-8")


def setup(app):
    """Run when all pages are written."""
    app.connect("build-finished", draw)
