"""Chapter 6's widgets by mouse and keyboard: what they say is what numpy says."""

import re

import numpy as np
import pytest
from figure import Figure
from golden_chapter6 import (
    compare,
    draw_impressions,
    features,
    fit,
    make_catalogue,
    score_ways,
    simulate_viewers,
)
from playwright.sync_api import expect

from nnbook.widgets import Funnel, NextOrRandom, SampledSoftmax, WeightedLogistic

RETRIEVAL = "chapters/06_youtube_retrieval.html"
RANKING = "chapters/06_youtube_ranking.html"


@pytest.fixture
def figure(open_page):
    """figure(widget, **options of open_page): a widget of chapter 6."""

    def open_(widget, **options):
        page = RANKING if widget is WeightedLogistic else RETRIEVAL
        return Figure(open_page(page, **options), widget)

    return open_


# The funnel


def milliseconds(text):
    """The time that a text such as "22 s" or "12.5 ms" tells."""
    number, unit = re.search(r"([\d.,]+) (ms|s|min)\b", text).groups()
    return float(number.replace(",", "")) * {"ms": 1, "s": 1000, "min": 60_000}[unit]


def test_funnel_one_stage_costs_what_ranking_all_costs(figure):
    funnel = figure(Funnel)
    start = Funnel()
    says = funnel.reading()
    expected = start.catalogue * start.rank / 1000
    assert milliseconds(says) == pytest.approx(expected, rel=0.005)
    most = int(re.search(r"time to rank ([\d,]+)", says)[1].replace(",", ""))
    assert most == int(start.budget * 1000 / start.rank)


@pytest.mark.parametrize("stages", ["exact", "index"])
def test_funnel_two_stages_add_up(figure, stages):
    funnel = figure(Funnel)
    funnel.go(stages=stages, catalogue=300_000, candidates=200)
    rows = np.log(getattr(Funnel(), stages)).T
    search = np.exp(np.interp(np.log(300_000), *rows))
    says = funnel.reading()
    total = re.search(r": ([^:]*) together", says)[1]
    expected = search + 200 * Funnel().rank / 1000
    assert milliseconds(total) == pytest.approx(expected, rel=0.01)
    assert "That is within the budget of 50 ms." in says


def test_funnel_point_by_keyboard_and_mouse(figure):
    funnel = figure(Funnel)
    point = funnel.root.get_by_role("slider", name="Catalogue and budget")
    before = point.get_attribute("aria-valuetext")
    point.focus()
    funnel.page.keyboard.press("ArrowRight")
    expect(point).not_to_have_attribute("aria-valuetext", before)
    assert "1,000,000 videos" not in funnel.reading()
    funnel.drag(point, -1000, 0)
    expect(point).to_have_attribute("aria-valuetext", re.compile("^1,000 videos"))
    assert "There would be time to rank every video." in funnel.reading()


def test_funnel_presets_and_choice(figure):
    funnel = figure(Funnel)
    funnel.button("With an index").click()
    assert "Of 10,000,000 videos the search finds 500" in funnel.reading()
    expect(funnel.root.get_by_role("radio", name="two: index")).to_be_checked()
    funnel.root.get_by_role("radio", name="one: rank all").check()
    assert funnel.reading().startswith("To rank all 10,000,000 videos takes")
    funnel.button("Reset").click()
    assert "1,000,000 videos" in funnel.reading()


# Sampled softmax


@pytest.fixture(scope="module")
def catalogue():
    return make_catalogue(SampledSoftmax().seed, 5000)


@pytest.mark.parametrize(
    "sampler, negatives, correction",
    [("popularity", 100, False), ("popularity", 100, True), ("uniform", 20, True)],
)
def test_sampled_errors_are_those_of_torch(
    figure, catalogue, sampler, negatives, correction
):
    sampled = figure(SampledSoftmax)
    setting = dict(sampler=sampler, negatives=negatives, correction=correction)
    sampled.go(**setting)
    run = compare(catalogue, seed=SampledSoftmax().seed, **setting)
    said = re.search(
        r"one step is ([\d.]+)% off\. .*? is (?:still|only) ([\d.]+)% off",
        sampled.reading(),
    )
    assert float(said[1]) == pytest.approx(100 * run["error"], abs=0.51)
    assert float(said[2]) == pytest.approx(100 * run["bias"], abs=0.51)
    assert ("points the wrong way" in sampled.reading()) == run["turned"]


def test_sampled_point_and_switch(figure):
    sampled = figure(SampledSoftmax)
    point = sampled.root.get_by_role("slider", name="negatives drawn")
    point.focus()
    sampled.page.keyboard.press("ArrowRight")
    assert sampled.reading().startswith("200 negatives")
    sampled.drag(point, -1000, 0)
    assert sampled.reading().startswith("5 negatives")
    sampled.root.get_by_role("checkbox", name="Subtract log Q").check()
    assert "with log Q subtracted" in sampled.reading()


def test_another_user_draws_anew(figure):
    sampled = figure(SampledSoftmax)
    before = sampled.reading()
    sampled.button("Another user").click()
    assert sampled.reading() != before


# Next or random


def percent(share):
    return f"{100 * share:.0f}%"


@pytest.mark.parametrize("order", [0.6, 0.0])
def test_ways_score_what_numpy_scores(figure, order):
    ways, seed = figure(NextOrRandom), NextOrRandom().seed
    ways.go(order=order)
    scores = score_ways(simulate_viewers(seed, order), seed)
    rows = [row.inner_text() for row in ways.root.locator("tbody tr").all()]
    for row, score in zip(rows, scores.values(), strict=True):
        assert re.findall(r"\d+%", row) == [
            percent(score["held"]),
            percent(score["serving"]),
        ]


def test_label_by_keyboard_and_mouse(figure):
    ways = figure(NextOrRandom)
    label = ways.root.get_by_role("slider", name="Label")
    assert "6 earlier watches and 3 later ones" in ways.reading()
    label.focus()
    ways.page.keyboard.press("ArrowLeft")
    assert "5 earlier watches and 4 later ones" in ways.reading()
    ways.drag(label, 1000, 0)
    expect(label).to_have_attribute("aria-valuetext", re.compile("^watch 10 of 10"))
    assert "9 earlier watches and 0 later ones" in ways.reading()


def test_only_a_random_label_leaks_from_its_own_viewer(figure):
    ways = figure(NextOrRandom)
    for name, said in (
        ("the next watch", "6 earlier watches and nothing later"),
        ("all after one day", "nothing later is used, of anybody"),
        ("a random watch", "6 earlier watches and 3 later ones"),
    ):
        ways.root.get_by_role("radio", name=name).check()
        assert said in ways.reading()


# Weighted logistic regression

SERVED = "serves {} min"


@pytest.mark.parametrize("every", [False, True])
@pytest.mark.parametrize("distribution", ["constant", "exponential", "lognormal"])
def test_served_is_what_scikit_learn_fits(figure, distribution, every):
    logistic = figure(WeightedLogistic)
    logistic.go(distribution=distribution, every=every, click_rate=0.3)
    start = WeightedLogistic()
    rates, times = draw_impressions(
        start.seed, start.impressions, start.mean, distribution
    )
    served = np.exp(features(np.array([0.3])) @ fit(rates, times, every))[0]
    assert logistic.numbers(SERVED) == [pytest.approx(served, rel=0.006)]


def test_the_odds_break_at_three_in_ten(figure):
    logistic = figure(WeightedLogistic)
    logistic.button("Three in ten").click()
    says = logistic.reading()
    assert "E[T] = 1.50 min" in says
    assert "= 2.14, which is 43% above" in says
    assert "E[T](1 + P) is 1.95, 30% above" in says


def test_click_rate_by_keyboard_and_mouse(figure):
    logistic = figure(WeightedLogistic)
    point = logistic.root.get_by_role("slider", name="click rate P")
    before = logistic.reading()
    point.focus()
    logistic.page.keyboard.press("ArrowRight")
    assert logistic.reading() != before
    logistic.drag(point, 1000, 0)
    assert "At a click rate of 50.0%" in logistic.reading()


def test_counting_clicks_as_negatives_gives_the_truth(figure):
    logistic = figure(WeightedLogistic)
    logistic.go(click_rate=0.3)
    logistic.root.get_by_role("checkbox", name=re.compile("^Count each click")).check()
    says = logistic.reading()
    assert "the odds are ΣT/N = 1.50: E[T] itself" in says


@pytest.mark.parametrize(
    "widget", [Funnel, SampledSoftmax, NextOrRandom, WeightedLogistic]
)
def test_presets_keep_the_page_still_on_a_phone(figure, widget):
    it = figure(widget, width=360, height=740, touch=True)
    height = it.root.bounding_box()["height"]
    for preset in it.root.locator(".nn-bar button").all():
        preset.tap()
        it.settle()
        assert it.root.bounding_box()["height"] == pytest.approx(height, abs=1)
