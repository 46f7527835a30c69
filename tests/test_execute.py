"""A chapter is run again where what it was run with has changed."""

import runpy

import pytest

TOOL = "code/tools/execute.py"


@pytest.fixture
def tool(request):
    """The names of the tool, which the build runs before it."""
    return runpy.run_path(str(request.config.rootpath / TOOL))


def changed(monkeypatch, path):
    """From now on a file's bytes are others."""
    read = type(path).read_bytes
    monkeypatch.setattr(
        type(path), "read_bytes", lambda p: b"other" if p == path else read(p)
    )


@pytest.mark.parametrize(
    "name, counts",
    [
        ("neuron.py", True),
        ("recsys/results/movielens.json", True),
        ("exercises/grader.py", True),
        ("exercises/weighted-sum/checks.py", False),
        ("site/terms.py", False),
    ],
)
def test_what_cells_run_counts(tool, monkeypatch, name, counts):
    path = tool["PACKAGE"] / name
    assert path.exists()
    before = tool["digest"]()
    changed(monkeypatch, path)
    assert (tool["digest"]() != before) == counts
