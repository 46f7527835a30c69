"""The engine is tested with numpy, pytest and hypothesis alone; with torch if any."""

import os
import subprocess
import sys

from tests import ROOT

# Refuses packages, whatever is installed.
BLOCKED = """
import sys
class Blocked:
    def find_spec(self, name, path=None, target=None):
        if any(f"{name}.".startswith(f"{blocked}.") for blocked in sys.argv[1].split()):
            raise ModuleNotFoundError(f"blocked: {name}", name=name)
sys.meta_path.insert(0, Blocked())
import pytest
sys.exit(pytest.main(["-q", "-p", "no:cacheprovider", *sys.argv[2:]]))
"""
OTHERS = (
    "faiss sklearn scipy tqdm ipywidgets anywidget sphinx nbformat playwright "
    "nnbook.recsys nnbook.data nnbook.widgets press"
)


def without(blocked, *arguments):
    """Run pytest where these packages are not to be had; return what it says."""
    ran = subprocess.run(
        [sys.executable, "-c", BLOCKED, blocked, *arguments],
        cwd=ROOT,
        env=os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        text=True,
    )
    return ran.returncode, ran.stdout + ran.stderr


def test_all_of_the_engines_tests_are_there_without_the_rest():
    code, said = without(OTHERS, "tests/engine", "--collect-only")
    assert code == 0, said
    assert "test_nn.py" in said


def test_the_engine_is_tested_with_numpy_alone():
    # Runs what needs no torch, this file aside: it would run itself.
    code, said = without(f"{OTHERS} torch", "tests/engine", "--ignore", str(__file__))
    assert code == 0, said
    assert "passed" in said


def test_what_is_blocked_cannot_be_imported(tmp_path):
    (tmp_path / "test_it.py").write_text(
        "from nnbook.recsys.training import ftrl\n", "utf-8"
    )
    code, said = without(OTHERS, str(tmp_path))
    assert code != 0 and "blocked: " in said
