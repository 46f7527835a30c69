"""What a step of YoutubeDNN takes when its tables are spread over processes, or not.

`python -m tests.bench.sharding` runs each engine with 1, 2 and 4 processes on this
machine, then builds indexes of a million vectors, and writes
nnbook/results/sharding.json. Of an engine: the largest resident memory of a process
without what Python and torch take, the bytes that a step sends, and the losses, which
agree. Bytes are those on the loopback of a network namespace of its own (Linux, root;
else null). TorchRec where it is installed; it stores its row only then. About 15
minutes, half of it the index.
"""

import argparse
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import torch
import torch.distributed as dist
from torch import nn

from nnbook import results
from nnbook.recsys.models.embedding import Embedding, average
from nnbook.recsys.models.sharded import ShardedEmbedding, draw, scattered
from nnbook.recsys.models.tower import relu_tower
from nnbook.recsys.serving.index import Exact, recall
from nnbook.recsys.serving.shards import Shards, write_shard
from nnbook.recsys.training.optimizers import RowAdam
from nnbook.recsys.training.sampling import Sampler, loss_of_candidates
from tests import ROOT

RESULT = Path(results.__file__).parent / "sharding.json"
BATCH, DIM, WATCHES, SAMPLES = 1024, 64, 20, 1000
WARM, STEPS, LR = 1, 4, 1e-3
TABLES = ("watched", "offered")  # a ModuleDict takes no "items"
LARGE, SMALL = 2_000_000, (64_000, 256_000)
# Engine, items, processes. Those that touch every row of a table are slow: small ones.
RUNS = [
    *(("data parallel", LARGE, n) for n in (1, 2, 4)),
    *(("sharded", LARGE, n) for n in (1, 2, 4)),
    *(("sharded, SGD", LARGE, n) for n in (1, 2, 4)),
    *(("torchrec", LARGE, n) for n in (1, 2, 4)),
    *(
        (engine, items, 2)
        for engine in ("dtensor", "fsdp", "sharded")
        for items in SMALL
    ),
]


class Model(nn.Module):
    """The paper's generator with its loss: two tables and a tower."""

    def __init__(self, watches, items, log_q):
        super().__init__()
        self.watches, self.items, self.log_q = watches, items, log_q
        torch.manual_seed(1)
        self.tower = relu_tower(DIM, (128,), DIM)

    def forward(self, watches, labels, sampled):
        users = self.tower(average(self.watches, watches))
        vectors = self.items(torch.cat([labels, sampled]))
        return loss_of_candidates(users, vectors, labels, sampled, self.log_q)


class Lookup(nn.Module):
    """An embedding of torch's that knows -1, and takes the mean of the processes."""

    def __init__(self, table, world):
        super().__init__()
        self.table, self.world = table, world

    def forward(self, ids):
        found = self.table(ids.clamp(min=0))
        # The gradient is summed over the processes: a mean is wanted.
        found = found / self.world + (found * (1 - 1 / self.world)).detach()
        return found * (ids >= 0)[..., None]


def meta_embedding(n):
    """An Embedding that takes no memory yet."""
    with torch.device("meta"):
        return Embedding(n, DIM, True)


def data_parallel(n, log_q, world):
    """Whole tables everywhere; sparse gradients are gathered from all processes."""
    torch.manual_seed(0)
    tables = [meta_embedding(n) for _ in range(2)]
    for table in tables:
        # As ShardedEmbedding starts, so that the losses can be compared.
        rows = torch.empty(n, DIM)
        draw(rows, 0, seed=torch.randint(2**40, ()).item())
        rows = rows[scattered(torch.arange(n), n)]
        table.weight = nn.Parameter(rows)
    model = Model(*tables, log_q)
    tables = [model.watches.weight, model.items.weight]
    optimizers = [RowAdam(tables), torch.optim.Adam(model.tower.parameters())]
    return nn.parallel.DistributedDataParallel(
        model
    ) if world > 1 else model, optimizers


def sharded(n, log_q, world, kinds=(RowAdam, torch.optim.Adam)):
    """The book's: rows are asked for and sent."""
    torch.manual_seed(0)
    model = Model(ShardedEmbedding(n, DIM), ShardedEmbedding(n, DIM), log_q)
    tables = [model.watches.weight, model.items.weight]
    optimizers = [
        kind(parameters, LR)
        for kind, parameters in zip(
            kinds, (tables, model.tower.parameters()), strict=True
        )
    ]
    if world > 1:
        model.tower = nn.parallel.DistributedDataParallel(model.tower)
    return model, optimizers


def sharded_sgd(n, log_q, world):
    """The same without what an optimizer remembers: beside TorchRec."""
    return sharded(n, log_q, world, (torch.optim.SGD, torch.optim.SGD))


def dtensor(n, log_q, world):
    """torch's row-wise parallel embedding: its gradient is dense."""
    from torch.distributed.device_mesh import init_device_mesh
    from torch.distributed.tensor import Shard
    from torch.distributed.tensor.parallel import RowwiseParallel, parallelize_module

    with torch.device("meta"):
        tables = nn.ModuleDict({k: nn.Embedding(n, DIM) for k in TABLES})
    style = RowwiseParallel(input_layouts=Shard(0), output_layouts=Shard(0))
    mesh = init_device_mesh("cpu", (world,))
    parallelize_module(tables, mesh, dict.fromkeys(TABLES, style))
    tables.to_empty(device="cpu")
    for table in tables.values():
        nn.init.normal_(table.weight.to_local(), std=DIM**-0.5)
    lookups = (Lookup(table, world) for table in tables.values())
    model = Model(*lookups, log_q)
    optimizers = [
        torch.optim.Adam(tables.parameters()),
        torch.optim.Adam(model.tower.parameters()),
    ]
    model.tower = nn.parallel.DistributedDataParallel(model.tower)
    return model, optimizers


def fsdp(n, log_q, world):
    """torch's fully sharded data parallelism: a table is gathered to be looked at."""
    from torch.distributed.fsdp import fully_shard

    with torch.device("meta"):
        tables = [nn.Embedding(n, DIM) for _ in range(2)]
    model = Model(*(Lookup(table, 1) for table in tables), log_q)
    for module in (*tables, model):
        fully_shard(module)
    for table in tables:
        table.to_empty(device="cpu")
        nn.init.normal_(table.weight.to_local(), std=DIM**-0.5)
    return model, [torch.optim.Adam(model.parameters())]


def torchrec(n, log_q, world):
    """TorchRec's, by SGD in the backward pass: on CPUs it has no Adam."""
    from nnbook.recsys.training import torchrec_generator as engine

    torch.manual_seed(1)
    generator = engine.TorchRecGenerator(n, DIM)
    generator.log_q = log_q
    model = engine.sharded(generator, torch.optim.SGD, LR)
    blocks = engine.blocks(model)
    torch.manual_seed(0)
    for name in ("watches", "items"):
        # As ShardedEmbedding starts, so that the losses can be compared.
        first = dist.get_rank() * -(-n // world)
        draw(blocks[name], first, seed=torch.randint(2**40, ()).item())
    tower = model.module.tower.parameters()
    return lambda *batch: model(*batch, log_q), [torch.optim.SGD(tower, LR)]


def dtensor_refuses():
    """What torch says where row-wise parallel tables should have sparse gradients."""
    from torch.distributed.device_mesh import init_device_mesh
    from torch.distributed.tensor.parallel import RowwiseParallel, parallelize_module

    model = nn.Sequential(nn.Embedding(8, 4, sparse=True))
    mesh = init_device_mesh("cpu", (dist.get_world_size(),))
    parallelize_module(model, mesh, {"0": RowwiseParallel()})
    try:
        model(torch.arange(6)).sum().backward()
        torch.optim.SparseAdam(model.parameters()).step()
    except Exception as error:  # whatever it is, it is what is asked for
        return f"{type(error).__name__}: {str(error).splitlines()[0]}"
    return None


def resident(field="VmHWM"):
    """Resident memory in MB: VmHWM is the largest so far, VmRSS is now."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    line = next(x for x in status.splitlines() if x.startswith(field))
    return int(line.split()[1]) / 1024


def sent():
    """Bytes that went over the loopback so far."""
    for line in Path("/proc/net/dev").read_text(encoding="utf-8").splitlines():
        if line.strip().startswith("lo:"):
            return int(line.split(":")[1].split()[8])
    return 0


def batch(step, watched, sampler):
    """(ids of watches and label (b, w + 1), sampled items) of a step, for everybody."""
    generator = torch.Generator().manual_seed(step)
    u = torch.rand(BATCH, WATCHES + 1, generator=generator, dtype=torch.float64)
    ids = torch.searchsorted(watched.cumulative, u, right=True)
    return ids, sampler.draw(generator)


def samplers(n):
    """(what is watched, what is sampled) of n items, by Zipf's law."""
    popularity = 1 / torch.arange(1, n + 1, dtype=torch.float64)
    return Sampler(popularity, 1), Sampler(popularity**0.75, SAMPLES)


def gradient_rows(n, processes, steps=range(WARM, WARM + STEPS)):
    """Rows with a gradient in all processes together, of both tables, mean of a step."""
    watched, sampler = samplers(n)
    total = 0
    for step in steps:
        ids, drawn = batch(step, watched, sampler)
        for rank in range(processes):
            mine = ids[rank::processes]
            total += len(mine[:, 1:].unique())
            total += len(torch.cat([mine[:, 0], drawn]).unique())
    return total / len(steps)


def work(engine, n):
    """One process of a run; the first prints what was measured, as JSON."""
    torch.set_num_threads(1)
    dist.init_process_group("gloo")
    rank, world = dist.get_rank(), dist.get_world_size()
    base = resident("VmRSS")
    watched, sampler = samplers(n)
    make = {
        "data parallel": data_parallel,
        "sharded": sharded,
        "sharded, SGD": sharded_sgd,
        "dtensor": dtensor,
        "fsdp": fsdp,
        "torchrec": torchrec,
    }[engine]
    model, optimizers = make(n, sampler.log_q, world)
    losses, times = [], []
    for i in range(WARM + STEPS):
        ids, drawn = batch(i, watched, sampler)
        mine = ids[rank::world]
        dist.barrier()
        if i == WARM:
            before = sent()
        start = time.process_time()
        loss = model(mine[:, 1:], mine[:, 0], drawn)
        for optimizer in optimizers:
            optimizer.zero_grad()
        loss.backward()
        for optimizer in optimizers:
            optimizer.step()
        times.append(time.process_time() - start)
        dist.barrier()
        losses.append(loss.item())
    after = sent()
    every = [None] * world
    dist.all_gather_object(every, (round(resident() - base), losses, times[WARM:]))
    if rank == 0:
        memory, losses, times = zip(*every, strict=True)
        row = {
            "MB": list(memory),
            "MB sent": (after - before) / STEPS / 1e6,
            "CPU ms": 1e3 * float(np.median(times)),
            "losses": np.mean(losses, axis=0).tolist(),
        }
        if engine == "dtensor":
            row["sparse"] = dtensor_refuses()
        print("ROW " + json.dumps(row), flush=True)
    elif engine == "dtensor":
        dtensor_refuses()
    dist.destroy_process_group()


# A loopback of its own has no other program's bytes on it.
ALONE = "ip link set lo up && exec"


def run(engine, items, processes):
    """What a run of so many processes printed, and whether its bytes were its own."""
    command = [sys.executable, "-m", "torch.distributed.run", "--master-addr"]
    command += ["127.0.0.1", "--master-port", "29511", "--nproc-per-node"]
    command += [str(processes), "-m", "tests.bench.sharding", "--work", engine]
    command += ["--items", str(items)]
    probe = ["unshare", "-n", "sh", "-c", f"{ALONE} true"]
    alone = bool(shutil.which("unshare")) and not subprocess.call(
        probe, stderr=subprocess.DEVNULL
    )
    if alone:
        command = ["unshare", "-n", "sh", "-c", f'{ALONE} "$@"', "_", *command]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | {"OMP_NUM_THREADS": "1", "GLOO_SOCKET_IFNAME": "lo"},
        capture_output=True,
        text=True,
    )
    lines = [x for x in done.stdout.splitlines() if x.startswith("ROW ")]
    if not lines:
        raise RuntimeError(f"{engine} with {processes} processes:\n{done.stderr}")
    row = json.loads(lines[0][4:])
    if not alone:
        row["MB sent"] = None
    return {"engine": engine, "items": items, "processes": processes, **row}


def searched(n=1_000_000, cells=2000, shards=4, users=200, k=50):
    """Recall and size of inverted lists, with vectors and with codes, one and in shards.

    Vectors like trained ones: topics, a falling spectrum, lengths that grow with
    popularity.
    """
    rng = np.random.default_rng(0)
    spectrum = ((1 + np.arange(DIM)) ** -0.35).astype("f4")
    topics = rng.standard_normal((500, DIM), dtype="f4") * spectrum
    vectors = 0.7 * rng.standard_normal((n, DIM), dtype="f4") * spectrum
    vectors += topics[rng.integers(500, size=n)]
    vectors *= np.exp(0.25 * rng.standard_normal((n, 1), dtype="f4"))
    queries = (
        topics[rng.integers(500, size=users)] + topics[rng.integers(500, size=users)]
    )
    queries = (
        queries / 1.5 + 0.5 * rng.standard_normal((users, DIM), dtype="f4") * spectrum
    )
    exact = Exact(vectors).search(queries, k)[1]
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for name, parts, code_bytes, probed in (
            ("IVF", 1, None, (8, 32)),
            ("IVF-PQ", 1, 32, (8, 32)),
            ("IVF-PQ", shards, 32, (8, 32)),
        ):
            place = Path(folder) / f"{name}-{parts}"
            start = time.process_time()
            for shard in range(parts):
                ids = np.arange(shard, n, parts)
                write_shard(
                    place, shard, parts, vectors[ids], ids, code_bytes, cells // parts
                )
            build = time.process_time() - start
            size = sum(path.stat().st_size for path in place.glob("*.faiss"))
            for nprobe in probed:
                index = Shards(place, max(1, nprobe // parts))
                start = time.process_time()
                found = np.concatenate([index.search(u[None], k)[1] for u in queries])
                milliseconds = 1e3 * (time.process_time() - start) / users
                only = np.concatenate(
                    [s.ids[s.index.search(queries, k)[1]] for s in index.shards], 1
                )
                row = {
                    "index": name,
                    "shards": parts,
                    "nprobe": nprobe,
                    "recall": recall(found, exact),
                    # Of what codes alone say, all shards' best k together.
                    "recall by codes": recall(only, exact) if parts == 1 else None,
                    "CPU ms": milliseconds,
                    "file MB": size / 1e6,
                    "build s": build,
                }
                rows.append(row)
                print(row, flush=True)
    return {"vectors": n, "cells": cells, "k": k, "rows": rows}


def rounded(value):
    """With four significant digits, but losses as they are."""
    if isinstance(value, dict):
        return {k: v if k == "losses" else rounded(v) for k, v in value.items()}
    if isinstance(value, list):
        return [rounded(v) for v in value]
    return float(f"{value:.4g}") if isinstance(value, float) else value


def main():
    """Measure the parts that are named, or all; store each."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("parts", nargs="*", default=["steps", "search"])
    parser.add_argument("--work", help="be one process of this engine")
    parser.add_argument("--items", type=int)
    options = parser.parse_args()
    if options.work:
        return work(options.work, options.items)
    found = json.loads(RESULT.read_text()) if RESULT.exists() else {}
    if "steps" in options.parts:
        old = [r for r in found.get("steps", []) if r["engine"] == "torchrec"]
        there = importlib.util.find_spec("torchrec") is not None
        rows = [] if there else old
        for engine, items, processes in RUNS:
            if engine != "torchrec" or there:
                rows.append(rounded(run(engine, items, processes)))
                shown = {k: v for k, v in rows[-1].items() if k != "losses"}
                print(shown, flush=True)
        sizes = {"batch": BATCH, "dim": DIM, "watches": WATCHES, "samples": SAMPLES}
        found |= {"sizes": sizes, "steps": rows}
    if "search" in options.parts:
        found["search"] = rounded(searched())
    RESULT.write_text(json.dumps(found, indent=1) + "\n")
    return None


if __name__ == "__main__":
    main()
