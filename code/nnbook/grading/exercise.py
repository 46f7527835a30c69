"""The book's exercises, and `check("id")`, which grades one in a notebook.

The content is in `nnbook/exercises/CHAPTER/ID/`: prompt.md (its first line is the
title), starter.py, solution.py, checks.py (see `nnbook.grading.grader`), hints.md
(hints between lines of `---`) and mistakes.toml: first `kind = "debug"` or "design" if
it is one (see `KINDS`), then typical mistakes, each with the message that it must get
(see `Mistake`). `python -m nnbook.grading.sync` writes prompt and starter into the
notebooks.

An exercise that uses numpy has a folder `plain/` with the same files: its twin in plain
Python, called ID/plain, for a page where numpy is not to be had. A notebook has numpy.

The folders in `CHAPTER/notebook/` are the same, but need what no page has, such as
torch: they are graded in a notebook only, and judge what all cells above have made. The
page shows what is checked, the hints and the solution.
"""

import ast
import difflib
import functools
import sys
import tomllib
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from nnbook.grading import translated
from nnbook.grading.grader import grade_namespace
from nnbook.language import _

# What an exercise asks for (to write what is missing, to find and mend what is wrong,
# to reach a property in a way of one's own), and what stands before its title.
KINDS = {"write": _("Exercise"), "debug": _("Debug"), "design": _("Design")}
PLAIN = "plain"  # the folder of a twin
NO_MISTAKES = "kind", "equivalent"  # what else mistakes.toml has
FOLDER = Path(resources.files("nnbook") / "exercises")


@dataclass(frozen=True)
class Mistake:
    """A typical mistake: its code, words of the messages it must get, what it replaces.

    In mistakes.toml it is a table, its name in brackets. What it shares with the
    solution stands in the solution alone: `replace` is whole lines of it, or a whole
    expression, and occurs there exactly once::

        [forgets_the_bias]
        expect = "The bias is missing"
        replace = "return total + b"
        by = "return total"

        [by_another_way]
        expect = ["Add the bias once", "for every input"]    # in two checks
        program = '''
        def net_input(x, w, b):
            return sum(x_i * w_i + b for x_i, w_i in zip(x, w))
        '''
    """

    name: str
    source: str
    expect: tuple[str, ...]
    replace: str | None = None


@dataclass(frozen=True)
class Exercise:
    """One definition for the page, the notebook and the tests."""

    id: str
    chapter: str
    kind: str
    title: str
    prompt: str
    starter: str
    solution: str
    checks: str
    hints: tuple[str, ...]
    in_page: bool
    folder: Path
    original: "Exercise | None" = None  # the English one, of a translated one

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
    def plain(self):
        """Its twin in plain Python, where it uses numpy; else None."""
        twin = f"{self.id}/{PLAIN}"
        return load(twin) if twin in _folders() else None

    @property
    def heading(self):
        """What stands above it: "Exercise: ...", "Debug: ..." or "Design: ..."."""
        return _("{kind}: {title}", kind=KINDS[self.kind], title=self.title)

    @property
    def prompt_cell(self):
        """The Markdown cell of a notebook.

        The title is bold rather than a heading: an exercise is no section of its own.
        """
        return f"**{self.heading}**\n\n{self.prompt}"

    @property
    def code_cell(self):
        """The code cell of a notebook: the starter, then the call that grades it."""
        return f'{self.starter}\ncheck("{self.id}")'

    @property
    def mistake_names(self):
        """The names in mistakes.toml, in its order; ValueError where it is no TOML."""
        return tuple(name for name in self._tables if name not in NO_MISTAKES)

    @property
    def equivalents(self):
        """The changes to the solution that are none: {changed line: why}.

        A one-token change that the checks let pass is right, too, and stands in
        mistakes.toml with the reason::

            [[equivalent]]
            line = "return total / len(targets)"
            because = "Predictions and targets are equally many."
        """
        rows = self._tables.get("equivalent", [])
        return {row["line"]: row["because"] for row in rows}

    @property
    def _tables(self):
        return _table(self.folder / "mistakes.toml")

    @functools.cached_property
    def mistakes(self):
        """The planted mistakes as the grader takes them: (words, program)."""
        if self.original:
            return translated.mistakes(self.original)
        made = map(self.mistake, self.mistake_names)
        return tuple((words, m.source) for m in made for words in m.expect)

    def mistake(self, name):
        """Return one typical mistake; ValueError says what is wrong with its table.

        It is in English: what it must get is said of the exercise's English checks.
        """
        if self.original:
            return self.original.mistake(name)
        table = self._tables[name]
        where = f"{self.folder / 'mistakes.toml'}, [{name}]"
        kinds = {"expect", "program"}, {"expect", "replace", "by"}
        if not isinstance(table, dict) or set(table) not in kinds:
            raise ValueError(
                f"{where} must have expect, and either program or replace and by"
            )
        expect = table["expect"]
        expect = tuple(expect) if isinstance(expect, list) else (expect,)
        texts = [*expect, *(v for k, v in table.items() if k != "expect")]
        if not all(isinstance(text, str) for text in texts):
            raise ValueError(f"{where}: every value must be text")
        if not expect or not all(expect):
            raise ValueError(f"{where}: expect is empty, which every message has")
        if "program" in table:
            return Mistake(name, table["program"], expect)
        count = self.solution.count(table["replace"])
        if not table["replace"] or count != 1:
            raise ValueError(
                f"{where}: the text to replace occurs {count} times in solution.py, "
                f"not once: {table['replace']!r}"
            )
        source = self.solution.replace(table["replace"], table["by"])
        return Mistake(name, source, expect, table["replace"])


@functools.cache
def _folders():
    """{id: (folder, whether the page grades it)} of exercises and twins, sorted."""
    found = {}
    for pattern, in_page in (
        ("*/*/prompt.md", True),
        (f"*/*/{PLAIN}/prompt.md", True),
        ("*/notebook/*/prompt.md", False),
    ):
        for path in FOLDER.glob(pattern):
            folder = path.parent
            of = f"{folder.parent.name}/" if folder.name == PLAIN else ""
            name = of + folder.name
            if name in found:
                raise ValueError(f"two exercises {name}: {found[name][0]}, {folder}")
            found[name] = folder, in_page
    return dict(sorted(found.items()))


def ids():
    """Return the ids of all exercises that are graded in the page, sorted."""
    return [name for name in versions() if not name.endswith(f"/{PLAIN}")]


def versions():
    """Return the ids of all that the page grades, twins in plain Python included."""
    return [name for name, (folder, in_page) in _folders().items() if in_page]


def notebook_ids():
    """Return the ids of all exercises that are graded in a notebook only, sorted."""
    return [name for name, (folder, in_page) in _folders().items() if not in_page]


@functools.cache
def load(exercise_id):
    """Return the exercise with this id, in the edition's language.

    ValueError names the nearest id there is.
    """
    return translated.exercise(in_english(exercise_id))


@functools.cache
def in_english(exercise_id):
    """Return the exercise as it stands in its files."""
    if exercise_id not in _folders():
        raise ValueError(unknown("exercise", exercise_id, list(_folders())))
    folder, in_page = _folders()[exercise_id]
    title, prompt = _read(folder / "prompt.md").split("\n", 1)
    if not title.startswith("# "):
        raise ValueError(f"{folder}/prompt.md must begin with a title: # Weighted sum")
    kind = _table(folder / "mistakes.toml").get("kind", "write")
    if kind not in KINDS:
        kinds = ", ".join(KINDS)
        raise ValueError(
            f"{folder}/mistakes.toml: kind is one of {kinds}, not {kind!r}"
        )
    return Exercise(
        id=exercise_id,
        chapter=folder.relative_to(FOLDER).parts[0],
        kind=kind,
        title=title.removeprefix("# ").strip(),
        prompt=prompt.strip(),
        starter=_read(folder / "starter.py"),
        solution=_read(folder / "solution.py"),
        checks=_read(folder / "checks.py"),
        hints=tuple(h.strip() for h in _read(folder / "hints.md").split("\n---\n")),
        in_page=in_page,
        folder=folder,
    )


def check(exercise_id):
    """Grade what the notebook has defined so far and print the verdict."""
    exercise = load(exercise_id)
    # The caller's globals are the notebook's cells.
    names = sys._getframe(1).f_globals
    result = grade_namespace(names, exercise.checks, exercise.mistakes)
    print(result.text(exercise.title))


def _read(path):
    if not path.exists():
        raise ValueError(f"The exercise {path.parent.name} lacks {path.name} ({path})")
    return path.read_text(encoding="utf-8")


@functools.cache
def _table(path):
    try:
        return tomllib.loads(_read(path))
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{path}: {error}") from None


def unknown(kind, wanted, known):
    """Say that there is no such id, and which one may have been meant."""
    near = difflib.get_close_matches(str(wanted), known, n=1)
    meant = (
        f" Did you mean {near[0]!r}?" if near else f" There are: {', '.join(known)}."
    )
    return f"There is no {kind} {wanted!r}.{meant}"
