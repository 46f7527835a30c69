// A picture that Python has drawn, as a part of the page: only what draws, nothing that
// acts or asks for anything, in the colours of the page's theme (press/site/figures.py does
// the same with those that are recorded).

const SHAPES =
  "svg g defs path rect circle ellipse line polyline polygon text tspan use image " +
  "clipPath linearGradient radialGradient stop pattern mask marker symbol title desc";
const ALLOWED = new Set(SHAPES.split(" "));
const LINK = /^(#|data:image\/png;base64,)/;

/**
 * The picture, or null where the text is none.
 * @param {string} text
 * @param {{prefix: string, label: string, colors: Record<string, string>}} options
 *   `prefix` keeps the ids of several pictures apart; `colors` are the page's variables by
 *   the colours that the book draws in
 */
export function picture(text, { prefix, label, colors }) {
  const found = new DOMParser().parseFromString(text, "image/svg+xml");
  const svg = found.documentElement;
  if (svg.nodeName !== "svg") return null;
  for (const node of [svg, ...svg.querySelectorAll("*")]) {
    if (!ALLOWED.has(node.localName)) node.remove();
    else for (const { name, value } of [...node.attributes]) set(node, name, value);
  }
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", label);
  svg.setAttribute("stroke-linejoin", "round"); // its style sheet said so
  return document.importNode(svg, true);

  function set(node, name, value) {
    const local = name.replace(/^xlink:/, "");
    if (/^on/i.test(name)) return node.removeAttribute(name);
    if (local === "href" && !LINK.test(value)) return node.removeAttribute(name);
    if (/url\((?!\s*#)|@import|expression/i.test(value))
      return node.removeAttribute(name);
    node.setAttribute(name, themed(inOwnSpace(local, value)));
  }

  function inOwnSpace(name, value) {
    if (name === "id") return `${prefix}-${value}`;
    if (name === "href") return value.replace(/^#/, `#${prefix}-`);
    return value.replaceAll("url(#", `url(#${prefix}-`);
  }

  function themed(value) {
    return value.replace(/#[0-9a-f]{6}\b/g, (color) =>
      color in colors ? `var(--nn-${colors[color]})` : color,
    );
  }
}
