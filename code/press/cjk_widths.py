"""Write code/nnbook/plots/cjk-*.ttf, faces that only know how wide Chinese letters are.

    python -m press.cjk_widths

Figures are SVG whose letters stay letters: the reader's browser draws them. Matplotlib
needs a face for one thing, the width of a label, and every ideograph is as wide as it
is high. So one box stands for all of them: 1 KB instead of 8 MB, and no warnings.
"""

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

import nnbook

FAMILY = "nnbook CJK metrics"
EM = 1000
# Dashes and dots, signs, two blocks of ideographs, full-width forms.
RANGES = [
    (0x2014, 0x2026),
    (0x3000, 0x303F),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xFF00, 0xFFEF),
]
MANY_TO_ONE = 13  # the format of a table in which a range of letters has one picture


def box():
    """Return a box an em high, so that lines get their height."""
    pen = TTGlyphPen(None)
    pen.moveTo((60, -100))
    for point in ((60, 820), (940, 820), (940, -100)):
        pen.lineTo(point)
    pen.closePath()
    return pen.glyph()


def table():
    """Return the table that has each letter of the ranges drawn as the box."""
    made = CmapSubtable.newSubtable(MANY_TO_ONE)
    made.platformID, made.platEncID, made.language = 3, 10, 0
    made.reserved, made.length, made.nGroups = 0, 0, 0
    made.cmap = {c: "em" for a, b in RANGES for c in range(a, b + 1)}
    return made


def face(style, weight):
    """Return a builder that holds a face of this style."""
    builder = FontBuilder(EM, isTTF=True)
    builder.setupGlyphOrder([".notdef", "em"])
    builder.setupCharacterMap({})
    builder.setupGlyf({".notdef": box(), "em": box()})
    builder.setupHorizontalMetrics({".notdef": (EM, 60), "em": (EM, 60)})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable(
        {
            "familyName": FAMILY,
            "styleName": style,
            "psName": "nnbook-cjk",
            "uniqueFontIdentifier": "nnbook-cjk",
            "fullName": f"{FAMILY} {style}",
            "version": "1",
        }
    )
    builder.setupOS2(
        sTypoAscender=880,
        sTypoDescender=-120,
        usWeightClass=weight,
        usWinAscent=880,
        usWinDescent=120,
    )
    builder.setupPost()
    builder.font["cmap"].tables = [table()]
    builder.font["head"].created = builder.font["head"].modified = 0
    builder.font["head"].macStyle = int(weight == 700)
    return builder


if __name__ == "__main__":
    for style, weight in (("Regular", 400), ("Bold", 700)):
        target = Path(nnbook.__file__).parent / "plots" / f"cjk-{style.lower()}.ttf"
        face(style, weight).save(target)
