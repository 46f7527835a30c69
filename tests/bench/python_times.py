"""How long Python takes in the page, side by side with what it took without a sandbox.

Rounds of both alternate in one run; each begins with an empty cache. Before (BEFORE) one
worker of the page's own origin graded all programs.
"""

import shutil
import statistics
import subprocess
import tempfile
from pathlib import Path

from press import packages
from press.chromium import chromium
from press.site.python import PYODIDE
from tests import ROOT
from tests.browser.book_server import HTML, serve
from tests.browser.test_python_times import JOB, TIMES

BEFORE = "6a6760d"
OLD = {
    "worker.js": "code/js/src/site/worker.js",
    "grader.py": "code/nnbook/exercises/grader.py",
}
ROUNDS = 3
# The same times as python_times.js takes; an endless loop ended the only worker there.
TIMES_BEFORE = """async ({ base, job }) => {
    const pause = (ms) => new Promise((done) => setTimeout(done, ms));
    let worker, heard;
    const hear = (type) => new Promise((resolve, reject) => {
        heard = ({ data }) => {
            if (data.type === type) resolve(data);
            else if (data.type === "broken") reject(new Error(data.text));
        };
    });
    function start() {
        worker = new Worker(`${base}worker.js`, { type: "module" });
        worker.onmessage = (event) => heard(event);
        return hear("ready");
    }
    async function grade() {
        const began = performance.now();
        const result = hear("result");
        worker.postMessage(job);
        await result;
        return performance.now() - began;
    }
    const began = performance.now();
    await start();
    await grade();
    const cold = performance.now() - began;
    const second = await grade();
    worker.postMessage({ ...job, source: "while True: pass" });
    await pause(2000);
    worker.terminate();
    const again = performance.now();
    await start();
    await grade();
    const afterLoop = performance.now() - again;
    const warm = [];
    for (let i = 0; i < 5; i++) {
        await pause(1500);
        warm.push(await grade());
    }
    worker.terminate();
    return { cold, second, afterLoop, warm };
}"""


def write_before(folder):
    """Write what the page's Python was made of then; tell whether git has it."""
    static = folder / "_static"
    (static / "pyodide").mkdir(parents=True)
    for name in PYODIDE:
        shutil.copy(packages.PYODIDE / name, static / "pyodide" / name)
    for name, path in OLD.items():
        shown = subprocess.run(
            ["git", "show", f"{BEFORE}:{path}"], cwd=ROOT, capture_output=True
        )
        if shown.returncode:
            return False
        (static / name).write_bytes(shown.stdout)
    (static / "python.json").write_text("{}")
    return True


def measure(browser, url, script):
    """Run a script of times on an empty page of its own."""
    context = browser.new_context()
    page = context.new_page()
    page.set_default_timeout(180_000)
    page.goto(f"{url}_static/python.json")
    times = page.evaluate(script, {"base": f"{url}_static/", "job": JOB})
    context.close()
    return {**times, "warm": statistics.median(times["warm"])}


def main():
    """Print the medians of the rounds, and their ratios."""
    with tempfile.TemporaryDirectory() as folder:
        roads = {"now": (HTML, TIMES)}
        if write_before(Path(folder)):
            roads["before"] = (Path(folder), TIMES_BEFORE)
        else:
            print(f"git has no {BEFORE} here: what was before is not compared")
        rounds = {name: [] for name in roads}
        with chromium(["chromium"]) as browser:
            for _ in range(ROUNDS):
                for name, (place, script) in roads.items():
                    with serve(place) as url:
                        rounds[name].append(measure(browser, url, script))
    print(f"{'ms, median of rounds':22}" + "".join(f"{name:>10}" for name in roads))
    for key in ("cold", "second", "afterLoop", "warm"):
        row = "".join(f"{middle(found, key):10.0f}" for found in rounds.values())
        ratios = [times[key] / times["cold"] for times in rounds["now"]]
        print(f"{key:22}{row}   {statistics.median(ratios):.2f} of its cold start")
    if "before" in roads:
        ratios = [
            now["cold"] / before["cold"]
            for now, before in zip(rounds["now"], rounds["before"], strict=True)
        ]
        print(f"cold, now to before, by round: {[round(r, 2) for r in ratios]}")


def middle(found, key):
    """The median of a time over the rounds."""
    return statistics.median(times[key] for times in found)


if __name__ == "__main__":
    main()
