// A group of parts of a picture of which one is chosen: one stop of the tab key, and the
// arrow keys go from one to the next.

const MOVES = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/**
 * A group in an SVG; `beside(name, [dx, dy])` is the name of the part to which an arrow
 * leads. Returns update(boxes, chosen, labelOf), with the box of each name.
 */
export function radioGroup(parent, { label, choose, beside }) {
  const group = parent.append("g").attr("role", "radiogroup").attr("aria-label", label);

  function arrow(event, name) {
    const move = MOVES[event.key];
    if (!move && event.key !== " " && event.key !== "Enter") return;
    event.preventDefault();
    event.stopPropagation(); // JupyterLab moves between cells with the arrow keys
    const next = move ? beside(name, move) : name;
    choose(next);
    const parts = [...group.node().querySelectorAll("[role=radio]")];
    parts.find((part) => part.dataset.name === next)?.focus({ preventScroll: true });
  }

  return function update(boxes, chosen, labelOf) {
    const names = [...boxes.keys()];
    const reached = boxes.has(chosen) ? chosen : names[0];
    group.attr("display", names.length ? null : "none");
    group
      .selectAll("g")
      .data(names, (name) => name)
      .join((enter) => {
        const part = enter
          .append("g")
          .attr("class", "nn-choice")
          .attr("role", "radio")
          .attr("data-name", (name) => name)
          .on("click", (_, name) => choose(name))
          .on("keydown", arrow);
        part.append("rect").attr("rx", 3);
        return part;
      })
      .attr("aria-checked", (name) => String(name === chosen))
      .attr("tabindex", (name) => (name === reached ? 0 : -1))
      .attr("aria-label", labelOf)
      .select("rect")
      .attr("x", (name) => boxes.get(name).x)
      .attr("y", (name) => boxes.get(name).y)
      .attr("width", (name) => boxes.get(name).width)
      .attr("height", (name) => boxes.get(name).height);
  };
}
