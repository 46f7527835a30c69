"""Plots in Chinese: no letter without a width, and letters stay letters."""

import os
import subprocess
import sys

import pytest

from press.cjk_widths import face
from tests import ROOT

DRAW = """
import io, warnings
warnings.simplefilter("error")
import matplotlib
matplotlib.use("svg")
from nnbook import plots
from nnbook.language import texts
plots.use_book_style()
ax = plots.plot_ranker()
ax.set_title("梯度消失：“召回”与精排——……", fontweight="bold")
file = io.StringIO()
ax.figure.savefig(file, format="svg")
assert "梯度消失" in file.getvalue()
print("drawn")
"""


@pytest.mark.parametrize("style, weight", [("Regular", 400), ("Bold", 700)])
def test_the_faces_of_widths_are_what_their_tool_makes(style, weight, tmp_path):
    made = tmp_path / "made.ttf"
    face(style, weight).save(made)
    stored = ROOT / "code" / "nnbook" / "plots" / f"cjk-{style.lower()}.ttf"
    assert stored.read_bytes() == made.read_bytes()
    assert len(made.read_bytes()) < 2000


def test_chinese_labels_need_no_other_face():
    texts = [sys.executable, "-m", "press.translation.texts", "zh_CN"]
    subprocess.run(texts, cwd=ROOT, check=True)
    run = subprocess.run(
        [sys.executable, "-c", DRAW],
        env={**os.environ, "NNBOOK_LANGUAGE": "zh_CN"},
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
    )
    assert run.returncode == 0 and "drawn" in run.stdout, run.stderr
