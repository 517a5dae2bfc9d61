/** Builders of elements. What comes from data is only ever set as text or attribute, never as markup. */

const SVG = "http://www.w3.org/2000/svg";
const figures = new Intl.NumberFormat("id-ID");

/** @param {Element} node @param {Object<string, any>} attributes null or false takes an attribute away */
export function set(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) node.removeAttribute(name);
    else if (node.getAttribute(name) !== String(value)) node.setAttribute(name, value === true ? "" : value);
  }
  return node;
}

export function svg(tag, attributes = {}, ...children) {
  const node = set(document.createElementNS(SVG, tag), attributes);
  node.append(...children);
  return node;
}

export function html(tag, attributes = {}, ...children) {
  const node = set(document.createElement(tag), attributes);
  node.append(...children);
  return node;
}

/** An element that holds nothing but words. */
export function text(tag, name, content) {
  const node = html(tag, { class: name });
  node.textContent = content;
  return node;
}

/** A whole number as Indonesians write it: 12481 is "12.481". */
export const figure = (value) => (Number.isFinite(value) ? figures.format(value) : "");

/** How light a fill such as "#b5470f" or "rgb(181, 71, 15)" is, from 0 to 1. */
function lightness(fill) {
  const parts = /^#[0-9a-f]{6}/i.test(fill)
    ? [1, 3, 5].map((at) => parseInt(fill.slice(at, at + 2), 16))
    : (fill.match(/[\d.]+/g) ?? [255, 255, 255]).slice(0, 3).map(Number);
  const [red, green, blue] = parts.map((part) => (part / 255) ** 2.2);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Dark or light ink, whichever reads on a fill. */
export const ink = (fill) => (lightness(fill) > 0.3 ? "#1d2a33" : "#ffffff");

/** True of fills on which a white border cannot be seen. */
export const isPale = (fill) => lightness(fill) > 0.8;

export const isCalm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

const ruler = document.createElement("canvas").getContext("2d");
const widths = new Map();

/** Width in pixels of a text in a CSS font such as "600 11px sans-serif"; remembered. */
export function textWidth(words, font) {
  const key = font + words;
  if (!widths.has(key)) {
    ruler.font = font;
    widths.set(key, ruler.measureText(words).width);
  }
  return widths.get(key);
}
