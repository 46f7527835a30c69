"""The exercises and questions of the built book, worked on as a reader does."""

import json
import re

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import expect

from nnbook.grading.exercise import load
from nnbook.grading.question import load_question
from tests.browser.book_server import HTML
from tests.browser.built import EXERCISES, QUESTIONS
from tests.browser.drawing import settle
from tests.browser.exercise import PYTHON_STARTS, Exercise, first_mistake, plain

LOOP = "while True:\n    print('around')\n"


CHAPTERS = sorted({page for page, _ in EXERCISES})
EXERCISES_OF = {
    path: [name for page, name in EXERCISES if page == path] for path in CHAPTERS
}
# One process tests what a reader does with one exercise: it starts Python once. What
# leaves or loads the page again comes last, since Python then starts once more.
one_process = pytest.mark.xdist_group("exercise")


@pytest.fixture(scope="module")
def untouched():
    """The exercises of a page that no test of this process has touched."""
    path = max(CHAPTERS, key=lambda path: len(EXERCISES_OF[path]))
    return path, iter(EXERCISES_OF[path])


@pytest.fixture
def exercise(visit, untouched):
    """An exercise that nobody has touched, on a page where Python may have started."""
    path, ids = untouched
    return Exercise(visit(path), next(ids))


@pytest.fixture
def first(open_page):
    """The first exercise of the book, on a page of its own."""
    path, exercise_id = EXERCISES[0]
    return Exercise(open_page(path), exercise_id)


def test_there_are_exercises_and_questions():
    assert EXERCISES
    assert QUESTIONS


def test_no_python_before_an_exercise_is_touched(open_page):
    asked = []
    page = open_page(EXERCISES[0][0])
    page.on("request", lambda request: asked.append(request.url))
    page.wait_for_load_state("networkidle")
    asked = [url.removeprefix(page.url) for url in asked]
    assert not [url for url in asked if re.search("py(odide|thon)|editor|grading", url)]
    assert page.workers == [] and len(page.frames) == 1


@pytest.mark.parametrize("path", CHAPTERS)
def test_every_exercise_of_a_page_is_there_to_be_worked_on(visit, path):
    """With the programs whose verdicts tests/grading/test_pages_python.py tests."""
    soup = BeautifulSoup((HTML / path).read_text("utf-8"), "html.parser")
    page = visit(path)
    for exercise_id in EXERCISES_OF[path]:
        exercise = Exercise(page, exercise_id)
        expect(exercise.button("Run")).to_be_visible()
        (section,) = soup("section", {"data-exercise": exercise_id})
        given = json.loads(section.script.string)
        versions = [(given, definition := load(exercise_id))]
        if definition.plain:
            versions.append((given["twin"]["plain"], definition.plain))
        for shown, version in versions:
            for name in ("starter", "solution", "checks", "mistakes"):
                wanted = getattr(version, name)
                assert shown[name] == json.loads(json.dumps(wanted)), name


@one_process
def test_an_exercise_is_graded_in_the_page(exercise, axe_in_both_themes):
    exercise.run(exercise.definition.starter)
    exercise.expect_state("failed")
    if exercise.definition.kind != "debug":  # which starts with a program
        expect(exercise.status).to_contain_text("Not started")
    exercise.run_by_keyboard(exercise.definition.solution)
    exercise.expect_state("passed")
    # The result of a mistake, with its hints and the solution open.
    exercise.page.set_viewport_size({"width": 360, "height": 900})
    wrong = first_mistake(exercise.definition)
    exercise.run(wrong.source)
    exercise.expect_state("failed")
    expect(exercise.result).to_contain_text(wrong.expect[0].replace("`", ""))
    for _ in exercise.definition.hints:
        exercise.button("Hint").click()
    exercise.button("Solution").click()
    assert axe_in_both_themes(exercise.page) == []
    exercise.button("Start again").click()
    assert axe_in_both_themes(exercise.page, "dialog") == []
    exercise.confirm("Keep my code")


@one_process
def test_keyboard_only(exercise):
    page = exercise.page
    exercise.code.focus()
    expect(exercise.root.locator(".cm-content")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("def f():\nreturn 1")  # Enter indents
    assert exercise.text() == "def f():\n    return 1"
    page.keyboard.press("Control+Enter")
    exercise.expect_state("failed")
    page.keyboard.press("Tab")  # leaves the editor
    expect(exercise.button("Run")).to_be_focused()
    for name in ("Hint", "Solution", "Start again"):
        page.keyboard.press("Tab")
        expect(exercise.button(name)).to_be_focused()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("button", name="Keep my code")).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(exercise.button("Start again")).to_be_focused()
    assert exercise.text() == "def f():\n    return 1"
    page.keyboard.press("Shift+Tab")  # Solution
    page.keyboard.press("Space")
    expect(exercise.root.get_by_role("region", name="One solution")).to_be_visible()
    for _ in range(3):  # Hint, Run, the code
        page.keyboard.press("Shift+Tab")
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(exercise.definition.solution)
    page.keyboard.press("Control+Enter")
    exercise.expect_state("passed")


def test_caret_and_text_survive_the_coming_of_the_editor(first):
    page = first.page
    page.route("**/editor.js", slowly)
    area = first.root.locator("textarea")
    area.evaluate("(area) => { area.focus(); area.setSelectionRange(4, 4); }")
    page.keyboard.type("my_")
    expect(first.root.locator(".cm-content")).to_be_focused()
    page.keyboard.type("own_")
    start = first.definition.starter
    assert first.text().startswith(start[:4] + "my_own_" + start[4:8])


def slowly(route):
    """Answer a request after a while."""
    settle(route.request.frame.page, frames=30)
    route.continue_()


def test_the_editor_takes_the_place_of_the_text_area(first):
    page, start = first.page, first.definition.starter
    page.set_viewport_size({"width": 360, "height": 740})
    area = first.root.locator("textarea")
    area.fill(start.replace(":", ", and_so_on, until_it_is_too_long_for_a_phone:", 1))
    before = first.root.bounding_box()["height"]
    first.code.focus()
    expect(first.root.locator(".cm-content")).to_be_visible()
    assert first.root.bounding_box()["height"] == before
    # A long line hangs with a mark, as it does in a cell; nothing scrolls sideways.
    widths = "node => [node.scrollWidth - node.clientWidth, node.clientWidth > 200]"
    assert first.root.locator(".cm-scroller").evaluate(widths) == [0, True]
    assert first.root.locator(".cm-line").first.evaluate(
        """node => [getComputedStyle(node).backgroundImage.includes("svg"),
            getComputedStyle(node).backgroundPositionX.includes("6px"),
            node.clientHeight / parseFloat(getComputedStyle(node).lineHeight) > 1.9]"""
    ) == [True, True, True]


MISHAPS = [
    ("def f(\n", "failed", "Python cannot read line 1"),
    ("x = 1\n1 / 0", "failed", "raises ZeroDivisionError on line 2 (1 / 0)"),
    (
        "def f():\n    return f()\nf()",
        "failed",
        "calls itself too often, each call inside",
    ),
    ("import sys\nsys.exit()", "failed", "Your code ends Python on line 2"),
    ("input('x?')", "failed", "input() has nobody to ask here"),
    ("import os\nos._exit(1)", "stopped", "Python broke down on this code"),
]


@one_process
def test_what_goes_wrong_ends_in_a_clear_message(exercise):
    for code, state, said in MISHAPS:
        exercise.run(code)
        exercise.expect_state(state)
        expect(exercise.root).to_contain_text(said)
    exercise.run(exercise.definition.solution)  # and the next run works
    exercise.expect_state("passed")


@one_process
def test_an_endless_loop_is_stopped_and_its_flood_capped(exercise):
    exercise.run(LOOP)
    exercise.expect_state("running")
    exercise.expect_state("stopped")
    expect(exercise.status).to_contain_text("Stopped after 5 seconds")
    expect(exercise.result).to_contain_text("around")
    assert len(exercise.result.inner_text()) < 11_000
    exercise.run(exercise.definition.solution)
    exercise.expect_state("passed")


@one_process
def test_stop_ends_a_run_and_the_next_begins(exercise, untouched):
    """Stop gives the focus back, too; a second exercise waits for the first."""
    second = Exercise(exercise.page, EXERCISES_OF[untouched[0]][-1])
    second.type(second.definition.solution)
    exercise.type(LOOP)
    expect(exercise.button("Stop")).to_be_hidden()
    both = [one.button("Run").element_handle() for one in (exercise, second)]
    exercise.page.evaluate("(both) => both.forEach((run) => run.click())", both)
    expect(second.status).to_contain_text("Waiting for the other exercise")
    exercise.button("Stop").focus()
    expect(exercise.result).to_contain_text("around", timeout=PYTHON_STARTS)
    exercise.page.keyboard.press("Enter")
    exercise.expect_state("stopped")
    expect(exercise.status).to_have_text("Stopped.")
    expect(exercise.button("Run")).to_be_focused()
    second.expect_state("passed")


@one_process
def test_hints_come_one_at_a_time_and_the_solution_after_a_try(exercise):
    solution = exercise.root.get_by_role("region", name="One solution")
    exercise.button("Solution").click(force=True)
    expect(exercise.status).to_contain_text("once you have tried")
    expect(solution).to_be_hidden()
    hints = exercise.definition.hints
    for number in range(1, len(hints) + 1):
        exercise.button("Hint").click()
        expect(exercise.root.get_by_role("listitem")).to_have_count(number)
    exercise.button("Hint").click(force=True)
    expect(exercise.status).to_have_text("There are no more hints.")
    exercise.run("x = 1")
    exercise.expect_state("failed")
    exercise.button("Solution").click()
    expect(solution).to_be_visible()
    assert solution.inner_text().strip() == exercise.definition.solution.strip()


@one_process
def test_a_browser_that_keeps_nothing_says_so_and_loses_nothing(exercise):
    page = exercise.page
    page.evaluate(
        """() => {
            window.real = Storage.prototype.setItem;
            Storage.prototype.setItem = () => { throw new Error("full"); };
        }"""
    )
    exercise.type("my own code")
    notice = page.get_by_role("region", name="Your work is not kept")
    expect(notice).to_contain_text("does not keep what you type")
    exercise.button("Run").click()
    exercise.expect_state("failed")
    assert exercise.text() == "my own code"
    expect(notice).to_be_visible()
    page.evaluate("() => { Storage.prototype.setItem = window.real; }")
    notice.get_by_role("button", name="Try again").click()
    notice.get_by_role("button", name="Close").click()
    assert exercise.kept() == "my own code"


@one_process
def test_progress_is_shown_exported_imported_and_reset(
    exercise, axe_in_both_themes, tmp_path
):
    path = exercise.page.url
    base = path[: path.index("chapters/")]
    total = len(EXERCISES) + len(QUESTIONS)
    page = exercise.page.context.new_page()
    page.goto(base + "index.html")
    compact = page.locator("[data-progress=compact]")
    before = int(re.search(rf"(\d+) of {total} solved", compact.inner_text())[1])
    exercise.run(exercise.definition.solution)
    exercise.expect_state("passed")
    solved = f"{before + 1} of {total} solved"
    expect(compact).to_contain_text(solved)

    page.goto(base + "chapters/progress.html")
    full = page.locator("[data-progress=full]")
    item = full.get_by_role("listitem").filter(has_text=exercise.definition.title)
    expect(item).to_contain_text("code, solved")
    with page.expect_download() as download:
        full.get_by_role("button", name="Export").click()
    file = tmp_path / "progress.json"
    download.value.save_as(file)
    records = json.loads(file.read_text("utf-8"))["records"]
    [[typed]] = records[f"exercise:{exercise.definition.id}"]["drafts"].values()
    assert typed["value"] == exercise.definition.solution
    assert typed["passed"]

    full.get_by_role("button", name="Reset").click()
    assert axe_in_both_themes(page) == []
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Keep it").click()
    expect(item).to_contain_text("code, solved")
    full.get_by_role("button", name="Reset").click()
    dialog.get_by_role("button", name="Forget everything").click()
    expect(full).to_contain_text(f"0 of {total} solved")

    broken = tmp_path / "broken.json"
    broken.write_text(file.read_text("utf-8")[:50], "utf-8")
    choose = full.locator("input[type=file]")
    choose.set_input_files(broken)
    expect(full.get_by_role("status")).to_contain_text("cannot be read")
    choose.set_input_files(file)
    expect(full).to_contain_text(solved)
    assert axe_in_both_themes(page) == []
    item.get_by_role("link").click()
    there = Exercise(page, exercise.definition.id)
    expect(there.root).to_be_in_viewport()
    expect(there.root.get_by_text("✓ Solved")).to_be_visible()
    page.close()


@one_process
def test_code_hints_and_success_survive_a_reload(exercise):
    exercise.run(exercise.definition.solution)
    exercise.expect_state("passed")
    exercise.button("Hint").click()
    exercise.type("my own code")
    exercise.page.reload()
    expect(exercise.code).to_have_value("my own code")
    expect(exercise.root.get_by_text("✓ Solved")).to_be_visible()
    expect(exercise.root.get_by_role("listitem")).to_have_count(1)


@one_process
def test_start_again_asks_and_undo_brings_the_code_back(exercise):
    exercise.type("first")
    exercise.button("Start again").click()
    exercise.confirm("Start again")
    assert exercise.text() == exercise.definition.starter
    exercise.page.reload()
    exercise.type("second")
    exercise.button("Undo").click()
    assert exercise.text() == "first"
    exercise.button("Undo").click()  # what Undo replaced is not lost either
    assert exercise.text() == "second"


def test_from_a_file_the_page_says_what_to_do(open_page):
    path, exercise_id = EXERCISES[0]
    exercise = Exercise(open_page(path, url=HTML.as_uri() + "/"), exercise_id)
    expect(exercise.status).to_contain_text("make serve")
    exercise.run("my own code")
    exercise.expect_state("stopped")
    assert exercise.kept() == "my own code"


class Question:
    """What a reader can do with one question of a page."""

    def __init__(self, page, question_id):
        definition = load_question(question_id)
        self.kind, self.details = definition.kind, definition.details
        self.root = page.locator(f'[data-question="{question_id}"]')
        self.feedback = self.root.get_by_role("status")

    def check(self):
        self.root.get_by_role("button", name="Check", exact=True).press("Enter")

    def expect_right(self):
        self.check()
        expect(self.root).to_have_attribute("data-state", "solved")
        expect(self.feedback).to_contain_text("Right: ")
        expect(self.root.get_by_text("✓ Solved")).to_be_visible()

    def expect_wrong(self, feedback):
        self.check()
        expect(self.root).to_have_attribute("data-state", "wrong")
        expect(self.feedback).to_contain_text(plain(feedback))


def answer_choice(question):
    options = question.root.get_by_role("radio")
    for i, option in enumerate(question.details["options"]):
        options.nth(i).check()
        if not option.get("correct"):
            question.expect_wrong(option["feedback"])
    right = [o.get("correct", False) for o in question.details["options"]].index(True)
    options.nth(right).press("Space")


def answer_number(question):
    field = question.root.get_by_role("textbox")
    for mistake in question.details.get("mistakes", []):
        field.fill(str(mistake["value"]))
        question.expect_wrong(mistake["feedback"])
    field.fill("-12345.6")
    question.expect_wrong(question.details["hint"])
    field.fill(str(question.details["answer"]))


def answer_order(question):
    rows = question.root.get_by_role("listitem")
    texts = rows.locator(".nn-sortable-text")
    right = [plain(item["text"]) for item in question.details["items"]]
    for place, text in enumerate(right):
        for now in range(texts.all_inner_texts().index(text), place, -1):
            rows.nth(now).get_by_role("button", name="Move up").press("Enter")
    assert texts.all_inner_texts() == right


ANSWER = {"choice": answer_choice, "number": answer_number, "order": answer_order}


@pytest.mark.parametrize("path", sorted({page for page, _ in QUESTIONS}))
def test_every_question_is_answered(open_page, axe_in_both_themes, path):
    page = open_page(path)
    found = [
        question_id
        for place, question_id in QUESTIONS
        if place == path and not load_question(question_id).predict
    ]
    for question_id in found:
        question = Question(page, question_id)
        question.check()  # without an answer, or with the shuffled order
        expect(question.root).not_to_have_attribute("data-state", "solved")
    assert axe_in_both_themes(page, ".nn-question") == []
    for question_id in found:
        question = Question(page, question_id)
        ANSWER[question.kind](question)
        question.expect_right()
    assert axe_in_both_themes(page, ".nn-question") == []
    page.reload()
    for question_id in found:
        root = Question(page, question_id).root
        expect(root.get_by_text("✓ Solved")).to_be_visible()


def test_items_are_dragged_into_order(open_page):
    path, question_id = next(
        (path, question_id)
        for path, question_id in QUESTIONS
        if load_question(question_id).kind == "order"
    )
    page = open_page(path)
    rows = page.locator(f'[data-question="{question_id}"]').get_by_role("listitem")
    texts = rows.locator(".nn-sortable-text")
    before = texts.all_inner_texts()
    rows.first.scroll_into_view_if_needed()
    start, end = texts.first.bounding_box(), rows.nth(2).bounding_box()
    page.mouse.move(start["x"] + 20, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(end["x"] + 20, end["y"] + end["height"] - 2, steps=8)
    page.mouse.up()
    after = texts.all_inner_texts()
    assert after == [before[1], before[2], before[0], *before[3:]]
