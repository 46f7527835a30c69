// A drawing of 8 × 8 cells in a picture: mouse and finger draw, the arrow keys move a
// cursor over the cells, Space and the digits set ink.
import { INK } from "./digit-network.js";
import { pen } from "./pen.js";
import { clamp } from "./numbers.js";
import { dragIn } from "./plot.js";

const SIDE = 8;
const MOVES = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/**
 * A pad in an SVG. `get()` gives the cells, start() those on which a stroke begins,
 * set(cells) takes the new ones; with Shift a stroke erases. `text(row, column, ink)` says
 * a cell. Returns update(box).
 */
export function drawingPad(svg, parent, { label, get, start, set, text }) {
  const node = parent
    .append("g")
    .attr("class", "nn-pad")
    .attr("role", "slider")
    .attr("tabindex", 0)
    .attr("aria-label", label)
    .attr("aria-valuemin", 0)
    .attr("aria-valuemax", INK);
  const field = node.append("rect").attr("class", "nn-hit");
  const cursor = node.append("rect").attr("class", "nn-cell");
  let box = { x: 0, y: 0, width: SIDE };
  let at = [3, 3]; // column and row of the cursor
  let stroke;

  const cellAt = ({ x, y }) =>
    [x - box.x, y - box.y].map((v) => (v / box.width) * SIDE);

  function draw(event) {
    const [x, y] = cellAt(event);
    at = [x, y].map((v) => clamp(Math.floor(v), 0, SIDE - 1));
    set(stroke.to(x, y));
  }

  node.call(
    dragIn(() => svg.node())
      .on("start", (event) => {
        node.node().focus({ preventScroll: true });
        const erases = event.sourceEvent.shiftKey;
        stroke = pen(erases ? get() : start(), { erases });
        draw(event);
      })
      .on("drag", draw),
  );
  node.on("keydown", (event) => {
    const { key, ctrlKey, metaKey, altKey } = event;
    if (ctrlKey || metaKey || altKey) return;
    const place = at[1] * SIDE + at[0];
    const ink = get()[place];
    const wanted =
      key === " "
        ? ink
          ? 0
          : INK
        : key === "Delete" || key === "Backspace"
          ? 0
          : /^\d$/.test(key)
            ? Math.round((Number(key) * INK) / 9)
            : null;
    const move = MOVES[key];
    const end = { Home: 0, End: SIDE - 1 }[key];
    if (wanted === null && !move && end === undefined) return;
    event.preventDefault();
    event.stopPropagation(); // JupyterLab moves between cells with the arrow keys
    if (wanted !== null) return set(get().with(place, wanted));
    at = move ? at.map((v, i) => clamp(v + move[i], 0, SIDE - 1)) : [end, end];
    show();
  });

  function show() {
    const size = box.width / SIDE;
    cursor
      .attr("x", box.x + at[0] * size)
      .attr("y", box.y + at[1] * size)
      .attr("width", size)
      .attr("height", size);
    const ink = get()[at[1] * SIDE + at[0]];
    node
      .attr("aria-valuenow", ink)
      .attr("aria-valuetext", text(at[1] + 1, at[0] + 1, ink));
  }

  return function update(next) {
    box = next;
    field
      .attr("x", box.x)
      .attr("y", box.y)
      .attr("width", box.width)
      .attr("height", box.width);
    show();
  };
}
