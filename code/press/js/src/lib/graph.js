// The computational graph of a formula: one node for every operation, values forward,
// gradients backward, one edge after the other, as nnbook's engine does it on arrays.
import { ExpressionError, parse } from "./expression.js";
import { logistic } from "./activations.js";

const MAX_OPERATIONS = 30;

/**
 * Each operation's forward rule beside its backward one: `local(inputs, y)` gives the
 * derivative of the result y towards each input. `undefinedAt` names what is wrong with
 * inputs that the operation is not defined for. Where max or min has equal inputs, each
 * gets half the gradient, as in nnbook and torch.
 */
export const OPERATIONS = {
  add: { symbol: "+", forward: (a, b) => a + b, local: () => [1, 1] },
  sub: { symbol: "−", forward: (a, b) => a - b, local: () => [1, -1] },
  mul: { symbol: "×", forward: (a, b) => a * b, local: ([a, b]) => [b, a] },
  div: {
    symbol: "/",
    forward: (a, b) => a / b,
    local: ([, b], y) => [1 / b, -y / b],
    undefinedAt: (a, b) => b === 0 && "divideByZero",
  },
  pow: {
    symbol: "^",
    forward: (a, b) => a ** b,
    local: ([a, b], y) => [
      b === 0 ? 0 : b * a ** (b - 1),
      a === 0 && b >= 0 ? 0 : y * Math.log(a),
    ],
    undefinedAt: (a, b) =>
      a < 0 && !Number.isInteger(b)
        ? "powerOfNegative"
        : a === 0 && b < 0 && "powerOfZero",
  },
  neg: { symbol: "neg", forward: (a) => -a, local: () => [-1] },
  exp: { symbol: "exp", forward: Math.exp, local: (_, y) => [y] },
  log: {
    symbol: "log",
    forward: Math.log,
    local: ([a]) => [1 / a],
    undefinedAt: (a) => (a < 0 ? "logOfNegative" : a === 0 && "logOfZero"),
  },
  sqrt: {
    symbol: "√",
    forward: Math.sqrt,
    local: (_, y) => [1 / (2 * y)],
    undefinedAt: (a) => a < 0 && "rootOfNegative",
  },
  sin: { symbol: "sin", forward: Math.sin, local: ([a]) => [Math.cos(a)] },
  cos: { symbol: "cos", forward: Math.cos, local: ([a]) => [-Math.sin(a)] },
  tanh: { symbol: "tanh", forward: Math.tanh, local: (_, y) => [(1 - y) * (1 + y)] },
  sigmoid: {
    symbol: "σ",
    forward: logistic,
    local: ([a], y) => [y * logistic(-a)],
  },
  relu: {
    symbol: "ReLU",
    forward: (a) => (a > 0 ? a : 0),
    local: ([a]) => [a > 0 ? 1 : 0],
  },
  max: {
    symbol: "max",
    forward: Math.max,
    local: ([a, b]) => [share(a - b), share(b - a)],
  },
  min: {
    symbol: "min",
    forward: Math.min,
    local: ([a, b]) => [share(b - a), share(a - b)],
  },
};
const share = (ahead) => (ahead > 0 ? 1 : ahead === 0 ? 0.5 : 0);

/**
 * The graph of a formula: {nodes, variables, output, name}. Nodes stand in topological
 * order, inputs before what uses them; each has
 *   id, kind    kind is "variable", "constant" or "operation"
 *   op, inputs  the operation's name and the ids of its inputs (empty for the others)
 *   name        of a variable or a definition, else null; `text` is the formula
 *   users       how many edges leave it: more than one is a fan-out
 *   learns      whether a variable lies behind it, so that it gets a gradient
 * `name` is the result's; throws an ExpressionError for what cannot be a graph.
 */
export function buildGraph(expression) {
  const definitions = parse(expression);
  const everything = { at: 0, length: expression.length };
  const nodes = [];
  const variables = new Map();
  const defined = new Map();

  function add(node) {
    nodes.push({ id: nodes.length, inputs: [], users: 0, name: null, ...node });
    return nodes.at(-1);
  }
  function variable(name) {
    if (!variables.has(name))
      variables.set(name, add({ kind: "variable", name, text: name, learns: true }));
    return variables.get(name);
  }
  // A node is added after its inputs: that makes the order topological.
  function visit(tree) {
    const { type, op, value, name } = tree;
    if (type === "name") return defined.get(name) ?? variable(name);
    const text = textOf(tree);
    if (type === "number") return add({ kind: "constant", value, text, learns: false });
    const inputs = tree.args.map(visit);
    for (const input of inputs) input.users += 1;
    const learns = inputs.some((input) => input.learns);
    return add({
      kind: "operation",
      op,
      inputs: inputs.map(({ id }) => id),
      text,
      learns,
    });
  }

  let output;
  for (const definition of definitions) {
    const { name, tree } = definition;
    if (name === null && definition !== definitions.at(-1))
      throw new ExpressionError("unnamed", definition);
    if (defined.has(name))
      throw new ExpressionError("definedTwice", definition, { name });
    output = visit(tree);
    if (variables.has(name))
      throw new ExpressionError("definedLate", definition, { name });
    output.name ??= name; // "t = x + y; z = t": the node keeps its first name
    defined.set(name, output);
  }

  const unused = definitions.find(({ name }) => {
    const node = defined.get(name);
    return node !== output && !node.users;
  });
  if (unused) throw new ExpressionError("unused", unused, { name: unused.name });
  if (!output.learns) throw new ExpressionError("noVariable", everything);
  if (output.kind !== "operation") throw new ExpressionError("noOperation", everything);
  const count = nodes.filter(({ kind }) => kind === "operation").length;
  if (count > MAX_OPERATIONS)
    throw new ExpressionError("large", everything, { max: MAX_OPERATIONS, count });

  const free = (name) => !variables.has(name) && !defined.has(name);
  const name = output.name ?? ["f", "z", "y", "result"].find(free);
  return { nodes, variables: [...variables.keys()], output: output.id, name };
}

// How tightly an operation binds its operands in writing; functions have parentheses.
const BINDS = { add: 1, sub: 1, mul: 2, div: 2, neg: 3, pow: 4 };

/** Whether an operation is written with a sign and not as a function. */
export const isSign = (op) => op in BINDS;

/** An operation in writing: its sign between its operands, or its name before them. */
export function written(op, [a, b]) {
  const { symbol } = OPERATIONS[op];
  if (op === "neg") return `−${a}`;
  if (op === "pow") return `${a}^${b}`;
  if (isSign(op)) return `${a} ${symbol} ${b}`;
  return `${symbol}(${b === undefined ? a : `${a}, ${b}`})`;
}

function textOf(tree) {
  if (tree.type === "name") return tree.name;
  if (tree.type === "number") return String(tree.value).replace("-", "−");
  const { op, args } = tree;
  const strength = BINDS[op];
  const operands = args.map((arg, i) => {
    const text = textOf(arg);
    const binds = text.startsWith("−") ? BINDS.neg : (BINDS[arg.op] ?? Infinity);
    // a − (b − c), but a − b − c; (a^b)^c, but a^b^c
    const other = op === "pow" ? i === 0 : i === 1;
    const loose =
      binds < strength || (binds === strength && other) || (i === 1 && binds === 3);
    return strength && loose ? `(${text})` : text;
  });
  return written(op, operands);
}

/**
 * What the reader steps through: each operation forward, the seed, then each edge
 * backward that leads to a variable, the last operation's first, and the check.
 */
export function stepsOf({ nodes, output }) {
  const operations = nodes.filter(({ kind }) => kind === "operation");
  const forward = operations.map(({ id }) => ({ kind: "forward", node: id }));
  const backward = operations
    .toReversed()
    .flatMap(({ id, inputs }) =>
      inputs
        .map((from, input) => ({ kind: "backward", node: id, input, from }))
        .filter(({ from }) => nodes[from].learns),
    );
  return [...forward, { kind: "seed", node: output }, ...backward, { kind: "check" }];
}

/**
 * Run a graph at the variables' values (an object name -> number). Returns
 *   steps    stepsOf(graph), each backward one with upstream, local, downstream, `before`
 *            (what had already arrived at `from`) and `total` (before + downstream)
 *   values   per node; NaN where the run did not come
 *   grads    per node: the derivative of the result towards it
 *   problem  null, or {key, step, node}: why step `step` cannot be done
 */
export function run(graph, at) {
  const { nodes } = graph;
  const values = nodes.map(({ kind, name, value }) =>
    kind === "variable" ? at[name] : kind === "constant" ? value : NaN,
  );
  const grads = nodes.map(() => 0);
  const steps = stepsOf(graph);
  const locals = new Map();

  for (const [i, step] of steps.entries()) {
    const node = nodes[step.node];
    const inputs = node?.inputs.map((id) => values[id]);
    const stop = (key) => ({
      steps,
      values,
      grads,
      problem: { key, step: i, node: node.id },
    });
    if (step.kind === "forward") {
      const { forward, undefinedAt } = OPERATIONS[node.op];
      const key = undefinedAt?.(...inputs);
      if (key) return stop(key);
      values[node.id] = forward(...inputs);
      if (!Number.isFinite(values[node.id])) return stop("overflow");
    } else if (step.kind === "seed") grads[node.id] = 1;
    else if (step.kind === "backward") {
      if (!locals.has(node))
        locals.set(node, OPERATIONS[node.op].local(inputs, values[node.id]));
      const local = locals.get(node)[step.input];
      if (!Number.isFinite(local)) return stop("noSlope");
      const upstream = grads[node.id];
      const downstream = upstream * local;
      const before = grads[step.from];
      const first = !steps.slice(0, i).some(({ from }) => from === step.from);
      grads[step.from] = before + downstream; // fan-out: contributions add up
      const total = grads[step.from];
      Object.assign(step, { upstream, local, downstream, before, total, first });
      if (!Number.isFinite(total)) return stop("overflow");
    }
  }
  return { steps, values, grads, problem: null };
}

/** The result of a graph at these values; NaN where it is not defined. */
export const evaluate = (graph, at) => run(graph, at).values[graph.output];

/** The derivative of the result towards a variable by central differences. */
export function finiteDifference(graph, at, name) {
  const h = 1e-5 * Math.max(1, Math.abs(at[name]));
  const moved = (by) => evaluate(graph, { ...at, [name]: at[name] + by });
  return (moved(h) - moved(-h)) / (2 * h);
}
