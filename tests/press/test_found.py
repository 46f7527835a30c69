"""What search engines and shared links see of a page."""

from types import SimpleNamespace
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from docutils import nodes

from press.site import found
from press.site.assets import STATIC

BASE = "https://example.org/book/"


def page(*paragraphs):
    section = nodes.section("", *(nodes.paragraph("", text) for text in paragraphs))
    return nodes.document(None, None, "", section)


@pytest.mark.parametrize(
    ("paragraph", "said"),
    [
        ("One neuron draws\none line. Drag it.", "One neuron draws one line. Drag it."),
        ("Short. " + "long " * 60 + "end.", "Short."),
        (r"It fires. That is for z \ge 0. Look.", "It fires."),
        ("Is 1.5 enough? Yes!", "Is 1.5 enough? Yes!"),
    ],
)
def test_a_page_is_described_by_its_first_whole_sentences(paragraph, said):
    assert found.first_sentences(page(paragraph, "Not this.")) == said


def test_a_caption_or_a_list_is_no_prose():
    item = nodes.list_item("", nodes.paragraph("", "An item."))
    document = page("The first.")
    document.insert(0, nodes.bullet_list("", item))
    assert found.first_sentences(document) == "The first."


def app(tmp_path):
    def uri(name):
        return f"{name}.html"

    return SimpleNamespace(
        config=SimpleNamespace(html_baseurl=BASE, html_title="Book", root_doc="index"),
        env=SimpleNamespace(
            titles={"index": nodes.title("", "Book"), "b": nodes.title("", 'A "&" B')},
            found_docs={"index", "b"},
        ),
        builder=SimpleNamespace(name="html", get_target_uri=uri),
        outdir=tmp_path,
    )


def head(tmp_path, name, doctree, meta=None):
    context = {"pageurl": f"{BASE}{name}.html", "meta": meta, "metatags": "<meta>"}
    found.add_tags(app(tmp_path), name, "page.html", context, doctree)
    soup = BeautifulSoup(context["metatags"], "html.parser")
    return {m.get("name") or m.get("property"): m.get("content") for m in soup("meta")}


def test_the_head_says_what_a_page_is(tmp_path):
    said = head(tmp_path, "b", page('"Quoted" & <so>.'))
    assert said["description"] == said["og:description"] == '"Quoted" & <so>.'
    assert said["og:title"] == 'A "&" B' and said["og:type"] == "article"
    assert said["og:url"] == f"{BASE}b.html"
    assert said["og:image"] == f"{BASE}_static/card.png"
    assert said["twitter:card"] == "summary_large_image"


def test_front_matter_comes_before_the_text(tmp_path):
    said = head(tmp_path, "index", page("Text."), {"description": "Front."})
    assert said["description"] == "Front." and said["og:type"] == "website"


def test_the_search_page_is_not_to_be_listed(tmp_path):
    said = head(tmp_path, "search", None)
    assert said["robots"] == "noindex" and "og:title" not in said


def test_a_book_without_an_address_says_nothing(tmp_path):
    context = {"pageurl": None, "metatags": ""}
    found.add_tags(app(tmp_path), "b", "page.html", context, page("Text."))
    assert context["metatags"] == ""


def test_the_sitemap_names_every_page(tmp_path):
    found.write_sitemap(app(tmp_path), None)
    urls = ElementTree.parse(tmp_path / "sitemap.xml").getroot()
    named = [loc.text for url in urls for loc in url]
    assert named == [f"{BASE}b.html", f"{BASE}index.html"]


def test_the_picture_has_the_size_that_the_head_says():
    picture = (STATIC / "card.png").read_bytes()
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = (int.from_bytes(picture[i : i + 4]) for i in (16, 20))
    assert (width, height) == (found.WIDTH, found.HEIGHT) == (1200, 630)
    assert len(picture) < 100_000
