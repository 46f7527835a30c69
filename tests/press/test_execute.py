"""A chapter is run again where what it was run with has changed."""

import pytest

from press import execute


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
        ("grading/grader.py", True),
        ("exercises/01_neurons/weighted-sum/checks.py", False),
    ],
)
def test_what_cells_run_counts(monkeypatch, name, counts):
    path = execute.PACKAGE / name
    assert path.exists()
    before = execute.digest()
    changed(monkeypatch, path)
    assert (execute.digest() != before) == counts
