"""Every message of the book: what a reader sees in English, and where."""

import ast
import json
import tomllib
from dataclasses import dataclass

import nbformat
import yaml

from nnbook.grading.translated import SAID
from nnbook.language import python
from press.book import book_folder
from press.translation.markdown import blocks, squeeze

EXERCISES = "code/nnbook/exercises"
WORDS = "code/press/js/src/locales/en"
MARKS = "_", "say"  # what code calls with an English text
# Pages with so little text that they share a file.
SMALL = "progress", "bibliography"
# In the metadata of a cell: the way to a text, and what it is.
METADATA = {
    ("mystnb", "figure", "caption"): "caption",
    ("mystnb", "image", "alt"): "alternative text of an image",
    ("opening", "asks"): "the chapter's question, under its title",
    ("fold",): "line to which a cell is folded",
}


@dataclass(frozen=True)
class Message:
    """An English text, what kind it is of, and the file that it stands in.

    The same text may need two translations in two places: then ``context`` names them.
    """

    text: str
    kind: str
    where: str
    context: str | None = None

    @property
    def key(self):
        """What it is found by."""
        return self.context, self.text


def messages():
    """Return {name of a .po file: its messages, each once, in their order}."""
    found = {}
    for domain, message in everything(book_folder()):
        found.setdefault(domain, {}).setdefault(message.key, message)
    return {domain: list(some.values()) for domain, some in found.items()}


def everything(root):
    """Yield (name of the .po file, message) for all that a reader may see."""
    for path in [root / "index.md", *sorted(root.glob("chapters/*.md"))]:
        domain = "book" if path.stem in SMALL else path.stem
        for message in of_markdown(
            path.read_text("utf-8"), str(path.relative_to(root))
        ):
            yield domain, message
    for path in sorted(root.glob("chapters/*.ipynb")):
        for message in of_notebook(path, root):
            yield path.stem, message
    for path in sorted((root / EXERCISES).rglob("prompt.md")):
        chapter = path.relative_to(root / EXERCISES).parts[0]
        for message in of_exercise(path.parent, root):
            yield f"exercises-{chapter}", message
    for path in sorted((root / EXERCISES).rglob("questions/*.toml")):
        chapter = path.relative_to(root / EXERCISES).parts[0]
        for message in of_question(path, root):
            yield f"questions-{chapter}", message
    for path in sorted((root / WORDS).glob("*.json")):
        for key, text in leaves(json.loads(path.read_text("utf-8"))):
            where = f"{WORDS}/{path.name}"
            yield "figures", Message(text, "label", where, f"{path.stem}.{key}")
    for domain, folder in (("package", "code/nnbook"), ("book", "code/press")):
        for path in sorted((root / folder).rglob("*.py")):
            for text in marked(path.read_text("utf-8")):
                yield domain, Message(text, "text", str(path.relative_to(root)))
    for message in of_book(root):
        yield "book", message
    for message in of_markdown((root / "README.md").read_text("utf-8"), "README.md"):
        yield "readme", message


def of_markdown(text, where):
    """Yield the blocks of Markdown."""
    for block in blocks(text):
        yield Message(squeeze(text[block.begin : block.end]), block.kind, where)


def of_notebook(path, root):
    """Yield what a chapter says of its own; exercises have files of their own."""
    for cell in nbformat.read(path, as_version=4).cells[1:]:  # behind the set-up
        where = f"{path.relative_to(root)}#{cell.id}"
        if "exercise" in cell.metadata or "exercise_prompt" in cell.metadata:
            continue
        if cell.cell_type == "markdown":
            yield from of_markdown(cell.source, where)
        else:
            yield from of_python(cell.source, where)
        for way, kind in METADATA.items():
            if text := at(cell.metadata, way):
                yield Message(squeeze(text), kind, where)


def of_python(source, where):
    """Yield comments, docstrings and strings of code."""
    for text in python.texts(source):
        yield Message(text.text, text.kind, where)


def of_exercise(folder, root):
    """Yield title, prompt, hints, code and all that the checks say."""
    where = str(folder.relative_to(root))
    title, prompt = (folder / "prompt.md").read_text("utf-8").split("\n", 1)
    yield Message(title.removeprefix("# ").strip(), "title", f"{where}/prompt.md")
    yield from of_markdown(prompt, f"{where}/prompt.md")
    for hint in (folder / "hints.md").read_text("utf-8").split("\n---\n"):
        yield Message(squeeze(hint), "hint", f"{where}/hints.md")
    for name in ("starter.py", "solution.py", "checks.py"):
        yield from of_python((folder / name).read_text("utf-8"), f"{where}/{name}")


def of_question(path, root):
    """Yield what a question says."""
    for name, text in said_in(tomllib.loads(path.read_text("utf-8"))):
        where = str(path.relative_to(root))
        yield Message(squeeze(text), f"{name} of a question", where)


def said_in(table):
    """Yield (name, text) of what a reader sees of a question's table."""
    for name, value in table.items():
        if isinstance(value, list):
            for row in value:
                yield from said_in(row)
        elif name in SAID:
            yield name, value


def of_book(root):
    """Yield the titles of the table of contents and of the book."""
    config = yaml.safe_load((root / "_config.yml").read_text("utf-8"))
    yield Message(config["title"], "the book's title", "_config.yml")
    yield Message(config["author"], "the book's authors", "_config.yml")
    for part in yaml.safe_load((root / "_toc.yml").read_text("utf-8"))["parts"]:
        yield Message(part["caption"], "part", "_toc.yml")
        for chapter in part["chapters"]:
            if "title" in chapter:
                yield Message(chapter["title"], "chapter", "_toc.yml")


def marked(source):
    """Yield the texts that code gives to `nnbook.language._`."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in MARKS:
            yield ast.literal_eval(node.args[0])


def leaves(node, key=""):
    """Yield (dotted key, text) for each text of nested JSON."""
    if isinstance(node, str):
        yield key[1:], node
        return
    for name, value in node.items() if isinstance(node, dict) else enumerate(node):
        yield from leaves(value, f"{key}.{name}")


def at(metadata, way):
    """Return what stands in nested metadata at the end of a way of names, or None."""
    for name in way:
        metadata = metadata.get(name) or {}
    return metadata or None
