// The switch between editions keeps the place: what stands at the top of the window does so
// on the other page, too. Both pages have the same blocks in the same order.
import { element } from "../lib/element.js";
import "./editions.css";

const KEY = "nnbook-place";
const OFFERED = "nnbook-edition-offered";
const BLOCKS =
  "h1, h2, h3, h4, p, li, dt, tr, pre, figure, [data-widget], [data-exercise]";
const SOON = 10_000; // ms for the other page to come
const SETTLED = 1500; // ms in which figures take their heights

/** Go to the same block of the other edition as is at the top here. */
export function watchEditions() {
  for (const link of document.querySelectorAll("a.nn-edition"))
    link.addEventListener("click", () => {
      const place = topmost();
      if (place)
        keep({ ...place, page: pageOf(/** @type {HTMLAnchorElement} */ (link).href) });
    });
  goBack();
  offer();
}

// Who reads another language than the page's is offered that edition, once.
function offer() {
  const languages = navigator.languages.map((name) => name.slice(0, 2));
  if (languages.includes(document.documentElement.lang.slice(0, 2))) return;
  const links = /** @type {NodeListOf<HTMLAnchorElement>} */ (
    document.querySelectorAll("a.nn-edition")
  );
  const link = [...links].find(({ hreflang }) => languages[0] === hreflang.slice(0, 2));
  if (!link || offered()) return;
  const bar = element("aside", { className: "nn-edition-offer", lang: link.hreflang });
  const go = element("a", { href: link.href, textContent: link.dataset.offer });
  const close = element(
    "button",
    { type: "button", textContent: "×", onclick: () => bar.remove() },
    { "aria-label": "×" },
  );
  bar.append(go, close);
  document.body.append(bar);
}

function offered() {
  try {
    const before = localStorage.getItem(OFFERED);
    localStorage.setItem(OFFERED, "1");
    return before !== null;
  } catch {
    return true;
  }
}

// What figures and exercises have inside of them comes when they start: it does not count.
const blocks = () =>
  [...document.querySelectorAll(`article :is(${BLOCKS})`)].filter(
    (node) => !node.parentElement?.closest("[data-widget], [data-exercise]"),
  );

// Which block it is, and how far below the top of the window it begins.
function topmost() {
  if (scrollY < 50) return undefined;
  const top = headerHeight();
  const all = blocks();
  const number = all.findIndex((node) => {
    const { bottom, height } = node.getBoundingClientRect();
    return height > 0 && bottom > top + 1;
  });
  if (number < 0) return undefined;
  const below = all[number].getBoundingClientRect().top;
  const section = all[number].closest("section[id]")?.id;
  return { number, count: all.length, below, section };
}

function headerHeight() {
  const header = document.querySelector(".bd-header-article");
  return Math.max(0, header?.getBoundingClientRect().bottom ?? 0);
}

const pageOf = (address) => address.replace(/[?#].*/, "");

function keep(place) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ ...place, at: Date.now() }));
  } catch {
    // A private window may keep nothing: then the other page begins at its top.
  }
}

function kept() {
  try {
    const place = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
    sessionStorage.removeItem(KEY);
    return place;
  } catch {
    return null;
  }
}

function goBack() {
  const place = kept();
  if (!place || place.page !== pageOf(location.href)) return;
  if (Date.now() - place.at > SOON) return;
  const all = blocks();
  const block = all.length === place.count ? all[place.number] : undefined;
  // Where one page has what the other has not yet, its section will do.
  if (!block) return document.getElementById(place.section)?.scrollIntoView();
  history.scrollRestoration = "manual";
  const go = () =>
    scrollBy({
      top: block.getBoundingClientRect().top - place.below,
      behavior: "instant",
    });
  go();
  // What takes its height above must not move it, until the reader does.
  const follow = new ResizeObserver(go);
  follow.observe(document.body);
  const stop = () => follow.disconnect();
  setTimeout(stop, SETTLED);
  for (const event of ["wheel", "touchstart", "keydown"])
    addEventListener(event, stop, { once: true, passive: true });
}
