"""What is on the built pages: read from their HTML and from the table of contents."""

import functools
import json
import re

import yaml

from nnbook import widgets
from tests import ROOT
from tests.browser.book_server import HTML

MOUNT = re.compile(
    r'<div data-widget="([\w-]+)" id="([\w-]+)"[^>]*>'
    r'.*?<script (?:data-large="(\w+)" )?type="application/json">(.*?)</script>',
    re.DOTALL,
)
WIDGETS = {
    widget.front_end: widget
    for widget in (getattr(widgets, name) for name in widgets.__all__)
    if widget.front_end not in ("", "question")
}


def pages():
    """The pages of the table of contents, as paths in the built book."""
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text("utf-8"))
    names = [toc["root"]]
    for part in toc.get("parts", [toc]):
        names += [chapter["file"] for chapter in part["chapters"]]
    return [f"{name}.html" for name in names]


def placed(pattern):
    """The (page, id) of each mount in the built pages that matches the pattern."""
    paths = sorted((HTML / "chapters").glob("*.html"))
    return [
        (f"chapters/{path.name}", match)
        for path in paths
        for match in re.findall(pattern, path.read_text("utf-8"))
    ]


EXERCISES = placed(r'data-exercise="([\w-]+)"')
QUESTIONS = placed(r'"question_id": ?"([\w-]+)"')


@functools.cache
def figures(path):
    """{id: (front end, the state in which it starts)} of the figures of a page."""
    found = MOUNT.findall((HTML / path).read_text("utf-8"))
    return {
        name: (front_end, json.loads(state) | large_values(large))
        for front_end, name, large, state in found
        if front_end in WIDGETS
    }


def large_values(name):
    """The values of a figure's state that are a file of their own (press.site.states)."""
    if not name:
        return {}
    script = (HTML / "_static" / "states" / f"{name}.js").read_text("utf-8")
    return json.loads(script.partition("]=")[2].rstrip(";\n"))


def start_of(path, name):
    """What a link must set to bring a figure to its start."""
    front_end, state = figures(path)[name]
    parts = WIDGETS[front_end].parts()
    return {
        key: state[key]
        for key, part in parts.items()
        if part.link
        and state.get(key) is not None
        and len(json.dumps(state[key])) < 2000
    }
