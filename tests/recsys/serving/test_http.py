"""The service over HTTP: answers, refusals, swaps under load, and its end."""

import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial

import pytest
import uvicorn

from nnbook.recsys.serving import bundle
from nnbook.recsys.serving import http as service_module
from nnbook.recsys.serving.counters import Counters
from nnbook.recsys.serving.http import Service
from nnbook.recsys.serving.request import Rows, parse
from nnbook.recsys.serving.served import Served
from tests import ROOT
from tests.bench import load
from tests.recsys.serving import small
from tests.recsys.serving.replay import body as body_of

JSON = {"Content-Type": "application/json"}


@pytest.fixture(scope="module")
def bundles(tmp_path_factory):
    """A folder with "old", "near", "far" and "broken", and a bundle out of it."""
    root = tmp_path_factory.mktemp("bundles")
    generator, ranking = small.two_stages(small.site())
    small.save(root / "in" / "old", generator, ranking)
    small.save(root / "in" / "near", small.near(generator), ranking)
    small.save(root / "in" / "far", small.two_stages(small.site(), seed=9)[0], ranking)
    shutil.copytree(root / "in" / "old", root / "in" / "broken")
    weights = next((root / "in" / "broken").glob("generator*.safetensors"))
    weights.write_bytes(weights.read_bytes()[:-1])
    small.save(root / "out", generator, ranking)
    (root / "in" / "link").symlink_to(root / "out", target_is_directory=True)
    return root / "in"


@contextmanager
def running(service, **settings):
    """The service on a free port, in a thread; gives a function that asks it."""
    listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(
        service.application(), log_level="error", lifespan="off", **settings
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=([listener],))
    thread.start()
    port = listener.getsockname()[1]
    try:
        yield partial(ask, port)
    finally:
        server.should_exit = True
        thread.join()


def ask(port, path, body=None, headers=JSON):
    """(status, content) of a GET, or of a POST where there is a body."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    body = json.dumps(body) if isinstance(body, dict) else body
    connection.request("POST" if body is not None else "GET", path, body, headers)
    response = connection.getresponse()
    text = response.read()
    connection.close()
    return response.status, json.loads(text) if text[:1] == b"{" else text


@pytest.fixture
def service(bundles):
    return Service(Served.load(bundles / "old", candidates=30), bundles)


@pytest.fixture
def asking(service):
    with running(service) as asking:
        yield asking


def test_a_history_is_answered_by_both_stages(service, asking):
    body = {"history": ["video 3", "video 999"], "time": 20.0, "k": 4}
    status, answer = asking("/recommend", body)
    assert status == 200
    assert answer == service.served.answer(parse(json.dumps(body).encode()), Counters())
    assert answer["by"] == ["generator", "ranker"] and len(answer["items"]) == 4
    assert answer["unknown"]["history"]["such as"] == ["video 999"]
    assert asking("/recommend", {"history": []})[1]["by"] == ["popularity"]


def test_rows_are_scored(tmp_path):
    bundle.save(tmp_path, wide_deep=small.scoring(small.table()))
    served = Served.load(tmp_path)
    service_module.warm_up(served)
    row = {"town": "a", "age": 30, "price": 9.5}
    with running(Service(served)) as asking:
        status, answer = asking("/score", {"rows": [row, row]})
        assert (status, answer) == (200, served.answer(Rows([row, row]), Counters()))
        status, answer = asking("/recommend", {"history": []})
        assert (status, answer["error"]) == (404, "there is no generator in the bundle")


def test_what_is_wrong_gets_4xx_with_a_message(asking):
    large = b'{"history": ["' + b"x" * (1 << 18) + b'"]}'
    for status, message, asked in (
        (400, "is no JSON", ("/recommend", b"{")),
        (422, '"history" is missing', ("/recommend", {})),
        (413, "larger than 262,144 bytes", ("/recommend", large)),
        (415, "send JSON, with", ("/recommend", {"history": []}, {})),
        (404, b"Not Found", ("/other", {})),
        (405, b"Method Not Allowed", ("/recommend",)),
    ):
        found, answer = asking(*asked)
        assert found == status, answer
        assert message in (answer["error"] if isinstance(answer, dict) else answer)


def test_an_error_of_its_own_is_told_as_one(service, asking, monkeypatch):
    monkeypatch.setattr(service.served, "popular", None)
    status, answer = asking("/recommend", {"history": []})
    assert (status, answer["error"]) == (
        500,
        "an error of the service, not of yours: its log says more",
    )
    assert asking("/recommend", {"history": ["video 3"]})[0] == 200


def test_health_and_metrics(service, asking):
    assert asking("/metrics")[1]["p50_ms"] is None
    for body in ({"history": ["video 3"]}, {"history": []}, {}):
        asking("/recommend", body)
    health = asking("/health")[1]
    assert (health["status"], health["version"]) == ("ok", service.served.version)
    metrics = asking("/metrics")[1]
    assert (metrics["count"], metrics["errors"]) == (3, 1)
    assert metrics["statuses"] == {"200": 2, "422": 1}
    assert 0 < metrics["p50_ms"] <= metrics["p95_ms"] <= metrics["p99_ms"]
    parts = metrics["cpu_seconds"]
    assert sum(parts.values()) < 2 * parts["process"]
    assert parts.keys() == {"JSON", "features", "model", "index", "process"}


def test_a_load_tells_what_it_took(service, tmp_path, capsys):
    (tmp_path / "bodies").write_bytes(body_of(["video 3"]) + b"\n{}")
    with running(service) as asking:
        url = f"http://127.0.0.1:{asking.args[0]}/recommend"
        load.main(url, "400", "10", tmp_path / "bodies")
    told = json.loads(capsys.readouterr().out)
    assert 0 < told["p50_ms"] <= told["p95_ms"] <= told["p99_ms"]
    assert told["failed"] == 5 and told["answered"] > 1


# --- swaps ----------------------------------------------------------------------------


def test_each_of_200_requests_during_swaps_sees_one_version(bundles, service, asking):
    """The items are those of the version that the answer names, whichever it is."""
    histories = [[f"video {i}", f"video {(7 * i + 3) % 120}"] for i in range(40)]
    expected = {}
    for name in ("old", "near"):
        version = Served.load(bundles / name, candidates=30)
        for i, history in enumerate(histories):
            request = parse(body_of(history, time=20.0))
            expected[version.version, i] = version.answer(request, Counters())
    asking("/recommend", {"history": histories[0]})
    left, answers, done = iter(range(200)), [], threading.Event()

    def client(_):
        for i in left:
            status, answer = asking(
                "/recommend", {"history": histories[i % 40], "time": 20.0}
            )
            answers.append((status, answer == expected[answer["version"], i % 40]))
            versions.append(answer["version"])
        done.set()

    versions, swaps = [], 0
    with ThreadPoolExecutor(4) as clients:
        clients.map(client, range(4))
        while not done.is_set() or swaps < 2:
            name = ("near", "old")[swaps % 2]
            status, answer = asking("/swap", {"bundle": name})
            assert status == 200, answer
            assert answer["trial"]["overlap"] > 0.5
            swaps += 1
    assert answers == [(200, True)] * 200
    assert len({*versions}) == 2


def test_a_warm_start_takes_over_and_knows_what_is_new(bundles, asking):
    """What an old bundle has learned, with ten items more, is near to it."""
    generator = bundle.load(bundles / "old").generator
    small.save(bundles / "warm", small.warm(generator))
    for i in range(20):
        asking("/recommend", {"history": [f"video {i}", f"video {5 * i}"]})
    new = {"history": ["video 3", "video 125"]}
    unknown = asking("/recommend", new)[1]["unknown"]["history"]
    assert unknown["such as"] == ["video 125"]
    status, answer = asking("/swap", {"bundle": "warm"})
    assert status == 200 and answer["trial"]["overlap"] > 0.7
    assert "unknown" not in asking("/recommend", new)[1]


@pytest.mark.parametrize(
    "name, status, message",
    [
        ("far", 409, "was not taken in, .* goes on: on 20 logged requests its li"),
        ("broken", 409, "bytes were written|was cut or changed.*goes on"),
        ("none", 409, "there is no bundle in it.* goes on"),
        ("../out", 403, "is not a folder in --swap-from"),
        ("link", 403, "is not a folder in --swap-from"),
        ("/etc", 403, "is not a folder in --swap-from"),
        (".", 403, "is not a folder in --swap-from"),
        ("a\0b", 403, "is not a folder in --swap-from"),
        (7, 422, 'expected {"bundle": name}'),
    ],
)
def test_a_bundle_that_does_not_fit_is_refused_and_the_old_one_goes_on(
    service, asking, name, status, message
):
    before = service.served.version
    for i in range(20):
        history = {"history": [f"video {i}", f"video {5 * i}"]}
        answer = asking("/recommend", history)
    found, content = asking("/swap", {"bundle": name})
    assert found == status
    assert re.search(message, content["error"])
    assert asking("/recommend", history) == answer
    assert asking("/health")[1]["version"] == before


def test_a_bundle_that_fails_on_a_logged_request_is_refused(
    service, asking, monkeypatch
):
    asking("/recommend", {"history": ["video 3"]})
    before = service.served.version

    def fails(old, new, requests):
        raise IndexError("a row too far")

    monkeypatch.setattr(service_module, "dry_run", fails)
    for force in (False, True):
        status, answer = asking("/swap", {"bundle": "near", "force": force})
        assert status == 409
        assert "failed on a logged request (IndexError: a row too far)" in str(answer)
    assert service.served.version == before


def test_a_change_that_is_wanted_can_be_forced(bundles, asking):
    status, answer = asking("/swap", {"bundle": "far"})
    assert status == 409 and "there are no logged requests" in answer["error"]
    asking("/recommend", {"history": ["video 3"]})
    assert '"force": true' in asking("/swap", {"bundle": "far"})[1]["error"]
    status, answer = asking("/swap", {"bundle": "far", "force": True})
    assert (status, answer["trial"]["requests"]) == (200, 1)
    assert asking("/health")[1]["version"] == answer["version"]


def test_nothing_is_swapped_without_a_folder_to_swap_from(bundles):
    with running(Service(Served.load(bundles / "old"))) as asking:
        status, answer = asking("/swap", {"bundle": "near"})
        assert (status, answer["error"][:23]) == (403, "nothing is swapped here")


def test_one_swap_at_a_time(service, asking, monkeypatch):
    asking("/recommend", {"history": ["video 3"]})
    begun, go = threading.Event(), threading.Event()
    tried = service.tried

    def waiting(*arguments):
        begun.set()
        go.wait(30)
        return tried(*arguments)

    monkeypatch.setattr(service, "tried", waiting)
    with ThreadPoolExecutor(1) as other:
        first = other.submit(asking, "/swap", {"bundle": "near"})
        assert begun.wait(30)
        status, answer = asking("/swap", {"bundle": "near"})
        assert (status, answer["error"][:20]) == (409, "another swap is unde")
        assert asking("/recommend", {"history": ["video 3"]})[0] == 200
        go.set()
        assert first.result()[0] == 200


# --- limits ---------------------------------------------------------------------------


def test_a_body_that_does_not_come_and_an_answer_that_takes_too_long_end(
    service, asking, monkeypatch
):
    begun, go = threading.Event(), threading.Event()

    def waiting(*arguments):
        begun.set()
        go.wait(30)

    monkeypatch.setattr(service_module, "TO_SEND", 0.05)
    monkeypatch.setattr(service_module, "TO_ANSWER", 0.05)
    header = {**JSON, "Content-Length": "100"}
    status, answer = asking("/recommend", b"{", header)
    assert (status, "did not come in 0.05 s" in answer["error"]) == (408, True)
    monkeypatch.setattr(service.served, "answer", waiting)
    status, answer = asking("/recommend", {"history": []})
    go.set()
    assert (status, "too many requests" in answer["error"]) == (503, True)


# --- the command ----------------------------------------------------------------------


def started(*options):
    """The command as a process of its own, on a free port: (process, port)."""
    process = subprocess.Popen(
        [sys.executable, "-m", "nnbook.recsys", "serve", "--port", "0", *options],
        env=os.environ | {"PYTHONPATH": str(ROOT / "code"), "OMP_NUM_THREADS": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    line = process.stdout.readline()
    address = re.search(r"^[0-9a-f]{16} answers on http://127\.0\.0\.1:(\d+)$", line)
    assert address, line + process.communicate()[1]
    return process, int(address[1])


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
def test_what_was_asked_before_a_sigterm_is_answered(bundles, tmp_path):
    """A request of which half had come is answered; then the process ends."""
    requests = tmp_path / "requests.jsonl"
    requests.write_bytes(body_of(["video 3"]) + b"\n" + body_of(["video 8"]))
    options = ("--swap-from", bundles, "--requests", requests)
    process, port = started("--bundle", bundles / "old", *options)
    assert ask(port, "/swap", {"bundle": "near"})[1]["trial"]["requests"] == 2
    body = body_of(["video 3"])
    head = (
        "POST /recommend HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", port), timeout=30) as client:
        client.sendall(head.encode() + body[:9])
        # An answer on another connection: so the service has read the half.
        assert ask(port, "/health")[0] == 200
        process.send_signal(signal.SIGTERM)
        client.sendall(body[9:])
        answer = http.client.HTTPResponse(client)
        answer.begin()
        assert answer.status == 200
        assert len(json.loads(answer.read())["items"]) == 10
    _, errors = process.communicate(timeout=30)
    assert process.returncode in (0, -signal.SIGTERM)
    assert "Traceback" not in errors
    with pytest.raises(ConnectionRefusedError):
        ask(port, "/health")


def test_what_cannot_be_served_is_said(bundles, tmp_path, capsys):
    from nnbook.recsys.__main__ import main

    bad = tmp_path / "requests.jsonl"
    bad.write_text("{}\n")
    for options, message in (
        (["--bundle", tmp_path], "there is no bundle in it"),
        (["--bundle", bundles / "broken"], "it was cut or changed"),
        (["--bundle", bundles / "old", "--requests", bad], '"history" is missing'),
    ):
        with pytest.raises(SystemExit):
            main(["serve", "--port", "0", *map(str, options)])
        assert message in capsys.readouterr().err
