// Two records become one without losing anything; a file is read only if it is whole.
import assert from "node:assert/strict";
import { test } from "node:test";
import { clean, merge } from "../../code/press/js/src/lib/records.js";
import { fromFile, toFile } from "../../code/press/js/src/site/progress-file.js";

test("what is solved on either side is solved", () => {
  assert.equal(merge({ solved: true }, {}).solved, true);
  assert.equal(merge({}, { solved: true }).solved, true);
  assert.equal(merge({ solved: true }, { solved: false }).solved, true);
  assert.equal(merge({}, {}).solved, false);
});

test("this browser's code stays, the other is put aside", () => {
  const merged = merge({ code: "mine" }, { code: "theirs" });
  assert.equal(merged.code, "mine");
  assert.deepEqual(merged.earlier, ["theirs"]);
});

test("code that solves the exercise takes the place of code that does not", () => {
  const merged = merge({ code: "mine" }, { code: "theirs", solved: true });
  assert.equal(merged.code, "theirs");
  assert.deepEqual(merged.earlier, ["mine"]);
});

test("code comes over where there was none", () => {
  const merged = merge({ tries: 1 }, { code: "theirs", tries: 3, hints: 2 });
  assert.deepEqual(merged, { code: "theirs", tries: 3, hints: 2, solved: false });
});

test("whatever was put aside is kept once", () => {
  const mine = { code: "a", earlier: ["b", "c"] };
  const theirs = { code: "c", earlier: ["a", "d"] };
  const merged = merge(mine, theirs);
  assert.equal(merged.code, "a");
  assert.deepEqual(new Set(merged.earlier), new Set(["b", "c", "d"]));
  assert.equal(merged.earlier.length, 3);
});

test("merging a record with itself changes nothing", () => {
  const record = { code: "a", earlier: ["b"], solved: true, tries: 2, hints: 1 };
  assert.deepEqual(merge(record, record), record);
});

test("the answer that is right is kept", () => {
  assert.equal(merge({ answer: 1 }, { answer: 2, solved: true }).answer, 2);
  assert.equal(merge({ answer: 1, solved: true }, { answer: 2 }).answer, 1);
});

test("clean drops what is not of the right type", () => {
  const record = { code: 3, earlier: ["x"], solved: "yes", tries: -1, more: true };
  assert.deepEqual(clean("exercise", record), { earlier: ["x"] });
  assert.deepEqual(clean("question", { answer: [2, 0, 1] }), { answer: [2, 0, 1] });
  assert.deepEqual(clean("exercise", null), {});
});

test("a file gives back what it was made of", () => {
  const records = {
    "exercise:weighted-sum": { code: "z = 1\n", solved: true, tries: 2 },
    "question:from-input-to-spike": { answer: [1, 0, 2], solved: false },
  };
  assert.deepEqual(fromFile(toFile(records)), records);
});

const file = (changes) =>
  JSON.stringify({ format: "nnbook-progress", version: 1, records: {}, ...changes });

for (const [name, content, message] of [
  ["cut off", toFile({}).slice(0, 20), /cannot be read/],
  ["not JSON", "<html>", /cannot be read/],
  ["of something else", '{"cells": []}', /not a progress file/],
  ["a list", "[]", /not a progress file/],
  ["null", "null", /not a progress file/],
  ["without records", file({ records: null }), /not a progress file/],
  ["newer", file({ version: 2 }), /newer edition/],
  ["of unknown kind", file({ records: { "essay:x": {} } }), /damaged at "essay:x"/],
  [
    "with a wrong type",
    file({ records: { "exercise:x": { code: 1 } } }),
    /damaged at "exercise:x"/,
  ],
  ["with no record", file({ records: { "exercise:x": null } }), /damaged/],
]) {
  test(`a file that is ${name} is refused with a reason`, () => {
    assert.throws(() => fromFile(content), { message });
  });
}

test("an answer of another kind than the question's is refused", () => {
  const records = { "question:q": { answer: "12", solved: false } };
  const read = (kind) => fromFile(toFile(records), { "question:q": kind });
  assert.deepEqual(read("number"), records);
  assert.deepEqual(read(undefined), records); // a question that this book has not
  for (const kind of ["choice", "order"])
    assert.throws(() => read(kind), { message: /damaged at "question:q"/ });
});

for (const answer of [-1, 1.5, 1e9, null, true, {}, [[0]], [1, 1], ["a"], [-1]])
  test(`${JSON.stringify(answer)} is no answer`, () => {
    const records = { "question:q": { answer } };
    assert.throws(() => fromFile(toFile(records)), { message: /damaged/ });
    assert.deepEqual(clean("question", { answer }), {});
  });
