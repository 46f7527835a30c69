// The exercises of a page: `<section class="nn-exercise" data-exercise=ID>` that holds
// its definition as JSON becomes an editor with Run, Hint, Solution and Start again.
// data-state says idle, running, passed, failed or stopped. One that uses numpy has a twin
// in plain Python (twins.js): data-version says which of both it is.
import { inline } from "../lib/inline.js";
import { editionOf } from "../lib/edition.js";
import { element } from "../lib/widget.js";
import { openWork } from "../lib/work.js";
import { codeField } from "./code-field.js";
import { codeOffer } from "./code-offer.js";
import "./controls.css";
import { dataIn } from "./data.js";
import { ask } from "./dialog.js";
import "./exercise.css";
import { codeBox, details, printed, sentence } from "./result.js";
import { run } from "./runner.js";
import { available, openSandbox, openWithNumpy } from "./sandbox.js";
import { inTurns } from "./turns.js";
import { mountTwins } from "./twins.js";
import { t } from "./words.js";

/** Make every exercise of the page live, one after the other. */
export function mountExercises() {
  /** @type {NodeListOf<HTMLElement>} */
  const sections = document.querySelectorAll("section.nn-exercise[data-exercise]");
  return inTurns(sections, (section) => {
    const data = dataIn(section);
    if (data.twin) mountTwins(section, data, mount);
    else mount(section, data);
  });
}

// A start that fails is told at the run that needs it, and that asks for consent.
function warmUp(numpy) {
  if (!available()) return;
  const opened = numpy ? openWithNumpy(async () => false) : openSandbox();
  opened.catch(() => {});
}

/**
 * Make an exercise live; what is returned ends it. Of one of two versions `version` has
 * `work`, under which the reader's code is kept, and `line`, which says which one it is;
 * where it uses numpy, `numpy(host)` asks whether that may come from elsewhere.
 */
function mount(
  section,
  { id, title, kind, starter, english = starter, solution, checks, mistakes, hints },
  version = {},
) {
  const { numpy, line: which, work: name = id } = version;
  const edition = editionOf(english); // code that is begun in one language goes on in another
  const work = openWork("exercise", name, { start: starter, edition });
  // Whether it is solved is noted for both versions.
  const whole = name === id ? work : openWork("exercise", id);
  const field = codeField({
    label: t("exercise.codeOf", { title }),
    text: work.value,
    onFocus: () => warmUp(numpy),
    onInput: () => work.write(field.text),
    onRun: () => start(),
  });
  const offer = codeOffer({ work, start: starter, words: "version", display, field });
  const solved = element("span", {
    className: "nn-solved",
    textContent: `✓ ${t("solved")}`,
  });
  const status = element("p", { className: "nn-status" }, { role: "status" });
  const stop = button("stop", { hidden: true });
  const result = element("div", { className: "nn-result" });
  const hintList = element("ol", { className: "nn-hints" }, { "aria-live": "polite" });
  const answer = solutionBox(solution);
  const runButton = button("run", { className: "nn-primary", onclick: () => start() });
  const hintButton = button("hint", { onclick: showHint });
  const solutionButton = button("solution", { onclick: toggleSolution });
  const undoButton = button("undo", { onclick: undo });
  const restartButton = button("startAgain", { onclick: startAgain });
  let stopRun;

  const head = element("div", { className: "nn-exercise-head" });
  head.append(
    element("span", { className: "nn-label", textContent: t("exercise.code") }),
    element("span", { className: "nn-keys", textContent: t("exercise.keys") }),
    solved,
  );
  const bar = element("div", { className: "nn-buttons" });
  bar.append(runButton, hintButton, solutionButton, restartButton, undoButton);
  const line = element("div", { className: "nn-exercise-line" });
  line.append(status, stop);
  section.setAttribute("aria-label", t(`exercise.kind.${kind}`, { title }));
  section.replaceChildren(
    head,
    ...(which ? [which] : []),
    offer.root,
    field.root,
    bar,
    line,
    result,
    hintList,
    answer,
  );
  for (const hint of hints.slice(0, work.marks.hints)) addHint(hint);
  showRecord();
  work.onChange(showRecord);
  whole.onChange(showRecord);
  if (!available()) say(t("exercise.stopped.file"));

  // What the record says is shown whenever it changes, also by an import elsewhere.
  function showRecord() {
    const { tries } = work.marks;
    const done = work.marks.solved || whole.marks.solved;
    solved.hidden = !done;
    undoButton.hidden = !work.aside.length;
    dim(solutionButton, !tries && !done);
    dim(hintButton, hintList.children.length === hints.length);
    offer.show();
  }

  // Show what the work has become.
  function display() {
    field.text = work.value;
  }

  function say(text) {
    status.replaceChildren(...inline(text, ["code"]));
  }

  async function start() {
    if (stopRun) return;
    work.note({ tries: work.marks.tries + 1 });
    section.dataset.state = "running";
    dim(runButton, true);
    stop.hidden = !available();
    result.replaceChildren();
    const code = field.text;
    const going = run(code, { checks, mistakes, numpy }, (phase, data) => {
      if (phase === "output") result.replaceChildren(...printed(data));
      else say(t(`exercise.phase.${phase}`, data));
    });
    stopRun = stop.onclick = going.stop;
    show(await going.result, code);
  }

  function show(outcome, code) {
    stopRun = undefined;
    const atStop = document.activeElement === stop;
    stop.hidden = true;
    dim(runButton, false);
    if (atStop) runButton.focus();
    say(sentence(outcome));
    result.replaceChildren(...details(outcome));
    if (outcome.status === "passed") {
      work.pass(code);
      whole.note({ solved: true });
    }
    const { status: state } = outcome;
    section.dataset.state = ["passed", "stopped"].includes(state) ? state : "failed";
  }

  function showHint() {
    const shown = hintList.children.length;
    if (shown === hints.length) return say(t("exercise.noMoreHints"));
    addHint(hints[shown]);
    work.note({ hints: shown + 1 });
  }

  function addHint(hint) {
    const item = element("li");
    const values = { number: hintList.children.length + 1, total: hints.length };
    const label = t("exercise.hintOf", values);
    item.append(element("strong", { textContent: label }), ...inline(` ${hint}`));
    hintList.append(item);
  }

  function toggleSolution() {
    if (isDim(solutionButton)) return say(t("exercise.solutionLocked"));
    answer.hidden = !answer.hidden;
    solutionButton.setAttribute("aria-expanded", String(!answer.hidden));
  }

  async function startAgain() {
    if (field.text !== starter) {
      const sure = await ask({
        question: t("exercise.ask.question"),
        yes: t("exercise.startAgain"),
        no: t("exercise.ask.no"),
      });
      if (!sure) return;
      work.restart();
      display();
      say(t("exercise.aside"));
    }
    result.replaceChildren();
    section.dataset.state = "idle";
  }

  function undo() {
    work.bringBack();
    display();
    say(t("exercise.back"));
    field.focus();
  }

  return function close() {
    stopRun?.();
    work.close();
    whole.close();
  };
}

function solutionBox(code) {
  const box = element("div", { className: "nn-solution", hidden: true });
  const label = t("exercise.oneSolution");
  box.append(element("p", { textContent: label }), codeBox(code, label));
  return box;
}

function button(name, properties) {
  const textContent = t(`exercise.${name}`);
  return element("button", { type: "button", textContent, ...properties });
}

// A button that does nothing now stays in the tab order and can say why.
function dim(button, yes) {
  if (yes) button.setAttribute("aria-disabled", "true");
  else button.removeAttribute("aria-disabled");
}

const isDim = (button) => button.hasAttribute("aria-disabled");
