"""The small markup of exercises and questions, as Python reads it in many texts."""

import ast
import json
import random
from pathlib import Path

from nnbook.grading import exercise, question
from press.markup import parts

CASES = json.loads(Path(__file__).with_name("markup_cases.json").read_text("utf-8"))


def markup():
    """[text, its parts, its parts where code is the only mark] of each text."""
    texts = {*texts_of_the_book(), *random_texts(3000), *CASES}
    return [[t, list(parts(t)), list(parts(t, ["code"]))] for t in sorted(texts)]


def texts_of_the_book():
    """Every text of the exercises and questions in which marks may stand."""
    for name in (*exercise.ids(), *exercise.notebook_ids()):
        one = exercise.load(name)
        yield from (one.title, *one.hints)
        # What the checks are called, and what they say of mistakes.
        for node in ast.walk(ast.parse(one.checks)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value
    for name in question.question_ids():
        one = question.load_question(name)
        yield from (one.title, one.prompt, *strings(one.details))


def strings(value):
    """The strings in nested lists and dicts."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for part in value.values() if isinstance(value, dict) else value:
            yield from strings(part)


def random_texts(count):
    """Texts of marks, spaces of many kinds and a few letters, the same each time."""
    draw = random.Random(0)
    letters = "``**ab1.\\<&\n\t\r \v\f\x1c\x85\u00a0\u2028\u3000\ufeff中😀"
    return ("".join(draw.choices(letters, k=draw.randint(1, 12))) for _ in range(count))
