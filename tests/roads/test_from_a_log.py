"""From a log to a service: the commands on the page, run in their order."""

import contextlib
import io
import json
import os
import re
import shlex
import subprocess
import sys
import urllib.request

import pytest
import torch

from nnbook.recsys.__main__ import main
from tests import ROOT
from tests.chapters.lesson import cells_of

TEXT = "\n".join(
    cell.source
    for cell in cells_of("beyond_one_machine")
    if cell.id.startswith("from-a-log")
)
FENCES = re.findall(r"^```(\w+)\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
COMMANDS = [text.strip() for kind, text in FENCES if kind == "sh"]
SHOWN = [text.splitlines() for kind, text in FENCES if kind == "text"]
(PYTHON,) = [text for kind, text in FENCES if kind == "python"]
OURS = "python -m nnbook.recsys "
CLOSE = 0.03  # to what the page shows: processors round differently


def printed(command):
    """What a command of ours prints, run in this process."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        main(shlex.split(command.removeprefix(OURS)))
    return out.getvalue()


@pytest.fixture(scope="module")
def here(tmp_path_factory):
    """An empty folder to work in, with one thread."""
    before, threads = os.getcwd(), torch.get_num_threads()
    os.chdir(tmp_path_factory.mktemp("reader"))
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)
    os.chdir(before)


@pytest.fixture(scope="module")
def run(here):
    """What the page's commands print, {command: text}, up to the service."""
    ours = [c for c in COMMANDS if c.startswith(OURS) and " serve " not in c]
    return {command: printed(command) for command in ours}


def test_the_page_names_every_step():
    steps = [c.split()[3] if c.startswith(OURS) else c.split()[0] for c in COMMANDS]
    wanted = "simulate train train evaluate recommend serve curl"
    assert steps == wanted.split()
    assert all("\n" not in command for command in COMMANDS)


ROW = re.compile(r"(\S.*?)" + r"\s+([+-]?\d\.\d{3}) ± (\d\.\d{3})" * 3 + r"\s*")


def table(lines):
    """{row: its six numbers} of a report's table."""
    rows = [row.groups() for line in lines if (row := ROW.fullmatch(line))]
    return {name: [float(x) for x in numbers] for name, *numbers in rows}


def test_what_the_page_shows_is_what_comes(run):
    log, first, second = SHOWN
    with open("log.csv", encoding="utf-8") as file:
        assert file.read().splitlines()[: len(log)] == log
    small, again = (text for c, text in run.items() if " train " in c)
    for shown, text in ((first, small), (second, again)):
        lines = text.splitlines()
        assert shown[0] in lines
        found = table(lines)
        assert len(found) == 5
        for name, numbers in table(shown).items():
            assert found[name] == pytest.approx(numbers, abs=CLOSE)
    said = " ".join(small.split())
    assert " ".join(first[-2:]) in said and "The model beats popularity" in said
    assert "The model loses to sequence kNN" in said and "Do not ship it" in said
    assert "356 of these 498 users came back" in TEXT.replace("\n", " ")
    assert "The model is not shown to beat sequence kNN" in " ".join(again.split())


def test_a_bundle_that_loses_ends_with_1(run):
    (evaluate,) = (c for c in COMMANDS if " evaluate " in c)
    assert table(run[evaluate].splitlines()) == table(
        next(reversed([t for c, t in run.items() if " train " in c])).splitlines()
    )
    with pytest.raises(SystemExit) as end:
        printed(evaluate.replace("--bundle again", "--bundle bundle"))
    assert end.value.code == 1


def test_commands_python_and_the_service_recommend_the_same(run):
    (recommend,) = (c for c in COMMANDS if " recommend " in c)
    items = run[recommend].split()
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(PYTHON, {})
    assert len(items) == 3 and out.getvalue().splitlines()[-1] == str(items)
    (serve,) = (c for c in COMMANDS if " serve " in c)
    (curl,) = (c for c in COMMANDS if c.startswith("curl"))
    pytest.importorskip("uvicorn")
    words = shlex.split(serve.replace("--port 8000", "--port 0"))  # a free one
    process = subprocess.Popen(
        [sys.executable, *words[1:]],
        env=os.environ | {"PYTHONPATH": str(ROOT / "code")},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        address = process.stdout.readline().split()[-1]
        _, _, header, _, body, url = shlex.split(curl)
        request = urllib.request.Request(
            url.replace("http://127.0.0.1:8000", address),
            body.encode(),
            dict([header.split(": ")]),
        )
        with urllib.request.urlopen(request, timeout=30) as response:
            answer = json.load(response)
    finally:
        process.terminate()
        process.communicate(timeout=30)
    assert answer["items"] == items


@pytest.mark.weekly
def test_a_log_of_twice_the_users_is_worth_a_model(here):
    """Half a minute: the number in the text."""
    printed(f"{OURS}simulate --out twice.csv --users 1000")
    text = printed(f"{OURS}train --data twice.csv --repeats label --out twice")
    mean, error = table(text.splitlines())["model - sequence kNN"][:2]
    said = re.search(
        r"it is ahead by ([\d.]+) ± ([\d.]+) in HR@10", " ".join(TEXT.split())
    )
    assert [mean, error] == pytest.approx([float(x) for x in said.groups()], abs=0.015)
    assert mean > 2 * error
