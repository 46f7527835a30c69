// Back, Next and a line of time for widgets that go through a list of steps.
import { button } from "./controls.js";
import { t } from "./i18n.js";
import { element } from "./widget.js";

/**
 * A bar at the end of frame.stage. `go(step)` is called with where the reader wants to
 * be, `move(way)` with 1 or -1; update({step, last, turn, says}) shows where that is: step of last, with `turn`
 * of the steps (forward) in one colour and the others (backward) in another. `says`
 * is the text beside the line; update(null) disables all.
 */
export function steppingBar(frame, { go, move }) {
  const bar = element("div", { className: "nn-steps" });
  const back = button(frame, {
    label: t("back"),
    onClick: () => move(-1),
    parent: bar,
  });
  const next = button(frame, {
    label: t("next"),
    onClick: () => move(1),
    parent: bar,
  });
  const line = element(
    "input",
    { type: "range", min: 0, step: 1 },
    { "aria-label": t("step") },
  );
  const output = element("output");
  line.addEventListener("input", () => go(line.valueAsNumber));
  bar.append(line, output);
  frame.stage.append(bar);

  return function update(state) {
    const { step, last, turn, says } = state ?? { step: 0, last: 1, turn: 1, says: "" };
    Object.assign(line, { max: last, value: step, disabled: !state });
    line.style.setProperty("--nn-turn", turn / last);
    line.style.setProperty("--nn-done", step / last);
    line.setAttribute("aria-valuetext", says);
    output.textContent = says;
    back.disabled = !state || step === 0;
    next.disabled = !state || step === last;
  };
}
