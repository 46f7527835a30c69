"""What a page costs its reader: weight, time to the first widget, frames, grading.

Each number is the median of several runs. The slow-down (4x CPU, 1.2 MB/s) stands for a
phone on a moderate network; weights are gzipped, as a web host sends them. Ends with an
error where a page exceeds tests/budget.toml: run it on a machine that does nothing else.
"""

import shutil
import statistics
import sys
import tomllib
from pathlib import Path

import yaml
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))
from book_server import serve  # noqa: E402

TOC = yaml.safe_load((ROOT / "_toc.yml").read_text("utf-8"))
CHAPTERS = [row["file"] for part in TOC["parts"] for row in part["chapters"]]
PAGES = [f"{name}.html" for name in CHAPTERS]
BUDGET = tomllib.loads((ROOT / "tests" / "budget.toml").read_text("utf-8"))
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
RUNS = 3

# Moves each slider or handle of a widget for 40 frames; gives what a frame costs, from
# its start to the end of its painting.
FRAMES = """async (widget) => {
  const range = widget.querySelector('input[type=range]');
  const handle = widget.querySelector('[role=slider]');
  const play = [...widget.querySelectorAll('button')].find(
    (button) => button.textContent === 'Play');
  if (!range && !handle && !play) return null;
  widget.scrollIntoView();
  if (play) play.click();
  const costs = [];
  for (let i = 0; i < 40; i++) {
    await new Promise((next) => requestAnimationFrame(() => {
      if (range && !play) {
        const span = range.max - range.min;
        range.value = +range.min + (span * ((i * 7) % 40)) / 40;
        range.dispatchEvent(new Event('input', { bubbles: true }));
      } else if (handle && !play) {
        const key = i % 20 < 10 ? 'ArrowRight' : 'ArrowLeft';
        handle.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
      }
      requestAnimationFrame((began) => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => {
          costs.push(performance.now() - began);
          next();
        };
        channel.port2.postMessage(0);
      });
    }));
  }
  if (play) play.click();
  costs.sort((a, b) => a - b);
  return { median: costs[20], p95: costs[37] };
}"""


# Notes when the first widget is ready, and how long each task of more than 50 ms takes.
NOTES = """window.tasks = [0];
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) tasks.push(duration);
}).observe({ type: 'longtask', buffered: true });
new MutationObserver((_, observer) => {
  if (!document.querySelector('[data-widget][data-state=ready]')) return;
  window.firstReady = performance.now();
  observer.disconnect();
}).observe(document, {
  subtree: true, attributes: true, attributeFilter: ['data-state'],
});"""


# Runs an exercise: milliseconds from the click on Run to the painting of its result.
# Watches every change of state, since "running" may pass within one frame.
GRADE = """(exercise) => new Promise((result) => {
  const run = [...exercise.querySelectorAll('button')].find(
    (button) => button.textContent.trim() === 'Run');
  let began, ran = false;
  const observer = new MutationObserver(() => {
    ran ||= exercise.dataset.state === 'running';
    if (!ran || exercise.dataset.state === 'running') return;
    observer.disconnect();
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => result(performance.now() - began);
      channel.port2.postMessage(0);
    });
  });
  observer.observe(exercise, { attributes: true, attributeFilter: ['data-state'] });
  began = performance.now();
  run.click();
})"""


def load(browser, url):
    """Milliseconds to the first ready widget (0: none) and of the longest task; bytes."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    cdp = context.new_cdp_session(page)
    cdp.send("Network.enable")
    cdp.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": 20,
            "downloadThroughput": 1.2e6,
            "uploadThroughput": 1.2e6,
        },
    )
    cdp.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    weight = []
    cdp.on("Network.loadingFinished", lambda e: weight.append(e["encodedDataLength"]))
    page.add_init_script(NOTES)
    page.goto(url, wait_until="domcontentloaded")
    ready = 0
    if page.locator("[data-widget]").count():
        ready = page.wait_for_function("window.firstReady").json_value()
    page.wait_for_load_state("networkidle")
    # Scrolled to its end, so that what is loaded late counts too.
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_load_state("networkidle")
    longest = page.evaluate("Math.max(...tasks)")
    context.close()
    return ready, longest, sum(weight)


def frames(browser, url):
    """{widget: {median, p95}} in milliseconds."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(url)
    page.wait_for_load_state("networkidle")
    result = {}
    for widget in page.locator("[data-widget]").all():
        cost = widget.evaluate(FRAMES)
        if cost:
            result[widget.get_attribute("id")] = cost
    context.close()
    return result


def grading(browser, url):
    """Milliseconds from Run to the result of the first exercise, cold and warm."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(url)
    exercise = page.locator("[data-exercise]").first
    exercise.scroll_into_view_if_needed()
    times = [exercise.evaluate(GRADE) for _ in range(6)]
    context.close()
    return times[0], statistics.median(times[1:])


def main():
    """Print the tables."""
    with sync_playwright() as playwright, serve() as base:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=ARGUMENTS
        )
        limits = [*BUDGET["times"].values(), BUDGET["bytes"]["page"]]
        exceeded = []
        print(f"{'page':34} first widget  longest task  weight (gzip)")
        for path in ["index.html", *PAGES]:
            runs = [load(browser, base + path) for _ in range(RUNS)]
            cost = [statistics.median(column) for column in zip(*runs, strict=True)]
            ready, longest, weight = cost
            print(
                f"{path:34} {ready / 1000:10.2f} s {longest / 1000:11.2f} s"
                f" {weight / 1000:11.0f} KB"
            )
            if any(spent > limit for spent, limit in zip(cost, limits, strict=True)):
                exceeded.append(path)
        print("\nwidget                       frame, median       95%")
        for path in PAGES:
            for name, cost in frames(browser, base + path).items():
                print(f"{name:30} {cost['median']:8.1f} ms {cost['p95']:8.1f} ms")
        cold, warm = grading(browser, base + PAGES[0])
        print(f"\nexercise graded: cold {cold / 1000:.2f} s, warm {warm:.0f} ms")
        browser.close()
    if exceeded:
        sys.exit(f"more than tests/budget.toml allows: {', '.join(exceeded)}")


if __name__ == "__main__":
    main()
