"""The built book on a server of its own, and pages of it in the system's Chromium."""

import pytest
from playwright.sync_api import expect

from press.chromium import chromium
from tests import ROOT
from tests.browser.book_server import HTML, serve
from tests.browser.drawing import settle

expect.set_options(timeout=20_000)  # machines are shared and busy

AXE = ROOT / "code" / "press" / "js" / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture(scope="session")
def book_url():
    """The address of the built book."""
    if not (HTML / "index.html").exists():
        pytest.fail(f"no book in {HTML}: run `make book` first")
    with serve() as url:
        yield url


@pytest.fixture(scope="session")
def browser():
    """The system's Chromium."""
    with chromium() as browser:
        yield browser


@pytest.fixture
def open_page(browser, book_url):
    """Open pages of the book; the test fails where one logs an error or calls outside.

    ``open_page(path, theme="light", width=1280, touch=False, url=None)`` returns a page
    whose widgets are all ready. ``url`` replaces the server's address (file://...).
    """
    contexts, problems = [], []

    def open_(path, theme="light", width=1280, height=900, touch=False, url=None):
        base = url or book_url
        context = browser.new_context(
            viewport={"width": width, "height": height},
            has_touch=touch,
            color_scheme=theme,  # a first visit follows the system
        )
        context.set_default_timeout(20_000)
        contexts.append(context)
        page = context.new_page()

        def on_request(request):
            if not request.url.startswith((base, "data:", "blob:")):
                problems.append(f"request to {request.url}")

        def on_console(message):
            if message.type == "error":
                problems.append(f"console: {message.text}")

        page.on("request", on_request)
        page.on("console", on_console)
        page.on("pageerror", lambda error: problems.append(f"page error: {error}"))
        page.goto(base + path)
        page.wait_for_function(
            "!document.querySelector('[data-widget][data-state=loading]')"
        )
        return page

    yield open_
    for context in contexts:
        context.close()
    assert not problems, problems


@pytest.fixture
def axe():
    """Run axe-core on a page and return its violations, readable.

    ``axe(page, within)`` looks only within what the selector finds: a whole chapter
    takes seconds.
    """

    def run(page, within=None):
        if not page.evaluate("window.axe"):
            page.add_script_tag(path=AXE)
        found = page.evaluate("within => axe.run(within ?? document)", within)
        return [
            f"{rule['id']}: {rule['help']} "
            f"{[node['html'][:120] for node in rule['nodes'][:3]]}"
            for rule in found["violations"]
        ]

    return run


@pytest.fixture
def axe_in_both_themes(axe):
    """Run axe-core in the light and the dark theme; return all violations."""

    def run(page, within=None):
        found = []
        for theme in ("dark", "light"):
            page.evaluate(
                "name => document.documentElement.dataset.theme = name", theme
            )
            settle(page)
            found += [f"{theme}: {violation}" for violation in axe(page, within)]
        return found

    return run
