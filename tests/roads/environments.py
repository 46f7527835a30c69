"""Fresh virtual environments, as readers have them before they open the book."""

import json
import os
import re
import subprocess
import sys
import tomllib

from tests import ROOT

PROJECT = tomllib.loads((ROOT / "code/pyproject.toml").read_text("utf-8"))["project"]
PINS = (ROOT / "requirements.txt").read_text("utf-8")

# uv makes one in seconds, since packages that were fetched once are linked, not copied.
# Like pip, it also looks where PIP_FIND_LINKS says: a build of torch may lie there.
UV_SETTINGS = {"UV_FIND_LINKS": os.environ.get("PIP_FIND_LINKS", "")}


def uv(*arguments, cwd=None):
    """Run uv; the error says what it has printed."""
    command = ["uv", *map(str, arguments)]
    done = subprocess.run(
        command,
        cwd=cwd,
        env=os.environ | UV_SETTINGS,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}{done.stderr}"
    return done.stdout


def create(folder, requirements, *options):
    """Make an environment with these packages and pip; return its interpreter."""
    python = folder / "bin" / "python"
    uv("venv", "--quiet", "--clear", "--python", sys.executable, folder)
    uv("pip", "install", "--python", python, *options, "pip>=24", *requirements)
    return python


def versions(python):
    """The packages of an environment, {name: version}."""
    found = json.loads(uv("pip", "list", "--python", python, "--format", "json"))
    return {package["name"]: package["version"] for package in found}


def pinned(name):
    """The requirement of a package with the version that the book is tested with."""
    return re.search(rf"^{name}==.*$", PINS, re.M)[0]
