// The menus and tips of the page's head are the theme's, by Bootstrap: 24 KB, of which a
// reader who only reads needs nothing. It comes when one of their buttons is turned to.

const BUTTON = "[data-bs-toggle]";
const TURNS = ["pointerover", "focusin", "click"];
let asked = false;

/** Watch for the reader who turns to one of the buttons. */
export function watchMenus() {
  for (const kind of TURNS) document.addEventListener(kind, fetchOnce, true);
}

function fetchOnce({ target, type }) {
  const button = target instanceof Element ? target.closest(BUTTON) : null;
  if (!button) return;
  // A click that was too early for it is made again.
  if (type === "click") waiting.add(button);
  if (asked) return;
  asked = true;
  const script = document.createElement("script");
  script.src = `${window.nnbook.base}scripts/bootstrap.js`;
  script.onload = () => {
    for (const kind of TURNS) document.removeEventListener(kind, fetchOnce, true);
    for (const button of waiting) if (button instanceof HTMLElement) button.click();
  };
  script.onerror = () => (asked = false);
  document.head.append(script);
}

const waiting = new Set();
