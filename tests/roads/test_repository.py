"""One command gives the book another address; every launch button follows it."""

import shutil
import subprocess

import nbformat
import pytest
import yaml

from press.notebooks import setup_cell
from press.repository import move
from tests import ROOT

NEW = "https://github.com/somebody/another.book"


@pytest.fixture
def copy(tmp_path):
    """A repository with the files of this checkout."""
    command = ["git", "ls-files", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (ROOT / name).is_file():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, tmp_path / name)
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    subprocess.run(["git", "add", "--all"], cwd=tmp_path, check=True)
    return tmp_path


def test_the_old_address_is_nowhere_left(copy, monkeypatch):
    config = yaml.safe_load((ROOT / "_config.yml").read_text("utf-8"))
    old, pages = config["repository"]["url"], config["html"]["baseurl"]
    changed = move(copy, NEW)
    notebooks = {
        f"chapters/{path.name}" for path in (ROOT / "chapters").glob("*.ipynb")
    }
    assert {"_config.yml", *notebooks} <= set(changed)
    for address in (old.removeprefix("https://github.com/"), pages):
        command = ["git", "grep", "-lF", address]
        left = subprocess.run(command, cwd=copy, capture_output=True)
        assert (left.returncode, left.stdout) == (1, b"")
    config = yaml.safe_load((copy / "_config.yml").read_text("utf-8"))
    assert config["repository"]["url"] == NEW
    assert config["html"]["baseurl"] == "https://somebody.github.io/another.book/"
    monkeypatch.chdir(copy)  # the book whose address counts
    for name in notebooks:
        notebook = nbformat.read(copy / name, as_version=4)
        assert notebook.cells[0].source == setup_cell(notebook)


@pytest.mark.parametrize("url", ["somebody/book", "https://github.com/somebody", ""])
def test_another_kind_of_address_is_refused(tmp_path, url):
    with pytest.raises(ValueError, match="OWNER/NAME"):
        move(tmp_path, url)
