"""What one load of a page costs on a slow machine and network.

The slow-down (4x CPU, 1.2 MB/s) stands for a phone on a moderate network; bytes are
gzipped, as a web host sends them.
"""

import tomllib
from pathlib import Path

BUDGET = tomllib.loads(Path(__file__).with_name("budget.toml").read_text("utf-8"))
NETWORK = {
    "offline": False,
    "latency": 20,
    "downloadThroughput": 1.2e6,
    "uploadThroughput": 1.2e6,
}
# Notes when the first widget is ready, and how long each task of more than 50 ms takes.
NOTES = """window.tasks = [];
new PerformanceObserver((list) => {
  for (const { startTime, duration } of list.getEntries())
    tasks.push({ took: duration, end: startTime + duration });
}).observe({ type: 'longtask', buffered: true });
new MutationObserver((_, observer) => {
  if (!document.querySelector('[data-widget][data-state=ready]')) return;
  window.firstReady = performance.now();
  observer.disconnect();
}).observe(document, {
  subtree: true, attributes: true, attributeFilter: ['data-state'],
});"""


def slow_page(browser, network=NETWORK):
    """Open an empty page on a slow machine; return it and the list of what it loads.

    The list holds the bytes of each answer, as they are sent.
    """
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Network.emulateNetworkConditions", network)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    sizes = []
    devtools.on(
        "Network.loadingFinished",
        lambda event: sizes.append(event["encodedDataLength"]),
    )
    page.add_init_script(NOTES)
    return page, sizes


def page_cost(browser, url):
    """Load a page; return {"first_widget": ms, "longest_task": ms, "bytes": n}.

    ``first_widget`` is the time until the first widget is ready, 0 on a page without one;
    the bytes are all that is loaded until the page has been scrolled to its end.
    """
    page, sizes = slow_page(browser)
    page.goto(url, wait_until="domcontentloaded")
    ready = 0
    if page.locator("[data-widget]").count():
        ready = page.wait_for_function("window.firstReady").json_value()
    page.wait_for_load_state("networkidle")
    # Fonts and pictures further down come when they are seen.
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_load_state("networkidle")
    longest = page.evaluate("Math.max(0, ...tasks.map((task) => task.took))")
    page.context.close()
    return {"first_widget": ready, "longest_task": longest, "bytes": sum(sizes)}
