"""An edition in another language: its sources, its anchors, and what its pages share."""

import nbformat
import pytest
import yaml
from docutils import nodes

from press.site import editions
from press.site.cells import ENGLISH, number_of
from press.translation import join, tree
from tests import ROOT


def test_a_chapter_keeps_its_cells_and_the_number_of_their_english_code():
    cells = [
        nbformat.v4.new_markdown_cell("## A title\n\nA\ntext."),
        nbformat.v4.new_code_cell('print(f"{n} of all")  # half of it'),
    ]
    cells[1].metadata = {"mystnb": {"figure": {"caption": "What\nis drawn."}}}
    source = cells[1].source
    said = {
        "A title": "标题",
        "A text.": "正文。",
        "{n} of all": "共{n}个",
        "half of it": "一半",
        "What is drawn.": "所画之物。",
    }
    notebook = nbformat.v4.new_notebook(cells=cells)
    text, code = tree.translated(notebook, said.get).cells
    assert text.source == "## 标题\n\n正文。"
    assert code.source == 'print(f"共{n}个")  # 一半'
    assert code.metadata["mystnb"]["figure"]["caption"] == "所画之物。"
    assert code.metadata[ENGLISH] == number_of(source)


def test_the_settings_of_an_edition_lead_to_its_own_place(tmp_path):
    config = tree.configuration(ROOT, ROOT / "_build" / "zh_CN", "zh_CN", {})
    english = yaml.safe_load((ROOT / "_config.yml").read_text("utf-8"))
    assert config["html"]["baseurl"] == english["html"]["baseurl"] + "zh_CN/"
    assert config["sphinx"]["config"]["language"] == "zh_CN"
    favicon = ROOT / "_build" / "zh_CN" / config["html"]["favicon"]
    assert favicon.resolve().is_file()


def test_anchors_are_those_of_sections_alone():
    html = (
        '<section class="tex2jax_ignore" id="neurons"><section id="xor">'
        '<section class="nn-exercise" id="exercise-a"></section></section></section>'
    )
    assert editions.SECTION.findall(html) == ["neurons", "xor"]


@pytest.mark.parametrize(
    "text, english",
    [
        ("This is not yet translated.", True),
        ("这已经译好了，with four English words in it.", False),
        ("Wide & Deep", False),
        ("3.14", False),
    ],
)
def test_what_is_still_english_is_marked(text, english):
    assert editions.is_english(nodes.paragraph("", text)) == english


def test_code_is_no_english():
    paragraph = nodes.paragraph("", "", nodes.literal("", "for x in the list of them"))
    assert not editions.is_english(paragraph)


def test_pages_share_what_both_editions_load(tmp_path, monkeypatch):
    (tmp_path / "_config.yml").write_text("", "utf-8")
    english = tmp_path / "_build" / "html"
    other = tmp_path / "_build" / "zh_CN" / "_build" / "html"
    page = '<link href="../_static/a.css?v=1"><script src="../_static/words.js">'
    for folder, words in ((english, "en"), (other, "zh")):
        (folder / "_static").mkdir(parents=True)
        (folder / "chapters").mkdir()
        (folder / "_static" / "a.css").write_text("same", "utf-8")
        (folder / "_static" / "words.js").write_text(words, "utf-8")
        (folder / "chapters" / "x.html").write_text(page, "utf-8")
        (folder / "index.html").write_text("", "utf-8")
    monkeypatch.chdir(tmp_path)
    join.join("zh_CN")
    joined = english / "zh_CN"
    assert not (joined / "_sources").exists()
    assert [p.name for p in (joined / "_static").iterdir()] == ["words.js"]
    assert (joined / "chapters" / "x.html").read_text("utf-8") == (
        '<link href="../../_static/a.css?v=1"><script src="../_static/words.js">'
    )
