"""Chapter 6's widgets by mouse and keyboard: what they say is what numpy says."""

import base64
import re

import numpy as np
import pytest
import torch
from playwright.sync_api import expect

from nnbook.recsys.models.candidate_generator import CandidateGenerator
from nnbook.widgets import (
    EmbeddingMap,
    Funnel,
    NextOrRandom,
    SampledSoftmax,
    WeightedLogistic,
)
from tests.browser.built import figures
from tests.browser.figure import Figure
from tests.golden.chapter6 import (
    compare,
    draw_impressions,
    features,
    fit,
    make_catalogue,
    request,
    score_ways,
    simulate_viewers,
)

RETRIEVAL = "chapters/06_youtube_retrieval.html"
RANKING = "chapters/06_youtube_ranking.html"


@pytest.fixture
def figure(visit):
    """figure(widget, **options of visit): a widget of chapter 6."""

    def open_(widget, **options):
        page = RANKING if widget is WeightedLogistic else RETRIEVAL
        return Figure(visit(page, **options), widget)

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


def test_funnel_ranks_no_fewer_than_the_page_shows(figure):
    funnel = figure(Funnel)
    funnel.go(stages="exact", catalogue=300_000, candidates=20)
    assert "the search finds 20 in" in funnel.reading()
    funnel.go(stages="exact", catalogue=300_000, candidates=5)
    (said,) = funnel.refusals()
    assert "candidates must be a whole number from 20 to 10,000" in said
    assert "the search finds 20 in" in funnel.reading()


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


@pytest.mark.parametrize(
    "link, least, most", [("a random watch", 20, 32), ("in order", 0, 2)]
)
def test_what_a_random_watch_promises_beyond_what_it_delivers(
    figure, link, least, most
):
    """In percentage points, of five tries; the chapter's text says both."""
    ways = figure(NextOrRandom)
    ways.page.get_by_role("link", name=link).click()
    said = re.search(r"finds (\d+)% .* and (\d+)% of what", ways.reading())
    promised, delivered = map(int, said.groups())
    assert least <= promised - delivered <= most


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


# Embedding map


class MapFigure(Figure):
    """The embedding map on its page, with the state in which the chapter starts it."""

    def __init__(self, page, start):
        self.start = {name: start[name] for name in ("history", "measure", "probes")}
        super().__init__(page, EmbeddingMap)

    def go(self, **change):
        self.follow({**self.start, **change})

    def listed(self):
        """Titles and values of the nearest videos, as the page lists them."""
        rows = [row.inner_text().split("\n") for row in self.rows("ol")]
        return [row[0] for row in rows], [row[1] for row in rows]

    def watched(self):
        """Titles of the history."""
        return [row.inner_text().split("\n")[0] for row in self.rows("ul")]

    def rows(self, tag):
        self.settle()
        return self.root.locator(f"{tag} button:visible").all()

    def row(self, title):
        return self.root.get_by_role("button", name=title)


@pytest.fixture(scope="module")
def shipped():
    """The state of the map as the built page has it."""
    return figures(RETRIEVAL)["embedding-map"][1]


@pytest.fixture(scope="module")
def serve_in_python(shipped):
    """serve_in_python(state): what torch and nnbook.recsys make of the page's model."""
    model = shipped["model"]

    def array(text):
        numbers = np.frombuffer(base64.b64decode(text), "<f2")
        return torch.tensor(numbers.astype(np.float32))

    n, (d, *hidden, _) = len(model["cells"]), model["sizes"]
    trained = CandidateGenerator(n, d, hidden)
    with torch.no_grad():
        trained.watches.weight[:] = array(model["watches"]).reshape(n, -1)
        trained.items.weight[:] = array(model["items"]).reshape(n, -1)
        layers = [layer for layer in trained.tower if hasattr(layer, "weight")]
        packed = zip(layers, model["weights"], model["biases"], strict=True)
        for layer, weight, bias in packed:
            layer.weight[:] = array(weight).reshape(layer.weight.shape)
            layer.bias[:] = array(bias)
    centres = array(model["centres"]).reshape(-1, d).numpy()
    cells = np.array(model["cells"])
    return lambda **state: request(trained, centres=centres, cells=cells, **state)


@pytest.fixture
def map_(visit, shipped):
    """map_(**options of visit): the map."""
    return lambda **options: MapFigure(visit(RETRIEVAL, **options), shipped)


@pytest.mark.parametrize("measure", ["dot", "cosine"])
@pytest.mark.parametrize("probes", [32, 5, 2])
def test_map_lists_what_python_serves(map_, shipped, serve_in_python, measure, probes):
    figure, titles = map_(), shipped["catalogue"]["titles"]
    for history in (shipped["history"], [], [102], [102, 103], [0, 300, 600, 900]):
        figure.go(history=history, measure=measure, probes=probes)
        request = {"history": history, "measure": measure}
        served = serve_in_python(**request, probes=probes)
        shown, values = figure.listed()
        assert shown == [titles[video] for video in served["found"]]
        digits = 1 if measure == "dot" else 2
        for value, video in zip(values, served["found"], strict=True):
            wanted = served["scores"][video]
            assert float(value) == pytest.approx(wanted, abs=0.51 * 10**-digits)
        assert figure.watched() == [titles[video] for video in history]
        length = np.linalg.norm(served["u"])
        assert figure.numbers("length {}") == [pytest.approx(length, abs=0.051)]
        exact = serve_in_python(**request, probes=32)["found"]
        hits = len({*served["found"]} & {*exact})
        if probes < 32:
            assert f"finds {hits} of the true ten" in figure.reading()
        elif measure == "cosine":
            by_dot = serve_in_python(history=history, measure="dot", probes=32)
            left_out = len({*by_dot["found"]} - {*exact})
            assert f"cosine leaves out {left_out}." in figure.reading()


def places_of(shipped):
    places = np.frombuffer(base64.b64decode(shipped["catalogue"]["places"]), "<f2")
    return places.reshape(-1, 2).astype(float)


def place_of(figure, shipped, video):
    """A locator's position on the map: where a video is drawn."""
    box = figure.root.locator(".nn-field").bounding_box()
    size = np.array([box["width"], box["height"]])
    x, y = 12 + places_of(shipped)[video] * (size - 24)
    return {"x": x, "y": y}


def alone(shipped):
    """The video that is farthest from its nearest: a click cannot mean another one."""
    places = places_of(shipped)
    apart = np.linalg.norm(places[:, None] - places, axis=2)
    np.fill_diagonal(apart, np.inf)
    return int(apart.min(axis=1).argmax())


def test_map_by_mouse(map_, shipped):
    figure, titles = map_(), shipped["catalogue"]["titles"]
    field, video = figure.root.locator(".nn-field svg"), alone(shipped)
    figure.go(history=[])
    assert figure.reading().startswith("Nothing watched")
    field.click(position=place_of(figure, shipped, video))
    assert figure.watched() == [titles[video]]
    assert "It turned by" in figure.reading()
    line = figure.root.locator(".nn-line")
    expect(line).to_have_text(f"{titles[video]}: watched")
    first = figure.listed()[0][0]
    figure.row(f"Watch {first}").click()
    assert figure.watched() == [titles[video], first]
    assert first not in figure.listed()[0]
    figure.row(f"Forget {first}").click()
    assert figure.watched() == [titles[video]]
    field.click(position=place_of(figure, shipped, video))
    assert figure.watched() == []


def test_map_by_keyboard(map_, shipped):
    figure, titles = map_(), shipped["catalogue"]["titles"]
    figure.go(history=[])
    keyboard = figure.page.keyboard
    cursor = figure.root.locator(".nn-cursor")
    cursor.focus()
    before = cursor.get_attribute("aria-label")
    keyboard.press("ArrowRight")
    expect(cursor).not_to_have_attribute("aria-label", before)
    title = cursor.get_attribute("aria-label").split(":")[0]
    keyboard.press("Enter")
    expect(cursor).to_have_attribute("aria-pressed", "true")
    assert figure.watched() == [title]
    keyboard.press("Space")
    expect(cursor).to_have_attribute("aria-pressed", "false")
    first = figure.listed()[0][0]
    figure.row(f"Watch {first}").focus()
    keyboard.press("Enter")
    assert figure.watched() == [first]
    keyboard.press("Enter")  # the row keeps the focus: the next video of this place
    assert figure.watched()[0] == first and len(figure.watched()) == 2
    last = figure.watched()[1]
    figure.row(f"Forget {last}").focus()
    keyboard.press("Enter")
    expect(figure.row(f"Forget {first}")).to_be_focused()
    keyboard.press("Enter")
    expect(cursor).to_be_focused()
    assert figure.watched() == [] and title in titles


def test_map_keeps_the_last_eight_and_refuses_what_is_not_there(map_, shipped):
    figure, titles = map_(), shipped["catalogue"]["titles"]
    figure.go(history=[102])
    for history in ([5000], [102, 102], [-3], [7.5]):
        figure.go(history=history)
        (said,) = figure.root.get_by_role("alert").all_inner_texts()
        assert "history must be a list of 0 to 8 different entries" in said
        assert figure.watched() == [titles[102]]
    figure.go(history=list(range(8)))
    first = figure.listed()[0][0]
    figure.row(f"Watch {first}").click()
    assert figure.watched() == [*titles[1:8], first]


def test_map_cells_by_slider_and_presets(map_):
    figure = map_()
    slider = figure.root.get_by_role("slider", name="Cells looked into")
    expect(slider).to_have_attribute("aria-valuetext", "32 of 32: exact")
    slider.focus()
    figure.page.keyboard.press("ArrowLeft")
    expect(slider).to_have_attribute("aria-valuetext", "31 of 32")
    assert "in 31 of 32 cells" in figure.reading()
    figure.button("Two cells").click()
    assert "in 2 of 32 cells" in figure.reading()
    figure.button("By cosine").click()
    expect(figure.root.get_by_role("radio", name="cosine")).to_be_checked()
    figure.button("Nothing watched").click()
    assert figure.watched() == []
    figure.button("Reset").click()
    assert len(figure.watched()) == len(figure.start["history"])


def test_map_on_a_phone(map_, shipped):
    figure = map_(width=360, height=740, touch=True)
    height = figure.root.bounding_box()["height"]
    for preset in figure.root.locator(".nn-bar button").all():
        preset.tap()
        figure.settle()
        assert figure.root.bounding_box()["height"] == pytest.approx(height, abs=1)
    for measure in ("dot", "cosine"):  # the longest readings
        figure.go(history=[], measure=measure, probes=2)
        assert figure.root.bounding_box()["height"] == pytest.approx(height, abs=1)
    figure.go(history=[])
    field = figure.root.locator(".nn-field svg")
    field.tap(position=place_of(figure, shipped, 600))
    assert len(figure.watched()) == 1
    for row in [*figure.rows("ol"), *figure.rows("ul")]:
        assert row.bounding_box()["height"] >= 24
