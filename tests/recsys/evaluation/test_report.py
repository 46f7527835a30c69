"""The report on a model: by hand, and what it says in words."""

import json

import numpy as np
import pytest

from nnbook.data.interactions import Interactions
from nnbook.recsys.evaluation.report import (
    OPPONENTS,
    as_text,
    earlier,
    loses,
    report,
    verdict,
)

METRICS = ("HR@10", "NDCG@10", "Recall@50")


def chains(users=40, items=60):
    """Everybody watches 12 items in a row, from another start; the times are years."""
    user = np.repeat(np.arange(users), 12)
    item = (np.arange(users)[:, None] * 7 + np.arange(12)).ravel() % items
    return Interactions(user, item, np.tile(np.arange(12), users), users, items)


class Oracle:
    """Knows that the next item follows the last one, or says the opposite."""

    def __init__(self, sign=1):
        self.sign = sign

    def scores(self, events, users):
        last = events.item[events.starts[users + 1] - 1]
        far = (np.arange(events.n_items) - last[:, None] - 1) % events.n_items
        return -self.sign * far.astype(float)


def test_a_model_that_knows_and_one_that_errs():
    found = report(lambda last: Oracle(), chains())
    assert found["asked"] == 40
    assert found["results"]["model"] == {metric: [1.0, 0.0] for metric in METRICS}
    assert found["results"]["popularity"]["HR@10"][0] < 0.5
    assert found["verdict"].startswith("The model beats popularity: HR@10 +0.")
    assert "Do not ship" not in found["verdict"]
    wrong = report(lambda last: Oracle(-1), chains())
    assert wrong["results"]["model"]["HR@10"] == [0.0, 0.0]
    assert loses(wrong["over"])["sequence kNN"] == ["HR@10", "NDCG@10"]
    assert wrong["verdict"].endswith(
        "Do not ship it: popularity or sequence kNN finds more and costs less. Give "
        "it more data, or another recipe."
    )
    assert json.loads(json.dumps(wrong)) == wrong
    text = as_text(wrong)
    assert "40 users asked" in text
    assert (
        wrong["verdict"] in " ".join(text.split())
        and max(map(len, text.splitlines())) < 70
    )
    assert "model - sequence kNN" in text and "± 0.000" in text


def test_differences_are_those_of_the_same_users():
    """What is added to all users' values adds to both errors, not to the paired one."""
    found = report(lambda last: Oracle(), chains())
    knn = found["results"]["sequence kNN"]["NDCG@10"]
    over = found["over"]["sequence kNN"]["NDCG@10"]
    assert over == pytest.approx([1 - knn[0], knn[1]], abs=1e-5)


@pytest.mark.parametrize(
    "differences, says",
    [
        ([[0.1, 0.04]] * 3, "beats it: HR@10 +0.100 ± 0.040, NDCG@10"),
        ([[0.1, 0.04], [0.0, 0.0], [-0.01, 0.02]], "beats it: HR@10 +0.100 ± 0.040."),
        ([[0.1, 0.06]] * 3, "is not shown to beat it: HR@10 +0.100 ± 0.060, NDCG"),
        ([[0.0, 0.0]] * 3, "is not shown to beat it: HR@10 +0.000 ± 0.000, NDCG"),
        ([[0.01, 0.02], [-0.01, 0.02], [0, 0]], "is not shown to beat it: HR@10 +0.0"),
        ([[-0.01, 0.02], [-0.02, 0.02], [0, 0]], "loses to it: HR@10 -0.010 ± 0.020, "),
        ([[0.1, 0.02], [0.1, 0.02], [-0.1, 0.04]], "loses to it: Recall@50 -0.100"),
    ],
)
def test_a_difference_in_words(differences, says):
    over = {"it": dict(zip(METRICS, differences, strict=True))}
    assert verdict(over).startswith(f"The model {says}")
    assert (
        ("Do not ship" in verdict(over)) == (says[:5] == "loses") == bool(loses(over))
    )


def test_the_model_and_its_opponents_are_told_the_same(monkeypatch):
    """The opponents are made of all but the last two events, and of no later ones."""
    log, made = chains(), {}

    class Witness:
        def __init__(self, training):
            made["training"] = training

        def scores(self, events, users):
            made["told"] = events
            return np.zeros((len(users), events.n_items))

    monkeypatch.setitem(OPPONENTS, "popularity", Witness)
    report(lambda last: Oracle(), log)
    assert made["training"].time.max() == 9 and made["told"].time.max() == 10


def test_searches_are_those_before_the_last_event():
    log, seen = chains(), []
    searches = Interactions(log.user, log.item, log.time + 0.5, log.n_users, 60)

    def make(last):
        seen.append(earlier(searches, last))
        return Oracle()

    report(make, log)
    assert seen[0].time.max() == 10.5  # the last event is at 11
    assert len(seen[0]) == 11 * 40 and earlier(None, log) is None


def test_who_came_back_to_what_they_had_is_counted():
    log = chains()
    item = log.item.copy()
    item[11::12][:15] = item[10::12][:15]
    log = Interactions(log.user, item, log.time, log.n_users, log.n_items)
    found = report(lambda last: Oracle(), log)
    assert (found["asked"], found["repeated"]) == (25, 15)
    assert "15 users are not asked: they came back" in as_text(found)
    found = report(lambda last: Oracle(), log, repeats="label")
    assert (found["asked"], found["repeated"]) == (40, 0)
    assert "not asked" not in as_text(found)


def test_one_user_makes_no_report():
    log = chains()
    with pytest.raises(ValueError, match=r"of 40 users 1 can be asked .* 2 or more"):
        report(lambda last: Oracle(), log.take(log.user == 3))
