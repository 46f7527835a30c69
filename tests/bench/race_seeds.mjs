// Whether what chapter 5 says of its race holds from seed to seed; for chapter 5.
//
// `node tests/bench/race_seeds.mjs` runs the race's networks of 20 layers of 10 units from
// 20 seeds, by the page's own code, and writes nnbook/results/race_seeds.json: for each
// entry, rate and number of steps the losses, and how often the first layer's gradient was
// 0 or no number. It takes about a minute. tests/js/race.test.mjs repeats a row.
import { writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { startRace } from "../../code/press/js/src/lib/race.js";

const OUT = new URL(
  "../../code/nnbook/results/race_seeds.json",
  import.meta.url,
);
const SEEDS = Array.from({ length: 20 }, (_, i) => i + 1);
export const CASES = [
  ...["logistic", "tanh", "relu_xavier", "relu", "residual"].map((entry) => [
    entry,
    0.03,
    300,
  ]),
  ["tanh", 0.03, 1000],
  ...[1e-5, 3e-5, 1e-4, 3e-4, 0.001, 0.003, 0.01, 0.03].map((lr) => [
    "exploding",
    lr,
    300,
  ]),
];

/** The runner of this entry after so many steps. */
export function runner(entry, lr, steps, seed) {
  const race = startRace({ entries: [entry], depth: 20, width: 10, lr, seed });
  while (race.steps < steps) race.step();
  return race.runners[0];
}

/** What is stored of a case: its losses to two digits (null is NaN), and how many stand. */
export function row([entry, lr, steps], seeds = SEEDS) {
  const runners = seeds.map((seed) => runner(entry, lr, steps, seed));
  return {
    entry,
    lr,
    steps,
    losses: runners.map(({ loss }) => Number(loss.toPrecision(2))),
    stuck: runners.filter(({ gradient }) => !(Math.abs(gradient) > 0)).length,
  };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const rows = CASES.map((one) => row(one));
  const lines = rows.map((one) => JSON.stringify(one)).join(",\n");
  writeFileSync(OUT, `[\n${lines}\n]\n`);
}
