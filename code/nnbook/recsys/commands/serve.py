"""Answers over HTTP from a bundle: `python -m nnbook.recsys serve --help`.

It listens on this machine alone, unless --host says otherwise. With --swap-from FOLDER
another bundle of that folder takes over while it answers: `curl -H "Content-Type:
application/json" -d '{"bundle": "name"}' ADDRESS/swap`.
"""

import logging
import socket
from pathlib import Path

from nnbook.recsys.serving.container import BundleError
from nnbook.recsys.serving.dry_run import LEAST_OVERLAP

SUMMARY = "answer over HTTP from a bundle"
AT_ONCE = 256  # connections; those beyond get status 503
IDLE, TO_END = 5, 10  # seconds that a connection may idle, and to end after a SIGTERM


def add_options(parser):
    """Give the command's options to its parser."""
    add = parser.add_argument
    add("--bundle", type=Path, required=True, help="folder that was trained")
    add("--host", default="127.0.0.1", help="address to listen on")
    add("--port", type=int, default=8000, help="0: a free one")
    add("--candidates", type=int, default=100, help="that the first stage finds")
    add("--swap-from", type=Path, help="folder with the bundles that may take over")
    add("--requests", type=Path, help="file of requests, one a line, for dry runs")
    add(
        "--least-overlap",
        type=float,
        default=LEAST_OVERLAP,
        help="share of the old items that a new version has to recommend, too",
    )


def run(options, command_line):
    """Answer until a signal comes."""
    try:
        import faiss
        import torch
        import uvicorn

        from nnbook.recsys.serving.http import LOGGED, Service, warm_up
    except ModuleNotFoundError as error:
        command_line.error(f"{error.name} is missing: pip install 'nnbook[serve]'")
    from nnbook.recsys.serving.request import RefusedError, parse
    from nnbook.recsys.serving.served import Served

    # A request is small: more threads than one would wait for each other.
    torch.set_num_threads(1)
    faiss.omp_set_num_threads(1)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(message)s")
    try:
        served = Served.load(options.bundle, options.candidates)
        lines = options.requests.read_bytes().splitlines() if options.requests else []
        logged = [parse(line) for line in lines[-LOGGED:]]
        listener = socket.create_server((options.host, options.port))
    except (BundleError, RefusedError, OSError) as error:
        command_line.error(str(error))
    warm_up(served)
    service = Service(served, options.swap_from, logged, options.least_overlap)
    config = uvicorn.Config(
        service.application(),
        log_level="warning",
        access_log=False,
        lifespan="off",
        limit_concurrency=AT_ONCE,
        timeout_keep_alive=IDLE,
        timeout_graceful_shutdown=TO_END,
    )
    host, port = listener.getsockname()[:2]
    print(f"{served.version} answers on http://{host}:{port}", flush=True)
    uvicorn.Server(config).run([listener])
