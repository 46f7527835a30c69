"""The book asks for thought: to predict, to mend, to design, often enough in each part."""

from collections import Counter

import pytest

from nnbook.grading.exercise import KINDS, ids, load, notebook_ids
from nnbook.grading.question import chapter_of, load_question, question_ids

KIND = "predict", "debug", "design"


def counted():
    """{chapter's number: how many ask for each kind}."""
    counts = {}
    for name in ids() + notebook_ids():
        exercise = load(name)
        counts.setdefault(exercise.chapter[:2], Counter())[exercise.kind] += 1
    for name in question_ids():
        if load_question(name).predict:
            counts.setdefault(chapter_of(name)[:2], Counter())["predict"] += 1
    return counts


COUNTS = counted()
PART_I = sum((COUNTS[chapter] for chapter in ("01", "02", "03", "04", "05")), Counter())


def test_part_one_has_twenty_that_ask_for_thought():
    assert set(KIND) < {*KINDS, "predict"}
    assert sum(PART_I[kind] for kind in KIND) >= 20, PART_I


@pytest.mark.parametrize("kind", KIND)
def test_part_one_has_five_of_each_kind(kind):
    assert PART_I[kind] >= 5, COUNTS


@pytest.mark.parametrize("kind", KIND)
@pytest.mark.parametrize("chapter", ["06", "07"])
def test_a_chapter_on_recommendation_has_two_of_each_kind(chapter, kind):
    assert COUNTS[chapter][kind] >= 2, COUNTS[chapter]
