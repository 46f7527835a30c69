// A concept question: choose, type a number, or put into order; then Check says what is
// right about the answer, or which misconception it shows. Any number of tries; but a
// prediction is made once, and a page that covers what answers it hears "nn-predicted".
import { inline } from "../lib/inline.js";
import { editionOf } from "../lib/edition.js";
import { t } from "../lib/question-words.js";
import { isAnswerTo, judge, shuffled } from "../lib/question.js";
import { sortable } from "../lib/sortable.js";
import { timeOf, versionOffer } from "../lib/versions.js";
import { element } from "../lib/widget.js";
import { openWork } from "../lib/work.js";
import declared from "../state/question.json" with { type: "json" };
import "./question.css";

const FIELDS = { choice: choiceField, number: numberField, order: orderField };

function render({ model, el }) {
  const id = model.get("question_id");
  const kind = model.get("kind");
  const details = model.get("details");
  const predict = model.get("predict");
  const anchor = `question-${id}`;
  const work = openWork("question", id, kept(kind, details));

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

  const field = FIELDS[kind]({
    id: anchor,
    prompt: inline(model.get("prompt")),
    details,
    onAnswer() {
      keep(work.write(field.answer));
      unsay();
    },
    onEnter: check,
  });
  field.show(work.value);
  const button = element("button", { type: "button", className: "nn-primary" });
  button.textContent = t(predict ? "commit" : "check");
  button.addEventListener("click", check);
  const feedback = element(
    "p",
    { className: "nn-feedback", tabIndex: -1 },
    { role: "status" },
  );
  const notice = element("p", { className: "nn-notice" }, { role: "alert" });
  const offer = versionOffer({ next: nextOffer, after: () => field.focus() });
  root.append(head, offer.root, field.root, button, feedback, notice);
  el.append(root);
  if (work.value === undefined && work.hasMisfits) feedback.append(t("changed"));

  function showRecord() {
    const done = work.marks.solved;
    solved.hidden = !done;
    if (predict && done) commit();
    offer.show();
  }
  showRecord();
  work.onChange(showRecord);
  // The browser looked for this place before it was there.
  if (location.hash === `#${anchor}`) root.scrollIntoView();

  // The book's page says it once for all of its work.
  function keep(isKept) {
    notice.textContent = isKept || "nnbook" in globalThis ? "" : t("notKept");
  }

  // What was said is about the answer before.
  function unsay() {
    feedback.replaceChildren();
    root.dataset.state = "idle";
  }

  function nextOffer() {
    const [other] = predict && work.marks.solved ? [] : work.others;
    if (!other) return undefined;
    const time = timeOf(other);
    const words = { time, answer: field.inWords?.(other.value) };
    const key = ["other", time && "From", field.inWords && "Is"].filter(Boolean);
    return {
      says: t(key.join(""), words),
      keepLabel: work.value === undefined ? t("versions.aside") : undefined,
      compare: field.inFull && (() => field.inFull(other.value)),
      use() {
        work.use(other);
        field.show(work.value);
        unsay();
      },
      keep: () => work.keep(other),
    };
  }

  function check() {
    const right = say();
    if (right === undefined) return;
    work.write(field.answer);
    // What was committed to is what stays.
    if (right || predict) work.pass(field.answer);
    keep(work.note({ solved: right || predict, tries: work.marks.tries + 1 }));
  }

  // Say what the answer is worth; returns whether it is right.
  function say() {
    const { right, feedback: said } = judge(kind, details, field.answer);
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
    if (work.value !== undefined) say();
    // What had the focus is gone; the keyboard goes on from what is said.
    if (here) feedback.focus({ preventScroll: true });
    root.dispatchEvent(new CustomEvent("nn-predicted", { bubbles: true }));
  }

  return () => {
    work.close();
    el.replaceChildren();
  };
}

// What is kept of a question: its answers, where they are to what is asked now. Options
// and items are kept by their numbers, which mean something else in another edition.
function kept(kind, details) {
  const rows = details.options ?? details.items;
  const texts = rows?.map(({ text, english = text }) => english);
  const edition = texts && editionOf(JSON.stringify(texts));
  const asked = { kind, size: rows?.length };
  return {
    edition,
    fits: (version) =>
      rows
        ? isAnswerTo(asked, version.value) && (version.edition ?? edition) === edition
        : typeof version.value === "string",
  };
}

// Each field shows an answer and says which one is seen: what is judged is what is shown.
function choiceField({ id, prompt, details, onAnswer }) {
  const root = element("fieldset", { className: "nn-choices" });
  const legend = element("legend");
  legend.append(...prompt);
  root.append(legend);
  const inputs = details.options.map((option) => {
    const row = element("label");
    const input = element("input", { type: "radio", name: id });
    const text = element("span");
    text.append(...inline(option.text));
    input.addEventListener("change", onAnswer);
    row.append(input, text);
    root.append(row);
    return input;
  });
  return {
    root,
    get answer() {
      const at = inputs.findIndex(({ checked }) => checked);
      return at < 0 ? undefined : at;
    },
    show: (answer) => inputs.forEach((input, i) => (input.checked = i === answer)),
    focus: () => (inputs.find(({ checked }) => checked) ?? inputs[0]).focus(),
    inWords: (answer) => details.options[answer].text,
  };
}

function numberField({ id, prompt, details, onAnswer, onEnter }) {
  const root = element("div");
  const label = element("label", { htmlFor: `${id}-answer` });
  label.append(...prompt);
  const row = element("div", { className: "nn-number" });
  const input = element("input", {
    type: "text",
    id: `${id}-answer`,
    autocomplete: "off",
    spellcheck: false,
  });
  input.addEventListener("input", onAnswer);
  input.addEventListener("keydown", ({ key }) => key === "Enter" && onEnter());
  row.append(input);
  if (details.unit) {
    const unit = element("span", { id: `${id}-unit`, textContent: details.unit });
    input.setAttribute("aria-describedby", unit.id);
    row.append(unit);
  }
  root.append(label, row);
  return {
    root,
    get answer() {
      return input.value;
    },
    show: (answer = "") => (input.value = answer),
    focus: () => input.focus(),
    inWords: (answer) => answer,
  };
}

function orderField({ id, prompt, details, onAnswer }) {
  const { items } = details;
  const root = element("div", {}, { role: "group", "aria-labelledby": `${id}-prompt` });
  const label = element("p", { id: `${id}-prompt` });
  label.append(...prompt);
  const sorted = sortable({
    nodes: items.map(({ text }) => inline(text)),
    names: items.map(({ text }) => text),
    onMove: onAnswer,
  });
  root.append(label, sorted.list);
  return {
    root,
    get answer() {
      return sorted.order;
    },
    show: (order = shuffled(items.length, id)) => sorted.show(order),
    focus: () => sorted.list.querySelector("button").focus(),
    inFull(order) {
      const list = element("ol");
      for (const i of order) {
        const item = element("li");
        item.append(...inline(items[i].text));
        list.append(item);
      }
      return [list];
    },
  };
}

export default { declared, render };
