// lib/curves.js: what is shown of a function's graph.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ACTIVATIONS } from "../../code/press/js/src/lib/activations.js";
import {
  fitRange,
  flatSpans,
  interpolate,
  withGaps,
} from "../../code/press/js/src/lib/curves.js";

const GRID = Array.from({ length: 481 }, (_, i) => -6 + i / 40);
const valuesOf = (name, gamma = 0.1) => GRID.map((z) => ACTIVATIONS[name].f(z, gamma));
const slopesOf = (name, gamma = 0.1) => GRID.map((z) => ACTIVATIONS[name].df(z, gamma));

test("a range holds what is drawn, within its bounds", () => {
  const least = [-1.2, 1.2];
  const most = [-3, 3];
  assert.deepEqual(fitRange(valuesOf("logistic"), least, most), [-1.2, 1.2]);
  assert.deepEqual(fitRange(valuesOf("relu"), least, most), [-1.2, 3]);
  assert.deepEqual(fitRange(valuesOf("leaky_relu", 0.5), least, most), [-3, 3]);
  assert.deepEqual(fitRange([NaN, 0], least, most), [-1.2, 1.2]);
});

test("only a jump leaves a gap", () => {
  const gaps = (list) =>
    withGaps(GRID.map((z, i) => [z, list[i]])).filter(([, y]) => Number.isNaN(y));
  for (const [name, { corner }] of Object.entries(ACTIVATIONS)) {
    assert.equal(gaps(valuesOf(name)).length, corner === "jump" ? 1 : 0, name);
    const jumps = corner === "kink" ? 1 : 0;
    assert.equal(gaps(slopesOf(name)).length, jumps, `slope of ${name}`);
  }
  assert.equal(gaps(GRID.map((z) => Math.sin(40 * z))).length, 0, "a steep curve");
});

test("flat stretches are where the slope is below the limit", () => {
  const spans = flatSpans(GRID, slopesOf("logistic"), 0.05);
  assert.equal(spans.length, 2);
  // σ' = 0.05 at z = ±2.887
  assert.ok(Math.abs(spans[0][1] + 2.887) < 0.03 && spans[0][0] === -6);
  assert.ok(Math.abs(spans[1][0] - 2.887) < 0.03 && spans[1][1] === 6);
  assert.deepEqual(flatSpans(GRID, slopesOf("step"), 0.05), [[-6, 6]]);
  assert.deepEqual(flatSpans(GRID, slopesOf("leaky_relu"), 0.05), []);
});

test("samples are linear in between, with a gap where one is missing", () => {
  const f = interpolate([0, 1, 2], [0, 10, null]);
  assert.equal(f(0.25), 2.5);
  assert.equal(f(1), 10);
  assert.ok(Number.isNaN(f(1.5)) && Number.isNaN(f(2)));
  const sine = interpolate(GRID, GRID.map(Math.sin));
  for (const z of [-6, -5.99, 0, 1.2345, 6])
    assert.ok(Math.abs(sine(z) - Math.sin(z)) < 1e-4, `sin ${z}`);
});
