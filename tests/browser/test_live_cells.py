"""Cells are run, changed and stopped where they are read, in Chromium.

The chapter is a small one whose cells need the standard library (`live_book`); the book's
own are run by `tests/chapters/test_live_cells.py` in plain Python.
"""

import re

import pytest
from playwright.sync_api import expect

from press import live, packages
from tests.browser import live_book
from tests.browser.book_server import serve
from tests.browser.conftest import Visit

# What a test lets fail is in the console.
FOUND = re.compile("ERR_FAILED|status of 404")
PYTHON_STARTS = 120_000  # ms; other work may keep the machine busy
one_process = pytest.mark.xdist_group("live-cells")
pytestmark = one_process


class Cell:
    """What a reader can do with one cell of a page."""

    def __init__(self, page, number):
        self.page, self.number = page, number
        self.root = page.locator(f'[data-cell="{number}"]')
        self.status = self.root.get_by_role("status")
        self.own = self.root.locator(".nn-cell-own")
        self.recorded = self.root.locator(".cell_output").last
        self.label = self.root.locator(".nn-cell-label")
        self.notes = self.root.locator(".nn-cell-notes")
        self.code = self.root.get_by_role("textbox")

    def button(self, name):
        return self.root.get_by_role("button", name=name)

    def run(self):
        self.button("Run this").click()

    def edit(self, code):
        if self.button("Edit").is_visible():
            self.button("Edit").click()
        self.code.focus()
        expect(self.root.locator(".cm-content")).to_be_visible()
        self.code.fill(code)

    def expect_state(self, state, timeout=PYTHON_STARTS):
        expect(self.root).to_have_attribute("data-state", state, timeout=timeout)


@pytest.fixture(scope="module")
def live_url(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        html = live_book.build(tmp_path_factory.mktemp("live"), patch)
    with serve(html) as url:
        yield url


@pytest.fixture
def open_page(browser, live_url):
    """Open the chapter, on a page of its own."""
    visits = []

    def open_(**options):
        visits.append(Visit(browser, live_url, "index.html", **options))
        return visits[-1].page

    yield open_
    for visit in visits:
        visit.close()
        assert not [problem for problem in visit.problems if not FOUND.search(problem)]


@pytest.fixture
def cells(open_page):
    """cells(n) is a cell of the chapter, on a page of its own."""
    page = open_page()
    return lambda number: Cell(page, number)


@pytest.fixture(scope="module")
def started(browser, live_url):
    """cells(n) on a page that stays open, whose Python has started."""
    visit = Visit(browser, live_url, "index.html")
    Cell(visit.page, 1).run()
    Cell(visit.page, 1).expect_state("done")
    yield lambda number: Cell(visit.page, number)
    visit.close()
    refused = "Blocked script execution in 'about:srcdoc'"  # by a cell that tries to
    assert not [problem for problem in visit.problems if refused not in problem]


def states(cells):
    page = cells(1).page
    return page.evaluate(
        "() => [...document.querySelectorAll('[data-cell]')].map((c) => c.dataset.state)"
    )


def test_nothing_is_loaded_before_a_click(open_page):
    page = open_page()
    page.wait_for_timeout(500)
    loaded = page.evaluate(
        "performance.getEntriesByType('resource').map((r) => r.name)"
    )
    names = {url.rsplit("/", 1)[-1].split("?")[0] for url in loaded}
    assert "nnbook.js" in names
    assert not names & {"cells.js", "python.js", "python.json", "editor.js"}
    assert set(states(lambda n: Cell(page, n))) == {"recorded"}


def test_a_run_runs_what_is_missing_above(cells):
    cells(2).run()
    cells(2).expect_state("done")
    cells(1).expect_state("done")
    cells(3).expect_state("recorded")
    expect(cells(2).own).to_contain_text("n is 3")
    expect(cells(2).own).to_contain_text("6")
    expect(cells(2).recorded).to_be_hidden()
    expect(cells(2).label).to_have_text("yours")
    expect(cells(2).status).to_have_text("Done.")


def test_the_code_of_a_cell_is_the_books_own(open_page):
    page = open_page()
    editions = page.locator(".nn-cell-bar").evaluate_all(
        "(bars) => bars.map((bar) => [bar.dataset.id, bar.dataset.edition])"
    )
    assert editions == [
        [f"index/{live_book.ID}-{number}", live.number_of(source)]
        for number, source in enumerate(live_book.CELLS, 1)
    ]


def test_order_errors_and_staleness(started):
    cell = started
    cell(5).run()
    cell(5).expect_state("done")
    assert states(cell)[:6] == ["done"] * 5 + ["recorded"]
    expect(cell(5).own.locator("pre").first).to_have_text("before\n")
    expect(cell(5).own.locator("pre").last).to_have_text("2.0")

    cell(1).edit(live_book.CELLS[0].replace("n = 3", "n = 0"))
    cell(1).expect_state("stale")
    cell(2).expect_state("stale")
    expect(cell(2).label).to_have_text("older than a cell above")
    cell(5).run()
    cell(5).expect_state("error")
    assert states(cell)[:5] == ["done"] * 4 + ["error"]
    expect(cell(5).own).to_contain_text("ZeroDivisionError")
    expect(cell(5).own).to_contain_text('File "<cell 5>", line 2')
    assert "runner.py" not in cell(5).own.inner_text()

    cell(7).run()
    expect(cell(7).status).to_contain_text("Cell 5 above stopped with an error")
    cell(7).expect_state("recorded")

    cell(1).button("Reset").click()
    expect(cell(1).code).to_contain_text("n = 3")
    cell(5).run()
    cell(5).expect_state("done")
    cell(1).button("Undo").click()
    expect(cell(1).code).to_contain_text("n = 0")
    cell(1).button("Reset").click()
    cell(1).expect_state("done")


def test_a_second_run_that_moves_the_generator_on_says_so(started):
    cell = started
    cell(1).button("Restart").click()
    assert set(states(cell)) == {"recorded"}
    cell(3).run()
    cell(3).expect_state("done")
    expect(cell(3).own).to_contain_text("0.32383276483316237")
    expect(cell(3).notes).to_have_text("")
    cell(3).run()
    expect(cell(3).notes).to_contain_text("the random generator rng has moved on")
    cell(3).expect_state("done")
    fold = cell(4).root.locator("summary")
    fold.click()
    cell(4).run()
    cell(4).expect_state("done")
    expect(cell(4).notes).to_contain_text("rng has moved on")
    fold.click()
    expect(cell(4).own).to_be_visible()
    cell(3).button("Restart").click()
    cell(3).run()
    expect(cell(3).own).to_contain_text("0.32383276483316237", timeout=PYTHON_STARTS)
    expect(cell(3).notes).to_have_text("")


def test_a_cell_that_needs_pytorch_runs_the_lines_that_can(started):
    cell = started
    cell(7).run()
    cell(7).expect_state("done")
    expect(cell(6).notes).to_contain_text("Line 4 needs PyTorch")
    expect(cell(6).notes).to_contain_text("the recorded output stays")
    link = cell(6).notes.get_by_role("link", name="Open in Colab")
    expect(link).to_have_attribute("href", re.compile("colab.research.google.com"))
    expect(cell(6).own).to_be_hidden()
    expect(cell(6).label).to_have_text("")
    expect(cell(7).notes).to_contain_text("Line 1 uses b")
    # What the other lines have made is there.
    cell(12).edit("print(a)")
    cell(12).run()
    cell(12).expect_state("done")
    expect(cell(12).own).to_have_text("3")


def test_a_run_does_not_uncover_what_is_to_be_predicted(started):
    cell = started(13)
    skip = cell.root.get_by_role("button", name="Show it without a prediction")
    seen = cell.root.locator(".cell_output pre:visible")
    cell.run()
    cell.expect_state("done")
    expect(cell.status).to_contain_text("stays covered until you have committed")
    expect(cell.own).to_have_text("43")
    expect(seen).to_have_count(0)
    cell.edit("print(n + 40)\n1 / 0")
    cell.run()
    cell.expect_state("error")  # which is no answer
    expect(seen).to_have_count(1)
    expect(seen).to_contain_text("ZeroDivisionError")
    cell.button("Reset").click()
    cell.run()
    cell.expect_state("done")
    expect(seen).to_have_count(0)
    expect(skip).to_be_visible()
    question = cell.page.locator("[data-question]")
    question.get_by_role("textbox").fill("12")
    question.get_by_role("button", name="Commit", exact=True).click()
    expect(skip).to_have_count(0)
    expect(seen).to_have_text(["43"])
    assert cell.own.is_visible()


def test_a_figure_has_two_sides(started):
    cell = started
    cell(8).run()
    cell(8).expect_state("done")
    figure = cell(8).own.locator("[data-widget=mcculloch-pitts]")
    before = figure.locator(".nn-reading").inner_text()
    cell(9).run()
    cell(9).expect_state("done")
    expect(figure.locator(".nn-reading")).not_to_have_text(before)
    slider = figure.get_by_role("slider").last
    slider.focus()
    started(1).page.keyboard.press("ArrowRight")
    cell(10).run()
    cell(10).expect_state("done")
    printed = cell(10).own.inner_text().strip()
    assert float(printed) != 1.25
    # It stands for the recorded one: a link of the text sets it.
    cell(1).page.locator(f"[href='{live_book.LINK}']").click()
    cell(10).run()
    expect(cell(10).own).to_have_text("-1.5\n")
    cell(1).button("Restart").click()
    recorded = cell(8).root.locator("#mcculloch-pitts")
    expect(recorded).to_be_visible()
    assert recorded.locator(".nn-reading").inner_text() == before


def test_a_loop_without_an_end_is_stopped_where_it_runs(started):
    cell = started
    cell(11).edit("print('around')\nwhile True:\n    pass")
    cell(11).run()
    cell(11).expect_state("running")
    expect(cell(11).own).to_contain_text("around", timeout=PYTHON_STARTS)
    assert states(cell)[:3] == ["done"] * 3
    cell(2).button("Run this").click(force=True)  # it is dim, and says why
    expect(cell(2).status).to_contain_text("Cell 11 is still at work")
    cell(11).button("Stop").click()
    expect(cell(11).status).to_contain_text("Stopped")
    expect(cell(11).button("Run this")).to_be_focused()
    cell(11).expect_state("stale")
    cell(2).expect_state("stale")
    cell(2).run()
    cell(2).expect_state("done")
    cell(11).button("Reset").click()


def test_what_python_prints_is_text(started):
    cell = started
    cell(12).edit(
        "from IPython.display import HTML, SVG, Markdown, display\n"
        "print('<b id=bold>not bold</b>')\n"
        "display(HTML('<b>bold</b><script>parent.hit = 1</script>'))\n"
        "display(Markdown('a|b\\n-|-\\n`x`|<img src=x onerror=\"hit = 1\">'))\n"
        'SVG(\'<svg xmlns="http://www.w3.org/2000/svg" onload="window.hit = 1">\'\n'
        "    '<script>window.hit = 1</script><a href=\"javascript:hit=1\"><rect/></a>'\n"
        '    \'<image href="http://example.org/x.png"/><rect fill="#1c2733" \'\n'
        "    'style=\"fill:url(http://example.org/x)\"/></svg>')"
    )
    cell(12).run()
    cell(12).expect_state("done")
    own = cell(12).own
    expect(own).to_contain_text("<b id=bold>not bold</b>")
    assert own.locator("#bold").count() == 0
    expect(own.frame_locator("iframe").locator("b")).to_have_text("bold")
    expect(own.locator("td").first.locator("code")).to_have_text("x")
    expect(own.locator("td").last).to_have_text('<img src=x onerror="hit = 1">')
    svg = own.locator("svg")
    assert svg.locator("script, a").count() == 0
    assert svg.locator("image").get_attribute("href") is None
    assert svg.locator("rect").last.get_attribute("style") is None
    assert svg.locator("rect").last.get_attribute("fill") == "var(--nn-ink)"
    assert cell(12).page.evaluate("window.hit") is None


def test_edits_are_kept_and_an_older_edition_is_offered(browser, live_url, tmp_path):
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{live_url}index.html")
    cell = Cell(page, 2)
    cell.edit("print('mine')")
    page.reload()
    expect(cell.code).to_have_value("print('mine')")
    cell.expect_state("recorded")
    expect(cell.label).to_have_text("recorded, of the book's code")

    # The same chapter, whose second cell is another one by now.
    cells = [*live_book.CELLS]
    cells[1] = "print('n is now', n)\nn * 2"
    with pytest.MonkeyPatch.context() as patch:
        html = live_book.build(tmp_path, patch, cells)
    port = int(live_url.rsplit(":", 1)[1].strip("/"))
    page.route(
        f"http://127.0.0.1:{port}/index.html",
        lambda route: route.fulfill(
            body=(html / "index.html").read_text("utf-8"), content_type="text/html"
        ),
    )
    page.reload()
    expect(cell.code).to_have_value("print('mine')")
    expect(cell.root).to_contain_text("The book's code of this cell has changed")
    cell.button("Use the book's code").click()
    expect(cell.root).to_contain_text("n is now")
    cell.button("Undo").click()
    expect(cell.root).to_contain_text("print('mine')")
    context.close()


def test_all_is_done_by_keyboard_and_said(cells):
    cell = cells(2)
    cell.button("Edit").focus()
    cell.page.keyboard.press("Enter")
    expect(cell.code).to_be_focused()
    cell.page.keyboard.press("Control+End")
    cell.page.keyboard.insert_text("\nprint('typed')")
    cell.page.keyboard.press("Control+Enter")
    cell.expect_state("done")
    expect(cell.own).to_contain_text("typed")
    expect(cell.status).to_have_text("Done.")
    cell.page.keyboard.press("Tab")
    expect(cell.button("Run this")).to_be_focused()


def test_pages_are_accessible(started, axe_in_both_themes):
    page = started(1).page
    started(5).run()
    started(5).expect_state("done")
    assert axe_in_both_themes(page, "article") == []


def test_a_phone_can_do_it(open_page):
    page = open_page(width=360, touch=True)
    cell = Cell(page, 2)
    cell.button("Run this").tap()
    cell.expect_state("done")
    cell.button("Edit").tap()
    expect(cell.code).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    for button in cell.root.get_by_role("button").all():
        if button.is_visible():
            assert button.bounding_box()["height"] >= 28


def test_a_cell_that_takes_long_can_be_made_smaller(started):
    cell = started(11)
    cell.edit(live_book.CELLS[10])
    cell.button("Make it smaller").click()
    expect(cell.code).to_contain_text("range(1)")
    cell.run()
    cell.expect_state("done")
    expect(cell.own).to_have_text("0")


WHEEL = packages.locked()["traitlets"]["file_name"]
FAILS = {
    "could not be loaded": lambda route: route.abort(),
    "is missing where the book is served": lambda route: route.fulfill(status=404),
    "came damaged": lambda route: route.fulfill(body=b"PK\x03\x04, and no more"),
}


@pytest.mark.parametrize("file", ["nnbook.json", WHEEL])
def test_a_file_that_fails_is_named_and_one_that_hangs_is_stopped(open_page, file):
    """The book's own and a package's; then the cell runs, without a reload."""
    page = open_page()
    cell = Cell(page, 1)
    for said, answer in FAILS.items():
        page.route(f"**/{file}", answer)
        cell.run()
        expect(cell.status).to_contain_text(said, timeout=PYTHON_STARTS)
        expect(cell.status).to_contain_text(file)
        cell.expect_state("recorded")
        page.unroute(f"**/{file}")
    page.route(f"**/{file}", lambda route: None)
    cell.run()
    cell.button("Stop").click()
    cell.expect_state("recorded")
    page.unroute(f"**/{file}")
    cell.run()
    cell.expect_state("done")
