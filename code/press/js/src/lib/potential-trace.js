// The membrane potential over time, with the threshold that the reader drags and a
// raster of the spikes that arrived.
import { fixed } from "./format.js";
import { WIDE_FROM } from "./neuron-layout.js";
import { handle, plot } from "./plot.js";
import { potentialAt, REST, tracePoints } from "./spike-record.js";
import { widthOf } from "./width.js";
import "./potential-trace.css";

const WINDOW = 120; // ms
const RANGE = [-84, -44]; // mV
const RASTER = 15; // px for each row of the raster

/** Build it, for time shown `slower` times as slow; returns update({course, spikes, now, before}). */
export function potentialTrace(frame, { parent, weights, slower }) {
  const { t } = frame;
  const chart = plot(frame, {
    parent,
    x: [0, WINDOW],
    y: RANGE,
    aspect: 0.36,
    minHeight: () => (widthOf(frame.stage) < WIDE_FROM ? 150 : 185),
    maxHeight: 200,
    margin: { top: 3 * RASTER + 10, left: 52 },
    label: t("trace.label"),
    xLabel: t("trace.time", { slower }),
    yLabel: t("trace.potential"),
  });
  const limit = chart.marks
    .append("line")
    .attr("class", "nn-threshold")
    .attr("data-part", "hillock");
  const rest = chart.marks.append("line").attr("class", "nn-rest");
  const ghost = chart.marks.append("path").attr("class", "nn-curve nn-ghost");
  const curve = chart.marks
    .append("path")
    .attr("class", "nn-curve nn-potential")
    .attr("data-part", "soma");
  const spikes = chart.marks
    .append("path")
    .attr("class", "nn-sent")
    .attr("data-part", "axon");
  const dot = chart.over.append("circle").attr("class", "nn-now").attr("r", 4.5);
  const ticks = chart.over.append("g");
  const rows = [0, 1, 2].map((i) =>
    chart.over
      .append("text")
      .attr("class", "nn-raster-name")
      .attr("data-part", "input")
      .attr("text-anchor", "end")
      .text(t(`inputs.x${i + 1}`)),
  );
  const note = (className) =>
    chart.over.append("text").attr("class", `${className} nn-halo`);
  const limitNote = note("nn-threshold-note")
    .attr("data-part", "hillock")
    .attr("text-anchor", "end");
  const restNote = note("nn-rest-note")
    .attr("text-anchor", "end")
    .text(t("trace.rest"));

  const moveThreshold = handle(chart, {
    label: t("trace.threshold"),
    className: "nn-threshold-handle",
    get: () => ({ x: chart.x.domain()[0], y: frame.get("threshold") }),
    set: ({ y }) => frame.set({ threshold: Math.round(y * 2) / 2 }),
    step: { x: 0, y: 0.5 },
    text: () => t("trace.thresholdNote", { mV: fixed(frame.get("threshold"), 1) }),
  });

  return function update({ course, record, now, before }) {
    const from = Math.max(0, now - WINDOW + 8);
    chart.domain([from, from + WINDOW], RANGE);
    chart.layout();
    const threshold = frame.get("threshold");
    const across = (node, mV) =>
      node
        .attr("x1", chart.x.range()[0])
        .attr("x2", chart.x.range()[1])
        .attr("y1", chart.y(mV))
        .attr("y2", chart.y(mV));
    across(limit, threshold);
    across(rest, REST);
    const right = chart.x.range()[1];
    limitNote
      .attr("x", right)
      .attr("y", chart.y(threshold) - 6)
      .text(t("trace.thresholdNote", { mV: fixed(threshold, 1) }));
    restNote.attr("x", right).attr("y", chart.y(REST) + 15);

    curve.attr("d", chart.path(tracePoints(course, from, now)));
    ghost.attr("d", before && !from ? chart.path(before) : "");
    const sent = course.sent.filter((time) => time <= now);
    const top = chart.y.range()[1];
    spikes.attr(
      "d",
      sent
        .map((time) => `M${chart.x(time)},${chart.y(potentialAt(course, time))}V${top}`)
        .join(""),
    );
    dot.attr("cx", chart.x(now)).attr("cy", chart.y(potentialAt(course, now)));
    raster(record.filter(([time]) => time >= from && time <= now));
    moveThreshold();
  };

  function raster(arrived) {
    const y = (i) => 12 + i * RASTER;
    rows.forEach((row, i) => row.attr("x", chart.x.range()[0] - 9).attr("y", y(i) + 4));
    ticks
      .selectAll("path")
      .data(arrived)
      .join("path")
      .attr(
        "class",
        ([, i]) => `nn-tick ${weights()[i] < 0 ? "nn-inhibits" : "nn-excites"}`,
      )
      .attr("d", ([time, i]) => `M${chart.x(time)},${y(i) - 6}v12`);
  }
}
