"""The values that the JavaScript tests are held to."""

from nnbook.activations import ACTIVATIONS
from tests.golden.__main__ import activations, plain


def test_golden_values_are_complete():
    section = plain(activations())
    assert section["z"][0] == -1000 and section["z"][-1] == 1000
    assert section["nnbook"].keys() == ACTIVATIONS.keys()
    assert section["torch"].keys() == ACTIVATIONS.keys() - {"step"}
    for values in (*section["nnbook"].values(), *section["torch"].values()):
        assert len(values["f"]) == len(values["df"]) == len(section["z"])
