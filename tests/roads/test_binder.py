"""Binder's configuration: what repo2docker makes of it, and that it installs.

The CPU build of torch comes from an index of its own, which not every machine reaches:
that line is checked as text, and the install step runs without it.
"""

import subprocess

import pytest

from tests import ROOT
from tests.roads import environments

REPO2DOCKER = "jupyter-repo2docker==2026.4.0"
REQUIREMENTS = "binder/requirements.txt"
CPU = "--extra-index-url https://download.pytorch.org/whl/cpu\n"


@pytest.fixture(scope="module")
def dockerfile():
    """What repo2docker would build from this checkout."""
    command = [*("uv", "tool", "run", "--from", REPO2DOCKER, "jupyter-repo2docker")]
    command += ["--no-build", "--debug", "--user-name=reader", "--user-id=1000", ROOT]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def test_the_image_has_our_python_and_installs_our_requirements(dockerfile):
    version = (
        (ROOT / "binder" / "runtime.txt").read_text().strip().removeprefix("python-")
    )
    assert f"conda environment for python={version}" in dockerfile
    copied = dockerfile.index("COPY --chown=1000:1000 src/ ${REPO_DIR}/")
    installed = dockerfile.index(f'pip install --no-cache-dir -r "{REQUIREMENTS}"')
    assert copied < installed, "the requirements name files of the repository"


def test_nothing_is_built_when_it_starts(dockerfile):
    assert "jupyter lab build" not in dockerfile
    assert {path.name for path in (ROOT / "binder").iterdir()} == {
        "requirements.txt",
        "runtime.txt",
    }


def test_its_install_step_gives_torch_for_the_cpu_and_widgets(tmp_path):
    text = (ROOT / REQUIREMENTS).read_text("utf-8")
    assert CPU in text
    reachable = tmp_path / "requirements.txt"
    rest = f"-r {ROOT / 'requirements.txt'}"
    reachable.write_text(text.replace(CPU, "").replace("-r ../requirements.txt", rest))
    python = tmp_path / "env" / "bin" / "python"
    environments.uv("venv", "--quiet", tmp_path / "env")
    # As in the image, from the folder of the repository: it is asked for ./code.
    environments.uv("pip", "install", "--python", python, "-r", reachable, cwd=ROOT)
    found = environments.versions(python)
    assert "nnbook" in found
    assert f"torch=={found['torch'].split('+')[0]}" == environments.pinned("torch")
    listed = subprocess.run(
        [python, "-m", "jupyter", "labextension", "list"],
        capture_output=True,
        text=True,
    )
    for extension in ("anywidget", "@jupyter-widgets/jupyterlab-manager"):
        (line,) = (t for t in listed.stderr.splitlines() if f" {extension} v" in t)
        assert "enabled" in line and "OK" in line
