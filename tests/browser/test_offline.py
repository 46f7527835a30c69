"""The book as one zip: read from a folder of the disk, or from any path of a server."""

import subprocess
import sys
from functools import cache
from urllib.parse import quote, unquote, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import expect

from tests.browser.book_server import HTML, serve
from tests.browser.built import EXERCISES, pages
from tests.browser.exercise import Exercise

pytestmark = pytest.mark.xdist_group("offline")  # unpacked once

FOLDER = "my books/神经网络/html"
FOLDERS = (HTML, HTML / "chapters")
PAGES = [
    p.relative_to(HTML).as_posix() for f in FOLDERS for p in sorted(f.glob("*.html"))
]
# Whatever loads or leads somewhere.
LINKS = [("a", "href"), ("link", "href"), ("img", "src"), ("script", "src")]


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory):
    """The folder of the pages, packed as `make zip` does, and unpacked."""
    top = tmp_path_factory.mktemp("downloads")
    archive = str(top / "book.zip")
    zipfile = [sys.executable, "-m", "zipfile"]
    subprocess.run(
        [*zipfile, "-c", archive, f"{HTML.name}/"], cwd=HTML.parent, check=True
    )
    subprocess.run([*zipfile, "-e", archive, str((top / FOLDER).parent)], check=True)
    return top


@pytest.fixture(scope="module")
def sub_path(unpacked):
    """The address of the pages on a server that has them well below its root."""
    with serve(unpacked) as url:
        yield f"{url}{quote(FOLDER)}/"


def links(path):
    """Yield what each link of a page says, and the file and anchor that it leads to."""
    soup = BeautifulSoup((HTML / path).read_text("utf-8"), "html.parser")
    for tag, name in LINKS:
        for node in soup.find_all(tag, **{name: True}):
            url = urlsplit(urljoin(f"http://book/{path}", node[name]))
            if url.netloc == "book":
                yield node[name], unquote(url.path).lstrip("/"), unquote(url.fragment)


@cache
def anchors(path):
    """Return the ids on a page."""
    soup = BeautifulSoup((HTML / path).read_text("utf-8"), "html.parser")
    return {node["id"] for node in soup.find_all(id=True)}


@pytest.mark.parametrize("path", PAGES)
def test_every_link_leads_to_something_in_the_folder(path):
    for link, file, anchor in links(path):
        assert not link.startswith("/"), f"{link} leaves the folder"
        assert (HTML / file).is_file(), f"{link}: no such file"
        if anchor and "?" not in anchor:  # with ?, it sets a widget on its own page
            assert anchor in anchors(file), f"{link}: no such place"


@pytest.mark.parametrize("path", pages())
def test_works_from_a_file(open_page, unpacked, path):
    page = open_page(path, url=(unpacked / FOLDER).as_uri() + "/")
    for mount in page.locator("[data-widget]").all():
        expect(mount).to_have_attribute("data-state", "ready")


@pytest.mark.parametrize("path", pages())
def test_works_below_the_root_of_a_server(open_page, sub_path, path):
    page = open_page(path, url=sub_path)
    for mount in page.locator("[data-widget]").all():
        expect(mount).to_have_attribute("data-state", "ready")
    formulas = page.locator(".bd-article mjx-container")
    assert page.evaluate("document.fonts.ready.then(() => document.fonts.size)")
    for formula in formulas.all()[:1]:
        assert formula.bounding_box()["width"] > 0


def test_grades_below_the_root_of_a_server(open_page, sub_path):
    path, exercise_id = EXERCISES[0]
    exercise = Exercise(open_page(path, url=sub_path), exercise_id)
    exercise.run(exercise.definition.solution)
    exercise.expect_state("passed")


def test_finds_below_the_root_of_a_server(open_page, sub_path):
    page = open_page("search.html?q=perceptron", url=sub_path)
    page.locator("#search-results a").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.url.startswith(sub_path)


@pytest.mark.parametrize("path", pages())
def test_a_page_says_what_it_is_where_a_link_to_it_is_shared(path):
    soup = BeautifulSoup((HTML / path).read_text("utf-8"), "html.parser")
    said = {m.get("name") or m.get("property"): m.get("content") for m in soup("meta")}
    text = said["description"]
    assert 60 <= len(text) <= 250 and text.endswith((".", "?", "!"))
    assert "\\" not in text and "[" not in text.replace("[20", "")
    assert said["og:description"] == text and said["og:title"]
    (canonical,) = soup("link", rel="canonical")
    assert said["og:url"] == canonical["href"]
    base = canonical["href"].removesuffix(path)
    assert base.startswith("https://") and base.endswith("/")
    assert (HTML / said["og:image"].removeprefix(base)).is_file()
    assert f"<loc>{base}{path}</loc>" in (HTML / "sitemap.xml").read_text("utf-8")
