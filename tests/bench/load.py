"""Open-loop load on a service: requests start when they are due, whatever is under way.

`python -m tests.bench.load URL RATE COUNT FILE` sends the bodies of the file, one a
line, at random times, RATE of them a second on average, and prints JSON. A latency
counts from the moment at which the request was due: who waits for an answer before
asking again (a closed loop) would not see the queue.
"""

import asyncio
import json
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np

CONNECTIONS = 128


async def load(url, rate, count, bodies, seed=0):
    """Latencies in seconds, statuses, and how long all took; of `count` requests."""
    url, rng = urlsplit(url), np.random.default_rng(seed)
    due = np.cumsum(rng.exponential(1 / rate, count)).tolist()
    asked = [request(url, body) for body in bodies]
    queue, took, statuses = asyncio.Queue(), [], []

    async def client():
        connection = await asyncio.open_connection(url.hostname, url.port)
        while (job := await queue.get()) is not None:
            start, data = job
            while (status := await answered(connection, data)) is None:
                # The service has closed it, since nobody had asked for a while.
                connection = await asyncio.open_connection(url.hostname, url.port)
            statuses.append(status)
            took.append(time.perf_counter() - start)
        connection[1].close()

    clients = [asyncio.create_task(client()) for _ in range(CONNECTIONS)]
    await asyncio.sleep(0.2)  # until they are connected
    start = time.perf_counter()
    for i, moment in enumerate(due):
        wait = start + moment - time.perf_counter()
        if wait > 0:
            await asyncio.sleep(wait)
        queue.put_nowait((start + moment, asked[i % len(asked)]))
    for _ in clients:
        queue.put_nowait(None)
    await asyncio.gather(*clients)
    return took, statuses, time.perf_counter() - start


def request(url, body):
    """The bytes of a POST, of a GET where there is no body."""
    method = "POST" if body else "GET"
    return (
        f"{method} {url.path} HTTP/1.1\r\nHost: {url.netloc}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    ).encode() + body


async def answered(connection, data):
    """Ask, and read the answer to its end; its status, None from a closed connection."""
    reader, writer = connection
    try:
        writer.write(data)
        if not (line := await reader.readline()):
            return None
        status, length = int(line.split()[1]), 0
        while (line := await reader.readline()) != b"\r\n":
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        await reader.readexactly(length)
        return status
    except ConnectionError:
        return None


def main(url, rate, count, file):
    """Load a service as the command line says, and print what it took."""
    rate, count = float(rate), int(count)
    bodies = Path(file).read_bytes().splitlines() or [b""]
    took, statuses, seconds = asyncio.run(load(url, rate, count, bodies))
    p = dict(zip(("p50", "p95", "p99"), np.percentile(took, (50, 95, 99)), strict=True))
    found = {f"{name}_ms": round(1e3 * value, 2) for name, value in p.items()}
    failed = sum(status != 200 for status in statuses)
    print(
        json.dumps({**found, "answered": round(count / seconds, 1), "failed": failed})
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
