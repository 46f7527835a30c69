// The sentence that a link stands in, as a box in the window.

const END = /[.:?!](?=\s|$)|[。：？！；]/;
const LAST_END = new RegExp(`(?:${END.source})(?!.*(?:${END.source}))`, "s");
const BLOCK = "p, li, td, dd";

/**
 * The box of the sentence around a link.
 * @param {HTMLAnchorElement} link
 */
export function sentenceOf(link) {
  const block = link.closest(BLOCK) ?? link;
  const range = document.createRange();
  range.selectNode(link);
  const parts = [...block.childNodes];
  const at = parts.findIndex((part) => part.contains(link));
  for (const part of parts.slice(0, Math.max(0, at)).reverse()) {
    const stop = part instanceof Text ? part.data.search(LAST_END) : -1;
    if (stop >= 0) {
      range.setStart(part, stop + 1);
      break;
    }
    range.setStartBefore(part);
  }
  for (const part of parts.slice(at + 1)) {
    const stop = part instanceof Text ? part.data.search(END) : -1;
    if (stop >= 0) {
      range.setEnd(part, stop + 1);
      break;
    }
    range.setEndAfter(part);
  }
  return range.getBoundingClientRect();
}
