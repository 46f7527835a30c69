"""Exercises in another language: the same verdicts, and messages translated as planted."""

import json
import os
import subprocess
import sys

import pytest

from nnbook.grading import translated
from nnbook.grading.translated import words_of
from nnbook.language import python
from tests import ROOT

LANGUAGES = sorted(p.name for p in (ROOT / "locale").iterdir() if p.is_dir())
# Run in the language: each planted mistake in both, {name: [verdicts, words, messages]}.
GRADE = """
import json, sys
from nnbook.grading.exercise import in_english, load, versions
from nnbook.grading.grader import grade
from nnbook.grading.translated import words_of
from nnbook.language import python, texts

found = {}
for name in versions():
    english, other = in_english(name), load(name)
    said = texts(f"exercises-{english.chapter}")
    messages = [text.text for text in python.texts(english.checks)]
    right = grade(other.solution, other.checks, mistakes=other.mistakes)
    start = grade(other.starter, other.checks, mistakes=other.mistakes)
    found[name] = [right.status, start.status, english.kind]
    for mistake in map(english.mistake, english.mistake_names):
        result = grade(mistake.source, other.checks, mistakes=other.mistakes)
        told = [row.message for row in result.checks if row.message]
        if result.problem:
            told.append(result.problem.message)
        for expected in mistake.expect:
            planted = [m for m in messages if expected in m]
            found[f"{name} {mistake.name}: {expected}"] = [
                result.status, words_of(expected, messages, said) if planted else [], told
            ]
json.dump(found, sys.stdout, ensure_ascii=False)
"""


@pytest.fixture(scope="module", params=LANGUAGES)
def graded(request):
    """What all exercises and mistakes get in a language, graded in it."""
    build = [sys.executable, "-m", "press.translation.texts", request.param]
    subprocess.run(build, cwd=ROOT, check=True)
    run = subprocess.run(
        [sys.executable, "-c", GRADE],
        env={**os.environ, "NNBOOK_LANGUAGE": request.param},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return json.loads(run.stdout)


def test_solutions_pass_and_starters_are_not_started(graded):
    exercises = {name: row for name, row in graded.items() if " " not in name}
    assert len(exercises) > 60
    for name, (right, start, kind) in exercises.items():
        assert right == "passed", name
        if kind == "write":
            assert start == "not started", name


def test_every_planted_mistake_gets_the_translation_of_its_message(graded):
    planted = {name: row for name, row in graded.items() if " " in name}
    assert len(planted) > 250
    for name, (status, words, told) in planted.items():
        assert status != "passed", name
        if words:
            assert any(piece in text for piece in words for text in told), (
                name,
                words,
                told,
            )


def test_words_of_a_message_with_values_are_its_longest_piece():
    said = {
        "{n} of them: add b once.": "共{n}个：b只加一次。",
        "No bias.": "没有偏置。",
    }
    messages = [*said, "Something else."]
    assert words_of("add b once", messages, said) == ["个：b只加一次。"]
    assert words_of("No bias", messages, said) == ["没有偏置。"]
    assert words_of("not planted here", messages, said) == ["not planted here"]


def test_a_question_keeps_its_answer_and_the_english_of_its_rows():
    table = {
        "kind": "choice",
        "title": "T",
        "options": [{"text": "A  b", "correct": True}],
    }
    new = translated.in_language(table, {"A b": "甲", "T": "题"})
    assert new["title"] == "题" and new["kind"] == "choice"
    assert new["options"] == [{"text": "甲", "english": "A  b", "correct": True}]


def test_code_is_translated_and_computes_the_same():
    source = 'def f(n):\n    """Give it."""\n    return f"{n:.1f} of all"  # half\n'
    said = {"Give it.": "返回它。", "{n:.1f} of all": "共{n:.1f}", "half": "一半"}
    scope = {}
    exec(python.rewrite(source, said.get), scope)
    assert scope["f"](2) == "共2.0" and scope["f"].__doc__ == "返回它。"
