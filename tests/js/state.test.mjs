// What fits a declaration, and where a number goes that does not.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  formatAddress,
  parseAddress,
  readValue,
} from "../../code/press/js/src/lib/address.js";
import { ends, fits, usable, within } from "../../code/press/js/src/lib/state.js";

const NUMBER = { kind: "number", min: -6, max: 6 };
const WHOLE = { kind: "whole", min: 0, max: { size: "shop.titles", plus: -1 } };
const ROW = {
  kind: "row",
  columns: { x: NUMBER, label: { kind: "whole", min: 0, max: 1 } },
};
const ROWS = { kind: "list", item: ROW, least: 0, most: 3 };
const NAMED = { kind: "named", item: NUMBER, most: 2 };
const CHOICE = {
  kind: "choice",
  options: ["tanh", "own"],
  needs: { own: "own" },
};
const state = { shop: { titles: ["a", "b", "c"] }, own: null };
const get = (key) => state[key];

test("a bound may lie in the state", () => {
  assert.deepEqual(ends(WHOLE, get), [0, 2]);
  assert.ok(fits(WHOLE, 2, get) && !fits(WHOLE, 3, get) && !fits(WHOLE, 1.5, get));
  assert.ok(!fits(NUMBER, NaN) && !fits(NUMBER, "1") && !fits(NUMBER, 6.1));
});

test("an option may need another trait", () => {
  assert.deepEqual(usable(CHOICE, get), ["tanh"]);
  assert.deepEqual(
    usable(CHOICE, () => ({ name: "sin" })),
    ["tanh", "own"],
  );
  assert.ok(!fits(CHOICE, "toString", get));
});

test("lists, rows and named values fit as their entries do", () => {
  assert.ok(fits(ROWS, [[1, 0], [-6, 1]], get)); // prettier-ignore
  for (const wrong of [
    [1],
    [[1]],
    [[1, 2]],
    [[1, 0, 0]],
    Array(4).fill([1, 0]),
    "1",
    null,
  ])
    assert.ok(!fits(ROWS, wrong, get), JSON.stringify(wrong));
  assert.ok(fits(NAMED, { größe_1: 2 }) && !fits(NAMED, { "2x": 1 }));
  assert.ok(
    !fits(NAMED, [1]) && !fits(NAMED, { a: 1, b: 1, c: 1 }) && !fits(NAMED, null),
  );
});

test("a number outside goes to the nearest end, a whole one is rounded", () => {
  assert.equal(within(NUMBER, 99), 6);
  assert.equal(within(NUMBER, -99), -6);
  assert.equal(within(NUMBER, 0.25), 0.25);
  assert.equal(within(WHOLE, 1.6, get), 2);
  assert.equal(within(WHOLE, 99, get), 2);
  assert.deepEqual(within(ROWS, [[9, 0.4]], get), [[6, 0]]);
  assert.deepEqual(within(NAMED, { x: 9 }), { x: 6 });
  assert.equal(within(CHOICE, "tanh", get), "tanh");
});

test("an address and what is read of it are each other's inverse", () => {
  const declared = {
    z: NUMBER,
    rows: ROWS,
    values: NAMED,
    f: CHOICE,
    on: { kind: "flag" },
  };
  const values = {
    z: -2.5,
    rows: [[1, 0]],
    values: { x: 2 },
    f: "tanh",
    on: false,
  };
  const { id, values: texts } = parseAddress(formatAddress("figure", values));
  assert.equal(id, "figure");
  for (const [key, part] of Object.entries(declared))
    assert.deepEqual(readValue(part, texts[key]), values[key]);
});
