// Chapter 6: the watches that a training example may see under three ways of holding one
// out, what leaks from the future, and what each way's score is worth.
import { button, choice, slider } from "../lib/controls.js";
import { percent } from "../lib/format.js";
import {
  DAYS,
  EPISODES,
  WATCHES,
  WAYS,
  evaluate,
  simulate,
  view,
} from "../lib/holdout.js";
import { clamp } from "../lib/numbers.js";
import { handle, plot } from "../lib/plot.js";
import { defineWidget, element } from "../lib/widget.js";
import words from "../locales/en/next-or-random.json" with { type: "json" };
import declared from "../state/next-or-random.json" with { type: "json" };
import "./next-or-random.css";

const ROWS = 4; // viewers that are shown

const seriesOf = ({ video }) => Math.floor(video / EPISODES);
const episodeOf = ({ video }) => (video % EPISODES) + 1;

export default defineWidget("next-or-random", words, declared, (frame) => {
  const { t, get, set } = frame;
  frame.presets(
    [
      { label: t("presets.random"), state: { way: "random", label: 6, order: 0.6 } },
      { label: t("presets.next"), state: { way: "next", label: 6, order: 0.6 } },
      { label: t("presets.cut"), state: { way: "cut", label: 6, order: 0.6 } },
      { label: t("presets.loose"), state: { way: "random", order: 0 } },
    ],
    ["way", "label", "order", "seed"],
  );
  choice(frame, {
    key: "way",
    label: t("way"),
    options: WAYS.map((value) => ({ value, label: t(`ways.${value}`) })),
  });
  slider(frame, {
    key: "order",
    label: t("order"),
    step: 0.1,
    format: (share) => percent(share),
  });
  button(frame, {
    label: t("another"),
    onClick: () => set({ seed: (get("seed") + 1) % (declared.seed.max + 1) }),
  });

  let last = { key: "" };
  function world() {
    const [seed, order] = [get("seed"), get("order")];
    const key = `${seed} ${order}`;
    if (last.key !== key) {
      const logs = simulate(seed, order);
      last = { key, logs: logs.slice(0, ROWS), scores: evaluate(logs, seed) };
    }
    return last;
  }

  const lines = timeLines(frame, () => world().logs[0]);
  const table = scoreTable(frame);

  return function draw() {
    const { logs, scores } = world();
    const [way, label] = [get("way"), get("label")];
    const watches = view(logs, label, way);
    lines(watches, logs[0][label]);
    table(scores, way);
    frame.read(sentence(watches, logs[0][label], scores[way]));
  };

  function sentence(watches, label, { held, serving }) {
    const way = get("way");
    const count = (use, leak) =>
      watches.filter((w) => w.use === use && w.leak === leak).length;
    const [earlier, later] = [count("history", false), count("history", true)];
    const others = count("learned", true);
    const tells = watches.find(
      (w) =>
        w.use === "history" &&
        w.leak &&
        seriesOf(w) === seriesOf(label) &&
        episodeOf(w) === episodeOf(label) + 1,
    );
    const words = {
      episode: episodeOf(label),
      day: Math.floor(label.day),
      earlier,
      later,
      others,
      next: episodeOf(label) + 1,
      held: percent(held),
      serving: percent(serving),
    };
    const parts = [t("reading.label", words), t(`reading.${way}`, words)];
    if (tells) parts.push(t("reading.tells", words));
    if (way !== "cut" && others) parts.push(t("reading.others", words));
    if (way !== "random" && !earlier) parts.push(t("reading.empty", words));
    parts.push(t(way === "cut" ? "reading.same" : "reading.score", words));
    return parts.join(" ");
  }
});

// A line for each viewer, with a dot for each watch; the label is dragged along the first.
function timeLines(frame, logNow) {
  const { t, get, set } = frame;
  const chart = plot(frame, {
    x: [0, DAYS],
    y: [ROWS - 0.4, -0.7],
    aspect: 0.36,
    minHeight: 215,
    maxHeight: 250,
    label: t("lines"),
    xLabel: t("day"),
    yFormat: () => "",
    margin: { left: 10, top: 4 },
  });
  const after = chart.under.append("rect").attr("class", "nn-after");
  const now = chart.under.append("path").attr("class", "nn-now");
  const nowText = chart.over.append("text").attr("class", "nn-halo nn-now-name");
  const names = chart.over.append("g");
  const dots = chart.over.append("g");
  const numbers = chart.over.append("g");
  const nearest = (day) => {
    const distance = logNow().map((watch) => Math.abs(watch.day - day));
    return distance.indexOf(Math.min(...distance));
  };
  const update = handle(chart, {
    label: t("handle"),
    get: () => ({ x: logNow()[get("label")].day, y: 0 }),
    set: ({ x }) => set({ label: nearest(x) }),
    step: { x: 1, y: 0 },
    arrow: (dx, dy) => set({ label: clamp(get("label") + dx + dy, 0, WATCHES - 1) }),
    text: () => {
      const { day, video } = logNow()[get("label")];
      return t("at", {
        n: get("label") + 1,
        day: Math.floor(day),
        episode: episodeOf({ video }),
      });
    },
    radius: 9,
  });

  return function draw(watches, label) {
    chart.layout();
    const [left, right] = chart.x.range();
    const row = (viewer) => chart.y(viewer);
    const x = chart.x(label.day);
    const bottom = chart.height - chart.margin.bottom;
    after
      .attr("x", x)
      .attr("width", right - x)
      .attr("y", chart.margin.top)
      .attr("height", bottom - chart.margin.top);
    now.attr("d", `M${x},${chart.margin.top}V${bottom}`);
    const roomRight = right - x > 110;
    nowText
      .attr("x", x + (roomRight ? 7 : -7))
      .attr("y", bottom - 6)
      .attr("text-anchor", roomRight ? "start" : "end")
      .text(t(roomRight ? "future" : "past"));
    names
      .selectAll("text")
      .data([0, 1, 2, 3])
      .join("text")
      .attr("class", "nn-viewer nn-halo")
      .attr("x", left + 2)
      .attr("y", (i) => row(i) - 15)
      .text((i) => t(i ? "viewer" : "own", { n: i + 1 }));
    const shown = watches.filter(({ use }) => use !== "label");
    dots
      .selectAll("circle")
      .data(shown)
      .join("circle")
      .attr("class", ({ use, leak }) => `nn-watch nn-${leak ? "leak" : use}`)
      .attr("r", ({ viewer }) => (viewer ? 5 : 7))
      .attr("cx", ({ day }) => chart.x(day))
      .attr("cy", ({ viewer }) => row(viewer));
    // Of the label's series the own watches carry their episode.
    const same = watches.filter(
      (w) => w.viewer === 0 && seriesOf(w) === seriesOf(label),
    );
    numbers
      .selectAll("text")
      .data(same)
      .join("text")
      .attr("class", "nn-episode nn-halo")
      .attr("text-anchor", "middle")
      .attr("x", ({ day }) => chart.x(day))
      .attr("y", row(0) + 24)
      .text((w) => {
        const n = episodeOf(w);
        return chart.width < 480 ? n : t("episode", { n });
      });
    update();
  };
}

// What each way promises on its held-out watches, and what it delivers.
function scoreTable(frame) {
  const { t } = frame;
  const node = element("table", { className: "nn-scores" });
  const head = node.createTHead().insertRow();
  for (const key of ["way", "table.held", "table.serving"])
    head.append(element("th", { textContent: t(key) }, { scope: "col" }));
  const body = node.createTBody();
  const rows = WAYS.map((way) => {
    const row = body.insertRow();
    row.append(element("th", { textContent: t(`ways.${way}`) }, { scope: "row" }));
    return {
      way,
      row,
      cells: ["held", "serving"].map((key) => [key, row.insertCell()]),
    };
  });
  frame.stage.append(node);
  return function draw(scores, chosen) {
    for (const { way, row, cells } of rows) {
      row.classList.toggle("nn-chosen", way === chosen);
      for (const [key, cell] of cells) {
        cell.textContent = percent(scores[way][key]);
        cell.style.setProperty("--nn-share", percent(scores[way][key]));
      }
    }
  };
}
