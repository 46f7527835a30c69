"""Tests of one group run in one process; else each process would print its own PDF."""

import pytest


@pytest.mark.xdist_group("one")
def test_a_group_is_part_of_the_name_by_which_tests_are_dealt_out(request):
    if not request.config.getoption("loadgroup", False):
        pytest.skip("needs pytest -n 2 --dist loadgroup")
    assert request.node.nodeid.endswith("@one")
