// As much of a browser as a figure needs to be rendered: a document without layout (each
// element is as wide as a page, a letter is 7 px), and frames that are drawn when told.
import { createRequire } from "node:module";
import { join } from "node:path";

const WIDTH = 720;
const js = join(import.meta.dirname, "../../code/press/js/package.json");
const { parseHTML } = createRequire(js)("linkedom");

const frames = [];
const { window, document } = parseHTML(
  "<!doctype html><html data-theme='light'><body></body></html>",
);

/** Draw what has asked for a frame, at most `most` times. */
export function drawFrames(most = 1) {
  for (let i = 0; i < most && frames.length; i++)
    for (const callback of frames.splice(0)) callback(performance.now());
}

// A 2d context on which anything may be called, and which gives nothing back.
function context(canvas) {
  const image = (width, height) => ({
    width,
    height,
    data: new Uint8ClampedArray(4 * width * height),
  });
  const own = {
    canvas,
    createImageData: (w, h) => image(w.width ?? w, w.height ?? h),
    getImageData: (x, y, w, h) => image(w, h),
    measureText: (text) => ({ width: 7 * text.length }),
    createLinearGradient: () => ({ addColorStop() {} }),
  };
  return new Proxy(own, { get: (target, key) => target[key] ?? (() => {}) });
}

const box = (element) => ({
  x: 0,
  y: 0,
  top: 0,
  left: 0,
  width: 7 * element.textContent.length,
  height: 18,
  right: 7 * element.textContent.length,
  bottom: 18,
});
const { prototype } = window.Element;
for (const [name, value] of Object.entries({
  clientWidth: WIDTH,
  clientHeight: 400,
}))
  Object.defineProperty(prototype, name, { get: () => value });
Object.assign(prototype, {
  getComputedTextLength() {
    return 7 * this.textContent.length;
  },
  getBBox() {
    return box(this);
  },
  getBoundingClientRect() {
    return box(this);
  },
  scrollTo() {},
  scrollIntoView() {},
});
// Tables, row by row and cell by cell.
const part = (tag) =>
  function append() {
    return this.appendChild(document.createElement(tag));
  };
Object.assign(prototype, {
  createTHead: part("thead"),
  createTBody: part("tbody"),
  insertRow: part("tr"),
  insertCell: part("td"),
});
// A drop-down list that remembers what was chosen.
for (const key of ["value", "selectedIndex"])
  Object.defineProperty(window.HTMLSelectElement.prototype, key, {
    value: "",
    writable: true,
  });
window.HTMLCanvasElement.prototype.getContext = function getContext() {
  return context(this);
};

Object.assign(globalThis, {
  navigator: globalThis.navigator ?? { maxTouchPoints: 0 },
  window,
  document,
  location: { hash: "" },
  CustomEvent: window.CustomEvent,
  Element: window.Element,
  ResizeObserver: class {
    observe() {}
    disconnect() {}
  },
  IntersectionObserver: class {
    observe() {}
    disconnect() {}
  },
  MutationObserver: class {
    observe() {}
    disconnect() {}
  },
  Path2D: class {
    moveTo() {}
    lineTo() {}
    bezierCurveTo() {}
  },
  ImageData: class {
    constructor(width, height) {
      Object.assign(this, { width, height });
      this.data = new Uint8ClampedArray(4 * width * height);
    }
  },
  devicePixelRatio: 1,
  getComputedStyle: () => ({
    getPropertyValue: () => "#336699",
    fontSize: "15px",
  }),
  matchMedia: () => ({
    matches: false,
    addEventListener() {},
    removeEventListener() {},
  }),
  addEventListener() {},
  removeEventListener() {},
  requestAnimationFrame: (callback) => frames.push(callback),
  cancelAnimationFrame() {},
});

// Since Node 21; browsers have it.
Map.groupBy ??= (items, keyOf) => {
  const groups = new Map();
  for (const [i, item] of [...items].entries()) {
    const key = keyOf(item, i);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
};

/** A new element in the page. */
export function place() {
  document.body.replaceChildren();
  frames.length = 0;
  return document.body.appendChild(document.createElement("div"));
}
