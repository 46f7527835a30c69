"""An index in shards, read where it lies on the disk, replaced and never changed.

    current.json                    which of the folders is in use
    NAME/shard-0-of-4.faiss         inverted lists of this shard's items
    NAME/shard-0-of-4.ids.npy       which items they are
    NAME/shard-0-of-4.vectors.npy   their vectors, where the lists hold codes only

A shard needs no other one to be built. A new index is built in a folder beside, then
current.json is replaced in one step. Nothing is ever added to an index in use: faiss
allows many searches at a time, but none beside a change.
"""

import json
from pathlib import Path

import faiss
import numpy as np

from nnbook.recsys.serving.container import write
from nnbook.recsys.serving.index import as_vectors

CURRENT = "current.json"


def write_shard(folder, shard, shards, vectors, ids, code_bytes=None, cells=None):
    """Index some items, (n, d) vectors and their ids (n,), as a shard in `folder`.

    Inverted lists with about 4·√n `cells`, as of IVF. They hold the vectors or, with
    `code_bytes`, for each a code by product quantization (Jégou et al., 2011): d is cut
    into so many pieces, and of each the nearest of 256 typical ones is kept. Raises
    ValueError where d cannot be cut so, and for fewer than 256 items, for codes.
    """
    vectors = as_vectors(vectors)
    n, d = vectors.shape
    cells = min(n, cells or round(4 * n**0.5))
    quantizer, product = faiss.IndexFlatIP(d), faiss.METRIC_INNER_PRODUCT
    if code_bytes is None:
        index = faiss.IndexIVFFlat(quantizer, d, cells, product)
    elif d % code_bytes or n < 256:
        raise ValueError(
            f"{n} vectors of {d} numbers cannot have codes of {code_bytes} bytes: {d} "
            "must be a multiple of that, and 256 vectors are needed to choose typical "
            "pieces from; give another code_bytes, or None to keep the vectors"
        )
    else:
        index = faiss.IndexIVFPQ(quantizer, d, cells, code_bytes, 8, product)
        index.pq.cp.min_points_per_centroid = 1
    index.cp.min_points_per_centroid = 1
    index.cp.max_points_per_centroid = 40
    index.train(vectors)
    index.add(vectors)
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    name = f"shard-{shard}-of-{shards}"
    write(folder / f"{name}.faiss", lambda path: faiss.write_index(index, str(path)))
    save(folder / f"{name}.ids.npy", np.asarray(ids, np.int64))
    if code_bytes is not None:
        save(folder / f"{name}.vectors.npy", vectors)


def save(path, array):
    """Write an array as a file of numpy's, whole or not at all."""

    def put(unfinished):
        with open(unfinished, "wb") as file:
            np.save(file, array)

    write(path, put)


def switch(folder, name):
    """Make the index in folder/name the one in use."""
    text = json.dumps({"index": name})
    write(Path(folder) / CURRENT, lambda path: path.write_text(text, "utf-8"))


class Shard:
    """One shard, its lists, codes and vectors left on the disk until they are read."""

    def __init__(self, path, nprobe):
        # The centres are read into memory, the lists are not.
        self.index = faiss.read_index(str(path), faiss.IO_FLAG_MMAP)
        self.index.nprobe = nprobe
        self.ids = np.load(path.with_suffix(".ids.npy"), mmap_mode="r")
        vectors = path.with_suffix(".vectors.npy")
        self.vectors = np.load(vectors, mmap_mode="r") if vectors.is_file() else None

    def search(self, queries, k, more):
        """The k best, (scores, ids); of codes the best k·more, scored by vectors."""
        if self.vectors is None:
            scores, rows = self.index.search(queries, k)
        else:
            _, rows = self.index.search(queries, k * more)
            found = self.vectors[np.maximum(rows, 0)]
            scores = np.einsum("bkd,bd->bk", found, queries)
            scores[rows < 0] = -np.inf
        return best_of(scores, np.where(rows < 0, -1, self.ids[rows]), k)


class Shards:
    """All shards of a folder as one index: each is asked, and the best are taken.

    `nprobe`: cells that a query looks into, in each shard; `more`: how many times k
    candidates are scored again by their vectors, where the lists hold codes. Raises
    FileNotFoundError where there is no shard, or one is missing.
    """

    def __init__(self, folder, nprobe=32, more=10):
        paths = sorted(Path(folder).glob("shard-*-of-*.faiss"))
        expected = int(paths[0].stem.split("-")[-1]) if paths else 1
        if len(paths) != expected:
            raise FileNotFoundError(
                f"{folder} has {len(paths)} of {expected} shards: build the index "
                "again, or copy those that are missing"
            )
        self.shards = [Shard(path, nprobe) for path in paths]
        self.more = more

    def search(self, queries, k):
        """(scores, ids), both (b, k), best first; the id is -1 if there are fewer."""
        queries = as_vectors(queries)
        found = [shard.search(queries, k, self.more) for shard in self.shards]
        scores, ids = (
            np.concatenate(parts, axis=1) for parts in zip(*found, strict=True)
        )
        return best_of(scores, ids, k)


class Current:
    """The index in use of a folder; `refresh` goes over to a newer one.

    A search that has begun is answered by the index that it began with.
    """

    def __init__(self, folder, **settings):
        self.folder, self.settings, self.name = Path(folder), settings, None
        self.refresh()

    def refresh(self):
        """Whether another index is in use now."""
        name = json.loads((self.folder / CURRENT).read_text("utf-8"))["index"]
        if name == self.name:
            return False
        # Opened first: the old one answers until the new one can.
        self.index, self.name = Shards(self.folder / name, **self.settings), name
        return True

    def search(self, queries, k):
        """(scores, ids), both (b, k), of the index in use."""
        return self.index.search(queries, k)


def best_of(scores, ids, k):
    """The best k of each row, best first."""
    order = np.argsort(-scores, axis=1, kind="stable")[:, :k]
    return tuple(np.take_along_axis(a, order, axis=1) for a in (scores, ids))
