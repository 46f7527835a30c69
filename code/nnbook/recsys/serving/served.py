"""A bundle at work: from a request to a ranked list, through both stages."""

import math
from dataclasses import replace

import numpy as np
import torch

from nnbook.data.interactions import UNKNOWN
from nnbook.recsys.features.impressions import Visits, pair_examples
from nnbook.recsys.serving import bundle
from nnbook.recsys.serving.container import BundleError
from nnbook.recsys.serving.recommender import Recommender
from nnbook.recsys.serving.request import RefusedError, Rows
from nnbook.recsys.serving.scorer import SUCH_AS, RowScorer


class Served:
    """One version of everything that answers: it is made, asked, and never changed.

    The first stage finds `candidates`: those next to the user vector, or the most
    popular ones for a user of whom nothing is known. The second stage, where the bundle
    has one and the request says the time, puts them into order by the minutes that it
    expects of each. Rows of a table are scored by the Wide & Deep model, if there is
    one.

    Raises BundleError for a bundle that can do neither.
    """

    def __init__(self, loaded, candidates=100):
        if loaded.generator is None and loaded.wide_deep is None:
            raise BundleError(
                "the bundle has no generator, so there is nobody to find candidates, "
                "and no Wide & Deep model: save one of them with the ranker"
            )
        self.version, self.made = loaded.version, loaded.made
        self.candidates = candidates
        self.scorer = loaded.wide_deep and RowScorer(loaded.wide_deep)
        self.recommender = self.ranking = None
        if loaded.generator is not None:
            self.recommends_by(loaded.generator, loaded.index, loaded.ranker)

    def recommends_by(self, generator, index, ranking):
        """Get ready to recommend by these parts of a bundle."""
        self.recommender = Recommender(generator, index)
        self.id_of, items = self.recommender.id_of, self.recommender.items
        tokens = generator.vocabulary.get("searches", [])
        self.token_of = {token: i for i, token in enumerate(tokens)}
        self.counts = generator.counts
        self.popular = np.argsort(-self.counts, kind="stable")
        self.ranking = ranking
        if ranking is not None:
            self.number_of = {item: i for i, item in enumerate(ranking.items)}
            self.numbers = np.array([self.number_of[item] for item in items])

    @classmethod
    def load(cls, folder, candidates=100):
        """What serves the bundle in a folder."""
        return cls(bundle.load(folder), candidates)

    def answer(self, request, counters):
        """The answer to a Request, or to Rows, as JSON.

        The CPU time by part goes to the `counters`. Raises RefusedError where the
        bundle has no model for it, or rows are not those of its table.
        """
        unknown = {}
        if isinstance(request, Rows):
            if self.scorer is None:
                raise RefusedError(404, "there is no Wide & Deep model in the bundle")
            scores, unknown = self.scorer.scored(request.rows, counters)
            answer = {"version": self.version, "probabilities": scores.tolist()}
        else:
            if self.recommender is None:
                raise RefusedError(404, "there is no generator in the bundle")
            answer = {
                "version": self.version,
                **self.listed(request, unknown, counters),
            }
        return answer | ({"unknown": unknown} if unknown else {})

    def listed(self, request, unknown, counters):
        """The ranked list for a request: who made it, items, scores."""
        by, ids, scores = self.found(request, unknown, counters)
        if self.ranking is not None and request.time is not None:
            by.append("ranker")
            ids, scores = self.ranked(request, ids, unknown, counters)
        items = self.recommender.items
        return {
            "by": by,
            "items": [items[i] for i in ids[: request.k].tolist()],
            "scores": scores[: request.k].tolist(),
        }

    def found(self, request, unknown, counters):
        """([who found them], ids, scores): the first stage's candidates, best first."""
        count = max(request.k, self.candidates)
        with counters.part("features"):
            seen, inputs = self.inputs(request, unknown)
            words = inputs.get("searches", seen)
        if np.all(seen == UNKNOWN) and np.all(words == UNKNOWN):
            ids = self.popular[:count]
            return ["popularity"], ids, self.counts[ids]
        with counters.part("model"):
            user = self.recommender.user_vectors(inputs)
        with counters.part("index"):
            ids = self.recommender.search(user, count, seen)[0]
            ids = ids[ids != UNKNOWN]
            return ["generator"], ids, self.recommender.vectors[ids] @ user[0]

    def inputs(self, request, unknown):
        """(ids that the user has seen, the generator's inputs), as in training."""
        history = self.known("history", request.history, self.id_of, unknown)
        seen = self.recommender.latest_first([history])
        return seen, self.recommender.inputs(seen, **self.of_user(request, unknown))

    def ranked(self, request, ids, unknown, counters):
        """(ids, expected minutes): the candidates in the second stage's order."""
        with counters.part("features"):
            inputs = self.ranking.inputs(self.pairs(request, ids, unknown))
        with counters.part("model"), torch.inference_mode():
            minutes = self.ranking.model.expected_watch_time(inputs).numpy()
        order = np.argsort(-minutes, kind="stable")
        return ids[order], minutes[order]

    def known(self, name, values, id_of, unknown):
        """Those of the values that have an id; some of the others go to `unknown`."""
        lost = [value for value in values if value not in id_of]
        if lost:
            unknown[name] = {"count": len(lost), "such as": lost[:SUCH_AS]}
        return [value for value in values if value in id_of] if lost else values

    def of_user(self, request, unknown):
        """The model's inputs of what a request says of the user besides watches."""
        model, found = self.recommender.model, {}
        if model.searches is not None:
            tokens = self.known("searches", request.searches, self.token_of, unknown)
            ids = [self.token_of[token] for token in reversed(tokens)]
            found["searches"] = np.array([ids[: self.recommender.window] or [UNKNOWN]])
        for name, value in request.user.items():
            if name in model.continuous and not isinstance(value, str):
                found[name] = np.array([value], np.float32)
            elif name in model.categories and is_id(value, model.categories[name]):
                found[name] = np.array([value])
            else:
                unknown[name] = value
        return found

    def pairs(self, request, ids, unknown):
        """What is known of the request and each of the items `ids` (k,).

        It is `pair_examples`, as in training, of a single visit.
        """
        if not is_id(request.device, self.ranking.model.devices):
            if request.device != UNKNOWN:
                unknown["device"] = request.device
            request = replace(request, device=UNKNOWN)
        return pair_examples(
            self.ranking.table,
            visit_of(request, self.number_of),
            np.zeros(len(ids), np.int64),
            self.numbers[ids],
            self.ranking.window,
        )


def is_id(value, embedding):
    """Whether the value is one of the embedding's ids."""
    return isinstance(value, int) and 0 <= value < embedding.num_embeddings


def visit_of(request, number_of):
    """The request as Visits of one page; `number_of`: {item: number}.

    A watch whose time is not said is one of long ago.
    """

    def row(items, times):
        known = [
            (number_of[item], -math.inf if math.isnan(t) else t)
            for item, t in zip(items, times, strict=True)
            if item in number_of
        ]
        ids = np.array([number for number, _ in reversed(known)], np.int64)
        return ids[None], np.array([t for _, t in reversed(known)], float)[None]

    return Visits(
        np.array([request.time]),
        np.array([request.device]),
        np.array([request.language]),
        *row(request.history, request.watched_at),
        *row(request.shown, request.shown_at),
    )
