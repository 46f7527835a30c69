// Mounts the widgets of a static page: no kernel, no require.js, no html-manager.
import { formatAddress, parseAddress } from "../lib/address.js";
import { element } from "../lib/widget.js";
import { bring, putBack, wentBackTo } from "./dock/index.js";
import { frontEnd, loadFor, loadFrontEnd, stateIn } from "./front-ends.js";
import { readLink } from "./link.js";
import { StaticModel } from "./model.js";
import { nextTask } from "./turns.js";
import { t } from "./words.js";

const WAITING = "[data-widget][data-state=loading]";
const NEAR = "100% 0px"; // a window's height above and below the window
const mounted = new Map(); // mount -> {el, model, widget}
/** @type {Set<HTMLElement>} */
const wanted = new Set(); // those that are to start: near the window, or asked for
let isWhole = false; // the page has come
/** @type {Promise<any>} */
let last = Promise.resolve(); // they start one after the other

/**
 * Start each `<div data-widget>` of the page when it comes near the window, that which the
 * page's address or a link asks for at once, all when the page is printed; each becomes
 * data-state ready or error. Between two of them the page answers its reader.
 */
export async function mountWidgets() {
  let address = location.hash;
  let isFollowed = false;
  const follow = (link) => {
    const from = address;
    address = location.hash;
    isFollowed = followAddress(link, from);
    if (!link) wentBackTo(address);
  };
  addEventListener("hashchange", () => follow(null));
  document.addEventListener("click", (event) => {
    const link = stateLink(event);
    if (!link) return;
    event.preventDefault();
    if (link.hash !== location.hash) history.pushState(null, "", link.hash);
    follow(link);
  });
  addEventListener("beforeprint", () => {
    for (const node of waiting()) start(node);
  });
  const near = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries)
        if (isIntersecting && target.matches(WAITING)) want(target);
    },
    { rootMargin: NEAR },
  );
  for (const seen = new Set(); !isWhole; await pause(50)) {
    isWhole = document.readyState !== "loading";
    if (!isFollowed) follow(null);
    if (!isFollowed && !isWhole) continue; // what the address asks for comes first
    for (const node of waiting()) {
      if (seen.has(node) || !(isWhole || isComplete(node))) continue;
      seen.add(node);
      near.observe(node);
    }
  }
  goAhead();
}

/** @returns {NodeListOf<HTMLElement>} */
const waiting = () => document.querySelectorAll(WAITING);

// Start a figure in a task of its own, when its script has come.
async function want(node) {
  if (wanted.has(node)) return;
  wanted.add(node);
  await loadFor(node).catch(() => {}); // start() tells
  await (last = last.then(nextTask));
  if (node.matches(WAITING)) start(node);
}

// Start a figure now or, where its script has not come, then: so long no other starts.
function start(node) {
  const widget = frontEnd(node.dataset.widget);
  const state = stateIn(node);
  if (widget && state) return mount(node, widget, state);
  const started = loadFor(node).then(
    () => node.matches(WAITING) && start(node),
    (error) => fail(node, error),
  );
  last = last.then(() => started);
  return started;
}

// When there is nothing else to do: the scripts of the figures further down, so that these
// are ready as soon as the reader jumps there; and all questions, which cost little and
// which who goes by keyboard or by ear shall not miss.
async function goAhead() {
  if (document.readyState !== "complete")
    await new Promise((resolve) => addEventListener("load", resolve, { once: true }));
  for (const node of waiting()) {
    await idle();
    const { widget = "" } = node.dataset;
    if (widget === "question") await want(node);
    else await loadFrontEnd(widget).catch(() => {});
  }
}

const idle = () =>
  new Promise((resolve) =>
    "requestIdleCallback" in window
      ? requestIdleCallback(resolve, { timeout: 500 })
      : setTimeout(resolve, 100),
  );
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Put a figure with this front end and model at the end of `parent`. Where it stands for
 * one that the cell has recorded, links that set that one set it now. Returns what gives
 * them back.
 */
export function mountFigure(name, model, parent) {
  const node = element("div", {}, { "data-widget": name, "data-state": "ready" });
  const el = element("div");
  const recorded = parent
    .closest(".cell")
    .querySelector(`.cell_output:not(.nn-cell-own) [data-widget="${name}"][id]`);
  const { id } = recorded ?? {};
  node.append(el);
  parent.append(node); // drawn outside of the page, a picture has no width yet
  const take = (widget) => {
    widget.render({ model, el });
    if (id) mounted.set(node, { el, model, widget });
  };
  const widget = frontEnd(name);
  if (widget) take(widget);
  else loadFrontEnd(name).then(take, (error) => fail(node, error));
  if (!id) return () => {};
  putBack(); // what stands beside the text is the recorded one
  recorded.removeAttribute("id");
  node.id = id;
  return () => {
    putBack();
    mounted.delete(node);
    node.removeAttribute("id");
    recorded.id = id;
  };
}

// Whether the page already has what comes after a node: then the node is complete.
function isComplete(node) {
  for (let part = node; part !== document.body; part = part.parentNode)
    if (part.nextSibling) return true;
  return false;
}

function mount(node, widget, state) {
  const fallback = [...node.childNodes];
  try {
    const model = new StaticModel(state);
    const el = element("div");
    // Into the page first: drawn outside of it, a picture has no width yet, and what
    // stands below it would move when it is drawn again.
    node.replaceChildren(el);
    widget.render({ model, el });
    node.append(linkButton(node.id, model, widget));
    node.dataset.state = "ready";
    mounted.set(node, { el, model, widget });
  } catch (error) {
    node.replaceChildren(...fallback);
    fail(node, error);
  }
}

function fail(node, error) {
  node.dataset.state = "error";
  node.append(
    element("p", { textContent: t("figure.failed", { message: error.message }) }),
  );
  console.error(error);
}

// The link that was clicked, if it sets the state of a figure of this page and opens no
// other window.
function stateLink(event) {
  const { target, button, altKey, ctrlKey, metaKey, shiftKey } = event;
  if (event.defaultPrevented || button || altKey || ctrlKey || metaKey || shiftKey)
    return null;
  const at = target instanceof Element ? target : null;
  const link = /** @type {HTMLAnchorElement | null | undefined} */ (
    at?.closest("a[href]")
  );
  const address = link && parseAddress(link.hash);
  const isHere = link?.href.split("#")[0] === location.href.split("#")[0];
  return address && isHere ? link : null;
}

/**
 * Bring the figure that the address names into the state that it asks for, and to the
 * `link` that was followed; false where the figure has not come yet.
 */
function followAddress(link, from) {
  const address = parseAddress(location.hash);
  if (!address) return true;
  const node = document.getElementById(address.id);
  if (node?.matches(WAITING) && (isWhole || isComplete(node))) {
    const { hash } = location;
    const started = start(node);
    started?.then(() => location.hash === hash && followAddress(link, from));
    if (started) return true;
  }
  const target = node && mounted.get(node);
  if (!target) return false;
  const { el, model, widget } = target;
  for (const notice of el.querySelectorAll(":scope > .nn-notice")) notice.remove();
  const { values, refused } = readLink(widget, (key) => model.get(key), address.values);
  for (const [key, value] of Object.entries(values)) model.set(key, value);
  for (const textContent of refused)
    el.append(element("p", { className: "nn-notice", textContent }, { role: "alert" }));
  if (link) bring(node, link, from);
  // No address moves a page that its reader has scrolled.
  else if (scrollY < 8) node.scrollIntoView({ block: "nearest" });
  return true;
}

// The address of the widget's present state, for sharing; it also goes into the
// address bar, where it survives a reload.
function linkButton(id, model, { declared }) {
  const keys = Object.keys(declared).filter((key) => declared[key].link !== false);
  const link = element("button", {
    type: "button",
    className: "nn-link",
    textContent: t("figure.link"),
  });
  link.addEventListener("click", async () => {
    const state = Object.fromEntries(keys.map((key) => [key, model.get(key)]));
    history.replaceState(null, "", formatAddress(id, state));
    await navigator.clipboard?.writeText(location.href).catch(() => {});
    link.textContent = t("figure.linkCopied");
    setTimeout(() => (link.textContent = t("figure.link")), 2000);
  });
  return link;
}
