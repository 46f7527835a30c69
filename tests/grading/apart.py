"""Grades as the page does: the reader's code in a process of its own.

    python -m tests.grading.apart FD     the process of which all the others are forks

A fork has a fresh state in a millisecond; it is not one of the tests' own process, which
has threads.
"""

import contextlib
import functools
import json
import os
import signal
import socket
import subprocess
import sys
from multiprocessing.connection import Connection

from nnbook.grading import answers, far
from tests import ROOT

SECONDS = 60  # machines are shared and busy


@functools.cache
def nursery():
    """The socket of the process that forks, once for each one of the tests."""
    ours, theirs = socket.socketpair()
    subprocess.Popen(
        [sys.executable, "-m", "tests.grading.apart", str(theirs.fileno())],
        pass_fds=[theirs.fileno()],
        cwd=ROOT,
    )
    theirs.close()
    return ours


def fork_for_each(nursery):
    """Fork a process for each socket that comes; end when no more can come."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        _, fds, *_ = socket.recv_fds(nursery, 1, 1)
        if not fds:
            return
        if os.fork() == 0:
            nursery.close()
            answer_all(Connection(fds[0]))
        os.close(fds[0])


def answer_all(pipe):
    """Answer questions where the reader's code runs, until nobody asks any more."""
    pipe.send(os.getpid())
    answers.connect(lambda name, text: None)
    try:
        while True:
            pipe.send(answers.answer(pipe.recv()))
    finally:
        os._exit(0)


def grade_apart(source, checks, mistakes=()):
    """Return the last step of the judge, and how many questions it took."""
    ours, theirs = socket.socketpair()
    socket.send_fds(nursery(), [b"."], [theirs.fileno()])
    theirs.close()
    asked = 0
    with Connection(ours.detach()) as pipe:
        process = pipe.recv()
        try:
            job = {"source": source, "checks": checks, "mistakes": mistakes}
            step = json.loads(far.judge(json.dumps(job)))
            while "ask" in step:
                asked += 1
                step = json.loads(far.go_on(ask(pipe, json.dumps(step["ask"]))))
            return step, asked
        finally:
            with contextlib.suppress(ProcessLookupError):  # it has ended itself
                os.kill(process, signal.SIGKILL)


def ask(pipe, question):
    """Ask the other process; null where it has broken down."""
    try:
        pipe.send(question)
        return pipe.recv() if pipe.poll(SECONDS) else "null"
    except (EOFError, OSError):
        return "null"


if __name__ == "__main__":
    fork_for_each(socket.socket(fileno=int(sys.argv[1])))
