// Axes, curves and draggable handles on an SVG that is as wide as its stage. Scales and
// axes come from d3; text keeps its size at every width.
import { axisBottom, axisLeft } from "d3-axis";
import { drag } from "d3-drag";
import { scaleLinear, scaleLog } from "d3-scale";
import { select } from "d3-selection";
import { line } from "d3-shape";
import { powerOfTen } from "./format.js";
import { uniqueId } from "./ids.js";
import { widthOf } from "./width.js";

// px: in less, axes leave no room for a curve
const LEAST_WIDTH = 120;
const LEAST_HEIGHT = 100;

/**
 * A chart inside frame.stage (or `parent`).
 *   x, y      domains [min, max]
 *   aspect    height / width of the whole SVG; `minHeight` (a number, or a function that
 *             gives it) and `maxHeight` in px bound it
 *   xLabel, yLabel, label   axis titles and the name for screen readers
 *   square    the same unit on both axes (the y domain is widened or cut to fit)
 *   axes      false for a bare picture
 *   xLog, yLog   a logarithmic axis, with a tick at whole powers of ten
 *   xFormat, yFormat   the text of an axis's ticks
 * `layout()` must run in draw(), before the scales x and y are used.
 */
export function plot(frame, options) {
  const {
    x,
    y,
    aspect = 0.62,
    minHeight = 0,
    maxHeight = 420,
    label,
    xLabel = "",
    yLabel = "",
  } = options;
  const margin = { top: 12, right: 14, bottom: 40, left: 46, ...options.margin };
  const clip = uniqueId("clip");
  const svg = select(options.parent ?? frame.stage)
    .append("svg")
    .attr("class", "nn-plot")
    .attr("role", "group")
    .attr("aria-label", label);
  const clipRect = svg.append("clipPath").attr("id", clip).append("rect");
  const under = svg.append("g");
  const axes = svg.append("g").attr("class", "nn-axes").attr("aria-hidden", "true");
  const xAxis = axes.append("g");
  const yAxis = axes.append("g");
  const xTitle = axes.append("text").attr("class", "nn-axis-title").text(xLabel);
  const yTitle = axes.append("text").attr("class", "nn-axis-title").text(yLabel);
  const marks = svg.append("g").attr("clip-path", `url(#${clip})`);
  const over = svg.append("g");

  const least = () => (typeof minHeight === "number" ? minHeight : minHeight());
  let laidOut = "";
  const chart = {
    svg,
    /** Layers: under the axes, between (clipped to the frame), above everything. */
    under,
    marks,
    over,
    x: (options.xLog ? scaleLog : scaleLinear)(x, [0, 1]),
    y: (options.yLog ? scaleLog : scaleLinear)(y, [0, 1]),
    width: 0,
    height: 0,
    margin,
    layout() {
      const width = Math.max(LEAST_WIDTH, widthOf(svg.node().parentNode));
      const full = Math.max(least(), Math.min(maxHeight, Math.round(width * aspect)));
      // A plane whose axes have the same unit keeps its shape.
      const isPlane = aspect === 1 && !options.square;
      const part = isPlane ? 1 : Number(frame.root?.dataset.squeeze ?? 1);
      const squeezed = Math.round(full * part);
      const height = Math.max(Math.min(full, LEAST_HEIGHT), squeezed);
      // Axes are costly: they are drawn again only where size or domain has changed.
      const state = () => [width, height, chart.x.domain(), chart.y.domain()].join();
      if (state() === laidOut) return;
      Object.assign(chart, { width, height });
      svg.attr("viewBox", `0 0 ${width} ${height}`).attr("height", height);
      const [left, right] = [margin.left, width - margin.right];
      const [top, bottom] = [margin.top, height - margin.bottom];
      chart.x.range([left, right]);
      chart.y.range([bottom, top]);
      if (options.square) widen(chart, x, y);
      laidOut = state();
      clipRect
        .attr("x", left)
        .attr("y", top)
        .attr("width", right - left)
        .attr("height", Math.max(0, bottom - top)); // no room while it is out of the page
      if (options.axes === false) return;
      const ticks = Math.max(3, Math.round(width / 90));
      const bottomAxis = axisBottom(chart.x).ticks(ticks).tickSizeOuter(0);
      if (options.xLog) tickPowers(bottomAxis, ticks);
      if (options.xFormat) bottomAxis.tickFormat(options.xFormat);
      xAxis.attr("transform", `translate(0,${bottom})`).call(bottomAxis);
      const yTicks = Math.max(3, Math.round(height / 60));
      const leftAxis = axisLeft(chart.y).ticks(yTicks).tickSizeOuter(0);
      if (options.yLog) tickPowers(leftAxis, yTicks);
      if (options.yFormat) leftAxis.tickFormat(options.yFormat);
      yAxis.attr("transform", `translate(${left},0)`).call(leftAxis);
      xTitle
        .attr("x", right)
        .attr("y", height - 6)
        .attr("text-anchor", "end");
      yTitle
        .attr("transform", `translate(14,${top})rotate(-90)`)
        .attr("text-anchor", "end");
    },
    /** SVG path of points [x, y] in data units; a gap where y is not finite. */
    path: (points) =>
      line()
        .defined((p) => Number.isFinite(p[1]))
        .x((p) => chart.x(p[0]))
        .y((p) => chart.y(p[1]))(points),
    /** Change a domain, then draw. */
    domain(nextX, nextY) {
      chart.x.domain(nextX);
      chart.y.domain(nextY);
    },
  };
  return chart;
}

function tickPowers(axis, count) {
  const powers = powersWithin(axis.scale().domain(), count);
  axis
    .tickValues(powers.map((p) => 10 ** p))
    .tickFormat((_, i) => powerOfTen(powers[i]));
}

// At most `count` exponents of ten between both ends, evenly spaced, 0 among them.
function powersWithin([low, high], count) {
  const [first, last] = [Math.ceil(Math.log10(low)), Math.floor(Math.log10(high))];
  const least = (last - first + 1) / count;
  const every = [1, 2, 3, 5, 10, 20, 50, 100].find((step) => step >= least) ?? 200;
  const powers = [];
  for (let p = Math.floor(last / every) * every; p >= first; p -= every) powers.push(p);
  return powers;
}

function widen(chart, x, y) {
  const [left, right] = chart.x.range();
  const [bottom, top] = chart.y.range();
  const unit = Math.max((x[1] - x[0]) / (right - left), (y[1] - y[0]) / (bottom - top));
  const centred = ([a, b], pixels) => {
    const half = (unit * pixels) / 2;
    return [(a + b) / 2 - half, (a + b) / 2 + half];
  };
  chart.x.domain(centred(x, right - left));
  chart.y.domain(centred(y, bottom - top));
}

/** d3's drag, its event's x and y being where mouse or finger is in `container()`. */
export const dragIn = (container) =>
  drag()
    .container(container)
    .subject(({ x, y }) => ({ x, y }));

const FAR = 10_000; // steps: beyond any end, to which the caller clamps
const NOWHERE = { x: 0, y: 0 };

/**
 * A point that the reader drags, or moves with the arrow keys. `get()` gives {x, y} in
 * data units, `set({x, y})` takes where the reader put it (the caller clamps), `step`
 * is one arrow key's move (Shift: ten), or arrow(dx, dy) makes that move itself. Where only
 * one of its parts is not 0 the point moves on a line: all four arrows move it, right and
 * up onward, and Home and End go to the ends. `text()` says the value. Returns update().
 */
export function handle(chart, options) {
  const { label, get, set, arrow, text, className = "", radius = 8 } = options;
  const node = chart.over
    .append("g")
    .attr("class", `nn-handle ${className}`)
    .attr("role", "slider")
    .attr("tabindex", 0)
    .attr("aria-label", label);
  // 24 px and more to hit with a finger, however small the dot.
  node.append("circle").attr("class", "nn-hit").attr("r", 18);
  node.append("circle").attr("class", "nn-dot").attr("r", radius);
  node.call(
    dragIn(() => chart.svg.node())
      .on("start", () => node.node().focus({ preventScroll: true }))
      .on("drag", ({ x, y }) => set({ x: chart.x.invert(x), y: chart.y.invert(y) })),
  );
  const moves = {
    ArrowLeft: [-1, 0],
    ArrowRight: [1, 0],
    ArrowUp: [0, 1],
    ArrowDown: [0, -1],
  };
  const ends = { Home: -FAR, End: FAR };
  const orientation = () => {
    const { x: dx, y: dy } = options.step ?? NOWHERE;
    return dx && !dy ? "horizontal" : dy && !dx ? "vertical" : null;
  };
  node.on("keydown", (event) => {
    const { x: dx, y: dy } = options.step ?? NOWHERE;
    const move = moves[event.key];
    const onLine = orientation() !== null;
    const end = onLine && !arrow && ends[event.key];
    if (!move && !end) return;
    event.preventDefault();
    event.stopPropagation(); // JupyterLab moves between cells with the arrow keys
    if (arrow) return arrow(...move);
    const onward = end || move[0] + move[1];
    const [right, up] = onLine ? [onward, onward] : move;
    const size = move && event.shiftKey ? 10 : 1;
    const { x, y } = get();
    set({ x: x + right * size * dx, y: y + up * size * dy });
  });
  return () => {
    const { x, y } = get();
    node
      .attr("transform", `translate(${chart.x(x)},${chart.y(y)})`)
      .attr("aria-orientation", orientation())
      .attr("aria-valuenow", orientation() === "vertical" ? y : x)
      .attr("aria-valuetext", text());
  };
}

/** `count` numbers from min to max, both included. */
export function linspace(min, max, count) {
  return Array.from({ length: count }, (_, i) => min + ((max - min) * i) / (count - 1));
}
