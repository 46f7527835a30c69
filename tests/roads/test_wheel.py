"""What a reader installs: the package, and nothing of what makes the pages."""

from zipfile import ZipFile

import pytest

from tests import ROOT
from tests.roads import environments


@pytest.fixture(scope="module")
def names(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    environments.uv("build", "--wheel", "--out-dir", folder, ROOT / "code")
    (wheel,) = folder.glob("*.whl")
    return ZipFile(wheel).namelist()


def test_the_wheel_has_the_package_and_nothing_else(names):
    folders = {name.split("/")[0] for name in names}
    (version,) = folders - {"nnbook"}
    assert version.startswith("nnbook-") and version.endswith(".dist-info")


@pytest.mark.parametrize("kind", ["*.py", "*.json", "*.toml", "*.md", "*.mplstyle"])
def test_the_wheel_has_what_the_package_reads(names, kind):
    package = ROOT / "code" / "nnbook"
    files = {str(p.relative_to(package.parent)) for p in package.rglob(kind)}
    assert files and files <= set(names)


def test_the_wheel_has_the_widgets_front_ends(names):
    for kind in ("js", "css"):
        assert f"nnbook/widgets/static/neuron.{kind}" in names
