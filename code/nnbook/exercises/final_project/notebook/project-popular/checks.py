import numpy as np

from nnbook.data.splits import split_at
from nnbook.grading.arrays import ids_of
from nnbook.recsys.studies import project


def check_shape(code, t):
    "100 different videos for each page"
    offered(code, t)


def check_unseen(code, t):
    "none that the user has seen"
    popular = offered(code, t)
    known, _ = split_at(code.events, code.DAY)
    seen = project.watched(known, code.pages.user)
    share = (popular[:, :, None] == seen[:, None, :]).any(axis=2).mean()
    if share:
        t.fail(
            f"{share:.0%} of the videos have been seen by the one to whom you offer "
            "them. Leave out what is in the row of `project.watched`."
        )


def check_most(code, t):
    "those that had been watched most, the most watched first"
    popular = offered(code, t)
    known, _ = split_at(code.events, code.DAY)
    seen = project.watched(known, code.pages.user)
    wanted = largest(known.counts, seen)
    if np.array_equal(known.counts[popular], wanted):
        return
    if np.array_equal(-np.sort(-known.counts[popular], axis=1), wanted):
        t.fail("The right videos, but not in order: the most watched comes first.")
    everything = code.events.counts
    if np.array_equal(everything[popular], largest(everything, seen)):
        t.fail(
            "You have counted the watches after the midnight of DAY, too. That is how "
            "a baseline becomes unbeatable: nobody knew them. Use `known.counts`."
        )
    if (np.diff(known.counts[popular]) >= 0).all():
        t.fail("You offer the *least* watched ones: sort by `-known.counts`.")
    t.fail(
        "Yours are not the largest of `known.counts` among what is unseen, the largest "
        "first."
    )


def offered(code, t):
    """The reader's ids, if their shape is right; or the end of the check."""
    shape = len(code.pages), 100
    return ids_of(code, t, "popular", shape, code.events.n_items)


def largest(counts, seen):
    """The 100 largest counts of each row, without what is seen there."""
    # A column more for the -1 of those who have seen less than others.
    table = np.tile(np.append(counts, -1), (len(seen), 1))
    np.put_along_axis(table, seen, -1, axis=1)
    return -np.sort(-table, axis=1)[:, :100]
