// What one step of a computational graph says, as a sentence with its numbers.
import { compact, significant } from "./format.js";
import { finiteDifference, isSign, OPERATIONS, written } from "./graph.js";

const LONGEST = 26;
// A difference quotient is not exact: this much apart is still "the same slope".
const SAME = 1e-6;

/** How a node is called in a sentence: its name, its formula, or "the × node". */
export function called(t, node) {
  if (node.name) return node.name;
  if (node.text.length <= LONGEST) return node.text;
  return t("node", { symbol: OPERATIONS[node.op].symbol });
}

/** The sentence of step `index` of a result of run(). */
export function sentenceOf(t, graph, result, index) {
  const step = result.steps[index];
  if (result.problem?.step === index) return problemOf(t, graph, result);
  return { forward, seed, backward }[step.kind](t, graph, result, step, index);
}

function forward(t, graph, { steps, values }, step, index) {
  const node = graph.nodes[step.node];
  const parts = [
    ...(node.name ? [node.name] : []),
    written(
      node.op,
      node.inputs.map((id) => operand(graph.nodes[id], node.op)),
    ),
    numeric(node, values),
    compact(values[node.id], 4),
  ];
  const equation = parts.filter((part, i) => part !== parts[i - 1]).join(" = ");
  const done = steps[index + 1].kind === "seed";
  return t(done ? "reading.forwardDone" : "reading.forward", { equation });
}

// An operand in a formula; one with signs of its own stands in parentheses.
function operand(node, op) {
  if (node.name || node.kind === "constant") return node.name ?? node.text;
  const text = node.text.length > LONGEST ? "…" : node.text;
  return isSign(op) && isSign(node.op) ? `(${text})` : text;
}

// A node's operation with numbers for its operands: "2 − (−3)", "log(−1)".
const numeric = ({ op, inputs }, values) =>
  written(
    op,
    inputs.map((id, i) =>
      number(values[id], isSign(op) && (i > 0 || ["neg", "pow"].includes(op))),
    ),
  );

const number = (value, guarded) => {
  const text = compact(value, 4);
  return guarded && value < 0 ? `(${text})` : text;
};

function seed(t, graph, { values }) {
  const { name, output } = graph;
  return t("reading.seed", { name, value: compact(values[output], 4) });
}

function backward(t, graph, { values }, step) {
  const node = graph.nodes[step.node];
  const target = graph.nodes[step.from];
  const [a, b] = node.inputs.map((id) => number(values[id], true));
  const side = ["sub", "div", "pow"].includes(node.op) ? step.input : "";
  const words = {
    a,
    b,
    y: number(values[node.id], true),
    other: compact(values[node.inputs[1 - step.input]], 4),
    local: compact(step.local),
  };
  const ruleKey =
    ["relu", "max", "min"].includes(node.op) && step.local !== 1
      ? step.local
        ? "tie"
        : `${node.op}Zero`
      : `${node.op}${side}`;
  const rule = t(`rules.${ruleKey}`, words);
  const product = t("reading.product", {
    upstream: compact(step.upstream),
    local: number(step.local, true),
    downstream: compact(step.downstream),
    to: called(t, target),
  });
  return [rule, product, ...sharing(t, step, target)].join(" ");
}

function sharing(t, { first, before, downstream, total }, target) {
  if (target.users < 2) return [];
  if (first)
    return [t("reading.shared", { to: called(t, target), users: target.users })];
  return [
    t("reading.added", {
      to: called(t, target),
      before: compact(before),
      downstream: number(downstream, true),
      total: compact(total),
    }),
  ];
}

function problemOf(t, graph, { problem, values }) {
  const formula = numeric(graph.nodes[problem.node], values);
  return t(`problems.${problem.key}`, { formula });
}

/** The last step: each variable's gradient beside its difference quotient. */
export function checkSentence(t, graph, { grads }, at) {
  const slopes = graph.nodes
    .filter(({ kind }) => kind === "variable")
    .map(({ id, name }) => ({
      name,
      grad: grads[id],
      difference: finiteDifference(graph, at, name),
    }));
  const off = slopes.find(
    ({ grad, difference }) =>
      !(Math.abs(grad - difference) <= SAME * Math.max(1, Math.abs(grad))),
  );
  const result = graph.name;
  const list = slopes
    .map(({ name, grad }) => `∂${result}/∂${name} = ${compact(grad)}`)
    .join(", ");
  const apart = Math.max(
    ...slopes.map(({ grad, difference }) => Math.abs(grad - difference)),
  );
  if (!off) return t("reading.checked", { list, result, apart: significant(apart, 1) });
  const numbers = {
    grad: compact(off.grad),
    difference: compact(off.difference),
    name: off.name,
  };
  const key = Number.isFinite(off.difference) ? "reading.kink" : "reading.edge";
  return t(key, { result, ...numbers });
}
