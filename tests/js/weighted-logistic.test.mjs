// lib/weighted-logistic.js against scikit-learn (tests/golden/chapter6.py).
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import {
  drawImpressions,
  fit,
  formulas,
  measured,
  served,
} from "../../code/press/js/src/lib/weighted-logistic.js";

const golden = JSON.parse(
  readFileSync(process.env.NNBOOK_GOLDEN, "utf8"),
).weighted_logistic;

function close(a, b, tolerance = 1e-9) {
  assert.equal(a.length, b.length);
  a.forEach((value, i) =>
    assert.ok(
      Math.abs(value - b[i]) <= tolerance * Math.max(1, Math.abs(b[i])),
      `entry ${i}: ${value}, Python has ${b[i]}`,
    ),
  );
}

for (const run of golden) {
  const { distribution, mean } = run.setting;
  test(`${distribution}: the impressions are the twin's`, () => {
    const { rates, times } = drawImpressions(run.setting);
    close(rates, run.rates);
    close(times, run.times);
    const single = drawImpressions({ ...run.setting, count: 50, rate: 0.2 });
    close(single.times, run.one_rate);
  });

  for (const every of [false, true])
    test(`${distribution}, every ${every}: the fit is scikit-learn's`, () => {
      const w = fit(run, every);
      close(w, run.fits[Number(every)], 1e-6);
      close(
        run.p.map((p) => served(w, p)),
        run.served[Number(every)],
        1e-6,
      );
    });

  test(`${distribution}: with many impressions the model serves the formula`, () => {
    const impressions = drawImpressions({ ...run.setting, count: 200_000 });
    for (const every of [false, true]) {
      const w = fit(impressions, every);
      for (const p of [0.03, 0.1, 0.3, 0.45]) {
        const { odds } = formulas(p, mean, every);
        assert.ok(Math.abs(served(w, p) / odds - 1) < 0.06, `at ${p}`);
      }
    }
    for (const { rate, time } of measured(impressions, 10).slice(4))
      assert.ok(Math.abs(time / (rate * mean) - 1) < 0.1);
  });
}

test("at a click rate of 30% the odds are 43% above E[T]", () => {
  const { truth, first, odds } = formulas(0.3, 5, false);
  close([truth, first, odds], [1.5, 1.95, 15 / 7]);
  assert.equal(formulas(0.3, 5, true).odds, truth);
});
