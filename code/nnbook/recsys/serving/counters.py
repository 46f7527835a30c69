"""What a service counts: requests, errors, how long they took, where the CPU went."""

import time
from collections import Counter, deque
from contextlib import contextmanager

import numpy as np

LATEST = 10_000  # requests that the percentiles are of


class Counters:
    """Latencies of the LATEST answers, errors by status, CPU seconds by part."""

    def __init__(self):
        self.seconds = deque(maxlen=LATEST)
        self.statuses = Counter()
        self.cpu = Counter()

    @contextmanager
    def part(self, name):
        """Count the CPU time of this thread in the block to the part `name`."""
        start = time.thread_time()
        try:
            yield
        finally:
            self.cpu[name] += time.thread_time() - start

    def answered(self, status, seconds):
        """Count an answer with this status, that took so long."""
        self.statuses[status] += 1
        self.seconds.append(seconds)

    def report(self):
        """All of it as JSON: milliseconds, CPU seconds; None before the first answer.

        "process" is the CPU time of the whole process: what no part has is HTTP's, and
        that of start and swaps.
        """
        count = sum(self.statuses.values())
        report = {
            "count": count,
            "errors": sum(n for s, n in self.statuses.items() if s >= 400),
            "statuses": {str(s): n for s, n in sorted(self.statuses.items())},
            "cpu_seconds": {**self.cpu, "process": time.process_time()},
        }
        if not self.seconds:
            return {**report, "p50_ms": None, "p95_ms": None, "p99_ms": None}
        p = np.percentile([*self.seconds], (50, 95, 99)) * 1e3
        names = ("p50_ms", "p95_ms", "p99_ms")
        return report | dict(zip(names, p.round(3).tolist(), strict=True))
