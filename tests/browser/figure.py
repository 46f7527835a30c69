"""A widget on an open page, and what the page's own modules compute."""

import json
import re
import shutil
import subprocess
from urllib.parse import quote, unquote, urlsplit

import numpy as np

from nnbook import nn
from tests import ROOT
from tests.browser.book_server import FOLDER
from tests.browser.built import start_of
from tests.browser.drawing import settle

NUMBER = r"(−?\d+(?:\.\d+)?(?:×10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?)"
# The shortest time in which a frame's callbacks ran, over changes of one number: what
# else the machine does can only make it longer.
FASTEST = """async ([id, key, values]) => {
    const request = window.requestAnimationFrame;
    let spent = 0;
    window.requestAnimationFrame = (callback) => request((time) => {
        const start = performance.now();
        callback(time);
        spent += performance.now() - start;
    });
    const times = [];
    for (const value of values) {
        spent = 0;
        location.hash = `${id}?${key}=${value}`;
        while (!spent) await new Promise((resolve) => setTimeout(resolve, 20));
        times.push(spent);
    }
    window.requestAnimationFrame = request;
    return Math.min(...times);
}"""


def value(text):
    """The number that a text such as −1.20 or 2.45×10⁻⁵ shows."""
    digits = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹−", "-0123456789-")
    return float(text.translate(digits).replace("×10", "e"))


def state_of(widget):
    """What a link can set, as a widget has it when it starts."""
    start = widget()
    return {
        name: getattr(start, name) for name, part in widget.parts().items() if part.link
    }


def address_of(name, state):
    """The link that brings a figure of this name into a state."""

    def text(value):
        if isinstance(value, list) and value and not isinstance(value[0], list):
            return ",".join(map(str, value))
        return value if isinstance(value, str) else json.dumps(value)

    query = "&".join(f"{key}={quote(text(v), safe=',')}" for key, v in state.items())
    return f"#{name}?{query}"


class Mount:
    """One figure on an open page, brought to the state in which the page shows it."""

    def __init__(self, page, name):
        self.page, self.name = page, name
        # Where it lives: in its place, or beside the sentence that has set it.
        self.root = page.locator(f"[id='{name}']:not(.nn-lent), [data-docked='{name}']")
        self.root.scroll_into_view_if_needed()
        self.start_over()

    def start_over(self):
        """Bring it to its start, whatever an earlier test has done to it."""
        reset = self.button("Reset")
        if reset.count():  # which ends what plays, and forgets what is no state
            reset.evaluate("button => button.click()")
        path = unquote(urlsplit(self.page.url).path).lstrip("/")
        self.follow(start_of(path.removeprefix(f"{FOLDER}/"), self.name))

    def follow(self, state):
        """Follow a link that sets part of the state: a dict, or what stands after ?."""
        query = state if isinstance(state, str) else None
        hash_ = f"#{self.name}?{query}" if query else address_of(self.name, state)
        self.page.evaluate(
            """(hash) => new Promise((done) => {
                history.replaceState(null, "", location.pathname);  // it may be there
                addEventListener("hashchange", done, { once: true });
                location.hash = hash;
            })""",
            hash_,
        )
        self.settle()

    def settle(self):
        """Wait until what was done is drawn."""
        settle(self.page)

    def reading(self):
        """The sentence under the picture."""
        self.settle()
        return self.root.locator(".nn-reading").inner_text()

    def refusals(self):
        """What the figure says about what a link asked in vain."""
        self.settle()
        return self.root.get_by_role("alert").all_inner_texts()

    def wait(self, text):
        """Wait until the reading has this text."""
        reading = self.root.locator(".nn-reading").filter(has_text=text)
        reading.wait_for(timeout=60_000)
        return reading.inner_text()

    def numbers(self, pattern, text=None):
        """The numbers at {} in a pattern that the reading must have."""
        text = text or self.reading()
        found = re.search(re.escape(pattern).replace(r"\{\}", NUMBER), text)
        assert found, f"{pattern!r} is not in {text!r}"
        return [value(group) for group in found.groups()]

    def button(self, name):
        """A button of the widget."""
        return self.root.get_by_role("button", name=name, exact=True)

    def slider(self, name):
        """A slider or a handle of the widget."""
        return self.root.get_by_role("slider", name=name)

    def drag(self, handle, right, down):
        """Take hold of something with the mouse and move it by some pixels."""
        handle.scroll_into_view_if_needed()
        box = handle.bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x + right, y + down, steps=5)
        self.page.mouse.up()
        self.settle()


class Figure(Mount):
    """A figure in its Python class's own state unless told."""

    def __init__(self, page, widget):
        self.widget = widget
        super().__init__(page, widget.front_end)
        self.go()

    def go(self, **change):
        """Follow a link that sets the whole state: the default one, but for change."""
        self.follow({**state_of(self.widget), **change})


def in_page(code):
    """What the page's own modules compute: the JSON that some JavaScript prints."""
    run = subprocess.run(
        [shutil.which("node"), "--input-type=module", "-e", code],
        cwd=ROOT / "code" / "press" / "js",
        capture_output=True,
        check=True,
        text=True,
    )
    return json.loads(run.stdout)


def network(layers, activations):
    """nnbook's network with the weights that the page starts with."""
    rng = np.random.default_rng(0)
    parts = []
    for layer, activation in zip(layers, [*activations, None], strict=True):
        fan_in = len(layer["W"]) // len(layer["b"])
        linear = nn.Linear(fan_in, len(layer["b"]), rng)
        linear.W.data = np.reshape(layer["W"], linear.W.shape)
        linear.b.data = np.array(layer["b"])
        parts += [linear, nn.Activation(activation)] if activation else [linear]
    return nn.Sequential(*parts)
