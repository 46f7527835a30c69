"""A saved model is the same model, whole or not there, and mismatches are named."""

import json
import os

import pytest
import torch

from nnbook.recsys.models.candidate_generator import CandidateGenerator
from nnbook.recsys.serving import saving

ARGUMENTS = {"n_items": 6, "dim": 4, "hidden": [5], "n_tokens": 3}
ARGUMENTS |= {"categories": {"country": 4}, "continuous": ["example_age"]}
VOCABULARY = {"items": [10, 20, 30, 40, 50, 60], "searches": ["a", "b", "a b"]}
BATCH = {
    "watches": torch.tensor([[1, 2, -1], [5, -1, -1]]),
    "searches": torch.tensor([[0, 1], [-1, -1]]),
    "country": torch.tensor([3, -1]),
    "example_age": torch.tensor([0.0, 0.5]),
}


@pytest.fixture
def model():
    torch.manual_seed(0)
    return CandidateGenerator(**ARGUMENTS)


def test_what_is_loaded_is_what_was_saved(model, tmp_path):
    saving.save(tmp_path / "a" / "b", model, ARGUMENTS, VOCABULARY, window=7)
    saved = saving.load(tmp_path / "a" / "b", VOCABULARY)
    assert saved[1:] == (ARGUMENTS, VOCABULARY, 7, "skip")
    assert torch.equal(saved.model(BATCH), model(BATCH))


def test_a_model_of_all_ingredients_is_the_same_and_drops_nothing(tmp_path):
    """What is trained with dropout is served without."""
    ingredients = {"window": 3, "shared": True, "residual": True, "dropout": 0.5}
    arguments = {"n_items": 6, "dim": 4, "hidden": [5], **ingredients}
    torch.manual_seed(0)
    model = CandidateGenerator(**arguments)
    saving.save(tmp_path, model, arguments, {"items": VOCABULARY["items"]})
    loaded = saving.load(tmp_path).model
    for _ in range(2):
        assert torch.equal(loaded(BATCH), model.eval()(BATCH))
    assert loaded.items is loaded.watches


def test_saving_again_replaces_and_leaves_two_files(model, tmp_path):
    saving.save(tmp_path, model, ARGUMENTS, VOCABULARY)
    with torch.no_grad():
        model.items.weight += 1
    saving.save(tmp_path, model, ARGUMENTS, VOCABULARY)
    assert torch.equal(saving.load(tmp_path)[0](BATCH), model(BATCH))
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize("stop_at", [1, 2])
def test_a_save_that_is_cut_short_leaves_the_old_model(
    model, tmp_path, monkeypatch, stop_at
):
    """Stopped before the weights, or before model.json, got their names."""
    saving.save(tmp_path, model, ARGUMENTS, VOCABULARY)
    before = model(BATCH)
    with torch.no_grad():
        model.items.weight += 1
    replace, calls = os.replace, []

    def stop(*paths):
        calls.append(paths)
        if len(calls) == stop_at:
            raise KeyboardInterrupt
        replace(*paths)

    monkeypatch.setattr(os, "replace", stop)
    with pytest.raises(KeyboardInterrupt):
        saving.save(tmp_path, model, ARGUMENTS, VOCABULARY)
    assert torch.equal(saving.load(tmp_path)[0](BATCH), before)


def test_a_vocabulary_of_another_length_is_not_saved(model, tmp_path):
    with pytest.raises(saving.MismatchError, match="has 6 items, the vocabulary 2"):
        saving.save(tmp_path / "m", model, ARGUMENTS, {"items": [1, 2]})
    assert not (tmp_path / "m").exists()


def test_a_value_with_two_ids_is_not_saved(model, tmp_path):
    with pytest.raises(saving.MismatchError, match="of items has a value twice"):
        saving.save(tmp_path, model, ARGUMENTS, {"items": [1, 2, 3, 4, 5, 5]})


@pytest.mark.parametrize(
    "change, message",
    [
        (
            {"items": [10, 20, 30, 40, 50, 70]},
            r"1 that are not expected \[60\] and lacks 1 \[70\]",
        ),
        (
            {"items": [10, 30, 20, 40, 50, 60]},
            "id 1 is 20 in the saved model, expected was 30",
        ),
        ({"items": [10, 20]}, r"4 that are not expected \[30, 40, 50\] and lacks 0"),
        ({"countries": []}, "expected are countries, items, searches"),
    ],
)
def test_another_vocabulary_is_named(model, tmp_path, change, message):
    saving.save(tmp_path, model, ARGUMENTS, VOCABULARY)
    with pytest.raises(saving.MismatchError, match=message):
        saving.load(tmp_path, VOCABULARY | change)


@pytest.mark.parametrize(
    "change, message",
    [
        (
            {"n_items": 7},
            r"items.weight is \(6, 4\) in the file, \(7, 4\) to the model",
        ),
        ({"n_tokens": 0}, r"searches.weight is \(3, 4\) in the file, unknown to the"),
        ({"window": 3}, r"recency is missing in the file, \(3,\) to the model"),
    ],
)
def test_weights_that_do_not_fit_are_named(model, tmp_path, change, message):
    saving.save(tmp_path, model, ARGUMENTS, VOCABULARY)
    contents = json.loads((tmp_path / "model.json").read_text())
    contents["arguments"] |= change
    (tmp_path / "model.json").write_text(json.dumps(contents))
    with pytest.raises(saving.MismatchError, match=message):
        saving.load(tmp_path)


def test_an_empty_folder_has_no_model(tmp_path):
    with pytest.raises(FileNotFoundError, match="no saved model"):
        saving.load(tmp_path)


def test_no_code_is_run_by_loading(model, tmp_path):
    class Bomb:
        def __reduce__(self):
            return print, ("boom",)

    saving.save(tmp_path, model, ARGUMENTS, VOCABULARY)
    (weights,) = tmp_path.glob("*.pt")
    torch.save({"items.weight": Bomb()}, weights)
    with pytest.raises(Exception, match=r"[Ww]eights.only"):
        saving.load(tmp_path)
