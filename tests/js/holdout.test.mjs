// lib/holdout.js against its twin in numpy (tests/golden/chapter6.py).
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { WATCHES, evaluate, simulate, view } from "../../code/press/js/src/lib/holdout.js";

const golden = JSON.parse(
  readFileSync(process.env.NNBOOK_GOLDEN, "utf8"),
).next_or_random;

for (const { seed, order, logs, scores } of golden) {
  test(`seed ${seed}, order ${order}: logs and scores are the twin's`, () => {
    const ours = simulate(seed, order);
    logs.forEach((log, viewer) =>
      log.forEach(([day, video], i) => {
        assert.equal(ours[viewer][i].video, video);
        assert.ok(Math.abs(ours[viewer][i].day - day) < 1e-9);
      }),
    );
    assert.deepEqual(evaluate(ours, seed), scores);
  });
}

const logs = simulate(1, 0.6).slice(0, 4);
for (let label = 0; label < WATCHES; label++)
  test(`label ${label}: what each way lets the example see`, () => {
    const { day } = logs[0][label];
    const all = (way) => view(logs, label, way);
    for (const way of ["random", "next", "cut"]) {
      const watches = all(way);
      assert.equal(watches.length, 4 * WATCHES);
      assert.equal(watches.filter(({ use }) => use === "label").length, 1);
      for (const w of watches) assert.ok(!w.leak || (w.day > day && w.use !== "none"));
    }
    const used = (way, own) =>
      all(way).filter(
        (w) => (w.viewer === 0) === own && w.use !== "none" && w.use !== "label",
      );
    assert.equal(used("random", true).length, WATCHES - 1);
    assert.ok(used("next", true).every((w) => w.day < day));
    assert.equal(used("next", true).length, label);
    assert.equal(used("next", false).length, 3 * WATCHES);
    assert.ok(all("cut").every((w) => !w.leak));
  });

for (const seed of [1, 2, 3])
  test(`seed ${seed}: a random watch promises more than it delivers`, () => {
    const { random, next } = evaluate(simulate(seed, 0.6), seed);
    assert.ok(random.held > 1.5 * random.serving);
    assert.ok(next.serving > random.serving);
  });
