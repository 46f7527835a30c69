"""MathJax's fonts, cut to the letters that the formulas of the pages have.

A formula is typeset when the book is built, and its style sheet names each letter with
the class of its font: of 110 KB of fonts the pages need a quarter.
"""

import logging
import re
from io import BytesIO
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from press.site.assets import FONTS, MODULES

ORIGINALS = MODULES / "mathjax" / "es5" / FONTS.removeprefix("mathjax/")
# It tells of each table of each font.
logging.getLogger("fontTools").setLevel(logging.WARNING)
SHEET = re.compile(r"<style>([^<]*mjx-container.*?)</style>", re.S)
# mjx-c.mjx-c1D465.TEX-I::before { padding: ...; content: "x"; }
LETTER = re.compile(r'(?:\.(TEX-[\w-]+))?::before \{[^}]*?content: "([^}]*?)";')
ESCAPED = re.compile(r"\\([0-9A-Fa-f]+) ?|\\?(.)", re.S)
UNNAMED = re.compile(r"TEX(-S\d)?")
FACE = re.compile(
    r"font-family: MJX(TEX[\w-]*);\s*src: url\(\"[^\"]*/(\w+-\w+)\.woff\""
)


def letters(sheets):
    """Return {file of a font: the letters that formulas take from it}.

    A letter that names no font is of the first one or, a part of a bracket that is
    stretched, of one of the larger sizes.
    """
    files, taken = {}, {}
    for css in sheets:
        files.update(FACE.findall(css))
        for family, text in LETTER.findall(css):
            found = {chr(int(a, 16)) if a else b for a, b in ESCAPED.findall(text)}
            taken.setdefault(family, set()).update(found)
    free = taken.get("", set())
    return {
        file: taken.get(family, set()) | (free if UNNAMED.fullmatch(family) else set())
        for family, file in files.items()
    }


def cut(file, text):
    """Return a font, as bytes, with the letters of ``text`` alone."""
    font = TTFont(file, recalcTimestamp=False)
    options = Options(hinting=False, notdef_outline=True)
    options.drop_tables += ["FFTM"]
    subsetter = Subsetter(options)
    subsetter.populate(text=text)
    subsetter.subset(font)
    font.flavor = "woff"
    font.save(data := BytesIO())
    return data.getvalue()


def cut_fonts(app, error):
    """Cut the fonts in the built book to what its pages use now."""
    if error or app.builder.format != "html":
        return
    folder = Path(app.outdir)
    pages = [page.read_text("utf-8") for page in folder.rglob("*.html")]
    if any("tex-chtml.js" in page for page in pages):
        return  # MathJax typesets in the page
    sheets = {sheet for page in pages for sheet in SHEET.findall(page)}
    fonts = folder / "_static" / FONTS
    fonts.mkdir(parents=True, exist_ok=True)  # another edition's build has none yet
    for name, taken in letters(sheets).items():
        source = ORIGINALS / f"{name}.woff"
        data = cut(source, "".join(sorted(taken)))
        (fonts / source.name).write_bytes(data)


def setup(app):
    """Run when the formulas are typeset."""
    app.connect("build-finished", cut_fonts, priority=700)
