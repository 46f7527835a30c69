"""Pages show the output that the notebooks keep, and are read again when it changes."""

import json
import re
import shutil

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from press import digest, stored
from press.site import assets, outputs

PAGE = "# Page\n"


def book(*cells, fresh=True):
    """A notebook with a title and these cells, as text."""
    notebook = new_notebook(cells=[new_markdown_cell(PAGE), *cells])
    notebook.metadata["language_info"] = {"name": "python"}
    if fresh:
        number = digest.of_notebook(notebook)
        notebook.metadata["nnbook"] = {"made_of": number}
    return nbformat.writes(notebook)


def shows(text, state=None):
    """A cell that has shown a text, or a widget in this state."""
    metadata = {"nnbook": state} if state else {}
    output = new_output("display_data", {"text/plain": text}, metadata=metadata)
    return new_code_cell("show()", outputs=[output])


@pytest.fixture
def copy(tmp_path):
    """Where the output of the page is kept that was run since it was stored."""
    path = stored.copy_of(tmp_path / "source/index.ipynb")
    path.parent.mkdir(parents=True)
    return path


def test_a_widget_is_mounted_with_the_state_that_is_stored(build):
    state = {"_widget": "neuron", "threshold": 15.0}
    html, warnings = build(book(shows("A neuron <b>, that", state)), "index.ipynb")
    assert warnings == ""
    (mount,) = re.findall(r'<div data-widget="neuron".*?</div>', html, re.S)
    (said,) = re.findall(r'json">(.*?)</script>', mount)
    assert json.loads(said) == {"threshold": 15.0}
    assert "<p>A neuron &lt;b&gt;, that</p>" in mount


def test_a_mount_is_no_output_of_html(build):
    """In the dark theme such an output gets a white frame, which narrows what it holds."""
    html, _ = build(book(shows("A neuron", {"_widget": "neuron"})), "index.ipynb")
    assert re.search(r'<div class="cell_output[^>]*>\s*<div data-widget="', html)


def test_output_that_is_too_old_is_told_until_it_is_run(build, copy):
    old = book(shows("the old"), fresh=False)
    html, warnings = build(old, "index.ipynb")
    assert "the old" in html
    assert "run: python -m press.execute" in warnings

    copy.write_text(book(shows("the new")), "utf-8")
    html, warnings = build(old, "index.ipynb")
    assert "the new" in html and "the old" not in html
    assert warnings == ""


def test_words_may_change_while_the_copy_has_the_output(build, copy):
    copy.write_text(book(shows("the new")), "utf-8")
    words = new_markdown_cell("One more cell.")
    html, warnings = build(book(words, shows("the old"), fresh=False), "index.ipynb")
    assert "One more cell." in html and "the new" in html
    assert warnings == ""


def test_a_page_is_read_again_when_its_output_is_made_of_something_else(
    build, monkeypatch
):
    text = book(shows("a text"))
    build(text, "index.ipynb")
    read = outputs.MadeOf().get_outdated_docs
    env = build.last.env
    assert read(None, env, set(), set(), set()) == []
    monkeypatch.setattr(digest, "of_notebook", lambda notebook: "another")
    assert read(None, env, set(), set(), set()) == ["index"]


@pytest.mark.parametrize(
    "cell, file",
    [
        (new_code_cell("...", metadata={"exercise": "weighted-sum"}), "prompt.md"),
        (new_code_cell("...", metadata={"exercise": "weighted-sum"}), "checks.py"),
        (
            shows("Question", {"_widget": "question", "question_id": "p-minus-t"}),
            "p-minus-t.toml",
        ),
    ],
)
def test_a_page_is_read_again_when_what_it_asks_changes(build, cell, file):
    build(book(cell), "index.ipynb")
    files = build.last.env.dependencies["index"]
    assert [path for path in files if str(path).endswith(f"/{file}")]


def test_all_pages_are_read_again_when_the_extension_changes(build, monkeypatch):
    build(PAGE)
    build()
    assert build.last.read == []
    monkeypatch.setattr("press.site.of_modules", lambda *what: "abc")
    build()
    assert build.last.read == ["index"]


@pytest.mark.parametrize(
    "name, counts", [("press.site.terms", True), ("nnbook.plots.style", True),
                     ("nnbook.plots.networks", False), ("press.pdf.pages", False)]
)  # fmt: skip
def test_the_extension_is_its_parts_and_what_they_import(name, counts):
    sources = digest.Sources(digest.ROOTS)
    sources.add("press.site")
    assert (name in sources.modules) == counts


def test_pages_name_the_script_of_today(build, monkeypatch, tmp_path):
    static = tmp_path / "static"
    shutil.copytree(assets.STATIC, static)
    monkeypatch.setattr(assets, "STATIC", static)
    name = re.compile(r"nnbook\.js\?v=\w+")
    first = name.search(build(PAGE)[0])[0]
    script = static / "nnbook.js"
    script.write_text(script.read_text("utf-8") + "//", "utf-8")
    html, _ = build()
    assert build.last.read == []
    assert name.search(html)[0] != first
