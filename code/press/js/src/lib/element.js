/** A DOM element with properties (className, textContent, ...) and attributes. */
export function element(tag, properties = {}, attributes = {}) {
  const node = Object.assign(document.createElement(tag), properties);
  for (const [name, value] of Object.entries(attributes))
    node.setAttribute(name, value);
  return node;
}
