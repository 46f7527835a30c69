// lib/graph.js against torch and nnbook's engine (tests/golden/graphs.py) and against
// finite differences; lib/layered.js and lib/prediction.js on the same graphs.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import {
  buildGraph,
  evaluate,
  finiteDifference,
  OPERATIONS,
  run,
  stepsOf,
} from "../../code/press/js/src/lib/graph.js";
import {
  arrange,
  halfHeight,
  halfWidth,
} from "../../code/press/js/src/lib/graph-layout.js";
import { layered } from "../../code/press/js/src/lib/layered.js";
import { isClose, judge, numberOf } from "../../code/press/js/src/lib/prediction.js";
import { seeded } from "../../code/press/js/src/lib/random.js";

const golden = JSON.parse(
  readFileSync(process.env.NNBOOK_GOLDEN, "utf8"),
).graphs;

function gradients(graph, at) {
  const { grads, problem } = run(graph, at);
  if (problem?.key === "noSlope") return null;
  assert.equal(problem, null);
  return Object.fromEntries(
    graph.nodes
      .filter((n) => n.kind === "variable")
      .map((n) => [n.name, grads[n.id]]),
  );
}

const isNear = (a, b, tolerance) =>
  Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(b));

test("values and gradients are those of torch and of nnbook's engine", () => {
  assert.ok(golden.length > 250);
  // The slope of sqrt(relu(x)) at x < 0 is ∞ · 0: torch says 0, the page stops.
  const stopped = golden.filter(
    ({ expression, at }) => !gradients(buildGraph(expression), at),
  );
  assert.ok(stopped.length <= 3);
  for (const { expression, at, value, torch, nnbook } of golden) {
    const graph = buildGraph(expression);
    const found = gradients(graph, at) ?? {};
    assert.ok(isNear(evaluate(graph, at), value, 1e-10), expression);
    for (const [name, slope] of Object.entries(found))
      for (const expected of [torch[name], nnbook?.[name] ?? torch[name]])
        assert.ok(
          isNear(slope, expected, 1e-10),
          `∂/∂${name} of ${expression} is ${slope}, expected ${expected}`,
        );
  }
});

// Random formulas that are smooth everywhere: no kinks, no edges of a domain.
function randomFormula(random, depth) {
  const pick = (list) => list[Math.floor(random() * list.length)];
  if (depth === 0)
    return pick(["x", "y", "z", (0.2 + 2 * random()).toFixed(2)]);
  const [a, b] = [
    randomFormula(random, depth - 1),
    randomFormula(random, depth - 1),
  ];
  return pick([
    `(${a} + ${b})`,
    `(${a} - ${b})`,
    `(${a} * ${b})`,
    `(${a} / (1 + (${b})^2))`,
    `exp(-(${a})^2)`,
    `log(1 + (${a})^2)`,
    `sqrt(0.5 + (${a})^2)`,
    `sin(${a})`,
    `cos(${a})`,
    `tanh(${a})`,
    `sigmoid(${a})`,
    `(0.5 + (${a})^2)^(${b} / 4)`,
    `-(${a})`,
  ]);
}

test("gradients are finite differences on random formulas", () => {
  const random = seeded(7);
  let checked = 0;
  for (let i = 0; i < 400; i++) {
    const text = randomFormula(random, 1 + (i % 3));
    const at = {
      x: 3 * random() - 1.5,
      y: 3 * random() - 1.5,
      z: 3 * random() - 1.5,
    };
    let graph;
    try {
      graph = buildGraph(text);
    } catch (error) {
      if (["noVariable", "noOperation", "large", "long"].includes(error.key))
        continue;
      throw error;
    }
    for (const [name, slope] of Object.entries(gradients(graph, at))) {
      const difference = finiteDifference(graph, at, name);
      assert.ok(
        isNear(slope, difference, 1e-6),
        `${text}, ${name}: ${slope}, ${difference}`,
      );
      checked++;
    }
  }
  assert.ok(checked > 300);
});

test("each rule's local derivatives are finite differences", () => {
  const points = { default: [0.7, 1.3], pow: [1.7, 2.5], neg: [0.7] };
  for (const [name, { forward, local }] of Object.entries(OPERATIONS)) {
    const inputs = (points[name] ?? points.default).slice(
      0,
      forward.length || 2,
    );
    local(inputs, forward(...inputs)).forEach((slope, i) => {
      const moved = (h) =>
        forward(...inputs.map((v, j) => (j === i ? v + h : v)));
      const difference = (moved(1e-6) - moved(-1e-6)) / 2e-6;
      assert.ok(isNear(slope, difference, 1e-8), `${name}, operand ${i + 1}`);
    });
  }
});

test("nodes come after their inputs and steps go there and back", () => {
  for (const { expression } of golden) {
    const graph = buildGraph(expression);
    for (const { id, inputs } of graph.nodes)
      for (const input of inputs) assert.ok(input < id);
    const steps = stepsOf(graph);
    const operations = graph.nodes.filter((n) => n.kind === "operation").length;
    assert.equal(steps.filter((s) => s.kind === "forward").length, operations);
    assert.equal(steps.at(-1).kind, "check");
    // A node sends its gradient on only when all of it has arrived.
    const done = new Map(graph.nodes.map(({ id }) => [id, 0]));
    for (const { kind, node, from } of steps) {
      if (kind !== "backward") continue;
      assert.equal(done.get(node), graph.nodes[node].users);
      done.set(from, done.get(from) + 1);
    }
  }
});

test("contributions add up at a fan-out", () => {
  const { steps, grads } = run(buildGraph("z = x*y + x"), { x: 2, y: 3 });
  const toX = steps.filter((s) => s.from === 0);
  const numbers = toX.map(
    ({ upstream, local, downstream, before, total, first }) => [
      upstream,
      local,
      downstream,
      before,
      total,
      first,
    ],
  );
  assert.deepEqual(numbers, [
    [1, 1, 1, 0, 1, true],
    [1, 3, 3, 1, 4, false],
  ]);
  assert.equal(grads[0], 4);
  const squared = run(buildGraph("z = x*x"), { x: 5 });
  assert.equal(squared.grads[0], 10);
});

test("constants get no gradient", () => {
  const graph = buildGraph("2 * x + exp(3)");
  const reached = stepsOf(graph).filter((s) => s.kind === "backward");
  assert.deepEqual(
    reached.map((s) => graph.nodes[s.from].text),
    ["2 × x", "x"],
  );
});

test("a graph says its formula", () => {
  const texts = {
    "x-(y-1)": "x − (y − 1)",
    "(x-y)-1": "x − y − 1",
    "(x*y)/(x*y)": "x × y / (x × y)",
    "(-x)^-2": "(−x)^(−2)",
    "-(x^2)": "−x^2",
    "x * -y": "x × (−y)",
    "(x^y)^2": "(x^y)^2",
    "max(x+1,exp(y))": "max(x + 1, exp(y))",
  };
  for (const [text, expected] of Object.entries(texts))
    assert.equal(buildGraph(text).nodes.at(-1).text, expected);
});

test("what has no value or no slope stops the run at its node", () => {
  const cases = [
    ["x / y", { x: 1, y: 0 }, "divideByZero"],
    ["log(x)", { x: -1 }, "logOfNegative"],
    ["log(x)", { x: 0 }, "logOfZero"],
    ["sqrt(x)", { x: -1 }, "rootOfNegative"],
    ["x^0.5", { x: -1 }, "powerOfNegative"],
    ["x^-1", { x: 0 }, "powerOfZero"],
    ["exp(x)", { x: 1000 }, "overflow"],
    ["sqrt(x)", { x: 0 }, "noSlope"],
    ["x^0.5", { x: 0 }, "noSlope"],
    ["x^y", { x: -2, y: 2 }, "noSlope"],
  ];
  for (const [text, at, key] of cases) {
    const { problem, steps } = run(buildGraph(text), at);
    assert.equal(problem?.key, key, text);
    assert.equal(steps[problem.step].node, problem.node);
  }
  assert.equal(run(buildGraph("x^2"), { x: -2 }).problem, null);
  assert.equal(run(buildGraph("x^2"), { x: 0 }).problem, null);
  assert.ok(
    Number.isNaN(finiteDifference(buildGraph("sqrt(x)"), { x: 0 }, "x")),
  );
});

test("layers lead forward and nothing overlaps", () => {
  const extent = (node) => (node ? [20, 40] : [10, 10]);
  const options = { extent, weight: () => 1, isOrdered: () => true };
  for (const { expression } of golden) {
    const { nodes } = buildGraph(expression);
    const layout = layered(nodes, options);
    const taken = Array.from({ length: layout.layers }, () => []);
    for (const [id, { layer, at }] of layout.nodes)
      taken[layer].push([at - 20, at + 40, nodes[id].text]);
    for (const { from, to, bends } of layout.edges) {
      const path = [layout.nodes.get(from), ...bends, layout.nodes.get(to)];
      path
        .slice(1)
        .forEach(({ layer }, i) => assert.equal(layer, path[i].layer + 1));
      for (const { layer, at } of bends)
        taken[layer].push([at - 10, at + 10, "bend"]);
    }
    for (const layer of taken) {
      layer.sort((a, b) => a[0] - b[0]);
      layer.slice(1).forEach(([start, , text], i) => {
        assert.ok(
          start >= layer[i][1] - 1e-6,
          `${expression}: ${text} in ${layer[i][2]}`,
        );
      });
      assert.ok(layer[0][0] >= -1e-6 && layer.at(-1)[1] <= layout.width + 1e-6);
    }
    const edges = nodes.reduce((sum, { inputs }) => sum + inputs.length, 0);
    assert.equal(layout.edges.length, edges);
  }
});

test("nodes keep apart at every width, and a wide page holds them all", () => {
  for (const { expression } of golden)
    for (const width of [294, 654]) {
      const graph = buildGraph(expression);
      const picture = arrange(graph, width);
      const boxes = graph.nodes.map((node) => {
        const { x, y } = picture.at.get(node.id);
        return [x, y, halfWidth(node), halfHeight(node)];
      });
      for (const [i, [x, y, w, h]] of boxes.entries()) {
        assert.ok(x - w >= 0 && x + w <= picture.width, expression);
        assert.ok(y - h >= 0 && y + h <= picture.height, expression);
        for (const [u, v, r, s] of boxes.slice(0, i))
          assert.ok(
            Math.abs(x - u) >= w + r || Math.abs(y - v) >= h + s,
            expression,
          );
      }
      for (const { from, to, start, end } of picture.edges) {
        assert.ok(picture.down ? end.y > start.y : end.x > start.x);
        assert.ok(picture.at.has(from) && picture.at.has(to));
      }
      if (width === 654 && !picture.down) assert.equal(picture.width, width);
    }
});

test("operands of − and / lie in their order where nothing stands against it", () => {
  const options = {
    extent: () => [10, 10],
    weight: () => 1,
    isOrdered: () => true,
  };
  for (const text of [
    "y - x",
    "exp(a) / (b - c)",
    "(a - b) / (c - d)",
    "2 - x",
  ]) {
    const { nodes } = buildGraph(text);
    const { nodes: places } = layered(nodes, options);
    for (const { inputs } of nodes.filter((n) => n.inputs.length === 2))
      assert.ok(places.get(inputs[0]).at < places.get(inputs[1]).at, text);
  }
});

function judged(text, at, index, answer) {
  const graph = buildGraph(text);
  const result = run(graph, at);
  return judge(
    graph,
    result,
    index < 0 ? result.steps.length + index : index,
    answer,
  );
}

test("a prediction may be a number or a formula", () => {
  const at = { x: 2, y: 3 };
  for (const answer of ["5", " 5.0", "x+y", "2 + 3", "5.05", "10/2"])
    assert.equal(judged("t = x + y; t^2", at, 0, answer).right, true, answer);
  assert.equal(judged("t = x + y; t^2", at, 1, "t^2").right, true);
  assert.equal(judged("z = exp(x) * y", at, 0, "7,4").right, true);
  for (const answer of ["", "t", "5 +", "q", "five", "1/0"])
    assert.equal(judged("t = x + y; t^2", at, 0, answer).key, "unread", answer);
  assert.equal(judged("t = x + y; t^2", at, 0, "5.2").key, "other");
});

test("right is within 2 %, or 0.001 near zero", () => {
  assert.ok(isClose(1.019, 1) && !isClose(1.021, 1));
  assert.ok(isClose(0.0009, 0) && !isClose(0.0011, 0));
});

test("typical mistakes are named", () => {
  const at = { x: 2, y: 3, a: 8 };
  const cases = [
    ["x - y", 0, "1", "order"],
    ["x / y", 0, "1.5", "order"],
    ["x ^ y", 0, "6", "powerAsProduct"],
    ["log(a)", 0, "0.903", "logBase"],
    ["log(a)", 0, "3", "logBase"],
    ["sin(a)", 0, "0.139", "degrees"],
    ["exp(x)", 0, "0.1353", "argumentSign"],
    ["x * y", 0, "-6", "sign"],
    ["t = x + y; t^2", 2, "25", "seedValue"],
    ["t = x + y; t^2", 2, "0", "seedZero"],
    ["x - y", -2, "1", "subtrahend"],
    ["z = 5 * (x * y)", -2, "15", "ownFactor"],
    ["z = 5 * (x * y)", -2, "2", "upstream"],
    ["z = 5 * (x * y)", -2, "5", "local"],
    ["z = 5 * (x * y)", -2, "7", "added"],
    ["z = 5 * (x * y)", -2, "-10", "sign"],
    ["z = 5 * x^3", -2, "20", "powerFactor"],
    ["z = 5 * x^3", -2, "120", "powerExponent"],
    ["z = a / x", -2, "-4", "square"],
    ["z = a / x", -2, "-0.25", "numerator"],
    ["z = 5 * sin(x)", -2, "4.546", "valueAsSlope"],
  ];
  for (const [text, index, answer, key] of cases) {
    const { right, key: found } = judged(text, at, index, answer);
    assert.deepEqual([right, found], [false, key], `${text}: ${answer}`);
  }
});

test("forgetting the fan-out is named", () => {
  const graph = buildGraph("z = x*y + x");
  const result = run(graph, { x: 2, y: 3 });
  const index = result.steps.findIndex((s) => s.from === 0 && !s.first);
  assert.equal(numberOf(result, index), 4);
  assert.equal(judge(graph, result, index, "4").right, true);
  assert.equal(judge(graph, result, index, "3").key, "fanOut");
  const other = run(graph, { x: 2, y: 7 });
  assert.equal(judge(graph, other, index, "7").key, "fanOut");
});
