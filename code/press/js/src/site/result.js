// What a reader sees of the grader's result: one sentence, then the checks, the place of
// an error, and what the code printed.
import { inline } from "../lib/inline.js";
import { element } from "../lib/widget.js";
import { TIME_LIMIT } from "./runner.js";
import { t } from "./words.js";

/** The sentence that sums a result up. */
export function sentence({ status, reason, file, checks = [] }) {
  if (status === "stopped")
    return t(`exercise.stopped.${reason}`, { seconds: TIME_LIMIT, file });
  const values = { passed: checks.filter(({ ok }) => ok).length, total: checks.length };
  return t(`exercise.result.${status.replace(" ", "")}`, values);
}

/** The elements that show a result in full. */
export function details({ checks = [], problem, output }) {
  const parts = [];
  if (problem) parts.push(...problemParts(problem));
  if (checks.length) {
    const list = element("ul", { className: "nn-checks" });
    list.append(...checks.map(checkItem));
    parts.push(list);
  }
  if (output) parts.push(...printed(output));
  return parts;
}

/** What the code has printed, in a box that scrolls. */
export function printed(output) {
  const label = t("exercise.printed");
  return [
    element("p", { className: "nn-printed", textContent: label }),
    codeBox(output, label),
  ];
}

/** Lines of code or output in a box that scrolls, also by keyboard. */
export function codeBox(textContent, label) {
  // No <pre>: the theme takes those that are hidden at first out of the tab order.
  return element(
    "div",
    { className: "nn-box", textContent, tabIndex: 0 },
    { role: "region", "aria-label": label },
  );
}

function checkItem({ name, ok, message }) {
  const item = element("li", { className: ok ? "nn-ok" : "nn-not-yet" });
  const mark = element(
    "span",
    { className: "nn-mark", textContent: ok ? "✓" : "✗" },
    { "aria-hidden": "true" },
  );
  const said = element("span", {
    className: "nn-sr-only",
    textContent: `${t(ok ? "exercise.check.passed" : "notYet")} `,
  });
  const body = element("div");
  const title = element("span", { className: "nn-check-name" });
  title.append(...inline(name, ["code"]));
  body.append(said, title);
  if (message) {
    const line = element("p");
    line.append(...inline(message, ["code"]));
    body.append(line);
  }
  item.append(mark, body);
  return item;
}

function problemParts({ message, column, text }) {
  const line = element("p", { className: "nn-problem" });
  line.append(...inline(message, ["code"]));
  if (!column) return [line];
  const caret = " ".repeat(column - 1) + "^";
  return [line, codeBox(`${text}\n${caret}`, t("exercise.place"))];
}
