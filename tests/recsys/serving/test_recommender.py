"""A saved model recommends what it scores highest, of what was not seen."""

import numpy as np
import pytest
import torch

from nnbook.recsys.models.candidate_generator import CandidateGenerator
from nnbook.recsys.serving import bundle
from nnbook.recsys.serving.index import HNSW, Flat
from nnbook.recsys.serving.parts import Generator
from nnbook.recsys.serving.recommender import Recommender

ITEMS = [f"film {i}" for i in range(40)]
PLAIN = {"n_items": 40, "dim": 8, "hidden": [12]}
BEST = {**PLAIN, "window": 3, "shared": True, "residual": True, "dropout": 0.3}
MORE = {**PLAIN, "n_tokens": 5, "categories": {"land": 4}, "continuous": ["age"]}


def saved(folder, arguments, repeats="skip", make_index=None):
    torch.manual_seed(0)
    model = CandidateGenerator(**arguments)
    generator = Generator(model, arguments, {"items": ITEMS}, np.ones(40), 3, repeats)
    index = make_index and make_index(model.item_vectors().detach().numpy())
    bundle.save(folder, generator, index=index)
    return model.eval()


@pytest.mark.parametrize("make_index", [None, Flat, HNSW])
def test_the_index_finds_what_the_model_scores_highest(tmp_path, make_index):
    model = saved(tmp_path, BEST, make_index=make_index)
    server = Recommender.load(tmp_path)
    history = ["film 7", "film 30", "film 2", "film 11"]
    with torch.no_grad():
        scores = model({"watches": torch.tensor([[11, 2, 30]])})[0]
    scores[[7, 30, 2, 11]] = -torch.inf
    best = [f"film {i}" for i in scores.topk(5).indices.tolist()]
    assert server.recommend([history], k=5) == [best]


def test_unknown_items_and_empty_histories_are_served(tmp_path):
    saved(tmp_path, BEST)
    server = Recommender.load(tmp_path)
    known, with_unknown, nothing = server.recommend(
        [["film 3"], ["film 3", "another"], []]
    )
    assert known == with_unknown and len({*nothing}) == 10
    assert server.recommend([ITEMS[2:]], k=10) in ([ITEMS[:2]], [ITEMS[1::-1]])
    assert server.recommend([]) == []


def test_other_inputs_are_unknown_until_they_are_given(tmp_path):
    model = saved(tmp_path, MORE)
    server = Recommender.load(tmp_path)
    batch = {
        "watches": torch.tensor([[4, -1]]),
        "searches": torch.tensor([[-1]]),
        "land": torch.tensor([-1]),
        "age": torch.tensor([0.0]),
    }
    with torch.no_grad():
        unknown = model.user_vectors(batch)
        given = model.user_vectors(batch | {"land": torch.tensor([2])})
    watches = np.array([[4, -1]])
    np.testing.assert_allclose(server.user_vectors(server.inputs(watches)), unknown)
    found = server.user_vectors(server.inputs(watches, land=np.array([2])))
    np.testing.assert_allclose(found, given)


def test_what_was_trained_on_repeats_offers_what_was_seen(tmp_path):
    """With one table for all, a video's nearest is mostly itself."""
    saved(tmp_path / "skip", BEST)
    saved(tmp_path / "label", BEST, repeats="label")
    histories = [[item] for item in ITEMS]
    for repeats, least, most in (("skip", 0, 0), ("label", 20, 40)):
        found = Recommender.load(tmp_path / repeats).recommend(histories, k=3)
        again = sum(item in best for item, best in zip(ITEMS, found, strict=True))
        assert least <= again <= most
