// A widget's state in an address: #activation-explorer?f=tanh,relu&z=3

/**
 * Parse "#id?key=value&..." into {id, values}, or null where it is not of that form.
 * Values stay strings: only the figure's declaration says what each is.
 */
export function parseAddress(hash) {
  const match = /^#([\w-]+)\?(.+)$/.exec(hash);
  if (!match) return null;
  return { id: match[1], values: Object.fromEntries(new URLSearchParams(match[2])) };
}

/** Read an address's text as a value of the kind declared; undefined where it is none. */
export function readValue(part, text) {
  if (part.kind === "choice" || part.kind === "text") return text;
  // Lists of numbers or names need no brackets.
  const parts = {
    list: part.item && [part.item],
    row: Object.values(part.columns ?? {}),
  };
  const items = parts[part.kind];
  if (items && !text.startsWith("[") && items.every(isPlain)) {
    const texts = text === "" ? [] : text.split(",");
    return texts.map((entry, i) => readValue(items[i] ?? items[0], entry));
  }
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isPlain = ({ kind }) => ["number", "whole", "choice"].includes(kind);

const asText = (value) =>
  Array.isArray(value) && value.every((v) => typeof v !== "object")
    ? value.join(",")
    : typeof value === "object"
      ? JSON.stringify(value)
      : String(value);

/** The address of a widget in this state: the inverse of parseAddress and readValue. */
export function formatAddress(id, state) {
  const query = Object.entries(state)
    .map(([key, value]) => `${key}=${encodeURIComponent(asText(value))}`)
    .join("&");
  return `#${id}?${query.replaceAll("%2C", ",")}`;
}
