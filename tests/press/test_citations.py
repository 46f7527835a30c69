"""Which citations of a page the margin spells out."""

from press.site.citations import marked


def cited(*names):
    links = (
        f'<a class="reference internal" href="bibliography.html#{name}" title="A. B.">'
        for name in names
    )
    return "<p>As in " + "x</a>, ".join(links) + "x</a>.</p>"


def test_the_first_citation_of_a_work_and_one_a_paragraph():
    page = marked("\n".join([cited("id1", "id2"), cited("id1", "id2"), cited("id1")]))
    first, second, third = page.split("\n")
    assert "nn-first-cited" in first.split("x</a>")[0]
    assert first.count("nn-first-cited") == 1
    assert "nn-first-cited" in second.split("x</a>")[1]
    assert second.count("nn-first-cited") == 1
    assert "nn-first-cited" not in third
    assert page.replace(" nn-first-cited", "").count("<a ") == 5
