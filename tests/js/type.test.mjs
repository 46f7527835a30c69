// One scale of type: figures have its two lowest sizes and no third, and whatever else the
// pages set, the panel beside a sentence too, names a size of it. What a browser makes of
// that: tests/browser/test_type.py.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

const SOURCES = new URL("../../code/press/js/src/", import.meta.url);
const sheets = readdirSync(SOURCES, { recursive: true }).filter((name) =>
  name.endsWith(".css"),
);
// A sign that is drawn as a letter, and a field in which iOS would zoom.
const EXCEPTIONS = /no text|iOS zooms/;
const SIZE = /(font(-size)?|--nn-code-size): [^;/]*\d(px|rem|pt)/;

test("every size of type is one of the scale", () => {
  assert.ok(sheets.length > 45);
  assert.ok(sheets.includes("site/dock/dock.css"));
  for (const sheet of sheets)
    for (const line of readFileSync(new URL(sheet, SOURCES), "utf8").split("\n"))
      if (SIZE.test(line) && !EXCEPTIONS.test(line))
        assert.fail(`${sheet}: ${line.trim()}`);
});
