// The contract of every figure with what its class in Python declares: each option of each
// trait and 200 random states are drawn, without an error, as sentences and pictures that
// hold no NaN; and what Python refuses, a link is refused as well, with a notice.
// The states are those of tests/widgets/states.py.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { drawFrames, place } from "./small-dom.mjs";
import {
  formatAddress,
  parseAddress,
} from "../../code/press/js/src/lib/address.js";
import { fits } from "../../code/press/js/src/lib/state.js";
import { readLink } from "../../code/press/js/src/site/link.js";
import { StaticModel } from "../../code/press/js/src/site/model.js";

const SOURCES = join(import.meta.dirname, "../../code/press/js/src");
const { build } = createRequire(join(SOURCES, "../package.json"))("esbuild");
const FIGURES = JSON.parse(readFileSync(process.env.NNBOOK_STATES, "utf8"));
const BROKEN = /NaN|undefined|null|\[object|Infinity/;
// Of a gradient that is none the figure itself says so.
const SAID = /\(NaN\)|gradient NaN/g;

// The figures' modules, built with names that an error can tell.
const folder = mkdtempSync(join(tmpdir(), "figures-"));
await build({
  entryPoints: Object.keys(FIGURES).map((name) =>
    join(SOURCES, `widgets/${name}.js`),
  ),
  outdir: folder,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  splitting: true,
  format: "esm",
  loader: { ".css": "empty" },
});
const widgets = new Map();
for (const name of Object.keys(FIGURES)) {
  const module = await import(pathToFileURL(join(folder, `${name}.mjs`)));
  widgets.set(name, module.default);
}
rmSync(folder, { recursive: true });

// Everything that a reader sees or hears, and where marks are drawn.
function shown(root) {
  const parts = [];
  for (const node of root.querySelectorAll("*")) {
    if (node.localName === "style") continue;
    for (const { name, value } of node.attributes)
      if (!["id", "for", "name"].includes(name))
        parts.push(`${name}="${value}"`);
    for (const child of node.childNodes)
      if (child.nodeType === 3) parts.push(child.data);
  }
  return parts.join("\n");
}

function check(root, state) {
  const reading = root.querySelector(".nn-reading").textContent.trim();
  const told = () => JSON.stringify(state);
  assert.ok(reading, `no reading at ${told()}`);
  const broken = shown(root)
    .replace(SAID, "")
    .split("\n")
    .find((line) => BROKEN.test(line));
  assert.equal(broken, undefined, `at ${told()}`);
}

for (const [name, { start, options, states, refused }] of Object.entries(
  FIGURES,
)) {
  const widget = widgets.get(name);
  const { declared } = widget;
  const render = (state) => {
    const model = new StaticModel(state);
    const el = place();
    return { model, el, remove: widget.render({ model, el }) };
  };

  test(`${name}: each option of each trait is drawn`, () => {
    for (const change of options) {
      const state = { ...start, ...change };
      const { el, remove } = render(state);
      drawFrames();
      check(el, state);
      remove();
    }
  });

  test(`${name}: ${states.length} random states are drawn`, () => {
    const { model, el, remove } = render(start);
    for (const state of states) {
      for (const [key, value] of Object.entries(state)) model.set(key, value);
      drawFrames();
      check(el, state);
      // Nothing that fits is moved; −0 is 0.
      const plain = (value) => JSON.parse(JSON.stringify(value));
      for (const [key, value] of Object.entries(state))
        if (key !== "steps")
          assert.deepEqual(plain(model.get(key)), plain(value), key);
    }
    remove();
  });

  test(`${name}: what moves on a line says which way, and answers all four arrows`, () => {
    const { el, remove } = render(start);
    drawFrames();
    const press = (node, key) => {
      const event = Object.assign(
        new CustomEvent("keydown", { bubbles: true }),
        {
          key,
        },
      );
      node.dispatchEvent(event);
      drawFrames();
      return node.getAttribute("aria-valuetext");
    };
    for (const node of el.querySelectorAll("[role=slider][aria-orientation]")) {
      assert.match(
        node.getAttribute("aria-orientation"),
        /^(horizontal|vertical)$/,
      );
      // From an end, too, where one of the two does nothing.
      press(node, "ArrowLeft");
      const there = press(node, "ArrowRight");
      const back = press(node, "ArrowLeft");
      assert.notEqual(there, back, node.getAttribute("aria-label"));
      assert.equal(press(node, "ArrowUp"), there);
      assert.equal(press(node, "ArrowDown"), back);
    }
    remove();
  });

  test(`${name}: a link can say each of these states`, () => {
    for (const state of [
      start,
      ...options.map((change) => ({ ...start, ...change })),
      ...states,
    ]) {
      const get = (key) => state[key];
      for (const [key, part] of Object.entries(declared))
        assert.ok(
          fits(part, state[key], get),
          `${key}=${JSON.stringify(state[key])}`,
        );
      const keys = Object.keys(declared).filter(
        (key) => declared[key].link !== false,
      );
      const link = formatAddress(
        name,
        Object.fromEntries(keys.map((key) => [key, state[key]])),
      );
      const before = (key) => (keys.includes(key) ? undefined : state[key]);
      const read = readLink(widget, before, parseAddress(link).values);
      assert.deepEqual(read.refused, [], link);
      for (const [key, value] of Object.entries(read.values))
        assert.equal(JSON.stringify(value), JSON.stringify(state[key]));
    }
  });

  test(`${name}: what Python refuses, a link is refused`, () => {
    const get = (key) => start[key];
    for (const [key, value] of refused) {
      assert.ok(
        !fits(declared[key], value, get),
        `${key}: ${JSON.stringify(value)}`,
      );
    }
    for (const [key, part] of Object.entries(declared)) {
      const { values, refused } = readLink(widget, get, {
        [key]: '[["a"],{}]',
      });
      if (part.kind === "text") continue;
      assert.deepEqual(values, {});
      assert.equal(refused.length, 1);
      assert.match(
        refused[0],
        new RegExp(`asks for ${key} = .* but ${key} (must be|was)`),
      );
      assert.doesNotMatch(refused[0], BROKEN);
    }
  });
}

test("graph-stepper: a number is read as in a question; what is none is told", () => {
  const model = new StaticModel(FIGURES["graph-stepper"].start);
  const el = place();
  const remove = widgets.get("graph-stepper").render({ model, el });
  drawFrames(2);
  const field = el.querySelector("input.nn-number");
  const reading = () => el.querySelector(".nn-reading").textContent;
  const type = (text) => {
    field.value = text;
    field.dispatchEvent(new el.ownerDocument.defaultView.Event("change"));
    drawFrames(2);
    return Object.values(model.get("values"))[0];
  };
  assert.equal(type("1,000"), 1000);
  assert.equal(type("–０．５"), -0.5);
  assert.equal(type("12\u2009288"), 12288);
  assert.match(reading(), /^The formula|operations/);
  for (const text of ["0x10", "1e", "", "1,00"]) {
    assert.equal(type(text), 12288, text);
    assert.match(
      reading(),
      text === "1,00" ? /In “1,00”/ : /Type a number such as/,
    );
    assert.equal(field.value, "12288");
  }
  assert.equal(type("2"), 2);
  assert.doesNotMatch(reading(), /Type a number/);
  remove();
});

function drawADigit() {
  const model = new StaticModel(FIGURES["draw-a-digit"].start);
  const el = place();
  const remove = widgets.get("draw-a-digit").render({ model, el });
  const { Event } = el.ownerDocument.defaultView;
  drawFrames(2);
  const one = (role, name) =>
    [...el.querySelectorAll(`[role=${role}]`)].find((node) =>
      node.getAttribute("aria-label").startsWith(name),
    );
  return {
    model,
    remove,
    one,
    reading: () => el.querySelector(".nn-reading").textContent,
    press(node, ...keys) {
      for (const key of keys)
        node.dispatchEvent(
          Object.assign(new Event("keydown", { bubbles: true }), { key }),
        );
      drawFrames(2);
    },
    click(text) {
      const node = [...el.querySelectorAll("button")].find(
        ({ textContent }) => textContent === text,
      );
      node.dispatchEvent(new Event("click"));
      drawFrames(2);
    },
  };
}

test("draw-a-digit: keys set ink, choose units and images, and it learns", () => {
  const { model, remove, one, reading, press, click } = drawADigit();
  const pad = one("slider", "Drawing");
  press(pad, "Home", "9", "ArrowRight", "5", "ArrowDown", "0", " ");
  const cells = model.get("drawing");
  assert.equal(model.get("example"), "own");
  assert.deepEqual([cells[0], cells[1], cells[9]], [16, 9, 16]);
  assert.match(
    pad.getAttribute("aria-valuetext"),
    /^row 2, column 2: 16 of 16$/,
  );
  assert.equal(cells[28], 16); // the 3 that was there is still there
  press(pad, "Delete", "End", " ", "0");
  assert.deepEqual([model.get("drawing")[9], model.get("drawing")[63]], [0, 0]);

  press(one("radio", "Output 3"), "ArrowLeft");
  assert.equal(model.get("unit"), "h12");
  press(one("radio", "Hidden unit 12"), "ArrowDown");
  assert.equal(model.get("unit"), "h16");
  assert.equal(one("radio", "Hidden unit 16").getAttribute("tabindex"), "0");
  assert.equal(
    one("radio", "Hidden unit 12").getAttribute("aria-checked"),
    "false",
  );
  press(one("radio", "A handwritten 0"), "ArrowRight");
  assert.deepEqual([model.get("example"), model.get("target")], ["1", "1"]);

  click("A 3 that it misreads");
  assert.match(reading(), /^It reads a 9, with 69\.\d%; for the 3 are left 26/);
  click("One step of learning");
  assert.equal(model.get("steps"), 1);
  assert.match(
    reading(),
    /^After 1 step of learning .* reads a 3, with 99\.8%/,
  );
  assert.ok(one("radio", "A handwritten 9, read as"));
  press(pad, "5");
  assert.equal(model.get("steps"), 0); // another drawing: the network as it was
  click("Clear, and draw");
  assert.match(reading(), /^No ink yet/);
  click("Reset");
  assert.deepEqual([model.get("example"), model.get("unit")], ["3", "3"]);
  remove();
});

test("draw-a-digit: it moves when it is asked, through all of its steps, and ends", (t) => {
  let time = 1000;
  t.mock.method(performance, "now", () => time);
  const { model, remove, click } = drawADigit();
  const steps = [];
  const pass = (count, ms) => {
    for (let i = 0; i < count; i++) {
      time += ms;
      drawFrames();
      if (steps.at(-1) !== model.get("step")) steps.push(model.get("step"));
    }
  };
  pass(5, 50);
  assert.deepEqual(steps, [3]); // nothing has moved by itself
  click("Play");
  pass(130, 50);
  assert.deepEqual(steps, [3, 0, 1, 2, 3]);
  click("Step");
  assert.equal(model.get("step"), 0);
  click("Step");
  assert.equal(model.get("step"), 1);
  remove();
});
