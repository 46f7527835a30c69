// lib/random.js: normal numbers that are d3's, number for number, and normal.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { normals, seeded } from "../../code/press/js/src/lib/random.js";

const packages = createRequire(new URL("../../code/press/js/package.json", import.meta.url));
const d3 = await import(pathToFileURL(packages.resolve("d3-random")));

test("normal numbers are those of d3 from the same uniform ones", () => {
  for (const seed of [0, 1, 12345]) {
    const ours = normals(seeded(seed));
    const theirs = d3.randomNormal.source(seeded(seed))(0, 1);
    for (let i = 0; i < 1001; i++) assert.equal(ours(), theirs());
  }
});

test("their mean, variance and tails are those of the normal distribution", () => {
  const n = 200_000;
  const normal = normals(seeded(7));
  const values = Array.from({ length: n }, normal);
  const mean = (f) => values.reduce((sum, v) => sum + f(v), 0) / n;
  // Within four standard errors.
  assert.ok(Math.abs(mean((v) => v)) < 4 / Math.sqrt(n));
  assert.ok(Math.abs(mean((v) => v * v) - 1) < 4 * Math.sqrt(2 / n));
  const beyond2 = 0.0455;
  const error = Math.sqrt((beyond2 * (1 - beyond2)) / n);
  assert.ok(Math.abs(mean((v) => Math.abs(v) > 2) - beyond2) < 4 * error);
});
