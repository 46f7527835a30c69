"""Tests and their helpers, importable as `tests.browser.figure` and the like."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
