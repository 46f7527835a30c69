// A grid of apps installed (rows) against apps shown (columns), a shade for each rate.
import { select } from "d3-selection";
import { canvas, tile } from "./canvas.js";
import { clamp } from "./numbers.js";
import { dragIn } from "./plot.js";
import { element } from "./widget.js";
import { widthOf } from "./width.js";
import "./pair-grid.css";

const LEFT = 74; // px for the names of the rows
const TOP = 70; // and of the columns
const SHADES = [0.001, 0.12]; // rates from white to full colour, on a logarithmic scale

const shade = (rate) => {
  const [low, high] = SHADES.map(Math.log);
  return clamp((Math.log(rate) - low) / (high - low), 0, 1);
};

/**
 * A grid in `parent`. `names` of the n apps; `marks[row * n + column]` is "planted",
 * "unseen" or "" ("self" leaves the cell out); `labelled` {rows, columns} says which names
 * it carries where there is room. `choose([row, column])` follows the reader, by mouse or
 * finger, and by the arrow keys where `keys` {label, text} says what the cursor is.
 * Returns draw({title, note, rates, chosen, wide, colors}).
 */
export function pairGrid(parent, { names, marks, labelled, choose, keys }) {
  const n = names.length;
  const figure = element("div", { className: "nn-pair-grid" });
  const title = element("p", { className: "nn-pair-title" });
  const note = element("p", { className: "nn-pair-note" });
  const picture = element("div", { className: "nn-pair-picture" });
  figure.append(title, picture, note);
  parent.append(figure);
  const heat = canvas(picture);
  const image = tile(n);
  const svg = select(picture).append("svg").attr("class", "nn-plot");
  svg.attr("role", keys ? "group" : "img");
  const field = svg.append("g");
  const axis = (name) => field.append("g").attr("class", `nn-${name}`);
  const [rowNames, columnNames] = [axis("rows"), axis("columns")];
  const texts = (group) =>
    group
      .selectAll("text")
      .data(names)
      .join("text")
      .text((d) => d);
  const rows = texts(rowNames).attr("text-anchor", "end").attr("dy", "0.35em");
  const columns = texts(columnNames).attr("dy", "0.35em");
  const back = field.append("rect").attr("class", "nn-back");
  const lines = field.append("path").attr("class", "nn-lines");
  const signs = field
    .append("g")
    .selectAll("circle")
    .data(marks)
    .join("circle")
    .attr("class", (mark) => `nn-sign nn-${mark || "seen"}`);
  const cursor = field.append("rect").attr("class", "nn-cursor");
  let chosen = [0, 0];
  let cell = 1;

  const inside = (value) => clamp(value, 0, n - 1);
  const move = ([row, column]) => choose([inside(row), inside(column)]);
  svg.call(
    dragIn(() => field.node())
      .touchable(false) // a finger taps, which comes as a click; its swipe scrolls
      .on("start drag", ({ x, y }) =>
        move([Math.floor(y / cell), Math.floor(x / cell)]),
      ),
  );
  if (keys) {
    cursor.attr("role", "slider").attr("tabindex", 0).attr("aria-label", keys.label);
    cursor.attr("aria-valuemin", 0).attr("aria-valuemax", n * n - 1);
    cursor.on("keydown", (event) => {
      const way = {
        ArrowUp: [-1, 0],
        ArrowDown: [1, 0],
        ArrowLeft: [0, -1],
        ArrowRight: [0, 1],
      }[event.key];
      if (!way) return;
      event.preventDefault();
      event.stopPropagation(); // JupyterLab moves between cells with the arrow keys
      move([chosen[0] + way[0], chosen[1] + way[1]]);
    });
  }

  let laidOut = "";
  function layout(width, wide) {
    const state = [width, wide].join();
    if (state === laidOut) return;
    laidOut = state;
    const left = wide ? LEFT : 0;
    const top = wide && labelled.columns ? TOP : 0;
    cell = Math.floor((width - left - 2) / n);
    const size = cell * n;
    svg
      .attr("viewBox", `0 0 ${width} ${size + top + 2}`)
      .attr("height", size + top + 2);
    field.attr("transform", `translate(${left + 1},${top + 1})`);
    back.attr("width", size).attr("height", size);
    rowNames.attr("display", wide && labelled.rows ? null : "none");
    columnNames.attr("display", top ? null : "none");
    rows.attr("x", -6).attr("y", (_, i) => (i + 0.5) * cell);
    columns.attr("transform", (_, i) => `translate(${(i + 0.5) * cell},-6)rotate(-90)`);
    const x = (i) => (i % n) * cell;
    const y = (i) => Math.floor(i / n) * cell;
    const ends = names.slice(1).map((_, i) => (i + 1) * cell);
    lines.attr("d", ends.map((at) => `M${at},0V${size}M0,${at}H${size}`).join(""));
    Object.assign(heat.node.style, { left: `${left + 1}px`, top: `${top + 1}px` });
    signs
      .attr("cx", (_, i) => x(i) + cell / 2)
      .attr("cy", (_, i) => y(i) + cell / 2)
      .attr("r", (mark) => (mark === "planted" ? 0.34 : 0.13) * cell);
    cursor.attr("width", cell).attr("height", cell);
  }

  function paint(rates, { scale }) {
    image.paint(
      scale,
      rates.map((rate, i) => (marks[i] === "self" ? 0 : shade(rate))),
    );
    const context = heat.size(n * cell, n * cell);
    context.imageSmoothingEnabled = false;
    context.drawImage(image.node, 0, 0, n * cell, n * cell);
  }

  return function draw(now) {
    chosen = now.chosen;
    title.textContent = now.title;
    svg.attr("aria-label", now.title);
    note.textContent = now.note;
    layout(Math.max(90, widthOf(figure)), now.wide);
    rows.classed("nn-chosen", (_, i) => i === chosen[0]);
    columns.classed("nn-chosen", (_, i) => i === chosen[1]);
    paint(now.rates, now.colors);
    cursor.attr("x", chosen[1] * cell).attr("y", chosen[0] * cell);
    if (keys)
      cursor
        .attr("aria-valuenow", chosen[0] * n + chosen[1])
        .attr("aria-valuetext", keys.text());
  };
}
