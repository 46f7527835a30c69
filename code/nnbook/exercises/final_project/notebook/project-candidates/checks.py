import numpy as np
import torch

from nnbook.data.splits import split_at
from nnbook.grading.arrays import ids_of
from nnbook.recsys.features.examples import serving_examples
from nnbook.recsys.serving.index import Exact, normalized, search_unseen
from nnbook.recsys.studies import project


def check_shape(code, t):
    "100 different videos for each page"
    shape = len(code.pages), 100
    ids_of(code, t, "candidates", shape, code.events.n_items)


def check_unseen(code, t):
    "none that the user has seen"
    candidates = np.asarray(code.candidates)
    known, _ = split_at(code.events, code.DAY)
    seen = project.watched(known, code.pages.user)
    share = (candidates[:, :, None] == seen[:, None, :]).any(axis=2).mean()
    if share:
        t.fail(
            f"{share:.0%} of the candidates have been seen already. They score best, "
            "since the model has learned them, and nobody wants them: `search_unseen`."
        )


def check_search(code, t):
    "the largest inner products, asked with example age 0, best first"
    candidates = np.asarray(code.candidates)
    alike = {name: like(candidates, ids) for name, ids in searches(code).items()}
    if alike["right"] > 0.99:
        if (candidates[:, 0] == searches(code)["right"][:, 0]).mean() < 0.99:
            t.fail("The right candidates, but not the best one first.")
        return
    nearest = max(alike, key=alike.get)
    said = {
        "old": "You ask with an example age of 1: what was watched when the log "
        "began? Tonight is wanted, so it is 0.",
        "cosine": "You search by the cosine. The model was trained with inner "
        "products, and the lengths of its vectors mean something (section 6.4).",
        "input": "You search among the *input* embeddings. The vectors of the softmax "
        "are `item_vectors()`; those of a watch are others.",
        "long": "You ask with histories of 50 watches, but the model has learned from "
        "the last 20: window=20.",
        "late": "You ask with watches from after the midnight of DAY: make the serving "
        "examples of `known`, not of all `events`.",
        "others": "Row i is about user number i. It should be about `pages.user[i]`, "
        "who opens page i.",
    }
    t.fail(
        said.get(nearest, "")
        or f"Only {alike['right']:.0%} of the right candidates are among yours. Ask "
        "about what each user had watched by the midnight of DAY."
    )


def searches(code):
    """The candidates as they should be, and as some mistakes make them."""
    known, _ = split_at(code.events, code.DAY)
    seen = project.watched(known, code.pages.user)
    users = code.pages.user
    batch = serving_examples(known, users, window=20).batch()
    made = {
        "now": batch,
        "old": batch | {"example_age": batch["example_age"] + 1},
        "long": serving_examples(known, users, window=50).batch(),
        "late": serving_examples(code.events, users, window=20).batch(),
        "others": serving_examples(known, np.arange(len(users)), window=20).batch(),
    }
    with torch.no_grad():
        asks = {n: code.generator.user_vectors(b).numpy() for n, b in made.items()}
        items = code.generator.item_vectors().numpy()
        inputs = code.generator.watches.weight.numpy()
    now = asks.pop("now")
    asked = {
        "right": (items, now),
        "cosine": (normalized(items), now),
        "input": (inputs, now),
    }
    asked |= {name: (items, vectors) for name, vectors in asks.items()}
    return {
        name: search_unseen(Exact(vectors), queries, 100, seen)
        for name, (vectors, queries) in asked.items()
    }


def like(ids, others):
    """The share of the ids that are in the same row of the others."""
    return (ids[:, :, None] == others[:, None, :]).any(axis=2).mean()
