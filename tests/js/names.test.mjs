// lib/names.js: the known name nearest to a mistyped one.
import assert from "node:assert/strict";
import { test } from "node:test";
import { nearestName } from "../../code/press/js/src/lib/names.js";

test("the nearest name takes the fewest changes, whatever the case", () => {
  const names = ["step", "logistic", "tanh", "relu", "leaky_relu", "gelu"];
  for (const [typed, meant] of [
    ["tahn", "tanh"],
    ["ReLU", "relu"],
    ["leakyrelu", "leaky_relu"],
    ["logit", "logistic"],
    ["gellu", "gelu"],
  ])
    assert.equal(nearestName(typed, names), meant, typed);
});
