"""A widget on an open page, and what the page's own modules compute."""

import json
import re
import shutil
import subprocess

import numpy as np

from nnbook import nn
from nnbook.tensor import Tensor
from tests import ROOT
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
    """The state in which a widget starts."""
    start = widget()
    return {name: getattr(start, name) for name in widget.state_names()}


class Figure:
    """One widget on an open page, in its Python class's own state unless told."""

    def __init__(self, page, widget):
        self.page, self.widget, self.name = page, widget, widget.front_end
        self.root = page.locator(f"[id='{self.name}']")
        self.root.scroll_into_view_if_needed()
        self.go()

    def go(self, **change):
        """Follow a link that sets the whole state: the default one, but for change."""
        state = {**state_of(self.widget), **change}
        self.page.evaluate("hash => { location.hash = hash }", self.address(state))
        self.settle()

    def address(self, state):
        """The address of a state."""
        nested = {"weights", "biases"}
        query = "&".join(
            f"{key}={','.join(map(str, value))}"
            if isinstance(value, list) and key not in nested
            else f"{key}={value if isinstance(value, str) else json.dumps(value)}"
            for key, value in state.items()
        )
        return f"#{self.name}?{query}"

    def settle(self):
        """Wait until what was done is drawn."""
        settle(self.page)

    def reading(self):
        """The sentence under the picture."""
        self.settle()
        return self.root.locator(".nn-reading").inner_text()

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
        linear.W = Tensor(np.reshape(layer["W"], linear.W.shape))
        linear.b = Tensor(np.array(layer["b"]))
        parts += [linear, nn.Activation(activation)] if activation else [linear]
    return nn.Sequential(*parts)
