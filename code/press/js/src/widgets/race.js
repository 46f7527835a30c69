// Chapter 5: deep networks that train side by side on the same data. Loss and the first
// layer's gradient on logarithmic axes say which of them can learn at all.
import { button, slider, subset } from "../lib/controls.js";
import { endLabels } from "../lib/end-labels.js";
import { compact, significant } from "../lib/format.js";
import { atLeast } from "../lib/loss-chart.js";
import { player } from "../lib/player.js";
import { plot } from "../lib/plot.js";
import { ENTRY_NAMES, startRace } from "../lib/race.js";
import { repeatable } from "../lib/repeatable.js";
import { defineWidget, element } from "../lib/widget.js";
import { widthOf } from "../lib/width.js";
import words from "../locales/en/race.json" with { type: "json" };
import declared from "../state/race.json" with { type: "json" };
import "./race.css";

const MOST_STEPS = declared.steps.max;
const FRAME = 4; // ms a frame for training while it plays
const SINGLE = 10; // steps
const RATES = [1e-5, 3e-5, 1e-4, 3e-4, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1];
const NARROW = 480; // px
const TOP = 10; // px above a chart
const FLOOR = 1e-30; // below it the gradient axis does not go
const COLORS = {
  logistic: "var(--nn-positive)",
  slow: "var(--nn-input)",
  tanh: "var(--nn-negative)",
  relu_xavier: "var(--nn-gradient)",
  relu: "var(--nn-activation)",
  residual: "var(--nn-weight)",
  exploding: "var(--nn-ink)",
};

// Networks that are called by their activation alone.
const NAMES = { logistic: "activations.logistic", tanh: "activations.tanh" };

export default defineWidget("race", words, declared, (frame) => {
  const { t, get, set } = frame;
  const nameOf = (name) => t(NAMES[name] ?? `entries.${name}`);

  frame.presets(
    [
      { label: t("presets.shallow"), state: { depth: 3, steps: 0 } },
      { label: t("presets.deep"), state: { depth: 20, steps: 0 } },
      {
        label: t("presets.slower"),
        state: { depth: 20, entries: ["logistic", "slow"], steps: 0 },
      },
      {
        label: t("presets.start"),
        state: { depth: 20, entries: ["relu_xavier", "relu"], steps: 0 },
      },
      {
        label: t("presets.exploding"),
        state: { depth: 20, entries: ["exploding"], lr: 0.001, steps: 0 },
      },
    ],
    ["entries", "depth", "width", "lr", "seed", "steps"],
  );
  const runs = repeatable(frame, {
    settingOf,
    start: startRace,
    train,
  });
  const play = player(frame, {
    step: () => train(runs.current(), MOST_STEPS, FRAME),
    single: () =>
      train(runs.current(), Math.min(runs.current().steps + SINGLE, MOST_STEPS)),
    done: () => runs.current().steps >= MOST_STEPS || !runs.current().runners.length,
    restart: runs.startOver,
  });
  runs.use(play);
  const bar = frame.controls.querySelector(".nn-player");
  button(frame, { label: t("startOver"), onClick: runs.startOver, parent: bar });
  const newSeed = () => set({ seed: (get("seed") + 1) % (declared.seed.max + 1) });
  button(frame, { label: t("newSeed"), onClick: newSeed, parent: bar });
  const clock = element("output", { className: "nn-clock" });
  bar.append(clock);
  subset(frame, {
    key: "entries",
    label: t("entriesLabel"),
    options: frame.options("entries").map((value) => ({
      value,
      label: nameOf(value),
      color: COLORS[value],
    })),
  });
  slider(frame, { key: "depth", label: t("depth"), step: 1 });
  slider(frame, { key: "width", label: t("width"), step: 1 });
  slider(frame, {
    key: "lr",
    label: t("lr"),
    min: 0,
    max: RATES.length - 1,
    step: 1,
    from: (i) => RATES[i],
    to: (value) => nearest(RATES, value),
    format: (value) => compact(value, 4),
  });

  function settingOf() {
    const entries = ENTRY_NAMES.filter((name) => get("entries").includes(name));
    return {
      entries,
      depth: get("depth"),
      width: get("width"),
      lr: get("lr"),
      seed: get("seed"),
    };
  }

  function train(race, steps, time = Infinity) {
    const end = performance.now() + time;
    do race.step();
    while (race.steps < steps && performance.now() < end);
  }

  const charts = [
    curves(frame, {
      key: "loss",
      label: t("loss.label"),
      title: t("loss.title"),
      y: [0.001, 1],
    }),
    curves(frame, {
      key: "gradient",
      label: t("gradient.label"),
      title: t("gradient.title"),
      xLabel: t("stepAxis"),
      y: [1e-4, 1],
    }),
  ];

  return function draw() {
    const race = runs.follow();
    clock.textContent = t("atStep", { n: race.steps });
    for (const chart of charts) chart(race, nameOf);
    frame.read(sentence(t, race, settingOf()));
  };
});

// A chart of one measure of all runners over the steps.
// A chart of one measure, `key`, of all runners.
function curves(frame, { key, label, title, xLabel = "", y }) {
  frame.stage.append(element("p", { className: "nn-chart-title", textContent: title }));
  const chart = plot(frame, {
    x: [0, 100],
    y,
    yLog: true,
    aspect: 0.55,
    maxHeight: 176,
    label,
    xLabel,
    margin: { left: 48, top: TOP, bottom: xLabel ? 40 : 26 },
  });
  const names = endLabels(chart, { top: 12 });

  return function draw(race, nameOf) {
    const values = race.runners.flatMap((runner) => [
      runner[key],
      ...runner.history.points.map((point) => point[key]),
    ]);
    const seen = values.filter((v) => v > FLOOR && Number.isFinite(v));
    const low = 10 ** Math.floor(Math.log10(Math.min(y[0], ...seen)));
    const high = 10 ** Math.ceil(Math.log10(Math.max(y[1], ...seen)));
    chart.domain([0, atLeast(Math.max(100, race.steps))], [low, high]);
    names.prepare();
    // On a narrow screen the coloured choices above say who is who.
    const narrow = widthOf(chart.svg.node().parentNode) < NARROW;
    if (narrow) chart.margin.top = TOP;
    chart.layout();
    // A gradient of 0 has no place on this axis: it lies on its lower end.
    const placed = (value) => (value < low ? low : value);
    chart.marks
      .selectAll("path")
      .data(race.runners, ({ name }) => name)
      .join("path")
      .attr("class", ({ name }) => `nn-curve nn-${name}`)
      .style("stroke", ({ name }) => COLORS[name])
      .attr("d", (runner) =>
        chart.path([
          ...runner.history.points.map((point) => [point.step, placed(point[key])]),
          [race.steps, placed(runner[key])],
        ]),
      );
    names.draw(
      (narrow ? [] : race.runners).map((runner) => ({
        text: nameOf(runner.name),
        className: `nn-${runner.name}`,
        y: chart.y(placed(Number.isFinite(runner[key]) ? runner[key] : high)),
      })),
    );
  };
}

const nearest = (list, value) => {
  const distances = list.map((v) => Math.abs(Math.log(v / value)));
  return distances.indexOf(Math.min(...distances));
};

function sentence(t, { runners, steps }, { depth }) {
  if (!runners.length) return t("reading.nobody");
  const says = (name) => t(`says.${name}`);
  const sorted = runners.toSorted((a, b) => rank(a) - rank(b));
  const [best, worst] = [sorted[0], sorted.at(-1)];
  const facts = {
    n: steps,
    depth,
    best: says(best.name),
    worst: says(worst.name),
    loss: significant(best.loss),
    worstLoss: significant(worst.loss),
    gradient: significant(worst.gradient, 2),
  };
  if (!steps) return t("reading.start", facts);
  if (!Number.isFinite(best.loss)) return t("reading.allLost", facts);
  if (runners.length === 1) return t("reading.alone", facts);
  const text = t(`reading.${Number.isFinite(worst.loss) ? "race" : "lost"}`, facts);
  const [slow, normal] = ["slow", "logistic"].map((name) =>
    runners.find((runner) => runner.name === name),
  );
  if (!slow || !normal) return text;
  if (![slow.loss, normal.loss].every(Number.isFinite)) return text;
  const both = { slow: significant(slow.loss), normal: significant(normal.loss) };
  return `${text} ${t("reading.slow", both)}`;
}

const rank = ({ loss }) => (Number.isFinite(loss) ? loss : Infinity);
