// Numbers that Python ships as float16 in base64.

/** The numbers of a little-endian float16 array: base64 text to a Float64Array. */
export function decodeHalves(text) {
  const bytes = atob(text);
  return Float64Array.from({ length: bytes.length / 2 }, (_, i) =>
    half(bytes.charCodeAt(2 * i) | (bytes.charCodeAt(2 * i + 1) << 8)),
  );
}

// A sign, 5 bits of exponent, 10 of fraction (IEEE 754); Python sends no infinity or NaN.
function half(bits) {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  return exponent
    ? sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
    : sign * fraction * 2 ** -24;
}
