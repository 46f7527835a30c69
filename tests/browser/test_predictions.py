"""A prediction: what answers it is covered until the reader has committed to an answer."""

import pytest
from playwright.sync_api import expect

from nnbook.grading.question import load_question
from tests.browser.built import QUESTIONS
from tests.browser.exercise import plain

PREDICTIONS = {}
for place, name in QUESTIONS:
    if load_question(name).predict:
        PREDICTIONS.setdefault(place, []).append(name)

# What a reader could see of an output, and what Tab could reach in it.
SEEN = """(output) => {
    const own = output.querySelectorAll(":scope > :not(.nn-cover)");
    const inside = [...own].flatMap((node) => [node, ...node.querySelectorAll("*")]);
    const seen = (node) => node.checkVisibility({ visibilityProperty: true });
    return inside.filter((node) => seen(node)).length;
}"""


class Prediction:
    """A question of an open page, the output of the cell below it, what is said of it."""

    def __init__(self, page, question_id):
        self.id, self.definition = question_id, load_question(question_id)
        self.root = page.locator(f'[data-question="{question_id}"]')
        self.commit = self.root.get_by_role("button", name="Commit", exact=True)
        cell = f".cell:has(#question-{question_id}) + .nn-predicted"
        self.output = page.locator(f"{cell} .cell_output")
        self.said = page.locator(f"{cell} + .nn-said")
        self.skip = self.output.get_by_role(
            "button", name="Show it without a prediction"
        )

    def answer(self, right):
        """Give an answer that is right, or one that is not; return what is said of it."""
        details = self.definition.details
        if self.definition.kind == "number":
            self.root.get_by_role("textbox").fill(
                str(details["answer"]) if right else "-12345.6"
            )
            return details["feedback" if right else "hint"]
        options = details["options"]
        number = next(
            i for i, o in enumerate(options) if o.get("correct", False) == right
        )
        self.root.get_by_role("radio").nth(number).check()
        return options[number]["feedback"]

    def seen(self):
        """How much is seen of what answers: of the output, and of what is said of it."""
        return [part.evaluate(SEEN) for part in (self.output, *self.said.all())]

    def expect_covered(self):
        expect(self.skip).to_be_visible()
        assert not any(self.seen()), self.id

    def expect_shown(self):
        expect(self.skip).to_have_count(0)
        assert all(self.seen()), self.id

    def expect_locked(self, feedback):
        expect(self.commit).to_be_hidden()
        for field in self.root.locator("input").all():
            expect(field).to_be_disabled()
        expect(self.root.get_by_role("status")).to_contain_text(plain(feedback))


def test_there_are_predictions():
    assert sum(map(len, PREDICTIONS.values())) >= 9


@pytest.mark.parametrize("path", PREDICTIONS)
def test_an_output_is_covered_until_it_is_predicted(
    open_page, axe_in_both_themes, path
):
    page = open_page(path)
    first, *others = [Prediction(page, name) for name in PREDICTIONS[path]]
    for one in (first, *others):
        one.expect_covered()
        one.commit.press("Enter")  # without an answer
        one.expect_covered()
    # Below the others stands a further question, before anything is said of them.
    assert sum(one.said.count() for one in (first, *others)) >= len(others)
    assert axe_in_both_themes(page, ".nn-predicted") == []
    page.emulate_media(media="print")
    for one in (first, *others):
        assert all(one.seen()), one.id
        expect(one.skip).to_be_hidden()
    page.emulate_media(media="screen")

    # By keyboard: from what asks over the code to what shows it, and on from there.
    first.commit.focus()
    for _ in range(4):
        page.keyboard.press("Tab")
        if first.skip.evaluate("(button) => button === document.activeElement"):
            break
    expect(first.skip).to_be_focused()
    page.keyboard.press("Enter")
    first.expect_shown()
    expect(first.output).to_be_focused()
    expect(first.commit).to_be_visible()

    said = {}
    for number, one in enumerate(others):
        said[one.id] = one.answer(right=number % 2 == 0)
        one.commit.press("Enter")
        one.expect_shown()
        one.expect_locked(said[one.id])
    assert axe_in_both_themes(page, ".nn-predicted, .nn-question") == []

    page.reload()
    first.expect_covered()
    for one in others:
        one.expect_locked(said[one.id])
        one.expect_shown()
    said = first.answer(right=False)
    first.commit.press("Enter")
    first.expect_shown()
    first.expect_locked(said)


@pytest.mark.parametrize("path", PREDICTIONS)
def test_without_scripts_nothing_is_covered(browser, book_url, path):
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(book_url + path)
        for name in PREDICTIONS[path]:
            one = Prediction(page, name)
            assert all(one.seen())
            expect(one.skip).to_have_count(0)
