// One code cell of the page: its editor, its buttons, the line that says what happens, and
// what it shows, the book's or the reader's.
import { inline } from "../../lib/inline.js";
import { element } from "../../lib/element.js";
import { t } from "../words.js";
import { outputs } from "./outputs.js";

/** @import { Block, Page } from "../cells.js" */
/** @import { Cell } from "./chapter.js" */

// A page's Python takes that many times as long as a desktop's. Measured (CPU time, Pyodide
// 0.28.3 with numpy 2.2.5): 2.3 to 3.6 for the longest cells, 20 for products of large
// matrices.
const IN_A_PAGE = 5;

/**
 * @param {Block} block
 * @param {{number: number, colors: Record<string, string>, page: Page,
 *   figure: (data: any, parent: HTMLElement) => () => void}} options
 * @param {Record<"run" | "stop" | "above" | "restart", () => void> &
 *   {edit: (code: string) => void}} act what the reader asks for; `edit` hears each change
 */
export function cellView(block, { number, colors, page, figure }, act) {
  const { root, work, source, smaller, needs, seconds } = block;
  const find = (selector) => /** @type {Element} */ (root.querySelector(selector));
  const bar = find(".nn-cell-bar");
  const [runButton, editButton] = bar.querySelectorAll("button");
  const label = find(".nn-cell-label");
  const recorded = root.querySelector(":scope > .cell_output");
  const code = root.querySelector(":scope > .nn-fold") ?? find(".cell_input");
  const own = outputs({ number, colors, figure });
  const status = element("p", { className: "nn-cell-status" }, { role: "status" });
  const stopButton = button("stop", act.stop, t("exercise.stop"));
  const line = element("div", { className: "nn-cell-line" });
  const notes = element("div", { className: "nn-cell-notes" });
  const resetButton = button("reset", reset, t("reset"));
  const undoButton = button("undo", undo, t("exercise.undo"));
  const smallerButton = button("smaller", makeSmaller);
  const aboveButton = button("above", act.above);
  const restartButton = button("restart", act.restart);
  const seldom = [resetButton, undoButton, smallerButton, aboveButton, restartButton];
  let field;
  let offer;
  let used = false;

  for (const made of seldom) made.hidden = true;
  editButton.after(...seldom);
  stopButton.hidden = true;
  line.append(status, stopButton);
  bar.after(line, notes);

  function button(name, onclick, textContent = t(`cell.${name}`)) {
    return element(
      "button",
      { type: "button", textContent, onclick },
      { "aria-label": t(`cell.${name}Of`, { number }) },
    );
  }

  // -- The reader's code.

  /** Put an editor in place of the code that the book shows. */
  function edit() {
    if (field) return;
    field = page.codeField({
      label: t("cell.code", { number }),
      text: work.value,
      onFocus() {},
      onInput() {
        work.write(field.text);
        act.edit(field.text);
      },
      onRun: act.run,
    });
    offer = page.codeOffer({
      work,
      start: source,
      words: "cell.version",
      display,
      field,
    });
    bar.before(offer.root, field.root);
    root.classList.add("nn-edited");
    editButton.hidden = true;
  }

  // Show what the work has become.
  function display() {
    field.text = work.value;
    act.edit(work.value);
    field.focus();
  }

  function reset() {
    work.restart();
    display();
    say(t("exercise.aside"));
  }

  function undo() {
    edit();
    work.bringBack();
    display();
    say(t("exercise.back"));
  }

  function makeSmaller() {
    edit();
    work.write(work.value.replace(smaller?.replace, smaller?.by));
    display();
    say(t("cell.say.smaller"));
  }

  // -- What it shows.

  /** The cell is going to show something new. */
  function begin() {
    own.clear();
    if (recorded) recorded.before(own.root);
    else code.after(own.root);
    root.classList.add("nn-own");
  }

  /** What the book shows is shown again. */
  function forget() {
    own.clear();
    own.root.remove();
    root.classList.remove("nn-own", "nn-both");
    say("");
  }

  /** @param {{cell: Cell, state: string, why: string, busy: boolean}} now */
  function show({ cell, state, why, busy }) {
    const edited = cell.code !== source;
    const { status: came = "", needs: missing = [], shifted = [] } = cell.ran ?? {};
    root.dataset.state = state;
    const is = labelOf(state, why, came, edited);
    setText(label, is === "recorded" && !recorded ? "" : t(`cell.is.${is}`));
    resetButton.hidden = !edited;
    undoButton.hidden = !(used || field) || !work.aside.length;
    smallerButton.hidden = !smaller || !work.value.includes(smaller.replace);
    aboveButton.hidden = !used || number === 1;
    restartButton.hidden = !used;
    dim(runButton, busy);
    dim(aboveButton, busy);
    offer?.show();
    // Lines of a cell that needs PyTorch have run, but what is recorded says more.
    root.classList.toggle("nn-both", came === "partial");
    own.root.hidden = came === "partial" && !edited;
    const said = missing.map(needNote);
    if (shifted.length) said.push(words("shifted", { names: shifted.join("`, `") }));
    if (!cell.ran && seconds)
      said.push(words("long", { seconds: seconds * IN_A_PAGE }));
    if (!cell.ran && needs) said.push(words("needs", { packages: needs }));
    if (used || cell.ran) setNotes(said);
  }

  /** @param {{line: number, package: string, name?: string}} need */
  function needNote({ line: at, package: name, name: of = "" }) {
    const values = { line: at, package: name, name: of };
    const parts = words(of ? "lost" : "line", values);
    const colab = document.querySelector('a[href*="colab.research.google.com"]');
    if (colab instanceof HTMLAnchorElement)
      parts.push(" ", element("a", { href: colab.href, textContent: t("cell.colab") }));
    return parts;
  }

  function setNotes(said) {
    const made = said.map((parts) => {
      const note = element("p");
      note.append(...parts);
      return note;
    });
    if (made.map((note) => note.outerHTML).join("") === notes.innerHTML) return;
    notes.replaceChildren(...made);
  }

  /** What happens at the moment; `stoppable` where it can be stopped from here. */
  function say(text, stoppable = false) {
    if (status.textContent !== text) status.textContent = text;
    const atStop = document.activeElement === stopButton;
    stopButton.hidden = !stoppable;
    if (atStop && !stoppable) runButton.focus();
  }

  return {
    add: own.add,
    begin,
    /** Whether what it shows stays covered until the reader has predicted it. */
    covered: () => root.matches(".nn-predicted:not(.nn-shown)"),
    edit,
    focus: () => (field ?? runButton).focus(),
    forget,
    say,
    show,
    /** The buttons are there that only who works with the cell needs. */
    use: () => (used = true),
  };
}

function labelOf(state, why, came, edited) {
  if (state === "stale") return why;
  if (state === "recorded") return edited ? "edited" : "recorded";
  if (state === "done" && came === "partial") return edited ? "partial" : "recorded";
  return state;
}

const words = (key, values) => inline(t(`cell.note.${key}`, values), ["code"]);

function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

// A button that does nothing now stays in the tab order.
function dim(button, yes) {
  if (yes) button.setAttribute("aria-disabled", "true");
  else button.removeAttribute("aria-disabled");
}
