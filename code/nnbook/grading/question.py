"""Concept questions, each a file exercises/CHAPTER/questions/ID.toml.

They are answered in the page.

Texts are plain, with `code`, *emphasis* and Unicode mathematics (σ, z², w₁). The page
marks an answer as right or not yet right and shows the feedback that fits it. Every
question has kind, title and prompt; the rest depends on its kind::

    kind = "choice"             # one of several options
    [[options]]                 # at least two, exactly one correct
    text = "It halves."
    feedback = "Each layer halves it, and there are two."   # names the misconception
    [[options]]
    text = "It is a quarter."
    feedback = "Yes: 0.5 · 0.5."
    correct = true

    kind = "number"
    answer = 0.0625
    tolerance = 0.0005          # largest difference that counts as right
    unit = "volts"              # if it has one
    feedback = "Yes: 0.25 · 0.25."
    hint = "What does one layer do to the gradient?"        # to any other number
    [[mistakes]]                # a number that a typical mistake leads to
    value = 0.5
    feedback = "You added the two factors; the chain rule multiplies them."

    kind = "order"              # the items are shown shuffled
    feedback = "Yes: sum first, then compare."
    [[items]]                   # in their right order, at least three
    text = "The products are added."
    [[items]]
    text = "The sum is compared with the threshold."
    feedback = "Before the products are added there is nothing to compare."
    # (each item but the first says why it cannot come earlier)

A choice or number with ``predict = true`` is a prediction. It stands right above the
code cell that answers it; the page keeps that cell's output covered until the reader
commits to an answer, once, and being wrong costs nothing.
"""

import functools
import tomllib
from dataclasses import dataclass

from nnbook.grading import translated
from nnbook.grading.exercise import FOLDER, unknown
from nnbook.language import _

TEXT, NUMBER, TABLES = str, (int, float), list
COMMON = {"kind": TEXT, "title": TEXT, "prompt": TEXT}
PREDICT = {"predict": bool}
PREDICTED = "choice", "number"
# kind -> what it must have, what it may have
FIELDS = {
    "choice": ({"options": TABLES}, {}),
    "number": (
        {"answer": NUMBER, "tolerance": NUMBER, "feedback": TEXT, "hint": TEXT},
        {"unit": TEXT, "mistakes": TABLES},
    ),
    "order": ({"items": TABLES, "feedback": TEXT}, {}),
}
ROWS = {
    "options": ({"text": TEXT, "feedback": TEXT}, {"correct": bool}),
    "mistakes": ({"value": NUMBER, "feedback": TEXT}, {}),
    "items": ({"text": TEXT}, {"feedback": TEXT}),
}


@dataclass(frozen=True)
class Question:
    """A question; `details` holds what its kind adds, as in the file."""

    id: str
    kind: str
    title: str
    prompt: str
    details: dict
    predict: bool = False

    @property
    def heading(self):
        """What stands above it: "Question: ..." or "Predict: ..."."""
        kind = _("Predict") if self.predict else _("Question")
        return _("{kind}: {title}", kind=kind, title=self.title)


@functools.cache
def _files():
    """{id: file} of all questions."""
    found = {}
    for path in sorted(FOLDER.glob("*/questions/*.toml")):
        if path.stem in found:
            raise ValueError(f"two questions {path.stem}: {found[path.stem]}, {path}")
        found[path.stem] = path
    return found


def question_ids():
    """Return the ids of all questions, sorted."""
    return sorted(_files())


def chapter_of(question_id):
    """Return the chapter in whose folder a question is."""
    return _files()[question_id].relative_to(FOLDER).parts[0]


@functools.cache
def load_question(question_id):
    """Return the question with this id; ValueError says what is wrong with it."""
    if question_id not in _files():
        raise ValueError(unknown("question", question_id, question_ids()))
    path = _files()[question_id]
    try:
        table = read(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ValueError(f"{path.name}: {error}") from None
    return made(question_id, translated.question(table, chapter_of(question_id)))


def parse(question_id, text):
    """Read and validate a question's TOML, as it is."""
    return made(question_id, read(text))


def read(text):
    """Read and validate a question's TOML; return its table."""
    table = tomllib.loads(text)
    kind = table.get("kind")
    if kind not in FIELDS:
        raise ValueError(f"kind must be one of {', '.join(FIELDS)}, not {kind!r}")
    needed, allowed = FIELDS[kind]
    predict = table.get("predict", False)
    if predict not in (True, False) or (predict and kind not in PREDICTED):
        raise ValueError(f"predict = true is for {' and '.join(PREDICTED)} alone")
    _validate(table, COMMON | needed, allowed | PREDICT, f"a {kind} question")
    for name, (row_needed, row_allowed) in ROWS.items():
        for number, row in enumerate(table.get(name, []), 1):
            _validate(row, row_needed, row_allowed, f"{name}, number {number},")
    RULES[kind](table)
    return table


def made(question_id, table):
    """Return the question that a table holds."""
    details = {k: v for k, v in table.items() if k not in COMMON | PREDICT}
    first = (table[name] for name in COMMON)
    return Question(question_id, *first, details, table.get("predict", False))


def _validate(table, needed, allowed, what):
    known = needed | allowed
    for name in needed:
        if name not in table:
            raise ValueError(f"{what} lacks {name!r}")
    for name, value in table.items():
        if name not in known:
            raise ValueError(f"{what} has no field {name!r}: {', '.join(known)}")
        if not isinstance(value, known[name]) or value == "":
            raise ValueError(f"{what} has a wrong value for {name!r}: {value!r}")


def _check_choice(table):
    if len(table["options"]) < 2:
        raise ValueError("a choice question needs at least two options")
    correct = sum(option.get("correct", False) for option in table["options"])
    if correct != 1:
        raise ValueError(f"exactly one option must be correct, not {correct}")


def _check_number(table):
    if table["tolerance"] < 0:
        raise ValueError("the tolerance must not be negative")
    for mistake in table.get("mistakes", []):
        if abs(mistake["value"] - table["answer"]) <= table["tolerance"]:
            raise ValueError(f"the mistake {mistake['value']} counts as right")


def _check_order(table):
    texts = [item["text"] for item in table["items"]]
    if len(texts) < 3:
        raise ValueError("an order question needs at least three items")
    if not all("feedback" in item for item in table["items"][1:]):
        raise ValueError("each item but the first needs 'feedback'")
    if len(set(texts)) < len(texts):
        raise ValueError("two items have the same text")


RULES = {"choice": _check_choice, "number": _check_number, "order": _check_order}
