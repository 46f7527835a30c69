"""Exercises in the page, and the list of them that shows the reader's progress.

A code cell whose metadata names an exercise becomes an editor; the prompt above it is
an ordinary Markdown cell. One that can be graded in a notebook only stays as it is, and
gets below it what is checked, the hints and the solution. The directive ``{progress}``
lists all exercises and questions of the book with what is solved on this device.
"""

from html import escape

from docutils import nodes
from docutils.parsers.rst import Directive

from nnbook.grading.exercise import FOLDER, load
from press import markup
from press.site.html import script_json


def section(exercise):
    """Return the HTML that the site's script turns into an editor.

    Where no script runs, it shows the code to start from and says where it can be run.
    """
    data = {
        "id": exercise.id,
        "title": exercise.title,
        "starter": exercise.starter,
        "solution": exercise.solution,
        "checks": exercise.checks,
        "hints": list(exercise.hints),
    }
    lines = exercise.starter.count("\n") + 1  # reserves the editor's height
    return (
        f'<section class="nn-exercise" id="exercise-{exercise.id}" '
        f'data-exercise="{exercise.id}" data-state="idle" style="--nn-lines:{lines}">'
        f"<noscript><pre>{escape(exercise.starter)}</pre></noscript>"
        f"{script_json(data)}</section>"
    )


def guide(exercise):
    """What the page says of an exercise that is graded in a notebook only."""
    rules = nodes.bullet_list(
        "", *(nodes.list_item("", text(r, ["code"])) for r in exercise.rules)
    )
    code = exercise.solution.rstrip("\n")
    solution = nodes.literal_block(code, code, language="python")
    hints = [
        part
        for number, hint in enumerate(exercise.hints, 1)
        for part in folded(f"Hint {number}", text(hint))
    ]
    said = text("Graded where it runs, in a notebook. The checks want:")
    parts = [said, rules, *hints, *folded("Solution", solution)]
    ids = [f"exercise-{exercise.id}"]
    return nodes.container("", *parts, classes=["nn-guide"], ids=ids)


def folded(title, *content):
    """Content that opens when its title is clicked, as a list of nodes."""
    start = f"<details><summary>{escape(title)}</summary>"
    raw = (nodes.raw("", html, format="html") for html in (start, "</details>"))
    return [next(raw), *content, next(raw)]


def text(source, marks=markup.MARKS):
    """A paragraph of an exercise's text, with its marks."""
    nodes_of = {"code": nodes.literal, "emphasis": nodes.emphasis}
    paragraph = nodes.paragraph()
    for kind, part in markup.parts(source, marks):
        paragraph += nodes_of[kind]("", part) if kind in nodes_of else nodes.Text(part)
    return paragraph


def replace_cells(app, doctree):
    """Turn exercise cells into editors and note what the page has to solve."""
    items = []
    for node in list(doctree.findall()):
        if isinstance(node, nodes.container):
            exercise_id = (node.get("cell_metadata") or {}).get("exercise")
            if exercise_id and node.get("nb_element") == "cell_code":
                exercise = load(exercise_id)
                depends_on(app.env, f"**/{exercise_id}/*.*")
                if exercise.in_page:
                    node.replace_self(nodes.raw("", section(exercise), format="html"))
                    items.append(("exercise", exercise.id, exercise.title))
                else:
                    place = node.parent.index(node) + 1
                    node.parent.insert(place, guide(exercise))
        elif isinstance(node, nodes.raw) and "nnbook_state" in node:
            state = node["nnbook_state"]
            if state["_widget"] == "question":
                items.append(("question", state["question_id"], state["title"]))
                depends_on(app.env, f"*/questions/{state['question_id']}.toml")
    contents(app.env)[app.env.docname] = items
    if next(doctree.findall(progress), None):
        lists(app.env).add(app.env.docname)


def depends_on(env, pattern):
    """Have the page that is being read read again when one of these files changes."""
    for path in FOLDER.glob(pattern):
        env.note_dependency(str(path))


def contents(env):
    """Return {docname: [(kind, id, title)]}, kept from build to build."""
    if not hasattr(env, "nnbook_contents"):
        env.nnbook_contents = {}
    return env.nnbook_contents


def lists(env):
    """Return the names of the pages that list exercises, kept from build to build."""
    if not hasattr(env, "nnbook_lists"):
        env.nnbook_lists = set()
    return env.nnbook_lists


class progress(nodes.General, nodes.Element):
    """Where the reader's progress goes; filled in when all pages are read."""


class ProgressDirective(Directive):
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
            | {"items": [item(app, docname, page, *row) for row in rows]}
            for page, rows in chapters(app.env)
        ]
        kind = "compact" if node["compact"] else "full"
        html = f'<div data-progress="{kind}">{script_json(manifest)}</div>'
        node.replace_self(nodes.raw("", html, format="html"))


def chapters(env):
    """Return the pages that have exercises, in the order of the book."""
    order = env.toctree_includes.get(env.config.root_doc, [])
    rows = contents(env)
    return [(page, rows[page]) for page in order if rows.get(page)]


def url(app, docname, page):
    """Return the relative address of ``page`` seen from ``docname``."""
    return app.builder.get_relative_uri(docname, page)


def item(app, docname, page, kind, item_id, title):
    """Return one row of the manifest."""
    address = f"{url(app, docname, page)}#{kind}-{item_id}"
    return {"kind": kind, "id": item_id, "title": title, "url": address}


def pages_with_progress(app, env):
    """Have the pages that list exercises written again: others may have changed."""
    return sorted(lists(env))


def purge(app, env, docname):
    """Forget a page that is read again or gone."""
    contents(env).pop(docname, None)
    lists(env).discard(docname)


def merge(app, env, docnames, other):
    """Take over what a parallel reader noted."""
    rows = contents(other)
    contents(env).update({name: rows[name] for name in docnames if name in rows})
    lists(env).update(lists(other))


def setup(app):
    """Register directive and events."""
    app.add_directive("progress", ProgressDirective)
    app.add_node(progress)
    app.connect("doctree-read", replace_cells, priority=600)  # after the widgets
    app.connect("doctree-resolved", fill_progress)
    app.connect("env-updated", pages_with_progress)
    app.connect("env-purge-doc", purge)
    app.connect("env-merge-info", merge)
