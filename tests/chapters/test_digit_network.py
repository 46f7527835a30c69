"""The network of *Draw a digit*: what is stored is what training gives, here and now."""

import numpy as np
import pytest

from nnbook import results
from nnbook.widgets.draw_a_digit import INK, decode, encode
from tests.bench import digit_network as bench
from tests.golden.digits import halves, trained

STORED = results.load("digit_network")


@pytest.fixture(scope="module")
def again():
    """A training from the same seed: the network, and what it would store."""
    return bench.measured()


def test_a_training_gives_the_stored_weights(again):
    net, stored = again
    for layer, here, there in zip(
        net.layers[::2], stored["layers"], STORED["layers"], strict=True
    ):
        for key, p in (("W", layer.W), ("b", layer.b)):
            new, old = (halves(part[key], p.shape) for part in (here, there))
            # Another BLAS may round the last of the digits elsewhere.
            assert np.abs(new - old).max() < 0.02


def test_the_rounded_network_reads_what_is_stored():
    net, (known, test) = trained(STORED), bench.split()
    for (images, labels), name in ((known, "known"), (test, "test")):
        right = int((bench.read(net, images).argmax(1) == labels).sum())
        assert [right, len(labels)] == STORED[name]
    assert STORED["test"][0] / STORED["test"][1] >= 0.97
    alone, along = bench.after_a_move(net, *test)
    assert [alone, along] == [STORED["moved"], STORED["moved along"]]
    assert bench.examples(net, *test) == STORED["examples"]
    misread = STORED["examples"]["misread"]
    cells, label = decode(misread["cells"]), misread["label"]
    rows = bench.learning_one(net, known, test, cells, label)
    assert rows == STORED["learning one"]


def test_rounding_to_float16_changes_no_answer():
    known, (images, labels) = bench.split()
    exact = bench.train(*known)
    p = bench.read(exact, images)
    rounded = bench.read(bench.rounded(exact), images)
    assert np.array_equal(p.argmax(1), rounded.argmax(1))
    assert np.abs(p - rounded).max() < 0.005


def test_noise_and_decay_make_templates_smoother():
    """Neighbours in a template are alike; without noise and decay they are less so."""
    known, _ = bench.split()

    def alike(net):
        grid = net.layers[0].W.data.reshape(32, 8, 8)
        beside = np.corrcoef(grid[:, :, 1:].ravel(), grid[:, :, :-1].ravel())[0, 1]
        below = np.corrcoef(grid[:, 1:].ravel(), grid[:, :-1].ravel())[0, 1]
        return (beside + below) / 2

    assert alike(trained(STORED)) > alike(bench.train(*known, noise=0, decay=0)) + 0.1


def test_the_examples_are_images_of_the_test():
    _, (images, labels) = bench.split()
    cells = {tuple(row): label for row, label in zip(images * INK, labels, strict=True)}
    for name, example in STORED["examples"].items():
        drawing = decode(example["cells"])
        assert encode(drawing) == example["cells"]
        if name != "shifted":
            assert cells[tuple(drawing)] == example["label"]
