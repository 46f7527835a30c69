// A file of a reader's work: read where it is one, and what is wrong in it is said.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { asText, drafts, read } from "../../code/press/js/src/lib/records.js";
import {
  fromFile,
  toFile,
} from "../../code/press/js/src/site/progress-file.js";

const OLD = JSON.parse(
  readFileSync(join(import.meta.dirname, "records-of-version-1.json"), "utf8"),
);
const valuesOf = (record) => drafts(record).map(({ value }) => value);

test("a file gives back what it was made of", () => {
  const records = {
    "exercise:weighted-sum": read("exercise", { code: "z = 1\n", tries: 2 }),
    "question:from-input-to-spike": read("question", { answer: [1, 0, 2] }),
    "cell:01_neurons/12": read("cell", {
      version: 2,
      drafts: { "a.1": [{ value: "w = 2", at: 7, edition: "e" }] },
    }),
    "exercise:later": read("exercise", { version: 9, mood: "good" }),
  };
  const { records: found, refused, newer } = fromFile(toFile(records));
  assert.deepEqual([refused, newer], [[], false]);
  assert.equal(JSON.stringify(found), JSON.stringify(records));
});

test("a file of version 1 is read, also what this edition no longer asks", () => {
  const { records, refused } = fromFile(OLD.exported, ASKED);
  assert.deepEqual(refused, []);
  assert.deepEqual(valuesOf(records["exercise:no-longer-there"]), [
    "gone = True\n",
  ]);
  assert.equal(Object.keys(records).length, 5);
});

test("a file of a later version is read as far as can be, and the rest is kept", () => {
  const raw = {
    version: 3,
    drafts: { "a.1": [{ value: "x", at: 1 }] },
    mood: "good",
  };
  const file = {
    format: "nnbook-progress",
    version: 3,
    records: { "exercise:x": raw },
  };
  const { records, refused, newer } = fromFile(JSON.stringify(file));
  assert.equal(newer, true);
  assert.deepEqual(refused, []);
  assert.deepEqual(valuesOf(records["exercise:x"]), ["x"]);
  assert.deepEqual(records["exercise:x"].foreign, [raw]);
});

const file = (changes) =>
  JSON.stringify({
    format: "nnbook-progress",
    version: 2,
    records: {},
    ...changes,
  });

for (const [name, content, message] of [
  [
    "cut off",
    toFile({}).slice(0, 20),
    /cannot be read: it is not JSON.*Export it once more/,
  ],
  ["not JSON", "<html>", /cannot be read/],
  [
    "of something else",
    '{"cells": []}',
    /not a file of your work.*must be one that Export/,
  ],
  ["a list", "[]", /not a file of your work/],
  ["null", "null", /not a file of your work/],
  [
    "without records",
    file({ records: null }),
    /damaged: its “records” are missing/,
  ],
  ["with a list of records", file({ records: [] }), /“records” are missing/],
  ["too large", " ".repeat(6e6), /too large: .* at most 5 MB/],
])
  test(`a file that is ${name} is refused with a reason`, () => {
    assert.throws(() => fromFile(content), { message });
  });

const ASKED = {
  "question:a": { title: "Which one", answer: { kind: "choice", size: 3 } },
  "question:b": {
    title: "How much",
    answer: { kind: "number", unit: "volts" },
  },
  "question:c": { title: "In which order", answer: { kind: "order", size: 3 } },
};

for (const [name, answer, reason] of [
  [
    "question:a",
    3,
    /^Which one: the answer 3 is none of its 3 options.* 0 to 2\.$/,
  ],
  ["question:a", "1", /^Which one: the answer "1" is none/],
  ["question:a", [0, 1, 2], /^Which one: the answer \[0,1,2\] is none/],
  [
    "question:b",
    "one",
    /^How much: the answer "one" is no finite number, such as 0\.25/,
  ],
  ["question:b", "Infinity", /is no finite number/],
  ["question:b", "1e999", /is no finite number/],
  ["question:b", "1/0", /is no finite number/],
  ["question:b", 2, /^How much: the answer 2 is no finite number/],
  [
    "question:c",
    [0, 1],
    /^In which order: the answer \[0,1\] is no order of its 3 items/,
  ],
  ["question:c", [0, 1, 3], /each number from 0 to 2 comes once/],
  ["question:c", 1, /is no order of its 3 items/],
])
  test(`${name} refuses ${JSON.stringify(answer)}, and the rest is taken`, () => {
    const records = {
      [name]: { answer, solved: true, tries: 4 },
      "exercise:x": { code: "mine" },
    };
    const { records: taken, refused } = fromFile(file({ records }), ASKED);
    assert.equal(refused.length, 1);
    assert.match(refused[0], reason);
    assert.deepEqual(valuesOf(taken["exercise:x"]), ["mine"]);
    assert.deepEqual(valuesOf(taken[name]), []);
    assert.equal(taken[name].tries, 4);
  });

test("answers that can be are taken", () => {
  for (const [name, answer] of [
    ["question:a", 2],
    ["question:b", "1/4"],
    ["question:b", "−0,5 volts"],
    ["question:b", ""],
    ["question:c", [2, 0, 1]],
    ["question:unknown", 7],
  ]) {
    const { records, refused } = fromFile(
      file({ records: { [name]: { answer } } }),
      ASKED,
    );
    assert.deepEqual(refused, []);
    assert.deepEqual(valuesOf(records[name]), [answer]);
  }
});

for (const [what, name, raw, reason] of [
  ["of no kind", "essay:x", {}, /“essay:x” is no name of an exercise/],
  ["without an id", "exercise:", {}, /is no name/],
  ["with a strange id", "exercise:<b>", {}, /is no name/],
  ["of another object", "__proto__", {}, /is no name/],
  ["that is nothing", "exercise:x", null, /^exercise:x: a part of its record/],
  ["with code that is a number", "exercise:x", { code: 1 }, /code as text/],
  [
    "with tries below 0",
    "exercise:x",
    { tries: -1 },
    /numbers that count from 0/,
  ],
  [
    "that is nested without end",
    "exercise:x",
    deep(50_000),
    /^exercise:x: a part/,
  ],
])
  test(`a record ${what} is refused with a reason, and the rest is taken`, () => {
    const text = file({ records: 0 }).replace(
      '"records":0',
      `"records":{${JSON.stringify(name)}:${typeof raw === "string" ? raw : JSON.stringify(raw)},"exercise:y":{"code":"mine"}}`,
    );
    const { records, refused } = fromFile(text, ASKED);
    assert.equal(refused.length, 1);
    assert.match(refused[0], reason);
    assert.deepEqual(Object.keys(records), ["exercise:y"]);
    assert.equal({}.solved, undefined);
  });

function deep(levels) {
  return "[".repeat(levels) + "]".repeat(levels);
}

test("of a record with one part that is wrong, the others are taken", () => {
  const raw = { code: "mine", tries: -1, hints: 2 };
  const { records, refused } = fromFile(
    file({ records: { "exercise:x": raw } }),
  );
  assert.equal(refused.length, 1);
  const record = records["exercise:x"];
  assert.deepEqual(
    [valuesOf(record), record.hints, record.foreign],
    [["mine"], 2, []],
  );
  assert.ok(asText(record));
});
