// Chapter 6: the trained videos as a map. A click builds a watch history, the user tower
// runs, the user vector moves, and the nearest unseen videos are listed.
import { button, choice, slider } from "../lib/controls.js";
import { K, angle, createServer, serve } from "../lib/embedding-map.js";
import { fixed, percent } from "../lib/format.js";
import { decodeHalves } from "../lib/half.js";
import { videoMap } from "../lib/video-map.js";
import { defineWidget, element } from "../lib/widget.js";
import words from "../locales/en/embedding-map.json" with { type: "json" };
import declared from "../state/embedding-map.json" with { type: "json" };
import "./embedding-map.css";

const LONGEST = declared.history.most; // watches

export default defineWidget("embedding-map", words, declared, (frame) => {
  const { t, get, set } = frame;
  const server = createServer(get("model"));
  const { titles, topics, regions, places } = get("catalogue");
  const [, cells] = frame.range("probes");

  frame.presets(
    [
      { label: t("presets.empty"), state: { history: [] } },
      { label: t("presets.cosine"), state: { measure: "cosine", probes: cells } },
      { label: t("presets.cells"), state: { measure: "dot", probes: 2 } },
    ],
    ["history", "measure", "probes"],
  );
  choice(frame, {
    key: "measure",
    label: t("measure"),
    options: frame
      .options("measure")
      .map((value) => ({ value, label: t(`measures.${value}`) })),
  });
  slider(frame, {
    key: "probes",
    label: t("probes"),
    step: 1,
    format: (n) =>
      n === cells ? t("allOf", { n, cells }) : t("of", { n, all: cells }),
  });

  const watch = (video) => {
    const others = get("history").filter((other) => other !== video);
    set({ history: [...others, video].slice(-LONGEST) });
  };
  const forget = (video) =>
    set({ history: get("history").filter((other) => other !== video) });

  const map = videoMap(frame, {
    titles,
    topics,
    regions,
    places: decodeHalves(places),
    label: t("map"),
    hint: t("hint"),
    says: (video, { found, history, missed }) =>
      t(
        history.includes(video)
          ? "at.watched"
          : found.includes(video)
            ? "at.found"
            : missed.includes(video)
              ? "at.missed"
              : "at.other",
        { title: titles[video], place: found.indexOf(video) + 1 },
      ),
    choose: (video) => (get("history").includes(video) ? forget(video) : watch(video)),
  });
  const lists = element("div", { className: "nn-lists" });
  frame.stage.append(lists);
  const found = videoList(lists, {
    frame,
    tag: "ol",
    heading: [t("found"), t("foundDo")],
    length: K,
    choose: watch,
    map,
  });
  const watched = videoList(lists, {
    frame,
    tag: "ul",
    heading: [t("watched", { n: LONGEST }), t("watchedDo")],
    length: LONGEST,
    choose: forget,
    map,
  });

  // Where the user vector was before the history changed.
  let before;
  let now;
  return function draw() {
    const state = frame.pick(["history", "measure", "probes"]);
    const { history, measure } = state;
    const result = serve(server, state);
    if (now && String(now.history) !== String(history)) before = now;
    now = { history, u: result.u, probabilities: result.probabilities };
    const missed = result.expected.filter((video) => !result.found.includes(video));
    map.draw({ ...result, history, missed, before: before?.probabilities });
    found(
      result.found.map((video) => ({
        video,
        title: titles[video],
        value: fixed(result.scores[video], measure === "dot" ? 1 : 2),
        isNew: !result.expected.includes(video),
        name: "add",
      })),
    );
    watched(
      history.map((video) => ({
        video,
        title: titles[video],
        value: "×",
        name: "remove",
      })),
    );
    frame.read(sentence(result, state, missed));
  };

  function sentence({ u, probabilities, found, looked }, state, missed) {
    const { history, measure, probes } = state;
    const words = {
      n: history.length,
      length: fixed(Math.hypot(...u), 1),
      first: titles[found[0]],
      share: percent(found.reduce((sum, video) => sum + probabilities[video], 0)),
      turned: before ? fixed(angle(before.u, u), 0) : "",
      probes,
      cells,
      looked: percent(looked.reduce((a, b) => a + b) / server.n),
      hits: K - missed.length,
      recall: fixed(1 - missed.length / K, 1),
      other: missed.length,
    };
    const count = ["none", "one"][history.length] ?? "more";
    const parts = [t(`reading.${count}`, words)];
    if (before) parts.push(t("reading.turned", words));
    parts.push(t("reading.first", words));
    if (probes < cells) parts.push(t("reading.cells", words));
    else if (measure === "cosine") parts.push(t("reading.cosine", words));
    if (missed.length) parts.push(t("reading.instead"));
    return parts.join(" ");
  }
});

// A heading [what they are, what a click does] and rows that are buttons:
// {video, title, value, name, isNew}. As many
// places as there can be, so that nothing moves when there are fewer. What one reads on a
// button is part of its name.
function videoList(parent, { frame, tag, heading, length, choose, map }) {
  const part = element("div", { className: "nn-list" });
  const note = element("p", { className: "nn-note", textContent: heading[0] });
  note.append(element("span", { className: "nn-do", textContent: heading[1] }));
  part.append(note);
  const list = element(tag);
  let shown = [];
  const rows = Array.from({ length }, (_, i) => {
    const item = element("li");
    const row = button(frame, {
      label: "",
      parent: item,
      onClick: () => choose(shown[i].video),
    });
    const [title, value] = ["title", "value"].map((name) =>
      element("span", { className: `nn-row-${name}` }),
    );
    row.append(title, " ", value);
    for (const name of ["pointerenter", "focus"])
      row.addEventListener(name, () => map.point(shown[i].video));
    for (const name of ["pointerleave", "blur"])
      row.addEventListener(name, () => map.point(null));
    list.append(item);
    return { item, row, title, value };
  });
  part.append(list);
  parent.append(part);
  return function draw(videos) {
    shown = videos;
    // Where the list gets shorter the focus does not get lost.
    if (rows.slice(videos.length).some(({ row }) => row === document.activeElement))
      (rows[videos.length - 1]?.row ?? map.cursor).focus({ preventScroll: true });
    rows.forEach(({ item, row, title, value }, i) => {
      const video = videos[i];
      row.hidden = !video;
      if (!video) return;
      title.textContent = video.title;
      value.textContent = video.value;
      const label = frame.t(video.name, { title: `${video.title} ${video.value}` });
      row.setAttribute("aria-label", label);
      item.classList.toggle("nn-new", Boolean(video.isNew));
    });
  };
}
