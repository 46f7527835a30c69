"""Both stages at work: features as in training, unknown users and items, popularity."""

import json
import re

import numpy as np
import pytest
import torch

from nnbook.recsys.features.examples import training_examples
from nnbook.recsys.features.impressions import impression_examples
from nnbook.recsys.serving import bundle
from nnbook.recsys.serving.container import BundleError
from nnbook.recsys.serving.counters import Counters
from nnbook.recsys.serving.request import RefusedError, parse, parse_rows
from nnbook.recsys.serving.served import Served, visit_of
from tests.recsys.serving import small
from tests.recsys.serving.replay import body, page_requests


@pytest.fixture(scope="module")
def site():
    return small.site()


@pytest.fixture(scope="module")
def stages(site):
    return small.two_stages(site)


@pytest.fixture(scope="module")
def served(stages, tmp_path_factory):
    folder = tmp_path_factory.mktemp("bundle")
    small.save(folder, *stages)
    return Served.load(folder, candidates=30)


def answer(served, history, **more):
    return served.answer(parse(body(history, **more)), Counters())


# --- the same features ----------------------------------------------------------------


def test_a_log_gives_the_ranker_the_same_features_in_training_and_serving(site, served):
    """Every page of the log: as a request, and as rows of the training's examples.

    What the ranker reads of them is the same, too, and what it says.
    """
    training = impression_examples(site, small.WINDOW)
    page, outcome = site.impressions.page, ("page", "clicked", "watch_time")
    requests = page_requests(site, small.name)
    assert len(requests) == len(np.unique(page)) > 250
    for row, request in requests:
        rows = np.flatnonzero(page == page[row])
        expected = {n: x[rows] for n, x in training.items() if n not in outcome}
        ids = site.impressions.video[rows]
        found = served.pairs(parse(request), ids, {})
        assert small.same(found, expected)
        inputs, trained = (served.ranking.inputs(x) for x in (found, expected))
        assert small.same(inputs, trained)
    recent, often = training["since_last"] < 14, training["previous"] > 0
    assert recent.mean() > 0.2 and often.mean() > 0.02  # there was something to find


def test_a_log_gives_the_generator_the_same_inputs_in_training_and_serving(
    site, served
):
    """Every example of training: its history as a request has the same watches."""
    events = site.interactions().in_order()
    rng = np.random.default_rng(0)
    training = training_examples(events, rng, window=small.WINDOW, repeats="label")
    rows = np.flatnonzero(np.arange(len(events)) > events.starts[events.user])
    assert len(training) == len(rows) > 400
    for example, row in enumerate(rows):
        past = events.item[events.starts[events.user[row]] : row]
        request = parse(body([f"video {i}" for i in past]))
        _, inputs = served.inputs(request, {})
        expected = training.inputs["watches"][example]
        assert training.label[example] == events.item[row]
        assert np.array_equal(inputs["watches"][0], expected[: len(past)])
        assert (expected[len(past) :] == -1).all()


def test_time_tells_what_is_long_ago(site, served):
    """The days since a topic, by hand: 3, and none where a watch is 14 days old."""
    topic = site.videos.topic
    video, other = np.flatnonzero(topic == topic[0])[:2]
    for when, since in ((17.0, 3.0), (6.0, np.inf)):
        history = [{"item": f"video {other}", "time": when}]
        request = parse(body(history, time=20.0))
        assert served.pairs(request, np.array([video]), {})["since_last"] == [since]
    untold = parse(body([f"video {other}"], time=20.0))
    assert served.pairs(untold, np.array([video]), {})["since_last"] == [np.inf]
    assert visit_of(untold, served.number_of).watches.tolist() == [[other]]


# --- two stages -----------------------------------------------------------------------


def test_the_first_stage_finds_what_the_model_scores_highest(stages, served):
    generator, _ = stages
    batch = {
        "watches": torch.tensor([[9, 2, 5]]),
        "searches": torch.tensor([[1, 0]]),
        "country": torch.tensor([4]),
    }
    with torch.no_grad():
        logits = generator.model.eval()(batch)[0]
    logits[[9, 2, 5]] = -torch.inf
    best = logits.topk(5)
    found = answer(
        served,
        ["video 5", "video 2", "video 9"],
        searches=["a", "b"],
        user={"country": 4},
        k=5,
    )
    assert found["items"] == [f"video {i}" for i in best.indices]
    assert found["scores"] == pytest.approx(best.values.tolist(), abs=1e-5)
    assert found["by"] == ["generator"] and "unknown" not in found


def test_the_second_stage_orders_the_candidates_by_minutes(stages, served):
    history = [{"item": "video 5", "time": 19.0}]
    found = answer(served, history, time=20.0, device=1, language=0, k=30)
    assert found["by"] == ["generator", "ranker"]
    assert found["scores"] == sorted(found["scores"], reverse=True)
    candidates = answer(served, history, k=30)["items"]
    assert {*found["items"]} == {*candidates} and found["items"] != candidates
    ids = np.array([served.id_of[item] for item in found["items"]])
    request = parse(body(history, time=20.0, device=1, language=0))
    inputs = stages[1].inputs(served.pairs(request, ids, {}))
    minutes = stages[1].model.expected_watch_time(inputs)
    assert found["scores"] == pytest.approx(minutes.tolist(), rel=1e-5)
    # All ten of what is shown come from the thirty that were looked at.
    assert (
        answer(served, history, time=20.0, device=1, language=0)["items"]
        == (found["items"][:10])
    )


def test_who_is_new_gets_what_is_popular(site, served):
    counts = site.interactions().counts
    found = answer(served, [], k=3)
    assert found["by"] == ["popularity"]
    assert found["scores"] == sorted(counts.tolist(), reverse=True)[:3]
    ranked = answer(served, [], k=3, time=20.0)
    assert ranked["by"] == ["popularity", "ranker"]
    assert answer(served, [], searches=["c"])["by"] == ["generator"]


def test_what_is_unknown_is_left_out_and_told(served):
    known = answer(served, ["video 3"])
    found = answer(
        served,
        ["video 3", "video 999", 3],
        searches=["z"],
        user={"country": 17, "shoe size": 44},
    )
    assert found["unknown"] == {
        "history": {"count": 2, "such as": ["video 999", 3]},
        "searches": {"count": 1, "such as": ["z"]},
        "country": 17,
        "shoe size": 44,
    }
    assert found["items"] == known["items"]
    nobody = answer(served, ["video 999"])
    assert nobody["by"] == ["popularity"] and nobody["unknown"]["history"]["count"] == 1
    many = answer(served, [f"other {i}" for i in range(500)])["unknown"]["history"]
    assert many["count"] == 500 and len(many["such as"]) == 10
    device = answer(served, ["video 3"], time=20.0, device=7)
    assert device["unknown"] == {"device": 7}
    assert device["items"] == answer(served, ["video 3"], time=20.0)["items"]


def test_who_has_seen_all_gets_nothing(served):
    assert answer(served, small.names(), time=20.0)["items"] == []


def test_a_ranker_alone_does_not_serve(stages, tmp_path):
    bundle.save(tmp_path, ranker=stages[1])
    with pytest.raises(BundleError, match="nobody to find candidates"):
        Served.load(tmp_path)


# --- rows -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def scoring():
    return small.scoring(small.table())


@pytest.fixture(scope="module")
def scorer(scoring, tmp_path_factory):
    folder = tmp_path_factory.mktemp("rows")
    bundle.save(folder, wide_deep=scoring)
    return Served.load(folder)


def rows_of(table):
    columns = {**table.categorical, **table.continuous}
    rows = zip(*(column.tolist() for column in columns.values()), strict=True)
    return [dict(zip(columns, row, strict=True)) for row in rows]


def scored(scorer, rows):
    body = json.dumps({"rows": rows}).encode()
    return scorer.answer(parse_rows(body), Counters())


def test_a_table_gives_the_same_inputs_and_scores_in_training_and_serving(
    scoring, scorer
):
    """Every row of it: what the trained model reads and says, and what is served."""
    table = small.table(seed=2, towns="abz")
    rows = rows_of(table)
    expected = scoring.columns.batch(table)
    found = scoring.columns.batch(scorer.scorer.table(rows))
    for name in expected.keys() - {"label"}:
        assert torch.equal(found[name], expected[name]), name
    answer = scored(scorer, rows)
    with torch.no_grad():
        chances = torch.sigmoid(scoring.model.eval()(expected))
    assert answer["probabilities"] == pytest.approx(chances.tolist(), abs=1e-6)
    strangers = (table.categorical["town"] == "z").sum()
    assert answer["unknown"] == {"town": {"count": strangers, "such as": ["z"] * 10}}


def test_rows_that_do_not_fit_are_refused(scorer):
    good = {"town": "a", "age": 30, "price": 9.5}
    assert 0 < scored(scorer, [good])["probabilities"][0] < 1
    for change, message in (
        ({"age": None}, "row 1: column 'age' is None, and a number is needed there"),
        ({"town": 3}, "row 1: column 'town' is 3, and text is needed there"),
        ({"shoe": 44}, "row 1 has a column 'shoe'; there are age, bought, device, pri"),
    ):
        with pytest.raises(RefusedError, match=re.escape(message)):
            scored(scorer, [good, good | change])


def test_what_a_bundle_has_no_model_for_is_said(served, scorer):
    with pytest.raises(RefusedError, match="no generator in the bundle"):
        answer(scorer, [])
    with pytest.raises(RefusedError, match="no Wide & Deep model in the bundle"):
        scored(served, [{}])


def test_it_counts_where_the_time_goes(served):
    counters = Counters()
    request = parse(body(["video 3"], time=20.0))
    served.answer(request, counters)
    assert counters.cpu.keys() == {"features", "model", "index"}
    assert all(seconds > 0 for seconds in counters.cpu.values())
