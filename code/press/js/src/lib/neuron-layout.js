// Where the parts of the neuron's picture stand: lying from left to right where there is
// room, upright on a phone. Places are
// in pixels, [x, y]; `facing` is the direction from a bouton to its dendrite.
import { SYNAPSES, sampleCurve } from "./cell.js";

const WIDE_FROM = 520;
const DESIGN_WIDTH = 654;
const UPRIGHT_WIDTH = 380; // the most that the upright one takes

/** The layout of a picture `width` px wide. */
export function neuronLayout(width) {
  return width >= WIDE_FROM ? lying(width) : upright(width);
}

function lying(width) {
  // On a narrower page all but the text moves closer together.
  const s = Math.min(width / DESIGN_WIDTH, 1);
  const left = (width - DESIGN_WIDTH * s) / 2;
  const at = (x, y) => [left + x * s, y];
  const soma = at(336, 146);
  /** @param {number[]} place */
  const map = ([u, v]) => [soma[0] + u * s, soma[1] + v];
  const rows = [50, 146, 236];
  const buttons = rows.map((y) => [left + 36, y]);
  const boutons = SYNAPSES.map(map).map(([x, y]) => [x - 17, y]);
  const from = left + 80;
  const to = left + 178 * s;
  return {
    kind: "lying",
    width,
    height: 288,
    map,
    buttons,
    boutons,
    facing: [1, 0],
    axons: buttons.map(([x, y], i) => {
      const [bx, by] = boutons[i];
      return sampleCurve([
        [x + 35, y],
        [x + 90 * s, y],
        [bx - 40 * s, by],
        [bx, by],
      ]);
    }),
    tracks: rows.map((y) => ({ x: [from + 12, to - 12], y: y + 23 })),
    strengths: rows.map((y) => [(from + to) / 2, y - 9]),
    labels: {
      input: { at: at(2, 18), anchor: "start" },
      dendrites: { at: at(296, 24), anchor: "middle" },
      soma: { at: at(392, 88), anchor: "start", line: [at(390, 92), at(360, 118)] },
      hillock: {
        at: at(410, 196),
        anchor: "middle",
        line: [at(406, 182), at(392, 160)],
      },
      axon: { at: at(502, 130), anchor: "middle" },
      terminals: { at: at(584, 70), anchor: "end" },
      synapse: { at: at(534, 236), anchor: "start" },
    },
    lens: { at: at(478, 240), from: map(SYNAPSES[2]), radius: 44 },
  };
}

function upright(width) {
  const inner = Math.min(width, UPRIGHT_WIDTH);
  const left = (width - inner) / 2;
  const soma = [width / 2, 252];
  /** @param {number[]} place */
  const map = ([u, v]) => [soma[0] + v * 0.9, soma[1] + u * 0.8];
  const columns = [0.17, 0.5, 0.83].map((share) => left + inner * share);
  const buttons = columns.map((x) => [x, 84]);
  const boutons = SYNAPSES.map(map).map(([x, y]) => [x, y - 17]);
  const right = left + inner - 6;
  return {
    kind: "upright",
    width,
    height: 506,
    map,
    buttons,
    boutons,
    facing: [0, 1],
    axons: buttons.map(([x, y], i) => {
      const [bx, by] = boutons[i];
      return sampleCurve([
        [x, y + 16],
        [x, y + 30],
        [bx, by - 25],
        [bx, by],
      ]);
    }),
    tracks: columns.map((x) => ({ x: [x - 34, x + 34], y: 50 })),
    strengths: columns.map((x) => [x, 34]),
    labels: {
      input: { at: [left + 6, 14], anchor: "start" },
      dendrites: { at: [left + 6, 228], anchor: "start" },
      soma: {
        at: [right, 242],
        anchor: "end",
        line: [
          [right - 40, 240],
          [soma[0] + 32, 248],
        ],
      },
      hillock: {
        at: [right, 306],
        anchor: "end",
        line: [
          [right - 86, 301],
          [soma[0] + 14, 301],
        ],
      },
      axon: {
        at: [right, 370],
        anchor: "end",
        line: [
          [right - 34, 365],
          [soma[0] + 8, 365],
        ],
      },
      terminals: { at: [right, 498], anchor: "end" },
      synapse: { at: [left + 6, 428], anchor: "start" },
    },
    lens: { at: [left + 52, 362], from: map(SYNAPSES[0]), radius: 44 },
  };
}
