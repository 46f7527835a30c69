// The small markup of exercises and questions, against Python's reader of it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { parts } from "../../code/press/js/src/lib/markup.js";
import cases from "../golden/markup_cases.json" with { type: "json" };

test("marks are read", () => {
  for (const [text, expected] of Object.entries(cases))
    assert.deepEqual(parts(text), expected, text);
});

test("every text of the book, and others, is read as Python reads it", () => {
  const { markup } = JSON.parse(readFileSync(process.env.NNBOOK_GOLDEN, "utf8"));
  assert.ok(markup.length > 5000);
  for (const [text, all, codeOnly] of markup) {
    assert.deepEqual(parts(text), all, JSON.stringify(text));
    assert.deepEqual(parts(text, ["code"]), codeOnly, JSON.stringify(text));
  }
});
