"""What a page's Python has: taken where the hash is right, and from nowhere else."""

import hashlib
import subprocess
from types import SimpleNamespace

import pytest
import yaml

from press import packages
from press.site import assets
from tests import ROOT

FILES = {"a-1.whl": b"a", "b-2.whl": b"b"}
LOCKED = {
    name: {"file_name": name, "sha256": hashlib.sha256(content).hexdigest()}
    for name, content in FILES.items()
}


@pytest.fixture
def place(monkeypatch, tmp_path):
    """A folder for NNBOOK_WHEELS, where nothing can be downloaded."""

    def refuse(address):
        raise OSError("no network")

    folder = tmp_path / "wheels"
    folder.mkdir()
    monkeypatch.setenv("NNBOOK_WHEELS", str(folder))
    monkeypatch.setattr(packages, "locked", lambda: LOCKED)
    monkeypatch.setattr(packages, "distribution", lambda: "https://example.org/")
    monkeypatch.setattr(packages, "download", refuse)
    return folder


def test_the_folder_is_taken_first(place, tmp_path):
    for name, content in FILES.items():
        (place / name).write_bytes(content)
    assert packages.wheels(tmp_path / "kept") == (FILES, "")


def test_another_file_of_the_same_name_is_not_taken(place, tmp_path):
    (place / "a-1.whl").write_bytes(b"a")
    (place / "b-2.whl").write_bytes(b"another")
    found, why = packages.wheels(tmp_path / "kept")
    assert (found, why) == ({"a-1.whl": b"a"}, "no network")


def test_what_is_downloaded_is_checked_and_kept(place, tmp_path, monkeypatch):
    monkeypatch.setattr(packages, "download", lambda address: FILES[address[-7:]])
    assert packages.wheels(tmp_path / "kept") == (FILES, "")
    assert (tmp_path / "kept" / "b-2.whl").read_bytes() == b"b"
    monkeypatch.setattr(packages, "download", lambda address: b"changed on its way")
    found, why = packages.wheels(tmp_path / "empty")
    assert found == {} and "a-1.whl is not the file" in why


def test_the_command_gets_all_or_says_why(place, tmp_path, monkeypatch, capsys):
    with pytest.raises(SystemExit, match="no network"):
        packages.main(tmp_path / "out")
    monkeypatch.setattr(packages, "download", lambda address: FILES[address[-7:]])
    packages.main(tmp_path / "out")
    assert {p.name: p.read_bytes() for p in (tmp_path / "out").iterdir()} == FILES
    assert f"NNBOOK_WHEELS={tmp_path / 'out'}" in capsys.readouterr().out


def test_the_lock_file_names_what_the_chapters_import():
    locked = packages.locked()
    assert {"numpy", "matplotlib", "traitlets", "pillow"} <= set(locked)
    assert {"numpy", "PIL", "six"} <= set(packages.modules())


def test_a_build_without_them_says_so_in_one_line(place, tmp_path, monkeypatch):
    said = []
    log = SimpleNamespace(info=lambda text, *values: said.append(text % values))
    monkeypatch.setattr(assets, "log", log)
    app = SimpleNamespace(outdir=tmp_path / "html")
    config = SimpleNamespace(nnbook_kept="")
    (place / "a-1.whl").write_bytes(b"a")
    assets.find_packages(app, config)
    assert app.nnbook_wheels == {"a-1.whl": b"a"}
    (line,) = said
    assert "will fetch 1 packages" in line and line.endswith(": no network")


def test_the_workflow_gets_them_where_it_takes_them_from_and_before_it_tests():
    workflow = (ROOT / ".github" / "workflows" / "test.yml").read_text("utf-8")
    book = yaml.safe_load(workflow)["jobs"]["book"]
    commands = [step.get("run", "").strip() for step in book["steps"]]
    assert commands.index("make wheels") < commands.index("make test")
    asked = ["make", "--no-print-directory", "--dry-run", "--always-make", "wheels"]
    shown = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True)
    *_, last = shown.stdout.strip().splitlines()
    command, folder = last.rsplit(" ", 1)
    assert command == "python -m press.packages"
    assert book["env"]["NNBOOK_WHEELS"] == f"${{{{ github.workspace }}}}/{folder}"
