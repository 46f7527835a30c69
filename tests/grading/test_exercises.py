"""Every exercise and every concept question of the book holds what it promises."""

import ast
import dataclasses
import re

import nbformat
import pytest

from nnbook.grading.exercise import (
    FOLDER,
    check,
    ids,
    load,
    notebook_ids,
    versions,
)
from nnbook.grading.grader import grade, grade_namespace
from nnbook.grading.question import chapter_of, load_question, parse, question_ids
from tests import ROOT

CHAPTERS = ROOT / "chapters"


@pytest.mark.parametrize("exercise_id", versions())
def test_solution_passes(exercise_id):
    exercise = load(exercise_id)
    result = grade(exercise.solution, exercise.checks)
    assert result.checks
    assert result.status == "passed", result.text(exercise.title)


@pytest.mark.parametrize("exercise_id", versions())
def test_starter_is_not_started_or_what_is_to_be_mended(exercise_id):
    exercise = load(exercise_id)
    result = grade(exercise.starter, exercise.checks, mistakes=exercise.mistakes)
    wanted = "failed" if exercise.kind == "debug" else "not started"
    assert result.status == wanted, result.text(exercise.title)


def sentences(checks):
    """What checks.py has to say: its texts, those that are Python left out.

    Of one with gaps that are filled in, the parts between them.
    """
    tree = ast.parse(checks)
    no_words = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if hasattr(node, "body")
        and isinstance(node.body, list)
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = [
                p.value if isinstance(p, ast.Constant) else None for p in node.values
            ]
            no_words |= set(map(id, node.values))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            parts = re.split(r"\{.*?\}", node.value)
        else:
            continue
        if id(node) in no_words or is_python("0".join(p or "0" for p in parts)):
            continue
        yield from (p for p in parts if p and len(re.findall(r"[^\W\d_]{2,}", p)) > 2)


def is_python(text):
    """Whether a text is an expression, such as a check asks for."""
    try:
        ast.parse(text, mode="eval")
    except SyntaxError:
        return False
    return True


@pytest.mark.parametrize("exercise_id", versions())
def test_each_mistake_gets_its_message_and_each_message_its_mistake(exercise_id):
    """What no planted mistake is told has never been seen to be right."""
    exercise = load(exercise_id)
    all_said = ""
    for wrong in map(exercise.mistake, exercise.mistake_names):
        result = grade(wrong.source, exercise.checks, mistakes=exercise.mistakes)
        assert result.status == "failed", wrong.name
        said = "\n".join(row.message for row in result.checks)
        missing = [words for words in wrong.expect if words not in said]
        assert not missing, f"[{wrong.name}] is told: {result.text('')}"
        all_said += said
    assert [text for text in sentences(exercise.checks) if text not in all_said] == []


@pytest.mark.parametrize("exercise_id", versions())
def test_definition_is_complete(exercise_id):
    exercise = load(exercise_id)
    assert exercise.title and exercise.prompt
    assert exercise.hints and all(exercise.hints)
    assert len(exercise.mistake_names) >= 3
    assert exercise.starter.endswith("\n")


@pytest.mark.parametrize("exercise_id", versions())
def test_cell_is_short(exercise_id):
    lines = load(exercise_id).code_cell.splitlines()
    assert len(lines) <= 15
    assert max(map(len, lines)) <= 79
    # A longer line is cut off in the page's editor.
    assert max(map(len, load(exercise_id).starter.splitlines())) <= 72


@pytest.mark.parametrize("exercise_id", versions())
def test_notebook_and_page_agree(exercise_id):
    exercise = load(exercise_id)
    namespace = {}
    exec(exercise.solution, namespace)
    assert grade_namespace(namespace, exercise.checks).status == "passed"


TWINS = [name for name in ids() if load(name).plain]


def test_six_exercises_of_chapters_3_to_5_use_numpy():
    assert len([n for n in TWINS if load(n).chapter[:2] in ("03", "04", "05")]) >= 6


@pytest.mark.parametrize("exercise_id", TWINS)
def test_a_twin_is_the_same_exercise_without_numpy(exercise_id):
    exercise, twin = load(exercise_id), load(exercise_id).plain
    assert (twin.title, twin.kind) == (exercise.title, exercise.kind)
    assert twin.in_page and twin.plain is None
    imports = {"import numpy as np" in one.starter for one in (exercise, twin)}
    assert imports == {True, False}
    assert "numpy" not in twin.starter + twin.solution + twin.prompt


def test_unknown_exercise_names_the_nearest():
    with pytest.raises(ValueError, match="Did you mean 'weighted-sum'"):
        load("weigted-sum")


def test_check_prints_and_returns_nothing(capsys):
    namespace = {"check": check}
    exec(load("weighted-sum").code_cell, namespace)
    assert capsys.readouterr().out == "Weighted sum: not started\n"
    assert exec(load("weighted-sum").solution, namespace) is None
    assert eval('check("weighted-sum")', namespace) is None
    assert capsys.readouterr().out == "Weighted sum: passed: 4 of 4 checks\n"


@pytest.mark.parametrize("question_id", question_ids())
def test_question_is_valid(question_id):
    question = load_question(question_id)
    assert question.id == question_id
    if question.kind == "choice":
        assert len(question.details["options"]) >= 2


CHOICE = """
kind = "choice"
title = "T"
prompt = "P"
[[options]]
text = "a"
feedback = "x"
correct = true
[[options]]
text = "b"
feedback = "y"
"""
NUMBER = """
kind = "number"
title = "T"
prompt = "P"
answer = 1
tolerance = 0.1
feedback = "yes"
hint = "try"
"""


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (CHOICE.replace('"choice"', '"riddle"'), "kind must be one of choice, number"),
        (CHOICE.replace('title = "T"', ""), "a choice question lacks 'title'"),
        (CHOICE.replace('feedback = "y"', ""), "options, number 2, lacks 'feedback'"),
        (CHOICE.replace("correct = true", ""), "exactly one option must be correct"),
        (CHOICE.replace("text", "txt"), "lacks 'text'"),
        (CHOICE.replace('prompt = "P"', "prompt = 3"), "a wrong value for 'prompt'"),
        (CHOICE + "colour = 1", "has no field 'colour'"),
        (NUMBER.replace('hint = "try"', ""), "a number question lacks 'hint'"),
        (NUMBER + "[[mistakes]]\nvalue=1.05\nfeedback='f'", "1.05 counts as right"),
    ],
)
def test_broken_question_is_explained(text, message):
    with pytest.raises(ValueError, match=message):
        parse("broken", text)


def test_unknown_question_names_the_nearest():
    with pytest.raises(ValueError, match="Did you mean 'from-input-to-spike'"):
        load_question("from-input-to-spikes")


def placed(chapter):
    """The exercises and questions that a chapter shows."""
    for cell in nbformat.read(chapter, as_version=4).cells:
        if "exercise" in cell.metadata:
            yield cell.metadata["exercise"]
        yield from re.findall(r'Question\("([\w-]+)"\)', cell.source)


def test_each_stands_once_in_the_chapter_of_its_folder():
    found = [
        (id, path.stem) for path in CHAPTERS.glob("*.ipynb") for id in placed(path)
    ]
    exercises = [(id, load(id).chapter) for id in ids() + notebook_ids()]
    questions = [(id, chapter_of(id)) for id in question_ids()]
    assert sorted(found) == sorted(exercises + questions)


def whole(text, source):
    """Whether the text is whole lines of the source, or an expression of it."""
    start = source.index(text)
    end = start + len(text)
    line = source.rfind("\n", 0, start) + 1
    if not source[line:start].strip() and source[end : end + 1] in ("", "\n"):
        return True
    # The text occurs once, so it is that expression which reads the same.
    expressions = {
        ast.get_source_segment(source, node)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.expr)
    }
    return text in expressions | {f"({inside})" for inside in expressions}


@pytest.mark.parametrize("exercise_id", versions() + notebook_ids())
def test_a_mistake_changes_whole_lines_or_an_expression(exercise_id):
    exercise = load(exercise_id)
    for name in exercise.mistake_names:
        if replace := exercise.mistake(name).replace:
            assert whole(replace, exercise.solution), f"[{name}] cuts: {replace!r}"


def test_what_is_the_solutions_stands_once():
    """Few mistakes are programs of their own, and folders stay readable."""
    exercises = [load(id) for id in versions() + notebook_ids()]
    mistakes = [e.mistake(name) for e in exercises for name in e.mistake_names]
    assert len(mistakes) >= 701
    assert sum(m.replace is None for m in mistakes) <= len(mistakes) / 7
    assert sum(path.is_file() for path in FOLDER.rglob("*.*")) <= 620


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("expect = 'x'", "must have expect, and either program or replace and by"),
        ("program = 'x'", "must have expect"),
        ("expect = 'x'\nprogram = 3", "every value must be text"),
        ("expect = ''\nprogram = 'x'", "expect is empty"),
        ("expect = 'x'\nreplace = 'none such'\nby = ''", "occurs 0 times"),
        ("expect = 'x'\nreplace = 'w'\nby = 'v'", "times in solution.py, not once"),
    ],
)
def test_a_broken_mistake_is_explained_and_breaks_no_other(table, message, tmp_path):
    good = "[good]\nexpect = 'x'\nprogram = 'x'\n"
    (tmp_path / "mistakes.toml").write_text(f"{good}[bad]\n{table}\n", "utf-8")
    exercise = dataclasses.replace(load("weighted-sum"), folder=tmp_path)
    assert exercise.mistake_names == ("good", "bad")
    assert exercise.mistake("good").source == "x"
    with pytest.raises(ValueError, match=message):
        exercise.mistake("bad")


@pytest.mark.parametrize(
    ("exercise_id", "program", "words"),
    [
        ("mean-squared-error/plain", "def mse(p, t): return 1", "^"),
        ("mean-squared-error/plain", "def mse(p, t): return 3", "absolute"),
        (
            "clipped-and-still-nan",
            "def step(w, g, lr, most): return [[0.4, 1], [0.2]]",
            "unclipped",
        ),
        ("stable-softmax/plain", "def probabilities(z): return [0.75, 0.25]", "sign"),
        (
            "wrong-for-the-diamond",
            "def backward_pass(n): return {'x': 3, 'a': 13, 'b': 1, 'z': 1}",
            "what a had at first",
        ),
        ("too-deep-to-measure", "def powers(s, w): return 1.3010299956639813", "sign"),
    ],
)
def test_what_is_met_by_chance_is_no_mistake(exercise_id, program, words):
    exercise = load(exercise_id)
    result = grade(program, exercise.checks, mistakes=exercise.mistakes)
    assert result.status == "failed"
    assert words not in "".join(row.message for row in result.checks)
