// lib/spike-record.js: what follows from a record of spikes.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  counts,
  course,
  peakUntil,
  potentialAt,
  REST,
  tracePoints,
} from "../../code/press/js/src/lib/spike-record.js";

const WEIGHTS = [9, 7, -8];
const run = (spikes, threshold = -55, tau = 20) =>
  course(spikes, WEIGHTS, threshold, tau);
const close = (a, b) => assert.ok(Math.abs(a - b) < 1e-9, `${a} is not ${b}`);

test("one spike decays with the time constant, and does not fire the neuron", () => {
  const one = run([[5, 0]]);
  close(potentialAt(one, 5), -61);
  close(potentialAt(one, 25), REST + 9 / Math.E);
  close(peakUntil(one, 100), -61);
  assert.deepEqual(one.sent, []);
  assert.ok(Math.abs(potentialAt(one, one.end) - REST) < 0.1);
  assert.ok(Math.abs(potentialAt(one, one.end - 0.2) - REST) > 0.099);
});

test("two together fire, two apart do not", () => {
  assert.deepEqual(
    run([
      [6, 0],
      [6, 1],
    ]).sent,
    [6],
  );
  assert.deepEqual(
    run([
      [6, 0],
      [26, 1],
    ]).sent,
    [],
  );
});

test("the peak counts what has happened so far", () => {
  const record = [
    [6, 0],
    [10, 1],
  ];
  const result = run(record, -50);
  close(peakUntil(result, 5), REST);
  close(peakUntil(result, 9), -61);
  close(peakUntil(result, 50), REST + 9 * Math.exp(-4 / 20) + 7);
  assert.deepEqual(counts(record, 9), [1, 0, 0]);
  assert.deepEqual(counts(record, 10), [1, 1, 0]);
});

test("an empty record is at rest", () => {
  const empty = run([]);
  assert.equal(empty.end, 0);
  assert.equal(potentialAt(empty, 0), REST);
  assert.equal(peakUntil(empty, 0), REST);
});

test("the curve keeps jumps upright and falls to the reset at a spike", () => {
  const result = run([
    [6, 0],
    [12, 0],
    [12, 1],
  ]);
  const points = tracePoints(result, 0, result.end);
  const at = (time) =>
    points.filter(([t]) => Math.abs(t - time) < 1e-9).map(([, v]) => v);
  assert.equal(at(6).length, 2);
  close(at(6)[1], -61);
  assert.equal(at(12).at(-1), -75);
  for (let i = 1; i < points.length; i++) assert.ok(points[i][0] >= points[i - 1][0]);
  assert.ok(points.length < 400);
});
