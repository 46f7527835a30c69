// lib/activations.js against values of nnbook and of torch (tests/golden/__main__.py).
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { ACTIVATIONS } from "../../code/press/js/src/lib/activations.js";

const golden = JSON.parse(readFileSync(process.env.NNBOOK_GOLDEN, "utf8")).activations;

for (const source of ["nnbook", "torch"])
  for (const [name, expected] of Object.entries(golden[source]))
    for (const part of ["f", "df"])
      test(`${part} of ${name} agrees with ${source}`, () => {
        const own = ACTIVATIONS[name][part];
        golden.z.forEach((z, i) => {
          const [value, wanted] = [own(z, golden.gamma), expected[part][i]];
          const close =
            Math.abs(value - wanted) <= 1e-12 * Math.max(1, Math.abs(wanted));
          assert.ok(close, `at z = ${z}: ${value}, but ${source} has ${wanted}`);
        });
      });

test("every activation of nnbook is there, in its order, with what it says of it", () => {
  const found = Object.entries(ACTIVATIONS).map(
    ([name, { corner = null, formOf = null }]) => [name, { corner, formOf }],
  );
  assert.deepEqual(found, Object.entries(golden.is));
});
