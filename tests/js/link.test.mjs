// What a link asks of a figure is set or refused, and a refusal says what was expected.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { parseAddress } from "../../code/press/js/src/lib/address.js";
import { mismatch } from "../../code/press/js/src/lib/small-network.js";
import { readLink } from "../../code/press/js/src/site/link.js";

const ROOT = join(import.meta.dirname, "../..");
const STATES = join(ROOT, "code/press/js/src/state");
const declarationOf = (name) =>
  JSON.parse(readFileSync(join(STATES, `${name}.json`), "utf8"));

const START = {
  neuron: { weights: [9, 7, -8], threshold: -55, tau: 20, spikes: [[5, 0]] },
  "perceptron-learning": { points: [], weights: [1, 0.5] },
  "activation-explorer": { f: ["logistic"], z: -4, gamma: 0.1, own: null },
  funnel: { stages: "one", rank: 22, exact: [[1, 1], [2, 2]], budget: 50 }, // prettier-ignore
  "mcculloch-pitts": { weights: [1, 1], bias: -0.5, target: "AND" },
  "zero-centred": { start: [-1, 2.2], steps: 60 },
  "graph-stepper": { values: { x: 2 }, step: 0 },
  "embedding-map": {
    history: [],
    probes: 32,
    catalogue: { titles: Array(1000) },
    model: { lists: 32 },
  },
  "forward-pass": {
    weights: [[[1, 2]], [[3]]],
    biases: [[0], [0]],
    x: [1, 1],
    layer: 0,
  },
};
const FITTED = {
  "forward-pass": (get) =>
    mismatch({
      weights: get("weights"),
      biases: get("biases"),
      x: get("x"),
    }) && {
      keys: ["weights", "biases", "x"],
      says: "They do not fit together.",
    },
};

function follow(link, start) {
  const { id, values } = parseAddress(link);
  const state = start ?? START[id] ?? {};
  const name = id.replace(/-\d+$/, ""); // the second of its kind on a page
  const widget = { declared: declarationOf(name), apart: FITTED[name] };
  return readLink(widget, (key) => state[key], values);
}

for (const [link, expected] of [
  [
    "#neuron?spikes=1",
    /spikes = 1, but spikes must be a list of 0 to 200 entries, each \[time/,
  ],
  [
    "#perceptron-learning?points=1",
    /points = 1, but points must be a list of 0 to 60 entries/,
  ],
  [
    '#activation-explorer?f=[["a"]]',
    /f must be a list of 0 to \d+ different entries, each one/,
  ],
  ["#funnel?exact=1", /exact = 1, but exact was measured or trained: no link/],
  ["#funnel?rank=1", /rank = 1, but rank was measured or trained: no link/],
  [
    "#mcculloch-pitts?target=toString",
    /must be one of AND, OR, NAND, XOR \(the nearest/,
  ],
  ["#mcculloch-pitts?target=NOR", /the nearest is (OR|XOR)\)/],
  [
    "#mcculloch-pitts?toString=1",
    /this figure has no toString. A link can set weights, b/,
  ],
  ["#mcculloch-pitts?__proto__=1", /this figure has no __proto__/],
  ["#mcculloch-pitts?constructor=1", /this figure has no constructor/],
  ["#mcculloch-pitts?bias=1e400", /bias must be a number from −100 to 100/],
  ["#mcculloch-pitts?bias=0x10", /bias must be a number/],
  ["#mcculloch-pitts?bias=", /bias = , but bias must be a number/],
  ["#mcculloch-pitts?weights=1", /weights must be a list of 2 entries, each a number/],
  [
    "#mcculloch-pitts?weights=1,2,3",
    /weights must be a list of 2 entries, each a number/,
  ],
  [
    "#mcculloch-pitts?weights=1,NaN",
    /weights must be a list of 2 entries, each a number/,
  ],
  ["#activation-explorer?z=blue", /z = blue, but z must be a number from −6 to 6/],
  ["#activation-explorer?z=6.001", /z must be a number from −6 to 6/],
  ["#activation-explorer?f=tahn", /one of step, logistic, .* \(the nearest is tanh\)/],
  ["#activation-explorer?f=own", /f must be a list .* each one of step, (?!.*own)/],
  [
    "#activation-explorer?f=tanh,tanh",
    /f must be a list of 0 to \d+ different entries/,
  ],
  ["#activation-explorer?own=1", /own was measured or trained/],
  [
    "#zero-centred?start=50,0",
    /start must be \[w1, w2\], with w1 a number from −2.4 to/,
  ],
  ["#zero-centred?steps=1.5", /steps must be a whole number from 0 to 200/],
  ["#graph-stepper?values=[1]", /values must be names with their values/],
  ['#graph-stepper?values={"2x":1}', /values must be names with their values/],
  ["#embedding-map?history=1000", /history must be a list of 0 to 8 .* from 0 to 999/],
  ["#embedding-map?history=1,1", /history must be a list of 0 to 8 different entries/],
  ["#embedding-map?probes=33", /probes must be a whole number from 1 to 32/],
  ["#embedding-map?model={}", /model was measured or trained/],
  ["#forward-pass?x=1,2,3", /They do not fit together/],
  ["#forward-pass?layer=3", /layer must be a whole number from 0 to 2/],
]) {
  test(`${link} is refused, and says why`, () => {
    const { values, refused } = follow(link);
    assert.deepEqual(values, {});
    assert.equal(refused.length, 1);
    assert.match(refused[0], expected);
    assert.doesNotMatch(refused[0], /undefined|NaN to|null|\[object|\{\w+\}/);
  });
}

test("what fits is set, whatever else the link asks", () => {
  const { values, refused } = follow("#activation-explorer?f=tanh,relu&z=99&gamma=0.3");
  assert.deepEqual(values, { f: ["tanh", "relu"], gamma: 0.3 });
  assert.equal(refused.length, 1);
});

test("what fits together is set together", () => {
  const link = "#forward-pass?weights=[[[1]]]&biases=[[0]]&x=3&layer=1";
  assert.deepEqual(follow(link), {
    values: { weights: [[[1]]], biases: [[0]], x: [3], layer: 1 },
    refused: [],
  });
});

test("a link may repeat what it cannot change", () => {
  const link = "#funnel?rank=22&exact=[[1,1],[2,2]]&budget=60";
  assert.deepEqual(follow(link), { values: { budget: 60 }, refused: [] });
});

test("a long value is cut in the notice", () => {
  const [said] = follow(`#mcculloch-pitts?target=${"A".repeat(500)}`).refused;
  assert.ok(said.length < 250);
});

test("every link of the chapters is followed whole", () => {
  const chapters = join(ROOT, "chapters");
  const links = readdirSync(chapters)
    .filter((name) => /\.(ipynb|md)$/.test(name))
    .flatMap((name) =>
      [
        ...readFileSync(join(chapters, name), "utf8").matchAll(
          /\((#[\w-]+\?[^)\s]+)\)/g,
        ),
      ].map(([, link]) => link),
    );
  assert.ok(links.length > 80);
  for (const link of links) assert.deepEqual(follow(link, LIVE).refused, [], link);
});

// What the chapters' figures are made of, as far as links depend on it.
const LIVE = {
  ...START["embedding-map"],
  weights: [[[0.8, -0.5], [0.3, 0.9], [-1.2, 0.4]], [[1, -0.7, 0.5], [-0.6, 1.1, 0.9]]], // prettier-ignore
  biases: [
    [0, 0, 0],
    [0, 0],
  ],
  x: [1, -0.5],
};
