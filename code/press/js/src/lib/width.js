// How wide elements are, without asking each time: clientWidth makes the browser lay the
// page out anew whenever something was changed before, several times a frame.

const widths = new WeakMap();
const observer = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (widths.get(target) === target.clientWidth) continue;
    widths.set(target, target.clientWidth);
    target.dispatchEvent(new CustomEvent("nn-width", { bubbles: true }));
  }
});

/** The element's width in px; from now on it sends "nn-width" when that has changed. */
export function widthOf(node) {
  if (!widths.has(node)) {
    widths.set(node, node.clientWidth);
    observer.observe(node);
  }
  return widths.get(node);
}

/** Ask at once for the widths of what stands in `root`, which just moved. */
export function measureAgain(root) {
  for (const node of [root, ...root.querySelectorAll("*")])
    if (widths.has(node)) widths.set(node, node.clientWidth);
}
