"""Write an edition's sources: ``_build/LANGUAGE/``, a book folder like the book's own.

    python -m press.translation.tree zh_CN

It has _config.yml, _toc.yml, index.md, chapters, and a README for the branch on which
its notebooks are published. Started in it, ``python -m
press.execute`` runs the chapters in that language and ``jupyter-book build .`` builds
it. All this is done with NNBOOK_LANGUAGE set: the exercises in it are loaded so.
"""

import os
import sys

import nbformat
import yaml

from nnbook.grading import sync
from nnbook.language import python
from press.book import book_folder
from press.notebooks import setup_cell
from press.site.cells import ENGLISH, number_of
from press.translation import sources
from press.translation.files import folder, write
from press.translation.markdown import rewrite, squeeze
from press.translation.texts import by_text, translations


def write_tree(language):
    """Write all sources of an edition."""
    said = translations(language)
    root, target = book_folder(), folder(language)
    for path in [root / "index.md", *root.glob("chapters/*.md")]:
        domain = "book" if path.stem in sources.SMALL else path.stem
        text = rewrite(path.read_text("utf-8"), by_text(said, domain).get)
        write(target / path.relative_to(root), text)
    for path in root.glob("chapters/*.ipynb"):
        look_up = by_text(said, path.stem).get
        notebook = translated(nbformat.read(path, as_version=4), look_up)
        notebook.cells[0].source = setup_cell(notebook)
        sync.update(notebook)  # which gives lists of lines
        for cell in notebook.cells:
            cell.source = "".join(cell.source)
        write(target / path.relative_to(root), nbformat.writes(notebook) + "\n")
    readme = rewrite(
        (root / "README.md").read_text("utf-8"), by_text(said, "readme").get
    )
    write(target / "README.md", readme)
    bibliography = (root / "chapters" / "references.bib").read_text("utf-8")
    write(target / "chapters" / "references.bib", bibliography)
    words = by_text(said, "book")
    write(target / "_toc.yml", dump(table_of_contents(root, words)))
    write(target / "_config.yml", dump(configuration(root, target, language, words)))


def translated(notebook, look_up):
    """Return a chapter in another language, but for its set-up and its exercises."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = rewrite(cell.source, look_up)
        else:
            cell.metadata[ENGLISH] = number_of(cell.source)
            cell.source = python.rewrite(cell.source, look_up)
        for *outer, last in sources.METADATA:
            node = sources.at(cell.metadata, outer) if outer else cell.metadata
            if node and last in node:
                node[last] = look_up(squeeze(node[last])) or node[last]
    return notebook


def table_of_contents(root, words):
    """Return the table of contents with translated titles."""
    toc = yaml.safe_load((root / "_toc.yml").read_text("utf-8"))
    for part in toc["parts"]:
        for row in [part, *part["chapters"]]:
            for name in {"caption", "title"} & set(row):
                row[name] = words.get(row[name], row[name])
    return toc


def configuration(root, target, language, words):
    """Return the edition's _config.yml."""
    config = yaml.safe_load((root / "_config.yml").read_text("utf-8"))
    for name in ("title", "author"):
        config[name] = words.get(config[name], config[name])
    config["repository"]["branch"] = language  # where its notebooks are published
    html = config["html"]
    html["baseurl"] += f"{language}/"
    html["favicon"] = os.path.relpath(root / html["favicon"], target)
    sphinx = config["sphinx"]["config"]
    sphinx["language"] = language
    sphinx["html_search_language"] = "en"  # press.site.search: Chinese, too
    sphinx["nnbook_kept"] = os.path.relpath(root / "_build", target)
    return config


def dump(content):
    """Return YAML."""
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False)


if __name__ == "__main__":
    write_tree(sys.argv[1])
