"""The packages that Python has in a page, beside its own library.

    python -m press.packages FOLDER     get them all into a folder, for NNBOOK_WHEELS

Pyodide's lock file says what there is for it: each package's file, its sha256, what it
depends on and which modules it brings. The files are taken from the folder that
``NNBOOK_WHEELS`` names, or from Pyodide's own distribution; where neither has them, the
pages fetch them from there, once their reader agrees.
"""

import hashlib
import json
import os
import sys
import urllib.request
from functools import cache
from pathlib import Path

PYODIDE = Path(__file__).parent / "js" / "node_modules" / "pyodide"
# What the chapters import; what these depend on comes with them.
WANTED = ("numpy", "matplotlib", "traitlets")
# What those exercises import that have a twin in plain Python: some of these.
EXERCISES = ("numpy",)
FROM = "https://cdn.jsdelivr.net/pyodide/v{version}/full/"
PATIENCE = 10  # seconds without a byte


@cache
def locked():
    """Return the entry of the lock file for each package of a page, by its name."""
    lock = (PYODIDE / "pyodide-lock.json").read_text("utf-8")
    return with_needs(WANTED, json.loads(lock)["packages"])


def of_exercises():
    """Return the entries of the packages that exercises need, by their names."""
    known = locked()
    return with_needs([name for name in EXERCISES if name in known], known)


def with_needs(wanted, known):
    """Return the entries of these packages and of all that they depend on."""
    found, waiting = {}, list(wanted)
    while waiting:
        name = waiting.pop(0)
        if name not in found:
            found[name] = known[name]
            waiting += known[name]["depends"]
    return found


def modules():
    """Return the names of the modules that these packages bring."""
    return sorted(
        {m.partition(".")[0] for p in locked().values() for m in p["imports"]}
    )


def distribution():
    """Return the address of Pyodide's own distribution, of the version that is used."""
    package = json.loads((PYODIDE / "package.json").read_text("utf-8"))
    return FROM.format(version=package["version"])


def wheels(kept):
    """Return {file name: bytes} of the packages, and why those that miss are missing.

    What has been downloaded stays in the folder ``kept``. A file with another hash than
    the lock file's is taken from nowhere.
    """
    found, why = {}, ""
    folder = os.environ.get("NNBOOK_WHEELS")
    for package in locked().values():
        name, sha256 = package["file_name"], package["sha256"]
        for path in [*([Path(folder) / name] if folder else []), kept / name]:
            if path.is_file() and is_right(content := path.read_bytes(), sha256):
                found[name] = content
                break
        else:
            if why:
                continue  # the first that cannot be had is the last that is asked for
            try:
                content = download(distribution() + name)
            except OSError as error:
                why = str(error)
                continue
            if not is_right(content, sha256):
                why = f"{name} is not the file that the lock file names"
                continue
            kept.mkdir(parents=True, exist_ok=True)
            (kept / name).write_bytes(content)
            found[name] = content
    return found, why


def bring_numpy(wheels):
    """Tell whether the book serves what its exercises with numpy need."""
    needed = of_exercises().values()
    return bool(needed) and all(package["file_name"] in wheels for package in needed)


def is_right(content, sha256):
    """Tell whether a file is the one that the lock file names."""
    return hashlib.sha256(content).hexdigest() == sha256


def download(address):
    """Return what an address gives; raises OSError where it cannot be had."""
    with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
        return answer.read()


def main(folder):
    """Get all packages into a folder; exits with why where one cannot be had."""
    found, why = wheels(folder)
    if why:
        sys.exit(f"not all packages of a page's Python could be had: {why}")
    for name, content in found.items():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    print(f"{len(found)} packages; export NNBOOK_WHEELS={folder.absolute()}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
