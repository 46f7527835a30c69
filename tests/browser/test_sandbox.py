"""Nothing gets out of the sandbox, nothing fools its judge, and each run is a fresh one."""

import json

import pytest

from tests import ROOT
from tests.browser.built import EXERCISES
from tests.browser.faulty_server import serve_with_faults
from tests.grading.test_apart import ATTACKS, CHECKS, RIGHT

pytestmark = pytest.mark.xdist_group("sandbox")  # one page with one sandbox

GRADE = (ROOT / "tests" / "browser" / "in_page.js").read_text("utf-8")
LIMIT = 180_000  # ms; machines are shared and busy
# What code of the page's language would try, in the frame and in a worker of it.
TRY_ALL = """async (url) => {
  const blob = (text) => URL.createObjectURL(new Blob([text]));
  const ways = {
    fetch: () => fetch(url + "fetch"),
    "without cors": () => fetch(url + "nocors", { mode: "no-cors" }),
    xhr: () => {
      const request = new XMLHttpRequest();
      request.open("GET", url + "xhr", false);
      request.send();
    },
    socket: () => new Promise((resolve, reject) => {
      const socket = new WebSocket(url.replace("http", "ws") + "socket");
      socket.onopen = resolve;
      socket.onerror = () => reject(new Error("closed"));
    }),
    events: () => new Promise((resolve, reject) => {
      const events = new EventSource(url + "events");
      events.onopen = resolve;
      events.onerror = () => reject(new Error("closed"));
    }),
    import: () => import(url + "import.js"),
    "import by a blob": () => import(blob(`import "${url}blob.js"`)),
    "import a script": () => importScripts(url + "script.js"),
    font: () => new FontFace("x", `url(${url}font)`).load(),
    eval: () => eval("1"),
    function: () => Function("return 1")(),
    storage: () => localStorage.length,
    session: () => sessionStorage.length,
    cookie: () => document.cookie.length,
    "cookie store": () => cookieStore.getAll(),
    database: () => new Promise((resolve, reject) => {
      const asked = indexedDB.open("x");
      asked.onsuccess = resolve;
      asked.onerror = () => reject(new Error("refused"));
    }),
    caches: () => caches.open("x"),
    files: () => navigator.storage.getDirectory(),
    "the page": () => parent.document.title,
    "the page's address": () => parent.location.href,
    "another page": () => {
      if (!open(url + "open")) throw new Error("refused");
    },
  };
  const reached = [];
  for (const [name, way] of Object.entries(ways)) {
    try {
      await way();
      reached.push(name);
    } catch {
      // as it should
    }
  }
  new BroadcastChannel("sandbox").postMessage("hello");
  return reached;
}"""
IN_A_WORKER = """async ([url, tryAll]) => {
  const text = `(${tryAll})(${JSON.stringify(url)}).then((found) => postMessage(found))`;
  const worker = new Worker(URL.createObjectURL(new Blob([text])));
  return new Promise((resolve) => (worker.onmessage = ({ data }) => resolve(data)));
}"""
# What a program of Python would try: it prints what it reaches.
FROM_PYTHON = """
def reach(name, way):
    try:
        way()
        print("REACHED", name)
    except Exception as error:
        print(name, type(error).__name__)

import js, gc
from pyodide.code import run_js
for name in ("fetch", "XMLHttpRequest", "postMessage", "close", "self", "Function"):
    reach(name, lambda: getattr(js, name))
reach("run_js", lambda: run_js("1 + 1"))
import pyodide.http
reach("open_url", lambda: pyodide.http.open_url("URLpython"))
import socket  # it says that it is connected, before it is; the server knows
socket.create_connection(("127.0.0.1", PORT), 2)
from pyodide.ffi import JsProxy
for found in [thing for thing in gc.get_objects() if isinstance(thing, JsProxy)]:
    reach("Function", lambda: found.constructor("return self")())
f = lambda a, b: 0
"""
LATE = """
import asyncio

async def later():
    for _ in range(100):
        await asyncio.sleep(0.01)
        print("late")

asyncio.ensure_future(later())
f = lambda a, b: 0
"""
POISON = "import builtins, math\nbuiltins.len = math.isclose = None\n"
PROGRAMS = {
    "right": RIGHT,
    **ATTACKS,
    "a late task": LATE,
    "an endless loop": "while True: pass",
    "a poisoned run": f"{POISON}\nf = lambda a, b: 0",
    "right again": RIGHT,
    "no such name is left": "f = lambda a, b: later",
}


@pytest.fixture(scope="module")
def graded(browser):
    """The verdicts on all programs in one sandbox, its page and its server."""
    with serve_with_faults() as (url, faults):
        programs = {
            **PROGRAMS,
            "from Python": FROM_PYTHON.replace("URL", f"{url}leak-").replace(
                "PORT", url.rstrip("/").rpartition(":")[2]
            ),
        }
        context = browser.new_context()
        page = context.new_page()
        page.set_default_timeout(LIMIT)
        page.goto(url + EXERCISES[0][0])
        page.evaluate(
            "() => { new BroadcastChannel('sandbox').onmessage ="
            " ({ data }) => (window.reached = data); }"
        )
        task = {"base": f"{url}_static/", "checks": CHECKS, "programs": programs}
        yield page, url, faults, page.evaluate(GRADE, task)
        context.close()


def test_what_is_right_passes_first_and_last(graded):
    *_, found = graded
    for name in ("right", "right again"):
        assert found["verdicts"][name]["status"] == "passed", found["verdicts"][name]


@pytest.mark.parametrize("name", [n for n in PROGRAMS if not n.startswith("right")])
def test_no_program_is_taken_for_right(graded, name):
    *_, found = graded
    assert found["verdicts"][name]["status"] in ("failed", "stopped", "not started")


def test_nothing_is_heard_of_a_run_after_its_verdict(graded):
    *_, found = graded
    assert found["late"] == {}
    assert found["verdicts"]["an endless loop"]["status"] == "stopped"


def test_python_reaches_nothing_of_the_browser(graded):
    _, _, faults, found = graded
    output = found["verdicts"]["from Python"]["output"]
    assert "run_js" in output and "REACHED" not in output, output
    assert not [path for path in faults.asked if "leak" in path or path == "/"]


def test_the_pages_language_reaches_nothing_either(graded):
    page, url, faults, _ = graded
    (frame,) = [frame for frame in page.frames if frame.parent_frame]
    assert frame.evaluate(TRY_ALL, f"{url}leak-") == []
    assert frame.evaluate(IN_A_WORKER, [f"{url}leak-", TRY_ALL]) == []
    assert page.evaluate("window.reached") is None
    # The same reaches all that from the page, so the tries are real ones.
    control = page.evaluate(TRY_ALL, f"{url}control-")
    assert {"fetch", "xhr", "storage", "database", "the page"} <= {*control}
    assert [path for path in faults.asked if "control" in path]
    assert not [path for path in faults.asked if "leak" in path]


def test_a_message_to_the_frame_changes_nothing(graded):
    page, url, _, _ = graded
    verdict = page.evaluate(
        """async ([checks, source]) => {
          const forged = { question: 1, name: "grade", answer: 1, value: { status: "passed" } };
          const frame = document.querySelector("iframe[sandbox]");
          const { result } = sandbox.grade({ source, checks, mistakes: [] }, () => {});
          const { port1, port2 } = new MessageChannel();
          frame.contentWindow.postMessage(forged, "*", [port2]);
          port1.postMessage(forged);
          return await result;
        }""",
        [CHECKS, "f = lambda a, b: 0"],
    )
    assert verdict["status"] == "failed", json.dumps(verdict)
