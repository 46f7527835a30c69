"""How long the book takes to build: everything, then nothing changed."""

import shutil
import subprocess
import time

from tests import ROOT

BUILD = ["make", "book"]


def seconds(command):
    """Wall-clock seconds of a command that must succeed."""
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return time.perf_counter() - start


if __name__ == "__main__":
    shutil.rmtree(ROOT / "_build", ignore_errors=True)
    print(f"book built from nothing:     {seconds(BUILD):5.1f} s")
    print(f"book built again, unchanged: {seconds(BUILD):5.1f} s")
