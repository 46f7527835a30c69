"""Training examples for candidate generation, made from watches (section 3.4).

Covington, Adams & Sargin (2016). An example is what was known of a user just before a
watch, and that watch as its label.
"""

from dataclasses import dataclass, field, replace

import numpy as np
import torch

from nnbook.data.interactions import UNKNOWN, Interactions


@dataclass(frozen=True)
class Examples:
    """n examples, made when they are asked for: a log of millions of events is enough.

    user, label: int64 (n,). `columns`: {name: an array (n, ...), or what gives one for
    some rows, as Windows and OfUser do}.
    """

    user: np.ndarray
    label: np.ndarray
    columns: dict = field(repr=False)

    def __len__(self):
        return len(self.user)

    @property
    def inputs(self):
        """What `CandidateGenerator.user_vectors` reads, whole: {name: array (n, ...)}.

        "watches": (n, window), latest first, then -1.
        """
        return {name: values[:] for name, values in self.columns.items()}

    def take(self, rows):
        """The examples at `rows`, indices or a mask."""
        columns = {
            name: values[rows] if isinstance(values, np.ndarray) else values.take(rows)
            for name, values in self.columns.items()
        }
        return Examples(self.user[rows], self.label[rows], columns)

    def batch(self, rows=slice(None)):
        """The examples at `rows` as a dict of tensors, "label" among them."""
        columns = {**self.columns, "label": self.label}
        return {name: torch.as_tensor(values[rows]) for name, values in columns.items()}


@dataclass(frozen=True)
class Windows:
    """For each example the items of the last `width` events before the row `end` (n,).

    A history is cut out of the log where a batch needs it. Kept instead, it would take
    8 bytes for each of its places, most of them many times over: the history of a
    user's next example is nearly the same.
    """

    events: Interactions
    user: np.ndarray
    end: np.ndarray
    width: int

    def __getitem__(self, rows):
        return last_before(self.events, self.user[rows], self.end[rows], self.width)

    def take(self, rows):
        """The windows of the examples at `rows`."""
        return replace(self, user=self.user[rows], end=self.end[rows])


@dataclass(frozen=True)
class OfUser:
    """For each example the value of its user, of `values` (n_users,)."""

    values: np.ndarray
    user: np.ndarray

    def __getitem__(self, rows):
        return self.values[self.user[rows]]

    def take(self, rows):
        """The values of the examples at `rows`."""
        return replace(self, user=self.user[rows])


def training_examples(
    events,
    rng,
    window=50,
    per_user=None,
    held_out="next",
    ties="apart",
    repeats="skip",
    searches=None,
    user_features=None,
):
    """Examples from `events` (Interactions, in order), drawn by the generator `rng`.

    At most `per_user` labels of each user (all of them if None), each with a watch at
    an earlier time; the same number for everybody keeps busy users from ruling the
    loss.

    held_out "next": the input is the last `window` watches before the label. "random":
    as many of the user's other watches, before it and after it (figure 5a), but none of
    the label's item.
    ties "apart": watches of the same time are never input to each other, since which of
    them came first is not known. "order": those that stand before the label are, as if
    `events` knew.
    repeats "skip": a user's first watch of an item is a label, and a later one is not,
    as fits a page that leaves out what was seen. "label": every watch is, as fits one
    that offers it again; the item may then stand in its own history. In both a repeated
    watch is part of the histories after it.
    `searches`: Interactions of search tokens, in order, of which those before the
    label's time are used. `user_features`: {name: array (n_users,)}.
    "example_age" is (t_max - t) / (t_max - t_min), t being the label's time. Of the
    `context` of the events an example has that of its label.
    """
    if ties not in ("apart", "order"):
        raise ValueError(f'ties is "apart" or "order", not {ties!r}')
    if repeats not in ("skip", "label"):
        raise ValueError(f'repeats is "skip" or "label", not {repeats!r}')
    known = events.item != UNKNOWN
    if repeats == "skip":
        known &= first_watches(events)
    end = np.arange(len(events))
    if ties == "apart":
        end = first_at_the_time(events)
    rows = np.flatnonzero(known & (end > events.starts[events.user]))
    if per_user is not None:
        rows = at_most(per_user, events.user[rows], rows, rng)
    user, time = events.user[rows], events.time[rows]
    if held_out == "next":
        watches = Windows(events, user, end[rows], window)
    elif held_out == "random":
        watches = others(events, user, rows, window, ties, rng)
    else:
        raise ValueError(f'held_out is "next" or "random", not {held_out!r}')
    t_max, span = events.time.max(), np.ptp(events.time) or 1
    age = ((t_max - time) / span).astype(np.float32)
    columns = {"watches": watches, "example_age": age}
    columns |= {name: values[rows] for name, values in events.context.items()}
    columns |= known_of(user, time, searches, window, user_features)
    return Examples(user, events.item[rows], columns)


def serving_examples(
    events, users, time=None, window=50, searches=None, user_features=None, label=None
):
    """What is known of `users` (k,) after all `events`: the input when serving.

    Example age is 0: we want what is watched at the end of the training period.
    `time` (k,): only watches and searches before it are used, all of them if None.
    `label` (k,): what came next, where it is known; UNKNOWN if None.
    """
    users = np.asarray(users)
    watches = Windows(events, users, rows_before(events, users, time), window)
    columns = {"watches": watches, "example_age": np.zeros(len(users), np.float32)}
    columns |= known_of(users, time, searches, window, user_features)
    label = np.full(len(users), UNKNOWN) if label is None else label
    return Examples(users, label, columns)


def last_before(events, user, rows, window):
    """Items of the `window` events before each of `rows`, (k, window), latest first."""
    before = rows[:, None] - 1 - np.arange(window)
    mine = before >= events.starts[user][:, None]
    items = np.full(before.shape, UNKNOWN)
    items[mine] = events.item[before[mine]]
    return items


def others(events, user, rows, window, ties, rng):
    """Up to `window` items that each user watched otherwise, at random, latest first.

    Other watches of the item of `rows` are left out, too: they would give it away.
    """
    watches = np.full((len(rows), window), UNKNOWN)
    for k, (u, row) in enumerate(zip(user, rows, strict=True)):
        choice = np.arange(events.starts[u], events.starts[u + 1])
        choice = choice[events.item[choice] != events.item[row]]
        if ties == "apart":
            choice = choice[events.time[choice] != events.time[row]]
        if len(choice) > window:
            choice = np.sort(rng.choice(choice, window, replace=False))
        watches[k, : len(choice)] = events.item[choice[::-1]]
    return watches


def first_watches(events):
    """Whether an event is its user's first of the item, (n,); `events` in order."""
    first = np.zeros(len(events), bool)
    first[np.unique(pairs(events), return_index=True)[1]] = True
    return first


def pairs(events):
    """A number for each event, (n,), the same for the same user and item."""
    return events.user * (events.n_items + 1) + events.item


def at_most(per_user, user, rows, rng):
    """Up to `per_user` of the rows of each user, drawn at random, in order."""
    shuffled = rng.permutation(len(rows))
    shuffled = shuffled[np.argsort(user[shuffled], kind="stable")]
    groups = user[shuffled]
    place = np.arange(len(rows)) - np.searchsorted(groups, groups)
    return rows[np.sort(shuffled[place < per_user])]


def known_of(user, time, searches, window, user_features):
    """Search tokens before `time` and fixed features of each user, as columns."""
    columns = {
        name: OfUser(np.asarray(values), user)
        for name, values in (user_features or {}).items()
    }
    if searches is not None:
        end = rows_before(searches, user, time)
        columns["searches"] = Windows(searches, user, end, window)
    return columns


def first_at_the_time(events):
    """The row of the first event of the same user and time, for each event, (n,)."""
    new = np.ones(len(events), bool)
    new[1:] = events.user[1:] != events.user[:-1]
    new[1:] |= events.time[1:] != events.time[:-1]
    return np.maximum.accumulate(np.where(new, np.arange(len(events)), 0))


def rows_before(events, user, time=None):
    """The row of each user's first event at `time` or later; after the last if None."""
    if time is None:
        return events.starts[user + 1]
    times = np.unique(events.time)
    key = events.user * (len(times) + 1) + np.searchsorted(times, events.time)
    return np.searchsorted(key, user * (len(times) + 1) + np.searchsorted(times, time))
