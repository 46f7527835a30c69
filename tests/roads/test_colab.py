"""Each chapter opened on its own on Colab: Colab's packages, and no nnbook yet.

Where the address of the repository is asked for, a local repository with the files of
this checkout answers, so the set-up cell runs as it is written.
"""

import os
import subprocess

import nbformat
import pytest
import yaml

from tests import ROOT
from tests.roads import environments
from tests.roads.kernel import contents, started

NOTEBOOKS = sorted((ROOT / "chapters").glob("*.ipynb"))
# In every run; `make test-roads-all` takes all chapters with all sets of versions.
OFTEN = {
    ("colab", "01_neurons"),
    ("oldest", "04_backpropagation"),
    ("newest", "beyond_one_machine"),
    ("newest", "claims"),
}

# The same build of torch in all three: which others a machine can get differs too much.
TORCH = environments.pinned("torch")
SETS = {
    # The lower bounds of code/pyproject.toml.
    "oldest": [*environments.PROJECT["dependencies"], "ipykernel>=6.17.1", TORCH],
    # What Colab's machines have, as listed in github.com/googlecolab/backend-info.
    "colab": [
        *("numpy==2.0.2", "matplotlib==3.10.0", "ipywidgets==7.7.1", "tqdm"),
        *("ipython==7.34.0", "ipykernel==6.17.1", TORCH),
        *("scipy==1.16.1", "scikit-learn==1.6.1"),
    ],
    "newest": ["numpy", "matplotlib", "ipywidgets", "ipykernel", TORCH],
}
LOWEST = {"oldest": ["--resolution", "lowest-direct"]}


def cases():
    for versions in SETS:
        for path in NOTEBOOKS:
            often = (versions, path.stem) in OFTEN
            marks = () if often else pytest.mark.weekly
            yield pytest.param(
                versions, path, marks=marks, id=f"{versions}-{path.stem}"
            )


@pytest.fixture(scope="session")
def repository(tmp_path_factory):
    """A git repository with the files of this checkout, as they are now."""
    folder = tmp_path_factory.mktemp("git") / "book.git"
    git = ["git", f"--git-dir={folder}", f"--work-tree={ROOT}"]
    who = ["-c", "user.name=test", "-c", "user.email=test@example.com"]
    subprocess.run([*git, "init", "--quiet"], check=True)
    subprocess.run([*git, "add", "--all"], check=True, cwd=ROOT)
    subprocess.run([*git, *who, "commit", "--quiet", "-m", "book"], check=True)
    return folder


@pytest.fixture
def kernel_env(repository):
    """Colab's module, and git that takes the local repository for the book's."""
    url = yaml.safe_load((ROOT / "_config.yml").read_text("utf-8"))["repository"]["url"]
    git = {
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": f"url.{repository.as_uri()}.insteadOf",
        "GIT_CONFIG_VALUE_0": url,
    }
    return os.environ | git | {"PYTHONPATH": str(ROOT / "tests" / "roads" / "colab")}


@pytest.fixture
def environment(request, tmp_path):
    """The interpreter of a fresh environment with one of the sets of versions."""
    name = request.param
    return environments.create(tmp_path / "env", SETS[name], *LOWEST.get(name, ()))


@pytest.mark.parametrize("environment, path", list(cases()), indirect=["environment"])
def test_a_chapter_runs_from_its_first_cell(environment, path, kernel_env, tmp_path):
    before = environments.versions(environment)
    assert not set(before) & {"nnbook", "faiss-cpu"}
    first, *cells = nbformat.read(path, as_version=4).cells
    with started(environment, tmp_path, kernel_env, "import google.colab.output") as k:
        k.run(first.source)
        after = environments.versions(environment)
        assert "nnbook" in after
        assert {name: after[name] for name in before} == before
        for cell in cells:
            if cell.cell_type == "code":
                k.run(cell.source)
        assert_traits_move_both_ways(k)
        assert k.printed("print(google.colab.output.enabled)") == "True\n"


def assert_traits_move_both_ways(kernel):
    """A message from the figure sets the trait; setting the trait sends a message."""
    opened = kernel.run(
        "from nnbook.widgets import McCullochPitts\nw = McCullochPitts()"
    )
    (comm,) = (
        content["comm_id"]
        for content in contents(opened, "comm_open")
        if content["data"]["state"]["_model_name"] == "AnyModel"
    )
    kernel.update(comm, weights=[2, -0.5])
    assert kernel.printed("print(w.weights)") == "[2.0, -0.5]\n"
    sent = contents(kernel.run("w.bias = 1.5"), "comm_msg")
    updates = [c["data"]["state"] for c in sent if c["comm_id"] == comm]
    assert {"bias": 1.5} in updates
