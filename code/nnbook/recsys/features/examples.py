"""Training examples for candidate generation, made from watches (section 3.4).

Covington, Adams & Sargin (2016). An example is what was known of a user just before a
watch, and that watch as its label.
"""

from dataclasses import dataclass, field

import numpy as np
import torch

from nnbook.data.interactions import UNKNOWN


@dataclass(frozen=True)
class Examples:
    """n examples; `inputs` has what `CandidateGenerator.user_vectors` reads, as arrays.

    user, label: int64 (n,); inputs["watches"]: (n, window), latest first, then -1.
    """

    user: np.ndarray
    label: np.ndarray
    inputs: dict = field(repr=False)

    def __len__(self):
        return len(self.user)

    def take(self, rows):
        """The examples at `rows`, indices or a mask."""
        inputs = {name: values[rows] for name, values in self.inputs.items()}
        return Examples(self.user[rows], self.label[rows], inputs)

    def batch(self, rows=slice(None)):
        """The examples at `rows` as a dict of tensors, "label" among them."""
        arrays = {**self.inputs, "label": self.label}
        return {name: torch.as_tensor(values[rows]) for name, values in arrays.items()}


def training_examples(
    events,
    rng,
    window=50,
    per_user=None,
    held_out="next",
    searches=None,
    user_features=None,
):
    """Examples from `events` (Interactions, in order), drawn by the generator `rng`.

    At most `per_user` labels of each user (all of them if None), each with a watch
    before it; the same number for everybody keeps busy users from ruling the loss.

    held_out "next": the input is the last `window` watches before the label. "random":
    as many of the user's other watches, before it and after it (figure 5a).
    `searches`: Interactions of search tokens, in order, of which those before the
    label's time are used. `user_features`: {name: array (n_users,)}.
    "example_age" is (t_max - t) / (t_max - t_min), t being the label's time.
    """
    rows = np.arange(len(events))
    first = rows == events.starts[events.user]
    rows = rows[~first & (events.item != UNKNOWN)]
    if per_user is not None:
        rows = at_most(per_user, events.user[rows], rows, rng)
    user = events.user[rows]
    if held_out == "next":
        watches = last_before(events, user, rows, window)
    elif held_out == "random":
        watches = others(events, user, rows, window, rng)
    else:
        raise ValueError(f'held_out is "next" or "random", not {held_out!r}')
    time = events.time[rows]
    t_max, span = events.time.max(), np.ptp(events.time) or 1
    age = ((t_max - time) / span).astype(np.float32)
    inputs = {"watches": watches, "example_age": age}
    inputs |= known_of(user, time, searches, window, user_features)
    return Examples(user, events.item[rows], inputs)


def serving_examples(
    events, users, time=None, window=50, searches=None, user_features=None, label=None
):
    """What is known of `users` (k,) after all `events`: the input when serving.

    Example age is 0: we want what is watched at the end of the training period.
    `time` (k,): only searches before it are used, all of them if None. `label` (k,):
    what came next, where it is known; UNKNOWN if None.
    """
    users = np.asarray(users)
    watches = last_before(events, users, events.starts[users + 1], window)
    inputs = {"watches": watches, "example_age": np.zeros(len(users), np.float32)}
    time = np.full(len(users), np.inf) if time is None else time
    inputs |= known_of(users, time, searches, window, user_features)
    label = np.full(len(users), UNKNOWN) if label is None else label
    return Examples(users, label, inputs)


def last_before(events, user, rows, window):
    """Items of the `window` events before each of `rows`, (k, window), latest first."""
    before = rows[:, None] - 1 - np.arange(window)
    mine = before >= events.starts[user][:, None]
    return np.append(events.item, UNKNOWN)[np.where(mine, before, -1)]


def others(events, user, rows, window, rng):
    """Items of up to `window` other events of each user, latest first, at random."""
    watches = np.full((len(rows), window), UNKNOWN)
    for k, (u, row) in enumerate(zip(user, rows, strict=True)):
        choice = np.arange(events.starts[u], events.starts[u + 1])
        choice = choice[choice != row]
        if len(choice) > window:
            choice = np.sort(rng.choice(choice, window, replace=False))
        watches[k, : len(choice)] = events.item[choice[::-1]]
    return watches


def at_most(per_user, user, rows, rng):
    """Up to `per_user` of the rows of each user, drawn at random, in order."""
    shuffled = rng.permutation(len(rows))
    shuffled = shuffled[np.argsort(user[shuffled], kind="stable")]
    groups = user[shuffled]
    place = np.arange(len(rows)) - np.searchsorted(groups, groups)
    return rows[np.sort(shuffled[place < per_user])]


def known_of(user, time, searches, window, user_features):
    """Search tokens before `time` and fixed features of each user, as inputs."""
    inputs = {name: values[user] for name, values in (user_features or {}).items()}
    if searches is not None:
        rows = rows_before(searches, user, time)
        inputs["searches"] = last_before(searches, user, rows, window)
    return inputs


def rows_before(events, user, time):
    """The row of each user's first event at `time` or later."""
    times = np.unique(events.time)
    key = events.user * (len(times) + 1) + np.searchsorted(times, events.time)
    return np.searchsorted(key, user * (len(times) + 1) + np.searchsorted(times, time))
