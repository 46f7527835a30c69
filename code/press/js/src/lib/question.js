// What an answer to a concept question is worth. Answers are what is kept: the number of
// an option, the text of a number, the order of the items as a list of their numbers.
import { readNumber, unclearComma } from "./numbers.js";
import { t } from "./question-words.js";
import { isAnswer } from "./records.js";

/**
 * Whether a value can be an answer: `asked` is {kind, size, unit}, of which size counts the
 * options or items. A number may not be typed yet.
 * @param {{kind: string, size?: any, unit?: string}} asked
 */
export function isAnswerTo({ kind, size, unit }, value) {
  if (!isAnswer(value, kind)) return false;
  if (kind === "choice") return value < size;
  if (kind === "order") return value.length === size && Math.max(...value) < size;
  return value === "" || readNumber(value, unit).length > 0;
}

const JUDGES = { choice, number, order };

/** Judge an answer: {right, feedback}; `right` is undefined where there is none yet. */
export function judge(kind, details, answer) {
  return JUDGES[kind](details, answer);
}

function choice({ options }, answer) {
  const option = options[answer];
  if (!option) return { feedback: t("choose") };
  return { right: Boolean(option.correct), feedback: option.feedback };
}

function number(question, typed) {
  const { answer, tolerance, feedback, hint, mistakes = [], unit } = question;
  const values = readNumber(typed ?? "", unit);
  if (!values.length) return { feedback: refusal(typed ?? "") };
  const distance = (other) => Math.min(...values.map((v) => Math.abs(v - other)));
  if (distance(answer) <= tolerance) return { right: true, feedback };
  const [mistake] = mistakes
    .filter((known) => distance(known.value) <= tolerance)
    .sort((a, b) => distance(a.value) - distance(b.value));
  return { right: false, feedback: mistake?.feedback ?? hint };
}

function refusal(typed) {
  const unclear = unclearComma(typed);
  return unclear ? t("unclearComma", unclear) : t("type");
}

function order({ items, feedback }, answer) {
  const early = answer.find((item, place) => item !== place);
  if (early === undefined) return { right: true, feedback };
  const { text, feedback: reason } = items[early];
  return {
    right: false,
    feedback: t("early", { text, reason }),
  };
}

/** The order to start with: shuffled, the same each time, and not the right one. */
export function shuffled(length, seed) {
  let state = [...seed].reduce((sum, c) => (sum * 31 + c.codePointAt(0)) >>> 0, 7);
  const order = Array.from({ length }, (_, i) => i);
  for (let i = length - 1; i > 0; i--) {
    state = (state * 1664525 + 1013904223) >>> 0;
    const j = Math.floor((state / 2 ** 32) * (i + 1));
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order.every((item, place) => item === place) ? order.reverse() : order;
}
