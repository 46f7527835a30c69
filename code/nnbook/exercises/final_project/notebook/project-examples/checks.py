import numpy as np

from nnbook.data.splits import split_at
from nnbook.recsys.features.examples import last_before


def check_labels(code, t):
    "each label is a watch of its user from before `DAY`"
    users, labels = code.examples.user, code.examples.label
    pair = users * code.events.n_items + labels
    known, _ = split_at(code.events, code.DAY)
    share = 1 - np.isin(pair, known.user * code.events.n_items + known.item).mean()
    if share:
        t.fail(
            f"{share:.0%} of the labels were not watched by their user before day "
            f"{code.DAY}. Did you make the examples from all `events`? What is to be "
            "predicted must not be learned."
        )


def check_histories(code, t):
    "the history is what was watched before the label, and nothing after"
    examples = code.examples
    known, _ = split_at(code.events, code.DAY)
    row_of = np.argsort(known.user * known.n_items + known.item)
    pair = np.sort(known.user * known.n_items + known.item)
    wanted = examples.user * known.n_items + examples.label
    rows = row_of[np.searchsorted(pair, wanted).clip(max=len(pair) - 1)]
    watches = np.asarray(examples.inputs["watches"])
    if watches.shape[1] != 20:
        t.fail(
            f"Histories have {watches.shape[1]} places, and the last 20 watches are "
            "asked for: window=20."
        )
    before = last_before(known, examples.user, rows, 20)
    if (watches == examples.label[:, None]).any():
        t.fail("Labels stand in their own histories: they are only to be copied.")
    if not np.array_equal(watches, before):
        t.fail(
            "Histories hold watches from after the label. When the page is opened, "
            'these are still to come: a model needs the *next* watch, held_out="next".'
        )


def check_shares(code, t):
    "at most 20 examples of each user"
    most = int(np.bincount(code.examples.user).max())
    if most > 20:
        t.fail(
            f"One user has {most} examples. The busiest would rule the loss, and the "
            "model would be made for them: per_user=20."
        )


def check_age(code, t):
    "examples have an age, and the oldest ones are the oldest"
    age = np.asarray(code.examples.inputs.get("example_age", [0.0]))
    if np.ptp(age) == 0:
        t.fail(
            "All examples have the same `example_age`: from these nobody can learn what "
            "age does. Age is 0 when *serving*; in training it is t_max - t."
        )
