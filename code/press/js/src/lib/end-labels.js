// Names of curves: at their right ends, pushed apart so that none covers another, or in a
// row above the chart where there is no room on the right.
import { widthOf } from "./width.js";

const LINE = 17;
const NARROW = 480;
const ROOM = 96; // px on the right for the longest name

/**
 * Labels of a chart: prepare() before chart.layout() makes room for them, draw(items)
 * after it takes each {text, className, y}. The row begins at `top` px.
 */
export function endLabels(chart, { top }) {
  const group = chart.over.append("g");
  const margin = { right: chart.margin.right, top: chart.margin.top };
  let isNarrow = false;

  function prepare() {
    isNarrow = widthOf(chart.svg.node().parentNode) < NARROW;
    chart.margin.right = isNarrow ? margin.right : ROOM;
    chart.margin.top = margin.top + (isNarrow ? LINE + 4 : 0);
  }

  function draw(items) {
    const texts = group
      .selectAll("text")
      .data(items)
      .join("text")
      .attr("class", ({ className }) => `nn-end ${className}`)
      .text(({ text }) => text);
    if (isNarrow) {
      let next = 0;
      texts.attr("y", top).each(function () {
        this.setAttribute("x", next);
        next += this.getComputedTextLength() + 14;
      });
      return;
    }
    const bottom = chart.height - chart.margin.bottom;
    const places = spread(
      items.map(({ y }) => y),
      chart.margin.top,
      bottom,
    );
    texts
      .attr("x", chart.width - chart.margin.right + 8)
      .attr("y", (_, i) => places[i] + 4.5);
  }
  return { prepare, draw };
}

// Places near the wishes, LINE apart, within [top, bottom].
function spread(wishes, top, bottom) {
  const order = wishes.map((_, i) => i).sort((a, b) => wishes[a] - wishes[b]);
  const places = [];
  let next = top;
  for (const i of order) {
    places[i] = Math.max(wishes[i], next);
    next = places[i] + LINE;
  }
  next = bottom;
  for (const i of order.toReversed()) {
    places[i] = Math.min(places[i], next);
    next = places[i] - LINE;
  }
  return places;
}
