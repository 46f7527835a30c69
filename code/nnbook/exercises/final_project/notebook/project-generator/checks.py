import numpy as np
import torch

from nnbook.data.splits import split_at
from nnbook.recsys.features.examples import serving_examples
from nnbook.recsys.studies import project


def check_inputs(code, t):
    "a vector for every video, and example age among the inputs"
    generator = code.generator
    if len(generator.item_vectors()) != code.events.n_items:
        t.fail(
            f"It has {len(generator.item_vectors())} item vectors, but the site has "
            f"{code.events.n_items} videos."
        )
    if "example_age" not in generator.continuous:
        t.fail(
            "It does not look at `example_age`, so it offers the mean of all weeks "
            'instead of what is watched tonight: continuous=("example_age",).'
        )


def check_popularity(code, t):
    "popular videos are offered about as often as they are watched"
    known, wanted, scores = asked(code)
    if not np.isfinite(scores).all():
        t.fail("Some scores are NaN or infinite: it diverged. Lower the rate.")
    first = np.argsort(-scores, axis=1)[:, :10]
    got, base = recalls(code, known, wanted, scores)
    if got < base:
        t.fail(
            "It finds even fewer people's next watch than popularity: it has learned "
            "little yet. Train it first."
        )
    offered = known.counts[first].mean()
    watched = known.counts[wanted[wanted >= 0]].mean()
    if offered < 0.75 * watched:
        t.fail(
            f"What it puts among the first ten had been watched {offered:.0f} times on "
            f"average; what people watch next, {watched:.0f} times. Popular videos are "
            "pushed down. If you sample negatives, subtract log Q from each score "
            "(section 6.3)."
        )


def check_recall(code, t):
    "finds the next watch of 1.5 times as many people as popularity"
    known, wanted, scores = asked(code)
    got, base = recalls(code, known, wanted, scores)
    if got < 1.5 * base:
        t.fail(
            f"The next watch is among 100 candidates for {got:.0%} of the people; "
            f"popularity has it for {base:.0%}. Train longer, or look at the loss: it "
            "should fall well below log(n_items)."
        )


def asked(code):
    """What was known, what is watched next, and all scores with example age 0."""
    known, _ = split_at(code.events, code.DAY)
    batch = serving_examples(known, code.pages.user, window=20).batch()
    with torch.no_grad():
        scores = code.generator(batch).numpy()
    return known, project.next_watch(code.events, code.pages), scores


def recalls(code, known, wanted, scores):
    """The recall of the scores (n, n_items), and that of popularity."""
    seen = project.watched(known, code.pages.user)
    popular = np.tile(known.counts.astype(float), (len(scores), 1))
    return (project.recall(best_unseen(s, seen), wanted) for s in (scores, popular))


def best_unseen(scores, seen):
    """The ids of the 100 largest scores of each row that were not seen."""
    scores = np.append(scores, np.zeros((len(scores), 1)), axis=1)
    np.put_along_axis(scores, seen, -np.inf, axis=1)
    return np.argsort(-scores[:, :-1], axis=1, kind="stable")[:, :100]
