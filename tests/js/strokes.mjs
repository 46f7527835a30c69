// Digits as a hand could draw them with the figure's pen: strokes in a square from 0 to 1,
// each turned, slanted, stretched and moved a little in 20 ways.
import { pen } from "../../code/press/js/src/lib/pen.js";

const arc = (x, y, rx, ry, from, to) =>
  Array.from({ length: 33 }, (_, i) => {
    const angle = ((from + ((to - from) * i) / 32) * Math.PI) / 180;
    return [x + rx * Math.cos(angle), y + ry * Math.sin(angle)];
  });

/** Pairs of a digit and its strokes. */
const HANDS = [
  [0, [arc(0.5, 0.5, 0.3, 0.44, -90, 270)]],
  [0, [arc(0.5, 0.5, 0.22, 0.44, -90, 270)]],
  [
    1,
    [
      [
        [0.5, 0.05],
        [0.5, 0.95],
      ],
    ],
  ],
  [
    1,
    [
      [
        [0.34, 0.25],
        [0.52, 0.06],
        [0.52, 0.95],
      ],
    ],
  ],
  [2, [[...arc(0.48, 0.3, 0.26, 0.22, -170, 30), [0.25, 0.92], [0.78, 0.92]]]],
  [2, [[...arc(0.5, 0.28, 0.24, 0.22, -160, 40), [0.28, 0.9], [0.8, 0.86]]]],
  [
    3,
    [
      [
        ...arc(0.45, 0.28, 0.26, 0.22, -150, 80),
        ...arc(0.45, 0.71, 0.29, 0.23, -80, 150),
      ],
    ],
  ],
  [
    3,
    [
      [
        [0.25, 0.08],
        [0.72, 0.08],
        [0.45, 0.4],
        ...arc(0.45, 0.68, 0.28, 0.26, -80, 150),
      ],
    ],
  ],
  [
    4,
    [
      [
        [0.6, 0.95],
        [0.6, 0.05],
        [0.2, 0.66],
        [0.82, 0.66],
      ],
    ],
  ],
  [
    4,
    [
      [
        [0.3, 0.06],
        [0.25, 0.5],
        [0.78, 0.5],
      ],
      [
        [0.7, 0.06],
        [0.66, 0.95],
      ],
    ],
  ],
  [
    5,
    [
      [
        [0.75, 0.07],
        [0.33, 0.07],
        [0.28, 0.45],
        ...arc(0.47, 0.67, 0.28, 0.26, -110, 140),
      ],
    ],
  ],
  [6, [[[0.62, 0.05], [0.4, 0.3], ...arc(0.5, 0.68, 0.24, 0.26, -150, 210)]]],
  [
    6,
    [
      [
        ...arc(0.65, 0.5, 0.4, 0.45, -110, -180),
        ...arc(0.5, 0.7, 0.24, 0.24, 180, 540),
      ],
    ],
  ],
  [
    7,
    [
      [
        [0.2, 0.08],
        [0.78, 0.08],
        [0.42, 0.95],
      ],
    ],
  ],
  [
    7,
    [
      [
        [0.2, 0.08],
        [0.78, 0.08],
        [0.42, 0.95],
      ],
      [
        [0.3, 0.5],
        [0.72, 0.5],
      ],
    ],
  ],
  [
    8,
    [
      [
        ...arc(0.5, 0.28, 0.22, 0.22, 90, 450),
        ...arc(0.5, 0.73, 0.26, 0.22, -90, 270),
      ],
    ],
  ],
  [9, [[...arc(0.5, 0.3, 0.24, 0.24, 20, 380), [0.74, 0.32], [0.6, 0.95]]]],
  [
    9,
    [
      [
        ...arc(0.5, 0.3, 0.24, 0.24, 0, 360),
        ...arc(0.4, 0.3, 0.34, 0.64, 0, 70),
      ],
    ],
  ],
];
const WAYS = 20;

function bent([x, y], i) {
  const [turn, slant, size, right, down] = [7, 5, 4, 3, 9].map(
    (every, k) => (((i * every + k) % WAYS) / (WAYS - 1)) * 2 - 1,
  );
  const [u, v] = [x - 0.5, y - 0.5].map((c) => c * (0.97 + 0.07 * size));
  const angle = (8 * turn * Math.PI) / 180;
  const s = u + 0.1 * slant * v;
  return [
    0.5 + s * Math.cos(angle) - v * Math.sin(angle) + 0.03 * right,
    0.5 + s * Math.sin(angle) + v * Math.cos(angle) + 0.03 * down,
  ];
}

/** All of them: {digit, cells}, the latter as the pen leaves them. */
export const drawn = HANDS.flatMap(([digit, strokes]) =>
  Array.from({ length: WAYS }, (_, i) => ({
    digit,
    cells: strokes.reduce((cells, stroke) => {
      const { to } = pen(cells);
      return stroke
        .map((point) => to(...bent(point, i).map((c) => 8 * c)))
        .at(-1);
    }, Array(64).fill(0)),
  })),
);
