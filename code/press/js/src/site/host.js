// Mounts the widgets of a static page: no kernel, no require.js, no html-manager.
import { formatAddress, parseAddress } from "../lib/address.js";
import { element } from "../lib/widget.js";
import { bring, putBack, wentBackTo } from "./dock/index.js";
import { readLink } from "./link.js";
import { StaticModel } from "./model.js";
import { t } from "./words.js";

const WAITING = "[data-widget][data-state=loading]";
const mounted = new Map(); // mount -> {el, model, widget}
let known = {}; // the front ends, by their name

/**
 * Start every `<div data-widget>` of the page; each becomes data-state ready or error.
 * The first need not wait for the rest of the page, and between two of them the page
 * answers its reader. That which the page's address or a link asks for comes first of all.
 */
export async function mountWidgets(widgets) {
  known = widgets;
  const start = (node) => mount(node, widgets[node.dataset.widget]);
  let address = location.hash;
  let isFollowed = false;
  const follow = (link) => {
    const from = address;
    address = location.hash;
    isFollowed = followAddress(start, link, from);
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
  for (let node; (node = await nextWidget());) {
    start(node);
    if (!isFollowed) follow(null);
  }
}

/**
 * Put a figure with this front end and model at the end of `parent`. Where it stands for
 * one that the cell has recorded, links that set that one set it now. Returns what gives
 * them back.
 */
export function mountFigure(name, model, parent) {
  const node = element("div", {}, { "data-widget": name, "data-state": "ready" });
  const el = element("div");
  const widget = known[name];
  const recorded = parent
    .closest(".cell")
    .querySelector(`.cell_output:not(.nn-cell-own) [data-widget="${name}"][id]`);
  const { id } = recorded ?? {};
  node.append(el);
  parent.append(node); // drawn outside of the page, a picture has no width yet
  widget.render({ model, el });
  if (!id) return () => {};
  putBack(); // what stands beside the text is the recorded one
  recorded.removeAttribute("id");
  node.id = id;
  mounted.set(node, { el, model, widget });
  return () => {
    putBack();
    mounted.delete(node);
    node.removeAttribute("id");
    recorded.id = id;
  };
}

// The widget that waits to be started and the address asks for, else the first that does,
// when the page has come that far; null at the end.
async function nextWidget() {
  await nextTask();
  for (;;) {
    const isWhole = document.readyState !== "loading";
    const id = parseAddress(location.hash)?.id;
    const asked = id ? document.getElementById(id) : null;
    const node = asked?.matches(WAITING) ? asked : document.querySelector(WAITING);
    const isNext = isWhole || !id || asked;
    if (node && isNext && (isWhole || isComplete(node))) return node;
    if (isWhole) return null;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

// Whether the page already has what comes after a node: then the node is complete.
function isComplete(node) {
  for (let part = node; part !== document.body; part = part.parentNode)
    if (part.nextSibling) return true;
  return false;
}

const nextTask = () =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = resolve;
    port2.postMessage(null);
  });

function mount(node, widget) {
  const fallback = [...node.childNodes];
  try {
    if (!widget) throw new Error(`no front end "${node.dataset.widget}"`);
    const state = JSON.parse(node.querySelector("script").textContent);
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
    node.dataset.state = "error";
    node.replaceChildren(
      ...fallback,
      element("p", { textContent: t("figure.failed", { message: error.message }) }),
    );
    console.error(error);
  }
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
function followAddress(start, link, from) {
  const address = parseAddress(location.hash);
  if (!address) return true;
  const node = document.getElementById(address.id);
  if (node?.matches(WAITING) && isComplete(node)) start(node);
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
