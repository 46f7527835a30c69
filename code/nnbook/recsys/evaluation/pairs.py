"""How much watch time a ranker mispredicts, in pairs of one page's impressions."""

import numpy as np


def per_user_loss(page, score, clicked, watch_time):
    """The weighted per-user loss: mispredicted watch time over all watch time.

    It runs over the pairs of a clicked and an unclicked impression of one page. The
    watch time of the clicked one is mispredicted where the unclicked one has the higher
    score; half of it where both have the same (section 4.3; on ties the paper is
    silent). All arguments are arrays (n,); the answer is between 0 and 1.

    Raises ValueError where no page has both kinds.
    """
    order = np.lexsort((score, page))
    page, score = page[order], score[order]
    negative = ~clicked[order]
    # Rows of one page, and within it of one score, stand together.
    below = np.concatenate([[0], np.cumsum(negative)])
    page_start, page_end = borders(page[1:] != page[:-1])
    tie = (page[1:] != page[:-1]) | (score[1:] != score[:-1])
    tie_start, tie_end = borders(tie)
    higher = below[page_end] - below[tie_end]
    equal = below[tie_end] - below[tie_start]
    time = np.where(negative, 0.0, watch_time[order])
    total = np.sum(time * (below[page_end] - below[page_start]))
    if total == 0:
        raise ValueError(
            "no page has both a watched and an unclicked impression: there is no pair"
        )
    return float(np.sum(time * (higher + equal / 2)) / total)


def borders(new):
    """First row and the row after the last of each row's group; `new`: a group starts.

    `new` is about the second row and the following ones, (n - 1,).
    """
    starts = np.concatenate([[0], np.flatnonzero(new) + 1])
    group = np.concatenate([[0], np.cumsum(new)])
    return starts[group], np.append(starts[1:], len(group))[group]
