"""Exercises in the page.

A code cell whose metadata names an exercise becomes an editor; the prompt above it is
an ordinary Markdown cell. One that can be graded in a notebook only stays as it is, and
gets below it what is checked, the hints and the solution.

An exercise that uses numpy is in the page in plain Python, too, each version with its
prompt. Until the site's script knows on which its reader works, the page shows the one
with numpy where the book brings that, else the other.
"""

from html import escape

from docutils import nodes

from nnbook.grading.exercise import FOLDER, PLAIN, load
from press import markup
from press.site.code import line
from press.site.html import script_json
from press.site.notebooks import of_notebooks
from press.site.notes import depends_on
from press.site.progress import Item
from press.words import _

AWAY = "nn-away"  # the class of a prompt that is not shown
NUMPY = "numpy"


def section(exercise, has_numpy):
    """Return the HTML that the site's script turns into an editor.

    Until the script has run it shows the code to start from, as high as the editor.
    """
    shown = exercise if has_numpy or not exercise.plain else exercise.plain
    data = {
        "id": exercise.id,
        "title": exercise.title,
        "kind": exercise.kind,
        **version(exercise),
    }
    if exercise.plain:
        data["twin"] = {"plain": version(exercise.plain), "hasNumpy": has_numpy}
    two = " nn-two" if exercise.plain else ""
    lines = "".join(map(line, escape(shown.starter).split("\n")))
    return (
        f'<section class="nn-exercise{two}" id="exercise-{exercise.id}" '
        f'data-exercise="{exercise.id}" data-state="idle">'
        f'<div class="nn-code"><div class="nn-code-lines">{lines}</div></div>'
        f"{script_json(data)}</section>"
    )


def version(exercise):
    """What an exercise and its twin each have of their own, beside the prompt."""
    return {
        "starter": exercise.starter,
        "solution": exercise.solution,
        "checks": exercise.checks,
        "mistakes": exercise.mistakes,
        "hints": list(exercise.hints),
    }


def prompts(exercise, has_numpy):
    """Return the prompts of an exercise and its twin, as Markdown for the page."""
    versions = {NUMPY: exercise, PLAIN: exercise.plain}
    shown = NUMPY if has_numpy else PLAIN
    parts = [f"**{exercise.heading}**"]
    for name, one in versions.items():
        classes = "nn-prompt" if name == shown else f"nn-prompt {AWAY}"
        place = f"prompt-{exercise.id}-{name}"
        # No prompt has a fence as long.
        parts.append(
            f"``````{{container}} {classes}\n:name: {place}\n\n{one.prompt}\n``````"
        )
    return "\n\n".join(parts)


@of_notebooks
def show_twins(app, cells):
    """The page has the prompts of twins as well."""
    for cell in cells:
        exercise_id = cell["metadata"].get("exercise_prompt")
        if exercise_id and (exercise := load(exercise_id)).plain:
            cell["source"] = prompts(exercise, app.config.nnbook_numpy)


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
        for part in folded(_("Hint {number}", number=number), text(hint))
    ]
    said = text(_("Graded where it runs, in a notebook. The checks want:"))
    parts = [said, rules, *hints, *folded(_("Solution"), solution)]
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
        depends_on(app.env, FOLDER.glob(f"**/{exercise_id}/**/*.*"))
        if exercise.in_page:
            works = (f"{exercise.id}/{NUMPY}",) if exercise.plain else ()
            item = Item("exercise", exercise.id, exercise.title, works=works)
            html = section(exercise, app.config.nnbook_numpy)
            node.replace_self(nodes.raw("", html, format="html", nnbook_item=item))
        else:
            place = node.parent.index(node) + 1
            node.parent.insert(place, guide(exercise))


def setup(app):
    """Register prompts and replacement."""
    app.connect("source-read", show_twins)
    app.connect("doctree-read", replace_cells)
