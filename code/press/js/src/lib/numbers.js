// Numbers: kept within bounds, and read as people type them.

/**
 * `value`, or the bound that it lies beyond.
 * @param {number} value
 * @param {number} low
 * @param {number} high
 */
export const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

/**
 * A text with the keyboard's own characters for those of other keyboards: full-width
 * ones (０．５), dashes (–0.5), spaces of all widths. Each stands for one: what is found
 * at a place in the result stands at the same place in `text`.
 * @param {string} text
 */
export const plain = (text) =>
  text
    .replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[\u2010-\u2015\u2212\ufe63]/g, "-")
    .replace(/。/g, ".")
    .replace(/\s/g, " ");

const POINT = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i;
const GROUPS = /^[-+]?[1-9]\d{0,2}([, ])\d{3}(?:\1\d{3})*(?:\.\d+)?$/;
const COMMA = /^[-+]?\d*,\d+(?:e[-+]?\d+)?$/i;
// Zeros say nothing as decimals: 1,000 is a thousand, and 1,00 a digit too few or a
// comma too many. Before 0,00 there is nothing that could be a group.
const ZEROS = /^[-+]?0*[1-9]\d*,0+(?:e|$)/i;

/**
 * Read a number as people write it: -0.5, −0,5, 1/4, 2.5e-3, 12,288, 25%, ０．５, or
 * with the `unit` that stands beside the field. Returns what it can mean, the likelier
 * first: [] where it is no number, two values where a comma may be either of its kinds.
 * @param {string} text
 * @returns {number[]}
 */
export function readNumber(text, unit = "") {
  const typed = plain(text).trim();
  const suffix = plain(unit).trim();
  if (suffix && typed.endsWith(suffix))
    return readNumber(typed.slice(0, -suffix.length));
  if (typed.endsWith("%")) return readNumber(typed.slice(0, -1)).map((v) => v / 100);
  const [top, bottom, ...more] = typed.split("/").map((part) => meanings(part.trim()));
  if (more.length) return [];
  const values = bottom ? top.flatMap((a) => bottom.map((b) => a / b)) : top;
  return values.filter(Number.isFinite);
}

function meanings(typed) {
  if (POINT.test(typed)) return [Number(typed)];
  const found = [];
  if (GROUPS.test(typed)) found.push(Number(typed.replace(/[, ]/g, "")));
  if (COMMA.test(typed) && !ZEROS.test(typed))
    found.push(Number(typed.replace(",", ".")));
  return found;
}

/**
 * What a message says of a text that readNumber does not take because of its comma:
 * {text, point}, the number as it was typed and with a point; null for all others.
 * @param {string} text
 */
export function unclearComma(text) {
  const found = /^[-+]?0*[1-9]\d*,0+(?=\D*$)/.exec(plain(text).trim())?.[0];
  return found && !GROUPS.test(found)
    ? { text: found, point: found.replace(",", ".") }
    : null;
}
