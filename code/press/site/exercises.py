"""Exercises in the page.

A code cell whose metadata names an exercise becomes an editor; the prompt above it is
an ordinary Markdown cell. One that can be graded in a notebook only stays as it is, and
gets below it what is checked, the hints and the solution.
"""

from html import escape

from docutils import nodes

from nnbook.grading.exercise import FOLDER, load
from press import markup
from press.site.html import script_json
from press.site.notes import depends_on
from press.site.progress import Item


def section(exercise):
    """Return the HTML that the site's script turns into an editor.

    Where no script runs, it shows the code to start from and says where it can be run.
    """
    data = {
        "id": exercise.id,
        "title": exercise.title,
        "kind": exercise.kind,
        "starter": exercise.starter,
        "solution": exercise.solution,
        "checks": exercise.checks,
        "mistakes": exercise.mistakes,
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
    """Turn exercise cells into editors, or guides to what a notebook grades."""
    for node in list(doctree.findall(nodes.container)):
        exercise_id = (node.get("cell_metadata") or {}).get("exercise")
        if not exercise_id or node.get("nb_element") != "cell_code":
            continue
        exercise = load(exercise_id)
        depends_on(app.env, FOLDER.glob(f"**/{exercise_id}/*.*"))
        if exercise.in_page:
            item = Item("exercise", exercise.id, exercise.title)
            html = section(exercise)
            node.replace_self(nodes.raw("", html, format="html", nnbook_item=item))
        else:
            place = node.parent.index(node) + 1
            node.parent.insert(place, guide(exercise))


def setup(app):
    """Register the replacement."""
    app.connect("doctree-read", replace_cells)
