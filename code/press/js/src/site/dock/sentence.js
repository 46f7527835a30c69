// The sentence that a link stands in, as boxes in the window.

const END = /[.:?!](?=\s|$)|[。：？！；]/;
const LAST_END = new RegExp(`(?:${END.source})(?!.*(?:${END.source}))`, "s");
const BLOCK = "p, li, td, dd";

/**
 * The box of the sentence around a link, that of its part as far as the link, and the
 * link's.
 * @param {HTMLAnchorElement} link
 */
export function boxesAround(link) {
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
  const begun = range.getBoundingClientRect();
  for (const part of parts.slice(at + 1)) {
    const stop = part instanceof Text ? part.data.search(END) : -1;
    if (stop >= 0) {
      range.setEnd(part, stop + 1);
      break;
    }
    range.setEndAfter(part);
  }
  return [range.getBoundingClientRect(), begun, link.getBoundingClientRect()];
}
