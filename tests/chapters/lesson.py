"""The cells of a chapter: what they define when they run, and what they have printed."""

import contextlib
import io

import nbformat

from nnbook import plots
from nnbook.grading.exercise import load
from nnbook.grading.question import load_question
from tests.chapters import runs
from tests.chapters.runs import CHAPTERS


def cells_of(chapter):
    """The cells of chapters/CHAPTER.ipynb."""
    return nbformat.read(CHAPTERS / f"{chapter}.ipynb", as_version=4).cells


def defined(chapter):
    """Everything that a chapter's cells have defined in its run; its style is set."""
    plots.use_book_style()
    return runs.defined(chapter)


def executed(cells, names):
    """What the cells of these names define, run after the chapter's imports."""
    namespace = {}
    with contextlib.redirect_stdout(io.StringIO()):
        for cell in cells[1:]:
            if "use_book_style" in cell.source or cell.metadata.get("name") in names:
                exec(cell.source, namespace)
    return namespace


def printed(cells, name):
    """What the cell of this name prints; nbval holds it to what it printed when run."""
    (cell,) = (c for c in cells if c.metadata.get("name") == name)
    return "".join(o.text for o in cell.outputs if o.output_type == "stream")


def predicted(cells, question_id):
    """The right option of a prediction, which stands right above a cell with output."""
    question = load_question(question_id)
    (at,) = (i for i, c in enumerate(cells) if f'Question("{question_id}")' in c.source)
    assert question.predict and cells[at + 1].outputs
    (right,) = (o["text"] for o in question.details["options"] if o.get("correct"))
    return right


def starter(exercise_id):
    """What the program of an exercise that is to be mended defines."""
    namespace = {}
    exec(load(exercise_id).starter, namespace)
    return namespace


def prose(cells):
    """What a reader reads, in one line: the text, the captions, the alt texts."""
    parts = []
    for cell in cells:
        if cell.cell_type == "markdown":
            parts.append(cell.source)
        figure = cell.metadata.get("mystnb", {})
        parts.append(figure.get("figure", {}).get("caption", ""))
        parts.append(figure.get("image", {}).get("alt", ""))
    return " ".join(" ".join(parts).split())


def says(text, *phrases):
    """The text has every phrase; a test makes them from what it has computed."""
    missing = [phrase for phrase in phrases if phrase not in text]
    assert not missing, missing


def holds(text, claims):
    """The text has every phrase, and its number lies where the words allow it.

    ``claims`` maps a phrase to (number, lowest, highest).
    """
    says(text, *claims)
    for phrase, (x, low, high) in claims.items():
        assert low <= x <= high, f"{phrase}: {x} is not in [{low}, {high}]"


def tex(x, digits=1):
    """A number as the text writes it in formulas: 4 \\cdot 10^{-31}, or 10^{-31}."""
    mantissa, exponent = f"{x:.{digits - 1}e}".split("e")
    exponent = str(int(exponent))
    power = f"10^{exponent}" if len(exponent) == 1 else f"10^{{{exponent}}}"
    return power if mantissa == "1" else f"{mantissa} \\cdot {power}"


def word(number):
    """A small number as it is written in prose."""
    return WORDS[number]


WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen "
    "fourteen fifteen sixteen seventeen eighteen nineteen twenty"
).split()
