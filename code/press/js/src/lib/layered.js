// A layered layout of a small directed graph whose edges all lead forward, after
// Sugiyama, Tagawa and Toda (1981): layers, then an order in each layer with few
// crossings, then places in the layer. "Across" is the axis along a layer.

const SWEEPS = 8;
const PLACING_SWEEPS = 30;

/**
 * Lay out `nodes` ({id, inputs}, inputs before what uses them, the last layer holding
 * those that nothing uses). `extent(node)` is the room [before, after] its centre across
 * the layer, `weight(node)` how much it has to say about places; node is null for a bend.
 * `isOrdered(node)` says whether its inputs should come in their order. Returns
 *   layers   how many
 *   nodes    id -> {layer, at}                       `at` starts at 0, across
 *   edges    [{from, to, input, bends: [{layer, at}]}]  a bend for each layer it passes
 *   width    how far it reaches across
 */
export function layered(nodes, { extent, weight, isOrdered }) {
  const distance = distances(nodes);
  const last = layerCount(nodes) - 1;
  /** @type {any[][]} */
  const layers = Array.from({ length: last + 1 }, () => []);
  const items = new Map();
  for (const node of nodes) {
    const layer = last - distance.get(node.id);
    const item = { node, layer, before: [], after: [], ordered: isOrdered(node) };
    items.set(node.id, item);
  }
  const edges = [];
  // Depth first from the result, operands in order: the first order in every layer.
  const placed = new Set();
  const place = (item) => {
    if (placed.has(item)) return;
    placed.add(item);
    layers[item.layer].push(item);
    item.node.inputs.forEach((id, input) => {
      const source = items.get(id);
      const bends = [];
      let next = item;
      for (let layer = item.layer - 1; layer > source.layer; layer--) {
        const bend = { node: null, layer, before: [], after: [next] };
        layers[layer].push(bend);
        next.before.push(bend);
        bends.unshift(bend);
        next = bend;
      }
      next.before.push(source);
      source.after.push(next);
      edges.push({ from: id, to: item.node.id, input, bends });
      place(source);
    });
  };
  for (const item of items.values()) if (distance.get(item.node.id) === 0) place(item);

  order(layers);
  const width = coordinates(layers, extent, weight);
  const position = ({ layer, at }) => ({ layer, at });
  return {
    layers: layers.length,
    nodes: new Map([...items].map(([id, item]) => [id, position(item)])),
    edges: edges.map((edge) => ({ ...edge, bends: edge.bends.map(position) })),
    width,
  };
}

/** The number of layers that a layout of these nodes will have. */
export const layerCount = (nodes) => 1 + Math.max(...distances(nodes).values());

// The longest way to the end: every node stands as near as it can to what uses it.
function distances(nodes) {
  const distance = new Map(nodes.map(({ id }) => [id, 0]));
  for (const { id, inputs } of nodes.toReversed())
    for (const input of inputs)
      distance.set(input, Math.max(distance.get(input), distance.get(id) + 1));
  return distance;
}

const mean = (numbers) => numbers.reduce((a, b) => a + b, 0) / numbers.length;

// Barycentre sweeps; the order with the fewest crossings wins, the first one on a tie.
function order(layers) {
  let best = layers.map((layer) => [...layer]);
  let fewest = number(layers);
  for (let sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
    const up = sweep % 2;
    for (const layer of up ? layers.toReversed() : layers) {
      const key = new Map(layer.map((item) => [item, barycentre(item, up)]));
      layer.sort((a, b) => key.get(a) - key.get(b));
      layer.forEach((item, i) => (item.index = i));
    }
    const count = number(layers);
    if (count < fewest) [fewest, best] = [count, layers.map((layer) => [...layer])];
  }
  best.forEach((layer, i) => (layers[i] = layer));
  number(layers);
}

function barycentre(item, up) {
  const places = up
    ? item.after.map((next) => port(next, next.before.indexOf(item)))
    : item.before.map((previous) => previous.index);
  return places.length ? mean(places) : item.index;
}

// Where an edge ends at an item: one input after the other where their order matters.
const port = ({ index, ordered }, input) => index + (ordered ? 0.4 * input : 0);

// Number the items of each layer and count the crossings between neighbours.
function number(layers) {
  for (const layer of layers) layer.forEach((item, i) => (item.index = i));
  let crossings = 0;
  for (const layer of layers) {
    const pairs = layer.flatMap((item) =>
      item.before.map((previous, input) => [previous.index, port(item, input)]),
    );
    pairs.forEach(([a, b], i) => {
      for (const [c, d] of pairs.slice(i + 1)) if ((a - c) * (b - d) < 0) crossings++;
    });
  }
  return crossings;
}

// Every item is drawn to the middle of its neighbours, and pushed apart from the others.
function coordinates(layers, extent, weight) {
  const gap = (a, b) => extent(a.node)[1] + extent(b.node)[0];
  const wishOf = (item) => {
    const near = [...item.before, ...item.after];
    const weights = near.map(({ node }) => weight(node));
    const sum = near.reduce((total, { at }, i) => total + weights[i] * at, 0);
    return near.length ? sum / weights.reduce((a, b) => a + b) : item.at;
  };
  for (const layer of layers) {
    let at = 0;
    layer.forEach((item, i) => {
      if (i) at += gap(layer[i - 1], item);
      item.at = at;
    });
  }
  for (let sweep = 0; sweep < PLACING_SWEEPS; sweep++)
    for (const layer of sweep % 2 ? layers.toReversed() : layers)
      separate(layer, wishOf, gap, weight);
  const all = layers.flat();
  const first = Math.min(...all.map((item) => item.at - extent(item.node)[0]));
  for (const item of all) item.at -= first;
  return Math.max(...all.map((item) => item.at + extent(item.node)[1]));
}

// The places nearest to the wishes (weighted least squares) that keep the gaps: pool
// adjacent violators on what is left of each wish when the gaps before it are taken off.
function separate(layer, wishOf, gap, weight) {
  const blocks = [];
  let offset = 0;
  layer.forEach((item, i) => {
    if (i) offset += gap(layer[i - 1], item);
    const w = weight(item.node);
    let block = {
      sum: w * (wishOf(item) - offset),
      weight: w,
      items: [[item, offset]],
    };
    while (blocks.length && centre(blocks.at(-1)) > centre(block)) {
      const before = blocks.pop();
      block = {
        sum: before.sum + block.sum,
        weight: before.weight + block.weight,
        items: [...before.items, ...block.items],
      };
    }
    blocks.push(block);
  });
  for (const block of blocks)
    for (const [item, by] of block.items) item.at = centre(block) + by;
}
const centre = ({ sum, weight }) => sum / weight;
