// A map of videos: dots whose area is their probability, names of regions and topics, the
// history, what was found and missed, and where the user vector is. A click chooses a
// video; the arrow keys walk from one to the next.
import { pointer, select } from "d3-selection";
import { canvas, themeColors } from "./canvas.js";
import { clamp } from "./numbers.js";
import { element } from "./widget.js";
import "./video-map.css";

const ROOM = 12; // px around the dots
const REACH = 24; // px from a dot to where a click still means it
const SMALLEST = 1.6; // px, radius of a video that nobody expects
const LARGEST = 9;
const TEXT = { width: 7, height: 15, gap: 3 }; // px, of a letter and around a name
const SHIFTS = [0, -15, 15, -25, 25]; // px, up or down from where a name would stand
const MOVES = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/**
 * A map in frame.stage. `places` holds x and y of each video in [0, 1]; `choose(video)`
 * follows the reader; says(video, state) is the line under the map, `hint` stands there
 * where no video is pointed at. Returns
 *   draw(state)   {probabilities, history, found, missed, looked, before}, the latter
 *                 the probabilities of the last history, or undefined
 *   point(video)  show where a video is; null: none
 *   cursor        the element that has the focus on the map
 */
export function videoMap(
  frame,
  { titles, topics, regions, places, label, hint, says, choose },
) {
  const n = titles.length;
  const box = element("div", { className: "nn-map" });
  const field = element("div", { className: "nn-field" });
  box.append(field);
  frame.stage.append(box);
  const dots = canvas(field);
  const colors = themeColors(frame);
  const svg = select(field).append("svg").attr("class", "nn-plot");
  svg.attr("role", "group").attr("aria-label", label);
  const names = svg.append("g").attr("aria-hidden", "true");
  const trail = svg.append("path").attr("class", "nn-trail");
  const layers = ["missed", "found", "watched"].map((name) => [
    name,
    svg.append("g").attr("class", `nn-${name}`),
  ]);
  const user = svg.append("g").attr("class", "nn-user").attr("aria-hidden", "true");
  user.append("path").attr("d", "M0,-8L8,0L0,8L-8,0Z");
  user.append("text").attr("class", "nn-halo").attr("x", 13).attr("dy", "0.35em");
  user.select("text").text("u");
  const cursor = svg
    .append("g")
    .attr("class", "nn-cursor")
    .attr("role", "button")
    .attr("tabindex", 0);
  cursor.append("circle").attr("r", 9);
  const line = element("p", { className: "nn-line" }, { "aria-live": "polite" });
  box.append(line);

  let state;
  let [width, height] = [0, 0];
  let labels = [];
  /** @type {number | null} */
  let at = null; // the video that the pointer or the keyboard is at
  let walked = 0; // the video that the keyboard was at last
  const place = (video) => [
    ROOM + places[2 * video] * (width - 2 * ROOM),
    ROOM + places[2 * video + 1] * (height - 2 * ROOM),
  ];
  const radius = (video, least) =>
    Math.min(
      Math.hypot(least, LARGEST * Math.sqrt(2 * state.probabilities[video])),
      LARGEST,
    );

  function point(video) {
    at = video ?? null;
    frame.draw();
  }

  function nearest([x, y]) {
    /** @type {[number, number | null]} */
    let [least, found] = [REACH, null];
    for (let video = 0; video < n; video++) {
      const [px, py] = place(video);
      const distance = Math.hypot(px - x, py - y);
      if (distance < least) [least, found] = [distance, video];
    }
    return found;
  }
  svg
    .on("pointermove", (event) => point(nearest(pointer(event))))
    .on("pointerleave", () => point(null))
    .on("click", (event) => {
      const video = nearest(pointer(event));
      if (video === null) return;
      walked = video;
      point(video);
      choose(video);
    });
  cursor
    .on("focus", () => point(walked))
    .on("blur", () => point(null))
    .on("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") choose(walked);
      else if (event.key in MOVES) walked = neighbour(walked, MOVES[event.key]);
      else return;
      event.preventDefault();
      event.stopPropagation(); // JupyterLab moves between cells with the arrow keys
      point(walked);
    });

  // The next video in a direction: near, and not far to the side.
  function neighbour(video, [dx, dy]) {
    const [x, y] = place(video);
    let [least, found] = [Infinity, video];
    for (let other = 0; other < n; other++) {
      const [px, py] = place(other);
      const ahead = (px - x) * dx + (py - y) * dy;
      const aside = Math.abs((px - x) * dy) + Math.abs((py - y) * dx);
      const cost = ahead + 2 * aside;
      if (ahead > 0 && cost < least) [least, found] = [cost, other];
    }
    return found;
  }

  function drawDots() {
    const context = dots.size(width, height);
    const { control, ink } = colors();
    const topic = at === null ? null : topics[at];
    for (let video = 0; video < n; video++) {
      context.beginPath();
      context.arc(...place(video), radius(video, SMALLEST), 0, 2 * Math.PI);
      context.fillStyle = topics[video] === topic ? ink : control;
      context.globalAlpha = state.looked[video] ? 0.8 : 0.22;
      context.fill();
    }
    context.globalAlpha = 1;
  }

  // Where the next watch is expected: the mean of all places, by probability.
  function expected(probabilities) {
    let [x, y] = [0, 0];
    probabilities.forEach((p, video) => {
      const [px, py] = place(video);
      x += p * px;
      y += p * py;
    });
    return [x, y];
  }

  function layout() {
    const size = [Math.max(200, field.clientWidth), Math.max(120, field.clientHeight)];
    if (size[0] === width && size[1] === height) return;
    [width, height] = size;
    svg.attr("viewBox", `0 0 ${width} ${height}`).attr("height", height);
    labels = nameLabels({ topics, regions, n, place, width });
    names
      .selectAll("text")
      .data(labels)
      .join("text")
      .attr("class", ({ kind }) => `nn-halo nn-${kind}`)
      .attr("x", ({ x }) => x)
      .attr("text-anchor", "middle")
      .attr("dy", "0.35em")
      .text(({ text }) => text);
  }

  // Names make room for the user and for coloured dots; where there is none, they go.
  function placeNames(/** @type {number[]} */ [x, y]) {
    const taken = [{ x: x + 8, y, half: 16, tall: 9 }];
    for (const [name] of layers)
      for (const video of marked(name)) {
        const [dotX, dotY] = place(video);
        taken.push({ x: dotX, y: dotY, half: 5, tall: 5 });
      }
    const spots = labels.map((label) => {
      const spot = SHIFTS.map((shift) => ({ ...label, y: label.y + shift })).find(
        (box) => taken.every((other) => apart(box, other)),
      );
      if (spot) taken.push(spot);
      return spot;
    });
    names
      .selectAll("text")
      .attr("display", (_, i) => (spots[i] ? null : "none"))
      .attr("y", (_, i) => spots[i]?.y ?? 0);
  }

  const marked = (name) => (name === "watched" ? state.history : state[name]);

  function draw(next) {
    state = next;
    layout();
    drawDots();
    for (const [name, layer] of layers)
      layer
        .selectAll("circle")
        .data(marked(name))
        .join("circle")
        .attr("r", (video) => radius(video, name === "missed" ? 7 : 4.5))
        .attr("cx", (video) => place(video)[0])
        .attr("cy", (video) => place(video)[1]);
    const here = expected(state.probabilities);
    user.attr("transform", `translate(${here})`);
    placeNames(here);
    trail.attr("d", state.before ? `M${expected(state.before)}L${here}` : null);
    const shown = at ?? walked;
    cursor
      .attr("transform", `translate(${place(shown)})`)
      .attr("aria-label", says(shown, state))
      .attr("aria-pressed", state.history.includes(shown))
      .classed("nn-on", at !== null);
    line.textContent = at === null ? hint : says(at, state);
    line.classList.toggle("nn-hint", at === null);
  }
  return { draw, point, cursor: cursor.node() };
}

// Names of regions where their middle is, then of topics where most of their videos of a
// region lie, as long as there is room.
function nameLabels({ topics, regions, n, place, width }) {
  const videos = Array.from({ length: n }, (_, video) => video);
  const groups = Map.groupBy(videos, (video) => regions[video]);
  const labels = [];
  const add = (kind, text, /** @type {number[]} */ [x, y]) => {
    const half = (TEXT.width * text.length) / 2 + TEXT.gap;
    const inside = clamp(x, half, width - half);
    const box = { kind, text, x: inside, y, half, tall: TEXT.height / 2 };
    if (labels.every((other) => apart(box, other))) labels.push(box);
  };
  for (const [region, members] of groups) add("region", region, centre(members, place));
  for (const members of groups.values())
    for (const [topic, own] of Map.groupBy(members, (video) => topics[video]))
      add("topic", topic, centre(own, place));
  return labels;
}

const apart = (a, b) =>
  Math.abs(a.x - b.x) > a.half + b.half || Math.abs(a.y - b.y) > a.tall + b.tall;

// The place of the video that has the most others of its group close by.
function centre(members, place) {
  const points = members.map(place);
  const crowd = points.map(([x, y]) =>
    points.reduce(
      (sum, [px, py]) => sum + 1 / (300 + (x - px) ** 2 + (y - py) ** 2),
      0,
    ),
  );
  return points[crowd.indexOf(Math.max(...crowd))];
}
