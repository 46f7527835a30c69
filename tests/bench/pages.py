"""What a page costs its reader: weight, time to the first widget, frames, grading.

Each number is the median of several runs; for the slow-down and the weight see
page_cost.py. Ends with an error where a page exceeds tests/browser/budget.toml: run it on a
machine that does nothing else.
"""

import shutil
import statistics
import sys

import yaml
from playwright.sync_api import sync_playwright

from tests import ROOT
from tests.browser.book_server import serve
from tests.browser.conftest import start_figures
from tests.browser.page_cost import BUDGET, page_cost

TOC = yaml.safe_load((ROOT / "_toc.yml").read_text("utf-8"))
CHAPTERS = [row["file"] for part in TOC["parts"] for row in part["chapters"]]
PAGES = [f"{name}.html" for name in CHAPTERS]
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
RUNS = 3

# On every page: painted() waits for the next frame and its painting, and gives the
# milliseconds from its start to the end of its painting.
PAINTED = """window.painted = () => new Promise((done) =>
  requestAnimationFrame((began) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => done(performance.now() - began);
    channel.port2.postMessage(0);
  }));"""

# Moves a widget for 40 frames: plays it, or else turns its first slider, pushes its first
# handle or presses its presets in turn; gives what a frame costs.
FRAMES = """async (widget) => {
  const range = widget.querySelector('input[type=range]');
  const handle = widget.querySelector('[role=slider]');
  const presets = widget.querySelectorAll('.nn-bar button');
  const play = [...widget.querySelectorAll('button')].find(
    (button) => button.textContent === 'Play');
  function turn(i) {
    const span = range.max - range.min;
    range.value = +range.min + (span * ((i * 7) % 40)) / 40;
    range.dispatchEvent(new Event('input', { bubbles: true }));
  }
  function push(i) {
    for (const key of i % 20 < 10 ? ['Right', 'Up'] : ['Left', 'Down'])
      handle.dispatchEvent(
        new KeyboardEvent('keydown', { key: `Arrow${key}`, bubbles: true }));
  }
  const press = (i) => presets[i % presets.length].click();
  const move = play ? () => {} : range ? turn : handle ? push : press;
  widget.scrollIntoView();
  if (play) play.click();
  const costs = [];
  for (let i = 0; i < 40; i++) {
    await new Promise(requestAnimationFrame);
    move(i);
    costs.push(await painted());
  }
  if (play) play.click();
  costs.sort((a, b) => a - b);
  return { median: costs[20], p95: costs[37] };
}"""


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
    painted().then(() => result(performance.now() - began));
  });
  observer.observe(exercise, { attributes: true, attributeFilter: ['data-state'] });
  began = performance.now();
  run.click();
})"""


def open_page(browser):
    """An empty page of a context of its own."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(PAINTED)
    return context.new_page()


def frames(browser, url):
    """{widget: {median, p95}} in milliseconds."""
    page = open_page(browser)
    page.goto(url)
    page.wait_for_load_state("networkidle")
    start_figures(page)
    result = {}
    for widget in page.locator("[data-widget]").all():
        if widget.get_attribute("data-widget") != "question":  # nothing moves there
            result[widget.get_attribute("id")] = widget.evaluate(FRAMES)
    page.context.close()
    return result


# Plays the widget for 100 frames: milliseconds a frame, and epochs trained in all.
PLAY = """async (widget) => {
  const play = [...widget.querySelectorAll('button')].find(
    (button) => button.textContent === 'Play');
  const epochs = () => +widget.querySelector('.nn-reading').textContent
    .match(/After ([\\d,]+) epoch/)[1].replace(',', '');
  const next = () => new Promise(requestAnimationFrame);
  play.click();
  await next();
  const [began, first] = [await next(), epochs()];
  let now;
  for (let i = 0; i < 100; i++) now = await next();
  const last = epochs();
  play.click();
  return { frame: (now - began) / 100, epochs: (last - first) / 100 };
}"""


def playing(browser, base):
    """Milliseconds a frame, and steps in it, of a deep network on 500 points."""
    setting = "data=spirals&n=500&units=8,8,8,8,8,8&f=tanh&batch=50"
    page = open_page(browser)
    page.goto(f"{base}chapters/03_networks.html#playground?{setting}")
    widget = page.locator("#playground[data-state=ready]")
    widget.scroll_into_view_if_needed()
    cost = widget.evaluate(PLAY)
    page.context.close()
    return cost["frame"], cost["epochs"] * 500 / 50


def grading(browser, url):
    """Milliseconds from Run to the result of the first exercise, cold and warm."""
    page = open_page(browser)
    page.goto(url)
    exercise = page.locator("[data-exercise]").first
    exercise.scroll_into_view_if_needed()
    times = [exercise.evaluate(GRADE) for _ in range(6)]
    page.context.close()
    return times[0], statistics.median(times[1:])


def main():
    """Print the tables."""
    with sync_playwright() as playwright, serve() as base:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=ARGUMENTS
        )
        exceeded = []
        print(f"{'page':34} first widget  longest task  weight (gzip)")
        for path in ["index.html", *PAGES]:
            loads = [page_cost(browser, base + path) for _ in range(RUNS)]
            cost = {k: statistics.median(load[k] for load in loads) for k in BUDGET}
            print(
                f"{path:34} {cost['first_widget'] / 1000:10.2f} s"
                f" {cost['longest_task'] / 1000:11.2f} s {cost['bytes'] / 1000:11.0f} KB"
            )
            if any(cost[name] > limit for name, limit in BUDGET.items()):
                exceeded.append(path)
        print("\nwidget                       frame, median       95%")
        for path in PAGES:
            for name, cost in frames(browser, base + path).items():
                print(f"{name:30} {cost['median']:8.1f} ms {cost['p95']:8.1f} ms")
        frame, steps = playing(browser, base)
        print(
            f"{'playing: 6 layers of 8 on 500':30} {frame:8.1f} ms, {steps:.0f} steps"
        )
        cold, warm = grading(browser, base + PAGES[0])
        print(f"\nexercise graded: cold {cold / 1000:.2f} s, warm {warm:.0f} ms")
        browser.close()
    if exceeded:
        sys.exit(f"more than tests/browser/budget.toml allows: {', '.join(exceeded)}")


if __name__ == "__main__":
    main()
