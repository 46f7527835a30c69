// The playground's network: inputs to switch on and off, for each hidden layer its width
// and activation to choose, every unit a small picture of its own surface, and the
// weights as lines (blue positive, orange negative, wide where large).
import { canvas } from "./canvas.js";
import { FEATURES } from "./datasets.js";
import { clamp } from "./numbers.js";
import { MAX_LAYERS, MAX_UNITS } from "./training-setting.js";
import { element } from "./widget.js";
import "./network-picture.css";

const INPUTS = Object.keys(FEATURES);
const HEAD = 60; // px: the layers' activations and widths
const LINE = 26;
const LARGEST = 54; // px a side, of a unit's picture
const PATIENCE = 4; // frames between two drawings of the lines
const BINS = 8; // line widths that are drawn: one stroke for each

/**
 * Build the picture in `parent`.
 *   t(key, values)     its strings
 *   names, short       activation -> name, and its form where there is little room
 *   inputNames         input -> name
 *   onInput(name), onDepth(1 or -1), onUnits(layer, count), onActivation(layer, name)
 *   onShow(unit)       {layer, unit} that the reader points at or has chosen, or null
 * layout(setting) places everything; draw({...}) paints one state of the training.
 */
export function networkPicture(parent, options) {
  const {
    t,
    names,
    short,
    inputNames,
    onInput,
    onDepth,
    onUnits,
    onActivation,
    onShow,
  } = options;
  const root = element("div", { className: "nn-network" });
  parent.append(root);
  const lines = canvas(root);
  const picture = canvas(root);
  const inputs = INPUTS.map((name) => inputButton(name));
  const heads = Array.from({ length: MAX_LAYERS }, (_, l) => head(l));
  const stepper = element("div", { className: "nn-network-depth" });
  const layers = element("output");
  const less = step("−", t("network.lessDepth"), -1);
  const more = step("+", t("network.moreDepth"), 1);
  stepper.append(layers, less, more);
  root.append(stepper);
  const grid = element("div", {}, { role: "group", "aria-label": t("network.units") });
  const units = heads.map((_, l) =>
    Array.from({ length: MAX_UNITS }, (_, j) => unitButton(l, j)),
  );
  const output = element("span", { className: "nn-network-output", textContent: "ŷ" });
  root.append(grid, output);
  let place; // where everything is, from layout()
  let placed = ""; // what for
  let idle = 0; // frames since the lines were drawn
  let pointed;
  let chosen;

  function inputButton(name) {
    const node = element("button", { type: "button", className: "nn-network-input" });
    node.append(element("span", { textContent: inputNames[name] }));
    node.setAttribute("aria-label", t("input", { name: inputNames[name] }));
    node.addEventListener("click", () => onInput(name));
    root.append(node);
    return node;
  }

  function step(textContent, label, by) {
    const node = element("button", { type: "button", textContent });
    node.setAttribute("aria-label", label);
    node.addEventListener("click", () => onDepth(by));
    return node;
  }

  // A list that shows a short text: the list itself lies over it, unseen.
  function shortList(parentNode, label, entries, onChange) {
    const wrap = element("span", { className: "nn-network-list" });
    const text = element("span", {}, { "aria-hidden": "true" });
    const list = element("select", {}, { "aria-label": label });
    for (const [value, textContent] of entries)
      list.append(element("option", { value, textContent }));
    list.addEventListener("change", () => onChange(list.value));
    wrap.append(text, list);
    parentNode.append(wrap);
    return { root: wrap, text, list };
  }

  function head(l) {
    const node = element("div", { className: "nn-network-head" });
    const counts = Array.from({ length: MAX_UNITS }, (_, i) => [
      i + 1,
      t(i ? "network.many" : "network.one", { n: i + 1 }),
    ]);
    const activation = shortList(
      node,
      t("network.activationOf", { layer: l + 1 }),
      Object.entries(names),
      (name) => onActivation(l, name),
    );
    const width = shortList(node, t("network.widthOf", { layer: l + 1 }), counts, (n) =>
      onUnits(l, Number(n)),
    );
    root.append(node);
    return { node, width, activation };
  }

  function unitButton(l, j) {
    const node = element("button", { type: "button", className: "nn-network-unit" });
    node.setAttribute("aria-label", t("network.unit", { layer: l + 1, unit: j + 1 }));
    const here = { layer: l, unit: j };
    node.addEventListener("pointerenter", () => point(here));
    node.addEventListener("pointerleave", () => point(null));
    node.addEventListener("focus", () => point(here));
    node.addEventListener("blur", () => point(null));
    node.addEventListener("click", () => choose(same(chosen, here) ? null : here));
    node.addEventListener("keydown", (event) => {
      const [dl, dj] =
        {
          ArrowLeft: [-1, 0],
          ArrowRight: [1, 0],
          ArrowUp: [0, -1],
          ArrowDown: [0, 1],
        }[event.key] ?? [];
      if (dl === undefined) return;
      event.preventDefault();
      event.stopPropagation(); // JupyterLab moves between cells with the arrow keys
      const counts = place.units;
      const layer = clamp(l + dl, 0, counts.length - 1);
      const unit = clamp(j + dj, 0, counts[layer] - 1);
      units[layer][unit].focus();
    });
    grid.append(node);
    return node;
  }

  const same = (a, b) => a?.layer === b?.layer && a?.unit === b?.unit;
  const exists = (u) => u && u.unit < (place.units[u.layer] ?? 0);

  function point(unit) {
    pointed = unit;
    tell();
  }
  function choose(unit) {
    chosen = unit;
    tell();
  }
  function tell() {
    // One unit is reached with the Tab key, the others with the arrow keys.
    const stop = [pointed, chosen].find(exists) ?? { layer: 0, unit: 0 };
    units.forEach((column, l) =>
      column.forEach((node, j) => {
        node.tabIndex = same(stop, { layer: l, unit: j }) ? 0 : -1;
        node.setAttribute("aria-pressed", same(chosen, { layer: l, unit: j }));
      }),
    );
    onShow([pointed, chosen].find(exists) ?? null);
  }

  /** Place all parts for a setting in this width. */
  function layout({ setting, width }) {
    const now = JSON.stringify([setting.inputs, setting.units, setting.f, width]);
    if (now === placed) return;
    placed = now;
    const narrow = width < 360;
    const least = narrow ? 24 : 28;
    const row = least + (narrow ? 4 : 8);
    const area = MAX_UNITS * row;
    const depth = setting.units.length;
    const left = 56;
    const first = left + least / 2;
    // Few units in few layers have room for larger pictures.
    const pitchWith = (size) => (width - size / 2 - 1 - first) / (depth + 1);
    const size = Math.min(
      Math.max(area / Math.max(...setting.units, 1) - 10, least),
      Math.max(pitchWith(LARGEST) - 30, least),
      LARGEST,
    );
    const pitch = pitchWith(size);
    heads.forEach(({ node, activation }, l) => {
      node.hidden = l >= depth;
      activation.text.textContent = node.hidden ? "" : short[setting.f[l]];
    });
    // Where there is little room names take turns in two lines, so that none touch.
    const widest = Math.max(
      ...heads.map(({ activation }) => activation.text.offsetWidth),
    );
    const crowded = (narrow && depth > 3) || widest > pitch;
    const top = crowded ? HEAD + LINE : HEAD;
    const at = (column, i, count, side) => ({
      x: first + column * pitch,
      y: top + area / 2 + (i - (count - 1) / 2) * (side + row - least),
      side,
    });
    place = {
      width,
      height: top + area,
      units: setting.units,
      inputs: INPUTS.map((_, i) => at(0, i, INPUTS.length, least)),
      hidden: setting.units.map((count, l) =>
        Array.from({ length: count }, (_, j) => at(l + 1, j, count, size)),
      ),
      output: at(depth + 1, 0, 1, size),
    };
    inputs.forEach((node, i) => {
      const on = setting.inputs.includes(INPUTS[i]);
      node.setAttribute("aria-pressed", on);
      put(node, { ...box(place.inputs[i]), x: 0, w: left + least });
    });
    less.disabled = depth === 0;
    more.disabled = depth === MAX_LAYERS;
    layers.textContent = t(depth === 1 ? "network.oneLayer" : "network.layers", {
      n: depth,
    });
    heads.forEach(({ node, width: count, activation }, l) => {
      if (node.hidden) return;
      const wide = Math.min(crowded ? 46 : pitch - 4, 84);
      put(node, { x: first + (l + 1) * pitch - wide / 2, y: 0, w: wide });
      node.style.gridTemplateRows = crowded ? `repeat(3, ${LINE}px)` : "";
      activation.root.style.gridRow = crowded ? 1 + (l % 2) : "";
      count.root.style.gridRow = crowded ? 3 : "";
      count.list.value = setting.units[l];
      count.text.textContent =
        wide > 62
          ? t(setting.units[l] > 1 ? "network.many" : "network.one", {
              n: setting.units[l],
            })
          : `× ${setting.units[l]}`;
      activation.list.value = setting.f[l];
    });
    units.forEach((column, l) =>
      column.forEach((node, j) => {
        const spot = place.hidden[l]?.[j];
        node.hidden = !spot;
        if (spot) put(node, box(spot));
      }),
    );
    put(output, { ...box(place.output), y: place.output.y - size / 2 - 24 });
    root.style.height = `${place.height}px`;
    if (!exists(chosen)) chosen = null;
    tell();
  }

  const box = ({ x, y, side }) => ({
    x: x - side / 2,
    y: y - side / 2,
    w: side,
    h: side,
  });
  function put(node, { x, y, w, h = undefined }) {
    Object.assign(node.style, { left: `${x}px`, top: `${y}px`, width: `${w}px` });
    if (h) node.style.height = `${h}px`;
  }

  /**
   * Paint. `surfaces` {inputs, hidden, output} hold tiles, `states` unit states,
   * `inputs` the names of the inputs in use. While it is `playing` the lines, the
   * slowest part, are drawn only now and then.
   */
  function draw({ colors, net, inputs: used, surfaces, states, playing }) {
    const ctx = picture.size(place.width, place.height);
    const columns = [
      used.map((name) => place.inputs[INPUTS.indexOf(name)]),
      ...place.hidden,
      [place.output],
    ];
    idle = playing && idle < PATIENCE ? idle + 1 : 0;
    if (idle === 0) drawLines(colors, net, columns);
    INPUTS.forEach((name, i) => {
      ctx.globalAlpha = used.includes(name) ? 1 : 0.25;
      stamp(ctx, colors, surfaces.inputs[i], place.inputs[i]);
    });
    ctx.globalAlpha = 1;
    place.hidden.forEach((column, l) =>
      column.forEach((spot, j) =>
        stamp(ctx, colors, surfaces.hidden[l][j], spot, states[l][j]),
      ),
    );
    stamp(ctx, colors, surfaces.output, place.output);
  }

  function stamp(ctx, colors, image, spot, state) {
    const { x, y, w, h } = box(spot);
    ctx.imageSmoothingEnabled = true;
    ctx.drawImage(image.node, x, y, w, h);
    ctx.lineWidth = state === "saturated" ? 3 : 1;
    ctx.strokeStyle = state === "saturated" ? colors.gradient : colors.control;
    ctx.strokeRect(x + 0.5, y + 0.5, w - 1, h - 1);
    if (state !== "dead") return;
    ctx.lineWidth = 2;
    ctx.strokeStyle = colors.bad;
    ctx.beginPath();
    for (const [a, b] of [
      [x + 7, x + w - 7],
      [x + w - 7, x + 7],
    ]) {
      ctx.moveTo(a, y + 7);
      ctx.lineTo(b, y + h - 7);
    }
    ctx.stroke();
  }

  function drawLines(colors, net, columns) {
    const ctx = lines.size(place.width, place.height);
    const paths = Array.from({ length: 2 * BINS }, () => new Path2D());
    net.layers.forEach(({ W, inputs: n, outputs: m }, l) => {
      for (let j = 0; j < m; j++) {
        const end = columns[l + 1][j];
        for (let i = 0; i < n; i++) {
          const w = W[j * n + i];
          const bin = Math.min(Math.abs(w) * 2.5, BINS - 1) | 0; // NaN becomes 0
          const path = paths[bin + (w < 0 ? BINS : 0)];
          const start = columns[l][i];
          const x0 = start.x + start.side / 2;
          const x1 = end.x - end.side / 2;
          const bend = (x1 - x0) / 2;
          path.moveTo(x0, start.y);
          path.bezierCurveTo(x0 + bend, start.y, x1 - bend, end.y, x1, end.y);
        }
      }
    });
    // Many lines: each a little thinner.
    const thin = Math.min(1, 0.35 + 4 / net.layers.length / Math.max(...net.sizes));
    paths.forEach((path, i) => {
      const bin = i % BINS;
      ctx.strokeStyle = i < BINS ? colors.positive : colors.negative;
      ctx.lineWidth = (0.8 + 0.7 * bin) * thin;
      ctx.globalAlpha = (0.5 + 0.05 * bin) * (0.4 + 0.6 * thin);
      ctx.stroke(path);
    });
    ctx.globalAlpha = 1;
  }

  return { layout, draw, chosen: () => chosen };
}
