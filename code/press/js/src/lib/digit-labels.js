// The words and numbers in the picture of the digit reader, and where they stand.
import { barOf, meterOf, partsOf } from "./digit-layout.js";
import { short } from "./digit-sentence.js";
import { fixed, percent } from "./format.js";

/** Every text of the picture: {x, y, text, anchor, kind}. */
export function labelsOf(t, scene) {
  const { layout, pass, back, target, opened, unit } = scene;
  const way = back ? "backward" : "forward";
  const labels = [];
  const say = (x, y, text, { anchor = "start", kind = "" } = {}) =>
    labels.push({ x, y, text, anchor, kind });
  const caption = { kind: "nn-caption" };
  say(layout.pad.x, 12, t(`captions.${way}.pad`), caption);
  const [first] = layout.hidden;
  if (first) say(first.x, first.y - 6, t(`captions.${way}.hidden`), caption);
  say(layout.outputs[0].x, 12, t(`captions.${way}.outputs`), caption);

  layout.outputs.forEach((box, k) => {
    const { isUpright, across, size } = barOf(box);
    const isWanted = Boolean(back) && k === target;
    const kind = isWanted
      ? "nn-wanted"
      : opened.layer === 2 && opened.index === k
        ? "nn-chosen"
        : "";
    if (isUpright) {
      say(across + size / 2, box.y + box.height - 4, String(k), {
        anchor: "middle",
        kind,
      });
      return;
    }
    const y = box.y + box.height / 2 + 4.5;
    say(box.x + 9, y, String(k), { anchor: "middle", kind });
    const value = back ? fixed(back.delta2[k]) : percent(pass.p[k], 1);
    say(box.x + box.width - 4, y, value, { anchor: "end", kind });
  });

  const { strip } = layout;
  const sort = opened.layer === 1 ? "hidden" : "output";
  const n = opened.layer === 1 ? opened.index + 1 : opened.index;
  say(strip.x, strip.y + 12, t(`opened.${way}.${sort}`, { n }), { kind: "nn-heading" });
  const boxes = partsOf(strip, unit.parts);
  if (unit.fold === 1)
    unit.parts.forEach((part, i) => {
      const { x, width: wide, height } = boxes[i];
      const middle = x + wide / 2;
      if (part === "gap") return;
      if (typeof part === "string") {
        const beside = boxes[i - 1] ?? boxes[i + 1];
        say(middle, strip.top + Math.min(beside.height, height) / 2 + 5, part, {
          anchor: "middle",
        });
      } else if (t.has(`parts.${part.name}`))
        say(middle, strip.top + height + 14, t(`parts.${part.name}`), {
          anchor: "middle",
          kind: "nn-caption",
        });
    });
  const { left, right, rows } = meterOf(strip, unit);
  if (unit.fold === 1)
    for (const { y, name, value, isShare } of rows) {
      say(left, y + 4.5, t(`rows.${name}`), caption);
      const text = isShare && opened.layer === 2 ? percent(value, 1) : short(value);
      say(right, y + 4.5, text, { anchor: "end" });
    }
  return labels;
}
