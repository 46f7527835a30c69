"""The service over HTTP: one Starlette application, for uvicorn.

POST /recommend   {"history": [...]} and what else a `request` may say
POST /swap        {"bundle": name}: another version, in one step
GET  /health      which version answers
GET  /metrics     how many, how fast, how many errors, where the CPU went
"""

import asyncio
import json
import logging
import time
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route

from nnbook.recsys.serving.container import BundleError
from nnbook.recsys.serving.counters import Counters
from nnbook.recsys.serving.dry_run import LEAST_OVERLAP, dry_run, objection
from nnbook.recsys.serving.request import (
    RefusedError,
    Request,
    Rows,
    parse,
    parse_rows,
)
from nnbook.recsys.serving.served import Served

MOST_BYTES = 1 << 18  # of a body
TO_SEND, TO_ANSWER = 5.0, 2.0  # seconds for a body to come, for an answer to be made
LOGGED = 200  # requests that a new version is tried on
log = logging.getLogger(__name__)


class Service:
    """A `Served` version that answers, and what takes another one in.

    Each request takes the version that is there when it comes and sees no other. A new
    one is made beside it, tried on the requests that were `logged`, which warms it up,
    too, and takes its place in one step. Bundles come from the folder `swap_from` only,
    none if None.
    """

    def __init__(
        self,
        served,
        swap_from=None,
        logged=(),
        least_overlap=LEAST_OVERLAP,
    ):
        self.served, self.swap_from = served, swap_from
        self.least_overlap = least_overlap
        self.logged = deque(logged, maxlen=LOGGED)
        self.counters = Counters()
        self.swapping = asyncio.Lock()
        # One thread asks the models: so the loop stays free for what comes and goes.
        self.worker = ThreadPoolExecutor(1, "models")

    async def recommend(self, http):
        """Answer a request for items."""
        return await self.answer(http, parse)

    async def score(self, http):
        """Answer a request for probabilities."""
        return await self.answer(http, parse_rows)

    async def answer(self, http, parse):
        """Answer what `parse` reads of the body."""
        served = self.served
        body = await body_of(http)
        with self.counters.part("JSON"):
            request = parse(body)
        loop = asyncio.get_running_loop()
        answer = loop.run_in_executor(
            self.worker,
            served.answer,
            request,
            self.counters,
        )
        try:
            answer = await asyncio.wait_for(answer, TO_ANSWER)
        except TimeoutError:
            raise RefusedError(
                503, f"no answer in {TO_ANSWER:g} s: there are too many requests"
            ) from None
        self.logged.append(request)
        with self.counters.part("JSON"):
            return as_json(answer)

    async def swap(self, http):
        """Let another bundle answer, if it is near enough to the one that does."""
        folder, force = self.asked_for(await body_of(http))
        if self.swapping.locked():
            raise RefusedError(409, "another swap is under way: wait for its answer")
        async with self.swapping:
            old, logged = self.served, [*self.logged]
            if not logged and not force:
                raise RefusedError(
                    409,
                    "there are no logged requests to try the new version on: ask for "
                    'something first, start with --requests, or say "force": true',
                )
            try:
                new, trial = await asyncio.to_thread(self.tried, folder, old, logged)
            except (BundleError, FileNotFoundError) as error:
                raise RefusedError(409, f"{error}; {old.version} goes on") from None
            against = trial and objection(trial, self.least_overlap)
            if against and not force:
                raise RefusedError(
                    409,
                    f"{new.version} was not taken in, {old.version} goes on: {against}."
                    ' If the change is wanted, say "force": true',
                )
            self.served = new
        log.warning("%s answers instead of %s", new.version, old.version)
        return as_json({"version": new.version, "before": old.version, "trial": trial})

    def tried(self, folder, old, logged):
        """(The new version, how far it is from the old one); runs in its own thread."""
        new = Served.load(folder, old.candidates)
        try:
            return new, dry_run(old, new, logged) if logged else None
        except Exception as error:
            log.exception("%s failed", folder)
            raise BundleError(
                f"{new.version} failed on a logged request "
                f"({type(error).__name__}: {error})"
            ) from error

    def asked_for(self, body):
        """(The folder that the body of a swap names, whether it is forced)."""
        if self.swap_from is None:
            raise RefusedError(403, "nothing is swapped here: start with --swap-from")
        try:
            asked = json.loads(body)
            name, force = asked.pop("bundle"), asked.pop("force", False)
            good = not asked and isinstance(name, str) and isinstance(force, bool)
        except (ValueError, RecursionError, AttributeError, KeyError):
            good = False
        if not good:
            raise RefusedError(
                422, 'expected {"bundle": name}, and "force": true where it is needed'
            )
        root = Path(self.swap_from).resolve()
        try:
            folder = (root / name).resolve()
        except (OSError, ValueError):  # a name too long, or with a zero in it
            folder = root
        if root not in folder.parents:
            raise RefusedError(403, f"{name!r} is not a folder in --swap-from")
        return folder, force

    async def health(self, http):
        """Which version answers."""
        made, version = self.served.made, self.served.version
        return as_json({"status": "ok", "version": version, "made": made})

    async def metrics(self, http):
        """What the counters say."""
        return as_json(self.counters.report())

    def counted(self, answer):
        """The function `answer`, with its errors as answers, timed and counted."""

        async def counting(http):
            start = time.perf_counter()
            try:
                response = await answer(http)
            except RefusedError as error:
                response = as_json({"error": str(error)}, error.status)
            except Exception:
                log.exception("no answer to %s", http.url.path)
                message = "an error of the service, not of yours: its log says more"
                response = as_json({"error": message}, 500)
            self.counters.answered(response.status_code, time.perf_counter() - start)
            return response

        return counting

    def application(self):
        """The application for an ASGI server such as uvicorn."""
        return Starlette(
            routes=[
                Route("/recommend", self.counted(self.recommend), methods=["POST"]),
                Route("/score", self.counted(self.score), methods=["POST"]),
                Route("/swap", self.counted(self.swap), methods=["POST"]),
                Route("/health", self.health),
                Route("/metrics", self.metrics),
            ]
        )


async def body_of(http):
    """The bytes of a body that says it is JSON, in time and of a size."""
    if http.headers.get("content-type", "").split(";")[0] != "application/json":
        # A form in somebody's web page could send anything else to this machine.
        raise RefusedError(415, "send JSON, with Content-Type: application/json")
    body = bytearray()
    try:
        async with asyncio.timeout(TO_SEND):
            async for part in http.stream():
                body += part
                if len(body) > MOST_BYTES:
                    raise RefusedError(
                        413, f"the body is larger than {MOST_BYTES:,} bytes"
                    )
    except TimeoutError:
        raise RefusedError(408, f"the body did not come in {TO_SEND:g} s") from None
    return bytes(body)


def as_json(content, status=200):
    """A response; ValueError where a number is NaN or infinite."""
    text = json.dumps(content, allow_nan=False, separators=(",", ":"))
    return Response(text, status, media_type="application/json")


def warm_up(served):
    """Ask for all there is, so that a first request finds made what it would make."""
    asked = []
    if served.recommender is not None:
        items = served.recommender.items[: served.recommender.window]
        times = [-1.0] * len(items)
        asked += [Request(items, times), Request(items, times, time=0.0)]
    if served.scorer is not None:
        asked.append(Rows([served.scorer.any_row()]))
    for request in asked:
        served.answer(request, Counters())
