// Where a computational graph lies on a page, in pixels: left to right where there is
// room, top to bottom on a narrow page. No DOM: graph-picture.js draws it.
import { curveBumpX, curveBumpY, line } from "d3-shape";
import { compact } from "./format.js";
import { gradientLines } from "./graph-scene.js";
import { OPERATIONS } from "./graph.js";
import { layerCount, layered } from "./layered.js";

export const RADIUS = 19; // half a node's height
export const LINE = 17; // height of a line of text
export const CHARACTER = 7.6; // width of a character, about
export const FIELD = 28; // height of a variable's number field and the space above it
const MARGIN = 8;
const PORT = 6; // half the distance between two edges into one node
const SIDE = 32; // half of what stands at the first and last layer's nodes
// Room between two layers that an edge's text needs in one, two or three lines. With less
// than LEAST_GAP the graph runs down; with less than ROOMY, an edge whose step is past
// keeps the downstream number alone.
const GAPS = [172, 104, 50];
const LEAST_GAP = GAPS[2];
const ROOMY = GAPS[1];
const DOWN_PITCH = 84; // from layer to layer, top to bottom
// Sizes that texts of edges usually have, in so many lines, and a number alone.
const LABELS = [[], [128, LINE], [84, 2 * LINE], [60, 3 * LINE]];
const BRIEF_LABEL = [52, LINE];

/** What stands in a node. */
export const symbolOf = ({ kind, op, value, name }) =>
  ({ operation: OPERATIONS[op]?.symbol, constant: compact(value, 4), variable: name })[
    kind
  ];

export const halfWidth = (node) =>
  Math.max(
    node.kind === "constant" ? 13 : RADIUS,
    (symbolOf(node).length * CHARACTER + 12) / 2,
  );
export const halfHeight = ({ kind }) => (kind === "constant" ? 13 : RADIUS);

/**
 * The places of a graph on a page `available` pixels wide:
 *   width, height   of the picture; wider than the page where it has to be
 *   at              id -> {x, y}, the centre of the node
 *   edges           {from, to, input, path, label, start, end}: an SVG path, the centre
 *                   of its text and its two ends
 *   gap             pixels between two layers
 *   lines, brief    how many lines the text of an edge has, and whether the text of a
 *                   past step is cut to its result
 *   down            whether the graph runs down the page
 */
export function arrange(graph, available) {
  const inner = available - 2 * MARGIN - 2 * SIDE;
  const gap = inner / (layerCount(graph.nodes) - 1) - 2 * RADIUS;
  const down = gap < LEAST_GAP; // the layers lie one below the other
  const brief = gap < ROOMY;
  const lines = down ? 2 : 1 + GAPS.findIndex((need) => gap >= need);
  const layout = layered(graph.nodes, {
    extent: (node) => extent(node, down, lines),
    weight,
    isOrdered: ({ op }) => ORDERED.has(op),
  });
  const pitch = down ? DOWN_PITCH : Math.min(gap + 2 * RADIUS, 230);
  const length = pitch * (layout.layers - 1);
  const wide = down ? layout.width : length + 2 * SIDE;
  const width = Math.max(available, Math.floor(wide + (down ? 2 : 2 * MARGIN)));
  const start = (width - wide) / 2;
  const top = down ? 40 : MARGIN;
  const height = down ? length + top + 44 : layout.width + 2 * MARGIN;
  const pixel = ({ layer, at }) =>
    down
      ? { x: start + at, y: top + layer * pitch }
      : { x: start + SIDE + layer * pitch, y: top + at };
  /** @type {Map<number, any>} */
  const at = new Map([...layout.nodes].map(([id, place]) => [id, pixel(place)]));
  const bent = layout.edges.map((edge) => ({ ...edge, bends: edge.bends.map(pixel) }));
  const edges = bent.map((edge) => {
    const port = portOf(edge, bent, at, down);
    return route(edge, { at, port, graph, down, lines });
  });
  const taken = graph.nodes.map((node) => boxOf(node, at.get(node.id), down, lines));
  const size = brief ? BRIEF_LABEL : LABELS[lines];
  for (const edge of edges) edge.label = placeLabel(edge.places, size, taken);
  return { width, height, at, edges, gap, lines, brief, down };
}

const ORDERED = new Set(["sub", "div", "pow"]);

// Constants hang on to the others, which lie straight where they can.
const weight = (node) => (node?.kind === "constant" ? 0.01 : 1);

// The room that a node with its texts takes across its layer, before and after.
function extent(node, down, lines) {
  if (!node) return down ? [36, 36] : [(lines * LINE) / 2 + 4, (lines * LINE) / 2 + 4];
  if (node.kind === "constant") return [24, 24];
  const isVariable = node.kind === "variable";
  if (down) return [RADIUS + 2, RADIUS + (isVariable ? 60 : 54)];
  const name = !isVariable && node.name ? 16 : 0;
  const texts = LINE * (gradientLines(node) + 1) + (isVariable ? FIELD : 4);
  return [RADIUS + 5 + name, RADIUS + texts + 6];
}

// Two edges into one node end side by side, in the order in which they come.
function portOf(edge, edges, at, down) {
  const twin = edges.find(({ to, input }) => to === edge.to && input !== edge.input);
  if (!twin) return 0;
  const place = ({ from, bends }) => (bends.at(-1) ?? at.get(from))[down ? "x" : "y"];
  const apart = place(edge) - place(twin);
  return Math.sign(Math.abs(apart) > 0.1 ? apart : edge.input - twin.input) * PORT;
}

// An edge's path, the place of its text, and of its arrow heads.
function route({ from, to, input, bends }, { at, port, graph, down, lines }) {
  const { inputs } = graph.nodes[to];
  const twins = inputs.length > 1 && inputs[0] === inputs[1];
  const main = down ? "y" : "x";
  const other = down ? "x" : "y";
  const source = at.get(from);
  const target = at.get(to);
  const reach = (id) => (down ? halfHeight : halfWidth)(graph.nodes[id]);
  const start = {
    [main]: source[main] + reach(from),
    [other]: source[other] + (twins ? port : 0),
  };
  const end = { [main]: target[main] - reach(to) - 1, [other]: target[other] + port };
  const middle = {
    [main]: (start[main] + end[main]) / 2,
    [other]: (source[other] + target[other]) / 2 + 5 * port,
  };
  const way = bends.length ? bends : twins ? [middle] : [];
  const path = line()
    .x((p) => p.x)
    .y((p) => p.y)
    .curve(down ? curveBumpY : curveBumpX)([start, ...way, end]);
  // Where its text may stand, the best place first.
  const stops = [start, ...way, end];
  const first = lines === 1 ? 0.4 : 0.5;
  const places = [
    ...(way.length ? [way[Math.floor((way.length - 1) / 2)]] : []),
    ...[first, 0.6, 0.35, 0.7, 0.28, 0.78].flatMap((share) =>
      stops.slice(1).map((stop, i) => along(stops[i], stop, { main, other, share })),
    ),
  ];
  return { from, to, input, path, places, start, end };
}

// Where the curve between two points is, that share of its way.
function along(a, b, { main, other, share: t }) {
  const s = 1 - t;
  const half = (a[main] + b[main]) / 2;
  const [w0, w1, w2, w3] = [s ** 3, 3 * s * s * t, 3 * s * t * t, t ** 3];
  return {
    [main]: w0 * a[main] + (w1 + w2) * half + w3 * b[main],
    [other]: (w0 + w1) * a[other] + (w2 + w3) * b[other],
  };
}

// The box of a node with its texts: [left, top, right, bottom].
function boxOf(node, { x, y }, down, lines) {
  const [before, after] = extent(node, down, lines);
  const [w, h] = [halfWidth(node), halfHeight(node)];
  if (node.kind === "constant") return [x - w, y - h, x + w, y + h];
  return down
    ? [x - before, y - 24, x + after, y + 24]
    : [x - Math.max(w, 28), y - before, x + Math.max(w, 28), y + after - 8];
}

// The first place where a text of this size covers nothing, or where it covers least.
function placeLabel(places, /** @type {number[]} */ [width, height], taken) {
  const boxAt = ({ x, y }) => [
    x - width / 2,
    y - height / 2,
    x + width / 2,
    y + height / 2,
  ];
  const covered = places.map((place) =>
    taken.reduce((sum, other) => sum + overlap(boxAt(place), other), 0),
  );
  const best = places[covered.indexOf(Math.min(...covered))];
  taken.push(boxAt(best));
  return best;
}

function overlap(a, b) {
  const width = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
  const height = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  return Math.max(0, width) * Math.max(0, height);
}
