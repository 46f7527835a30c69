"""A reader's own table trains Wide & Deep: a schema says what its columns are."""

import csv
from dataclasses import replace

import numpy as np
import pytest
import torch

from nnbook.data.labelled import Labelled, Schema
from nnbook.recsys.evaluation.clicks import scores
from nnbook.recsys.training.wide_deep import WideDeepRecipe, logits, split, train

SCHEMA = Schema(
    label="bought",
    positive="yes",
    categorical=("城市", "phone"),
    numbers=("age", "price"),
    binned=("age",),
    exact=("price",),
)
SMALL = WideDeepRecipe(
    SCHEMA, hidden=(8,), dim=4, batch=64, epochs=4, n_bins=4, average=0.9
)


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    """Who buys? A pair of city and phone does, as a coin fell; some are missing."""
    rng = np.random.default_rng(0)
    city, phone = rng.integers(6, size=600), rng.integers(6, size=600)
    buys = rng.random((6, 6)) < 0.5
    path = tmp_path_factory.mktemp("table") / "table.csv"
    with open(path, "w", newline="", encoding="utf-8-sig") as file:
        rows = csv.writer(file)
        rows.writerow(["bought", "城市", "phone", "age", "price"])
        for c, p in zip(city, phone, strict=True):
            name = f"city {c}" if c else ""
            says = "yes" if buys[c, p] else "no"
            rows.writerow([says, name, p, rng.integers(18, 80), rng.choice([9.5, 20])])
    return path


@pytest.fixture
def table(path):
    return Labelled.from_csv(path, SCHEMA)


def auc(recipe, table):
    torch.set_num_threads(1)
    fit, held_out = split(table)
    features, model = train(recipe, fit, seed=0)
    return scores(logits(features, model, held_out), held_out.label)["auc"]


def test_an_own_table_is_read_by_its_schema(table):
    assert {*table.categorical} == {"城市", "phone"} and len(table) == 600
    assert (
        "" in table.categorical["城市"] and table.categorical["phone"].dtype.kind == "U"
    )
    assert {*table.continuous["price"]} == {9.5, 20} and {*table.label} == {0, 1}


def test_a_cross_of_an_own_table_tells_what_its_columns_do_not(table):
    assert auc(replace(SMALL, hidden=()), table) < 0.9
    assert auc(replace(SMALL, hidden=(), crosses=(("城市", "phone"),)), table) > 0.99


def test_every_part_of_an_own_table_can_be_used(table):
    features, model = train(replace(SMALL, crosses=(("age", "price"),)), table, seed=0)
    assert {*model.wide.weights} == {*SCHEMA.with_ids, "age x price"}
    assert {*model.deep.embeddings} == {"城市", "phone"}
    assert model.deep.n_numbers == 2 * SMALL.n_bins
    alone = replace(SMALL, schema=Schema("bought", ("phone",), positive="yes"))
    features, model = train(alone, table, seed=0)
    assert (
        model.deep.n_numbers == 0 and np.isfinite(logits(features, model, table)).all()
    )


def test_what_is_left_out_of_a_recipe_is_all_that_there_is(table):
    said = replace(
        SMALL,
        columns=("城市", "phone", "age", "price"),
        embedded=("城市", "phone"),
        numbers=("age", "price"),
    )
    first, second = (train(replace(r, epochs=1), table, 0)[1] for r in (SMALL, said))
    for a, b in zip(first.parameters(), second.parameters(), strict=True):
        assert torch.equal(a, b)


@pytest.mark.parametrize(
    "columns, message",
    [
        ({"age": [1, 2, "old"]}, r"row 2 \(from 0\), column 'age': 'old' is no number"),
        (
            {"age": [1, np.nan, 3]},
            r"row 1 .*column 'age': nan is no value: give it a nu",
        ),
        ({"bought": [1, 0, 2]}, r"row 2 .*'bought': 2 is neither 0 nor 1: .*positive="),
        (
            {"bought": [0, 0, 0]},
            r"column 'bought': every label is 0, so there is",
        ),
        ({"bought": ["no", "no", None]}, r"row 2 .*'bought': None is no value"),
    ],
)
def test_what_is_wrong_in_a_table_is_said_with_its_place(columns, message):
    frame = {"bought": [0, 1, 0], "age": [1, 2, 3]} | columns
    with pytest.raises(ValueError, match=message):
        Labelled.from_frame(frame, Schema("bought", (), ("age",)))


def test_a_column_that_is_not_there(path):
    with pytest.raises(ValueError, match="no column 'sex', but bought, 城市, phone"):
        Labelled.from_csv(path, Schema("bought", ("sex",)))


def test_a_number_that_is_the_same_everywhere(table):
    table.continuous["age"][:] = 40
    with pytest.raises(
        ValueError, match=r"column 'age': every value .* Leave the column"
    ):
        train(SMALL, table, seed=0)


@pytest.mark.parametrize(
    "changes",
    [
        {"columns": ("town",)},
        {"crosses": (("phone", "town"),)},
        {"embedded": ("town",)},
    ],
)
def test_a_recipe_names_columns_of_the_schema(changes):
    with pytest.raises(
        ValueError, match="town: the schema has 城市, phone, age, price"
    ):
        replace(SMALL, **changes)
    with pytest.raises(ValueError, match="phone: the schema has age, price there"):
        replace(SMALL, numbers=("phone",))
    with pytest.raises(ValueError, match="size: to be binned or exact"):
        replace(SCHEMA, binned=("size",))
