"""The small markup of exercises and questions; markup.test.mjs has the same cases."""

import pytest

from nnbook.grading.exercise import load
from press import markup
from press.site.exercises import text
from tests.golden.markup import CASES, texts_of_the_book


@pytest.mark.parametrize("source", CASES, ids=repr)
def test_marks_are_read(source):
    assert [list(part) for part in markup.parts(source)] == CASES[source]


def test_only_the_marks_asked_for_are_read():
    assert list(markup.parts("`a` *b*", ["code"])) == [("code", "a"), ("text", " *b*")]
    assert list(markup.parts("`a` *b*", [])) == [("text", "`a` *b*")]


def test_as_html_all_else_is_escaped():
    html = markup.html("<b> `x < \"y\"` & *'z'*")
    assert html == (
        "&lt;b&gt; <code>x &lt; &quot;y&quot;</code> &amp; <em>&#x27;z&#x27;</em>"
    )


def test_as_nodes():
    paragraph = text("Set `v` *first*.")
    assert [type(node).__name__ for node in paragraph] == [
        *("Text", "literal", "Text", "emphasis", "Text")
    ]
    assert paragraph.astext() == "Set v first."


def test_no_text_of_the_book_has_a_mark_that_it_lacks():
    # **Strong** would leave its outer stars in the page.
    wrong = [
        source
        for source in texts_of_the_book()
        for kind, part in markup.parts(source)
        if kind == "emphasis" and f"**{part}**" in source
    ]
    assert wrong == []


def test_an_exercise_has_marks():
    # The control of the test above: the texts are those that a reader sees.
    hints = load("which-came-first").hints
    assert any(kind == "emphasis" for h in hints for kind, _ in markup.parts(h))
