"""What the page has to know of the chapters' cells before one of them runs there.

    python -m press.live            run them all alone and write ``site/live.json``
    python -m press.live --check    exit with 1 where that file is not of today

The file lists the cells with lines that need what a page does not have (PyTorch above
all), and those that take long, by the number of their source. So a cell that needs
PyTorch comes into the book only with a line of that file.
"""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from filelock import FileLock

from nnbook.live import runner
from press import alone, digest, packages
from press.book import book_folder
from press.notebooks import chapters, largest_first
from press.site.cells import TOLD, number_of, stored

# Seconds of a desktop's Python from which on a cell is told to take long. In a page it
# takes 2 to 20 times as long.
LONG = 2.0
# A machine that is busy, or another one, measures other times: up to twice as many.
NOISE = 2.0


def ran(path):
    """Return what `press.alone` gives of a notebook: its ``cells``, what is ``loaded``.

    Kept in ``_build/live`` until something changes that it is made of.
    """
    notebook = json.loads(path.read_text("utf-8"))
    runs = digest.of_modules([runner.__name__, alone.__name__])
    number = digest.of_parts([digest.of_notebook(notebook), runs])
    folder = path.parent.parent / "_build" / "live"
    folder.mkdir(parents=True, exist_ok=True)
    output, made_of = folder / f"{path.stem}.json", folder / f"{path.stem}.made-of"
    with FileLock(folder / f"{path.stem}.lock"):
        if not made_of.exists() or made_of.read_text("utf-8") != number:
            made_of.unlink(missing_ok=True)
            subprocess.run(
                [
                    sys.executable,
                    "-m",
                    "press.alone",
                    path,
                    output,
                    *packages.modules(),
                ],
                cwd=path.parent,
                env={**os.environ, "OMP_NUM_THREADS": "1", "MPLBACKEND": "agg"},
                check=True,
            )
            made_of.write_text(number, "utf-8")
    return json.loads(output.read_text("utf-8"))


def told(path):
    """Return what the page has to know of a notebook's cells, by their number."""
    notebook = json.loads(path.read_text("utf-8"))
    found = {"needs": {}, "long": {}}
    for cell, result in zip(
        digest.code_cells(notebook), ran(path)["cells"], strict=True
    ):
        number = number_of("".join(cell["source"]))
        if result["needs"]:
            found["needs"][number] = said(cell, result["needs"])
        if result["seconds"] > LONG:
            found["long"][number] = round(result["seconds"])
    return found


def said(cell, needs):
    """Return the packages that a cell needs, and the first of its lines that does."""
    lines = "".join(cell["source"]).splitlines()
    packages = dict.fromkeys(need["package"] for need in needs)
    return f"{', '.join(packages)}: {lines[needs[0]['line'] - 1].strip()}"


def today():
    """Return what the file has to say, {name of a chapter: `told`}."""
    paths = largest_first(chapters([]))
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        found = dict(zip([p.stem for p in paths], pool.map(told, paths), strict=True))
    return {name: found[name] for name in sorted(found)}


def differences(stored, today):
    """Return what a file does not say as it is today, a sentence each."""
    wrong = []
    for name in sorted({*stored, *today}):
        old, new = (
            said.get(name, {"needs": {}, "long": {}}) for said in (stored, today)
        )
        for number, line in new["needs"].items():
            if number not in old["needs"]:
                wrong.append(f"{name}: a cell that is not listed needs {line}")
        for number, line in old["needs"].items():
            if number not in new["needs"]:
                wrong.append(f"{name}: no cell any more that needs {line}")
        for number, seconds in new["long"].items():
            if number not in old["long"] and seconds > LONG * NOISE:
                wrong.append(
                    f"{name}: cell {number} takes {seconds} s and is not listed"
                )
    return wrong


def main():
    """Write the file, or check it."""
    if "--check" in sys.argv[1:]:
        sys.exit("\n".join(differences(stored(), today())) or 0)
    text = json.dumps(today(), ensure_ascii=False, indent=1)
    TOLD.write_text(f"{text}\n", "utf-8")
    print("written:", TOLD.relative_to(book_folder()))


if __name__ == "__main__":
    main()
