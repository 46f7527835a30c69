// A text field for a formula. While it cannot be read, the place of the mistake is
// marked with a caret, over the picture, so that nothing on the page moves.
import { ExpressionError, markedLine } from "./expression.js";
import { element } from "./widget.js";

const PATIENCE = 700; // ms: nobody wants to be corrected in the middle of a word
const CHARACTER = 8.5; // px, about, in the marked line

/**
 * A field over the string `key`. `read(text)` throws an ExpressionError for what it
 * cannot read; `accept(text)` takes what it can; `message(error)` says what is wrong.
 * Returns show(error): mark the mistake in the present state, or null to unmark.
 */
export function formulaField(frame, { key, label, read, accept, message }) {
  const row = element("div", { className: "nn-formula" });
  const wrap = element("label", { className: "nn-formula-label" });
  const input = element("input", {
    type: "text",
    spellcheck: false,
    autocomplete: "off",
    autocapitalize: "off",
  });
  wrap.append(element("span", { textContent: label }), input);
  const box = element(
    "div",
    { className: "nn-formula-error", hidden: true },
    { role: "alert" },
  );
  const marked = element("pre", {}, { "aria-hidden": "true" });
  const says = element("p");
  box.append(marked, says);
  row.append(wrap, box);
  frame.controls.append(row);

  let waiting;
  frame.onRemove(() => clearTimeout(waiting));

  function show(error) {
    clearTimeout(waiting);
    box.hidden = !error;
    input.setAttribute("aria-invalid", Boolean(error));
    frame.root.classList.toggle("nn-unread", Boolean(error));
    if (!error) return;
    const room = Math.max(20, Math.floor((row.clientWidth - 30) / CHARACTER));
    marked.textContent = markedLine(input.value, error, room);
    says.textContent = message(error);
  }

  function typed(patience) {
    clearTimeout(waiting);
    try {
      read(input.value);
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      waiting = setTimeout(show, patience, error);
      return;
    }
    show(null);
    accept(input.value.trim());
  }
  input.addEventListener("input", () => typed(PATIENCE));
  input.addEventListener("change", () => typed(0));

  let last;
  frame.onDraw(() => {
    // What the reader types is not overwritten, what a preset or a link sets is shown.
    if (frame.get(key) === last) return;
    last = frame.get(key);
    if (input.value.trim() !== last.trim()) input.value = last;
  });
  return show;
}
