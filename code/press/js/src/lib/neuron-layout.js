// Where the parts of the neuron's picture stand: lying from left to right where there is
// room, upright on a phone. Places are
// in pixels, [x, y]; `facing` is the direction from a bouton to its dendrite.
import { SYNAPSES, sampleCurve } from "./cell.js";

/** px, from which all parts of the figure have room beside each other. */
export const WIDE_FROM = 520;
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

// As low as a phone's window asks for that has the model, the potential and the reading
// in it as well: what is far from the cell body is drawn shorter than it is.
function upright(width) {
  const inner = Math.min(width, UPRIGHT_WIDTH);
  const left = (width - inner) / 2;
  const soma = [width / 2 + 4, 166];
  /** @param {number[]} place */
  const map = ([u, v]) => [soma[0] + v * 0.85, soma[1] + shortened(u)];
  const columns = [0.17, 0.5, 0.83].map((share) => left + inner * share);
  const buttons = columns.map((x) => [x, 72]);
  const boutons = SYNAPSES.map(map).map(([x, y]) => [x, y - 17]);
  const right = left + inner - 6;
  const pointing = (y, from, to) => ({
    at: [right, y],
    anchor: "end",
    line: [
      [right - from, y - 4],
      [soma[0] + to, y - 4],
    ],
  });
  return {
    kind: "upright",
    width,
    height: 250,
    map,
    buttons,
    boutons,
    facing: [0, 1],
    axons: buttons.map(([x, y], i) => {
      const [bx, by] = boutons[i];
      return sampleCurve([
        [x, y + 16],
        [x, y + 26],
        [bx, by - 16],
        [bx, by],
      ]);
    }),
    tracks: columns.map((x) => ({ x: [x - 34, x + 34], y: 43 })),
    strengths: columns.map((x) => [x, 30]),
    labels: {
      input: { at: [left + 2, 12], anchor: "start" },
      dendrites: { at: [left + 2, 129], anchor: "start" },
      soma: pointing(157, 38, 27),
      hillock: pointing(188, 82, 15),
      axon: pointing(212, 34, 8),
      terminals: pointing(243, 62, 60),
      synapse: { at: [left + 2, 221], anchor: "start" },
    },
    lens: { at: [left + 34, 173], from: map(SYNAPSES[0]), radius: 31 },
  };
}

function shortened(u) {
  const far = Math.max(Math.abs(u) - 40, 0);
  return Math.sign(u) * (Math.min(Math.abs(u), 40) * 0.75 + far * 0.2);
}
