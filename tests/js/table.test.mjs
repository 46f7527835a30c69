// Tables of Markdown that cells show.
import assert from "node:assert/strict";
import { test } from "node:test";
import { rows } from "../../code/press/js/src/site/cells/table.js";

test("a table is read, with bars at its ends or without", () => {
  const wanted = [
    ["function", "values"],
    ["`step`", "0 to 1"],
    ["`tanh`", "−1 to 1"],
  ];
  assert.deepEqual(
    rows("function|values\n-|-\n`step`|0 to 1\n`tanh`|−1 to 1"),
    wanted,
  );
  assert.deepEqual(
    rows(
      "| function | values |\n|:--|---:|\n| `step` | 0 to 1 |\n| `tanh`|−1 to 1|\n",
    ),
    wanted,
  );
});

test("what is no table, or a broken one, is none", () => {
  for (const text of [
    "",
    "**bold**",
    "a|b",
    "a|b\nc|d",
    "a|b\n-|-\nc",
    "a|b\n-|-|-",
    "a\n-",
  ])
    assert.equal(rows(text), null, JSON.stringify(text));
});
