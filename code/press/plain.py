"""Build the book without Jupyter Book, with the newest of everything, and compare.

``python -m press.plain`` builds the sources in ``_build/plain/html`` with Sphinx,
myst-nb and sphinx-book-theme as PyPI has them today, in a virtual environment of their
own, with warnings as errors. Then it lists where the text of a page is another one in
``_build/html``. No chapter is run.

Jupyter Book is Sphinx with a theme, a table of contents in _toc.yml, and settings in
_config.yml that become a conf.py: this writes that file, and leaves out the extensions
which only Jupyter Book needs.
"""

import difflib
import os
import subprocess
import sys
import venv

from press.book import book_folder

# Of what Jupyter Book loads, what this book needs; all of it is on PyPI by itself.
EXTENSIONS = {
    "myst_nb": "myst-nb",
    "press.site": "-e ./code",
    "sphinx_book_theme": "sphinx-book-theme",
    "sphinx_copybutton": "sphinx-copybutton",
    "sphinx_external_toc": "sphinx-external-toc",
    "sphinxcontrib.bibtex": "sphinxcontrib-bibtex",
}
PACKAGES = ["sphinx", "linkify-it-py", *" ".join(EXTENSIONS.values()).split()]
# Settings of extensions that are left out.
DROPPED = ("comments_", "latex_", "use_")

# No text of the page: the newest theme has a menu for light and dark, others a button.
UNREAD = "script, style, noscript, .theme-switch-container"


def settings(root):
    """Return what is to stand in conf.py, as a dict."""
    from jupyter_book.config import get_final_config

    book, _ = get_final_config(
        user_yaml=root / "_config.yml",
        sourcedir=root,
        cli_config={"latex_individualpages": False},  # it insists on that
    )
    plain = {k: v for k, v in book.items() if not k.startswith(DROPPED)}
    plain["extensions"] = [e for e in book["extensions"] if e in EXTENSIONS]
    # conf.py stands elsewhere.
    plain["html_favicon"] = str(root / book["html_favicon"])
    plain["bibtex_bibfiles"] = [str(root / name) for name in book["bibtex_bibfiles"]]
    return plain


def newest(folder):
    """Install the newest packages into ``folder``; return its Python."""
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    install = [python, "-m", "pip", "install", "--quiet", "--upgrade"]
    subprocess.run([*install, *PACKAGES], check=True)
    return python


def build(python, root, folder):
    """Build the pages in ``folder/html``; CalledProcessError where Sphinx warns."""
    lines = [f"{name} = {value!r}\n" for name, value in settings(root).items()]
    (folder / "conf.py").write_text("".join(lines), "utf-8")
    strict = ["-W", "-n", "--keep-going"]
    command = [
        python,
        "-m",
        "sphinx",
        "-q",
        *strict,
        "-c",
        folder,
        root,
        folder / "html",
    ]
    subprocess.run(command, check=True)


def text(page):
    """Return the lines of text of a built page, as a reader meets them."""
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(page.read_text("utf-8"), "html.parser")
    for unread in soup.select(UNREAD):
        unread.decompose()
    lines = (" ".join(line.split()) for line in soup.get_text("\n").splitlines())
    return [line for line in lines if line]


def differences(one, other):
    """Yield the lines of a unified diff of all pages in two folders."""
    names = {
        page.relative_to(folder).as_posix()
        for folder in (one, other)
        for page in folder.rglob("*.html")
        if "_static" not in page.parts
    }
    for name in sorted(names):
        pages = one / name, other / name
        if missing := [str(page) for page in pages if not page.exists()]:
            yield f"missing: {missing[0]}"
        else:
            yield from difflib.unified_diff(
                *map(text, pages), *map(str, pages), lineterm="", n=1
            )


def main():
    """Build and compare; ends with 1 where the text differs."""
    root = book_folder()
    book, folder = root / "_build" / "html", root / "_build" / "plain"
    if not (book / "index.html").exists():
        sys.exit(f"no index.html in {book}: run `make book` first")
    build(newest(folder / "venv"), root, folder)
    found = list(differences(book, folder / "html"))
    print(*found, sep="\n")
    sys.exit(f"{len(found)} lines differ" if found else 0)


if __name__ == "__main__":
    main()
