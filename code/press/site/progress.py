"""What each page has to solve, and the lists of it that show the reader's progress.

The directive ``{progress}`` lists all exercises and questions of the book with what is
solved on this device.
"""

from dataclasses import dataclass

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from press.site.html import script_json
from press.site.notes import PageNotes


@dataclass(frozen=True)
class Item:
    """An exercise or question that a page has; kind says which of both.

    ``answer`` says what can be an answer to a question: its kind, how many options or
    items it has (size), and the unit of a number. ``works`` has the ids of records in
    which a reader's work on it may be, beside its own.
    """

    kind: str
    id: str
    title: str
    answer: dict | None = None
    works: tuple[str, ...] = ()


def answer_to(kind, details):
    """What can be an answer to a question, by its kind and what its file says of it."""
    if kind == "number":
        return {"kind": kind, "unit": details.get("unit", "")}
    return {"kind": kind, "size": len(details.get("options", details.get("items")))}


@dataclass(frozen=True)
class Practice:
    """What a page has to solve, and whether it lists what all of them have."""

    items: tuple[Item, ...]
    lists: bool


class PracticeNotes(PageNotes):
    """The `Practice` of each page."""

    name = "nnbook_practice"

    def note_of(self, doctree):
        """Return what a page has, in its order."""
        raws = doctree.findall(nodes.raw)
        items = tuple(raw["nnbook_item"] for raw in raws if "nnbook_item" in raw)
        return Practice(items, next(doctree.findall(progress), None) is not None)

    def get_updated_docs(self, app, env):
        """Have the pages that list exercises written again: others may have changed."""
        return sorted(page for page, note in self.of(env).items() if note.lists)


class progress(nodes.General, nodes.Element):
    """Where the reader's progress goes; filled in when all pages are read."""


class ProgressDirective(SphinxDirective):
    """``{progress}``, or ``{progress} compact`` for one line a chapter."""

    optional_arguments = 1

    def run(self):
        """Return the place that is filled in later."""
        return [progress(compact=self.arguments == ["compact"])]


def fill_progress(app, doctree, docname):
    """Write the manifest of all exercises into each progress node."""
    for node in list(doctree.findall(progress)):
        manifest = [
            {"title": app.env.titles[page].astext(), "url": url(app, docname, page)}
            | {"items": [row(app, docname, page, item) for item in practice.items]}
            for page, practice in chapters(app.env)
        ]
        kind = "compact" if node["compact"] else "full"
        html = f'<div data-progress="{kind}">{script_json(manifest)}</div>'
        node.replace_self(nodes.raw("", html, format="html"))


def chapters(env):
    """Yield (page, its practice) for those that have any, in the order of the book."""
    notes = PracticeNotes.of(env)
    for page in env.toctree_includes.get(env.config.root_doc, []):
        if page in notes and notes[page].items:
            yield page, notes[page]


def url(app, docname, page):
    """Return the relative address of ``page`` seen from ``docname``."""
    return app.builder.get_relative_uri(docname, page)


def row(app, docname, page, item):
    """Return one row of the manifest."""
    address = f"{url(app, docname, page)}#{item.kind}-{item.id}"
    row = {"kind": item.kind, "id": item.id, "title": item.title, "url": address}
    more = {"answer": item.answer, "works": item.works}
    return row | {name: value for name, value in more.items() if value}


def setup(app):
    """Register directive, collector and events."""
    app.add_directive("progress", ProgressDirective)
    app.add_node(progress)
    app.add_env_collector(PracticeNotes)
    app.connect("doctree-resolved", fill_progress)
