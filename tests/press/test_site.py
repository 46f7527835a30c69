"""The parts of the Sphinx extension, each on its own."""

import base64
import hashlib
import json
import pickle
import re
import subprocess
from types import SimpleNamespace

import nbformat
import pytest
from docutils import nodes

from nnbook.grading.exercise import load
from nnbook.grading.question import load_question
from nnbook.plots import PALETTE
from press.site import (
    assets,
    chinese,
    exercises,
    figures,
    numbers,
    printed,
    progress,
    questions,
    references,
    search,
    widgets,
)
from press.site.html import script_json

HOSTILE = "</script><!-- <b> & \u2028 σ 神经元"


def test_json_in_a_page_ends_no_script_and_comes_back_whole():
    text = script_json({"text": HOSTILE})
    inside = text.removeprefix('<script type="application/json">')
    inside = inside.removesuffix("</script>")
    assert not set("<>&\u2028") & set(inside)
    assert json.loads(inside) == {"text": HOSTILE}


@pytest.mark.parametrize(
    "html, expected",
    [
        ("<p>a neuron (神经元), and</p>", "<p>a neuron (<z>神经元</span>), and</p>"),
        ("《神经网络》", "《<z>神经网络</span>》"),
        ("误差，梯度", "<z>误差，梯度</span>"),
        ('<a title="梯度">x</a>', '<a title="梯度">x</a>'),
        ("<script>'梯度' < 1</script>", "<script>'梯度' < 1</script>"),
    ],
)
def test_chinese_is_marked_in_text_and_nowhere_else(html, expected):
    expected = expected.replace("<z>", '<span lang="zh-Hans">')
    assert chinese.marked(html) == expected


SVG = (
    '<?xml version="1.0"?><!DOCTYPE svg><svg viewBox="0 0 9 9"><metadata>x</metadata>'
    "<style>*{stroke-linejoin: round}</style>"
    f'<path id="p1" style="stroke: {PALETTE["positive"]}" clip-path="url(#p2)"/>'
    '<use xlink:href="#p1"/><clipPath id="p2"/></svg>'
)


def test_a_figure_takes_the_colours_of_the_page():
    svg = figures.themed(SVG, "a rise", "figure-3")
    assert svg.startswith('<svg role="img" aria-label="a rise"')
    assert "stroke: var(--nn-positive)" in svg
    assert "metadata" not in svg
    assert "<style" not in svg, "its rules would hold for the whole page"


def test_ids_of_two_figures_do_not_meet():
    svg = figures.themed(SVG, "", "figure-3")
    assert set(re.findall(r'id="([^"]+)"', svg)) == {"figure-3-p1", "figure-3-p2"}
    assert 'xlink:href="#figure-3-p1"' in svg
    assert "url(#figure-3-p2)" in svg


def test_a_question_is_read_before_its_script_has_come():
    state = {
        "kind": "order",
        "title": "What <first>?",
        "prompt": "Put `z = w * x` and *then* y",
        "predict": False,
        "details": {"items": [{"text": "b"}, {"text": "a"}]},
    }
    html = questions.placeholder(state)
    assert "Question: What &lt;first&gt;?" in html
    assert "Put <code>z = w * x</code> and <em>then</em> y" in html
    assert re.findall(r'text">(\w)<', html) == ["a", "b"], "gives the answer away"


@pytest.mark.parametrize(
    "text, words",
    [
        ("log-Q, x_1", ["log", "Q", "x_1"]),
        ("梯度", ["梯度"]),
        ("梯度消失 (vanishing)", ["梯度", "度消", "消失", "vanishing"]),
        ("S型函数", ["S", "型函", "函数"]),
    ],
)
def test_search_cuts_chinese_into_pairs_as_the_page_does(text, words):
    assert search.words(text) == words
    script = f"{search.SCRIPT}\nconsole.log(JSON.stringify(splitQuery({text!r})))"
    node = ["node", "--eval", f"const Scorer = {{}};{script}"]
    page = subprocess.run(node, check=True, capture_output=True, text=True).stdout
    assert json.loads(page) == words


def test_a_quick_build_knows_the_terms_of_pages_that_have_not_changed(build, tmp_path):
    glossary = tmp_path / "source" / "glossary.md"
    glossary.parent.mkdir()
    glossary.write_text(
        "# Words\n\n```{glossary}\ngradient\n  A slope.\n```\n", "utf-8"
    )
    for page in ("# Page\n\n```{toctree}\nglossary\n```\n", "# Page\n\nChanged.\n"):
        build(page)
        index = (tmp_path / "out" / "searchindex.js").read_text("utf-8")
        assert '"objects": {"": [[0, 0, 1, "-", "gradient"]]}' in index
        assert '"indexentries": {}' in index


@pytest.mark.parametrize(
    "filename, attributes, wanted",
    [
        ("_static/nnbook.js", {}, True),
        ("_static/sphinx-thebe.js", {}, False),
        (None, {"body": "const THEBE_JS_URL = 'x'"}, False),
        (
            None,
            {"body": "{}", "type": "application/vnd.jupyter.widget-state+json"},
            False,
        ),
        ("https://host/require.min.js", {}, False),
        (None, {"body": "window.MathJax = {}"}, True),
    ],
)
def test_scripts_for_a_live_kernel_are_dropped(filename, attributes, wanted):
    script = SimpleNamespace(filename=filename, attributes=attributes)
    assert assets.wanted(script) is wanted


def test_the_directive_mounts_a_widget_with_its_state(build):
    html, warnings = build(
        "# Page\n\n```{widget} ActivationExplorer\nf: [tanh]\nz: 2\n```\n"
    )
    assert warnings == ""
    mount = re.search(r'<div data-widget="activation-explorer".*?</div>', html, re.S)[0]
    assert 'id="activation-explorer" data-state="loading"' in mount
    state = json.loads(re.search(r"json\">(.*?)</script>", mount)[1])
    assert state["f"] == ["tanh"]
    assert state["z"] == 2
    assert not any(key.startswith("_") for key in state)
    assert "<p>Interactive figure" in mount


def test_the_comma_after_a_formula_stays_with_it(build):
    html, _ = build(
        "# Page\n\nWith {math}`a`, and (if {math}`b`). But {math}`c` is alone.\n"
    )
    piece = r'<span class="nn-piece"><span class="math.*?</mjx-container></span>(.*?)</span>'
    assert re.findall(piece, html) == [",", ")."]


def test_two_of_a_kind_get_two_anchors(build):
    one = "```{widget} ActivationExplorer\n```\n"
    html, _ = build(f"# Page\n\n{one}\n{one}")
    anchors = re.findall(r'data-widget="[^"]+" id="([^"]+)"', html)
    assert anchors == ["activation-explorer", "activation-explorer-2"]


def test_an_unknown_widget_is_told_with_the_known_ones(build):
    _, warnings = build("# Page\n\n```{widget} Activation\n```\n")
    assert "no widget Activation; there are" in warnings
    assert "ActivationExplorer" in warnings


def test_a_wrong_trait_is_told_with_the_right_ones(build):
    _, warnings = build("# Page\n\n```{widget} ActivationExplorer\nzz: 1\n```\n")
    assert "no trait zz" in warnings
    assert "gamma" in warnings


def test_a_link_with_a_state_is_no_missing_heading(build):
    html, warnings = build("# Page\n\n[at 3](#activation-explorer?f=tanh&z=3)\n")
    assert warnings == ""
    assert 'href="#activation-explorer?f=tanh&amp;z=3"' in html


def test_what_a_notebook_grades_is_shown_with_rules_hints_and_solution():
    exercise = load("project-split")
    guide = exercises.guide(exercise)
    rules = [item.astext() for item in guide.findall(nodes.list_item)]
    assert rules == [rule.replace("`", "") for rule in exercise.rules]
    titles = re.findall("<summary>(.*?)</summary>", guide.astext())
    hints = [f"Hint {n + 1}" for n in range(len(exercise.hints))]
    assert titles == [*hints, "Solution"]
    (code,) = guide.findall(nodes.literal_block)
    assert code.astext() + "\n" == exercise.solution


def test_code_and_stress_are_marked_in_an_exercises_text():
    paragraph = exercises.text("sort by `-x * y * z`, *not* by x * y")
    assert [type(child) for child in paragraph] == [
        *(nodes.Text, nodes.literal, nodes.Text, nodes.emphasis, nodes.Text),
    ]
    assert paragraph.astext() == "sort by -x * y * z, not by x * y"


def test_no_npm_means_one_line_and_a_public_address(monkeypatch, tmp_path, caplog):
    def no_npm(*args, **kwargs):
        raise FileNotFoundError("npm")

    messages = []
    monkeypatch.setattr(assets, "MODULES", tmp_path)
    monkeypatch.setattr(subprocess, "run", no_npm)
    monkeypatch.setattr(assets.log, "warning", lambda *a, **k: messages.append(a))
    config = SimpleNamespace(mathjax_path=None)
    assets.provide_modules(None, config)
    assert config.mathjax_path == assets.CDN
    assert config.mathjax_options == assets.CDN_OPTIONS
    assert len(messages) == 1


def test_the_public_address_gives_what_npm_gives_and_nothing_else():
    lock = json.loads((assets.JS / "package-lock.json").read_text("utf-8"))
    version = lock["packages"]["node_modules/mathjax"]["version"]
    *_, package, folder, name = assets.CDN.split("/")
    assert package == f"mathjax@{version}"
    script = (assets.MODULES / "mathjax" / folder / name).read_bytes()
    digest = base64.b64encode(hashlib.sha256(script).digest()).decode()
    assert assets.CDN_OPTIONS["integrity"] == f"sha256-{digest}"


PAGE = (
    "<head><script>window.MathJax = {}</script>"
    '<script defer src="_static/mathjax/tex-chtml.js"></script></head>'
    '<span class="math notranslate">\\(a &lt; b\\)</span>'
    '<div class="math notranslate"><span class="eqno">(1)</span>\\[c^2\\]</div>'
    "<code>\\(not a formula\\)</code>"
)


def test_formulas_are_typeset_when_the_book_is_built(tmp_path):
    page = tmp_path / "page.html"
    page.write_text(PAGE, "utf-8")
    assets.typeset(tmp_path)
    html = page.read_text("utf-8")
    assert html.count("<mjx-container") == 2
    assert html.count("<mjx-assistive-mml") == 2
    assert "<mo>&lt;</mo>" in html, "an escaped character is read as itself"
    assert 'url("_static/mathjax/output/chtml/fonts' in html
    assert "tex-chtml.js" not in html
    assert "<code>\\(not a formula\\)</code>" in html


def test_a_formula_that_is_no_tex_ends_the_build(tmp_path):
    page = tmp_path / "page.html"
    page.write_text(PAGE.replace("c^2", r"\\frac{1"), "utf-8")
    with pytest.raises(subprocess.CalledProcessError):
        assets.typeset(tmp_path)


def test_without_node_the_page_typesets_itself(tmp_path, monkeypatch):
    page = tmp_path / "page.html"
    page.write_text(PAGE, "utf-8")
    monkeypatch.setattr(assets.shutil, "which", lambda name: None)
    assets.typeset(tmp_path)
    assert page.read_text("utf-8") == PAGE


def test_printed_text_is_not_broken_where_the_kernel_cut_it(monkeypatch):
    monkeypatch.setattr(printed.render, "coalesce_streams", None)
    printed.setup(None)
    streams = [("stdout", "to W:"), ("stdout", " [1]\nto b"), ("stdout", ": 2\n")]
    pieces = [nbformat.v4.new_output("stream", name=n, text=t) for n, t in streams]
    (whole,) = printed.render.coalesce_streams(pieces)
    assert whole["text"] == "to W: [1]\nto b: 2\n"


@pytest.mark.parametrize(
    "markdown, roles",
    [
        ("[[A and B, 2015]](bibliography.md#ab2015)", "{cite:p}`ab2015`"),
        ("[A et al. [2015]](bibliography.md#ab2015)", "{cite:t}`ab2015`"),
        ("[[A, 2015, C, 2016]](bibliography.md#a2015,c2016)", "{cite:p}`a2015,c2016`"),
        ("by [(eq-layer)](#eq-layer), and", "by {eq}`eq-layer`, and"),
        ("[claim 3](#checked-chain)", "[claim 3](#checked-chain)"),
        ("the [bibliography](bibliography.md)", "the [bibliography](bibliography.md)"),
    ],
)
def test_works_and_equations_in_words_become_roles(markdown, roles):
    assert references.with_roles(markdown) == roles


def test_a_question_is_shown_as_its_file_has_it_now():
    stored = {"_widget": "question", "question_id": "p-minus-t", "title": "Old"}
    state = widgets.as_it_is_now(stored)
    assert state["title"] == load_question("p-minus-t").title
    assert state["title"] in state["description"]
    assert widgets.as_it_is_now({"_widget": "race"}) == {"_widget": "race"}


def manifest(html):
    (data,) = re.findall(r'<div data-progress.*?json">(.*?)</script>', html)
    return json.loads(data)


def test_the_list_of_what_is_to_be_solved_follows_the_pages(build, tmp_path):
    index = "# Index\n\n```{toctree}\none\ntwo\n```\n\n```{progress}\n```\n"
    one, two = (tmp_path / "source" / f"{name}.md" for name in ("one", "two"))
    one.parent.mkdir()
    asks = "```{widget} Question\nquestion_id: p-minus-t\n```\n"
    one.write_text(f"# One\n\n{asks}", "utf-8")
    two.write_text("# Two\n\nNothing to solve.\n", "utf-8")
    html, warnings = build(index)
    assert warnings == ""
    item = {
        "kind": "question",
        "id": "p-minus-t",
        "title": load_question("p-minus-t").title,
        "url": "one.html#question-p-minus-t",
        "answer": {"kind": "number", "unit": ""},
    }
    assert manifest(html) == [{"title": "One", "url": "one.html", "items": [item]}]
    one.write_text("# One\n\nNothing any more.\n", "utf-8")
    two.write_text(f"# Second\n\n{asks}", "utf-8")
    item["url"] = "two.html#question-p-minus-t"
    # The index itself has not changed; it is written again all the same.
    assert manifest(build(index)[0]) == [
        {"title": "Second", "url": "two.html", "items": [item]}
    ]


def test_notes_of_pages_are_merged_and_forgotten():
    notes, mine, theirs = progress.PracticeNotes(), SimpleNamespace(), SimpleNamespace()
    notes.of(mine)["a"] = notes.of(theirs)["a"] = "before"
    notes.of(theirs)["b"] = "read elsewhere"
    notes.merge_other(None, mine, {"b", "gone"}, theirs)
    assert notes.of(mine) == {"a": "before", "b": "read elsewhere"}
    notes.clear_doc(None, mine, "a")
    notes.clear_doc(None, mine, "never-read")
    assert notes.of(mine) == {"b": "read elsewhere"}


def test_a_page_is_read_again_when_its_question_changes(build, tmp_path):
    build("# Title\n\n```{widget} Question\nquestion_id: p-minus-t\n```\n")
    environment = pickle.loads((tmp_path / "trees/environment.pickle").read_bytes())
    files = {path.rpartition("/")[2] for path in environment.dependencies["index"]}
    assert "p-minus-t.toml" in files


def test_figures_and_equations_are_numbered_by_chapter():
    counted = {
        "chapters/06_first": {"figure": {"b": (8,), "a": (7,)}, "displaymath": {}},
        "chapters/06_second": {"figure": {"c": (9,)}, "displaymath": {"d": (1,)}},
        "chapters/claims": {"figure": {"e": (10,)}},
    }
    assert numbers.by_chapter(counted) == {
        "chapters/06_first": {"figure": {"a": (6, 1), "b": (6, 2)}, "displaymath": {}},
        "chapters/06_second": {"figure": {"c": (6, 3)}, "displaymath": {"d": (6, 1)}},
        "chapters/claims": {"figure": {"e": (1,)}},
    }
