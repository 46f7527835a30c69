// Mounts the widgets of a static page: no kernel, no require.js, no html-manager.
import { formatAddress, parseAddress, convert } from "../lib/address.js";
import { t } from "./words.js";
import { element } from "../lib/widget.js";
import { StaticModel } from "./model.js";

const mounted = new Map(); // anchor -> {node, model, keys}

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
    /** @type {HTMLAnchorElement} */
    const link = event.target instanceof Element && event.target.closest("a[href]");
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
    const keys = Object.keys(state).filter((key) => state[key] !== null);
    node.append(linkButton(node.id, model, keys));
    node.dataset.state = "ready";
    mounted.set(node.id, { node, model, keys });
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
  const { node, model, keys } = target;
  node.querySelector(".nn-notice")?.remove();
  for (const [key, text] of Object.entries(address.values)) {
    const value = keys.includes(key) ? convert(text, model.get(key)) : undefined;
    if (value === undefined) refuse(node, key, text);
    else model.set(key, value);
  }
  node.scrollIntoView({ block: "nearest" });
}

function refuse(node, key, value) {
  const textContent = t("figure.linkRefused", { key, value });
  node.append(element("p", { className: "nn-notice", textContent }, { role: "alert" }));
}

// The address of the widget's present state, for sharing; it also goes into the
// address bar, where it survives a reload.
function linkButton(id, model, keys) {
  const link = element("button", {
    type: "button",
    className: "nn-link",
    textContent: t("figure.link"),
  });
  link.addEventListener("click", async () => {
    // Samples of the reader's own function are too long for an address.
    const short = keys.filter((key) => JSON.stringify(model.get(key)).length < 2000);
    const state = Object.fromEntries(short.map((key) => [key, model.get(key)]));
    history.replaceState(null, "", formatAddress(id, state));
    await navigator.clipboard?.writeText(location.href).catch(() => {});
    link.textContent = t("figure.linkCopied");
    setTimeout(() => (link.textContent = t("figure.link")), 2000);
  });
  return link;
}
