// lib/numbers.js: numbers kept within bounds, and read as people type them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { buildGraph, run } from "../../code/press/js/src/lib/graph.js";
import {
  clamp,
  plain,
  readNumber,
  unclearComma,
} from "../../code/press/js/src/lib/numbers.js";
import { judge } from "../../code/press/js/src/lib/prediction.js";

test("a value is kept within bounds", () => {
  assert.deepEqual(
    [-1, 0, 0.5, 1, 2, -Infinity, Infinity].map((v) => clamp(v, 0, 1)),
    [0, 0, 0.5, 1, 1, 0, 1],
  );
});

const READ = [
  ["0.25", 0.25],
  [" -3 ", -3],
  ["+3", 3],
  [".5", 0.5],
  ["5.", 5],
  ["1/4", 0.25],
  ["-1 / 8", -0.125],
  ["1,000/4", 250],
  ["2.5e-3", 0.0025],
  ["1E6", 1e6],
  ["25%", 0.25],
  ["25 %", 0.25],
  ["1/4 %", 0.0025],
  // Dashes of all kinds for minus, full-width characters, spaces of other widths.
  ["–0.5", -0.5],
  ["−0,5", -0.5],
  ["—0.5", -0.5],
  ["‐0.5", -0.5],
  ["－０．５", -0.5],
  ["０．５", 0.5],
  ["０。５", 0.5],
  ["２．５ｅ－３", 0.0025],
  ["２５％", 0.25],
  ["１／４", 0.25],
  ["\u3000０．５\u3000", 0.5],
  ["12\u2009288", 12288],
  ["12\u202f288", 12288],
  ["12\u00a0288.5", 12288.5],
  ["1 048 576", 1048576],
  // A comma before decimals, or between thousands.
  ["0,197", 0.197],
  ["12,34", 12.34],
  [",5", 0.5],
  ["1,000", 1000],
  ["１，０００", 1000],
  ["1,048,576", 1048576],
  ["1,234.5", 1234.5],
  ["0,00", 0],
  ["0,000", 0],
];

test("numbers are read as people write them", () => {
  for (const [text, value] of READ) assert.deepEqual(readNumber(text), [value], text);
  assert.deepEqual(readNumber("-7,850"), [-7850, -7.85]);
  assert.deepEqual(readNumber("7,850/2"), [3925, 3.925]);
});

const REFUSED = [
  ...["", "  ", "a", "0x10", "0b1", "0o7", "1e", "1e+", "e5", "1e999", "Infinity"],
  ...["NaN", "1_000", "1 2", "1 00", "10 0000", "--1", "- 5", ".", "-", "+", "1.2.3"],
  ...["1/0", "0/0", "1/", "/2", "1/2/3", "%", "½", "10²", "①", "٣", "null", "[1]"],
  ...["1,2,3", "1,048,57", "1 048,576", "1.234,5", "12,", ",", "1,00,000", "5 apples"],
];

test("what is no number, or not clearly one, is refused", () => {
  for (const text of REFUSED) {
    assert.deepEqual(readNumber(text), [], text);
    assert.equal(unclearComma(text), null, text);
  }
  for (const [text, point] of [
    ["1,00", "1.00"],
    ["1,0", "1.0"],
    ["-10,0000", "-10.0000"],
    ["１，００", "1.00"],
    ["1,00 mV", "1.00"],
    ["1,00%", "1.00"],
  ]) {
    assert.deepEqual(readNumber(text, "mV"), [], text);
    assert.equal(unclearComma(text).point, point);
  }
  assert.equal(unclearComma("1,000 apples"), null); // it is not the comma
});

test("a unit may be typed too", () => {
  assert.deepEqual(readNumber("0,11 s", "s"), [0.11]);
  assert.deepEqual(readNumber("0.11s", "s"), [0.11]);
  assert.deepEqual(readNumber("０．１１ ｓ", "s"), [0.11]);
  assert.deepEqual(readNumber("50%", "%"), [50]);
  assert.deepEqual(readNumber("50", "%"), [50]);
  assert.deepEqual(readNumber("−65 mV", "mV"), [-65]);
  assert.deepEqual(readNumber("0.11 s", "%"), []);
  assert.deepEqual(readNumber("s", "s"), []);
});

test("places in a text stay where they are", () => {
  const typed = "（ｘ＋１）－０．５，–−\u3000;中😀";
  assert.equal(plain(typed), "(x+1)-0.5,-- ;中😀");
  assert.equal(plain(typed).length, typed.length);
});

test("random text is never read as something that its digits do not say", () => {
  let state = 1;
  const draw = (n) => {
    state = (state * 1664525 + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
  const letters = "0123456789..,,--+e/% x\u2009";
  for (let trial = 0; trial < 20000; trial++) {
    const text = Array.from({ length: 1 + draw(8) }, () => letters[draw(25)]).join("");
    const values = readNumber(text);
    assert.ok(values.length <= 4 && values.every(Number.isFinite), text);
    // Where JavaScript, too, reads a decimal number, it is the same one.
    if (values.length && /^[-+.e\d]+$/.test(text))
      assert.deepEqual(values, [Number(text)], text);
  }
});

test("the graph stepper reads the same numbers, beside formulas", () => {
  const graph = buildGraph("z = x * 1000");
  const result = run(graph, { x: 1 });
  const right = (text) => judge(graph, result, 0, text).right;
  for (const text of ["1000", "1,000", "１０００", "1\u2009000", "1e3", "2000/2"])
    assert.ok(right(text), text);
  for (const text of ["x * 1000", "1000*x", "（２ － １）＊１０００"])
    assert.ok(right(text), text);
  for (const text of ["0x3e8", "1e", "", "1,00"])
    assert.equal(judge(graph, result, 0, text).key, "unread", text);
  // 1,500 may be one and a half where the answer is.
  const half = buildGraph("z = x + 0.5");
  assert.ok(judge(half, run(half, { x: 1 }), 0, "1,500").right);
});

test("a formula may be typed with a Chinese keyboard", () => {
  const graph = buildGraph("ｚ ＝ （ｘ ＋ １）＾２；　ｙ ＝ ｍａｘ（ｚ，–０．５）");
  assert.equal(run(graph, { x: 2 }).values.at(-1), 9);
});
