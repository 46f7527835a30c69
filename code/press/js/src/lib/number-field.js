// A number inside a picture: type it, drag it sideways, or use the arrow keys.
import { t } from "./i18n.js";
import { readNumber, unclearComma } from "./numbers.js";
import { element } from "./widget.js";
import "./number-field.css";

const PIXELS_PER_STEP = 5;

const rounded = (value) => Math.round(value * 1e6) / 1e6;
const shown = (value) => String(rounded(value)).replace("-", "−");

/**
 * An input in `parent`. `get()` and `set(value)` are the state; `step` is one arrow key's
 * move and that of a drag over a few pixels (Shift: ten). Returns {node, update}. What is
 * no number changes nothing, and the figure says so.
 */
export function numberField(parent, { label, get, set, step = 0.1 }) {
  const node = element(
    "input",
    { type: "text", className: "nn-number", inputMode: "decimal", autocomplete: "off" },
    { "aria-label": label, role: "spinbutton" },
  );
  parent.append(node);

  function accept() {
    const [value] = readNumber(node.value);
    if (value === undefined) refuse(node.value);
    else if (value !== get()) set(value);
    update(true);
  }
  function refuse(typed) {
    const unclear = unclearComma(typed);
    const says = unclear
      ? t("unclearComma", unclear)
      : t("noNumber", { value: shown(get()) });
    node.dispatchEvent(new CustomEvent("nn-says", { bubbles: true, detail: says }));
  }
  const move = (from, steps) => {
    set(rounded(Math.round((from + steps * step) / step) * step));
    update(true);
  };

  node.addEventListener("change", accept);
  node.addEventListener("keydown", (event) => {
    const way = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (event.key === "Enter") node.select();
    if (!way) return;
    event.preventDefault();
    event.stopPropagation(); // JupyterLab moves between cells with the arrow keys
    move(get(), way * (event.shiftKey ? 10 : 1));
  });

  let drag;
  node.addEventListener("pointerdown", ({ clientX, pointerId }) => {
    if (document.activeElement !== node) drag = { x: clientX, from: get(), pointerId };
  });
  node.addEventListener("pointermove", (event) => {
    if (!drag) return;
    const steps = Math.trunc((event.clientX - drag.x) / PIXELS_PER_STEP);
    if (!steps && !drag.moved) return;
    if (!drag.moved) node.setPointerCapture(drag.pointerId);
    drag.moved = true;
    move(drag.from, steps * (event.shiftKey ? 10 : 1));
  });
  const end = () => {
    if (drag?.moved) node.blur();
    else if (drag) node.select();
    drag = null;
  };
  node.addEventListener("pointerup", end);
  node.addEventListener("pointercancel", end);

  /** Show the state; what the reader is typing stays unless `always`. */
  function update(always = false) {
    const value = get();
    node.setAttribute("aria-valuenow", value);
    if (always || document.activeElement !== node) node.value = shown(value);
  }
  return { node, update };
}
