"""How fast a page is there: another build of the book and this one, measured in turn.

    python -m tests.bench.speed OTHER_HTML [PAGE ...]

On a machine slowed down as tests/browser/page_cost.py says, medians of three loads, the
two builds in turn, so that what else a machine does meets both. Of each page: when its
first figure is ready, the longest task and the total blocking time (what tasks take
beyond 50 ms) of opening it, and of reading it to its end; how long a figure that is
jumped to takes to be ready, median and worst; and the gzipped bytes of all this.
"""

import shutil
import statistics
import sys

from playwright.sync_api import sync_playwright

from tests.bench.pages import ARGUMENTS, RUNS
from tests.browser.book_server import HTML, serve
from tests.browser.page_cost import NETWORK, slow_page

FAR = {**NETWORK, "latency": 40}  # ms
PAGES = ("chapters/01_neurons.html", "chapters/04_backpropagation.html")
# The page has been quiet for a second: no long task, and nothing more has come.
QUIET = """() => new Promise((done) => {
  const last = () => Math.max(0, tasks.at(-1)?.end ?? 0,
    ...performance.getEntriesByType("resource").map((entry) => entry.responseEnd));
  const look = () => performance.now() - last() > 1000 ? done() : setTimeout(look, 100);
  setTimeout(look, 1000);
})"""
# Half a window at a time, as who reads does.
READ = """async () => {
  for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight / 2) {
    scrollTo({ top: y, behavior: "instant" });
    await new Promise((done) => setTimeout(done, 250));
  }
}"""
# Jumps to each figure that waits; milliseconds until it is ready and painted.
JUMP = """async () => {
  const took = [];
  const frame = () => new Promise(requestAnimationFrame);
  for (const node of document.querySelectorAll("[data-widget]")) {
    const start = performance.now();
    node.scrollIntoView({ block: "center", behavior: "instant" });
    await frame();
    while (node.dataset.state === "loading") await frame();
    took.push(performance.now() - start);
    await new Promise((done) => setTimeout(done, 300));
  }
  return took;
}"""
ROWS = {
    "first figure ready, ms": "first",
    "longest task, ms": "longest",
    "total blocking time, ms": "blocking",
    "longest task, read to the end": "longest_read",
    "blocking time, read to the end": "blocking_read",
    "jumped to a figure, median ms": "jump",
    "jumped to a figure, worst ms": "jump_worst",
    "KB, opened": "kb_opened",
    "KB, read to the end": "kb",
}


def load(browser, url):
    """Open a page and read it; return what each of ``ROWS`` says."""
    page, sizes = slow_page(browser, FAR)
    page.goto(url, wait_until="load")
    page.wait_for_function("window.firstReady")
    page.evaluate(QUIET)
    result = {"first": page.evaluate("firstReady"), "kb_opened": sum(sizes) / 1000}
    result["longest"], result["blocking"] = tasks(page)
    page.evaluate(READ)
    page.evaluate(QUIET)
    result["longest_read"], result["blocking_read"] = tasks(page)
    result["kb"] = sum(sizes) / 1000
    page.context.close()

    page, _ = slow_page(browser, FAR)
    page.goto(url, wait_until="load")
    page.evaluate(QUIET)
    took = page.evaluate(JUMP)
    result["jump"], result["jump_worst"] = statistics.median(took), max(took)
    page.context.close()
    return result


def tasks(page):
    """The longest task of a page so far, and the sum of what they took beyond 50 ms."""
    return page.evaluate(
        "[Math.max(0, ...tasks.map((task) => task.took)),"
        " tasks.reduce((sum, { took }) => sum + took - 50, 0)]"
    )


def main(other, *paths):
    """Print a table a page."""
    with sync_playwright() as playwright, serve(other) as a, serve(HTML) as b:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=ARGUMENTS
        )
        for path in paths or PAGES:
            runs = [
                (load(browser, a + path), load(browser, b + path)) for _ in range(RUNS)
            ]
            print(f"\n{path:34} {'other':>8} {'this':>8}   share")
            for says, key in ROWS.items():
                before, now = (
                    statistics.median(run[i][key] for run in runs) for i in (0, 1)
                )
                share = f"{now / before:7.2f}" if before else "      -"
                print(f"{says:34} {before:8.0f} {now:8.0f} {share}", flush=True)
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
