// lib/labels.js: no label covers a curve or another label, whatever is drawn.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ACTIVATIONS } from "../../code/press/js/src/lib/activations.js";
import { fitRange } from "../../code/press/js/src/lib/curves.js";
import { labelPlacer } from "../../code/press/js/src/lib/labels.js";

const NAMES = Object.keys(ACTIVATIONS);
const GRID = Array.from({ length: 481 }, (_, i) => -6 + i / 40);

function layout(names, part, width, height) {
  const frame = { left: 36, right: width - 20, top: 6, bottom: height - 24 };
  const lists = names.map((name) => GRID.map((z) => ACTIVATIONS[name][part](z, 0.1)));
  const bounds =
    part === "f"
      ? [
          [-1.2, 1.2],
          [-3, 3],
        ]
      : [
          [-0.02, 0.28],
          [-1.25, 1.25],
        ];
  const [low, high] = fitRange(lists.flat(), ...bounds);
  const x = (z) => frame.left + ((z + 6) / 12) * (frame.right - frame.left);
  const y = (v) =>
    frame.bottom - ((v - low) / (high - low)) * (frame.bottom - frame.top);
  const curves = lists.map((list) => list.map((v, i) => [x(GRID[i]), y(v)]));
  const placer = labelPlacer(curves, frame);
  const boxes = names.map((name, i) => {
    const size = { width: 8 * name.length, height: 20 };
    const spot = placer.beside(i, size);
    return spot && { name, ...spot, ...size };
  });
  return { frame, curves, boxes };
}

function subsets(names) {
  return Array.from({ length: 2 ** names.length - 1 }, (_, bits) =>
    names.filter((_, i) => (bits + 1) & (1 << i)),
  );
}

for (const [width, height] of [
  [656, 264],
  [296, 219],
])
  for (const part of ["f", "df"])
    test(`labels of every set of functions are free, ${part} at ${width} px`, () => {
      let missing = 0;
      for (const names of subsets(NAMES)) {
        const { frame, curves, boxes } = layout(names, part, width, height);
        const placed = boxes.filter(Boolean);
        missing += boxes.length - placed.length;
        for (const [i, a] of placed.entries()) {
          const what = `${a.name} of ${names}`;
          assert.ok(a.x >= frame.left && a.x + a.width <= frame.right, what);
          assert.ok(a.y >= frame.top && a.y + a.height <= frame.bottom, what);
          for (const b of placed.slice(i + 1))
            assert.ok(
              a.x + a.width < b.x ||
                b.x + b.width < a.x ||
                a.y + a.height < b.y ||
                b.y + b.height < a.y,
              `${what} and ${b.name}`,
            );
          for (const points of curves)
            for (const [px, py] of points)
              assert.ok(
                !(px > a.x && px < a.x + a.width && py > a.y && py < a.y + a.height),
                `${what} covers a curve at ${px}, ${py}`,
              );
        }
      }
      const all = NAMES.length * 2 ** (NAMES.length - 1);
      assert.ok(missing <= 0.02 * all, `${missing} of ${all} labels found no place`);
    });

test("a label keeps clear of what is reserved", () => {
  const frame = { left: 0, right: 300, top: 0, bottom: 100 };
  const placer = labelPlacer(
    [
      [
        [0, 50],
        [300, 50],
      ],
    ],
    frame,
  );
  placer.reserve({ x: 0, y: 0, width: 300, height: 48 });
  const { y, anchor, leader } = placer.beside(0, { width: 60, height: 20 });
  assert.ok(y > 50);
  assert.equal(anchor[1], 50);
  assert.equal(leader, false);
  assert.equal(placer.inside({ left: 0, right: 40 }, { width: 60, height: 20 }), null);
});
