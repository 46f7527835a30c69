// Loss over epochs on a logarithmic axis: training and test, and faintly those of the
// run before, to compare.
import { plot } from "./plot.js";
import { element } from "./widget.js";
import "./loss-chart.css";

/** The next of 1, 2, 5, 10, 20, ... that is not below value: the end of an axis. */
export const atLeast = (value) => {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map((m) => m * power).find((v) => v >= value);
};

/**
 * The chart in `parent`, under a line that says its `names` {head, train, test, before}.
 * Returns draw(history, before).
 */
export function lossChart(frame, { parent, label, xLabel, names }) {
  const box = element("div", { className: "nn-losses" });
  const caption = element("p", { className: "nn-loss-names" });
  const texts = Object.entries(names).map(([key, textContent]) =>
    element("span", { className: `nn-${key}`, textContent }),
  );
  caption.append(...texts);
  box.append(caption);
  parent.append(box);
  const chart = plot(frame, {
    parent: box,
    x: [0, 20],
    y: [0.01, 1],
    yLog: true,
    aspect: 0.5,
    maxHeight: 180,
    label,
    xLabel,
    margin: { left: 38, right: 8, top: 8 },
  });
  const line = (name) => chart.marks.append("path").attr("class", `nn-loss nn-${name}`);
  const faint = line("before");
  const test = line("test");
  const train = line("train");
  return function draw(history, before) {
    const points = history.points.filter(({ train: loss }) => Number.isFinite(loss));
    const all = [...points, ...before].flatMap((p) => [p.train, p.test]);
    const seen = all.filter((v) => v > 0 && Number.isFinite(v));
    const low = Math.max(Math.min(0.05, ...seen), 1e-8);
    const high = Math.min(Math.max(1, ...seen), 1e8);
    chart.domain(
      [0, atLeast(Math.max(20, points.at(-1)?.epoch ?? 0))],
      [10 ** Math.floor(Math.log10(low)), 10 ** Math.ceil(Math.log10(high))],
    );
    chart.layout();
    const path = (list, key) => chart.path(list.map((p) => [p.epoch, p[key]]));
    train.attr("d", path(points, "train"));
    test.attr("d", path(points, "test"));
    faint.attr("d", path(before, "test"));
    texts.at(-1).hidden = !before.length;
  };
}
