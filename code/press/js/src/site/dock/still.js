// What stays in the place of a figure that has come to its sentence: a copy of it that
// nothing can reach, pale, so that no hole is left in the text.

const MARK = "--still";
// Attributes of SVG that name another element.
const NAMING = ["clip-path", "fill", "marker-end", "mask", "href"];

/**
 * A still copy of an element.
 * @param {HTMLElement} original
 */
export function stillOf(original) {
  const still = /** @type {HTMLElement} */ (original.cloneNode(true));
  still.className = "nn-still";
  still.inert = true;
  still.setAttribute("aria-hidden", "true");
  // A live region says its text once more when it is copied.
  for (const part of still.querySelectorAll("[role=status], [role=alert]"))
    part.remove();
  /** @type {NodeListOf<HTMLInputElement>} */
  const inputs = still.querySelectorAll("input[name]");
  for (const input of inputs) input.name += MARK;
  for (const part of still.querySelectorAll("[id]")) part.id += MARK;
  for (const name of NAMING)
    for (const part of still.querySelectorAll(`[${name}*="#"]`)) {
      const value = part.getAttribute(name) ?? "";
      part.setAttribute(name, value.replace(/#([\w-]+)/, `#$1${MARK}`));
    }
  const drawn = original.querySelectorAll("canvas");
  still.querySelectorAll("canvas").forEach((copy, i) => {
    if (drawn[i].width && drawn[i].height)
      copy.getContext("2d")?.drawImage(drawn[i], 0, 0);
  });
  return still;
}
