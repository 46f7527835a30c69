// What a graph's picture shows after some of its steps: which numbers stand at which
// node and edge. No DOM: graph-picture.js draws it.
import { compact } from "./format.js";
import { finiteDifference } from "./graph.js";

// Problems that are marked like another one.
const LIKE = { powerOfNegative: "rootOfNegative", powerOfZero: "divideByZero" };
const markOf = (t, { key }) => t(`marks.${LIKE[key] ?? key}`);

/**
 * The scene for graphPicture after the first `step` steps of `result` (from run()), with
 * a question mark where the number of step `asked` (or null) will stand.
 */
export function sceneOf(t, graph, { result, step, asked, values }) {
  const { steps, problem } = result;
  const shown = steps.slice(0, step);
  const current = shown.at(-1);
  const question = steps[asked];
  const marked = question ? null : current;
  const broken = problem && step > problem.step ? problem : null;
  const sound = shown.filter((_, i) => i !== broken?.step);
  const computed = new Set(
    sound.filter((s) => s.kind === "forward").map((s) => s.node),
  );
  const seeded = sound.some((s) => s.kind === "seed");
  const passed = sound.filter((s) => s.kind === "backward");
  const edgeOf = (list, to, input) =>
    list.find((s) => s.node === to && s.input === input);

  function gradient({ id, users }, isRoomy) {
    if (seeded && id === graph.output) return ["1"];
    const arrived = passed.filter(({ from }) => from === id);
    return arrived.length ? sum(arrived, users, isRoomy) : [];
  }

  function texts(node, isRoomy) {
    const { id, kind, name } = node;
    const isAsked = question?.node === id && question.kind !== "backward";
    const problemHere = broken?.node === id && steps[broken.step].kind === "forward";
    return [
      computed.has(id) && {
        role: "value",
        text: compact(result.values[id], isRoomy ? 4 : 3),
      },
      problemHere && { role: "bad", text: markOf(t, broken) },
      isAsked && { role: "question", text: "?" },
      ...gradient(node, isRoomy).map((text) => ({ role: "gradient", text })),
      kind === "variable" &&
        current?.kind === "check" && {
          role: "check",
          text: difference(finiteDifference(graph, values, name), isRoomy ? 4 : 3),
        },
    ].filter(Boolean);
  }

  function edge(to, input) {
    const done = edgeOf(passed, to, input);
    if (done) {
      const parts = [done.upstream, done.local, done.downstream].map((v) => compact(v));
      return { flow: "backward", current: done === marked, parts };
    }
    const isCurrent = marked?.kind === "forward" && marked.node === to;
    const flow = computed.has(to) ? "forward" : "none";
    if (edgeOf(question ? [question] : [], to, input))
      return { flow, current: true, parts: ["?"] };
    const stopped = broken && edgeOf([steps[broken.step]], to, input);
    if (stopped) return { flow, current: true, parts: [markOf(t, broken)] };
    return { flow, current: isCurrent, parts: [] };
  }

  function state({ id, kind }) {
    const isCurrent = marked && marked.kind !== "backward" && marked.node === id;
    const classes = {
      "nn-done": kind !== "operation" || computed.has(id),
      "nn-current": isCurrent,
      "nn-problem": broken?.node === id,
    };
    return Object.keys(classes)
      .filter((name) => classes[name])
      .join(" ");
  }

  return { texts, edge, state };
}

const difference = (slope, digits) =>
  `≈ ${Number.isFinite(slope) ? compact(slope, digits) : "?"}`;

const MOST_TERMS = 3;

/** How many lines a node's gradient takes where a fan-out's contributions are stacked. */
export const gradientLines = ({ users }) =>
  users < 2 ? 1 : 1 + Math.min(users, MOST_TERMS);

// What has arrived over several edges: "4", "+ …", then "4", "+ 1", "= 5"; of more than
// three terms the first are left out.
function sum(arrived, users, isRoomy) {
  const total = compact(arrived.at(-1).total);
  const isWhole = arrived.length === users;
  if (users === 1 || (isWhole && !isRoomy)) return [total];
  const terms = arrived.map(({ downstream }, i) => {
    const sign = downstream < 0 ? "−" : "+";
    return i ? `${sign} ${compact(Math.abs(downstream))}` : compact(downstream);
  });
  if (terms.length > MOST_TERMS) terms.splice(0, terms.length - MOST_TERMS + 1, "…");
  return [...terms, isWhole ? `= ${total}` : "+ …"];
}
