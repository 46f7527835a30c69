// Chapter 1: a biological neuron that the reader sends spikes into, and the artificial
// one part for part. The potential is that of a leaky integrate-and-fire neuron.
import { step } from "../lib/activations.js";
import { button, slider } from "../lib/controls.js";
import { fixed } from "../lib/format.js";
import { netInput } from "../lib/neuron.js";
import { neuronDiagram } from "../lib/neuron-diagram.js";
import { DELAY, neuronScene } from "../lib/neuron-scene.js";
import { clamp } from "../lib/numbers.js";
import { potentialTrace } from "../lib/potential-trace.js";
import {
  counts,
  course,
  peakUntil,
  potentialAt,
  REST,
  tracePoints,
} from "../lib/spike-record.js";
import { defineWidget, element } from "../lib/widget.js";
import words from "../locales/en/neuron.json" with { type: "json" };
import declared from "../state/neuron.json" with { type: "json" };
import "./neuron.css";

const SLOWER = 50; // than a real neuron
const WAIT = 10; // ms that one press of Wait lets pass
const MAX_SPIKES = declared.spikes.most; // in one record; then a new one begins
const CELL = { weights: [9, 7, -8], threshold: -55, tau: 20 };

const still = matchMedia("(prefers-reduced-motion: reduce)");
const tenth = (v) => Math.round(v * 10) / 10;

export default defineWidget("neuron", words, declared, (frame) => {
  const { t, get, set, root } = frame;
  const weights = () => get("weights");
  const record = () => get("spikes");

  const preset = (key, spikes) => ({
    label: t(`presets.${key}`),
    state: { ...CELL, spikes },
  });
  const at = (time, i) => [time + DELAY, i];
  frame.presets(
    [
      preset("together", [at(0, 0), at(0, 1)]),
      preset("apart", [at(0, 0), at(20, 1)]),
      preset("inhibited", [at(0, 2), at(3, 0), at(3, 1)]),
      preset("late", [at(0, 0), at(0, 1), at(8, 2)]),
    ],
    ["spikes", ...Object.keys(CELL)],
  );
  slider(frame, {
    key: "tau",
    label: t("tau"),
    step: 1,
    format: (tau) => t("milliseconds", { n: fixed(tau, 0) }),
  });
  const wait = button(frame, {
    label: t("wait", { ms: WAIT }),
    onClick: () => passTime(now + WAIT),
  });

  // The time in ms up to which the record is shown, and the record that is shown.
  let now = 0;
  let shown;
  let before; // the potential of the record before this one, for comparison
  let request = 0;
  let clock = 0;

  let memo = {};
  function currentCourse() {
    const key = JSON.stringify([record(), weights(), get("threshold"), get("tau")]);
    if (memo.key !== key)
      memo = { key, value: course(record(), weights(), get("threshold"), get("tau")) };
    return memo.value;
  }

  function send(i) {
    const { end } = currentCourse();
    const over = now >= end - 1e-9 || record().length >= MAX_SPIKES;
    if (over) before = tracePoints(currentCourse(), 0, end);
    if (over) now = 0;
    const arrival = tenth(now + DELAY);
    shown = [...(over ? [] : record()), [arrival, i]];
    set({ spikes: shown });
    if (still.matches) passTime(arrival);
    else run();
  }

  function passTime(time) {
    now = Math.max(now, Math.min(time, currentCourse().end));
    frame.draw();
  }

  function run() {
    if (request) return;
    clock = performance.now();
    request = requestAnimationFrame(tick);
  }
  function tick(time) {
    // A long pause (another tab) is no time for the neuron.
    now += clamp(time - clock, 0, 50) / SLOWER;
    clock = time;
    const { end } = currentCourse();
    now = Math.min(now, end);
    if (now < end) request = requestAnimationFrame(tick);
    else stop();
    frame.draw();
  }
  function stop() {
    cancelAnimationFrame(request);
    request = 0;
  }
  still.addEventListener("change", frame.draw);
  frame.onRemove(() => {
    stop();
    still.removeEventListener("change", frame.draw);
  });
  root.addEventListener("nn-preset", ({ detail }) => {
    if (detail.reset || still.matches) return;
    // The course at hand is still that of the record before.
    before = memo.value && tracePoints(memo.value, 0, memo.value.end);
    shown = get("spikes");
    now = 0;
    run();
  });
  root.addEventListener("keydown", (event) => {
    const i = ["1", "2", "3"].indexOf(event.key);
    if (i < 0 || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
    event.stopPropagation();
    send(i);
  });

  const scene = neuronScene(frame.stage, {
    t,
    send,
    strength: (i) => weights()[i],
    setStrength: (i, mV) => set({ weights: weights().with(i, mV) }),
  });
  const explain = element("p", { className: "nn-explain" });
  frame.stage.append(explain);
  const both = element("div", { className: "nn-both" });
  const [left, right] = [element("div"), element("div")];
  both.append(left, right);
  frame.stage.append(both);
  const diagram = neuronDiagram(left, { t, stage: frame.stage });
  const trace = potentialTrace(frame, { parent: right, weights, slower: SLOWER });
  counterparts(frame, explain);

  return function draw() {
    const result = currentCourse();
    // A record from a link, a preset or Python is shown whole, without animation.
    if (JSON.stringify(get("spikes")) !== JSON.stringify(shown)) {
      stop();
      shown = get("spikes");
      before = null;
      now = result.end;
    }
    wait.hidden = !still.matches;
    wait.disabled = now >= result.end;
    const w = weights();
    const potential = potentialAt(result, now);
    const height = get("threshold") - REST;
    const x = counts(record(), now);
    const z = netInput(x, w, -height);
    scene.layout();
    scene.update({
      now,
      spikes: record(),
      sent: result.sent,
      potential,
      level: (potential - REST) / height,
      moving: request !== 0,
    });
    diagram.layout();
    diagram.update({ x, w, b: -height, z, y: step(z) });
    trace({ course: result, record: record(), now, before });
    frame.read(sentence(t, { x, w, z, threshold: get("threshold"), result, now }));
  };
});

// Hover, focus or a tap on a part lights it and its counterpart, and says what they are.
function counterparts({ t, root, stage }, explain) {
  /** @type {string | undefined | null} */
  let pinned = null;
  const show = (part) => {
    if (part) root.dataset.lit = part;
    else delete root.dataset.lit;
    explain.textContent = t(part ? `parts.${part}` : "parts.none");
    for (const node of stage.querySelectorAll("[aria-pressed]"))
      node.setAttribute("aria-pressed", node.dataset.part === pinned);
  };
  const partOf = (event) => event.target.closest("[data-part]")?.dataset.part;
  stage.addEventListener("pointerover", (event) => {
    if (event.pointerType === "mouse") show(partOf(event) ?? pinned);
  });
  stage.addEventListener("pointerleave", () => show(pinned));
  const toggle = (label) => {
    pinned = pinned === label.dataset.part ? null : label.dataset.part;
    show(pinned);
  };
  for (const label of stage.querySelectorAll(".nn-part-label")) {
    label.setAttribute("role", "button");
    label.setAttribute("tabindex", "0");
    label.setAttribute("aria-pressed", "false");
    label.addEventListener("click", () => toggle(label));
    label.addEventListener("focus", () => show(label.dataset.part));
    label.addEventListener("blur", () => show(pinned));
    label.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      toggle(label);
    });
  }
  show(null);
}

function sentence(t, { x, w, z, threshold, result, now }) {
  const mV = (v) => fixed(v, 1);
  const arrived = x.flatMap((count, i) => {
    if (!count) return [];
    const values = {
      count,
      name: t(`inputs.x${i + 1}`),
      w: (w[i] > 0 ? "+" : "") + mV(w[i]),
    };
    return [t(count === 1 ? "reading.one" : "reading.several", values)];
  });
  const values = {
    threshold: mV(threshold),
    height: mV(threshold - REST),
    rest: mV(REST),
  };
  if (!arrived.length) return t("reading.none", values);
  const sent = result.sent.filter((time) => time <= now + 1e-9);
  const peak = peakUntil(result, now);
  const biological = t(sent.length ? "reading.fired" : "reading.silent", {
    ...values,
    arrived: arrived.join(", "),
    peak: mV(peak),
    gap: mV(threshold - peak),
    first: sent.length && mV(sent[0]),
    sent: sent.length,
  });
  const y = step(z);
  const agree = sent.length > 0 === (y === 1);
  const artificial = t(agree ? "reading.same" : "reading.apart", { z: mV(z), y });
  return `${biological} ${artificial}`;
}
