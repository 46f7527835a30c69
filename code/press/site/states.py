"""Large values of figures' states, as files of their own.

The map of the movies has 250 KB of numbers: a page that carries them has to be read to
their end before its reader sees what comes next. They come with the figure's script,
when it is near the window (js/src/site/front-ends.js); from a disk, too, since they are
scripts.
"""

import json
import re
from pathlib import Path

from press.digest import of_parts
from press.site.html import script_json

LARGE = 10_000  # characters of a value
STATE = re.compile(
    r'(<div data-widget="[\w-]+" id="[\w-]+"[^>]*>(?:(?!<script).)*?)'
    r'<script type="application/json">([^<]*)</script>',
    re.S,
)


def parted(html):
    """Return a page without the large values, and these: {name of a file: its text}."""
    files = {}

    def part(match):
        if len(match[2]) < LARGE:
            return match[0]
        state = json.loads(match[2])
        large = {
            key: value for key, value in state.items() if len(json.dumps(value)) > LARGE
        }
        if not large:
            return match[0]
        text = json.dumps(large, ensure_ascii=False, sort_keys=True)
        name = of_parts([text.encode()])[:12]
        files[f"{name}.js"] = f'(window.nnbookStates??={{}})["{name}"]={text};\n'
        rest = {key: value for key, value in state.items() if key not in large}
        rest = script_json(rest).removeprefix("<script ")
        return f'{match[1]}<script data-large="{name}" {rest}'

    return STATE.sub(part, html), files


def part_pages(app, error):
    """Write the large values of the pages that were written anew."""
    if error or app.builder.format != "html":
        return
    folder = Path(app.outdir) / "_static" / "states"
    folder.mkdir(exist_ok=True)
    for page in Path(app.outdir).rglob("*.html"):
        html, files = parted(page.read_text("utf-8"))
        for name, text in files.items():
            (folder / name).write_text(text, "utf-8")
        if files:
            page.write_text(html, "utf-8")


def setup(app):
    """Run when figures have been drawn from the whole of their states (pictures)."""
    app.connect("build-finished", part_pages, priority=950)
