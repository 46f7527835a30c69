// Numbers as text: a true minus sign, no "-0.000", and figures that keep their width.

/** Fixed decimals: fixed(-0.0004, 2) is "0.00", fixed(-3, 1) is "−3.0". */
export function fixed(value, digits = 2) {
  if (!Number.isFinite(value)) return special(value);
  const text = Math.abs(value).toFixed(digits);
  return value < 0 && Number(text) !== 0 ? `−${text}` : text;
}

/** Significant figures, with powers of ten where plain digits would be unreadable. */
export function significant(value, digits = 3) {
  if (!Number.isFinite(value)) return special(value);
  if (value === 0) return "0";
  const exponent = Math.floor(Math.log10(Math.abs(value)));
  if (exponent >= -4 && exponent < 6) {
    const decimals = Math.max(0, digits - 1 - exponent);
    return fixed(value, decimals);
  }
  return `${fixed(value / 10 ** exponent, digits - 1)}×10${superscript(exponent)}`;
}

/** Significant figures without idle zeros: compact(5) is "5", compact(0.25) "0.25". */
export function compact(value, digits = 3) {
  const text = significant(value, digits);
  return text.includes(".") ? text.replace(/\.?0+(?=×|$)/, "") : text;
}

/** A power of ten as an axis shows it: 0.01, 1, 1000, but 10⁻⁵. */
export const powerOfTen = (exponent) =>
  Math.abs(exponent) <= 3
    ? fixed(10 ** exponent, Math.max(0, -exponent))
    : `10${superscript(exponent)}`;

const special = (value) => (Number.isNaN(value) ? "NaN" : value > 0 ? "∞" : "−∞");

const superscript = (n) =>
  String(n).replace(/[-\d]/g, (c) => "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"["-0123456789".indexOf(c)]);

/** A share in per cent: percent(0.031, 1) is "3.1%". */
export const percent = (share, digits = 0) => `${fixed(100 * share, digits)}%`;

/** A whole number with a comma between thousands: thousands(1234.4) is "1,234". */
export const thousands = (n) => Math.round(n).toLocaleString("en");

/** The text of an axis's tick where only whole numbers have a meaning. */
export const wholeNumber = (n) => (Number.isInteger(n) ? String(n) : "");
