// "Predict first": a question, a field for the number, and what the answer was.
import { button } from "./controls.js";
import { t } from "./i18n.js";
import { element } from "./widget.js";

/**
 * A row at the end of frame.stage. `answer(text)` judges what was typed and says whether
 * it was right. update(question, verdict) shows the question (null hides the row) and
 * what is said of the last answer, {right, says} or null.
 */
export function predictionRow(frame, { answer }) {
  const form = element("form", { className: "nn-predict", hidden: true });
  const label = element("label");
  const ask = element("span");
  const input = element("input", {
    type: "text",
    autocomplete: "off",
    className: "nn-answer",
  });
  label.append(ask, input);
  const says = element("p", { className: "nn-verdict" }, { role: "status" });
  form.append(label);
  const check = button(frame, {
    label: t("check"),
    parent: form,
    onClick: () => {},
  });
  check.type = "submit";
  form.append(says);
  frame.stage.append(form);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (answer(input.value)) input.value = "";
    else input.select();
  });

  /**
   * @param {boolean} isOn
   * @param {string | null} question
   * @param {{right: boolean, says: string} | null} verdict
   */
  return function update(isOn, question = null, verdict = null) {
    form.hidden = !isOn;
    form.style.visibility = question === null ? "hidden" : null;
    ask.textContent = question ?? "";
    says.textContent = verdict && !verdict.right ? verdict.says : "";
  };
}
