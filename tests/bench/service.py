"""How fast the service answers, where its CPU goes, and how far versions are apart.

`python -m tests.bench.service` measures all of it (or the parts that are named: cpu,
rates, swaps, versions) and writes nnbook/results/service.json, which the chapter on more
than one machine draws. It trains both stages on a simulated site, starts the service as
a process of its own and sends it the last days' pages from another process. All takes
about six minutes; nothing else should run meanwhile, least of all other services.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import urllib.request
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import torch

from nnbook import results
from nnbook.data.videos import simulate
from nnbook.recsys.models.candidate_generator import CandidateGenerator
from nnbook.recsys.serving import bundle
from nnbook.recsys.serving.bundle import Bundle
from nnbook.recsys.serving.dry_run import dry_run
from nnbook.recsys.serving.request import parse
from nnbook.recsys.serving.served import Served
from nnbook.recsys.studies.two_stages import RECIPE, two_stages
from tests.recsys.serving.replay import page_requests

RESULT = Path(results.__file__).parent / "service.json"
SITE = {"n_users": 2000, "n_videos": 2000, "seed": 11}
DAY = 50  # of which midnight the models are made; pages of later days are asked for
RATES = (25, 50, 100, 200, 300, 400)  # requests a second
LEAST, SECONDS = 800, 8  # requests at a rate, at least; else so many seconds
ONE_THREAD = os.environ | {"OMP_NUM_THREADS": "1"}


def bodies_of(site):
    """{"both": bodies, "first": bodies}: pages of the days from DAY on, as requests.

    Both stages are asked where the time is told; the first one alone, where not.
    """
    time = site.impressions.time
    both = [body for row, body in page_requests(site, int) if time[row] >= DAY]
    first = [
        json.dumps({"history": [e["item"] for e in json.loads(body)["history"]]})
        for body in both
    ]
    return {"both": both, "first": [body.encode() for body in first]}


@contextmanager
def running(folder, name="old"):
    """The command `serve` as a process; gives its address."""
    options = ["--bundle", folder / name, "--swap-from", folder, "--port", "0"]
    process = subprocess.Popen(
        [sys.executable, "-m", "nnbook.recsys", "serve", *options],
        env=ONE_THREAD,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        yield process.stdout.readline().split()[-1]
    finally:
        process.terminate()
        process.wait()


def asked(address, body=None):
    """What the service answers to a GET, or to a POST of a dict."""
    body = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(
        address, body, {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=60) as response:
        return json.load(response)


def loaded(address, rate, count, file):
    """What `tests.bench.load` says, a process of its own."""
    command = [sys.executable, "-m", "tests.bench.load"]
    done = subprocess.run(
        [*command, address, str(rate), str(count), file],
        env=ONE_THREAD,
        stdout=subprocess.PIPE,
        check=True,
    )
    return json.loads(done.stdout)


def written(folder, name, bodies):
    """A file with the bodies, a line each."""
    (folder / name).write_bytes(b"\n".join(bodies))
    return folder / name


def cpu(folder, files, rate=50, count=1000):
    """CPU milliseconds a request by part, for both stages, the first one, and neither.

    "HTTP" is what the process takes beyond the parts that it times itself. The control
    is /health, which is HTTP and nothing else.
    """
    found = {}
    with running(folder) as address:
        for name, path in (
            ("both", "/recommend"),
            ("first", "/recommend"),
            ("health", "/health"),
        ):
            before = asked(f"{address}/metrics")["cpu_seconds"]
            loaded(address + path, rate, count, files[name])
            after = asked(f"{address}/metrics")["cpu_seconds"]
            spent = {
                part: 1e3 * (seconds - before.get(part, 0)) / count
                for part, seconds in after.items()
            }
            whole = spent.pop("process")
            spent = {"HTTP": whole - sum(spent.values()), **spent}
            found[name] = {part: round(ms, 3) for part, ms in spent.items() if ms}
            print(name, found[name], flush=True)
    return found


def rates(folder, files):
    """Rows of workload, offered rate, percentiles of latency, answers a second."""
    rows = []
    with running(folder) as address:
        for rate in RATES:
            for name in ("both", "first"):
                count = max(LEAST, rate * SECONDS)
                row = loaded(f"{address}/recommend", rate, count, files[name])
                rows.append({"asked": name, "offered": rate, **row})
                print(rows[-1], flush=True)
    return rows


def swaps(folder, files, rate=50, count=2000):
    """Latencies while nothing is swapped, and while the versions change all the time."""
    found = {}
    with running(folder) as address:
        url = f"{address}/recommend"
        loaded(url, rate, 200, files["both"])
        found["none"] = loaded(url, rate, count, files["both"])
        end, done = threading.Event(), []

        def swapping():
            while not end.is_set():
                name = ("new", "old")[len(done) % 2]
                done.append(asked(f"{address}/swap", {"bundle": name})["trial"])

        thread = threading.Thread(target=swapping)
        thread.start()
        found["swapping"] = loaded(url, rate, count, files["both"])
        end.set()
        thread.join()
    found["swapping"]["swaps"] = len(done)
    print(found, flush=True)
    return found


def versions(site, generator, ranking, bodies, seeds=(1, 2, 3)):
    """How far other versions are from the first one: overlap of the lists, by name.

    Retrained ones, of which a reader would want to hear nothing, and broken ones.
    """
    requests = [parse(body) for body in bodies["both"][:200]]
    alone = [parse(body) for body in bodies["first"][:200]]
    items = generator.vocabulary["items"]

    def served(g, r):
        return Served(Bundle(g, r, None, None, "", {}))

    def untrained(seed):
        torch.manual_seed(seed)
        return replace(generator, model=CandidateGenerator(**generator.arguments))

    def shuffled(seed):
        torch.manual_seed(seed)
        order = torch.randperm(len(items)).tolist()
        return replace(generator, vocabulary={"items": [items[i] for i in order]})

    less = replace(RECIPE, epochs=RECIPE.epochs - 1)
    kinds = {
        "another seed": lambda s: two_stages(site, DAY, seed=s),
        "a day more": lambda s: two_stages(site, DAY + 1, seed=s),
        "an epoch less": lambda s: two_stages(site, DAY, less, seed=s),
        "items in another order": lambda s: (shuffled(s), ranking),
        "not trained": lambda s: (untrained(s), ranking),
    }
    old, found = served(generator, ranking), {}
    for name, make in kinds.items():
        found[name] = {"both": [], "first": [], "ratio": []}
        for seed in seeds:
            new = served(*make(seed))
            trial = dry_run(old, new, requests)
            found[name]["both"].append(round(trial["overlap"], 3))
            found[name]["ratio"].append(round(trial["ratio"], 3))
            trial = dry_run(old, new, alone)
            found[name]["first"].append(round(trial["overlap"], 3))
        print(name, found[name], flush=True)
    return found


def main():
    """Measure what is asked for, and store it with the number of cores, and their load."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parts = ("cpu", "rates", "swaps", "versions")
    arguments.add_argument("parts", nargs="*", default=parts, help=", ".join(parts))
    parts = arguments.parse_args().parts
    torch.set_num_threads(1)
    stored = json.loads(RESULT.read_text()) if RESULT.exists() else {}
    site = simulate(**SITE)
    bodies = bodies_of(site)
    generator, ranking = two_stages(site, DAY)
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        data = {"name": "simulated site", **SITE, "day": DAY}
        bundle.save(folder / "old", generator, ranking, data=data)
        if "swaps" in parts:
            new = two_stages(site, DAY, seed=1)
            bundle.save(folder / "new", *new, data=data)
        files = {n: written(folder, n, lines) for n, lines in bodies.items()}
        files["health"] = written(folder, "health", [])
        for part in parts:
            busy = round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None
            if part == "versions":
                found = versions(site, generator, ranking, bodies)
            else:
                found = {"cpu": cpu, "rates": rates, "swaps": swaps}[part](
                    folder, files
                )
            stored[part] = {
                "cores": os.cpu_count(),
                "load_before": busy,
                "found": found,
            }
            RESULT.write_text(json.dumps(stored, indent=1) + "\n")


if __name__ == "__main__":
    main()
