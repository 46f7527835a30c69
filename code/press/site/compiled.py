"""Archives of Python modules, in which those that a page imports are compiled.

Python's own library comes from Pyodide as sources, and so do wheels. To compile the
hundred modules that a start imports takes more than half of its time.
"""

import base64
import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import press

COMPILE = Path(press.__file__).with_name("js") / "compile.mjs"
LIBRARY = "python_stdlib.zip"
UNREAD = (".a", ".c", ".h", ".pxd", ".pyi")
OWN = (
    "nnbook/__init__.py",
    "nnbook/language/",
    "nnbook/grading/",
    "nnbook/live/",
)  # it imports these alone
WHERE = re.compile(
    r"(/lib/python\d+\.zip|/wheels)/"
)  # they are in Python's file system


def compiled(pyodide, book, wheels, imports):
    """Return Python's library and ``wheels`` with compiled modules, {name: bytes}.

    ``pyodide`` is the folder of its package, ``book`` the book's own, {path: text}, and
    ``wheels`` {name: bytes}. What is compiled is all that is loaded once the modules
    ``imports`` are imported, but for the book. Without Node all stays as it is: slower,
    and the same.
    """
    archives = {LIBRARY: (pyodide / LIBRARY).read_bytes(), **wheels}
    if not shutil.which("node"):
        return archives
    modules = modules_of(pyodide, book, wheels, imports)
    return {name: exchange(content, modules) for name, content in archives.items()}


def modules_of(pyodide, book, wheels, imports):
    """Return the compiled modules, {path of the source in Python: bytes}.

    They are kept beside the package, where other tools keep what they have made of one.
    """
    task = {
        "files": {path: book[path] for path in sorted(book) if path.startswith(OWN)},
        "wheels": {n: base64.b64encode(c).decode() for n, c in wheels.items()},
        "imports": imports,
    }
    library = (pyodide / LIBRARY).read_bytes()
    made_of = json.dumps(task).encode() + COMPILE.read_bytes() + library
    number = hashlib.sha256(made_of).hexdigest()[:16]
    kept = pyodide.parent / ".cache" / "compiled" / f"{number}.json"
    if not kept.is_file():
        ran = subprocess.run(
            ["node", COMPILE],
            input=json.dumps({"pyodide": str(pyodide), **task}).encode(),
            check=True,
            stdout=subprocess.PIPE,
            timeout=600,
        )
        kept.parent.mkdir(parents=True, exist_ok=True)
        part = kept.with_suffix(f".{os.getpid()}")
        part.write_bytes(ran.stdout)
        part.replace(kept)  # whole, or not there
    made = json.loads(kept.read_bytes())
    return {source: base64.b64decode(content) for source, content in made.items()}


def exchange(archive, modules):
    """Return an archive with compiled modules in place of their sources.

    What only compilers and editors read is left out.
    """
    inside = {WHERE.sub("", source): content for source, content in modules.items()}
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as old,
        zipfile.ZipFile(made, "w") as new,
    ):
        for entry in old.infolist():
            if entry.is_dir() or entry.filename.endswith(UNREAD):
                continue
            name, content = entry.filename, old.read(entry)
            if name in inside:
                name, content = f"{name}c", inside[name]
            new.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED, 9)
    return made.getvalue()
