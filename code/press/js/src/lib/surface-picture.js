// The plane with the points to learn over a surface of colours.
import { canvas } from "./canvas.js";
import { EXTENT, TASKS } from "./datasets.js";
import { element } from "./widget.js";
import { widthOf } from "./width.js";
import "./surface-picture.css";

const RADIUS = 3.2;

/** A square picture in `parent`; draw() paints it. `axes` are the names of x1 and x2. */
export function surfacePicture(parent, { label, axes }) {
  const caption = element("p", { className: "nn-surface-caption" });
  const root = element("div", { className: "nn-surface" });
  root.setAttribute("role", "img");
  root.setAttribute("aria-label", label);
  const heat = canvas(root, "nn-heat");
  const dots = canvas(root, "nn-dots");
  axes.forEach((textContent, i) =>
    root.append(element("span", { className: `nn-axis-${i + 1}`, textContent })),
  );
  parent.append(caption, root);
  let dotted; // what the points were last drawn for

  /**
   * `image` is a tile, `parts` a list of {points, targets, n, hollow}, `classifies` whether
   * targets are classes 0 and 1, `text` the caption. The points are drawn again only
   * where `parts`, the size or the colours have changed.
   */
  return function draw({ colors, image, parts, classifies, text }) {
    const size = widthOf(root);
    if (caption.textContent !== text) caption.textContent = text;
    const ctx = heat.size(size, size);
    ctx.imageSmoothingQuality = "high";
    ctx.drawImage(image.node, 0, 0, size, size);
    const now = [size, colors, ...parts];
    if (dotted?.length === now.length && dotted.every((v, i) => v === now[i])) return;
    dotted = now;
    drawPoints(dots.size(size, size), size, colors, parts, classifies, RADIUS);
  };
}

/** A small picture of a data set's points in front of an option's label. */
export function dataThumbnail(label, { colors, name, examples }) {
  const size = 32;
  const picture = canvas(label, "nn-thumbnail");
  const parts = [{ ...examples, n: examples.targets.length }];
  const classifies = TASKS[name] === "classification";
  return () =>
    drawPoints(picture.size(size, size), size, colors(), parts, classifies, 1.3);
}

function drawPoints(ctx, size, colors, parts, classifies, radius) {
  const at = (v) => ((v / EXTENT + 1) / 2) * size;
  for (const { points, targets, n, hollow } of parts) {
    ctx.lineWidth = hollow ? 1.6 : 1;
    for (let i = 0; i < n; i++) {
      const t = classifies ? 2 * targets[i] - 1 : targets[i];
      const color = classifies
        ? t > 0
          ? colors.positive
          : colors.negative
        : shade(colors.scale, t);
      ctx.beginPath();
      ctx.arc(at(points[2 * i]), at(-points[2 * i + 1]), radius, 0, 2 * Math.PI);
      ctx.fillStyle = hollow ? colors.surface : color;
      ctx.strokeStyle = hollow ? color : classifies ? colors.surface : colors.ink;
      ctx.fill();
      if (radius > 2) ctx.stroke();
    }
  }
}

function shade(scale, t) {
  const pixel = scale[Math.round((t + 1) * 0.5 * (scale.length - 1))];
  return `rgb(${pixel & 255} ${(pixel >> 8) & 255} ${(pixel >> 16) & 255})`;
}
