// Points in the plane to learn: two classes (targets 0 and 1) or a number to predict
// (targets from -1 to 1). All lie in the square from -EXTENT to EXTENT on both axes.
import { clamp } from "./numbers.js";
import { normals } from "./random.js";

export const EXTENT = 2;
const SIDE = 1.75; // what the data reach without noise

/**
 * name -> {task, make(i, n, random, jitter)}: example i of n as [x1, x2, target]; the
 * classes take turns. jitter() is normal, with the noise as standard deviation.
 */
const MAKERS = {
  circles: {
    task: "classification",
    make(i, n, random, jitter) {
      const inner = i % 2;
      // Uniform over the disc, and over the ring around it.
      const r = inner
        ? 0.85 * Math.sqrt(random())
        : Math.sqrt(1.25 ** 2 + random() * (SIDE ** 2 - 1.25 ** 2));
      const angle = 2 * Math.PI * random();
      return [r * Math.cos(angle) + jitter(), r * Math.sin(angle) + jitter(), inner];
    },
  },
  xor: {
    task: "classification",
    make(i, n, random, jitter) {
      const corner = [
        [1, 1],
        [1, -1],
        [-1, -1],
        [-1, 1],
      ][i % 4];
      const [x, y] = corner.map(
        (sign) => sign * (0.12 + (SIDE - 0.12) * random()) + jitter(),
      );
      return [x, y, i % 2];
    },
  },
  blobs: {
    task: "classification",
    make(i, n, random, jitter) {
      const at = i % 2 ? 0.9 : -0.9;
      const normal = normals(random);
      return [at + 0.3 * normal() + jitter(), at + 0.3 * normal() + jitter(), i % 2];
    },
  },
  moons: {
    task: "classification",
    make(i, n, random, jitter) {
      const upper = i % 2;
      const angle = Math.PI * random();
      const thick = 0.2 * (random() - 0.5);
      const x = 1.05 * Math.cos(angle) - 0.5 + thick;
      const y = 1.05 * Math.sin(angle) - 0.25 + thick;
      const sign = upper ? 1 : -1;
      return [sign * x + jitter(), sign * y + jitter(), upper];
    },
  },
  spirals: {
    task: "classification",
    make(i, n, random, jitter) {
      const arm = i % 2;
      const along = (i - arm + 2 * random()) / n;
      const angle = 1.25 * 2 * Math.PI * along + arm * Math.PI;
      const r = SIDE * along;
      return [r * Math.sin(angle) + jitter(), r * Math.cos(angle) + jitter(), arm];
    },
  },
  plane: {
    task: "regression",
    make(i, n, random, jitter) {
      const [x, y] = anywhere(random);
      return [x, y, clamp((x + y) / (2 * SIDE) + jitter(), -1, 1)];
    },
  },
  hills: {
    task: "regression",
    make(i, n, random, jitter) {
      const [x, y] = anywhere(random);
      let t = 0;
      for (const [cx, cy, height] of HILLS)
        t += height * Math.exp(-((x - cx) ** 2 + (y - cy) ** 2) / 0.5);
      return [x, y, clamp(t + jitter(), -1, 1)];
    },
  },
};
const HILLS = [
  [-1, 0.9, 1],
  [0.2, 1.1, -1],
  [1.1, 0.2, 1],
  [-1.1, -0.5, -1],
  [0.3, -1.1, 1],
];

const anywhere = (random) => [SIDE * (2 * random() - 1), SIDE * (2 * random() - 1)];

/** name -> "classification" or "regression" */
export const TASKS = Object.fromEntries(
  Object.entries(MAKERS).map(([name, { task }]) => [name, task]),
);

/** n examples of a data set: {points: 2n coordinates, targets: n}. */
export function makeData(name, { n, noise = 0, random }) {
  if (!(name in MAKERS))
    throw new Error(
      `No data set "${name}"; there are ${Object.keys(MAKERS).join(", ")}`,
    );
  const normal = normals(random);
  const jitter = () => noise * normal();
  const points = new Float64Array(2 * n);
  const targets = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const [x, y, t] = MAKERS[name].make(i, n, random, jitter);
    points[2 * i] = x;
    points[2 * i + 1] = y;
    targets[i] = t;
  }
  return { points, targets };
}

/** name -> what a network may be given of a point (x, y). */
export const FEATURES = {
  x1: (x) => x,
  x2: (x, y) => y,
  x1_squared: (x) => x * x,
  x2_squared: (x, y) => y * y,
  x1_x2: (x, y) => x * y,
  sin_x1: (x) => Math.sin(Math.PI * x),
  sin_x2: (x, y) => Math.sin(Math.PI * y),
};

/** The named features of n points as a matrix, n × names.length, row-major. */
export function featureMatrix(points, names) {
  const n = points.length / 2;
  const X = new Float64Array(n * names.length);
  for (let i = 0; i < n; i++)
    names.forEach((name, k) => {
      X[i * names.length + k] = FEATURES[name](points[2 * i], points[2 * i + 1]);
    });
  return X;
}

/** The centres of a size × size raster over the square, first row at the top. */
export function raster(size) {
  const points = new Float64Array(2 * size * size);
  const at = (i) => EXTENT * ((2 * i + 1) / size - 1);
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) {
      points[2 * (row * size + column)] = at(column);
      points[2 * (row * size + column) + 1] = -at(row);
    }
  return points;
}
