"""Cut the book's faces: ``python -m press.faces FOLDER``.

Source Serif 4 for text, Source Sans 3 for labels, Source Code Pro for code: a family
of three with one x-height, by Adobe, under the SIL Open Font License 1.1. That licence
keeps the name "Source" for whole files; ours hold only the letters and weights that the
book uses, and are called NN Serif, NN Sans and NN Code. The licence lies beside them.

What is cut is committed, so that no build needs this. To cut anew:
``npm install --prefix FOLDER --ignore-scripts source-serif@4.5.1 source-sans@3.52.0
source-code-pro@2.42.0`` (64 MB) and ``pip install fonttools==4.68.0 brotli==1.2.1``.
"""

import shutil
import sys
from io import BytesIO
from pathlib import Path

from nnbook.plots.style import FACE
from press.site.faces import FONTS as PAGES

SERIF = "source-serif/VAR/SourceSerif4Variable-{}.ttf"
SANS = "source-sans/VF/SourceSans3VF-Upright.ttf"
CODE = "source-code-pro/VF/SourceCodeVF-Upright.ttf"

LATIN = (
    "U+20-7E,U+A0,U+A3,U+A7,U+A9,U+AB,U+B0-B7,U+B9,U+BB-BF,U+C0-FF,U+131,U+141,U+142,"
    "U+152,U+153,U+15E,U+15F,U+2009,U+2013,U+2014,U+2018-201E,U+2020,U+2022,U+2026,"
    "U+202F,U+2032,U+2033,U+2212"
)
GREEK = "U+3B1-3B5,U+3B7,U+3B8,U+3BB,U+3BC,U+3C3"
LABELS = (
    f"{LATIN},{GREEK},U+393,U+394,U+3A3,U+3A6,U+3C0,U+3C1,U+3C4,U+3C6,U+2070,"
    "U+2074-2079,U+207A-207F,U+2080-208F,U+2190-2193,U+2197,U+2202,U+221A,U+221E,U+2248,"
    "U+2260,U+2264,U+2265,U+2713,U+2717,U+25CF,U+25CB,U+25A0,U+25A1,U+177,U+1E91,U+2016,U+2E1,U+1D40,U+1D4F,U+2299,U+3A0"
)
LISTING = (
    f"{LATIN},{GREEK},U+2202,U+2190-2193,U+21AA,U+221E,U+2248,U+2264,U+2265,U+2500,"
    "U+2502,U+2080-2089"
)
WEIGHTS = {"wght": (400, 600)}
# (what is cut, the file, the name, the axes, the letters, the features of OpenType).
# Optical sizes would cost 41 KB more: the serif is that of 14 points.
CUTS = [
    (
        SERIF.format("Roman"),
        "serif.woff2",
        "NN Serif",
        WEIGHTS | {"opsz": 14},
        LATIN,
        ["kern", "liga", "ccmp"],
    ),
    (
        SERIF.format("Italic"),
        "serif-italic.woff2",
        "NN Serif",
        {"wght": 400, "opsz": 14},
        LATIN,
        ["kern", "liga", "ccmp"],
    ),
    (SANS, "sans.woff2", "NN Sans", WEIGHTS, LABELS, ["kern", "liga", "ccmp", "tnum"]),
    (CODE, "code.woff2", "NN Code", WEIGHTS, LISTING, ["ccmp"]),
]
# Matplotlib measures with a ttf of one weight: what the pages have, once more.
DRAWN = ("sans.woff2", "NN Sans", {"wght": 400}, LABELS, ["kern"])


def cut(source, target, name, axes, letters, features):
    """Write ``letters`` of the font ``source`` to ``target``, under another name."""
    from fontTools import subset
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    whole = BytesIO()
    instancer.instantiateVariableFont(TTFont(source), axes).save(whole)
    font = TTFont(BytesIO(whole.getvalue()))
    options = subset.Options(
        layout_features=features,
        hinting=False,
        name_IDs=[0, 1, 2, 3, 4, 6, 13, 14],
        name_languages=[0x409],
        notdef_outline=True,
    )
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=subset.parse_unicodes(letters))
    subsetter.subset(font)
    renamed = {1: name, 3: f"{name}; cut for a book", 4: name}
    renamed[6] = name.replace(" ", "")
    for record in font["name"].names:
        record.string = renamed.get(record.nameID, record.toUnicode())
    font.flavor = "woff2" if target.suffix == ".woff2" else None
    font.save(target)


def main(folder):
    """Cut all faces from the packages that npm has put into ``folder``."""
    packages = Path(folder) / "node_modules"
    for source, file, *how in CUTS:
        cut(packages / source, PAGES / file, *how)
    source, *how = DRAWN
    cut(PAGES / source, FACE, *how)
    for target in (PAGES, FACE.parent):
        shutil.copyfile(packages / "source-serif/LICENSE.md", target / "OFL.md")
    sizes = {file: (PAGES / file).stat().st_size for _, file, *_ in CUTS}
    print(*(f"{size:7} {file}" for file, size in sizes.items()), sep="\n")
    print(f"{sum(sizes.values()):7} all that a page can load")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Which folder has npm's packages? python -m press.faces FOLDER")
    main(sys.argv[1])
