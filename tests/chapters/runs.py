"""Each chapter is run once for all tests: in a kernel of its own, from top to bottom.

`python -m tests.chapters.runs` runs them all, as many at once as there are cores. Kept in
_build/runs are the notebook as it came out, whose outputs `test_outputs` compares with
what is stored, and what the cells have defined, for the tests of what a chapter says. A
test that needs a chapter whose code has changed since it was run runs it again.
"""

import os
import pickle
import sys
from concurrent.futures import ThreadPoolExecutor, as_completed

# A kernel for each core: let none of them take all cores. Children inherit it.
os.environ.setdefault("OMP_NUM_THREADS", "1")

import nbformat
from filelock import FileLock
from nbclient import NotebookClient

from press import digest
from tests import ROOT

CHAPTERS = ROOT / "chapters"
RUNS = ROOT / "_build" / "runs"
NOTEBOOKS = sorted(CHAPTERS.glob("*.ipynb"))
TIMEOUT = 900  # seconds for one cell; machines are shared and busy
# The last cell of a run. What cannot be kept (a widget, a picture) is left out.
KEEP = """
def _keep(names, path):
    import cloudpickle
    def can_be_kept(value):
        try:
            return cloudpickle.dumps(value) is not None
        except Exception:
            return False
    own = {n: v for n, v in names.items() if not n.startswith("_") and n not in SHELLS}
    kept = {name: value for name, value in own.items() if can_be_kept(value)}
    with open(path, "wb") as file:
        cloudpickle.dump(kept, file)
""".replace("SHELLS", repr({"In", "Out", "get_ipython", "exit", "quit", "open"}))


def outputs(chapter):
    """The notebook of a chapter as its run has left it."""
    return nbformat.read(_run_of(chapter) / "run.ipynb", as_version=4)


def defined(chapter):
    """Everything that the cells of a chapter have defined, {name: value}."""
    with open(_run_of(chapter) / "defined.pickle", "rb") as file:
        return pickle.load(file)


def _run_of(chapter):
    """The folder of a chapter's run, which is made where it is missing or old."""
    folder = RUNS / chapter
    folder.mkdir(parents=True, exist_ok=True)
    notebook = nbformat.read(CHAPTERS / f"{chapter}.ipynb", as_version=4)
    number = digest.of_notebook(notebook)
    with FileLock(folder / "lock"):  # another process may need it at the same time
        made_of = folder / "made-of"
        if not made_of.exists() or made_of.read_text("utf-8") != number:
            made_of.unlink(missing_ok=True)
            nbformat.write(_run(notebook, folder), folder / "run.ipynb")
            made_of.write_text(number, "utf-8")
    return folder


def _run(notebook, folder):
    """Run a notebook, and one cell more that keeps what it has defined.

    What an exercise's starter defines is put back to what it was: it may have the name
    of a function of the lesson.
    """
    new, own = nbformat.v4.new_code_cell, notebook.cells
    notebook.cells = []
    for cell in own:
        around = "exercise" in cell.metadata
        notebook.cells += [new("_before = dict(globals())")] if around else []
        notebook.cells += [cell]
        notebook.cells += [new("globals().update(_before)")] if around else []
    last = f"{KEEP}_keep(globals(), {str(folder / 'defined.pickle')!r})"
    notebook.cells.append(new(last))
    client = NotebookClient(
        notebook,
        timeout=TIMEOUT,
        iopub_timeout=TIMEOUT,  # else an output that comes late is left out
        kernel_name="python3",
    )
    client.execute(cwd=str(CHAPTERS))
    notebook.cells = own
    return notebook


def main():
    """Run all chapters; end with the names of those that fail."""
    # The largest first: they take longest, and would leave a core idle at the end.
    names = [p.stem for p in sorted(NOTEBOOKS, key=lambda p: -p.stat().st_size)]
    failed = []
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        jobs = {pool.submit(_run_of, name): name for name in names}
        for job in as_completed(jobs):
            if job.exception():
                failed.append(f"{jobs[job]}: {job.exception()}")
            else:
                print("run:", jobs[job], flush=True)
    if failed:
        sys.exit("\n".join(failed))


if __name__ == "__main__":
    main()
