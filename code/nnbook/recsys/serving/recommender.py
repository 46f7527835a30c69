"""A saved candidate generator at work: from what somebody watched to what is next."""

import numpy as np
import torch

from nnbook.data.interactions import UNKNOWN, Interactions
from nnbook.recsys.features.examples import serving_examples
from nnbook.recsys.serving import bundle
from nnbook.recsys.serving.index import Exact, search_unseen


class Recommender:
    """Recommends items to users by a `Generator` and an index of its item vectors.

    Those that a user has not seen, unless the model was trained to offer them again.
    Histories and recommendations are items as the vocabulary names them.
    """

    def __init__(self, generator, index=None):
        self.model = generator.model.eval()
        self.window, self.repeats = generator.window, generator.repeats
        self.items = generator.vocabulary["items"]
        self.id_of = {item: i for i, item in enumerate(self.items)}
        self.vectors = self.model.item_vectors().detach().numpy()
        self.index = Exact(self.vectors) if index is None else index

    @classmethod
    def load(cls, folder):
        """The recommender of a bundle."""
        loaded = bundle.load(folder)
        return cls(loaded.generator, loaded.index)

    def recommend(self, histories, k=10, **known):
        """The k best items for each of the histories, best first.

        A history is a list of items, the latest last, and may be empty; an item out of
        the vocabulary in it is left out. Fewer than k where no more are unseen.
        `known`: the model's other inputs of these users, as arrays; those that are not
        given are unknown, and the example's age is 0.
        """
        if not histories:
            return []
        seen = self.latest_first(histories)
        users = self.user_vectors(self.inputs(seen, **known))
        found = self.search(users, k, seen)
        return [[self.items[i] for i in row if i != UNKNOWN] for row in found]

    def latest_first(self, histories):
        """The ids of all that is known in the histories, (n, width), as in training."""
        ids = [[self.id_of[i] for i in h if i in self.id_of] for h in histories]
        lengths = [len(row) for row in ids]
        events = Interactions(
            user=np.repeat(np.arange(len(ids)), lengths),
            item=np.array([i for row in ids for i in row], dtype=np.int64),
            time=np.arange(sum(lengths)),
            n_users=len(ids),
            n_items=len(self.items),
        )
        users, width = np.arange(len(ids)), max(*lengths, 1)
        return serving_examples(events, users, window=width).inputs["watches"]

    def inputs(self, seen, **known):
        """The model's inputs, as arrays, of ids (n, any width), the latest first."""
        n = len(seen)
        inputs = {name: np.zeros(n, np.float32) for name in self.model.continuous}
        inputs |= {name: np.full(n, UNKNOWN) for name in self.model.categories}
        if self.model.searches is not None:
            inputs["searches"] = np.full((n, 1), UNKNOWN)
        return inputs | {"watches": seen[:, : self.window], **known}

    @torch.inference_mode()
    def user_vectors(self, inputs):
        """User vectors (n, dim) of the model's inputs."""
        batch = {name: torch.as_tensor(values) for name, values in inputs.items()}
        return self.model.user_vectors(batch).numpy()

    def search(self, users, k, seen):
        """The ids (n, k) of the best items for user vectors; -1 where there are fewer.

        Of those that are not in `seen` (n, w), unless repeats are offered.
        """
        if self.repeats == "label":
            seen = np.full((len(users), 1), UNKNOWN)
        return search_unseen(self.index, users, k, seen)
