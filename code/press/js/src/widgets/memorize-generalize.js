// Chapter 7: wide, deep and both learn a small app store in the page. A grid for each shows
// what it predicts for every pair of apps, those never shown included.
import { APPS, grid, isPlanted, isShown, N, trueRate } from "../lib/app-store.js";
import { themeColors } from "../lib/canvas.js";
import { button, menu, slider } from "../lib/controls.js";
import { BATCH, startRun, typicalErrors } from "../lib/memorize.js";
import { pairGrid } from "../lib/pair-grid.js";
import { player } from "../lib/player.js";
import { repeatable } from "../lib/repeatable.js";
import { KINDS } from "../lib/wide-deep.js";
import { defineWidget, element } from "../lib/widget.js";
import { widthOf } from "../lib/width.js";
import words from "../locales/en/memorize-generalize.json" with { type: "json" };
import declared from "../state/memorize-generalize.json" with { type: "json" };
import "./memorize-generalize.css";

const MOST_STEPS = declared.steps.max;
const FRAME = 3; // ms a frame for training while it plays
const SINGLE = 10; // steps
const NARROW = 440; // px
const STRENGTHS = [0, 1, 2, 5, 10, 20, 40, 80, 160]; // of L1

const TRUTH = grid(trueRate);
const MARKS = grid((pair) => {
  if (pair[0] === pair[1]) return "self";
  if (isPlanted(pair)) return "planted";
  return isShown(pair) ? "" : "unseen";
});

export default defineWidget("memorize-generalize", words, declared, (frame) => {
  const { t, get, set } = frame;
  const pair = () => [APPS.indexOf(get("installed")), APPS.indexOf(get("shown"))];
  const start = { l1: 40, dimensions: 3, seed: 7, steps: 800 };

  frame.presets(
    [
      {
        label: t("presets.planted"),
        state: { ...start, installed: "netflix", shown: "pandora" },
      },
      {
        label: t("presets.unseen"),
        state: { ...start, installed: "netflix", shown: "cinema" },
      },
      {
        label: t("presets.free"),
        state: { ...start, l1: 0, installed: "netflix", shown: "cinema" },
      },
    ],
    ["installed", "shown", "l1", "dimensions", "seed", "steps"],
  );
  const runs = repeatable(frame, {
    settingOf: () => ({
      dimensions: get("dimensions"),
      l1: get("l1"),
      seed: get("seed"),
    }),
    start: startRun,
    train,
  });
  const play = player(frame, {
    step: () => train(runs.current(), MOST_STEPS, FRAME),
    single: () =>
      train(runs.current(), Math.min(runs.current().steps + SINGLE, MOST_STEPS)),
    done: () => runs.current().steps >= MOST_STEPS,
    restart: runs.startOver,
  });
  runs.use(play);
  const bar = frame.controls.querySelector(".nn-player");
  button(frame, { label: t("startOver"), onClick: runs.startOver, parent: bar });
  const newSeed = () => set({ seed: (get("seed") + 1) % (declared.seed.max + 1) });
  button(frame, { label: t("newSeed"), onClick: newSeed, parent: bar });
  const clock = element("output", { className: "nn-clock" });
  bar.append(clock);
  const apps = APPS.map((value) => ({ value, label: t(`apps.${value}`) }));
  menu(frame, { key: "installed", label: t("installed"), options: apps });
  menu(frame, { key: "shown", label: t("shown"), options: apps });
  slider(frame, {
    key: "l1",
    label: t("l1"),
    min: 0,
    max: STRENGTHS.length - 1,
    step: 1,
    from: (i) => STRENGTHS[i],
    to: (value) => STRENGTHS.findLastIndex((strength) => strength <= value),
  });
  slider(frame, { key: "dimensions", label: t("embeddingSize"), step: 1 });

  function train(run, steps, time = Infinity) {
    const end = performance.now() + time;
    do run.step();
    while (run.steps < steps && performance.now() < end);
  }

  const colors = themeColors(frame);
  const grids = ["truth", ...KINDS].map((name, i) => ({
    name,
    draw: pairGrid(frame.stage, {
      names: apps.map(({ label }) => label),
      marks: MARKS,
      labelled: { rows: i % 2 === 0, columns: i < 2 },
      choose: ([row, column]) => set({ installed: APPS[row], shown: APPS[column] }),
      keys: i === 0 && { label: t("cursor"), text: () => t("cursorText", words()) },
    }),
  }));
  const words = () => ({
    installed: t(`apps.${get("installed")}`),
    shown: t(`apps.${get("shown")}`),
  });
  frame.stage.after(
    element("p", {
      className: "nn-key",
      textContent: t("key", { n: BATCH.toLocaleString("en") }),
    }),
  );

  return function draw() {
    const run = runs.follow();
    const chosen = pair();
    const at = chosen[0] * N + chosen[1];
    clock.textContent = t("atStep", { n: run.steps.toLocaleString("en") });
    const wide = widthOf(frame.stage) >= NARROW;
    for (const { name, draw: drawGrid } of grids) {
      const rates = name === "truth" ? TRUTH : run.models[name].probability;
      const { seen, unseen } = typicalErrors(rates);
      const off = { seen: seen.toFixed(1), unseen: unseen.toFixed(1) };
      drawGrid({
        title: t("named", {
          name: t(name === "wide" ? name : `names.${name}`),
          value: percent(rates[at]),
        }),
        note: name === "truth" ? t("exact") : t("off", off),
        rates,
        chosen,
        wide,
        colors: colors(),
      });
    }
    frame.read(sentence());

    function sentence() {
      const rates = Object.fromEntries(
        KINDS.map((kind) => [kind, percent(run.models[kind].probability[at])]),
      );
      const facts = {
        ...words(),
        ...rates,
        n: run.steps.toLocaleString("en"),
        truth: percent(TRUTH[at]),
        count: run.counts[at].toLocaleString("en"),
        active: run.models.both.active(),
      };
      if (MARKS[at] === "self") return t("reading.self", facts);
      if (!run.steps) return t("reading.start", facts);
      const kind = MARKS[at] || "seen";
      return `${t(`reading.${kind}`, facts)} ${t("reading.all", facts)}`;
    }
  };
});

const percent = (rate) =>
  Number.isNaN(rate) ? "–" : `${(100 * rate).toFixed(rate < 0.095 ? 1 : 0)}%`;
