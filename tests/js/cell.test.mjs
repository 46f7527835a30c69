// lib/cell.js: ways along curves, and a nerve cell whose parts join.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  along,
  INWARD,
  OUTWARD,
  sampleCurve,
  SYNAPSES,
  taper,
} from "../../code/press/js/src/lib/cell.js";

test("a curve begins and ends where it should", () => {
  const points = sampleCurve([
    [0, 0],
    [1, 5],
    [2, -5],
    [3, 1],
  ]);
  assert.deepEqual(points[0], [0, 0]);
  assert.deepEqual(points.at(-1), [3, 1]);
});

test("along measures by length", () => {
  const corner = [
    [0, 0],
    [3, 0],
    [3, 1],
  ];
  assert.deepEqual(along(corner, 0), [0, 0]);
  assert.deepEqual(along(corner, 0.5), [2, 0]);
  assert.deepEqual(along(corner, 0.75), [3, 0]);
  assert.deepEqual(along(corner, 2), [3, 1]);
});

test("a tapered branch has the widths asked for", () => {
  const outline = taper(
    [
      [0, 0],
      [10, 0],
    ],
    4,
    2,
  );
  const width = (a, b) => Math.hypot(a[0] - b[0], a[1] - b[1]);
  assert.equal(width(outline[0], outline.at(-1)), 4);
  assert.equal(width(outline[1], outline[2]), 2);
});

test("spikes run from the synapses to the cell body, and from there outwards", () => {
  INWARD.forEach((way, i) => {
    assert.deepEqual(way[0], SYNAPSES[i]);
    assert.deepEqual(way.at(-1), [0, 0]);
  });
  for (const way of OUTWARD)
    for (let i = 1; i < way.length; i++) assert.ok(way[i][0] >= way[i - 1][0] - 5);
});
