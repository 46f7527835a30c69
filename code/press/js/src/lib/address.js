// A widget's state in an address: #activation-explorer?f=tanh,relu&z=3

/**
 * Parse "#id?key=value&..." into {id, values}, or null where it is not of that form.
 * Values stay strings: only the widget's own state says what type each has.
 */
export function parseAddress(hash) {
  const match = /^#([\w-]+)\?(.+)$/.exec(hash);
  if (!match) return null;
  return { id: match[1], values: Object.fromEntries(new URLSearchParams(match[2])) };
}

/** Convert an address's text to the type that `current` has; undefined if it cannot be. */
export function convert(text, current) {
  if (typeof current === "number") {
    const number = Number(text);
    return text.trim() !== "" && Number.isFinite(number) ? number : undefined;
  }
  if (typeof current === "boolean") return { true: true, false: false }[text];
  if (typeof current === "string") return text;
  const nested = text.startsWith("["); // an empty list does not say what it holds
  if (
    Array.isArray(current) &&
    !nested &&
    current.every((v) => typeof v !== "object")
  ) {
    const parts = text === "" ? [] : text.split(",");
    if (!current.length || typeof current[0] === "string") return parts;
    const numbers = parts.map((part) => convert(part, 0));
    return numbers.includes(undefined) ? undefined : numbers;
  }
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const asText = (value) =>
  Array.isArray(value) && value.every((v) => typeof v !== "object")
    ? value.join(",")
    : typeof value === "object"
      ? JSON.stringify(value)
      : String(value);

/** The address of a widget in this state: the inverse of parseAddress and convert. */
export function formatAddress(id, state) {
  const query = Object.entries(state)
    .map(([key, value]) => `${key}=${encodeURIComponent(asText(value))}`)
    .join("&");
  return `#${id}?${query.replaceAll("%2C", ",")}`;
}
