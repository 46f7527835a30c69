// lib/embedding-map.js against torch and nnbook.recsys (tests/golden/chapter6.py).
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import {
  angle,
  best,
  createServer,
  scoresOf,
  serve,
  userVector,
} from "../../code/press/js/src/lib/embedding-map.js";
import { decodeHalves } from "../../code/press/js/src/lib/half.js";

const golden = JSON.parse(
  readFileSync(process.env.NNBOOK_GOLDEN, "utf8"),
).embedding_map;
const server = createServer(golden.model);

function close(a, b, message, tolerance = 1e-6) {
  assert.equal(a.length, b.length, message);
  b.forEach((value, i) =>
    assert.ok(
      Math.abs(a[i] - value) <= tolerance * Math.max(1, Math.abs(value)),
      `${message}, entry ${i}: ${a[i]}, Python has ${value}`,
    ),
  );
}

test("float16 is decoded exactly, subnormal numbers too", () => {
  const { text, numbers } = golden.halves;
  assert.deepEqual(Array.from(decodeHalves(text)), numbers);
});

for (const { state, ...expected } of golden.requests) {
  const { history, measure, probes } = state;
  test(`[${history}] by ${measure} in ${probes} cells is what Python serves`, () => {
    const served = serve(server, state);
    close(served.u, expected.u, "u");
    close(served.scores, expected.scores, "scores");
    close(served.probabilities, expected.probabilities, "probabilities");
    assert.deepEqual(served.found, expected.found);
    const looked = served.looked.reduce((a, b) => a + b) / server.n;
    close([looked], [expected.looked], "looked");
    const exact = (other) =>
      golden.requests.find(
        ({ state: s }) =>
          String(s.history) === String(history) &&
          s.measure === other &&
          s.probes === server.centres.length / server.d,
      ).found;
    const isExact = probes === server.centres.length / server.d;
    assert.deepEqual(served.expected, exact(isExact ? "dot" : measure));
  });
}

test("the order of a history does not count, and each video of it does", () => {
  close(
    userVector(server, [3, 50, 99]),
    Array.from(userVector(server, [99, 3, 50])),
    "u",
    1e-12,
  );
  const turned = angle(
    userVector(server, [3, 50, 99]),
    userVector(server, [3, 50]),
  );
  assert.ok(turned > 1, `${turned}°`);
});

test("the best are sorted, ties by position, and no more than there are", () => {
  const scores = Float64Array.of(1, 5, 3, 5, -2, 3);
  assert.deepEqual(best(scores, 4), [1, 3, 2, 5]);
  assert.deepEqual(
    best(scores, 9, (i) => i % 2 === 0),
    [2, 0, 4],
  );
  assert.deepEqual(best(scores, 0), []);
});

test("a zero vector has the cosine 0, and angles are in degrees", () => {
  const table = Float64Array.of(0, 0, 2, 0);
  assert.deepEqual(Array.from(scoresOf(table, [3, 0], "cosine")), [0, 1]);
  assert.deepEqual(Array.from(scoresOf(table, [0, 0], "cosine")), [0, 0]);
  close([angle([1, 0], [0, 2]), angle([1, 1], [1, 1])], [90, 0], "angle", 1e-5);
});
