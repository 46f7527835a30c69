"""Both losses where clicks abound: one of the stored sites is measured again."""

import numpy as np
import torch

from nnbook.results import load
from tests.bench import ranking_clicks


def test_a_site_repeats():
    stored = load("ranking_clicks")["0.008"]
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        found = ranking_clicks.of_site(0, 0.008)
    finally:
        torch.set_num_threads(threads)
    assert found.keys() == stored.keys()
    for name, ratios in found.items():
        # Sums of floats differ from machine to machine, and the training amplifies it.
        assert np.allclose(ratios, stored[name][0], rtol=0.05), name
