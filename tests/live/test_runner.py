"""The runner of cells does what a notebook does, and says what it leaves out."""

import json
import subprocess
import sys

import pytest

from nnbook.live import runner


@pytest.fixture
def cells(monkeypatch):
    """A runner, with a package "elsewhere" that is not here."""
    monkeypatch.setattr(sys, "meta_path", list(sys.meta_path))
    before = dict(sys.modules)
    monkeypatch.setitem(runner.MISSING, "elsewhere", "Elsewhere")
    made = runner.Runner()
    made.number = 0

    def run(source):
        made.number += 1
        return made.run(source, f"cell {made.number}")

    run.runner = made
    yield run
    for name in ("IPython", "IPython.display", "anywidget", "elsewhere"):
        sys.modules.pop(name, None)
        if name in before:
            sys.modules[name] = before[name]


def kinds(result):
    return [output["type"] for output in result["outputs"]]


def printed(result):
    return "".join(o["text"] for o in result["outputs"] if o["type"] == "stdout")


def test_a_cell_shows_its_last_expression_and_what_it_prints_in_order(cells):
    result = cells("print('a')\ndisplay(1)\nprint('b', end='')\nprint('c')\n2 + 3")
    assert kinds(result) == ["stdout", "display", "stdout", "result"]
    assert printed(result) == "a\nbc\n"
    assert result["outputs"][-1]["data"] == {"text/plain": "5"}
    assert result["status"] == "done"


def test_nothing_is_shown_of_none_and_behind_a_semicolon(cells):
    assert kinds(cells("None")) == []
    assert kinds(cells("2 + 3;")) == []


def test_cells_share_one_namespace(cells):
    cells("x = 2\ndef twice():\n    return 2 * x")
    cells("x = 5")
    assert cells("twice()")["outputs"][0]["data"]["text/plain"] == "10"


def test_classes_belong_to_main_and_can_be_pickled(cells):
    cells("import pickle\nclass A:\n    x = 3")
    assert not cells("assert pickle.loads(pickle.dumps(A())).x == 3")["outputs"]


def test_a_value_says_how_it_is_shown(cells):
    cells("class A:\n    def _repr_html_(self):\n        return '<b>a</b>'")
    data = cells("A()")["outputs"][0]["data"]
    assert data["text/html"] == "<b>a</b>"
    assert "A object" in data["text/plain"]
    cells("from IPython.display import Markdown, display")
    assert cells("Markdown('**a**')")["outputs"][0]["data"]["text/markdown"] == "**a**"


def test_a_traceback_has_the_lines_of_cells_only(cells):
    cells("import json\ndef read(text):\n    return json.loads(text)")
    result = cells("x = 1\nread('{')")
    error = result["outputs"][-1]
    assert (error["type"], error["name"], error["line"]) == (
        "error",
        "JSONDecodeError",
        2,
    )
    assert 'File "<cell 1>", line 3, in read' in error["text"]
    assert 'File "<cell 2>", line 2' in error["text"]
    assert "return json.loads(text)" in error["text"]
    assert "decoder.py" not in error["text"] and "runner.py" not in error["text"]


def test_an_error_that_led_to_another_is_cut_as_well(cells):
    error = cells(
        "try:\n    int('a')\nexcept ValueError as e:\n    raise KeyError('k') from e"
    )["outputs"][-1]
    assert "direct cause" in error["text"]
    assert "runner.py" not in error["text"]


def test_a_mistake_in_the_syntax_says_where_and_nothing_runs(cells):
    result = cells("print(1)\nx = = 2")
    assert kinds(result) == ["error"]
    assert result["outputs"][0]["line"] == 2
    assert "x = = 2" in result["outputs"][0]["text"]
    assert kinds(cells("print(1)\nreturn 2")) == ["error"]


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("x = '\0'", "Line 1 has a character that no program may have, at column 6"),
        ("1\nx = '\udc80'", "Line 2 has a character that no program may have"),
        ("1" + " + 1" * 100_000, "an expression has too many terms"),
        ("x = 1" + " + 1" * 2500, "an expression has too many terms"),
        ("-" * 100_000 + "1", "too many brackets or blocks inside each other"),
        ("(" * 5000 + ")" * 5000, "too many nested parentheses"),
        ("def f(): return f()\nf()", "maximum recursion depth exceeded"),
        ("raise SystemExit(1)", "SystemExit: 1"),
        ("raise KeyboardInterrupt", "KeyboardInterrupt"),
    ],
    ids="nul surrogate terms fewer signs nested recursion exit interrupt".split(),
)
def test_what_is_no_cell_says_why_and_the_next_one_runs(cells, source, said):
    result = cells(source)
    assert kinds(result) == ["error"]
    assert said in result["outputs"][0]["text"]
    assert "Memory" not in result["outputs"][0]["text"]
    assert printed(cells("print('on')")) == "on\n"


def test_a_long_sum_and_deep_brackets_are_a_cell(cells):
    assert cells("x = 1" + " + 1" * 900 + "\nx")["outputs"][0]["data"] == {
        "text/plain": "901"
    }
    assert kinds(cells("[" * 150 + "]" * 150)) == ["result"]


def test_output_has_an_end(cells):
    result = cells("for _ in range(1000):\n    print('x' * 1000)")
    assert len(printed(result)) < runner.LONGEST + 100
    assert printed(result).endswith("(The rest is cut off.)\n")


def test_a_line_for_ipython_is_left_out_and_says_so(cells):
    result = cells("x = 3\n%timeit x\nif x > 9:\n    !ls\nx")
    assert "left out" in printed(result) and "%timeit x" in printed(result)
    assert "!ls" not in printed(result)
    assert result["outputs"][-1]["data"]["text/plain"] == "3"
    # Where it is Python, it is Python.
    assert cells("(7\n% 4)")["outputs"][0]["data"]["text/plain"] == "3"


def test_clear_output_forgets_what_came_before(cells):
    cells("from IPython.display import clear_output")
    assert printed(cells("print(1)\nclear_output()\nprint(2)")) == "2\n"
    assert printed(cells("print(1)\nclear_output(wait=True)")) == "1\n"
    assert printed(cells("print(1)\nclear_output(wait=True)\nprint(2)")) == "2\n"


# -- A package that is not here.


def test_it_can_be_imported_derived_from_and_named(cells):
    result = cells(
        "import elsewhere\nfrom elsewhere.nn import Module, functional as F\n"
        "class Net(Module):\n    def forward(self, x: elsewhere.Tensor | None):\n"
        "        return F.relu(x)\n"
        "@elsewhere.no_grad()\ndef f():\n    pass\n"
        "print('on')"
    )
    assert result["status"] == "done"
    assert printed(result) == "on\n"


def test_a_block_in_it_is_passed_over(cells):
    cells("import elsewhere\nn = 1")
    result = cells("with elsewhere.no_grad():\n    n = 2\nprint('on')")
    assert result["needs"] == [{"line": 1, "package": "Elsewhere"}]
    assert cells("n")["needs"][0]["name"] == "n"


def test_a_line_that_uses_it_is_passed_over_and_the_rest_runs(cells):
    result = cells("import elsewhere\nprint(1)\na = elsewhere.ones(3)\nprint(2)")
    assert result["status"] == "partial"
    assert result["needs"] == [{"line": 3, "package": "Elsewhere"}]
    assert printed(result) == "1\n2\n"


def test_the_line_is_that_of_this_cell_which_led_to_it(cells):
    cells("import elsewhere\ndef f():\n    return elsewhere.ones(3)")
    result = cells("for i in range(3):\n    print(i)\n    f()\nprint('on')")
    assert result["needs"] == [{"line": 3, "package": "Elsewhere"}]
    assert printed(result) == "0\non\n"


def test_the_names_it_would_have_made_are_lost(cells):
    cells("import elsewhere\na = 1")
    cells("a = elsewhere.ones(3)")  # the old one is not what is meant
    result = cells("print(a)")
    assert result["needs"] == [{"line": 1, "package": "Elsewhere", "name": "a"}]
    assert cells("a = 2\na")["status"] == "done"


@pytest.mark.parametrize(
    "change",
    [
        "rows.append(elsewhere.ones(3))",
        "rows[0] = elsewhere.ones(3)",
        "rows.extend(elsewhere.ones(i) for i in range(3))",
        "rows += [elsewhere.ones(3)]",
        "for i in range(3):\n    rows.append(elsewhere.ones(3))",
    ],
)
def test_a_list_that_it_would_have_changed_is_lost_as_well(cells, change):
    cells("import elsewhere\nrows = [0]")
    assert cells(change)["status"] == "partial"
    result = cells("print(len(rows))")
    assert result["needs"][0]["name"] == "rows"


def test_a_module_is_not_lost_by_what_is_called_of_it(cells):
    cells("import elsewhere, math")
    assert cells("math.sqrt(elsewhere.ones(3))")["status"] == "partial"
    assert cells("math.sqrt(4)")["status"] == "done"


def test_an_error_after_a_line_that_was_passed_over_is_not_the_readers(cells):
    cells("import elsewhere\nn = 0")
    result = cells("n = elsewhere.ones(3)\nassert 1 == 2")
    assert result["status"] == "partial"
    assert "error" not in kinds(result)


def test_a_reader_may_catch_it(cells):
    result = cells(
        "import elsewhere\ntry:\n    elsewhere.ones(3)\nexcept RuntimeError as e:\n"
        "    print(e)"
    )
    assert result["status"] == "done"
    assert "Elsewhere does not run in a browser" in printed(result)


# -- Random numbers.


@pytest.mark.parametrize(
    "make, draw",
    [
        ("import numpy as np\nrng = np.random.default_rng(1)", "rng.normal()"),
        ("import random\nrng = random.Random(1)", "rng.random()"),
    ],
)
def test_a_generator_from_above_that_moves_on_is_told(cells, make, draw):
    assert cells(make)["moved"] == []
    assert cells(draw)["moved"] == ["rng"]
    assert cells("1 + 1")["moved"] == []
    assert cells(f"{make}\n{draw}")["moved"] == []  # its own, from the start


# -- What the page calls.


def test_the_page_hears_each_output_and_what_came_of_the_cell(cells):
    heard = []
    runner.connect(lambda name, text: heard.append((name, json.loads(text))))
    result = json.loads(runner.run('{"source": "print(1)", "name": "cell 1"}'))
    assert result == {"status": "done", "needs": [], "moved": []}
    assert heard[0] == ("output", {"type": "stdout", "text": "1"})


def alone(source):
    """Run code in a Python of its own, in which nothing is imported yet."""
    ran = subprocess.run(
        [sys.executable, "-c", source], capture_output=True, text=True, check=True
    )
    return ran.stdout


def test_a_figure_has_two_sides():
    told = alone("""
import json, sys
from nnbook.live import runner
heard = []
runner.connect(lambda name, text: heard.append(json.loads(text)))
run = lambda source: runner.run(json.dumps({"source": source, "name": "cell 1"}))
run("from nnbook.widgets import McCullochPitts\\nw = McCullochPitts()\\nw")
widget = heard[-1]["data"]["application/vnd.nnbook.widget+json"]
print(widget["id"], widget["name"], sorted(widget["state"]) == sorted(runner.page.space["w"].state_names()))
run("w.bias = 1.5")
print(heard[-1])
runner.move(json.dumps({"widget": 0, "values": {"bias": 2.5}}))
run("print(w.bias)")
print(len(heard), heard[-2]["text"])
runner.move(json.dumps({"widget": 0, "values": {"bias": "no number"}}))
run("print(w.bias)")
print(heard[-2]["text"])
run("w.bias = 'no number'")
print(heard[-1]["name"], "bias" in heard[-1]["message"])
print(any(name in sys.modules and sys.modules[name].__file__ for name in ["ipywidgets"]))
""")
    lines = told.splitlines()
    assert lines[0] == "0 mcculloch-pitts True"
    assert lines[1] == "{'type': 'state', 'widget': 0, 'values': {'bias': 1.5}}"
    assert lines[2] == "4 2.5"
    assert lines[3] == "2.5"
    assert lines[4] == "TraitError True"
    assert lines[5] == "False"
