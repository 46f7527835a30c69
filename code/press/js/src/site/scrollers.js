// What is wider than its place scrolls in a box of its own, which the keyboard must reach.
// The theme asks each box for its measures, whenever the page changes: that lays out all
// of the page at once, what is far away as well (press/site/theme.py leaves it out).

const BOXES = [
  "mjx-container[display]",
  "pre",
  ".cell_output > .output",
  ".pst-scrollable-table-container",
].join(", ");
// A box that has its own way with the keyboard.
const OWN = ".nn-widget *, .nn-exercise *";

/** Make each box of the page focusable while it scrolls, also those that come later. */
export function watchScrollers() {
  const sizes = new ResizeObserver((entries) => {
    for (const entry of entries) {
      const target = /** @type {HTMLElement} */ (entry.target);
      if (
        target.scrollWidth > target.clientWidth ||
        target.scrollHeight > target.clientHeight
      )
        target.tabIndex = 0;
      else if (target.tabIndex === 0) target.removeAttribute("tabindex");
    }
  });
  const watch = (root) => {
    for (const box of root.querySelectorAll(BOXES))
      if (!box.matches(OWN)) sizes.observe(box);
  };
  const article = document.querySelector(".bd-article");
  if (!article) return;
  watch(article);
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes)
      for (const node of addedNodes)
        if (node instanceof HTMLElement && node.parentElement)
          watch(node.parentElement);
  }).observe(article, { childList: true, subtree: true });
}
