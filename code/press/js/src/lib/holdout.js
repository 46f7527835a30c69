// Ways of holding out a watch, what each lets a training example see, and what each is
// worth: a co-watch model over simulated viewers of series, scored on its own held-out
// watches and on the watch that really comes next.
import { seeded } from "./random.js";
import declared from "../state/next-or-random.json" with { type: "json" };

export const WAYS = declared.way.options;
export const DAYS = 60;
export const WATCHES = declared.label.max + 1; // of each viewer
export const EPISODES = 5;
const SERIES = 40;
const VIEWERS = 300;
const CUT = 45; // day on which the model goes into service
const SHOWN = 5; // videos that a viewer is shown

/**
 * What an example with this label sees: every watch of `logs` (the first is the label's
 * own viewer's) as {viewer, index, day, use, leak}. `use` is history, learned (by the
 * model, from others) or none; it leaks where what is used came after the label.
 */
export function view(logs, label, way) {
  const { day } = logs[0][label];
  return logs.flatMap((log, viewer) =>
    log.map((watch, index) => {
      const later = watch.day > day;
      const own = viewer === 0;
      const hidden = later && (way === "cut" || (way === "next" && own));
      const isLabel = own && index === label;
      const use = isLabel ? "label" : hidden ? "none" : own ? "history" : "learned";
      return { ...watch, viewer, index, use, leak: later && use !== "none" };
    }),
  );
}

/**
 * Logs of viewers: lists of {day, video}, in order. Series appear over time, and new ones
 * are watched more. After an episode the viewer goes on to the next with probability
 * `order`; a series is begun at its first episode with the same probability.
 */
export function simulate(seed, order) {
  const random = seeded(seed);
  const series = Array.from({ length: SERIES }, () => ({
    released: 75 * random() - 20,
    popularity: -Math.log1p(-random()),
  }));
  return Array.from({ length: VIEWERS }, () => {
    const phase = random();
    const log = [];
    for (let i = 0; i < WATCHES; i++) {
      const day = (DAYS * (i + 0.4 * phase + 0.6 * random())) / WATCHES;
      log.push({ day, video: nextVideo(log, day, series, order, random) });
    }
    return log;
  });
}

function nextVideo(log, day, series, order, random) {
  const seen = new Set(log.map(({ video }) => video));
  const following = log.length ? log.at(-1).video + 1 : 0;
  const goesOn = following % EPISODES !== 0 && random() < order;
  if (goesOn && !seen.has(following)) return following;
  let total = 0;
  const sums = series.map(({ released, popularity }) => {
    const age = day - released;
    return (total += age >= 0 ? popularity * Math.exp(-age / 15) + 0.02 : 0);
  });
  for (;;) {
    const wanted = random() * total;
    const first = EPISODES * sums.findIndex((sum) => sum > wanted);
    const video = random() < order ? first : first + Math.floor(EPISODES * random());
    if (!seen.has(video)) return video;
  }
}

/**
 * Hit rates among the first 5, of each way: `held` on its own held-out watches, `serving`
 * on each viewer's first watch after day 45, by a model of the days before.
 */
export function evaluate(logs, seed) {
  const random = seeded(seed + 1);
  const held = logs.map((log) => Math.floor(log.length * random()));
  const without = logs.map((log, u) => log.filter((_, i) => i !== held[u]));
  const but = logs.map((log) => log.slice(0, -1));
  const before = logs.map((log) => log.filter(({ day }) => day < CUT));
  const served = logs.map((log, u) => log[before[u].length]);
  const both = coWatches(before, true);
  const onwards = coWatches(before, false);
  const cut = hitRate(onwards, before, served);
  return {
    random: {
      held: hitRate(
        coWatches(without, true),
        without,
        logs.map((log, u) => log[held[u]]),
      ),
      serving: hitRate(both, before, served),
    },
    next: {
      held: hitRate(
        coWatches(but, false),
        but,
        logs.map((log) => log.at(-1)),
      ),
      serving: cut,
    },
    cut: { held: cut, serving: cut },
  };
}

const VIDEOS = SERIES * EPISODES;

// How often b follows a in a log, close pairs counting more; with `both`, also how often
// it goes before: who predicts a random watch knows what came after it.
function coWatches(logs, both) {
  const counts = new Float64Array(VIDEOS * VIDEOS);
  for (const log of logs)
    for (let a = 0; a < log.length; a++)
      for (let b = a + 1; b < log.length; b++) {
        counts[log[a].video * VIDEOS + log[b].video] += 1 / (b - a);
        if (both) counts[log[b].video * VIDEOS + log[a].video] += 1 / (b - a);
      }
  return counts;
}

function hitRate(counts, histories, labels) {
  const scores = new Float64Array(VIDEOS);
  const hits = histories.filter((history, u) => {
    const label = labels[u].video;
    const after = ({ video }) => counts[video * VIDEOS + label];
    if (!history.some(after)) return false; // most: spares their scores
    scores.fill(0);
    for (const { video } of history) {
      const from = video * VIDEOS;
      for (let j = 0; j < VIDEOS; j++) scores[j] += counts[from + j];
    }
    for (const { video } of history) scores[video] = -1;
    let above = 0; // ties in the order of the videos
    for (let j = 0; j < VIDEOS; j++)
      if (scores[j] > scores[label] || (scores[j] === scores[label] && j < label))
        above += 1;
    return scores[label] > 0 && above < SHOWN;
  });
  return hits.length / histories.length;
}
