"""The book as one zip, read from a folder of the disk.

That it works from any path of a server is held by every other test: `book_url`.
"""

import subprocess
import sys
from functools import cache
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import expect

from tests.browser.book_server import FOLDER, HTML
from tests.browser.built import pages

pytestmark = pytest.mark.xdist_group("offline")  # unpacked once

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


class Page:
    """What a page says of itself and where it leads; its HTML is read once."""

    def __init__(self, path):
        soup = BeautifulSoup((HTML / path).read_text("utf-8"), "html.parser")
        self.links = [
            (node[name], urlsplit(urljoin(f"http://book/{path}", node[name])))
            for tag, name in LINKS
            for node in soup.find_all(tag, **{name: True})
        ]
        self.ids = {node["id"] for node in soup.find_all(id=True)}
        self.said = {
            meta.get("name") or meta.get("property"): meta.get("content")
            for meta in soup("meta")
        }
        self.canonical = [link["href"] for link in soup("link", rel="canonical")]


read = cache(Page)


@pytest.mark.parametrize("path", PAGES)
def test_every_link_leads_to_something_in_the_folder(path):
    for link, url in read(path).links:
        if url.netloc != "book":
            continue
        file, anchor = unquote(url.path).lstrip("/"), unquote(url.fragment)
        assert not link.startswith("/"), f"{link} leaves the folder"
        assert (HTML / file).is_file(), f"{link}: no such file"
        if anchor and "?" not in anchor:  # with ?, it sets a widget on its own page
            assert anchor in read(file).ids, f"{link}: no such place"


@pytest.mark.parametrize("path", pages())
def test_works_from_a_file(open_page, unpacked, path):
    page = open_page(path, url=(unpacked / FOLDER).as_uri() + "/")
    for mount in page.locator("[data-widget]").all():
        expect(mount).to_have_attribute("data-state", "ready")


@pytest.mark.parametrize("path", pages())
def test_a_page_says_what_it_is_where_a_link_to_it_is_shared(path):
    said = read(path).said
    text = said["description"]
    assert 60 <= len(text) <= 250 and text.endswith((".", "?", "!"))
    assert "\\" not in text and "[" not in text.replace("[20", "")
    assert said["og:description"] == text and said["og:title"]
    (canonical,) = read(path).canonical
    assert said["og:url"] == canonical
    base = canonical.removesuffix(path)
    assert base.startswith("https://") and base.endswith("/")
    assert (HTML / said["og:image"].removeprefix(base)).is_file()
    assert f"<loc>{base}{path}</loc>" in (HTML / "sitemap.xml").read_text("utf-8")
