"""The book's exercises, and `check("id")`, which grades one in a notebook.

Each folder here is one exercise: prompt.md (its first line is the title), starter.py,
solution.py, checks.py (see `nnbook.exercises.grader`), hints.md (hints between lines of
`---`) and wrong/*.py, typical mistakes, each with the message that it must get. Prompt
and starter get into the notebooks with `python -m nnbook.exercises.sync`.

The folders in notebook/ are the same, but need what no page has, such as torch: they
are graded in a notebook only, and judge what all cells above have made. The page shows
what is checked, the hints and the solution.
"""

import ast
import difflib
import functools
import sys
from dataclasses import dataclass
from pathlib import Path

from nnbook.exercises.grader import grade_namespace

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Wrong:
    """A typical mistake: the code, and a part of the message that it must get."""

    name: str
    source: str
    expect: str


@dataclass(frozen=True)
class Exercise:
    """One definition for the page, the notebook and the tests."""

    id: str
    title: str
    prompt: str
    starter: str
    solution: str
    checks: str
    hints: tuple[str, ...]
    wrong: tuple[Wrong, ...]
    in_page: bool = True

    @property
    def rules(self):
        """What is true once all checks pass, a line for each check."""
        functions = ast.parse(self.checks).body
        return tuple(
            ast.get_docstring(f)
            for f in functions
            if isinstance(f, ast.FunctionDef) and f.name.startswith("check_")
        )

    @property
    def prompt_cell(self):
        """The Markdown cell of a notebook.

        The title is bold rather than a heading: an exercise is no section of its own.
        """
        return f"**Exercise: {self.title}**\n\n{self.prompt}"

    @property
    def code_cell(self):
        """The code cell of a notebook: the starter, then the call that grades it."""
        return f'{self.starter}\ncheck("{self.id}")'


def ids():
    """Return the ids of all exercises that are graded in the page, sorted."""
    return sorted(path.parent.name for path in FOLDER.glob("*/prompt.md"))


def notebook_ids():
    """Return the ids of all exercises that are graded in a notebook only, sorted."""
    return sorted(path.parent.name for path in FOLDER.glob("notebook/*/prompt.md"))


@functools.cache
def load(exercise_id):
    """Return the exercise with this id; ValueError names the nearest id there is."""
    in_page = exercise_id in ids()
    if not in_page and exercise_id not in notebook_ids():
        raise ValueError(unknown("exercise", exercise_id, ids() + notebook_ids()))
    folder = FOLDER / exercise_id if in_page else FOLDER / "notebook" / exercise_id
    title, prompt = _read(folder / "prompt.md").split("\n", 1)
    if not title.startswith("# "):
        raise ValueError(f"{folder}/prompt.md must begin with a title: # Weighted sum")
    return Exercise(
        id=exercise_id,
        title=title.removeprefix("# ").strip(),
        prompt=prompt.strip(),
        starter=_read(folder / "starter.py"),
        solution=_read(folder / "solution.py"),
        checks=_read(folder / "checks.py"),
        hints=tuple(h.strip() for h in _read(folder / "hints.md").split("\n---\n")),
        wrong=tuple(_wrong(path) for path in sorted(folder.glob("wrong/*.py"))),
        in_page=in_page,
    )


def check(exercise_id):
    """Grade what the notebook has defined so far and print the verdict."""
    exercise = load(exercise_id)
    # The caller's globals are the notebook's cells.
    result = grade_namespace(sys._getframe(1).f_globals, exercise.checks)
    print(result.text(exercise.title))


def _read(path):
    if not path.exists():
        raise ValueError(f"The exercise {path.parent.name} lacks {path.name} ({path})")
    return path.read_text(encoding="utf-8")


def _wrong(path):
    source = _read(path)
    mark, _, expect = source.partition("\n")[0].partition(":")
    if mark != "# expect":
        raise ValueError(
            f"{path} must begin with a line: # expect: part of the message"
        )
    return Wrong(path.stem, source, expect.strip())


def unknown(kind, wanted, known):
    """Say that there is no such id, and which one may have been meant."""
    near = difflib.get_close_matches(str(wanted), known, n=1)
    meant = (
        f" Did you mean {near[0]!r}?" if near else f" There are: {', '.join(known)}."
    )
    return f"There is no {kind} {wanted!r}.{meant}"
