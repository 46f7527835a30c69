"""Printing with Chromium, until the page numbers in the book are those of its pages."""

import mimetypes
import re
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, TextStringObject

import press
from press.chromium import chromium

# Nothing is fetched: every request is answered from the folder of the built pages.
SITE = "http://book.invalid/"
MODULES = Path(press.__file__).with_name("js") / "node_modules"  # has the fonts
SCALE = 0.82  # of the page's pixels to the paper's
PAPER = {"scale": SCALE, "prefer_css_page_size": True, "outline": True, "tagged": True}
PRINTS = 4  # at most
PAGE_OF = re.compile(r'(data-page-of="([^"]+)">)[^<]*')
WIDTH = 800  # of the text, in pixels: 174 mm, as in book.css


def print_book(folder, html, pdf):
    """Write ``html``, whose files are in ``folder``, to ``pdf``; return its pages.

    RuntimeError says which widget failed or what is missing on this machine.
    """
    found = {}
    # The first print tells where things are, the second one says it. Each has a page of
    # its own: a page that is printed again is not always cut at the same places.
    for _ in range(PRINTS):
        with open_book(folder, numbered(html, found)) as page:
            page.pdf(path=pdf, **PAPER)
        known, found = found, places(pdf)
        if known == found:
            return mend(pdf)
    raise RuntimeError(f"page numbers still change after {PRINTS} prints")


def numbered(html, places):
    """Return ``html`` with the page numbers in ``places`` written where they belong."""
    return PAGE_OF.sub(lambda match: f"{match[1]}{places.get(match[2], '')}", html)


def mend(pdf):
    """Mend the bookmarks that Chromium writes; return the number of pages.

    The bookmark of a heading at the top of a page has its title twice.
    """
    writer = PdfWriter(pdf, incremental=True)
    for bookmark in bookmarks(writer.root_object["/Outlines"]):
        title = bookmark["/Title"]
        half = title[: len(title) // 2]
        if title == half + half:
            bookmark[NameObject("/Title")] = TextStringObject(half)
    writer.write(pdf)
    return len(writer.pages)


def bookmarks(parent):
    """Yield the bookmarks under ``parent``, those of all levels."""
    child = parent.get("/First")
    while child:
        bookmark = child.get_object()
        yield bookmark
        yield from bookmarks(bookmark)
        child = bookmark.get("/Next")


@contextmanager
def open_book(folder, html):
    """Yield the book in a browser, as wide as the paper, once all of it is there."""
    # The shell loses spaces after colons: nobody could search such a text.
    with chromium(["chromium"]) as browser:
        page = browser.new_page(
            viewport={"width": WIDTH, "height": 1200},
            color_scheme="light",
            reduced_motion="reduce",
        )
        page.set_default_timeout(300_000)
        page.emulate_media(media="print")
        page.route(f"{SITE}**", lambda route: answer(route, folder, html))
        missing = []
        page.on("response", lambda r: r.ok or missing.append(urlsplit(r.url).path))
        page.goto(SITE, wait_until="networkidle")
        # Widgets measure their letters: these have to be there first.
        page.evaluate("document.fonts.ready")
        page.add_script_tag(url="_static/nnbook.js")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")  # all figures start
        page.wait_for_function(READY)
        page.evaluate("document.fonts.ready")
        failed = page.evaluate(FAILED)
        if missing or failed:
            raise RuntimeError(
                f"the book is not all there: no files {missing} (fonts come with "
                f"`npm ci` in code/press/js), widgets that fail: {failed}"
            )
        yield page


def answer(route, folder, html):
    """Answer a request from the folder; the document itself is ``html``."""
    path = urlsplit(route.request.url).path.lstrip("/")
    in_fonts = path.startswith("fonts/")
    file = MODULES / path.removeprefix("fonts/") if in_fonts else folder / path
    if not path:
        route.fulfill(body=html, content_type="text/html; charset=utf-8")
    # An edition in another language takes from the English one what both have.
    elif (file := file if file.is_file() else folder.parent / path).is_file():
        kind = mimetypes.guess_type(file)[0] or "application/octet-stream"
        route.fulfill(path=file, content_type=kind)
    else:
        route.fulfill(status=404)


def places(pdf):
    """Return {id: number of its page} of all that the book's links lead to."""
    reader = PdfReader(pdf)
    return {
        name.removeprefix("/"): reader.get_destination_page_number(destination) + 1
        for name, destination in reader.named_destinations.items()
    }


READY = '() => !document.querySelector("[data-widget][data-state=loading]")'
FAILED = """() => [...document.querySelectorAll("[data-widget]")]
    .filter((node) => node.dataset.state !== "ready").map((node) => node.id)"""
