"""Claims, checked: each has its cell, its verdict and its place in a chapter."""

import re

import pytest
from lesson import CHAPTERS, cells_of, printed

CELLS = cells_of("claims")
CLAIM = re.compile(r"\((checked-[a-z0-9-]+)\)=\n### (\d+)\. (.+)\n")
VERDICTS = {"wrong", "half true", "loose", "history"}


def claims():
    """{label: (number, title, the cells between the claim and its verdict)}."""
    found, current = {}, None
    for cell in CELLS:
        if match := CLAIM.match(cell.source):
            current = found[match[1]] = (int(match[2]), match[3], [])
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
    row = f"| {number} | {{ref}}`{title} <{label}>` | {verdict} |"
    assert any(row in cell.source for cell in CELLS)


@pytest.mark.parametrize("label", claims())
def test_a_chapter_links_to_the_claim(label):
    number = claims()[label][0]
    link = f"{{ref}}`claim {number} <{label}>`"
    notebooks = CHAPTERS.glob("[0-9]*.ipynb")
    assert any(link in path.read_text("utf-8") for path in notebooks)


# The numbers of the prose are those that the cells print.


@pytest.mark.parametrize(
    "name, said",
    [
        ("norm", ["‖W‖ = 2.0", "‖W‖ = 2.8", "times 0.25: 0.5", "times 0.25: 0.7"]),
        ("growth", ["10¹²: True", "less than 10-fold:   True"]),
        ("rate", ["True\n"] * 3),
        ("active", ["50% active before"] * 2),
        ("dead", ["first hidden layer: 0 of 10"]),
        ("tables", ["7 in 1943", "14 with real weights"]),
        ("word2vec", ["[3, 7, 9]", "100 of 100"]),
        ("negatives", [", corrected: correlation with log p is above 0.9: True"]),
        ("odds", ["P = 0.3: odds/E[T] = 1.43"]),
        ("dimensions", ["37.5"]),
        ("cross", ["0.18", "AND: True"]),
    ],
)
def test_a_number_of_the_prose_is_printed(name, said):
    text = printed(CELLS, name)
    for part in set(said):
        assert text.count(part) >= said.count(part)


def test_only_the_corrected_estimate_finds_the_probabilities():
    lines = printed(CELLS, "negatives").splitlines()
    assert [line.endswith("True") for line in lines] == [True, False, False]


def test_the_best_step_is_neither_the_largest_nor_the_smallest():
    errors = [int(n) for n in re.findall(r"near 10\^(-\d+)", printed(CELLS, "small-h"))]
    assert errors.index(min(errors)) not in (0, len(errors) - 1)
    assert "10^{-5}" in "".join(cell.source for cell in CELLS)
