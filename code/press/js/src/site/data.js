// What the build wrote into the page for its scripts: press/site/html.py.

/**
 * The data in an element, as JSON in a script element.
 * @param {Element} node
 */
export const dataIn = (node) =>
  JSON.parse(/** @type {Element} */ (node.querySelector("script")).textContent);
