// Figures have two sizes of type, and no third.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

const SOURCES = new URL("../../code/press/js/src/", import.meta.url);
const sheets = ["lib", "widgets"].flatMap((folder) =>
  readdirSync(new URL(folder, SOURCES))
    .filter((name) => name.endsWith(".css"))
    .map((name) => `${folder}/${name}`),
);
// A sign that is drawn as a letter, and a field in which iOS would zoom.
const EXCEPTIONS = /no text|iOS zooms/;

test("every size in a figure is one of the two of the scale", () => {
  assert.ok(sheets.length > 30);
  for (const sheet of sheets)
    for (const line of readFileSync(new URL(sheet, SOURCES), "utf8").split("\n"))
      if (/font(-size)?: [^;]*\d(px|rem|pt)/.test(line) && !EXCEPTIONS.test(line))
        assert.fail(`${sheet}: ${line.trim()}`);
});
