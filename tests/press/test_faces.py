"""The faces of the pages: small, ours by name, with their licence, and no shift."""

import re

from matplotlib.font_manager import get_font

from nnbook.plots.style import FACE
from press.site.assets import JS
from press.site.faces import FACES, FONTS

STYLE = (JS / "src/site/faces.css").read_text("utf-8")


def test_all_faces_together_take_at_most_90_kb():
    files = sorted(FONTS.glob("*.woff2"))
    assert {f"{name}.woff2" for name in FACES} == {file.name for file in files}
    assert set(re.findall(r"fonts/([\w.-]+)", STYLE)) == {f.name for f in files}
    assert sum(file.stat().st_size for file in files) <= 90_000


def test_plots_are_measured_in_the_face_of_the_labels():
    assert FACE.stat().st_size < 40_000
    assert get_font(FACE).family_name == "NN Sans"
    licences = {
        folder.joinpath("OFL.md").read_bytes() for folder in (FONTS, FACE.parent)
    }
    assert len(licences) == 1


def test_the_licence_lies_beside_them_and_its_reserved_name_is_not_used():
    licence = (FONTS / "OFL.md").read_text("utf-8")
    assert "Reserved Font Name ‘Source’" in licence
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert not re.search(r'font-family: "[^"]*Source', STYLE)


def test_each_face_has_a_stand_in_and_never_replaces_it_late():
    rules = re.findall(r"@font-face \{(.*?)\}", STYLE, re.S)
    names = [re.search(r'font-family: "(.*?)"', rule)[1] for rule in rules]
    ours = {name for name in names if not name.endswith("stand-in")}
    assert {f"{name} stand-in" for name in ours} <= set(names)
    for name, rule in zip(names, rules, strict=True):
        part = "size-adjust" if name.endswith("stand-in") else "display: optional"
        assert part in rule, name
