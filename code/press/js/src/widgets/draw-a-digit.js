// Chapters 3 and 4, and the opening of the book: a drawing, the network that reads it, a
// unit opened into its sum, and what the loss sends back to weights and cells.
import { select } from "d3-selection";
import { canvas, themeColors } from "../lib/canvas.js";
import { button, choice, menu, rateSlider } from "../lib/controls.js";
import { barOf, beside, layoutOf, meterOf, partsOf } from "../lib/digit-layout.js";
import {
  backward,
  cellsOf,
  DIGITS,
  forward,
  inputsOf,
  learned,
  networkOf,
  said,
} from "../lib/digit-network.js";
import { painter } from "../lib/digit-picture.js";
import { digitSentence, short } from "../lib/digit-sentence.js";
import { drawingPad } from "../lib/drawing-pad.js";
import { compact, fixed, percent } from "../lib/format.js";
import { backwardUnit, forwardUnit, unitOf } from "../lib/opened-unit.js";
import { player } from "../lib/player.js";
import { radioGroup } from "../lib/radio-group.js";
import { defineWidget, element } from "../lib/widget.js";
import { widthOf } from "../lib/width.js";
import words from "../locales/en/draw-a-digit.json" with { type: "json" };
import declared from "../state/draw-a-digit.json" with { type: "json" };
import "./draw-a-digit.css";

const LAST = 3; // step
const DURATION = [1100, 3600, 1300]; // ms of each step while it plays
const STILL = 1400; // ms of a step where nothing is to move
const BLANK = Array(64).fill(0);
const STATE = ["example", "drawing", "unit", "way", "step", "target", "rate", "steps"];

export default defineWidget("draw-a-digit", words, declared, (frame) => {
  const { t, get, set } = frame;
  const trained = networkOf(get("network"));
  const images = Object.fromEntries(
    Object.entries(get("network").examples).map(([name, { cells, label }]) => [
      name,
      { cells: cellsOf(cells), label },
    ]),
  );
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const most = (values) => values.reduce((m, v) => Math.max(m, Math.abs(v)), 1e-9);

  const show = (name) => ({
    example: name,
    steps: 0,
    ...(name === "own" ? {} : { target: String(images[name].label) }),
  });
  frame.presets(
    [
      { label: t("presets.clear"), state: { ...show("own"), drawing: BLANK } },
      { label: t("presets.misread"), state: show("misread") },
      { label: t("presets.shifted"), state: show("shifted") },
    ],
    STATE,
  );

  // How far the opened unit has come while it plays; null where it rests at the state's step.
  /** @type {number | null} */
  let at = null;
  let last = 0; // the time of the frame before
  const { playing } = player(frame, {
    step() {
      const now = performance.now();
      const passed = last ? Math.min(now - last, still.matches ? STILL : 50) : 0;
      last = now;
      const from = at ?? 0;
      const duration = still.matches
        ? STILL
        : DURATION[Math.min(LAST - 1, Math.floor(from))];
      at = Math.min(LAST, from + passed / duration);
      if (Math.floor(at) !== get("step")) set({ step: Math.floor(at) });
    },
    single() {
      at = null;
      set({ step: get("step") < LAST ? get("step") + 1 : 0 });
    },
    done: () => at === LAST || (at === null && get("step") === LAST && last > 0),
    restart() {
      at = 0;
      last = 0;
    },
  });
  choice(frame, {
    key: "way",
    label: t("way"),
    options: frame
      .options("way")
      .map((value) => ({ value, label: t(`ways.${value}`) })),
  });
  menu(frame, {
    key: "target",
    label: t("target"),
    options: frame.options("target").map((value) => ({ value, label: value })),
  });
  button(frame, {
    label: t("learn"),
    onClick: () => set({ steps: get("steps") + 1 }),
  });
  rateSlider(frame, { key: "rate", label: t("learningRate"), format: compact });

  const field = element("div", { className: "nn-field" });
  frame.stage.append(field);
  const pixels = canvas(field);
  const colors = themeColors(frame);
  const svg = select(field)
    .append("svg")
    .attr("class", "nn-plot")
    .attr("role", "group")
    .attr("aria-label", t("picture"));
  const texts = svg.append("g").attr("aria-hidden", "true");
  const paint = painter();

  const cells = () =>
    get("example") === "own" ? get("drawing") : images[get("example")].cells;
  const place = drawingPad(svg, svg, {
    label: t("pad"),
    get: cells,
    // A stroke on one of the book's images is the first of a drawing of one's own.
    start: () => (get("example") === "own" ? get("drawing") : BLANK),
    set: (drawing) => set({ drawing, example: "own", steps: 0 }),
    text: (row, column, ink) => t("cell", { row, column, ink }),
  });
  let layout = layoutOf(600);
  const pick = radioGroup(svg, {
    label: t("units"),
    choose: (unit) => set({ unit, step: LAST }),
    beside: (name, move) => beside(name, move, layout.columns),
  });
  const pickImage = radioGroup(svg, {
    label: t("examples"),
    choose: (name) => set(show(name)),
    beside: (name, [dx, dy]) =>
      String(Math.min(DIGITS - 1, Math.max(0, Number(name) + dx + dy))),
  });

  return function draw() {
    const { unit: name, way, step, target: wanted, rate, steps } = frame.pick(STATE);
    if (!playing()) at = null;
    if (at === null) last = 0;
    const progress = still.matches ? step : (at ?? step);
    const target = Number(wanted);
    const now = cells();
    const x = inputsOf(now);
    const net = learned(trained, x, target, rate, steps);
    const pass = forward(net, x);
    const back = way === "backward" ? backward(net, pass, target) : null;
    const opened = unitOf(name);
    const { columns } = layout;
    layout = layoutOf(widthOf(frame.stage), {
      squeeze: Number(frame.root.dataset.squeeze ?? 1),
      isBand: frame.root.dataset.compact === "band",
    });
    const unit = back
      ? backwardUnit(net, pass, back, opened, target, columns, progress)
      : forwardUnit(net, pass, opened, columns, progress);
    const examples = Array.from({ length: DIGITS }, (_, k) => {
      const reads = said(forward(net, inputsOf(images[k].cells)).p);
      return { cells: images[k].cells, reads, isRight: reads === k };
    });
    const scales = {
      weights: 0.75 * most(opened.layer === 1 ? trained.W1 : trained.W2),
      cells: 1,
      activations: most(pass.a1),
      ...Object.fromEntries(
        unit.parts
          .filter((part) => typeof part !== "string")
          .filter(({ name }) => !["weights", "cells", "activations"].includes(name))
          .map(({ name, values }) => [name, most(values)]),
      ),
    };
    const width = widthOf(frame.stage);
    const { height } = layout;
    const context = pixels.size(width, height);
    const scene = {
      layout,
      colors: colors(),
      net,
      pass,
      back,
      cells: now,
      examples,
      shown: get("example"),
      opened,
      unit,
      scales,
      at: unit.at,
      hasLines: layout.columns === 4,
      template: {
        weight: 0.65 * most(trained.W1),
        sent: most(pass.a1),
        delta: back ? most(back.delta1) : 1,
        gradient: back ? most(back.delta1) * most(x) : 1,
      },
    };
    svg.attr("viewBox", `0 0 ${width} ${height}`).attr("height", height);
    paint(context, scene);
    place(layout.pad);
    pick(boxesOf(layout), name, (one) => {
      const { layer, index } = unitOf(one);
      if (layer === 1) {
        const value = fixed(back ? back.delta1[index] : pass.a1[index]);
        return t("hiddenUnit", { n: index + 1, value });
      }
      const value = back ? fixed(back.delta2[index]) : percent(pass.p[index], 1);
      return t("outputUnit", { n: index, value });
    });
    pickImage(
      new Map(layout.examples.map((box, k) => [String(k), box])),
      get("example"),
      (digit) => {
        const { isRight, reads } = examples[Number(digit)];
        return t(isRight ? "example" : "exampleMisread", { digit, said: reads });
      },
    );
    write(texts, labelsOf(scene, t, target));
    const before = steps ? forward(trained, x) : pass;
    frame.read(
      digitSentence(t, {
        ...scene,
        loss: backward(net, pass, target).loss,
        before: backward(trained, before, target).loss,
        isOwn: get("example") === "own",
        steps,
        step,
        rate,
        target,
      }),
    );
  };
});

function boxesOf({ hidden, outputs }) {
  return new Map([
    ...hidden.map((box, j) => [`h${j + 1}`, box]),
    ...outputs.map((box, k) => [String(k), box]),
  ]);
}

/** Every text of the picture: {x, y, text, anchor, kind}. */
function labelsOf(scene, t, target) {
  const { layout, pass, back, opened, unit } = scene;
  const way = back ? "backward" : "forward";
  const labels = [];
  const say = (x, y, text, { anchor = "start", kind = "" } = {}) =>
    labels.push({ x, y, text, anchor, kind });
  const caption = { kind: "nn-caption" };
  say(layout.pad.x, 12, t(`captions.${way}.pad`), caption);
  const [first] = layout.hidden;
  if (first) say(first.x, first.y - 6, t(`captions.${way}.hidden`), caption);
  say(layout.outputs[0].x, 12, t(`captions.${way}.outputs`), caption);

  layout.outputs.forEach((box, k) => {
    const { isUpright, across, size } = barOf(box);
    const isWanted = Boolean(back) && k === target;
    const kind = isWanted
      ? "nn-wanted"
      : opened.layer === 2 && opened.index === k
        ? "nn-chosen"
        : "";
    if (isUpright) {
      say(across + size / 2, box.y + box.height - 4, String(k), {
        anchor: "middle",
        kind,
      });
      return;
    }
    const y = box.y + box.height / 2 + 4.5;
    say(box.x + 9, y, String(k), { anchor: "middle", kind });
    const value = back ? fixed(back.delta2[k]) : percent(pass.p[k], 1);
    say(box.x + box.width - 4, y, value, { anchor: "end", kind });
  });

  const { strip } = layout;
  const sort = opened.layer === 1 ? "hidden" : "output";
  const n = opened.layer === 1 ? opened.index + 1 : opened.index;
  say(strip.x, strip.y + 12, t(`opened.${way}.${sort}`, { n }), { kind: "nn-heading" });
  const boxes = partsOf(strip, unit.parts);
  if (unit.fold === 1)
    unit.parts.forEach((part, i) => {
      const { x, width: wide, height } = boxes[i];
      const middle = x + wide / 2;
      if (part === "gap") return;
      if (typeof part === "string") {
        const beside = boxes[i - 1] ?? boxes[i + 1];
        say(middle, strip.top + Math.min(beside.height, height) / 2 + 5, part, {
          anchor: "middle",
        });
      } else
        say(middle, strip.top + height + 14, t(`parts.${part.name}`), {
          anchor: "middle",
          kind: "nn-caption",
        });
    });
  const { left, right, rows } = meterOf(strip, unit);
  if (unit.fold === 1)
    for (const { y, name, value, isShare } of rows) {
      say(left, y + 4.5, t(`rows.${name}`), caption);
      const text = isShare && opened.layer === 2 ? percent(value, 1) : short(value);
      say(right, y + 4.5, text, { anchor: "end" });
    }
  return labels;
}

function write(group, labels) {
  group
    .selectAll("text")
    .data(labels)
    .join("text")
    .attr("class", ({ kind }) => kind)
    .attr("text-anchor", ({ anchor }) => anchor)
    .attr("x", ({ x }) => x)
    .attr("y", ({ y }) => y)
    .text(({ text }) => text);
}
