// The frame that every widget of the book shares: title, presets, controls, stage and
// the reading, drawn again (at most once a frame) whenever state or width changes.
import { element } from "./element.js";
import { reader } from "./i18n.js";
import { ends, usable, within } from "./state.js";
import { measureAgain, widthOf } from "./width.js";
import "./theme.css";
import "./widget.css";

export { element };

/**
 * An anywidget module. `words` are the figure's part of the catalogue, `declared` is what
 * its traits may be (src/state). `setup(frame)` builds controls and picture once and
 * returns draw(), which brings them up to date with the state. The frame offers
 *   get(key), set({key: value})   the state, two-way with Python where a kernel lives;
 *                                 numbers that are set stay within their range
 *   pick(keys)                    the state of these keys as one object
 *   range(key), options(key)      the ends [min, max] of a number, the names to choose of
 *   controls, stage               elements to fill
 *   onDraw(f)                     f runs before each draw (controls follow the state)
 *   read(text)                    the reading: caption and screen reader's text; a part
 *                                 of the figure says something there, until the state
 *                                 changes, with the event nn-says
 *   presets([{label, state}])     "try this" buttons
 *   t(key, values)                a string of the figure's words or of the shared ones
 *   onRemove(f)                   clean up
 * A figure that stands in a small room beside its sentence has data-compact on its root,
 * "side" or "band" (high or wide), and data-squeeze, the part of their height that plots
 * may have; whoever changes these sends nn-draw-now, which draws without waiting.
 * Where traits have to fit together, `apart(get, t)` says of a state what does not: the
 * `keys` of the traits and a sentence, `says`; null where all is well.
 */
export function defineWidget(name, words, declared, setup, apart) {
  return {
    declared,
    apart: apart && ((get) => apart(get, reader(words, name))),
    render({ model, el }) {
      const frame = createFrame(name, words, declared, model, el);
      const draw = setup(frame);
      const stop = frame.start(draw);
      return () => {
        stop();
        el.replaceChildren();
      };
    },
  };
}

/** @typedef {ReturnType<typeof createFrame>} Frame */

function createFrame(name, words, declared, model, el) {
  const t = reader(words, name);
  // A group, not a landmark: a page may show the same figure several times.
  const root = element(
    "div",
    { className: `nn-widget nn-${name}` },
    { role: "group", "aria-label": t("title") },
  );
  const title = element("p", { className: "nn-title", textContent: t("title") });
  const bar = element("div", { className: "nn-bar" });
  const controls = element("div", { className: "nn-controls" });
  const stage = element("div", { className: "nn-stage" });
  const reading = element("p", { className: "nn-reading" });
  // The visible sentence changes with every frame of a drag; a screen reader hears
  // it when it has come to rest.
  const spoken = element("p", { className: "nn-sr-only" }, { role: "status" });
  const body = element("div", { className: "nn-body" });
  body.append(controls, stage);
  root.append(title, bar, body, reading, spoken);
  el.append(root);

  const get = (key) => model.get(key);
  const drawn = [];
  const removed = [];
  const initial = {};
  let request = 0;
  let silence;

  const frame = {
    name,
    root,
    controls,
    stage,
    t,
    get,
    /** @returns {any} */
    pick: (keys) => Object.fromEntries(keys.map((key) => [key, get(key)])),
    set(values) {
      for (const [key, value] of Object.entries(values))
        model.set(key, within(declared[key], value, get));
      model.save_changes();
    },
    range: (key) => ends(declared[key], get),
    options: (key) => usable(declared[key].item ?? declared[key], get),
    onDraw: (f) => drawn.push(f),
    onRemove: (f) => removed.push(f),
    read(sentence) {
      if (reading.textContent === sentence) return;
      reading.textContent = sentence;
      clearTimeout(silence);
      silence = setTimeout(() => (spoken.textContent = sentence), 500);
    },
    /** Buttons that put the widget into a state worth seeing; Reset is the last. */
    presets(list, keys) {
      for (const key of keys) initial[key] = structuredClone(model.get(key));
      const all = [...list, { label: t("reset"), state: initial, reset: true }];
      for (const { label, state, reset } of all) {
        const button = element("button", { type: "button", textContent: label });
        if (reset) button.className = "nn-reset";
        button.addEventListener("click", () => {
          frame.set(structuredClone(state));
          root.dispatchEvent(
            new CustomEvent("nn-preset", { detail: { reset, state } }),
          );
        });
        bar.append(button);
      }
    },
    draw() {
      if (!request) request = requestAnimationFrame(drawNow);
    },
    start(draw) {
      drawn.push(draw);
      model.on("change", frame.draw);
      root.addEventListener("nn-width", frame.draw);
      root.addEventListener("nn-draw-now", () => {
        measureAgain(root);
        drawNow();
      });
      root.addEventListener("nn-says", ({ detail }) => frame.read(detail));
      widthOf(stage);
      drawNow();
      return () => {
        model.off("change", frame.draw);
        cancelAnimationFrame(request);
        clearTimeout(silence);
        for (const f of removed) f();
      };
    },
  };

  function drawNow() {
    cancelAnimationFrame(request);
    request = 0;
    for (const f of drawn) f();
  }
  return frame;
}
