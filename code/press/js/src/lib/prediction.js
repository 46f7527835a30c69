// "Predict first": is a number that the reader typed right, and if not, which typical
// mistake gives just that number?
import { ExpressionError } from "./expression.js";
import { buildGraph, evaluate } from "./graph.js";
import { readNumber } from "./numbers.js";

/** Right is what lies within 2 % of the number, or within 0.001 where it is small. */
export const TOLERANCE = { relative: 0.02, absolute: 0.001 };

export const isClose = (answer, number) =>
  Math.abs(answer - number) <=
  Math.max(TOLERANCE.relative * Math.abs(number), TOLERANCE.absolute);

/** The number that a step shows. */
export function numberOf({ steps, values, grads }, index) {
  const step = steps[index];
  if (step.kind === "forward") return values[step.node];
  return step.kind === "seed" ? grads[step.node] : step.total;
}

/**
 * Judge what the reader typed for step `index`: a number such as -1.5, or a formula such
 * as 1/3 or 2*t, in the variables and in what the steps before have computed. Returns
 * {right, answer, key}: `key` is null, "unread", or that of a mistake.
 */
export function judge(graph, result, index, text) {
  const read = readNumber(text);
  const answers = read.length
    ? read
    : [valueOf(text, knownBefore(graph, result, index))];
  const right = answers.find((answer) => isClose(answer, numberOf(result, index)));
  if (right !== undefined) return { right: true, answer: right, key: null };
  const [answer] = answers;
  if (!Number.isFinite(answer)) return { right: false, answer, key: "unread" };
  return { right: false, answer, key: mistakeOf(graph, result, index, answer) };
}

function knownBefore(graph, { steps, values }, index) {
  const computed = new Set(steps.slice(0, index).map(({ node }) => node));
  const known = graph.nodes.filter(
    ({ id, name, kind }) => name && (kind !== "operation" || computed.has(id)),
  );
  return new Map(known.map(({ name, id }) => [name, values[id]]));
}

function valueOf(text, known) {
  try {
    // Together with these, a plain number or name is a graph too.
    const graph = buildGraph(`(${text}) + 0 * one`);
    const at = new Map([...known, ["one", 1]]);
    return graph.variables.every((name) => at.has(name))
      ? evaluate(graph, Object.fromEntries(at))
      : NaN;
  } catch (error) {
    if (error instanceof ExpressionError) return NaN;
    throw error;
  }
}

/** The key of the first typical mistake that gives `answer`, or "other". */
export function mistakeOf(graph, result, index, answer) {
  const right = numberOf(result, index);
  const step = result.steps[index];
  const { op, inputs } = graph.nodes[step.node];
  const [a, b] = inputs.map((id) => result.values[id]);
  const y = result.values[step.node];
  const candidates = MISTAKES[step.kind]({ ...step, op, a, b, y, right });
  const found = candidates.find(
    ([, number]) => isClose(answer, number) && !isClose(number, right),
  );
  return found?.[0] ?? "other";
}

const DEGREES = Math.PI / 180;

// Each list goes from the most to the least specific mistake.
const MISTAKES = {
  forward: ({ op, a, b, y }) => [
    ...(op === "sub" ? [["order", b - a]] : []),
    ...(op === "div" ? [["order", b / a]] : []),
    ...(op === "pow" ? [["powerAsProduct", a * b]] : []),
    ...(op === "log"
      ? [
          ["logBase", Math.log10(a)],
          ["logBase", Math.log2(a)],
        ]
      : []),
    ...(op === "sin" ? [["degrees", Math.sin(a * DEGREES)]] : []),
    ...(op === "cos" ? [["degrees", Math.cos(a * DEGREES)]] : []),
    ...(op === "exp" || op === "sigmoid"
      ? [["argumentSign", op === "exp" ? 1 / y : 1 - y]]
      : []),
    ["sign", -y],
  ],
  seed: ({ y }) => [
    ["seedValue", y],
    ["seedZero", 0],
  ],
  backward({ op, input, a, b, y, upstream, local, downstream, before, first, right }) {
    const own = input === 0 ? a : b;
    return [
      ...(first
        ? []
        : [
            ["fanOut", downstream],
            ["fanOutProduct", before * downstream],
          ]),
      ...(op === "sub" && input === 1 ? [["subtrahend", before + upstream]] : []),
      ...(op === "mul" ? [["ownFactor", before + upstream * own]] : []),
      ...(op === "pow" && input === 0
        ? [
            ["powerFactor", before + upstream * a ** (b - 1)],
            ["powerExponent", before + upstream * b * y],
          ]
        : []),
      ...(op === "div" && input === 1
        ? [
            ["square", before - (upstream * a) / b],
            ["numerator", before - upstream / (b * b)],
          ]
        : []),
      ["upstream", before + local],
      ["local", before + upstream],
      ["valueAsSlope", before + upstream * y],
      ["added", before + upstream + local],
      ["sign", -right],
    ];
  },
};
