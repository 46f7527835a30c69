// A concept question: choose, type a number, or put into order; then Check says what is
// right about the answer, or which misconception it shows. Any number of tries; but a
// prediction is made once, and a page that covers what answers it hears "nn-predicted".
import { inline } from "../lib/inline.js";
import { t } from "../lib/question-words.js";
import { judge, shuffled } from "../lib/question.js";
import { sortable } from "../lib/sortable.js";
import { onChange, read, write } from "../lib/storage.js";
import { isAnswer } from "../lib/records.js";
import { element } from "../lib/widget.js";
import declared from "../state/question.json" with { type: "json" };
import "./question.css";

const FIELDS = { choice: choiceField, number: numberField, order: orderField };

function render({ model, el }) {
  const id = model.get("question_id");
  const kind = model.get("kind");
  const details = model.get("details");
  const predict = model.get("predict");
  const anchor = `question-${id}`;
  const saved = () => read("question", id);

  const root = element(
    "section",
    { className: "nn-widget nn-question" },
    { "data-question": id, "data-state": "idle", "aria-labelledby": `${anchor}-title` },
  );
  const title = element("span", { id: `${anchor}-title` });
  title.append(t(predict ? "predict" : "title", { title: model.get("title") }));
  const solved = element("span", {
    className: "nn-solved",
    textContent: `✓ ${t(predict ? "predicted" : "solved")}`,
  });
  const head = element("p", { className: "nn-title" });
  head.append(title, solved);

  // A record from elsewhere may hold another kind of answer.
  let { answer } = saved();
  if (!isAnswer(answer, kind)) answer = undefined;
  const field = FIELDS[kind]({
    id: anchor,
    prompt: inline(model.get("prompt")),
    details,
    answer,
    onAnswer(value) {
      answer = value;
      keep({ answer });
      // What was said is about the answer before.
      feedback.replaceChildren();
      root.dataset.state = "idle";
    },
    onEnter: check,
  });
  answer ??= field.answer;
  const button = element("button", { type: "button", className: "nn-primary" });
  button.textContent = t(predict ? "commit" : "check");
  button.addEventListener("click", check);
  const feedback = element(
    "p",
    { className: "nn-feedback", tabIndex: -1 },
    { role: "status" },
  );
  const notice = element("p", { className: "nn-notice" }, { role: "alert" });
  root.append(head, field.root, button, feedback, notice);
  el.append(root);

  function showRecord() {
    const done = Boolean(saved().solved);
    solved.hidden = !done;
    if (predict && done) commit();
  }
  showRecord();
  const stop = onChange(showRecord);
  // The browser looked for this place before it was there.
  if (location.hash === `#${anchor}`) root.scrollIntoView();

  function keep(changes) {
    const kept = write("question", id, changes);
    notice.textContent = kept ? "" : t("notKept");
  }

  function check() {
    const right = say();
    if (right === undefined) return;
    keep({ answer, solved: right || predict, tries: (saved().tries ?? 0) + 1 });
  }

  // Say what the answer is worth; returns whether it is right.
  function say() {
    const { right, feedback: said } = judge(kind, details, answer);
    feedback.replaceChildren();
    if (right !== undefined) {
      const textContent = `${t(right ? "right" : predict ? "otherwise" : "notYet")} `;
      const mark = element("strong", {}, { "aria-hidden": "true" });
      mark.textContent = right ? "✓ " : "✗ ";
      feedback.append(mark, element("span", { className: "nn-sr-only", textContent }));
      root.dataset.state = right ? "solved" : "wrong";
    }
    feedback.append(...inline(said));
    return right;
  }

  function commit() {
    if (button.hidden) return;
    const here = root.contains(document.activeElement);
    button.hidden = true;
    for (const input of field.root.querySelectorAll("input")) input.disabled = true;
    if (answer !== undefined) say();
    // What had the focus is gone; the keyboard goes on from what is said.
    if (here) feedback.focus({ preventScroll: true });
    root.dispatchEvent(new CustomEvent("nn-predicted", { bubbles: true }));
  }

  return () => {
    stop();
    el.replaceChildren();
  };
}

function choiceField({ id, prompt, details, answer, onAnswer }) {
  const root = element("fieldset", { className: "nn-choices" });
  const legend = element("legend");
  legend.append(...prompt);
  root.append(legend);
  details.options.forEach((option, i) => {
    const row = element("label");
    const input = element("input", { type: "radio", name: id, checked: i === answer });
    const text = element("span");
    text.append(...inline(option.text));
    input.addEventListener("change", () => onAnswer(i));
    row.append(input, text);
    root.append(row);
  });
  return { root };
}

function numberField({ id, prompt, details, answer, onAnswer, onEnter }) {
  const root = element("div");
  const label = element("label", { htmlFor: `${id}-answer` });
  label.append(...prompt);
  const row = element("div", { className: "nn-number" });
  const input = element("input", {
    type: "text",
    id: `${id}-answer`,
    value: answer ?? "",
    autocomplete: "off",
    spellcheck: false,
  });
  input.addEventListener("input", () => onAnswer(input.value));
  input.addEventListener("keydown", ({ key }) => key === "Enter" && onEnter());
  row.append(input);
  if (details.unit) {
    const unit = element("span", { id: `${id}-unit`, textContent: details.unit });
    input.setAttribute("aria-describedby", unit.id);
    row.append(unit);
  }
  root.append(label, row);
  return { root };
}

function orderField({ id, prompt, details, answer, onAnswer }) {
  const { items } = details;
  // An answer to an earlier edition of the question may have other items.
  const fits = answer?.toSorted().every((item, i) => item === i);
  const start =
    fits && answer.length === items.length ? answer : shuffled(items.length, id);
  const root = element("div", {}, { role: "group", "aria-labelledby": `${id}-prompt` });
  const label = element("p", { id: `${id}-prompt` });
  label.append(...prompt);
  const list = sortable({
    nodes: items.map(({ text }) => inline(text)),
    names: items.map(({ text }) => text),
    answer: start,
    onMove: onAnswer,
  });
  root.append(label, list);
  return { root, answer: start };
}

export default { declared, render };
