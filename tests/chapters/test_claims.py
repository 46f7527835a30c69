"""Claims, checked: each has its cell, its verdict and its place in a chapter."""

import re

import numpy as np
import pytest

from tests.chapters.lesson import CHAPTERS, cells_of, holds, printed, prose, says, tex

CELLS = cells_of("claims")
CLAIM = re.compile(r"\((checked-[a-z0-9-]+)\)=\n### (\d+)\. (.+)\n")
VERDICTS = {"wrong", "half true", "loose", "history"}


def claims():
    """{label: (number, title, the cells from the claim to its verdict)}."""
    found, current = {}, None
    for cell in CELLS:
        if match := CLAIM.match(cell.source):
            current = found[match[1]] = (int(match[2]), match[3], [cell])
        elif current is not None:
            current[2].append(cell)
            if "**Verdict:" in cell.source:
                current = None
    return found


def test_the_seventeen_of_the_usual_telling_and_more():
    numbers = [number for number, _, _ in claims().values()]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) > 17


@pytest.mark.parametrize("label", claims())
def test_a_claim_is_measured_and_judged(label):
    _, _, cells = claims()[label]
    assert any(c.cell_type == "code" and c.outputs for c in cells)
    verdict = re.search(r"\*\*Verdict: ([a-z ]+)\.\*\*", cells[-1].source)
    assert verdict[1] in VERDICTS


@pytest.mark.parametrize("label", claims())
def test_the_table_has_the_claim_and_its_verdict(label):
    number, title, cells = claims()[label]
    verdict = re.search(r"\*\*Verdict: ([a-z ]+)\.\*\*", cells[-1].source)[1]
    row = f"| {number} | [{title}](#{label}) | {verdict} |"
    assert any(row in cell.source for cell in CELLS)


@pytest.mark.parametrize("label", claims())
def test_a_chapter_links_to_the_claim(label):
    number = claims()[label][0]
    link = f"[claim {number}](#{label})"
    notebooks = CHAPTERS.glob("[0-9]*.ipynb")
    assert any(link in path.read_text("utf-8") for path in notebooks)


# The numbers of the prose are those that the cells print: what is printed, then what is
# said of it, in the claim of this label.


@pytest.mark.parametrize(
    "label, name, out, said",
    [
        ("norm", "norm", "1/√n: ‖W‖ = {2.0}; times 0.25: {0.5}", r"nearly {2}-fold"),
        ("norm", "norm", "He  : ‖W‖ = {2.8}; times 0.25: {0.7}", r"start {2.8}-fold"),
        ("norm", "norm", "He  : ‖W‖ = {2.8}; times 0.25: {0.7}", r"\cdot {2.8} < 1$"),
        ("half-active", "active", "rate 0.1: {50}% active before", "it must be a half"),
        ("half-active", "active", "rate 5.0: {50}% active before", "it must be a half"),
        ("dead", "dead", "first hidden layer: {0} of 10", "the unit stays dead"),
        ("1943", "tables", "{7} in 1943", "it reaches {7}"),
        ("1943", "tables", "{14} with real weights", "with real weights {14}"),
        ("1943", "tables", "of {16}", "Of the {16} truth tables"),
        ("odds", "odds", "P = {0.3}: odds", "At $P = {0.3}$"),
        ("cross", "cross", "on real numbers: {0.18}", r"$0.3 \cdot 0.6 = {0.18}$"),
        ("1200", "dimensions", "1200 / 32 = {37.5}", "no number of embeddings makes"),
    ],
)
def test_a_number_of_the_prose_is_printed(label, name, out, said):
    claim = prose(claims()[f"checked-{label}"][2])
    says(printed(CELLS, name), re.sub("[{}]", "", out))
    says(claim, re.sub("[{}]", "", said))
    if value := re.search(r"{([^}]*)}", said):
        assert float(value[1]) == float(re.search(r"{([^}]*)}", out)[1])


def test_what_cells_decide():
    for name, number in (("growth", 2), ("rate", 3), ("cross", 1)):
        assert printed(CELLS, name).count("True") == number
    assert "[3, 7, 9]" in printed(CELLS, "word2vec")
    assert "100 of 100" in printed(CELLS, "word2vec")


def test_numbers_that_follow():
    stretched = re.search(r"from ([\d.]+) to", printed(CELLS, "factors"))[1]
    above = re.search(r"P = 0.3: odds/E\[T\] = ([\d.]+)", printed(CELLS, "odds"))[1]
    best = [line for line in printed(CELLS, "small-h").splitlines() if "-11" in line]
    (h,) = re.findall(r"h = (\S+):", best[0])
    text = prose(CELLS)
    says(
        text,
        f"$2^{{50}} \\approx {tex(10.0 ** round(np.log10(2.0**50)))}$",
        f"the odds are {float(above) - 1:.0%} above the expected watch time",
        f"The error falls until $h \\approx {tex(float(h))}$",
        f"with $\\eta = {0.001}$ as with $\\eta = {0.1}$",
    )
    holds(
        text,
        {
            "each factor can stretch more than two-fold": (float(stretched), 2, 2.5),
            "with the perceptron, fifteen years later": (1958 - 1943, 15, 15),
            "A computer keeps 16 digits": (-np.log10(np.finfo(float).eps), 15, 16),
        },
    )
    says(printed(CELLS, "rate"), "rate   0.1:", "rate 0.001:")


def test_only_the_corrected_estimate_finds_the_probabilities():
    lines = printed(CELLS, "negatives").splitlines()
    assert [line.endswith("True") for line in lines] == [True, False, False]


def test_the_best_step_is_neither_the_largest_nor_the_smallest():
    errors = [int(n) for n in re.findall(r"near 10\^(-\d+)", printed(CELLS, "small-h"))]
    assert errors.index(min(errors)) not in (0, len(errors) - 1)
