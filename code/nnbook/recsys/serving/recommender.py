"""A saved candidate generator at work: from what somebody watched to what is next."""

import numpy as np
import torch

from nnbook.data.interactions import UNKNOWN
from nnbook.recsys.serving import saving
from nnbook.recsys.serving.index import Exact, search_unseen


class Recommender:
    """Recommends items to users by a `Saved` model and its index.

    Those that a user has not seen, unless the model was trained to offer them again.

    `make_index` makes an index of item vectors, such as those of nnbook.recsys.serving.
    Histories and recommendations are items as the vocabulary names them.
    """

    def __init__(self, saved, make_index=Exact):
        self.model = saved.model.eval()
        self.window, self.repeats = saved.window, saved.repeats
        self.items = saved.vocabulary["items"]
        self.id_of = {item: i for i, item in enumerate(self.items)}
        self.index = make_index(self.model.item_vectors().detach().numpy())

    @classmethod
    def load(cls, folder, make_index=Exact):
        """The recommender of a folder that `saving.save` has written."""
        return cls(saving.load(folder), make_index)

    def recommend(self, histories, k=10, **known):
        """The k best items for each of the histories, best first.

        A history is a list of items, the latest last, and may be empty; an item out of
        the vocabulary in it is left out. Fewer than k where no more are unseen.
        `known`: the model's other inputs of these users, as arrays; those that are not
        given are unknown, and the example's age is 0.
        """
        if not histories:
            return []
        ids = [[self.id_of[i] for i in h if i in self.id_of] for h in histories]
        width = max((len(row) for row in ids), default=0)
        seen = np.full((len(ids), max(width, 1)), UNKNOWN)
        for place, row in enumerate(ids):
            seen[place, : len(row)] = row[::-1]
        users = self.user_vectors(seen[:, : self.window], **known)
        if self.repeats == "label":
            seen = np.full((len(ids), 1), UNKNOWN)
        found = search_unseen(self.index, users, k, seen)
        return [[self.items[i] for i in row if i != UNKNOWN] for row in found]

    @torch.no_grad()
    def user_vectors(self, watches, **known):
        """User vectors (b, dim) of watches (b, any width), ids, the latest first."""
        n = len(watches)
        inputs = {name: np.zeros(n) for name in self.model.continuous}
        inputs |= {name: np.full(n, UNKNOWN) for name in self.model.categories}
        if self.model.searches is not None:
            inputs["searches"] = np.full((n, 1), UNKNOWN)
        inputs |= {"watches": watches, **known}
        batch = {name: torch.as_tensor(values) for name, values in inputs.items()}
        return self.model.user_vectors(batch).numpy()
