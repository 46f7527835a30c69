// A list that a reader puts into order: by Move up and Move down, or by dragging.
import { t } from "./question-words.js";
import { element } from "./widget.js";

/**
 * A sortable list of `nodes`: {list, order, show(order)}, where `order` is what is seen
 * now, by the places in `nodes`. `onMove` is told when the reader has moved one.
 */
export function sortable({ nodes, names, onMove }) {
  const list = element("ol", { className: "nn-sortable" });
  const items = nodes.map((content, i) => {
    const item = element("li");
    const up = mover(item, -1, t("up", { name: names[i] }), "↑");
    const down = mover(item, 1, t("down", { name: names[i] }), "↓");
    const text = element("span", { className: "nn-sortable-text" });
    text.append(...content);
    const grip = element("span", { className: "nn-grip", textContent: "⠿" });
    grip.setAttribute("aria-hidden", "true");
    item.append(grip, text, up, down);
    item.addEventListener("pointerdown", drag);
    return item;
  });
  function mover(item, step, label, textContent) {
    const button = element("button", { type: "button", textContent });
    button.setAttribute("aria-label", label);
    button.addEventListener("click", () => {
      const next = step < 0 ? item.previousElementSibling : item.nextElementSibling;
      if (!next) return;
      if (step < 0) next.before(item);
      else next.after(item);
      moved();
      button.focus(); // moving an element takes the focus away
    });
    return button;
  }

  function drag(event) {
    if (event.target.closest("button") || event.button !== 0) return;
    // A finger drags by the grip only: elsewhere it scrolls the page.
    if (event.pointerType !== "mouse" && !event.target.closest(".nn-grip")) return;
    const item = event.currentTarget;
    event.preventDefault();
    // The list takes the pointer: the item would lose it when it changes its place.
    list.setPointerCapture(event.pointerId);
    item.classList.add("nn-dragged");
    const follow = ({ clientY }) => {
      const others = [...list.children].filter((other) => other !== item);
      const next = others.find((other) => {
        const { top, height } = other.getBoundingClientRect();
        return clientY < top + height / 2;
      });
      if (item.nextElementSibling === (next ?? null)) return;
      list.insertBefore(item, next ?? null);
      moved();
    };
    const drop = () => {
      item.classList.remove("nn-dragged");
      list.removeEventListener("pointermove", follow);
    };
    list.addEventListener("pointermove", follow);
    list.addEventListener("lostpointercapture", drop, { once: true });
  }

  function moved() {
    showEnds();
    onMove();
  }

  // A button that cannot move its item stays in the tab order: it may have the focus.
  function showEnds() {
    for (const item of items) {
      const [up, down] = item.querySelectorAll("button");
      up.setAttribute("aria-disabled", String(!item.previousElementSibling));
      down.setAttribute("aria-disabled", String(!item.nextElementSibling));
    }
  }

  return {
    list,
    get order() {
      return [...list.children].map((item) => items.indexOf(item));
    },
    show(order) {
      list.append(...order.map((i) => items[i]));
      showEnds();
    },
  };
}
