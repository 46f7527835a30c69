// What an answer to a question is worth.
import assert from "node:assert/strict";
import { test } from "node:test";
import { judge, shuffled } from "../../code/press/js/src/lib/question.js";

test("a comma stands between thousands or before decimals", () => {
  const counts = { answer: 7850, tolerance: 0.5, feedback: "yes", hint: "no" };
  for (const text of ["7,850", "7850", "７，８５０", "7 850"])
    assert.equal(judge("number", counts, text).right, true);
  assert.equal(judge("number", { ...counts, answer: 7.85 }, "7,850").right, true);
  assert.equal(judge("number", counts, "7,85").right, false);
  const one = { answer: 1, tolerance: 0.1, feedback: "yes", hint: "no" };
  assert.equal(judge("number", one, "1,000").right, false);
});

test("what is no number is told, and is no answer", () => {
  const say = (text) => judge("number", NUMBER, text);
  for (const text of ["", undefined, "one", "0x1", "1e", "1..0"])
    assert.match(say(text).feedback, /Type a number first/, text);
  const { right, feedback } = say("1,00");
  assert.equal(right, undefined);
  assert.match(feedback, /In “1,00”, .* Type 1\.00, or all digits/);
});

const CHOICE = {
  options: [
    { text: "a", feedback: "because" },
    { text: "b", feedback: "yes", correct: true },
  ],
};

test("a choice gets the feedback of its option", () => {
  assert.deepEqual(judge("choice", CHOICE, 0), {
    right: false,
    feedback: "because",
  });
  assert.deepEqual(judge("choice", CHOICE, 1), {
    right: true,
    feedback: "yes",
  });
  assert.equal(judge("choice", CHOICE, undefined).right, undefined);
  assert.equal(judge("choice", CHOICE, 7).right, undefined);
});

const NUMBER = {
  answer: 1,
  tolerance: 0.1,
  feedback: "yes",
  hint: "try",
  mistakes: [
    { value: 2, feedback: "two" },
    { value: 2.1, feedback: "a bit more" },
  ],
};

test("a number is right within the tolerance", () => {
  assert.deepEqual(judge("number", NUMBER, "1.05"), {
    right: true,
    feedback: "yes",
  });
  assert.deepEqual(judge("number", NUMBER, "1,2"), {
    right: false,
    feedback: "try",
  });
  assert.equal(judge("number", NUMBER, "one").right, undefined);
  assert.equal(judge("number", NUMBER, undefined).right, undefined);
});

test("of the known mistakes the nearest speaks", () => {
  assert.equal(judge("number", NUMBER, "2.01").feedback, "two");
  assert.equal(judge("number", NUMBER, "2.09").feedback, "a bit more");
});

test("an order names the first item that comes too early", () => {
  const items = ["a", "b", "c"].map((text) => ({
    text,
    feedback: `${text} needs more.`,
  }));
  const details = { items, feedback: "yes" };
  assert.deepEqual(judge("order", details, [0, 1, 2]), {
    right: true,
    feedback: "yes",
  });
  const { right, feedback } = judge("order", details, [0, 2, 1]);
  assert.equal(right, false);
  assert.match(feedback, /“c” comes too early. c needs more./);
});

test("the first order is a shuffled one, never the right one, always the same", () => {
  for (let length = 3; length < 8; length++)
    for (const seed of ["from-input-to-spike", "a", "steps", "深度学习"]) {
      const order = shuffled(length, seed);
      const sorted = [...order].sort((a, b) => a - b);
      assert.deepEqual(sorted, [...Array(length).keys()]);
      assert.notDeepEqual(order, sorted);
      assert.deepEqual(order, shuffled(length, seed));
    }
});
