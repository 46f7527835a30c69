"""What the roads share: the repository, and the system's Chromium."""

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))
from chromium import chromium  # noqa: E402


def pytest_configure(config):
    config.addinivalue_line("markers", "weekly: too long for every run of `make test`")


@pytest.fixture(scope="session")
def browser():
    """The system's Chromium."""
    with chromium() as browser:
        yield browser
