"""Nearest neighbours by inner product: exact, and approximate with faiss.

Every index is made of item vectors (n_items, d) and has one method,

    search(queries, k) -> (scores, ids), both (b, k), best first

for user vectors ``queries`` (b, d); the id is -1 where it found fewer than k items.
To search by cosine, give it `normalized` vectors: it is an inner product, too.
"""

import faiss
import numpy as np

BLOCK = 1 << 25  # scores that Exact holds at a time: 128 MB


class Exact:
    """All inner products, in numpy: what the others are measured against."""

    def __init__(self, vectors):
        self.vectors = as_vectors(vectors)

    def search(self, queries, k):
        """The k largest inner products of each query."""
        queries, k = as_vectors(queries), min(k, len(self.vectors))
        size = max(1, BLOCK // len(self.vectors))
        blocks = [queries[i : i + size] for i in range(0, len(queries), size)]
        scores, ids = zip(*(self._best(block, k) for block in blocks), strict=True)
        return np.concatenate(scores), np.concatenate(ids)

    def _best(self, queries, k):
        scores = queries @ self.vectors.T
        # Partitioning finds the best k in linear time; only these are sorted.
        ids = np.argpartition(-scores, k - 1, axis=1)[:, :k]
        best = np.take_along_axis(scores, ids, axis=1)
        order = np.argsort(-best, axis=1, kind="stable")
        return tuple(np.take_along_axis(a, order, axis=1) for a in (best, ids))


class Saved:
    """An index that faiss holds as `index`: it can be saved, and made again of that."""

    @property
    def shape(self):
        """(n_items, d) of the vectors that it was made of."""
        return self.index.ntotal, self.index.d

    def settings(self):
        """What it needs beside faiss's own: a dict, as JSON."""
        return {}

    def to_bytes(self):
        """What faiss keeps of it."""
        return faiss.serialize_index(self.index).tobytes()

    @classmethod
    def from_bytes(cls, data, **settings):
        """The index of its bytes and settings; RuntimeError where they are no index."""
        made = cls.__new__(cls)
        made.index = faiss.deserialize_index(np.frombuffer(data, np.uint8))
        for name, value in settings.items():
            setattr(made, name, value)
        return made


class Flat(Saved):
    """All inner products, in faiss."""

    def __init__(self, vectors):
        vectors = as_vectors(vectors)
        self.index = faiss.IndexFlatIP(vectors.shape[1])
        self.index.add(vectors)

    def search(self, queries, k):
        """The k best of each query, as the index finds them."""
        return self.index.search(as_vectors(queries), k)


class IVF(Flat):
    """Inverted lists: k-means cells, of which a query looks into the best `nprobe`.

    `cells` is about 4·√n_items if None. More probes find more, and take longer.
    """

    def __init__(self, vectors, cells=None, nprobe=16):
        vectors = as_vectors(vectors)
        n, d = vectors.shape
        cells = cells or max(1, round(4 * n**0.5))
        self.index = faiss.IndexIVFFlat(
            faiss.IndexFlatIP(d), d, cells, faiss.METRIC_INNER_PRODUCT
        )
        # 40 vectors a cell place a centre well enough; fewer than that only warn.
        self.index.cp.min_points_per_centroid = 1
        self.index.cp.max_points_per_centroid = 40
        self.index.train(vectors)
        self.index.add(vectors)
        self.index.nprobe = nprobe


class HNSW(Saved):
    """A graph of `links` neighbours an item, walked with a list of `ef` candidates.

    Malkov & Yashunin (2018). A larger `ef` finds more, and takes longer; so does a
    larger `build`, the same list while the graph is built.

    The graph is made for distances, and an inner product is none. One more coordinate
    makes it one (Bachrach et al., 2014): it brings all items to the length M of the
    longest, and is 0 in a query, so that |q - v|² = |q|² + M² - 2 q·v.
    """

    def __init__(self, vectors, links=32, ef=128, build=80):
        vectors = as_vectors(vectors)
        squares = (vectors**2).sum(axis=1, keepdims=True)
        self.longest = float(squares.max())
        self.index = faiss.IndexHNSWFlat(vectors.shape[1] + 1, links)
        self.index.hnsw.efConstruction = build
        self.index.add(np.hstack([vectors, np.sqrt(self.longest - squares)]))
        self.index.hnsw.efSearch = ef

    @property
    def shape(self):
        """(n_items, d) of the vectors, without their one more coordinate."""
        return self.index.ntotal, self.index.d - 1

    def settings(self):
        """The square of the longest vector's length."""
        return {"longest": self.longest}

    def search(self, queries, k):
        """The k best of each query, as the graph finds them."""
        queries = as_vectors(queries)
        distances, ids = self.index.search(np.pad(queries, ((0, 0), (0, 1))), k)
        squares = (queries**2).sum(axis=1, keepdims=True)
        scores = (squares + self.longest - distances) / 2
        return np.where(ids < 0, -np.inf, scores), ids


# Those that a bundle may hold, by name. Exact is made of the vectors each time.
INDEXES = {"Flat": Flat, "IVF": IVF, "HNSW": HNSW}


def search_unseen(index, queries, k, seen):
    """The ids (b, k) of the best items that a user has not seen, -1 where none is left.

    ``seen`` (b, w) holds ids, -1 where there is none. An index knows nothing of users,
    so it is asked for w more, which is enough to leave all the seen ones out.
    """
    seen = np.asarray(seen)
    if len(seen) != len(queries):
        raise ValueError(
            f"{len(queries)} queries, but seen has {len(seen)} rows: one for each user"
        )
    ids = index.search(queries, k + seen.shape[1])[1]
    left_out = (ids[:, :, None] == seen[:, None, :]).any(axis=2) | (ids < 0)
    # A stable sort moves what is left out behind the rest, and keeps the order.
    order = np.argsort(left_out, axis=1, kind="stable")[:, :k]
    found = np.where(left_out, -1, ids)
    found = np.take_along_axis(found, order, axis=1)
    return np.pad(found, ((0, 0), (0, k - found.shape[1])), constant_values=-1)


def recall(found, exact):
    """The share of the exact ids (b, k) that are among the found ones (b, any)."""
    hits = [np.isin(e, f).mean() for f, e in zip(found, exact, strict=True)]
    return float(np.mean(hits))


def normalized(vectors):
    """Each vector divided by its length; the zero vector stays zero."""
    vectors = as_vectors(vectors)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors / np.where(lengths > 0, lengths, 1)


def as_vectors(vectors):
    """The array in the form that faiss reads: (n, d), float32, in one piece."""
    vectors = np.ascontiguousarray(vectors, dtype=np.float32)
    if vectors.ndim != 2 or 0 in vectors.shape:
        raise ValueError(f"expected vectors (n, d), got the shape {vectors.shape}")
    if not np.isfinite(vectors).all():
        raise ValueError(
            "there are vectors with NaN or infinity in them: has the training diverged?"
        )
    return vectors
