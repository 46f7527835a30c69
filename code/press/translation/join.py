"""Bring an edition's pages among those of the English one: _build/html/LANGUAGE/.

What pages load is there once: a file of the edition's ``_static`` that the English one
has, too, is left out, and its pages take that.
"""

import re
import shutil

from press.book import book_folder
from press.translation.files import folder

# An address in a page: ways up, and a file of _static.
ADDRESS = re.compile(r"((?:\.\./)*)_static/([\w./-]+)")


def join(language):
    """Copy an edition's pages, and what only they load."""
    english = book_folder() / "_build" / "html"
    built, target = folder(language) / "_build" / "html", english / language
    if not (english / "index.html").exists():
        raise FileNotFoundError(
            f"no {english}/index.html: build the English book first"
        )
    own = {
        path.relative_to(built / "_static").as_posix()
        for path in (built / "_static").rglob("*")
        if path.is_file() and not same(path, english / path.relative_to(built))
    }
    shutil.rmtree(target, ignore_errors=True)

    def shared(address):
        up, name = address.groups()
        return address[0] if name in own else f"{up}../_static/{name}"

    for path in built.rglob("*"):
        name = path.relative_to(built)
        if path.is_dir():
            continue
        if (
            name.parts[0] == "_static"
            and name.relative_to("_static").as_posix() not in own
        ):
            continue
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".html":
            text = ADDRESS.sub(shared, path.read_text("utf-8"))
            (target / name).write_text(text, "utf-8")
        elif name.parts[0] == "_sources" and (run := executed(language, name)):
            shutil.copyfile(run, target / name)
        else:
            shutil.copyfile(path, target / name)


def executed(language, name):
    """Return the notebook with output that a page offers, None where it has none."""
    run = folder(language) / "_build" / "executed" / name.name
    return run if run.exists() else None


def same(path, other):
    """Tell whether another file is there and has the same content."""
    return other.is_file() and path.read_bytes() == other.read_bytes()
