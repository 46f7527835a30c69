"""One palette: figures and widgets mean the same by the same colour."""

import re

import matplotlib as mpl

from nnbook.plots import PALETTE
from nnbook.plots.style import LABEL, NOTE, STYLE
from tests import ROOT

CSS = (ROOT / "code/press/js/src/lib/theme.css").read_text("utf-8")


def variables(block):
    return dict(re.findall(r"--nn-([\w-]+): (#[0-9a-f]{6});", block))


LIGHT, DARK = (variables(block) for block in CSS.split("html[data-theme", 1))


def luminance(color):
    def linear(c):
        return c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(color[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(a, b):
    """WCAG 2's contrast ratio."""
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_figures_use_the_widgets_light_colours():
    assert PALETTE == {name: LIGHT[name] for name in PALETTE}


def test_the_style_sheet_uses_no_other_colours():
    style = mpl.rc_params_from_file(STYLE, use_default_template=False)
    known = {color.lstrip("#") for color in PALETTE.values()}
    cycle = [entry["color"].lstrip("#") for entry in style["axes.prop_cycle"]]
    single = [v.lstrip("#") for k, v in style.items() if k.endswith("color")]
    assert set(cycle) | {c for c in single if c != "none"} <= known | {"auto"}


def test_every_colour_can_be_read_in_both_themes():
    for theme in (LIGHT, DARK):
        for name, color in theme.items():
            if name in ("line", "surface", "raised", "on-accent", "control"):
                continue
            for ground in ("surface", "raised"):
                assert contrast(color, theme[ground]) >= 4.5, (name, ground)
        assert contrast(theme["control"], theme["surface"]) >= 3
        assert contrast(theme["on-accent"], theme["accent"]) >= 4.5


def test_both_themes_define_the_same_colours():
    assert set(LIGHT) == set(DARK)


def test_the_sizes_of_type_are_those_of_the_page():
    pixels = dict(re.findall(r"--nn-(s-\d): (\d+)px;", CSS))
    assert {LABEL * 4 / 3, NOTE * 4 / 3} == {float(size) for size in pixels.values()}
    style = mpl.rc_params_from_file(STYLE, use_default_template=False)
    sizes = {
        v for k, v in style.items() if k.endswith("size") and k != "figure.figsize"
    }
    assert sizes == {LABEL, NOTE}
