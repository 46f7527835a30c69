"""The pages' fonts of formulas have the letters of these formulas."""

from io import BytesIO

from fontTools.ttLib import TTFont

from press.site.formula_fonts import ORIGINALS, cut, letters

SHEET = """
mjx-c.mjx-c1D465.TEX-I::before {
  padding: 0.442em 0.572em 0.011em 0;
  content: "x";
}
mjx-c.mjx-c3D::before {
  padding: 0.583em 0.778em 0.082em 0;
  content: "=";
}
mjx-c.mjx-c2211.TEX-S2::before {
  padding: 0.95em 1.444em 0.45em 0;
  content: "\\2211";
}
@font-face /* 1 */ {
  font-family: MJXTEX;
  src: url("../a/MathJax_Main-Regular.woff") format("woff");
}
@font-face /* 3 */ {
  font-family: MJXTEX-I;
  src: url("../a/MathJax_Math-Italic.woff") format("woff");
}
@font-face /* 7 */ {
  font-family: MJXTEX-S2;
  src: url("../a/MathJax_Size2-Regular.woff") format("woff");
}
"""


def test_each_font_has_the_letters_that_name_it():
    assert letters([SHEET]) == {
        "MathJax_Main-Regular": {"="},
        "MathJax_Math-Italic": {"x"},
        "MathJax_Size2-Regular": {"∑", "="},
    }


def test_a_letter_is_drawn_as_it_was():
    whole = ORIGINALS / "MathJax_Math-Italic.woff"
    data = cut(whole, "xy")
    assert len(data) < whole.stat().st_size / 4
    old, new = TTFont(whole), TTFont(BytesIO(data))
    assert {chr(code) for code in new.getBestCmap()} == {"x", "y"}
    for letter in "xy":
        name = old.getBestCmap()[ord(letter)]
        assert old["hmtx"][name] == new["hmtx"][new.getBestCmap()[ord(letter)]]
    for table in ("hhea", "OS/2"):
        for side in ("ascent", "descent", "usWinAscent", "sTypoAscender"):
            assert getattr(old[table], side, 0) == getattr(new[table], side, 0)


def test_the_same_letters_give_the_same_file():
    whole = ORIGINALS / "MathJax_Size2-Regular.woff"
    assert cut(whole, "∑") == cut(whole, "∑")
