// What an answer to a question is worth, and how numbers are read.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  judge,
  readNumber,
  shuffled,
} from "../../code/press/js/src/lib/question.js";

test("numbers are read as people write them", () => {
  const read = {
    0.25: 0.25,
    " -3 ": -3,
    "−0,5": -0.5,
    "1/4": 0.25,
    "2.5e-3": 0.0025,
    "-1 / 8": -0.125,
  };
  for (const [text, value] of Object.entries(read))
    assert.deepEqual(readNumber(text), [value]);
  for (const text of ["", "  ", "a", "1/0", "1/", "1/2/3", "1 2", "Infinity"])
    assert.deepEqual(readNumber(text), [], text);
});

test("a comma stands between thousands or before decimals", () => {
  assert.deepEqual(readNumber("1,048,576"), [1048576]);
  assert.deepEqual(readNumber("-7,850"), [-7850, -7.85]);
  assert.deepEqual(readNumber("0,197"), [0.197]);
  assert.deepEqual(readNumber("1,234.5"), [1234.5]);
  assert.deepEqual(readNumber("12,34"), [12.34]);
  const counts = { answer: 7850, tolerance: 0.5, feedback: "yes", hint: "no" };
  for (const text of ["7,850", "7850"])
    assert.equal(judge("number", counts, text).right, true);
  assert.equal(judge("number", { ...counts, answer: 7.85 }, "7,850").right, true);
  assert.equal(judge("number", counts, "7,85").right, false);
});

test("a unit may be typed too", () => {
  assert.deepEqual(readNumber("0,11 s", "s"), [0.11]);
  assert.deepEqual(readNumber("50%", "%"), [50]);
  assert.deepEqual(readNumber("25 %"), [0.25]);
  assert.deepEqual(readNumber("0.11 s", "%"), []);
  assert.deepEqual(readNumber("%"), []);
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
