// The surfaces of a network over the plane as small pictures: its output, each unit and
// each input.
import { tile } from "./canvas.js";
import { FEATURES, featureMatrix, raster } from "./datasets.js";
import { forward } from "./nn.js";
import { MAX_LAYERS, MAX_UNITS } from "./training-setting.js";

const SIZE = 40; // places a side at which the network is computed
const STRIDE = 2; // small pictures take every second one
const SMALL = SIZE / STRIDE;
const COUNT = SIZE * SIZE;
const PLACES = raster(SIZE);
const values = new Float64Array(COUNT);

/** Tiles `output`, `shown`, `inputs`[name order], `hidden`[layer][unit], and update(). */
export function createSurfaces() {
  const output = tile(SIZE);
  const shown = tile(SIZE);
  const inputs = Object.keys(FEATURES).map(() => tile(SMALL));
  const hidden = Array.from({ length: MAX_LAYERS }, () =>
    Array.from({ length: MAX_UNITS }, () => tile(SMALL)),
  );
  let painted; // the colours that the inputs are painted in

  function paintInputs(scale) {
    if (painted === scale) return;
    painted = scale;
    const names = Object.keys(FEATURES);
    const X = featureMatrix(PLACES, names);
    names.forEach((_, k) => paint(inputs[k], scale, X, k, names.length, STRIDE));
  }

  return {
    output,
    shown,
    inputs,
    hidden,
    /** The raster's places as the matrix that a network with these inputs takes. */
    matrix: (names) => featureMatrix(PLACES, names),
    /**
     * Compute net over the raster X and paint in the theme's scale. `classifies`: the
     * output is a logit; `bands`: only its sign counts; `unit` {layer, unit} goes into
     * `shown` too.
     */
    update({ net, X, scale, classifies, bands, unit }) {
      paintInputs(scale);
      const z = forward(net, X, COUNT);
      for (let i = 0; i < COUNT; i++)
        values[i] = bands ? Math.sign(z[i]) : classifies ? Math.tanh(z[i] / 2) : z[i];
      output.paint(scale, values);
      net.layers.slice(0, -1).forEach(({ a, outputs: m }, l) => {
        for (let j = 0; j < m; j++) paint(hidden[l][j], scale, a, j, m, STRIDE);
      });
      if (!unit) return;
      const { a, outputs: m } = net.layers[unit.layer];
      paint(shown, scale, a, unit.unit, m, 1);
    },
  };
}

// Column j of A (COUNT × m), every stride-th place. A surface has its own scale: its
// largest absolute value is the full colour.
function paint(picture, scale, A, j, m, stride) {
  const side = SIZE / stride;
  let largest = 0;
  for (let row = 0, i = 0; row < side; row++)
    for (let column = 0; column < side; column++, i++) {
      const value = A[(row * SIZE + column) * stride * m + j];
      values[i] = value;
      largest = Math.max(largest, Math.abs(value));
    }
  const unit = largest > 1e-12 && Number.isFinite(largest) ? 1 / largest : 0;
  for (let i = 0; i < side * side; i++) values[i] *= unit;
  picture.paint(scale, values);
}
