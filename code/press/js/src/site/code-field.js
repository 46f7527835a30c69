// Where a reader types code: a text area at first, in its place the editor once the
// reader turns to it (a bundle of its own, so that pages stay light). Until then the code
// is shown in lines that wrap as the editor's do, so that it keeps its height; the text
// area lies over them.
import { element } from "../lib/widget.js";
import "./code-field.css";
import { indentOf } from "./code-lines.js";
import { script } from "./script.js";

/** A code field: {root, text, focus()}. `onFocus` is called once, when it is needed. */
export function codeField({ label, text, onFocus, onInput, onRun }) {
  const root = element("div", { className: "nn-code" });
  const area = element(
    "textarea",
    { value: text, spellcheck: false, rows: 1 },
    {
      "aria-label": label,
      autocapitalize: "off",
      autocomplete: "off",
      translate: "no",
    },
  );
  let field = {
    get text() {
      return area.value;
    },
    set text(value) {
      area.value = value;
      fit();
    },
    focus: () => area.focus(),
  };
  const lines = element(
    "div",
    { className: "nn-code-lines" },
    { "aria-hidden": "true" },
  );
  const fit = () => lines.replaceChildren(...area.value.split("\n").map(lineOf));
  fit();
  root.append(lines, area);

  area.addEventListener("input", () => {
    fit();
    onInput();
  });
  area.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    onRun();
  });
  // Swapping the field while a pointer selects in it, or an input method composes a
  // word, would break that off.
  let busy = false;
  let swap;
  const hold = () => (busy = true);
  const release = () => {
    busy = false;
    swap?.();
  };
  // After a touch the focus comes only when the finger is up.
  const lift = () => setTimeout(release, 50);
  area.addEventListener("pointerdown", hold);
  area.addEventListener("compositionstart", hold);
  area.addEventListener("compositionend", release);
  for (const end of ["pointerup", "pointercancel"]) addEventListener(end, lift);

  let wanted = false;
  area.addEventListener("focus", async () => {
    if (wanted) return;
    wanted = true;
    onFocus();
    try {
      const create = await script("editor.js", "nnbookEditor");
      swap = () => replaceBy(create);
      if (!busy) swap();
    } catch {
      wanted = false; // the text area does; the next focus tries again
    }
  });

  function replaceBy(create) {
    swap = null;
    for (const end of ["pointerup", "pointercancel"]) removeEventListener(end, lift);
    const { value, selectionStart, selectionEnd, selectionDirection } = area;
    const ends = [selectionStart, selectionEnd];
    if (selectionDirection === "backward") ends.reverse();
    const focused = document.activeElement === area;
    area.remove();
    lines.remove();
    field = create({
      parent: root,
      text: value,
      anchor: ends[0],
      head: ends[1],
      label,
      onInput,
      onRun,
    });
    if (focused) field.focus();
  }

  return {
    root,
    get text() {
      return field.text;
    },
    set text(value) {
      field.text = value;
    },
    focus: () => field.focus(),
  };
}

function lineOf(text) {
  const line = element("div", { className: "nn-l", textContent: text });
  line.style.setProperty("--i", String(indentOf(text)));
  return line;
}
