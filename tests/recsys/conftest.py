"""What all tests of the recommenders share."""

import pytest
import torch


@pytest.fixture(autouse=True)
def one_thread():
    """Small models are trained soonest by one thread, and come out the same."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)
