"""The built book on a server of its own, and pages of it in the system's Chromium."""

from collections import OrderedDict
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from press.chromium import chromium
from tests import ROOT
from tests.browser.book_server import FOLDER, HTML, serve
from tests.browser.drawing import change_theme, settle

expect.set_options(timeout=20_000)  # machines are shared and busy

AXE = ROOT / "code" / "press" / "js" / "node_modules" / "axe-core" / "axe.min.js"
KEPT = 4  # pages that stay open for the next test; each takes some 100 MB


def pytest_configure(config):
    config.addinivalue_line("markers", "alone: it measures time, nothing else may run")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Remember whether the test itself failed: its page is not used again."""
    report = yield
    item.stash[FAILED] = item.stash.get(FAILED, False) or report.failed
    return report


FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(items):
    """Tests that take a page in turn follow each other, in one process."""
    places = {item: place_of(item) for item in items}
    for item, place in places.items():
        if place and not item.get_closest_marker("xdist_group"):
            item.add_marker(pytest.mark.xdist_group(place))
    items.sort(key=places.get)


def place_of(item):
    """The page that a test is given, or its file; nothing where it opens pages itself."""
    if "visit" not in getattr(item, "fixturenames", ()):
        return ""
    callspec = getattr(item, "callspec", None)
    return (callspec and callspec.params.get("path")) or item.path.stem


@pytest.fixture(scope="session")
def book_url(tmp_path_factory):
    """The address of the built book, well below the root of a server."""
    if not (HTML / "index.html").exists():
        pytest.fail(f"no book in {HTML}: run `make book` first")
    top = tmp_path_factory.mktemp("server")
    place = top / FOLDER
    place.parent.mkdir(parents=True)
    place.symlink_to(HTML)
    with serve(top) as url:
        yield f"{url}{quote(FOLDER)}/"


@pytest.fixture(scope="session")
def browser():
    """The system's Chromium."""
    with chromium() as browser:
        yield browser


# What waits for its turn: figures, exercises, the buttons of cells.
WAITING = (
    "[data-widget][data-state=loading], [data-exercise] > script, .nn-cell-bar:empty"
)


def start_figures(page):
    """Start all figures, also those far from the window, as printing does.

    Wait for them, and for exercises and cells.
    """
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.wait_for_function(f"!document.querySelector(`{WAITING}`)")
    settle(page)


class Visit:
    """An open page of the book, all of its figures ready, and what went wrong on it."""

    def __init__(
        self, browser, base, path, theme="light", width=1280, height=900, touch=False
    ):
        self.size, self.theme = {"width": width, "height": height}, theme
        self.problems = []
        self.context = browser.new_context(
            viewport=self.size,
            has_touch=touch,
            color_scheme=theme,  # a first visit follows the system
        )
        self.context.set_default_timeout(20_000)
        self.page = page = self.context.new_page()

        def on_request(request):
            if not request.url.startswith((base, "data:", "blob:")):
                self.problems.append(f"request to {request.url}")

        def on_console(message):
            if message.type == "error":
                self.problems.append(f"console: {message.text}")

        page.on("request", on_request)
        page.on("console", on_console)
        page.on("pageerror", lambda e: self.problems.append(f"page error: {e}"))
        page.goto(base + path)
        start_figures(page)

    def refresh(self):
        """Put back what a test leaves behind, figures aside: each test sets its own."""
        self.page.emulate_media(reduced_motion="no-preference")
        if self.page.viewport_size != self.size:
            self.page.set_viewport_size(self.size)
        self.page.mouse.move(0, 0)
        self.page.evaluate(
            """(theme) => {
                history.replaceState(null, "", location.pathname + location.search);
                document.documentElement.dataset.theme = theme;
                document.querySelector(".nn-dock-close")?.click();
                for (const open of document.querySelectorAll("[data-widget] details[open]"))
                    open.open = false;
                // Tab goes on from where was last clicked or focused: now from the top.
                document.body.tabIndex = -1;
                document.body.focus();
                document.body.removeAttribute("tabindex");
                scrollTo({ top: 0, behavior: "instant" });
            }""",
            self.theme,
        )

    def close(self):
        self.context.close()


@pytest.fixture
def open_page(browser, book_url):
    """Open pages of the book; the test fails where one logs an error or calls outside.

    ``open_page(path, theme="light", width=1280, touch=False, url=None)`` returns a page
    whose widgets are all ready. ``url`` replaces the server's address (file://...).
    """
    visits = []

    def open_(path, url=None, **options):
        visits.append(Visit(browser, url or book_url, path, **options))
        return visits[-1].page

    yield open_
    for one in visits:
        one.close()
    problems = [problem for one in visits for problem in one.problems]
    assert not problems, problems


@pytest.fixture(scope="session")
def shelf():
    """The pages that are open, those used last at the end: {what was asked: Visit}."""
    shelf = OrderedDict()
    yield shelf
    for one in shelf.values():
        one.close()


@pytest.fixture
def visit(request, browser, book_url, shelf):
    """Open a page as ``open_page`` does, or take it as an earlier test has left it.

    To load a chapter takes seconds, to bring one of its figures to its start a frame
    (`Mount` does). Not for what keeps something (exercises, questions, progress).
    """
    taken = []

    def visit_(path, **options):
        key = (path, *sorted(options.items()))
        if key in shelf:
            shelf.move_to_end(key)
            shelf[key].refresh()
        else:
            shelf[key] = Visit(browser, book_url, path, **options)
        taken.append(key)
        return shelf[key].page

    yield visit_
    problems = [problem for key in taken for problem in shelf[key].problems]
    if problems or request.node.stash.get(FAILED, False):
        for key in dict.fromkeys(taken):
            shelf.pop(key).close()
    while len(shelf) > KEPT:
        shelf.popitem(last=False)[1].close()
    assert not problems, problems


# axe-core measures every element of a document, whatever it is asked about: what is
# around that is taken out while it runs, for a quarter of the time. Frames stay: one that
# comes back begins anew.
RUN_AXE = """async ([within, options]) => {
    const tooLong = new Promise((_, no) => setTimeout(no, 120_000, "axe does not end"));
    const run = (what) => Promise.race([axe.run(what, options), tooLong]);
    if (!within) return run(document);
    const asked = [...document.querySelectorAll(within)], away = [];
    const takeOut = (parent) => {
        for (const node of [...parent.children]) {
            if (asked.includes(node)) continue;
            if (asked.some((one) => node.contains(one))) {
                takeOut(node);
                continue;
            }
            if (node.matches("script, style, iframe, :has(iframe)")) continue;
            const place = document.createComment("");
            node.replaceWith(place);
            away.push([place, node]);
        }
    };
    takeOut(document.body);
    try {
        return await run(within);
    } finally {
        for (const [place, node] of away) place.replaceWith(node);
    }
}"""


@pytest.fixture
def axe():
    """Run axe-core on a page and return its violations, readable.

    ``axe(page, within)`` looks only within what the selector finds, ``only`` runs the
    named rules: a whole chapter takes seconds.
    """

    def run(page, within=None, only=None):
        # Not its value: to hand that over took for ever where it knows a large page.
        if not page.evaluate("Boolean(window.axe)"):
            page.add_script_tag(path=AXE)
        options = {"resultTypes": ["violations"]}  # of what passes no list is made
        if only:
            options["runOnly"] = only
        found = page.evaluate(RUN_AXE, [within, options])
        return [
            f"{rule['id']}: {rule['help']} "
            f"{[node['html'][:120] for node in rule['nodes'][:3]]}"
            for rule in found["violations"]
        ]

    return run


# What axe-core finds by looking at colours. A theme changes nothing else
# (test_pages.py tests that), so that its other rules are asked in one theme.
OF_COLORS = ["color-contrast", "link-in-text-block"]


@pytest.fixture
def axe_in_both_themes(axe):
    """Run axe-core in the light and the dark theme; return all violations."""

    def run(page, within=None):
        found = []
        for theme, only in (("dark", OF_COLORS), ("light", None)):
            change_theme(page, theme)
            found += [f"{theme}: {violation}" for violation in axe(page, within, only)]
        return found

    return run
