"""Mounts for the book's widgets: ``<div data-widget="NAME" data-state="loading">``.

A notebook's output keeps the state of the widget that it shows; a Markdown page has the
directive ``{widget} ClassName``. Both become a mount with the state as JSON; the site's
script does the rest.
"""

import json
import re
from html import escape
from typing import ClassVar

import yaml
from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from nnbook.grading.exercise import FOLDER
from press.site.html import script_json
from press.site.notes import depends_on
from press.site.outputs import WIDGET
from press.site.predictions import cover_answer
from press.site.progress import Item, answer_to
from press.site.questions import placeholder

STATE = re.compile(f'<script type="{re.escape(WIDGET)}">(.*?)</script>', re.S)


def mount(env, state, anchor=None):
    """Return the raw node that mounts a widget in the given ``state``.

    The mount's id is ``anchor`` or the widget's name (-2, -3 for further ones on the
    page), so that links can set its state; a question has its own name in it.
    """
    name, note = state["_widget"], {}
    anchor = anchor or name
    if name == "question":
        question = state["question_id"]
        anchor = f"{name}-{question}"
        note["nnbook_item"] = Item(
            name, question, state["title"], answer_to(state["kind"], state["details"])
        )
        depends_on(env, FOLDER.glob(f"*/questions/{question}.toml"))
    count = env.temp_data.setdefault("nnbook_widgets", {})
    count[anchor] = count.get(anchor, 0) + 1
    if count[anchor] > 1:
        anchor = f"{anchor}-{count[anchor]}"
    public = {key: value for key, value in state.items() if not key.startswith("_")}
    text = public.pop("description")
    shown = placeholder(public) if name == "question" else f"<p>{escape(text)}</p>"
    html = (
        f'<div data-widget="{name}" id="{anchor}" data-state="loading">'
        f"{shown}{script_json(public)}</div>"
    )
    return nodes.raw("", html, format="html", **note)


class WidgetDirective(SphinxDirective):
    """``{widget} ClassName``, with the state to start in as YAML.

    The option ``name`` is the figure's id, where its class is not to be.
    """

    required_arguments = 1
    option_spec: ClassVar = {"name": directives.unchanged}
    has_content = True

    def run(self):
        """Return the mount."""
        from nnbook import widgets

        name = self.arguments[0]
        if name not in widgets.__all__:
            raise self.error(
                f"no widget {name}; there are {', '.join(widgets.__all__)}"
            )
        traits = yaml.safe_load("\n".join(self.content)) or {}
        try:
            widget = getattr(widgets, name)(**traits)
        except Exception as error:
            raise self.error(f"{name} cannot start so: {error}") from error
        state = {
            **widget.state(),
            "_widget": widget.front_end,
            "description": widget.description,
        }
        return [mount(self.env, state, self.options.get("name"))]


def mount_outputs(app, doctree):
    """Replace each notebook output that shows one of the book's widgets."""
    predictions = []
    for raw in list(doctree.findall(nodes.raw)):
        if stored := STATE.fullmatch(raw.astext()):
            # Not replace_self: that keeps the output's classes, and in the dark theme
            # the theme paints what is an output of HTML white.
            state = as_it_is_now(json.loads(stored[1]))
            shown = mount(app.env, state)
            raw.parent.replace(raw, shown)
            if state["_widget"] == "question" and state["predict"]:
                predictions.append((shown, state["question_id"]))
    for shown, question_id in predictions:  # when all of the page's questions are known
        cover_answer(shown, question_id)


def as_it_is_now(state):
    """Return a widget's state, a question's from its file.

    A chapter does not run again when a question changes: its output only names it.
    """
    if state["_widget"] != "question":
        return state
    from nnbook.widgets import Question

    question = Question(state["question_id"])
    return {**state, **question.state(), "description": question.description}


def setup(app):
    """Register the directive and the replacement."""
    app.add_directive("widget", WidgetDirective)
    app.connect("doctree-read", mount_outputs)
