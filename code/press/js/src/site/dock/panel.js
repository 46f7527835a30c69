// The panel that a figure stands in beside its sentence: a bar of three buttons, and the
// figure.
import { element } from "../../lib/widget.js";
import { t } from "../words.js";

/**
 * An empty panel for a figure: {node, fold}. `title` is the figure's, `id` its mount's.
 * @param {{id: string, title: string, onFold: (open: boolean) => void,
 *   onGo: () => void, onClose: () => void}} options
 */
export function panelFor({ id, title, onFold, onGo, onClose }) {
  const node = element(
    "div",
    { className: "nn-dock", id: `${id}--docked` },
    { "data-docked": id, role: "region", "aria-label": t("dock.label", { title }) },
  );
  const bar = element("div", { className: "nn-dock-bar" });
  const fold = iconButton("fold", t("dock.controls"), () => {
    const open = node.toggleAttribute("data-open");
    fold.setAttribute("aria-expanded", String(open));
    onFold(open);
  });
  fold.setAttribute("aria-expanded", "false");
  const close = iconButton("close", t("dock.close"), onClose);
  close.title = t("dock.closeKey");
  bar.append(fold, iconButton("go", t("dock.go"), onGo), close);
  // Heard once, when the figure has come: where it is, and the way back.
  const status = element("p", { className: "nn-sr-only" }, { role: "status" });
  setTimeout(() => (status.textContent = t("dock.status", { title })));
  node.append(bar, status);
  return node;
}

function iconButton(name, label, act) {
  const node = element(
    "button",
    { type: "button", className: `nn-dock-${name}`, title: label },
    { "aria-label": label },
  );
  node.addEventListener("click", act);
  return node;
}
