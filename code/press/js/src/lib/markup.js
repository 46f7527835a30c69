// The small markup of exercises and questions: `code` and *emphasis*, and nothing else.
// press/markup.py reads it by the same rules and says which; both are tested against
// each other on every text of the book.

const PATTERNS = {
  code: /`([^`]+)`/,
  emphasis: /\*([^ \t\n*](?:[^*]*[^ \t\n*])?)\*/,
};

/**
 * The parts of a text, a list of [kind, text]: kind is "text" or one of `marks`. What
 * the grader says has code only: there a * is a product.
 * @param {string} text
 * @returns {[string, string][]}
 */
export function parts(text, marks = ["code", "emphasis"]) {
  if (!marks.length) return text ? [["text", text]] : [];
  const [kind, ...others] = marks;
  return text
    .split(PATTERNS[kind])
    .flatMap((part, i) => (i % 2 ? [[kind, part]] : parts(part, others)));
}
