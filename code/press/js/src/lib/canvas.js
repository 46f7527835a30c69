// Pictures made of pixels: a canvas as sharp as the screen, the theme's colours for it,
// and small rasters of values painted in them.
import { element } from "./widget.js";

/** A canvas in `parent`; size(width, height), in CSS pixels, gives a context to draw. */
export function canvas(parent, className = "") {
  const node = element("canvas", { className }, { "aria-hidden": "true" });
  parent.append(node);
  const context = node.getContext("2d");
  return {
    node,
    /** Set the size (what was drawn is gone where it changes) and clear. */
    size(width, height) {
      const sharp = devicePixelRatio || 1;
      const [w, h] = [Math.round(width * sharp), Math.round(height * sharp)];
      if (node.width !== w || node.height !== h) {
        Object.assign(node, { width: w, height: h });
        Object.assign(node.style, { width: `${width}px`, height: `${height}px` });
      }
      context.setTransform(sharp, 0, 0, sharp, 0, 0);
      context.clearRect(0, 0, width, height);
      return context;
    },
  };
}

const NAMES = [
  "ink",
  "surface",
  "line",
  "control",
  "positive",
  "negative",
  "gradient",
  "activation",
  "accent",
  "bad",
];
const SHADES = 256;

/**
 * A function that gives the theme's colours: their CSS text by name, and `scale`, from
 * negative over the surface to positive, as pixels. Light or dark: the widget draws
 * again when the theme changes.
 */
export function themeColors(frame) {
  let colors;
  const observer = new MutationObserver(() => {
    colors = null;
    frame.draw();
  });
  const attributeFilter = ["data-theme", "data-jp-theme-light"];
  for (const node of [document.documentElement, document.body])
    observer.observe(node, { attributes: true, attributeFilter });
  frame.onRemove(() => observer.disconnect());
  // Of the body: a widget draws first before it is part of the page.
  return () => (colors ??= read(document.body));
}

function read(node) {
  const style = getComputedStyle(node);
  const colors = Object.fromEntries(
    NAMES.map((name) => [name, style.getPropertyValue(`--nn-${name}`).trim()]),
  );
  const [low, middle, high] = ["negative", "surface", "positive"].map((name) =>
    [1, 3, 5].map((i) => Number.parseInt(colors[name].slice(i, i + 2), 16)),
  );
  const scale = new Uint32Array(SHADES);
  for (let i = 0; i < SHADES; i++) {
    const value = (2 * i) / (SHADES - 1) - 1;
    const end = value < 0 ? low : high;
    const [r, g, b] = middle.map((m, k) => m + (end[k] - m) * Math.abs(value) * 0.85);
    scale[i] = (255 << 24) | (b << 16) | (g << 8) | Math.round(r);
  }
  return { ...colors, scale };
}

/** A square picture of size × size values; paint() fills it, `node` is what to draw. */
export function tile(size) {
  const node = element("canvas", { width: size, height: size });
  const context = node.getContext("2d");
  const image = context.createImageData(size, size);
  const pixels = new Uint32Array(image.data.buffer);
  return {
    node,
    /** Values from -1 to 1, row by row from the top; what lies beyond is cut off. */
    paint(scale, values) {
      for (let i = 0; i < pixels.length; i++) {
        const shade = (values[i] + 1) * 0.5 * (SHADES - 1) + 0.5;
        pixels[i] = scale[shade < 0 ? 0 : shade < SHADES ? shade | 0 : SHADES - 1];
      }
      context.putImageData(image, 0, 0);
    },
  };
}
