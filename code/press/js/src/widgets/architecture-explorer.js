// Chapter 7: Wide & Deep as Google Play had it, drawn with its dimensions, and where its
// parameters are. What the paper does not say is a number that the reader can change.
import { select } from "d3-selection";
import { compact } from "../lib/format.js";
import { numberField } from "../lib/number-field.js";
import { defineWidget, element } from "../lib/widget.js";
import { sizes } from "../lib/wide-deep-size.js";
import { widthOf } from "../lib/width.js";
import words from "../locales/en/architecture-explorer.json" with { type: "json" };
import declared from "../state/architecture-explorer.json" with { type: "json" };
import "./architecture-explorer.css";

const HIDDEN = [1024, 512, 256]; // as in the paper
const PARTS = declared.part.options;
const ASSUMED = Object.keys(declared).filter((key) => key !== "part");
const GUESSED = ["categorical", "continuous", "vocabulary", "apps"];
const STEPS = { vocabulary: 1000, apps: 1000 };
const BOX = 44; // px, height of a part
const LOW_BOX = 39; // where it stands in a band, under or over its sentence
const GAP = 12;

export default defineWidget("architecture-explorer", words, declared, (frame) => {
  const { t, get, set } = frame;
  frame.presets(
    [
      {
        label: t("presets.paper"),
        state: { categorical: 37, dimensions: 32, continuous: 16, part: "input" },
      },
      {
        label: t("presets.small"),
        state: { vocabulary: 100, part: "embeddings" },
      },
      { label: t("presets.wide"), state: { part: "wide" } },
    ],
    [...ASSUMED, "part"],
  );

  const list = element("div", { className: "nn-assumptions" });
  frame.controls.append(list);
  const fields = ASSUMED.map((key) => {
    const row = element("label", { className: "nn-assumption" });
    const name = t(key === "dimensions" ? "embeddingSize" : `fields.${key}`);
    row.append(element("span", { textContent: name }));
    list.append(row);
    const field = numberField(row, {
      label: name,
      get: () => get(key),
      set: (value) => set({ [key]: value }),
      step: STEPS[key] ?? 1,
    });
    const source = GUESSED.includes(key) ? "guess" : "fact";
    row.append(element("span", { className: `nn-${source}`, textContent: t(source) }));
    return field;
  });

  const svg = select(frame.stage)
    .append("svg")
    .attr("class", "nn-plot")
    .attr("role", "group")
    .attr("aria-label", t("picture"));
  const links = svg.append("g").attr("class", "nn-links");
  const boxes = PARTS.map((name) => {
    const box = svg
      .append("g")
      .attr("class", `nn-part nn-${name}`)
      .attr("role", "button")
      .attr("tabindex", 0)
      .on("click", () => set({ part: name }))
      .on("keydown", (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        set({ part: name });
      });
    box.append("rect").attr("rx", 6);
    box.append("text").attr("class", "nn-part-name").attr("text-anchor", "middle");
    box.append("text").attr("class", "nn-part-size").attr("text-anchor", "middle");
    return { name, box };
  });

  return function draw() {
    const state = frame.pick(ASSUMED);
    const parts = sizes({ ...state, hidden: HIDDEN });
    const byName = Object.fromEntries(parts.map((part) => [part.name, part]));
    for (const field of fields) field.update();
    drawPicture(byName);
    frame.read(sentence(t, byName, get("part"), state));
  };

  // The deep tower from the bottom up on the left, the wide part beside it on the right.
  function drawPicture(parts) {
    const width = Math.max(260, widthOf(frame.stage));
    const narrow = width < 480;
    const side = narrow ? 90 : 150;
    const tower = Math.min(420, width - side - 20);
    const isLow = frame.root.dataset.compact === "band";
    const [boxHeight, line] = isLow ? [LOW_BOX, LOW_BOX + 4] : [BOX, BOX + GAP];
    const height = 6 * line + 4;
    svg.attr("viewBox", `0 0 ${width} ${height}`).attr("height", height);
    const widest = Math.max(...PARTS.slice(0, 5).map((name) => parts[name].width));
    const least = 134; // px, for the longest name
    const places = {};
    for (const [level, name] of PARTS.slice(0, 6).entries()) {
      const share = Math.sqrt(parts[name].width / widest);
      const w = name === "output" ? least : Math.max(least, tower * share);
      places[name] = {
        x: tower / 2,
        y: height - line * (level + 1) + (line - boxHeight) / 2,
        w,
      };
    }
    const wideX = width - side / 2 - 2;
    places.wide = { x: wideX, y: places.embeddings.y, w: side };
    for (const { name, box } of boxes) {
      const { x, y, w } = places[name];
      const here = get("part") === name;
      const size = sizeOf(t, parts[name], narrow);
      box
        .attr("transform", `translate(${x},${y})`)
        .classed("nn-chosen", here)
        .attr("aria-pressed", here)
        .attr("aria-label", `${partName(t, name)}: ${size}`);
      box
        .select("rect")
        .attr("x", -w / 2)
        .attr("width", w)
        .attr("height", boxHeight);
      box
        .select(".nn-part-name")
        .attr("y", isLow ? 17 : 18)
        .text(`${partName(t, name)} `); // apart from the size, for who reads it aloud
      box
        .select(".nn-part-size")
        .attr("y", isLow ? 33 : 35)
        .text(size);
    }
    const up = (from, to) => [
      [places[from].x, places[from].y],
      [places[to].x, places[to].y + boxHeight],
    ];
    const lines = PARTS.slice(0, 5).map((name, i) => up(name, PARTS[i + 1]));
    const bend = [
      [places.wide.x, places.wide.y],
      [places.wide.x, places.output.y + boxHeight / 2],
      [places.output.x + places.output.w / 2, places.output.y + boxHeight / 2],
    ];
    links
      .selectAll("path")
      .data([...lines, bend])
      .join("path")
      .attr("d", (points) => `M${points.map((p) => p.join(",")).join("L")}`);
  }
});

const partName = (t, name) => t(name === "wide" ? name : `parts.${name}`);

/** @type {[number, string][]} */
const SIZES = [
  [1e12, "trillion"],
  [1e9, "billion"],
  [1e6, "million"],
];
const count = (t, n) => {
  const [size, name] = SIZES.find(([least]) => n >= least) ?? [1, ""];
  const number = Number((n / size).toPrecision(3)).toLocaleString("en");
  return name ? t(`sizes.${name}`, { n: number }) : n.toLocaleString("en");
};

function sizeOf(t, { name, width, parameters }, narrow) {
  if (name === "output") return t("sizes.output");
  if (name === "wide") return count(t, parameters);
  const n = width.toLocaleString("en");
  return narrow ? n : t("sizes.dimensions", { n });
}

function sentence(t, parts, name, state) {
  const tower = ["layer1", "layer2", "layer3", "output"];
  const layers = tower.reduce((sum, part) => sum + parts[part].parameters, 0);
  const below = { layer1: "input", layer2: "layer1", layer3: "layer2" }[name];
  const { width, parameters } = parts[name];
  const ratio = parameters / layers;
  return t(`reading.${below ? "layer" : name}`, {
    ...Object.fromEntries(Object.entries(state).map(([key, n]) => [key, count(t, n)])),
    name: partName(t, name),
    width: width.toLocaleString("en"),
    below: below && parts[below].width.toLocaleString("en"),
    embedded: parts.embeddings.width.toLocaleString("en"),
    n: count(t, parameters),
    share: `${Math.round((100 * parameters) / layers)}%`,
    layers: count(t, layers),
    times: ratio < 10 ? compact(ratio, 2) : count(t, Math.round(ratio)),
  });
}
