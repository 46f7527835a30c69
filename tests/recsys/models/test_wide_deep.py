"""Wide & Deep: crosses, both parts on one logit, joint training, warm start."""

import itertools

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from nnbook.recsys.features.crosses import CrossProduct
from nnbook.recsys.features.vocabulary import Vocabulary
from nnbook.recsys.models.wide_deep import Deep, Wide, WideDeep
from nnbook.recsys.training.ftrl import FTRLProximal
from nnbook.recsys.training.warm_start import copy_state, copy_weights


def test_vocabulary():
    words = np.array([["b", "a", "c"], ["b", "c", "d"], ["b", "b", "z"]])
    vocabulary = Vocabulary(words[:2])
    assert vocabulary.id_of == {"b": 0, "c": 1, "a": 2, "d": 3}
    assert vocabulary.ids(words).tolist() == [[0, 2, 1], [0, 1, 3], [0, 0, -1]]
    assert vocabulary.ids(words[:0]).shape == (0, 3)
    assert vocabulary.ids("a").tolist() == 2


def test_vocabulary_with_a_minimum_count_that_grows():
    vocabulary = Vocabulary(["a", "a", "b", "c"], min_count=2)
    assert vocabulary.id_of == {"a": 0}
    vocabulary.grow(["c", "c", "c", "b"])
    assert vocabulary.id_of == {"a": 0, "c": 1, "b": 2}


@given(st.lists(st.lists(st.integers(-3, 3), max_size=8), max_size=4))
def test_ids_never_change_as_a_vocabulary_grows(parts):
    vocabulary = Vocabulary()
    for part in parts:
        before = dict(vocabulary.id_of)
        vocabulary.grow(part)
        assert vocabulary.id_of.items() >= before.items()
        assert sorted(vocabulary.id_of.values()) == list(range(len(vocabulary)))


APPS = {
    "installed": np.array([[0, 2], [2, -1], [-1, -1]]),
    "shown": np.array([1, 1, 0]),
}


def test_a_cross_is_and():
    cross = CrossProduct(["installed", "shown"])
    cross.grow(APPS)
    assert len(cross) == 2
    assert cross.name == "installed x shown"
    ids = cross.ids(APPS)
    # Users 0 and 1 share (2, 1); user 2 has installed nothing, so no cross is 1.
    assert ids[0, 1] == ids[1, 0] != ids[0, 0]
    assert ids[1, 1] == ids[2, 0] == ids[2, 1] == -1
    unseen = {"installed": np.array([1]), "shown": np.array([1])}
    assert cross.ids(unseen).tolist() == [[-1]]


def test_every_combination_has_its_own_id():
    grid = np.array(list(itertools.product(range(5), range(4), range(3))))
    data = dict(zip("abc", grid.T, strict=True))
    cross = CrossProduct("abc")
    cross.grow(data)
    assert len(cross) == 60
    assert sorted(cross.ids(data)[:, 0]) == list(range(60))


def test_sets_are_crossed_with_sets():
    data = {"a": np.array([[0, 1]]), "b": np.array([[0, 1, -1]])}
    cross = CrossProduct("ab")
    cross.grow(data)
    assert len(cross) == 4
    assert sorted(cross.ids(data)[0]) == [-1, -1, 0, 1, 2, 3]


rows_of_sets = st.lists(
    st.tuples(
        st.lists(st.integers(-1, 4), min_size=3, max_size=3),
        st.lists(st.integers(-1, 3), min_size=2, max_size=2),
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=60)
@given(rows_of_sets, st.sampled_from([None, 7]))
def test_a_value_that_stands_twice_in_a_set_counts_once(rows, buckets):
    data = {
        name: np.array(column)
        for name, column in zip("ab", zip(*rows, strict=True), strict=True)
    }
    cross = CrossProduct("ab", buckets=buckets)
    cross.grow(data)
    met = {}
    for (a, b), ids in zip(rows, cross.ids(data), strict=True):
        found = ids[ids >= 0].tolist()
        assert len({*found}) == len(found)
        together = {(x, y) for x in a for y in b if x >= 0 and y >= 0}
        if buckets is None:
            assert len(found) == len(together)
        met |= dict.fromkeys(together)
    if buckets is None:
        assert len(cross) == len(met)
        counts = cross.vocabulary.counts
        rows_with = [{(x, y) for x in a for y in b if min(x, y) >= 0} for a, b in rows]
        assert counts.total() == sum(map(len, rows_with))


def test_minimum_count():
    data = {"a": np.array([0, 0, 1]), "b": np.array([0, 0, 0])}
    cross = CrossProduct("ab", min_count=2)
    cross.grow(data)
    assert cross.ids(data).tolist() == [[0], [0], [-1]]
    cross.grow(data)
    assert cross.ids(data).tolist() == [[0], [0], [1]]


def test_hashed_crosses():
    grid = np.array(list(itertools.product(range(100), range(100))))
    data = dict(zip("ab", grid.T, strict=True))
    cross = CrossProduct("ab", buckets=1000)
    ids = cross.ids(data)[:, 0]
    counts = np.bincount(ids, minlength=len(cross))
    # As with balls thrown at random: a Poisson number in each bucket.
    assert len(counts) == len(cross) == 1000
    assert counts.mean() == 10
    assert counts.var() == pytest.approx(10, rel=0.15)
    assert cross.ids({"a": np.array([-1]), "b": np.array([0])}).tolist() == [[-1]]


@pytest.mark.parametrize(
    "ids, why",
    [
        (np.array(["x"]), "column 'a' has dtype <U1, expected ids: number its values"),
        (np.array([0.0]), "column 'a' has dtype float64"),
        (np.array([-2]), "column 'a' has ids from -2 to -2, expected -1"),
        (np.array([2**31]), "expected -1 .* to 2147483647"),
    ],
)
def test_columns_that_are_no_ids(ids, why):
    with pytest.raises(ValueError, match=why):
        CrossProduct("ab").grow({"a": ids, "b": np.array([0])})


BATCH = {
    "installed": torch.tensor([[0, 2], [2, -1], [-1, -1]]),
    "shown": torch.tensor([1, 1, -1]),
    "pair": torch.tensor([[0, 1], [1, -1], [-1, -1]]),
    "numbers": torch.tensor([[0.5], [1.0], [0.0]]),
    "label": torch.tensor([1, 0, 1]),
}


def model(seed=0, n=3, pairs=2, **deep):
    torch.manual_seed(seed)
    wide = Wide({"shown": n, "pair": pairs})
    settings = {"n_numbers": 1, "dim": 4, "hidden": (8, 5), **deep}
    return WideDeep(wide, Deep({"installed": n, "shown": n}, **settings))


def test_the_wide_logit_is_the_sum_of_weights():
    wide = Wide({"shown": 3, "pair": 2})
    with torch.no_grad():
        wide.weights["shown"][:, 0] = torch.tensor([1.0, 2.0, 4.0])
        wide.weights["pair"][:, 0] = torch.tensor([8.0, 16.0])
    assert wide(BATCH).tolist() == [2 + 8 + 16, 2 + 16, 0]


def test_the_deep_logit_written_out():
    deep = model().deep
    e, s = deep.embeddings["installed"].weight, deep.embeddings["shown"].weight
    a = torch.stack(
        [
            torch.cat([(e[0] + e[2]) / 2, s[1], torch.tensor([0.5])]),
            torch.cat([e[2], s[1], torch.tensor([1.0])]),
            torch.cat([torch.zeros(4), torch.zeros(4), torch.tensor([0.0])]),
        ]
    )
    first, second, last = (m for m in deep.tower if isinstance(m, torch.nn.Linear))
    expected = last(second(first(a).relu()).relu())[:, 0]
    torch.testing.assert_close(deep(BATCH), expected)


def test_both_parts_and_the_bias_make_one_logit():
    both = model()
    with torch.no_grad():
        both.bias += 0.25
        both.wide.weights["pair"] += 1.0
    expected = both.wide(BATCH) + both.deep(BATCH) + 0.25
    torch.testing.assert_close(both(BATCH), expected)
    torch.testing.assert_close(WideDeep(both.wide)(BATCH), both.wide(BATCH))
    torch.testing.assert_close(WideDeep(deep=both.deep)(BATCH), both.deep(BATCH))
    p = expected.sigmoid()
    y = BATCH["label"]
    log_loss = -(y * p.log() + (1 - y) * (1 - p).log()).mean()
    torch.testing.assert_close(both.loss(BATCH), log_loss)
    with pytest.raises(ValueError, match="both parts are None"):
        WideDeep()


def test_the_paper_s_sizes():
    # Embeddings of 32 each; the layers 1024, 512 and 256.
    deep = Deep({"a": 10, "b": 20}, n_numbers=3)
    shapes = [tuple(p.shape) for p in deep.tower.parameters() if p.dim() == 2]
    assert shapes == [(1024, 67), (512, 1024), (256, 512), (1, 256)]
    by_rule = Deep({"a": 10, "b": 20}, dim=lambda n: n // 5)
    assert [e.weight.shape[1] for e in by_rule.embeddings.values()] == [2, 4]


def gradients(m):
    m.zero_grad()
    m.loss(BATCH).backward()
    return {name: p.grad.clone() for name, p in m.named_parameters()}


def test_joint_training_is_no_ensemble():
    """Each part's gradient is σ(sum) - y times its own slope, so each sees the other."""
    both = model()
    with torch.no_grad():
        both.wide.weights["pair"] += torch.tensor([[3.0], [-2.0]])
    alone = {f"deep.{k}": g for k, g in deep_alone(both).items()}
    joint = gradients(both)
    assert not torch.allclose(
        joint["deep.tower.0.weight"], alone["deep.tower.0.weight"]
    )

    # The gradient with respect to the logit is the error of both together, over b.
    error = (both(BATCH).sigmoid() - BATCH["label"]) / 3
    pair = torch.zeros(2, 1)
    for row, ids in enumerate(BATCH["pair"]):
        for i in ids[ids >= 0]:
            pair[i] += error[row]
    torch.testing.assert_close(joint["wide.weights.pair"], pair)

    # What the wide part explains already, the deep part need not learn.
    explained = WideDeep(Fixed(20.0 * (2 * BATCH["label"] - 1)), both.deep)
    small = gradients(explained)["deep.tower.0.weight"].norm()
    assert small < 1e-6 * alone["deep.tower.0.weight"].norm()


class Fixed(torch.nn.Module):
    """A wide part that says the same logits whatever comes."""

    def __init__(self, logits):
        super().__init__()
        self.logits = logits

    def forward(self, batch):
        return self.logits


def deep_alone(both):
    alone = WideDeep(deep=both.deep)
    return {k.removeprefix("deep."): g for k, g in gradients(alone).items()}


def optimizers(m):
    deep = torch.optim.Adagrad([*m.deep.parameters(), m.bias], lr=0.1)
    return [FTRLProximal(m.wide.parameters(), lr=0.5, l1=0.001), deep]


def train(m, opts, batch=BATCH, steps=20):
    for _ in range(steps):
        for o in opts:
            o.zero_grad()
        m.loss(batch).backward()
        for o in opts:
            o.step()


def test_joint_training_learns():
    m = model()
    before = m.loss(BATCH).item()
    train(m, optimizers(m))
    assert m.loss(BATCH).item() < before / 4


def test_a_sparse_wide_part_learns_the_same():
    paths = []
    for sparse in (True, False):
        wide = WideDeep(Wide({"pair": 2}, sparse=sparse))
        opts = [FTRLProximal(wide.wide.parameters(), lr=0.5)]
        train(wide, opts, steps=5)
        assert wide.wide.weights["pair"].grad.is_sparse == sparse
        paths.append(wide.wide.weights["pair"].detach())
    assert torch.equal(*paths)


def test_warm_start_loses_nothing():
    """A model with larger tables predicts the same, and its next steps are the same."""
    old = model()
    old_opts = optimizers(old)
    train(old, old_opts)
    new = model(seed=1, n=7, pairs=9)
    fresh_rows = new.deep.embeddings["shown"].weight[3:].clone()
    new_opts = optimizers(new)
    copy_weights(new, old)
    for a, b in zip(new_opts, old_opts, strict=True):
        copy_state(a, new, b, old)
    torch.testing.assert_close(new(BATCH), old(BATCH), rtol=0, atol=0)
    assert torch.equal(new.deep.embeddings["shown"].weight[3:], fresh_rows)
    assert (new.wide.weights["pair"][2:] == 0).all()

    train(old, old_opts)
    train(new, new_opts)
    torch.testing.assert_close(new(BATCH), old(BATCH))
    # The new rows can be learned, too.
    train(new, new_opts, BATCH | {"shown": torch.tensor([5, 6, 5])})
    assert (new.wide.weights["shown"][5:] != 0).all()


def test_without_the_optimizers_memory_the_rates_are_lost():
    old, flipped = model(), BATCH | {"label": 1 - BATCH["label"]}
    old_opts = optimizers(old)
    for step in range(200):
        train(old, old_opts, [BATCH, flipped][step % 2], steps=1)
    moves = []
    for remember in (True, False):
        new = model(seed=1)
        copy_weights(new, old)
        new_opts = optimizers(new)
        for a, b in zip(new_opts, old_opts, strict=True):
            if remember:
                copy_state(a, new, b, old)
        train(new, new_opts, steps=1)
        move = new.wide.weights["pair"] - old.wide.weights["pair"]
        moves.append(move.norm().item())
    assert moves[1] > 2 * moves[0]


def test_warm_start_refuses_what_would_be_lost():
    old = model()
    for changed, why in [
        (model(n=2), r"weights.shown was \(3, 1\) and is \(2, 1\)"),
        (model(dim=5), r"was \(3, 4\) and is \(3, 5\)"),
        (model(hidden=(9, 5)), r"tower\.\d\.weight was \(5, 8\) and is \(5, 9\)"),
        (WideDeep(old.wide), "the new model has no deep.embeddings.installed.weight"),
    ]:
        before = {k: v.clone() for k, v in changed.state_dict().items()}
        with pytest.raises(ValueError, match=why):
            copy_weights(changed, old)
        after = changed.state_dict()
        assert all(torch.equal(before[k], after[k]) for k in before)
