// Which edition of a text this is: a short name that another text does not have. No secret
// is kept by it.

/** The name of a text: 14 hexadecimal digits (cyrb53 by bryc, public domain). */
export function editionOf(text) {
  let [a, b] = [0xdeadbeef, 0x41c6ce57];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  const high = (b & 0x1fffff).toString(16).padStart(6, "0");
  return high + (a >>> 0).toString(16).padStart(8, "0");
}
