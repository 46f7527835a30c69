// Mounts the widgets of a static page: no kernel, no require.js, no html-manager.
import { formatAddress, parseAddress } from "../lib/address.js";
import { element } from "../lib/widget.js";
import { readLink } from "./link.js";
import { StaticModel } from "./model.js";
import { t } from "./words.js";

const mounted = new Map(); // anchor -> {node, model, widget}

/**
 * Start every `<div data-widget>` of the page; each becomes data-state ready or error.
 * The first need not wait for the rest of the page, and between two of them the page
 * answers its reader.
 */
export async function mountWidgets(widgets) {
  for (let node; (node = await nextWidget());)
    mount(node, widgets[node.dataset.widget]);
  followAddress();
  addEventListener("hashchange", followAddress);
  // A link to the address that is already there changes no hash.
  document.addEventListener("click", (event) => {
    const at = event.target instanceof Element ? event.target : null;
    const link = /** @type {HTMLAnchorElement | null | undefined} */ (
      at?.closest("a[href]")
    );
    const hash = link?.hash;
    if (hash && hash === location.hash) followAddress();
  });
}

// The first widget that waits to be started, when the page has come that far; null at
// the end.
async function nextWidget() {
  await nextTask();
  for (;;) {
    const isWhole = document.readyState !== "loading";
    const node = document.querySelector("[data-widget][data-state=loading]");
    if (node && (isWhole || isFollowed(node))) return node;
    if (isWhole) return null;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

// Whether the page already has what comes after a node: then the node is complete.
function isFollowed(node) {
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
    mounted.set(node.id, { node, model, widget });
  } catch (error) {
    node.dataset.state = "error";
    node.replaceChildren(
      ...fallback,
      element("p", { textContent: t("figure.failed", { message: error.message }) }),
    );
    console.error(error);
  }
}

function followAddress() {
  const address = parseAddress(location.hash);
  const target = address && mounted.get(address.id);
  if (!target) return;
  const { node, model, widget } = target;
  for (const notice of node.querySelectorAll(":scope > .nn-notice")) notice.remove();
  const { values, refused } = readLink(widget, (key) => model.get(key), address.values);
  for (const [key, value] of Object.entries(values)) model.set(key, value);
  for (const textContent of refused)
    node.append(
      element("p", { className: "nn-notice", textContent }, { role: "alert" }),
    );
  node.scrollIntoView({ block: "nearest" });
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
