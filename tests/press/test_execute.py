"""A chapter is run again where what its output is made of has changed, and only there."""

import dataclasses
import json
import shutil
from pathlib import Path

import nbformat
import pytest

from nnbook.grading.exercise import load
from press import digest, stored

ROOT = Path(__file__).resolve().parents[2]
CHAPTERS = sorted((ROOT / "chapters").glob("*.ipynb"))
BOOKS = {path.stem: json.loads(path.read_text("utf-8")) for path in CHAPTERS}
RESULTS = "nnbook/results"


def read(path):
    return nbformat.read(path, as_version=4)


@pytest.fixture(scope="module")
def code(tmp_path_factory):
    """A copy of the package's code that a test may change and must change back."""
    folder = tmp_path_factory.mktemp("code")
    skip = shutil.ignore_patterns("static", "exercises", "__pycache__", "*.pyc")
    shutil.copytree(ROOT / "code/nnbook", folder / "nnbook", ignore=skip)
    source = ROOT / "code/nnbook/exercises/__init__.py"
    (folder / "nnbook/exercises").mkdir()
    shutil.copy(source, folder / "nnbook/exercises/__init__.py")
    return folder


def numbers(code):
    roots = {"nnbook": code / "nnbook"}
    return {name: digest.of_notebook(book, roots) for name, book in BOOKS.items()}


@pytest.fixture(scope="module")
def before(code):
    return numbers(code)


def test_every_chapter_is_stored_with_the_output_of_today():
    """`make book` then runs none; run `make notebooks CHAPTER=...` for those named."""
    stale = [
        name
        for name, book in BOOKS.items()
        if digest.of_notebook(book) != book["metadata"]["nnbook"]["made_of"]
    ]
    assert not stale


# Which chapters run again when a file of the package becomes another.
USES = {
    "nnbook/plots/networks.py": {"03_networks"},
    "nnbook/plots/book.mplstyle": {
        *("01_neurons", "02_activations", "03_networks", "04_backpropagation"),
        *("05_gradients", "06_youtube_ranking", "06_youtube_retrieval"),
        *("07_wide_and_deep", "beyond_one_machine", "final_project"),
    },
    "nnbook/widgets/race.py": {"05_gradients"},
    "nnbook/gradcheck.py": {"04_backpropagation"},
    "nnbook/optim.py": {"03_networks", "04_backpropagation", "05_gradients"},
    # Not named by a chapter: what it names imports it.
    "nnbook/recsys/features/vocabulary.py": {"07_wide_and_deep"},
    "nnbook/data/videos/words.py": {
        *("06_youtube_ranking", "06_youtube_retrieval", "final_project"),
        "claims",
    },
    f"{RESULTS}/adult.json": {"07_wide_and_deep"},
    f"{RESULTS}/scale.json": {"06_youtube_retrieval"},
    "nnbook/recsys/serving/bundle.py": set(),
    "nnbook/grading/sync.py": set(),
}


@pytest.mark.parametrize("name, chapters", USES.items(), ids=USES)
def test_a_change_runs_the_chapters_that_use_it(code, before, name, chapters):
    path = code / name
    text = path.read_text("utf-8")
    path.write_text(text + "\nnew = 1\n", "utf-8")
    after = numbers(code)
    path.write_text(text, "utf-8")
    assert {stem for stem in after if after[stem] != before[stem]} == chapters


UNSEEN = {
    "a comment": ("import numpy as np\n", "import numpy as np  # numbers\n"),
    "a docstring": ('"""', '"""Also: '),
    "the lay-out": ("import numpy as np\n", "import numpy as np\n\n\n"),
}


@pytest.mark.parametrize("was, now", UNSEEN.values(), ids=UNSEEN)
def test_what_no_cell_prints_runs_no_chapter(code, before, was, now):
    path = code / "nnbook/tensor.py"
    text = path.read_text("utf-8")
    assert was in text
    path.write_text(text.replace(was, now, 1), "utf-8")
    after = numbers(code)
    path.write_text(text, "utf-8")
    assert after == before


def notebook(*cells, exercise=None):
    made = [nbformat.v4.new_code_cell(source) for source in cells]
    if exercise:
        made[-1].metadata["exercise"] = exercise
    return nbformat.v4.new_notebook(cells=made)


@pytest.mark.parametrize(
    "cell",
    [
        "import inspect\nprint(inspect.getsource(part.f))",
        "print(part.f.__doc__)",
        "help(part.f)",
        "part.f?",
    ],
)
def test_where_a_cell_prints_code_all_of_it_counts(tmp_path, cell):
    def number(docstring):
        text = f'def f():\n    """{docstring}"""\n'
        (tmp_path / "part.py").write_text(text, "utf-8")
        (tmp_path / "__init__.py").write_text("", "utf-8")
        roots = {"book": tmp_path}
        import_it = "from book import part"
        plain = digest.of_notebook(notebook(import_it), roots)
        return plain, digest.of_notebook(notebook(import_it, cell), roots)

    (plain, printed), (plain_now, printed_now) = number("One."), number("Two.")
    assert plain == plain_now
    assert printed != printed_now


@pytest.mark.parametrize(
    "cell, wanted",
    [
        ("from book import figures\nfigures.f()", {"book.one"}),
        ("from book.figures import g", {"book.two"}),
        ("from book import figures as plots\nplots.g()", {"book.two"}),
        # Used as a whole: who knows which of it.
        ("from book import figures\nf(figures)", {"book.figures", "book.one", "book.two"}),
        ("import book.figures", {"book.figures", "book.one", "book.two"}),
        ("def late():\n    from book.one import f", {"book.one"}),
        ("from book import own", {"book.own", "book.one"}),
        ("from book.own import part", {"book.own", "book.own.part", "book.one"}),
        ("import numpy as np", set()),
        ("%time\nfrom book.one import f", {"book.one"}),
        ("this is no Python", set()),
    ],
)  # fmt: skip
def test_every_form_of_import_is_followed_to_its_module(tmp_path, cell, wanted):
    files = {
        "__init__.py": "",
        "figures.py": '"""Passes on."""\nfrom .one import f\nfrom .two import g\n',
        "one.py": "def f(): ...\n",
        "two.py": "def g(): ...\n",
        "own/__init__.py": "from book.one import f\nf()\n",
        "own/part.py": "x = 1\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    sources = digest.Sources({"book": tmp_path})
    sources.follow(digest.ast.Module(digest.statements(cell), []))
    assert set(sources.modules) == wanted


def test_the_shape_of_code_keeps_values_of_different_types_apart():
    shapes = {digest.shape(f"x = {value}") for value in ("0", "False", "''", "None")}
    assert len(shapes) == 4


def test_checks_count_where_an_exercise_is_solved_or_to_be_mended(monkeypatch):
    exercise, debug = load("weighted-sum"), load("never-at-rest")
    made = {
        "started": notebook(exercise.code_cell, exercise=exercise.id),
        "solved": notebook(exercise.solution, exercise=exercise.id),
        "to be mended": notebook(debug.code_cell, exercise=debug.id),
    }
    before = {key: digest.of_notebook(made[key]) for key in made}

    def other(exercise_id):
        return dataclasses.replace(load(exercise_id), checks="def check_all(code): ...")

    monkeypatch.setattr(digest, "load", other)
    assert digest.of_notebook(made["started"]) == before["started"]
    assert digest.of_notebook(made["solved"]) != before["solved"]
    assert digest.of_notebook(made["to be mended"]) != before["to be mended"]


def test_a_chapter_that_has_changed_has_its_output_in_the_copy(tmp_path):
    path = tmp_path / "chapters/chapter.ipynb"
    path.parent.mkdir()
    book = notebook("1 + 1")
    book.metadata["nnbook"] = {"made_of": digest.of_notebook(book)}
    nbformat.write(book, path)
    assert stored.up_to_date(path) == read(path)

    book.cells[0].source = "2 + 2"
    nbformat.write(book, path)
    assert stored.up_to_date(path) is None

    book.metadata["nnbook"] = {"made_of": digest.of_notebook(book)}
    copy = stored.copy_of(path)
    copy.parent.mkdir(parents=True)
    nbformat.write(book, copy)
    assert stored.up_to_date(path) == read(copy)
