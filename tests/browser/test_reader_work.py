"""No work of a reader is ever overwritten: two tabs, a file, other editions, no storage."""

import json
import re

import pytest
from playwright.sync_api import expect

from nnbook.grading.exercise import load
from nnbook.grading.question import load_question
from tests import ROOT
from tests.browser.conftest import Visit, start_figures
from tests.browser.drawing import settle
from tests.browser.exercise import Exercise

PAGE = "chapters/01_neurons.html"
EXERCISE = "weighted-sum"
CHOICE, NUMBER, ORDER = (
    "what-stands-for-the-synapse",
    "net-input-by-hand",
    "from-input-to-spike",
)
KEY = f"nnbook:work:exercise:{EXERCISE}"
# Made by the book's code of November 2026, which wrote version 1.
OLD = json.loads((ROOT / "tests/js/records-of-version-1.json").read_text("utf-8"))


class Tabs:
    """Tabs of one browser: what one keeps, the others hear of."""

    def __init__(self, browser, base):
        self.base = base
        self.visit = Visit(browser, base, "chapters/progress.html")
        self.context = self.visit.context

    def open(self, path=PAGE, width=1280, editor=False):
        """Open a page on which nothing is run: Python does not start, nor the editor."""
        page = self.context.new_page()
        page.route(re.compile("pyodide"), lambda route: route.abort())
        if not editor:
            page.route("**/editor.js", lambda route: route.abort())
        page.set_viewport_size({"width": width, "height": 900})
        page.on("pageerror", self.note)
        page.goto(self.base + path)
        start_figures(page)
        return page

    def note(self, error):
        """Note an error, but not that the theme's script cannot keep its own things."""
        if "nnbook.js" in error.stack:
            self.visit.problems.append(error.stack)

    def keep(self, items):
        """Put items into the storage, as another page might have."""
        self.visit.page.evaluate(
            "(items) => { for (const key in items) localStorage[key] = items[key]; }",
            items,
        )

    def kept(self):
        return self.visit.page.evaluate("JSON.stringify(localStorage)")


@pytest.fixture
def tabs(browser, book_url):
    tabs = Tabs(browser, book_url)
    yield tabs
    tabs.visit.close()
    assert not tabs.visit.problems


def offer(root):
    return root.locator(".nn-versions")


def press(root, name):
    offer(root).get_by_role("button", name=name, exact=True).press("Enter")


def shown(exercise):
    """The code that an exercise shows, in its text area or in its editor."""
    area = exercise.root.locator("textarea")
    return area.input_value() if area.count() else exercise.text()


def test_two_tabs_type_and_both_versions_are_kept_and_offered(tabs, axe_in_both_themes):
    one = Exercise(tabs.open(), EXERCISE)
    other = Exercise(tabs.open(width=360, editor=True), EXERCISE)
    one.code.fill("typed in one")
    other.type("typed in the\nother")
    one.code.fill("typed in one tab")
    assert (shown(one), shown(other)) == ("typed in one tab", "typed in the\nother")
    for exercise in (one, other):
        expect(offer(exercise.root)).to_contain_text(
            re.compile(r"There is another version of your code, from \d+:\d\d")
        )
    # To compare shows both, line by line.
    press(other.root, "Compare")
    both = other.root.get_by_role("region", name="Both versions")
    expect(both).to_have_text("− typed in the\n− other\n+ typed in one tab")
    assert axe_in_both_themes(other.page, f"[data-exercise={EXERCISE}]") == []
    assert not other.page.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )
    # Each is one press away, and none is lost by it.
    press(other.root, "Use this")
    assert shown(other) == "typed in one tab"
    expect(offer(other.root).get_by_role("button")).to_have_count(0)
    expect(other.root.locator(".cm-content")).to_be_focused()
    other.button("Undo").click()
    assert shown(other) == "typed in the\nother"
    press(one.root, "Keep mine")
    assert shown(one) == "typed in one tab"
    for text in ("typed in one tab", "typed in the\\nother"):
        assert text in json.loads(tabs.kept())[KEY]
    # A page that is opened now shows what was chosen last.
    later = Exercise(tabs.open(), EXERCISE)
    assert shown(later) == "typed in one tab"


def test_two_tabs_answer_a_question(tabs, axe_in_both_themes):
    one, other = tabs.open(), tabs.open()
    options = [
        page.locator(f"[data-question={CHOICE}]").get_by_role("radio")
        for page in (one, other)
    ]
    options[0].nth(0).check()
    options[1].nth(1).check()
    expect(options[0].nth(0)).to_be_checked()
    text = load_question(CHOICE).details["options"][1]["text"]
    root = one.locator(f"[data-question={CHOICE}]")
    expect(offer(root)).to_contain_text(f"“{re.sub('[`*]', '', text)}”")
    assert axe_in_both_themes(one, f"[data-question={CHOICE}]") == []
    press(root, "Use this")
    expect(options[0].nth(1)).to_be_checked()
    expect(options[0].nth(1)).to_be_focused()
    expect(offer(root).get_by_role("button")).to_have_count(0)
    # And a number, which stays what it is.
    fields = [
        page.locator(f"[data-question={NUMBER}]").get_by_role("textbox")
        for page in (one, other)
    ]
    fields[0].fill("1/4")
    fields[1].fill("3")
    expect(fields[0]).to_have_value("1/4")
    root = other.locator(f"[data-question={NUMBER}]")
    expect(offer(root)).to_contain_text("“1/4”")
    press(root, "Keep mine")
    expect(fields[1]).to_have_value("3")


def rows(page):
    return page.locator(f"[data-question={ORDER}] .nn-sortable-text").all_inner_texts()


def test_an_order_question_judges_the_order_that_it_shows(tabs):
    items = load_question(ORDER).details["items"]
    right = list(range(len(items)))
    # Answers to questions with other items, all of them in their right order.
    for answer in (right[:-1], [*right, len(items)], [1, 2, 3, 4, 5][: len(items)]):
        tabs.keep({f"nnbook:v1:question:{ORDER}": json.dumps({"answer": answer})})
        page = tabs.open()
        root = page.locator(f"[data-question={ORDER}]")
        assert rows(page) != [item["text"] for item in items]
        expect(root.get_by_role("status")).to_contain_text("has changed")
        root.get_by_role("button", name="Check").click()
        expect(root).to_have_attribute("data-state", "wrong")
        assert f"“{first_too_early(rows(page), items)}”" in (
            root.get_by_role("status").inner_text()
        )
        page.close()
        tabs.visit.page.evaluate("localStorage.clear()")
    # What a file brings while the page is open is offered; what is shown is judged.
    page = tabs.open()
    root = page.locator(f"[data-question={ORDER}]")
    before = rows(page)
    bring(tabs.visit.page, {f"question:{ORDER}": {"answer": right}})
    press(root, "Compare")
    expect(offer(root).get_by_role("listitem")).to_have_text(
        [item["text"] for item in items]
    )
    assert rows(page) == before
    root.get_by_role("button", name="Check").click()
    expect(root).to_have_attribute("data-state", "wrong")
    press(root, "Use this")
    assert rows(page) == [item["text"] for item in items]
    root.get_by_role("button", name="Check").click()
    expect(root).to_have_attribute("data-state", "solved")


def first_too_early(texts, items):
    right = [item["text"] for item in items]
    return next(text for text, want in zip(texts, right, strict=True) if text != want)


def bring(page, records, **changes):
    """Import a file with these records on the page that shows the reader's progress."""
    file = {"format": "nnbook-progress", "version": 1, "records": records} | changes
    page.locator("[data-progress=full] input[type=file]").set_input_files(
        {
            "name": "progress.json",
            "mimeType": "application/json",
            "buffer": json.dumps(file).encode(),
        }
    )


def test_a_file_that_is_imported_while_a_chapter_is_open(tabs):
    exercise = Exercise(tabs.open(), EXERCISE)
    untouched = Exercise(exercise.page, "veto-as-weight")
    exercise.code.fill("mine")
    records = {
        f"exercise:{EXERCISE}": {"code": "theirs", "solved": True, "earlier": ["old"]},
        "exercise:veto-as-weight": {"code": "also theirs"},
    }
    bring(tabs.visit.page, records)
    expect(offer(exercise.root)).to_contain_text("There is another version")
    expect(exercise.root.get_by_text("✓ Solved")).to_be_visible()
    assert (shown(exercise), shown(untouched)) == (
        "mine",
        untouched.definition.starter,
    )
    press(untouched.root, "Use this")
    assert shown(untouched) == "also theirs"
    press(exercise.root, "Keep mine")
    assert shown(exercise) == "mine"
    exercise.button("Undo").click()
    assert shown(exercise) in ("theirs", "old")


def test_answers_in_a_file_are_checked_by_the_kind_of_their_question(
    tabs, axe_in_both_themes
):
    page = tabs.visit.page
    bring(
        page,
        {
            f"question:{CHOICE}": {"answer": 40},
            f"question:{NUMBER}": {"answer": "1e999"},
            f"question:{ORDER}": {"answer": [0, 1]},
            f"exercise:{EXERCISE}": {"code": "theirs"},
            "essay:x": {},
        },
    )
    full = page.locator("[data-progress=full]")
    expect(full.get_by_role("status")).to_contain_text("Imported 1 records")
    refused = full.locator(".nn-refused").get_by_role("listitem")
    expect(refused).to_have_count(4)
    for question_id in (CHOICE, NUMBER, ORDER):
        title = load_question(question_id).title
        expect(refused.filter(has_text=f"{title}: the answer")).to_have_count(1)
    assert axe_in_both_themes(page, "[data-progress=full]") == []
    assert "theirs" in tabs.kept()
    assert "1e999" not in tabs.kept()


def test_what_an_edition_before_kept_goes_on_working(tabs, tmp_path):
    tabs.keep(OLD["stored"])
    page = tabs.open()
    exercise = Exercise(page, EXERCISE)
    assert shown(exercise) == "def weighted_sum(x, w, b):\n    return 2\n"
    expect(exercise.root.get_by_text("✓ Solved")).to_be_visible()
    expect(exercise.root.get_by_text("Hint 1 of")).to_be_visible()
    exercise.button("Undo").click()
    assert shown(exercise) == "def weighted_sum(x, w, b):\n    return 1\n"
    items = load_question(ORDER).details["items"]
    if len(items) == 3:
        assert rows(page) == [items[i]["text"] for i in (1, 0, 2)]
    number = page.locator(f"[data-question={NUMBER}]").get_by_role("textbox")
    expect(number).to_have_value("0.25")
    # What this edition does not ask is shown with the progress, and exported.
    progress = tabs.open("chapters/progress.html")
    gone = progress.locator("details", has_text="exercise:no-longer-there")
    gone.locator("summary").click()
    expect(gone.get_by_role("region")).to_have_text("gone = True\n")
    with progress.expect_download() as download:
        progress.get_by_role("button", name="Export").click()
    file = tmp_path / "progress.json"
    download.value.save_as(file)
    exported = json.loads(file.read_text("utf-8"))
    assert exported["version"] == 2
    assert "gone = True\\n" in json.dumps(exported["records"])


def test_work_for_another_edition_of_an_exercise_is_told(tabs, axe_in_both_themes):
    record = {
        "version": 2,
        "drafts": {"a.1": [{"value": "mine", "at": 1, "edition": "another"}]},
    }
    tabs.keep({KEY: json.dumps(record)})
    exercise = Exercise(tabs.open(), EXERCISE)
    assert shown(exercise) == "mine"
    expect(offer(exercise.root)).to_contain_text("The exercise has changed")
    press(exercise.root, "Compare")
    assert axe_in_both_themes(exercise.page, f"[data-exercise={EXERCISE}]") == []
    press(exercise.root, "Start from the new code")
    assert shown(exercise) == load(EXERCISE).starter
    exercise.button("Undo").click()
    assert shown(exercise) == "mine"
    press(exercise.root, "Keep mine")
    exercise.page.reload()
    expect(exercise.code).to_have_value("mine")
    expect(offer(exercise.root).get_by_role("button")).to_have_count(0)


FULL = """Storage.prototype.setItem = () => {
    throw new DOMException("full", "QuotaExceededError");
};"""
BLOCKED = """Object.defineProperty(window, "localStorage", {
    get() { throw new DOMException("blocked", "SecurityError"); },
});"""


@pytest.mark.parametrize("script", [FULL, BLOCKED], ids=["full", "blocked"])
def test_where_nothing_can_be_kept_the_page_says_so_once(
    tabs, axe_in_both_themes, tmp_path, script
):
    tabs.context.add_init_script(script)
    page = tabs.open(width=360)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.reload()  # nothing is lost yet, and nothing is asked
    exercise = Exercise(page, EXERCISE)
    notice = page.get_by_role("region", name="Your work is not kept")
    expect(notice).to_have_count(0)
    exercise.code.fill("my own code")
    expect(notice.get_by_role("alert")).to_contain_text("Save it as a file")
    exercise.code.fill("my own code, longer")
    page.locator(f"[data-question={CHOICE}]").get_by_role("radio").first.check()
    expect(page.get_by_role("alert").filter(visible=True)).to_have_count(1)
    assert shown(exercise) == "my own code, longer"
    assert axe_in_both_themes(page, ".nn-unkept") == []
    notice.get_by_role("button", name="Try again").click()
    expect(notice).to_contain_text("still refused")
    with page.expect_download() as download:
        notice.get_by_role("button", name="Save as a file").click()
    file = tmp_path / "progress.json"
    download.value.save_as(file)
    records = json.loads(file.read_text("utf-8"))["records"]
    assert set(records) == {f"exercise:{EXERCISE}", f"question:{CHOICE}"}
    page.reload()
    assert asked == []  # a file has it
    exercise.code.fill("more of it")
    expect(notice).to_be_visible()
    page.reload()
    assert asked == ["beforeunload"]


def test_what_was_refused_is_kept_once_there_is_room(tabs):
    page = tabs.open()
    exercise = Exercise(page, EXERCISE)
    page.evaluate("() => { window.real = Storage.prototype.setItem; }")
    page.evaluate(f"() => {{ {FULL} }}")
    exercise.code.fill("my own code")
    notice = page.get_by_role("region", name="Your work is not kept")
    expect(notice).to_be_visible()
    page.evaluate("() => { Storage.prototype.setItem = window.real; }")
    notice.get_by_role("button", name="Try again").press("Enter")
    expect(notice).to_contain_text("kept again")
    notice.get_by_role("button", name="Close").press("Enter")
    expect(notice).to_have_count(0)
    settle(page)
    assert "my own code" in tabs.kept()
