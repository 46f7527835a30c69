// Chapters 3 and 4, and the opening of the book: a drawing, the network that reads it, a
// unit opened into its sum, and what the loss sends back to weights and cells.
import { select } from "d3-selection";
import { canvas, themeColors } from "../lib/canvas.js";
import { button, choice, menu, rateSlider } from "../lib/controls.js";
import { labelsOf } from "../lib/digit-labels.js";
import { beside, layoutOf } from "../lib/digit-layout.js";
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
import { digitSentence } from "../lib/digit-sentence.js";
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
      const from = at ?? get("step") % LAST;
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
    done: () => at === LAST,
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
    const width = widthOf(frame.stage);
    layout = layoutOf(width, {
      squeeze: Number(frame.root.dataset.squeeze ?? 1),
      isBand: frame.root.dataset.compact === "band",
    });
    const { columns, height } = layout;
    const unit = back
      ? backwardUnit(net, pass, back, opened, target, columns, progress)
      : forwardUnit(net, pass, opened, columns, progress);
    const examples = Array.from({ length: DIGITS }, (_, k) => {
      const reads = said(forward(net, inputsOf(images[k].cells)).p);
      return { cells: images[k].cells, reads, isRight: reads === k };
    });
    const scene = {
      layout,
      colors: colors(),
      trained,
      net,
      pass,
      back,
      target,
      cells: now,
      examples,
      shown: get("example"),
      opened,
      unit,
    };
    const context = pixels.size(width, height);
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
    write(texts, labelsOf(t, scene));
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
