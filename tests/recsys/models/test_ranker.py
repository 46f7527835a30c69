"""The ranking stage: its losses by hand, its features, and the truth it comes to."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from nnbook.data.videos import Rules, simulate
from nnbook.recsys.evaluation.pairs import per_user_loss
from nnbook.recsys.features.impressions import RankerInputs, impression_examples
from nnbook.recsys.models.ranker import Ranker
from nnbook.recsys.training.ranker import (
    exact_weighted_loss,
    train_ranker,
    weighted_logistic_loss,
)


@pytest.fixture(scope="module")
def site():
    return simulate(n_users=300, n_videos=200)


@pytest.fixture(scope="module")
def examples(site):
    return impression_examples(site, window=5)


# --- the losses -----------------------------------------------------------------------


def test_per_user_loss_by_hand():
    """Two pages; pairs: 10 minutes against 3 and 1 of score, 5 minutes against 0.

    Only the first pair is the wrong way round: 10 of 10 + 10 + 5 minutes.
    """
    page = np.array([7, 7, 7, 2, 2])
    score = np.array([2.0, 3.0, 1.0, 1.0, 0.0])
    clicked = np.array([True, False, False, True, False])
    watch_time = np.array([10.0, 0, 0, 5, 0])
    assert per_user_loss(page, score, clicked, watch_time) == pytest.approx(10 / 25)


def test_pages_without_a_pair_do_not_count_and_a_tie_counts_half():
    page = np.array([1, 1, 2, 3, 3])
    clicked = np.array([True, True, False, True, False])
    watch_time = np.array([100.0, 50, 0, 4, 0])
    assert per_user_loss(page, np.zeros(5), clicked, watch_time) == 0.5
    with pytest.raises(ValueError, match="there is no pair"):
        per_user_loss(page[:3], np.zeros(3), clicked[:3], watch_time[:3])


rows = st.tuples(st.integers(0, 3), st.integers(0, 3), st.booleans(), st.integers(1, 9))


@given(st.lists(rows, min_size=1, max_size=30))
def test_per_user_loss_equals_the_sum_over_all_pairs(impressions):
    wrong = total = 0
    for page, score, clicked, time in impressions:
        for other, against, is_clicked, _ in impressions:
            if clicked and page == other and not is_clicked:
                total += time
                wrong += time * ((against > score) + (against == score) / 2)
    page, score, clicked, time = map(np.array, zip(*impressions, strict=True))
    if total:
        found = per_user_loss(page, score, clicked, time.astype(float))
        assert found == pytest.approx(wrong / total)


@settings(max_examples=20)
@given(st.integers(1, 30), st.floats(0.5, 20))
def test_the_odds_are_what_the_paper_says(clicks, minutes):
    """N = 100 impressions without features: the logit where the gradient is 0."""
    clicked = torch.arange(100) < clicks
    time = minutes * clicked.double()
    odds = clicks * minutes / (100 - clicks)
    expected = clicks * minutes / 100
    for loss, value in (
        (weighted_logistic_loss, odds),
        (exact_weighted_loss, expected),
    ):
        logit = torch.tensor(value, dtype=torch.float64).log().requires_grad_()
        loss(logit.expand(100), clicked, time).backward()
        assert logit.grad.item() == pytest.approx(0, abs=1e-12)


def test_weighted_loss_by_hand():
    """A click of 3 minutes at logit 0 costs 3 log 2, an unclicked one log 2."""
    logits, clicked = torch.zeros(2), torch.tensor([True, False])
    time = torch.tensor([3.0, 0.0])
    loss = weighted_logistic_loss(logits, clicked, time)
    assert loss.item() == pytest.approx(4 * np.log(2) / 2)


# --- the features ---------------------------------------------------------------------


def test_nothing_later_than_an_impression_is_in_it(site, examples):
    """Move every watch after day 30 to another video: earlier impressions stay."""
    rng = np.random.default_rng(0)
    video = np.where(
        site.watches.time >= 30,
        rng.integers(0, 200, len(site.watches)),
        site.watches.video,
    )
    changed = replace(site, watches=replace(site.watches, video=video))
    early = site.impressions.time < 30
    again = impression_examples(changed, window=5)
    assert np.array_equal(again["watches"][early], examples["watches"][early])
    assert not np.array_equal(again["watches"][~early], examples["watches"][~early])


def test_impression_and_watches_share_one_embedding(examples):
    inputs = RankerInputs().fit(examples)
    model = Ranker(inputs.n_videos, inputs.n_numbers, hidden=())
    tables = [name for name, _ in model.named_parameters() if name.startswith("videos")]
    assert tables == ["videos.weight"]
    one = {name: values[:1] for name, values in inputs(examples).items()}
    one |= {"video": torch.tensor([3]), "watches": torch.tensor([[4, 5, -1]])}
    model(one).sum().backward()
    moved = model.videos.weight.grad.abs().sum(dim=1).nonzero()[:, 0]
    assert moved.tolist() == [3, 4, 5]


def test_videos_outside_the_vocabulary_have_the_zero_vector(examples):
    inputs = RankerInputs(vocabulary=20).fit(examples)
    assert inputs.n_videos == 20
    batch = inputs(examples)
    outside = batch["video"] == -1
    assert 0.05 < outside.float().mean() < 0.95
    model = Ranker(inputs.n_videos, inputs.n_numbers)
    assert (model.videos(batch["video"][outside]) == 0).all()
    # A video that came after the training is out of the vocabulary too.
    new = {name: column[:1] for name, column in examples.items()}
    new |= {"video": np.array([10_000])}
    assert inputs(new)["video"].tolist() == [-1]


def test_the_vocabulary_holds_the_videos_that_were_clicked_most(examples):
    inputs = RankerInputs(vocabulary=5).fit(examples)
    clicks = np.bincount(examples["video"][examples["clicked"]], minlength=200)
    kept = np.flatnonzero(inputs.ids >= 0)
    assert clicks[kept].min() >= np.sort(clicks)[-5]


def test_numbers_are_quantiles_with_square_and_root(examples):
    numbers = RankerInputs().fit(examples)(examples)["numbers"]
    shares, squares, roots, match = numbers.split([4, 4, 4, 1], dim=1)
    assert torch.allclose(shares**2, squares) and torch.allclose(shares.sqrt(), roots)
    assert shares.min() >= 0 and shares.max() < 1
    assert torch.equal(match[:, 0].bool(), torch.as_tensor(examples["language_match"]))
    assert RankerInputs(powers=False).fit(examples)(examples)["numbers"].shape[1] == 5


# --- the truth ------------------------------------------------------------------------


def served_and_true(site, loss=weighted_logistic_loss):
    examples = impression_examples(site, window=20)
    late = site.impressions.time > 50
    training, test = (
        {name: column[rows] for name, column in examples.items()}
        for rows in (~late, late)
    )
    inputs = RankerInputs().fit(training)
    torch.manual_seed(0)
    model = Ranker(inputs.n_videos, inputs.n_numbers, hidden=(64,))
    train_ranker(model, inputs(training), training, loss)
    served = model.expected_watch_time(inputs(test)).numpy()
    return served, site.impressions.take(late)


def test_training_starts_from_the_odds_without_features(examples):
    inputs = RankerInputs().fit(examples)
    model = Ranker(inputs.n_videos, inputs.n_numbers, hidden=())
    for p in model.parameters():
        torch.nn.init.zeros_(p)
    train_ranker(model, inputs(examples), examples, epochs=1, lr=0.0)
    odds = examples["watch_time"].sum() / (~examples["clicked"]).sum()
    served = model.expected_watch_time(inputs(examples))
    assert served.numpy() == pytest.approx(odds, rel=1e-5)


def test_at_a_click_rate_of_30_percent_the_odds_are_too_large_and_ours_are_not():
    site = simulate(1500, 300, rules=Rules(click_rate=0.3))
    served, shown = served_and_true(site)
    truth = shown.expected_watch_time
    # Where P is 0.3, the odds are 1/(1 - P) = 1.43 times E[T]; more where P is larger.
    assert 1.4 < served.mean() / truth.mean() < 2
    served, _ = served_and_true(site, exact_weighted_loss)
    assert served.mean() / truth.mean() == pytest.approx(1, abs=0.05)
