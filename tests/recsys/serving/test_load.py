"""The load is open-loop, and what is stored of the service hangs together."""

import asyncio

import pytest

from nnbook import results
from nnbook.recsys.serving.dry_run import LEAST_OVERLAP
from tests.bench.load import load


def test_requests_do_not_wait_for_answers():
    """The service answers nobody before the last one has asked."""
    asked, bodies = [], [b'{"history": []}', b""]

    async def answer(reader, writer):
        while head := await reader.readuntil(b"\r\n\r\n"):
            length = int(head.split(b"Content-Length: ")[1].split(b"\r\n")[0])
            asked.append((head.split()[0], await reader.readexactly(length)))
            if len(asked) == 20:
                all_there.set()
            await all_there.wait()
            status = b"HTTP/1.1 503 X" if length else b"HTTP/1.1 200 OK"
            writer.write(status + b"\r\ncontent-length: 2\r\n\r\n{}")

    async def run():
        nonlocal all_there
        all_there = asyncio.Event()
        server = await asyncio.start_server(answer, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        return await load(f"http://127.0.0.1:{port}/recommend", 400, 20, bodies)

    all_there = None
    took, statuses, seconds = asyncio.run(asyncio.wait_for(run(), 30))
    assert sorted(statuses) == [200] * 10 + [503] * 10
    assert {*asked} == {(b"POST", bodies[0]), (b"GET", b"")}
    assert 0 < min(took) <= max(took) <= seconds


@pytest.fixture(scope="module")
def stored():
    return results.load("service")


def test_parts_are_parts_of_the_whole(stored):
    cpu = stored["cpu"]["found"]
    assert {*cpu["both"]} == {"HTTP", "JSON", "features", "model", "index"}
    assert {*cpu["health"]} == {"HTTP"}
    assert all(ms > 0 for parts in cpu.values() for ms in parts.values())
    assert sum(cpu["both"].values()) > sum(cpu["first"].values())


def test_percentiles_are_in_order_and_the_load_was_answered(stored):
    rows = stored["rates"]["found"]
    for row in rows:
        assert row["p50_ms"] <= row["p95_ms"] <= row["p99_ms"]
    for asked in ("both", "first"):
        own = [row for row in rows if row["asked"] == asked]
        assert [row["offered"] for row in own] == sorted({r["offered"] for r in rows})
        assert all(row["failed"] == 0 for row in own if row["offered"] <= 100)


def test_the_least_overlap_lies_between_what_is_retrained_and_what_is_broken(stored):
    """Of both kinds of requests, and each of the seeds."""
    found = stored["versions"]["found"]
    retrained = ("another seed", "a day more", "an epoch less")
    for name, row in found.items():
        overlaps = row["both"] + row["first"]
        if name in retrained:
            assert min(overlaps) > 1.5 * LEAST_OVERLAP, name
        else:
            assert max(overlaps) < LEAST_OVERLAP / 1.5, name


def test_while_versions_change_nobody_is_refused(stored):
    found = stored["swaps"]["found"]
    assert found["swapping"]["swaps"] > 5
    assert found["none"]["failed"] == found["swapping"]["failed"] == 0
