// lib/fast-tanh.js against Math.tanh.
import assert from "node:assert/strict";
import { test } from "node:test";
import { tanh } from "../../code/press/js/src/lib/fast-tanh.js";

test("a few units in the last place from Math.tanh, everywhere", () => {
  let worst = 0;
  for (let i = 1; i <= 400_000; i++) {
    for (const z of [i * 6e-5, 10 ** (-i / 4000)]) {
      const exact = Math.tanh(z);
      worst = Math.max(worst, Math.abs(tanh(z) / exact - 1));
      assert.equal(tanh(-z), -tanh(z));
    }
  }
  assert.ok(worst < 1e-15, `${worst}`);
});

test("the ends: 0, tiny, huge, infinite and not a number", () => {
  assert.equal(tanh(0), 0);
  assert.equal(tanh(1e-300), 1e-300);
  assert.equal(tanh(20), 1);
  assert.equal(tanh(-1e9), -1);
  assert.equal(tanh(Infinity), 1);
  assert.ok(Number.isNaN(tanh(NaN)));
});
