"""Catalogues of messages: every text is found, kept, and checked for damage."""

import ast
import json

import nbformat
import pytest

from nnbook.language import python
from press.translation import batch, catalogue, sources
from press.translation.markdown import blocks, rewrite, squeeze
from press.translation.parts import damage
from press.translation.state import gate
from press.translation.update import merged
from tests import ROOT

LANGUAGES = sorted(p.name for p in (ROOT / "locale").iterdir() if p.is_dir())
pytestmark = pytest.mark.usefixtures("in_book")


@pytest.fixture
def in_book(monkeypatch):
    monkeypatch.chdir(ROOT)


def texts_of(markdown):
    return [squeeze(markdown[b.begin : b.end]) for b in blocks(markdown)]


def all_markdown():
    yield from ((str(p), p.read_text("utf-8")) for p in ROOT.glob("chapters/*.md"))
    for path in [ROOT / "index.md", *ROOT.glob("code/nnbook/exercises/**/prompt.md")]:
        yield str(path), path.read_text("utf-8")
    for path in sorted(ROOT.glob("chapters/*.ipynb")):
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.cell_type == "markdown":
                yield f"{path.name}#{cell.id}", cell.source


def all_python():
    for path in ROOT.glob("code/nnbook/exercises/*/**/*.py"):
        yield str(path), path.read_text("utf-8")
    for path in sorted(ROOT.glob("chapters/*.ipynb")):
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.cell_type == "code":
                yield f"{path.name}#{cell.id}", cell.source


def test_all_markdown_comes_back_with_each_block_in_its_place():
    count = 0
    for where, text in all_markdown():
        before = texts_of(text)
        after = texts_of(rewrite(text, lambda block: f"{block} 译"))
        assert after == [f"{block} 译" for block in before], where
        count += len(before)
    assert count > 1800


def test_all_code_comes_back_the_same_but_for_its_texts():
    count = 0
    for where, code in all_python():
        before = [text.text for text in python.texts(code)]
        new = python.rewrite(code, lambda text: f"{text}译。")
        assert [t.text for t in python.texts(new)] == [f"{t}译。" for t in before], (
            where
        )
        if before:
            assert shape(new.replace("译。", "")) == shape(code), where
        count += len(before)
    assert count > 1500


def shape(code):
    return ast.unparse(ast.parse(code))


def test_every_text_of_the_book_is_sound_as_its_own_translation():
    for domain, messages in sources.messages().items():
        for message in messages:
            assert damage(message.kind, message.text, message.text) == [], domain


@pytest.mark.parametrize(
    "text, found",
    [
        ("Two\nlines of one.\n\n- an item\n- another\n", 3),
        ("| a word | $x\\|y$ |\n|---|---|\n| left \\| over | `only code` |\n", 2),
        ("(label)=\n## A title\n\n$$\nx + \\text{if}\n$$ (eq-x)\n\nSo it is.", 2),
        ("```{admonition} A title\n:class: tip\n\nIts text.\n```", 2),
        (
            "```{glossary}\nneuron\n神经元\n  A cell\n  that sends.\n\nsoma\n  Its body.\n```",
            2,
        ),
        ("---\ndescription: >-\n  All\n  that.\n---\n\n# Title", 2),
        ("[](chapters/01_neurons)", 0),
    ],
)
def test_blocks(text, found):
    assert len(texts_of(text)) == found
    assert texts_of(rewrite(text, str.upper)) == [t.upper() for t in texts_of(text)]


@pytest.mark.parametrize(
    "kind, english, translation, wrong",
    [
        ("paragraph", "See [it](#a?x=1) now.", "看[它](#a?x=2)。", "link"),
        ("paragraph", "By {cite:t}`qiu`.", "见{cite:t}`qiv`。", "role"),
        ("paragraph", "So $x^2$ grows.", "于是$x^3$变大。", "formula"),
        ("paragraph", "Call `f(x)` once.", "调用`f(y)`一次。", "inline code"),
        ("paragraph", "A <b title='x'>word</b>.", "一个<b>词</b>。", "HTML"),
        ("paragraph", "A **word** here.", "这里**“词”**是。", "bold"),
        ("paragraph", "A word.", "- 一个词。", "list"),
        ("f-string", "{x:.1f} of {n}", "{n}的{y:.1f}", "name in an f-string"),
        ("f-string", "{x:.1f} parts", "{x:.1f 份", "f-string"),
        ("label", "{n} units", "个单元", "placeholder"),
        ("text", "%s is missing", "缺少", "placeholder"),
        ("string", "highest: ", "最高：", "spaces"),
        ("title of a question", "What is `x`?", "`y`是什么？", "inline code"),
    ],
)
def test_damage_is_found_and_named(kind, english, translation, wrong):
    assert any(wrong in line for line in damage(kind, english, translation))


@pytest.mark.parametrize(
    "kind, english, translation",
    [
        ("paragraph", "A **neuron** (神经元) *adds*.", "**神经元**（neuron）会相加。"),
        ("f-string", "{years / 1e6:.1f} million years", "{years / 1e8:.2f}亿年"),
        ("label", "{n} of {m}", "{m}中的{n}"),
        ("docstring", "Return {1}.", "返回{1}。"),
    ],
)
def test_a_translation_may_be_told_another_way(kind, english, translation):
    assert damage(kind, english, translation) == []


def entries(*texts, **translations):
    messages = [sources.Message(text, "paragraph", "here") for text in texts]
    made = merged(messages, {})
    for entry in made:
        entry.string = translations.get(entry.id.split()[0].strip(".,"), "")
    return messages, {(None, e.id): e for e in made}


def test_a_changed_text_keeps_its_translation_as_fuzzy():
    _, before = entries("One neuron adds.", "Two stay.", One="一", Two="二")
    now, _ = entries("Two stay.", "One neuron adds all.", "Three is new.")
    two, one, three = merged(now, before)
    assert (two.string, two.fuzzy) == ("二", False)
    assert (one.string, one.fuzzy, one.previous_id) == (
        "一",
        True,
        ["One neuron adds."],
    )
    assert (three.string, three.fuzzy) == ("", False)


def test_files_merge_and_do_not_change_by_themselves(tmp_path):
    path = tmp_path / "zh_CN" / "a.po"
    messages, before = entries(
        'A "long" text. ' * 40,
        "50% of it\n",
        A="长",
    )
    catalogue.write(path, list(before.values()))
    text = path.read_text("utf-8")
    assert merged(messages, catalogue.read(path))[0].string == "长"
    catalogue.write(path, merged(messages, catalogue.read(path)))
    assert path.read_text("utf-8") == text
    assert "Date" not in text and "python-format" not in text
    assert max(map(len, text.splitlines())) > 600  # no line is broken


def test_a_batch_goes_out_and_comes_back(tmp_path, monkeypatch):
    messages, before = entries("See [it](#a).", "More.")
    monkeypatch.setattr(sources, "messages", lambda: {"a": messages})
    path = tmp_path / "zh_CN" / "a.po"
    catalogue.write(path, list(before.values()))
    first, second = batch.todo(path)
    assert first["english"] == "See [it](#a)." and second["where"] == "here"
    refused = batch.put(
        path, {first["id"]: "看[它](#b)。", second["id"]: "更多。", "0": "x"}
    )
    assert len(refused) == 2 and "link" in refused[0]
    assert [row["english"] for row in batch.todo(path)] == ["See [it](#a)."]
    assert batch.put(path, json.loads(json.dumps({first["id"]: "看[它](#a)。"}))) == []
    assert batch.todo(path) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_gate_is_open(language):
    assert gate(language) == []


def test_the_gate_names_what_is_missing_and_where(tmp_path, monkeypatch):
    messages, before = entries("See [it](#a).", "More.", More="更多。")
    path = tmp_path / "locale" / "zh_CN" / "a.po"
    catalogue.write(path, list(before.values()))
    (path.parents[1] / "allowance.toml").write_text("zh_CN = 0\n", "utf-8")
    (tmp_path / "_config.yml").write_text("", "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sources, "messages", lambda: {"a": messages})
    why, first = gate("zh_CN")
    assert "1 texts have no translation" in why
    assert first.startswith("  locale/zh_CN/a.po:") and "See [it](#a)." in first
    (path.parents[1] / "allowance.toml").write_text("zh_CN = 1\n", "utf-8")
    assert gate("zh_CN") == []
    changed, _ = entries("See [it](#a).", "More of it.")
    monkeypatch.setattr(sources, "messages", lambda: {"a": changed})
    assert "behind its sources" in gate("zh_CN")[0]
