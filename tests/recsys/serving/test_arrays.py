"""A trained model as arrays computes what the model computes."""

import numpy as np
import pytest
import torch

from nnbook.recsys.models.candidate_generator import CandidateGenerator
from nnbook.recsys.serving.arrays import serving_arrays, user_vectors


@pytest.mark.parametrize("hidden", [(8,), (8, 6), ()])
@pytest.mark.parametrize("options", [{}, {"shared": True}, {"dropout": 0.5}])
def test_arrays_compute_the_logits(hidden, options):
    torch.manual_seed(1)
    model = CandidateGenerator(20, dim=4, hidden=hidden, **options).eval()
    arrays = serving_arrays(model)
    a = arrays["watches"][[3, 17, 4]].mean(axis=0)
    for layer, (W, b) in enumerate(arrays["tower"]):
        z = W @ a + b
        a = z if layer == len(hidden) else np.maximum(0, z)
    with torch.no_grad():
        logits = model({"watches": torch.tensor([[3, 17, 4, -1]])})[0].numpy()
    np.testing.assert_allclose(arrays["items"] @ a, logits, atol=1e-5)


@pytest.mark.parametrize("window", [None, 5])
@pytest.mark.parametrize("residual", [False, True])
def test_numpy_computes_the_user_vectors(window, residual):
    """Of full, short and empty histories; with recency weights that differ."""
    torch.manual_seed(2)
    model = CandidateGenerator(
        20,
        dim=4,
        hidden=(8,),
        window=window,
        residual=residual,
        shared=True,
    ).eval()
    if window:
        torch.nn.init.normal_(model.recency)
    watches = torch.tensor([[3, 17, 4, 9, 1], [5, -1, -1, -1, -1], [-1] * 5])
    with torch.no_grad():
        expected = model.user_vectors({"watches": watches}).numpy()
    found = user_vectors(serving_arrays(model), watches.numpy())
    np.testing.assert_allclose(found, expected, atol=1e-6)


def test_the_arrays_are_copies():
    model = CandidateGenerator(5, dim=4, hidden=(3,))
    arrays = serving_arrays(model)
    for array in (arrays["watches"], arrays["items"], *arrays["tower"][0]):
        array[:] = 9
    assert all(weight.abs().max() < 9 for weight in model.parameters())


@pytest.mark.parametrize(
    "options",
    [
        {"n_tokens": 5},
        {"categories": {"country": 3}},
        {"continuous": ("age",)},
    ],
)
def test_a_model_that_is_more_is_refused(options):
    name = {"n_tokens": "searches"}.get(*options, *options)
    with pytest.raises(
        ValueError, match=f"made with {name}; these arrays hold only what"
    ):
        serving_arrays(CandidateGenerator(5, dim=4, hidden=(3,), **options))
