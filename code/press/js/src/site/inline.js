// Text with the two marks that hints, prompts and messages use: `code` and *emphasis*.
import { element } from "../lib/widget.js";

const MARKS = { code: /`([^`]+)`/, em: /\*([^\s*](?:[^*]*[^\s*])?)\*/ };

/** The nodes of a text; `marks` says which of them it may hold. */
export function inline(text, marks = ["code", "em"]) {
  if (!marks.length) return [text];
  // Code first: a * in it is no emphasis.
  const [tag, ...others] = marks;
  return text
    .split(new RegExp(MARKS[tag], "g"))
    .flatMap((part, i) =>
      i % 2 ? element(tag, { textContent: part }) : inline(part, others),
    );
}
