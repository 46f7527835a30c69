// A figure comes to the sentence that sets its state: what is in its mount is lent, as it
// lives, to a panel beside the text (at the top or the bottom where the window is narrow).
// It goes back when the reader closes the panel, comes to its place, or leaves the section.
import { element } from "../../lib/widget.js";
import { t } from "../words.js";
import { firstFit, levelsFor } from "./levels.js";
import { panelFor } from "./panel.js";
import { fills, GAP, isHome, meet, placesFor, shownOf } from "./place.js";
import { boxesAround } from "./sentence.js";
import { stillOf } from "./still.js";
import "./dock.css";

/**
 * What stands beside the text now: of the mount `node` the content `lent`, in it the
 * figure's `root`, and in its place `kept`.
 * @typedef {{node: HTMLElement, lent: HTMLElement, root: HTMLElement, panel: HTMLElement,
 *   kept: HTMLElement, link: HTMLAnchorElement, place: import("./place.js").Place,
 *   from: string, windowWidth: number, hasLeft: boolean}} Docked
 */
/** @type {Docked | null} */
let docked = null;
/** The level that a figure had last, by mount and place. */
const known = new Map();
const listening = { passive: true };

/**
 * Show a figure with the link that was followed; the page is not moved. `node` is its
 * mount, `from` the address before this one.
 * @param {HTMLElement} node
 * @param {HTMLAnchorElement} link
 * @param {string} from
 */
export function bring(node, link, from) {
  const start = performance.now();
  let then = () => {};
  keepInPlace(link, () => {
    if (docked?.node === node) return bringAgain(docked, link);
    undock();
    if (!isSeen(node)) return dock(node, link, from);
    flash(node);
    // Its state may make it higher than it was.
    then = () =>
      docked || isSeen(node) || keepInPlace(link, () => dock(node, link, from));
  });
  performance.measure("nn-dock", { start });
  holdOn(link, then);
}

/** Put the figure back where it was, if one stands beside the text. */
export function putBack() {
  if (docked) keepInPlace(docked.link, undock);
}

function undock() {
  if (!docked) return;
  const { node, lent, root, panel, kept, link } = docked;
  docked = null;
  removeEventListener("scroll", watch);
  removeEventListener("resize", resized);
  removeEventListener("beforeprint", putBack);
  document.removeEventListener("keydown", closeByKey, true);
  root.style.zoom = "";
  root.style.removeProperty("--nn-zoom");
  delete root.dataset.squeeze;
  delete root.dataset.compact;
  const hadFocus = panel.contains(document.activeElement);
  move(node, lent, kept);
  kept.remove();
  node.classList.remove("nn-lent");
  panel.remove();
  link.removeAttribute("aria-details");
  keepClear(null);
  drawNow(root);
  if (hadFocus) link.focus({ preventScroll: true });
}

/** The reader has gone back to an address: that from which the figure came, perhaps. */
export function wentBackTo(address) {
  if (docked?.from === address) putBack();
}

const rootOf = (node) => node.querySelector(".nn-widget");

function dock(node, link, from) {
  const root = rootOf(node);
  const lent = /** @type {HTMLElement} */ (root.parentElement);
  const title = root.getAttribute("aria-label") ?? "";
  const panel = panelFor({
    id: node.id,
    title,
    onFold(open) {
      if (open) delete root.dataset.compact;
      else root.dataset.compact = kindOf(panel);
      fit();
    },
    onGo() {
      putBack();
      node.scrollIntoView({ block: "center", behavior: calm() ? "instant" : "smooth" });
    },
    onClose: closeHere,
  });
  const kept = element("div", { className: "nn-kept" });
  kept.append(backButton(), stillOf(lent));
  const places = placesOf(node, link);
  docked = {
    node,
    lent,
    root,
    panel,
    kept,
    link,
    from,
    place: places[0],
    windowWidth: innerWidth,
    hasLeft: false,
  };
  node.style.setProperty("--nn-kept", `${node.offsetHeight}px`);
  standAfter(link);
  take(places[0]);
  node.classList.add("nn-lent"); // first: its height is kept while it is filled anew
  lent.before(kept);
  move(panel, lent, null);
  fitOneOf(places);
  addEventListener("scroll", watch, listening);
  addEventListener("resize", resized);
  addEventListener("beforeprint", putBack);
  document.addEventListener("keydown", closeByKey, true);
}

// Another link of the figure that is here, or the same one again, which leads into it.
function bringAgain(now, link) {
  const { panel } = now;
  if (now.link === link && document.activeElement === link)
    panel.querySelector("button")?.focus({ preventScroll: true });
  if (now.link !== link) {
    standAfter(link);
    // A panel that hides nothing of the link stays where it is.
    const hides = () =>
      meet(link.getBoundingClientRect(), panel.getBoundingClientRect());
    if (!hides()) fit(); // which may make it higher
    if (hides()) fitOneOf(placesOf(now.node, link));
  } else fit();
}

// In the document the panel follows the block of its sentence: so the tab key and a screen
// reader meet it there. It is fixed, so that the text does not move.
function standAfter(link) {
  const now = /** @type {Docked} */ (docked);
  const block = link.closest("p, ul, ol, dl, table, .admonition") ?? link;
  const outer = block.closest("ul, ol, dl, table, .admonition") ?? block;
  // One that the reader is in does not move: the focus would be lost.
  if (!now.panel.contains(document.activeElement)) outer.after(now.panel);
  now.link.removeAttribute("aria-details");
  now.link = link;
  link.setAttribute("aria-details", now.panel.id);
}

const placesOf = (node, link) =>
  placesFor(windowBox(), node.getBoundingClientRect(), boxesAround(link));

function take(place) {
  const now = /** @type {Docked} */ (docked);
  const { panel, root } = now;
  const { at, left, width, room } = place;
  const { head } = windowBox();
  now.place = place;
  panel.dataset.at = at;
  const top = { side: head + GAP, top: head, bottom: "auto" }[at];
  Object.assign(panel.style, {
    left: `${left}px`,
    width: `${width}px`,
    maxHeight: `${room}px`,
    top: typeof top === "number" ? `${top}px` : top,
    bottom: at === "bottom" ? "0" : "auto",
  });
  if (!panel.hasAttribute("data-open")) root.dataset.compact = kindOf(panel);
}

const kindOf = (panel) => (panel.dataset.at === "side" ? "side" : "band");

function fitOneOf(places) {
  for (const place of places) {
    take(place);
    if (fit()) return;
  }
}

// The largest level at which picture and reading fit, and whether one does; unfolded, the
// panel scrolls.
function fit() {
  const { node, lent, root, panel, place } = /** @type {Docked} */ (docked);
  const levels = levelsFor(place.at, lent.clientWidth);
  const set = (i) => {
    const [zoom, squeeze] = levels[i];
    root.style.zoom = String(zoom);
    root.style.setProperty("--nn-zoom", String(zoom));
    root.dataset.squeeze = String(squeeze);
    panel.dataset.level = String(i);
    drawNow(root);
  };
  const key = `${node.id} ${kindOf(panel)} ${levels.length}`;
  const fits = (i) => {
    set(i);
    return panel.scrollHeight <= panel.clientHeight;
  };
  const best = panel.hasAttribute("data-open")
    ? 0
    : firstFit(levels.length, fits, known.get(key));
  if (panel.dataset.level !== String(best)) set(best);
  else drawNow(root);
  keepClear(panel);
  const isWhole = panel.scrollHeight <= panel.clientHeight;
  if (isWhole) known.set(key, best);
  return isWhole;
}

const drawNow = (root) => root.dispatchEvent(new CustomEvent("nn-draw-now"));

// What gets the focus is not hidden under the panel, and what would look out from under
// it is put away. Not by a variable: all of the page would be styled anew.
function keepClear(panel) {
  const { style, dataset } = document.documentElement;
  const at = panel?.dataset.at;
  const height = panel ? panel.offsetHeight + GAP : 0;
  style.scrollPaddingTop = at === "top" ? `${windowBox().head + height}px` : "";
  style.scrollPaddingBottom = at === "bottom" ? `${height}px` : "";
  if (panel) dataset.nnDock = at;
  else delete dataset.nnDock;
}

let waiting = 0;
function watch() {
  waiting ||= requestAnimationFrame(() => {
    waiting = 0;
    if (!docked) return;
    const place = docked.node.getBoundingClientRect();
    const section = sectionOf(docked.link);
    if (isHome(place, section, windowBox(), docked.hasLeft)) putBack();
    else docked.hasLeft ||= !fills(place, windowBox());
  });
}

// The text under the link's heading, up to the next heading.
function sectionOf(link) {
  const section = link.closest("section") ?? document.body;
  const { top, bottom, left, right } = section.getBoundingClientRect();
  const next = [...section.querySelectorAll(":scope > section")].find(
    (inner) => link.compareDocumentPosition(inner) & Node.DOCUMENT_POSITION_FOLLOWING,
  );
  return { top, left, right, bottom: next?.getBoundingClientRect().top ?? bottom };
}

// A phone whose address bar comes or goes changes the height alone: nothing changes ends.
function resized() {
  if (!docked) return;
  const { node, link, place, windowWidth } = docked;
  const room = Math.min(place.room, innerHeight / 2);
  const isNew = innerWidth !== windowWidth || place.at === "side";
  docked.windowWidth = innerWidth;
  fitOneOf(isNew ? placesOf(node, link) : [{ ...place, room }]);
}

function closeByKey(event) {
  if (event.key === "Escape" && docked) closeHere();
}

function closeHere() {
  const link = docked?.link;
  putBack();
  link?.focus({ preventScroll: true });
}

function backButton() {
  const node = element("button", {
    type: "button",
    className: "nn-kept-back",
    textContent: t("dock.back"),
  });
  node.addEventListener("click", putBack);
  return node;
}

// Keeps focus and what is running where the browser can.
function move(parent, child, next) {
  if (parent.moveBefore && parent.isConnected && child.isConnected)
    parent.moveBefore(child, next);
  else parent.insertBefore(child, next);
}

// A link that is in the window stays where it is while `change` is made: what goes back may be
// higher by now than the place it has left, or lower, and a browser that holds on to what
// was seen of a figure scrolls with it.
function keepInPlace(link, change) {
  const before = link.getBoundingClientRect();
  change();
  const moved = link.getBoundingClientRect().top - before.top;
  if (moved && shownOf(before, windowBox()))
    scrollBy({ top: moved, behavior: "instant" });
}

// What has just come near the window is laid out a frame later (later.css), and may then be
// higher than the room that was kept for it: for two frames the link stays where it is.
function holdOn(link, then) {
  const { top } = link.getBoundingClientRect();
  const hold = () => {
    const moved = link.getBoundingClientRect().top - top;
    if (moved) scrollBy({ top: moved, behavior: "instant" });
  };
  requestAnimationFrame(() => {
    hold();
    requestAnimationFrame(() => {
      hold();
      then();
    });
  });
}

function isSeen(node) {
  const root = rootOf(node);
  const { head, height } = windowBox();
  return [".nn-stage", ".nn-reading"].every((part) => {
    const box = root.querySelector(part).getBoundingClientRect();
    return box.height && box.top >= head - 1 && box.bottom <= height + 1;
  });
}

function windowBox() {
  const header = document.querySelector(".bd-header-article");
  return {
    width: document.documentElement.clientWidth,
    height: innerHeight,
    head: Math.max(0, header?.getBoundingClientRect().bottom ?? 0),
  };
}

function flash(node) {
  const root = rootOf(node);
  root.classList.remove("nn-flash");
  void root.offsetWidth; // the animation begins anew
  root.classList.add("nn-flash");
}

const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
