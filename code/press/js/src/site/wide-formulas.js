// A formula wider than the screen scrolls in a box of its own; the keyboard must reach
// that box (the theme sees to code and tables).

/** Make each displayed formula focusable while it scrolls. */
export function watchFormulas() {
  const watcher = new ResizeObserver((entries) => {
    for (const entry of entries) {
      const target = /** @type {HTMLElement} */ (entry.target);
      if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
      else target.removeAttribute("tabindex");
    }
  });
  for (const formula of document.querySelectorAll("mjx-container[display]"))
    watcher.observe(formula);
}
