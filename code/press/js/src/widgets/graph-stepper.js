// Chapter 4: a formula as a graph, its values step by step forward, its gradients edge
// by edge backward; the reader may predict each number before it is shown.
import { checkbox } from "../lib/controls.js";
import { ExpressionError } from "../lib/expression.js";
import { compact } from "../lib/format.js";
import { formulaField } from "../lib/formula-field.js";
import { graphPicture } from "../lib/graph-picture.js";
import { sceneOf } from "../lib/graph-scene.js";
import { called, checkSentence, sentenceOf } from "../lib/graph-sentences.js";
import { buildGraph, OPERATIONS, run } from "../lib/graph.js";
import { numberField } from "../lib/number-field.js";
import { clamp, unclearComma } from "../lib/numbers.js";
import { predictionRow } from "../lib/prediction-row.js";
import { judge } from "../lib/prediction.js";
import { steppingBar } from "../lib/stepping-bar.js";
import { defineWidget, element } from "../lib/widget.js";
import { widthOf } from "../lib/width.js";
import words from "../locales/en/graph-stepper.json" with { type: "json" };
import declared from "../state/graph-stepper.json" with { type: "json" };
import "./graph-stepper.css";

const EXAMPLES = {
  square: { expression: "t = x + y; z = t^2", values: { x: 2, y: 3 } },
  fanOut: { expression: "z = x*y + x", values: { x: 3, y: 4 } },
  logistic: { expression: "y = 1 / (1 + exp(-1 * x))", values: { x: 1 } },
  neuron: {
    expression: "y = sigmoid(w*x + b); L = (y - t)^2",
    values: { w: 2, x: 1.5, b: -1, t: 0 },
  },
  softmax: {
    expression: "e = exp(a); p = e / (e + exp(b) + exp(c)); L = -log(p)",
    values: { a: 1, b: 2, c: 0 },
  },
};
// For variables that nobody gave a value, in the order in which they appear.
const VALUES = [2, 3, -1, 0.5, 1.5, -2];

export default defineWidget("graph-stepper", words, declared, (frame) => {
  const { t, get, set } = frame;
  let graph;
  let graphOf;
  let verdict; // what the prediction row says about the last answer

  frame.presets(
    Object.entries(EXAMPLES).map(([name, { expression, values }]) => ({
      label: t(`presets.${name}`),
      state: { expression, values, step: 0 },
    })),
    ["expression", "values", "step", "predict"],
  );
  const showError = formulaField(frame, {
    key: "expression",
    label: t("expression"),
    read: buildGraph,
    accept: (expression) => {
      if (expression !== get("expression")) set({ expression, step: 0 });
    },
    message: (error) => t(`errors.${error.key}`, error.values),
  });
  checkbox(frame, { key: "predict", label: t("predict") });

  const canvas = element(
    "div",
    { className: "nn-canvas", tabIndex: 0 },
    {
      role: "group",
      "aria-label": t("canvas"),
      "aria-keyshortcuts": "ArrowLeft ArrowRight",
    },
  );
  frame.stage.append(canvas);
  const picture = graphPicture(canvas);
  const fields = new Map(); // variable -> numberField
  const bar = steppingBar(frame, { go, move });
  const question = predictionRow(frame, { answer });

  const at = () => {
    const given = get("values");
    return Object.fromEntries(
      graph.variables.map((name, i) => [
        name,
        Object.hasOwn(given, name) ? given[name] : VALUES[i % VALUES.length],
      ]),
    );
  };
  /** The present state: what was computed, and how many steps of it are shown. */
  function present() {
    const result = run(graph, at());
    const last = result.problem ? result.problem.step + 1 : result.steps.length;
    const step = Math.min(get("step"), last);
    const next = result.steps[step];
    const asks = get("predict") && step < last && next.kind !== "check";
    const blocked = result.problem?.step === step;
    return { result, step, last, asked: asks && !blocked ? step : null };
  }

  function move(way) {
    if (graph) go(present().step + way);
  }

  function go(to) {
    if (!graph) return;
    verdict = null;
    const { last } = present();
    set({ step: clamp(to, 0, last) });
  }

  function answer(text) {
    const { result, asked } = present();
    const { right, answer, key } = judge(graph, result, asked, text);
    const words = right ? {} : wordsFor(graph, result, asked, answer);
    const unclear = key === "unread" && unclearComma(text);
    const says = unclear
      ? t("unclearComma", unclear)
      : t(right ? "right" : `mistakes.${key}`, words);
    const step = right && asked !== null ? asked + 1 : asked;
    verdict = { right, says, step };
    set({ step });
    frame.draw();
    return right;
  }

  // On a small screen the graph may be larger than its window: that follows the steps.
  /** @type {string | undefined | null} */
  let inView = null;
  function bringIntoView({ at, edges }, now) {
    const key = now && `${graphOf} ${now.kind} ${now.node} ${now.input}`;
    if (key === inView) return;
    inView = key;
    const place =
      now?.kind === "backward"
        ? edges.find(({ to, input }) => to === now.node && input === now.input).label
        : (at.get(now?.node) ?? { x: 0, y: 0 });
    canvas.scrollTo({
      left: place.x - canvas.clientWidth / 2,
      top: place.y - canvas.clientHeight / 2,
    });
  }

  frame.root.addEventListener("keydown", (event) => {
    const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!way || event.target.matches("input")) return;
    event.preventDefault();
    event.stopPropagation(); // JupyterLab moves between cells with the arrow keys
    move(way);
  });

  function rebuild() {
    const expression = get("expression");
    if (expression === graphOf) return;
    graphOf = expression;
    verdict = null;
    try {
      graph = buildGraph(expression);
      showError(null);
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      graph = null;
      showError(error);
      frame.read(t(`errors.${error.key}`, error.values));
    }
    for (const { node } of fields.values()) node.remove();
    fields.clear();
    for (const name of graph?.variables ?? [])
      fields.set(
        name,
        numberField(picture.frame, {
          label: t("value", { name }),
          get: () => at()[name],
          set(value) {
            verdict = null;
            set({ values: { ...get("values"), ...at(), [name]: value } });
          },
        }),
      );
  }

  return function draw() {
    rebuild();
    frame.root.classList.toggle("nn-predicting", get("predict"));
    canvas.style.visibility = graph ? null : "hidden";
    if (!graph) {
      bar(null);
      question(false);
      return;
    }
    const { result, step, last, asked } = present();
    bar({ step, last, turn: turnOf(result), says: t("progress", { step, last }) });
    const values = at();
    if (verdict?.step !== step) verdict = null;
    const scene = sceneOf(t, graph, { result, step, asked, values });
    const drawn = picture.draw(graph, scene, widthOf(frame.stage));
    const { at: places, down } = drawn;
    bringIntoView(drawn, result.steps[asked ?? step - 1]);
    for (const { id, name, kind } of graph.nodes) {
      if (kind !== "variable") continue;
      const { node, update } = fields.get(name);
      const { x, y } = places.get(id);
      node.style.width = `${down ? 48 : 58}px`;
      node.style.translate = down
        ? `${x + 22}px ${y - 28}px`
        : `${x - 29}px ${y + 22}px`;
      update();
    }
    const asks = asked === null ? null : questionOf(t, graph, result.steps[asked]);
    question(get("predict"), asks, verdict);
    const sentence = reading(t, graph, result, step, values);
    frame.read(verdict?.right ? `${verdict.says} ${sentence}` : sentence);
  };
});

const turnOf = ({ steps }) => steps.findIndex(({ kind }) => kind === "seed");

// What a message about a wrong answer may speak of.
function wordsFor(graph, { steps, values }, index, answer) {
  const { node, upstream = 0, before = 0 } = steps[index];
  return {
    answer: compact(answer),
    upstream: compact(upstream),
    before: compact(before),
    value: compact(values[node]),
    symbol: OPERATIONS[graph.nodes[node].op].symbol,
  };
}

function reading(t, graph, result, step, values) {
  if (step === 0) {
    const operations = turnOf(result);
    const key = operations === 1 ? "reading.startOne" : "reading.start";
    return t(key, {
      operations,
      variables: graph.variables.join(", "),
      name: graph.name,
    });
  }
  return result.steps[step - 1].kind === "check"
    ? checkSentence(t, graph, result, values)
    : sentenceOf(t, graph, result, step - 1);
}

function questionOf(t, graph, step) {
  const node = graph.nodes[step.node];
  const name = graph.name;
  if (step.kind === "forward") return t("questions.forward", { node: called(t, node) });
  if (step.kind === "seed") return t("questions.seed", { name });
  const to = called(t, graph.nodes[step.from]);
  const from = called(t, node);
  return t(step.first ? "questions.edge" : "questions.sum", { to, from, name });
}
