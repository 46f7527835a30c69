// lib/expression.js: what a formula means, and where a mistake in one lies.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  ExpressionError,
  markedLine,
  parse,
} from "../../code/press/js/src/lib/expression.js";
import { buildGraph, evaluate } from "../../code/press/js/src/lib/graph.js";

const valueOf = (text, at) => evaluate(buildGraph(text), at);

test("precedence and association are those of mathematics", () => {
  const at = { x: 3, y: 2 };
  const cases = {
    "x - y - 1": 0,
    "x / y / 2": 0.75,
    "x - (y - 1)": 2,
    "x + y * 2": 7,
    "(x + y) * 2": 10,
    "-x^2": -9,
    "(-x)^2": 9,
    "2^x^y": 512,
    "x^-2": 1 / 9,
    "x * -y": -6,
    "--x + y": 5,
    "+x - +y": 1,
    "x ** y": 9,
    "max(x, y) - min(x, y)": 1,
    "x × y ÷ 2 − 1 · y": 1,
    "1.5e1*x + .5": 45.5,
    "t = x + y; t^2": 25,
    "t = x + y; u = t; z = t * u;": 25,
    "a = 2; a * x": 6,
    "x_1 = x*y; größe = x_1 + 1; größe": 7,
  };
  for (const [text, expected] of Object.entries(cases))
    assert.equal(valueOf(text, at), expected, text);
});

test("functions", () => {
  for (const name of ["exp", "log", "sqrt", "sin", "cos", "tanh"])
    assert.equal(valueOf(`${name}(x)`, { x: 0.7 }), Math[name](0.7), name);
  assert.equal(valueOf("sigmoid(x)", { x: 0 }), 0.5);
  assert.equal(valueOf("relu(x)", { x: -2 }), 0);
  assert.equal(valueOf("relu(x)", { x: 2 }), 2);
});

test("a place in the text is kept for every part", () => {
  const [{ tree }] = parse("ab + exp( cd )");
  assert.deepEqual([tree.at, tree.length], [0, 14]);
  assert.deepEqual([tree.args[1].at, tree.args[1].length], [5, 9]);
});

// text, key of the message, and what the caret stands under
const MISTAKES = [
  ["", "empty", ""],
  ["   ", "empty", " "],
  ["2x", "operator", "x"],
  ["x y", "operator", "y"],
  ["x (y)", "unknownFunction", "x"],
  ["(x)(y)", "operator", "("],
  ["1.2.3 * x", "operator", ".3"],
  ["x +", "operandAtEnd", ""],
  ["x * / y", "operand", "/"],
  ["t = x + y; * 2", "operand", "*"],
  ["; x", "operand", ";"],
  ["()", "operandBeforeClose", ")"],
  ["exp()", "operandBeforeClose", ")"],
  ["(x + y", "unclosed", "("],
  ["exp(x", "unclosed", "("],
  ["exp(x; y", "unclosed", "("],
  ["x + y)", "unopened", ")"],
  ["x, y", "comma", ","],
  ["x + 1 = y", "equals", "="],
  ["exp x", "bareFunction", "exp"],
  ["f(x)", "unknownFunction", "f"],
  ["constructor(x)", "unknownFunction", "constructor"],
  ["max(x)", "twoArguments", "max(x)"],
  ["exp(x, y)", "oneArgument", "exp(x, y)"],
  ["exp = x + 1", "reserved", "exp"],
  ["x $ y", "character", "$"],
  ["x 😀 y", "character", "😀"],
  ["x + y; x", "unnamed", "x"],
  ["t = x + 1; t = x + 2; t", "definedTwice", "t"],
  ["z = t + 1; t = x + y; z * t", "definedLate", "t"],
  ["x = x + 1", "definedLate", "x"],
  ["t = x + 1; y^2", "unused", "t"],
  ["2 + 3", "noVariable", "2 + 3"],
  ["x", "noOperation", "x"],
  ["t = x; t", "noOperation", "t = x; t"],
  [`x${" + x".repeat(31)}`, "large", `x${" + x".repeat(31)}`],
  ["x + ".repeat(60), "long", "x"],
];

for (const [text, key, marked] of MISTAKES)
  test(`“${text.slice(0, 40)}” is marked: ${key}`, () => {
    assert.throws(
      () => buildGraph(text),
      (error) => {
        assert.ok(error instanceof ExpressionError);
        assert.equal(error.key, key);
        const { at, length } = error;
        assert.equal(text.slice(at, at + length), marked);
        return true;
      },
    );
  });

test("any cut of a formula is read or refused with a place in it", () => {
  const text = "t = max(x, -2.5e1) / (y^2 - sin(z)); t * relu(x) + 1";
  for (let from = 0; from < text.length; from++)
    for (let to = from; to <= text.length; to++) {
      const piece = text.slice(from, to);
      try {
        buildGraph(piece);
      } catch (error) {
        assert.ok(error instanceof ExpressionError, `${piece}: ${error}`);
        assert.ok(error.at >= 0 && error.at <= piece.length, piece);
        assert.ok(error.length >= 1, piece);
      }
    }
});

test("the caret stands under the mistake, in a long formula too", () => {
  const short = markedLine("x + * y", { at: 4, length: 1 }, 40);
  assert.equal(short, "x + * y\n    ^");
  assert.equal(markedLine("x +", { at: 3, length: 1 }, 40), "x +\n   ^");
  const text = `${"x + ".repeat(20)}$ + y`;
  const [line, carets] = markedLine(text, { at: 80, length: 1 }, 30).split("\n");
  assert.equal(line[carets.indexOf("^")], "$");
  assert.ok(line.length <= 32);
});
