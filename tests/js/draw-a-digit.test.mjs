// The digit reader against the book's engine and torch (tests/golden/digits.py); its pen
// against the data; its unit, opened step by step.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { LEAST, beside, layoutOf } from "../../code/press/js/src/lib/digit-layout.js";
import {
  backward,
  cellsOf,
  forward,
  inputsOf,
  learned,
  networkOf,
  said,
} from "../../code/press/js/src/lib/digit-network.js";
import {
  backwardUnit,
  forwardUnit,
  unitOf,
} from "../../code/press/js/src/lib/opened-unit.js";
import { pen } from "../../code/press/js/src/lib/pen.js";
import { drawn } from "./strokes.mjs";

const { shipped, cases } = JSON.parse(
  readFileSync(process.env.NNBOOK_GOLDEN, "utf8"),
).draw_a_digit;
const net = networkOf(shipped);
const UNITS = [...Array(32).keys()]
  .map((j) => `h${j + 1}`)
  .concat([..."0123456789"]);

function close(a, b, message) {
  assert.equal(a.length, b.length, message);
  b.forEach((value, i) =>
    assert.ok(
      Math.abs(a[i] - value) <= 1e-9 * Math.max(1, Math.abs(value)),
      `${message}, entry ${i}: ${a[i]}, Python has ${value}`,
    ),
  );
}

test("the cells of an example are those that Python has", () => {
  for (const { name, cells } of cases)
    if (name in shipped.examples)
      assert.deepEqual(cellsOf(shipped.examples[name].cells), cells);
});

for (const { name, cells, target, rate, nnbook, torch } of cases)
  test(`${name} towards ${target} at rate ${rate} is what engine and torch compute`, () => {
    const x = inputsOf(cells);
    const pass = forward(net, x);
    for (const key of ["z1", "a1", "z2", "p"])
      close(pass[key], nnbook[key], key);
    close(pass.p, torch.p, "p of torch");
    const back = backward(net, pass, target);
    for (const key of ["delta2", "arrived", "delta1", "toInput"])
      close(back[key], nnbook[key], key);
    close(back.toInput, torch.toInput, "the cells' gradient in torch");
    const losses = nnbook.losses.map((_, steps) => {
      const after = learned(net, x, target, rate, steps);
      return backward(after, forward(after, x), target).loss;
    });
    close(losses, nnbook.losses, "losses");
    const after = learned(net, x, target, rate, nnbook.losses.length - 1);
    for (const key of ["W1", "b1", "W2", "b2"])
      close(after[key], nnbook[key], key);
  });

test("what a unit shows is its sum, whichever it is", () => {
  for (const { cells, target } of cases.slice(0, 8)) {
    const pass = forward(net, inputsOf(cells));
    const back = backward(net, pass, target);
    for (const name of UNITS) {
      const unit = unitOf(name);
      const isHidden = unit.layer === 1;
      const row = (progress) =>
        Object.fromEntries(
          forwardUnit(net, pass, unit, 4, progress).rows.map((r) => [
            r.name,
            r,
          ]),
        );
      const whole = row(3);
      const z = (isHidden ? pass.z1 : pass.z2)[unit.index];
      close([whole.bias.to, whole.z.to], [z, z], name);
      const sent = isHidden ? whole.relu.to : whole.softmax.to;
      close([sent], [(isHidden ? pass.a1 : pass.p)[unit.index]], name);
      // Each bar begins where the one above ends; before its step none of it is there.
      assert.equal(whole.negative.from, whole.positive.to);
      assert.equal(row(1).positive.to, 0);
      assert.ok(!("z" in row(2)));
      const sent_back = backwardUnit(net, pass, back, unit, target, 4, 3);
      const delta = (isHidden ? back.delta1 : back.delta2)[unit.index];
      close([sent_back.rows.at(-1).to], [delta], name);
      close(
        sent_back.parts.at(-1).values,
        Array.from(isHidden ? pass.x : pass.a1, (v) => delta * v),
        `the gradient of ${name}`,
      );
    }
  }
});

test("the parts of the picture stay within it, side by side, at every width", () => {
  for (let width = LEAST; width < 900; width += 10)
    for (const isBand of [false, true])
      for (const squeeze of [1, 0.7, 0.38]) {
        const layout = layoutOf(width, { squeeze, isBand });
        const { pad, examples, hidden, outputs, height } = layout;
        const boxes = [pad, ...examples, ...hidden, ...outputs];
        const what = `${width} px, ${isBand ? "a band, " : ""}${squeeze}`;
        for (const [i, a] of boxes.entries()) {
          assert.ok(a.x >= 0 && a.x + a.width <= width + 0.01, what);
          assert.ok(a.y >= 18 && a.y + a.height <= height, what);
          assert.ok(a.width > 8 && a.height > 8, what);
          for (const b of boxes.slice(i + 1))
            assert.ok(
              a.x + a.width <= b.x + 0.01 ||
                b.x + b.width <= a.x + 0.01 ||
                a.y + a.height <= b.y + 0.01 ||
                b.y + b.height <= a.y + 0.01,
              what,
            );
        }
      }
});

test("a figure that is out of the page, which has no width, gets the least picture", () => {
  for (const width of [0, 1, LEAST - 1])
    for (const isBand of [false, true])
      assert.deepEqual(layoutOf(width, { isBand }), layoutOf(LEAST, { isBand }));
});

test("the arrow keys reach every unit from every other", () => {
  const moves = [
    [1, 0],
    [-1, 0],
    [0, 1],
    [0, -1],
  ];
  for (const across of [4, 8]) {
    const found = new Set(["h1"]);
    for (const name of found)
      for (const move of moves) found.add(beside(name, move, across));
    assert.deepEqual([...found].sort(), [...UNITS].sort());
  }
});

test("the pen leaves as much ink as the data have, and takes it away again", () => {
  const ink = drawn.flatMap(({ cells }) => cells);
  assert.ok(ink.every((v) => Number.isInteger(v) && 0 <= v && v <= 16));
  const mean = ink.reduce((sum, v) => sum + v) / ink.length;
  assert.ok(Math.abs(mean - 4.88) < 0.35, `mean ink ${mean}`); // digits.data.mean()
  // Soft at the edge: not all cells are full or empty.
  assert.ok(ink.filter((v) => 0 < v && v < 16).length > 0.25 * ink.length);
  const stroke = pen(Array(64).fill(0));
  stroke.to(1, 4);
  const line = stroke.to(7, 4);
  assert.deepEqual(line.slice(0, 16), Array(16).fill(0));
  const eraser = pen(line, { erases: true });
  eraser.to(0, 4);
  assert.ok(eraser.to(8, 4).every((v) => v === 0));
});

test("of drawings by the pen it reads as many as chapter 3 says", () => {
  const right = drawn.filter(
    ({ digit, cells }) => said(forward(net, inputsOf(cells)).p) === digit,
  ).length;
  const chapter = readFileSync(
    join(import.meta.dirname, "../../chapters/03_networks.ipynb"),
    "utf8",
  );
  const claim = `of ${drawn.length} that a program has drawn with this pen it reads ${right}`;
  const text = JSON.parse(chapter)
    .cells.map(({ source }) => [source].flat().join(""))
    .join("\n")
    .replace(/\s+/g, " ");
  assert.ok(text.includes(claim), claim);
});
