"""An exercise of an open page, worked on as a reader does."""

import json
import re

from playwright.sync_api import expect

from nnbook.grading.exercise import load

PYTHON_STARTS = 60_000  # ms; other work may keep the machine busy


def first_mistake(definition):
    """The first typical mistake of an exercise."""
    return definition.mistake(definition.mistake_names[0])


def plain(text):
    """A text without the marks for code and emphasis."""
    return re.sub(r"`|\*(?=\S)|(?<=\S)\*", "", text)


class Exercise:
    """What a reader can do with one exercise of a page, in the version that it shows."""

    def __init__(self, page, exercise_id):
        self.page = page
        self.definition = load(exercise_id)
        self.key = f"nnbook:work:exercise:{exercise_id}"
        self.root = page.locator(f'[data-exercise="{exercise_id}"]')
        if self.definition.plain:
            version = re.compile("numpy|plain")
            expect(self.root).to_have_attribute("data-version", version)
            if self.root.get_attribute("data-version") == "plain":
                self.definition = self.definition.plain
            else:
                self.key += "/numpy"
        self.code = self.root.get_by_role("textbox")
        self.status = self.root.get_by_role("status")
        self.result = self.root.locator(".nn-result")

    def button(self, name):
        return self.root.get_by_role("button", name=name, exact=True)

    def type(self, code):
        self.code.focus()
        expect(self.root.locator(".cm-content")).to_be_visible()
        self.code.fill(code)

    def run(self, code):
        self.type(code)
        self.button("Run").click()

    def run_by_keyboard(self, code):
        self.code.focus()
        expect(self.root.locator(".cm-content")).to_be_focused()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(code)
        self.page.keyboard.press("Control+Enter")

    def expect_state(self, state, timeout=PYTHON_STARTS):
        expect(self.root).to_have_attribute("data-state", state, timeout=timeout)

    def confirm(self, name):
        self.page.get_by_role("dialog").get_by_role("button", name=name).click()

    def kept(self):
        """The code that the browser keeps of it, where there is one version."""
        record = self.page.evaluate("(key) => localStorage.getItem(key)", self.key)
        [[typed]] = json.loads(record)["drafts"].values()
        return typed["value"]

    def text(self):
        return self.page.evaluate(
            "(root) => [...root.querySelectorAll('.cm-line')]"
            ".map((line) => line.textContent).join('\\n')",
            self.root.element_handle(),
        )
