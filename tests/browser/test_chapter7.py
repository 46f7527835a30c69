"""The figures of chapter 7: what they say is what numpy, torch and nnbook say."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.figure import Mount

PAGE = "chapters/07_wide_and_deep.html"


class Figure(Mount):
    """One widget on an open page."""

    def go(self, query):
        """Follow a link that sets the state."""
        self.follow(query)

    def says(self, text):
        """Wait until the reading has this text (or matches it), and return it."""
        reading = self.root.locator(".nn-reading")
        expect(reading).to_contain_text(text, timeout=60_000)
        return reading.inner_text()

    def button(self, name, exact=True):
        """A button of the widget."""
        return self.root.get_by_role("button", name=name, exact=exact)


@pytest.fixture
def figure(visit):
    """Open the chapter with one figure: figure(name, **options) -> Figure."""
    return lambda name, **options: Figure(visit(PAGE, **options), name)


# Cross products


def test_cross_example_and_clicks(figure):
    f = figure("cross-product")
    f.says("φ₁ = x₁·x₃ = 0.3 · 0.6 = 0.18")
    f.button("Exponent of feature 2 in product 1: 0").click()
    f.says("φ₁ = x₁·x₂·x₃ = 0.3 · 0.2 · 0.6 = 0.036")
    f.button("φ₃ = 1").click()
    f.says("an empty product is 1")
    f.button("Reset").click()
    f.says("0.18")


def test_cross_is_and_on_binary_features(figure):
    f = figure("cross-product")
    f.root.get_by_role("radio", name="0 or 1").check()
    f.says("φ₁ = 1, for “has netflix AND shown pandora” is true")
    f.button("Feature: shown pandora: 1").click()
    f.says("φ₁ = 0, for “has netflix AND shown pandora” is false")
    f.button("Feature: shown pandora: 0").press("Enter")
    f.says("is true")


def test_cross_value_by_keyboard(figure):
    f = figure("cross-product")
    field = f.root.get_by_role("spinbutton", name="Value of feature 1")
    field.fill("0.5")
    field.press("Enter")
    f.says("0.5 · 0.6 = 0.3")
    field.press("ArrowUp")
    f.says("0.6 · 0.6 = 0.36")


def test_cross_takes_what_fits_of_a_link(figure):
    f = figure("cross-product")
    f.go("mode=real&x=2,3,5,7&c=[[0,1,0,1],[1,1,1,1]]&row=2")
    f.says("φ₂ = x₁·x₂·x₃·x₄ = 2 · 3 · 5 · 7 = 210")
    f.go("mode=nonsense&row=99&x=1,2,3")
    expect(f.root.get_by_role("alert")).to_have_count(3)
    f.says("φ₂ = x₁·x₂·x₃·x₄ = 2 · 3 · 5 · 7 = 210")


# Memorize and generalize


def rates(text):
    """What wide, deep and both say, in per cent."""
    found = re.search(
        r"Wide says ([\d.]+)%, deep ([\d.]+)%, both together ([\d.]+)%", text
    )
    return [float(number) for number in found.groups()]


def test_models_learn_in_the_page(figure):
    f = figure("memorize-generalize")
    f.says("No model knows anything yet")
    f.go("installed=netflix&shown=pandora&l1=40&dimensions=3&seed=7&steps=800")
    wide, deep, both = rates(f.says("in 800 steps"))
    assert 7 < wide < 14 and 7 < both < 14 and deep < 9
    f.go("installed=netflix&shown=cinema&l1=40&dimensions=3&seed=7&steps=800")
    wide, deep, both = rates(f.says("was never shown"))
    assert wide < 1.3 and 1.4 < deep < 3 and 1.4 < both < 3


def test_stepping_starting_over_and_a_new_seed(figure):
    f = figure("memorize-generalize")
    clock = f.root.locator(".nn-clock")
    f.button("Step").click()
    expect(clock).to_have_text("step 10")
    f.button("Play").click()
    f.button("Pause").click()
    assert int(re.sub(r"\D", "", clock.inner_text())) > 10
    f.button("Start over").click()
    expect(clock).to_have_text("step 0")
    f.button("Step").click()
    f.button("New seed").click()
    expect(clock).to_have_text("step 0")


def test_presets_train_as_far_as_they_say_and_reset_does_not(figure):
    f = figure("memorize-generalize")
    clock = f.root.locator(".nn-clock")
    f.button("Play").click()
    f.button("A planted pair").click()
    wide, deep, both = rates(f.says("in 800 steps"))
    assert wide > 7 and both > 7 and deep < 9
    f.button("Without L1").click()
    expect(clock).to_have_text("step 800")
    f.says("was never shown")
    f.button("Reset").click()
    expect(clock).to_have_text("step 0")


def test_pairs_are_chosen_by_mouse_keyboard_and_menu(figure):
    f = figure("memorize-generalize")
    cursor = f.root.get_by_role("slider", name="The pair of apps")
    cursor.focus()
    cursor.press("ArrowDown")
    expect(cursor).to_have_attribute(
        "aria-valuetext", "cinema installed, pandora shown"
    )
    f.root.get_by_label("and is shown").select_option("radio")
    expect(cursor).to_have_attribute("aria-valuetext", "cinema installed, radio shown")
    box = f.root.locator(".nn-pair-grid").nth(1).locator(".nn-back").bounding_box()
    f.page.mouse.click(box["x"] + 2, box["y"] + box["height"] - 2)
    expect(cursor).to_have_attribute(
        "aria-valuetext", "concerts installed, netflix shown"
    )
    f.go("installed=clips&shown=clips")
    f.says("Nobody is shown clips who has it")


def test_a_weak_l1_keeps_more_weights(figure):
    f = figure("memorize-generalize")
    kept = []
    for l1, steps in ((40, 300), (0, 301)):  # a new setting alone begins anew
        query = f"installed=netflix&shown=pandora&l1={l1}&dimensions=3&seed=7"
        f.go(f"{query}&steps={steps}")
        text = f.says(f"in {steps} steps")
        kept.append(int(re.search(r"(\d+) of the 144", text)[1]))
    assert kept[0] < 30 < 90 < kept[1]


# Architecture


def test_architecture_adds_up(figure):
    f = figure("architecture-explorer")
    f.says("the tower starts with 1,200 dimensions")
    f.button("ReLU layer 1", exact=False).click()
    f.says("1,024 × 1,200 weights and 1,024 biases, 1.23 million parameters")
    f.button("Embeddings", exact=False).press("Enter")
    f.says("37 features × 100,000 values × 32 numbers = 118 million parameters")
    f.says("63 times as many as all layers above")
    f.button("Small vocabularies").click()
    f.says("118,400 parameters, 0.063 times as many as all layers above")
    f.button("Wide: 10 billion").click()
    f.says("10 billion weights that could be")


def test_what_the_paper_does_not_say_can_be_changed(figure):
    f = figure("architecture-explorer")
    field = f.root.get_by_role("spinbutton", name="Categorical features")
    field.fill("20")
    field.press("Enter")
    f.says("20 embeddings of 32 make 640 numbers; with 16 continuous ones")
    expect(f.root.locator(".nn-fact")).to_have_text("the paper")
    assert f.root.locator(".nn-guess").count() == 4
    f.button("Reset").click()
    f.says("1,200 dimensions")
