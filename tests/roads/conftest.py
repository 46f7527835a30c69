"""What the roads share: the repository, and the system's Chromium."""

import pytest

from press.chromium import chromium


def pytest_configure(config):
    config.addinivalue_line("markers", "weekly: too long for every run of `make test`")


@pytest.fixture(scope="session")
def browser():
    """The system's Chromium."""
    with chromium() as browser:
        yield browser
