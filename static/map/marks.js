/** Fill, hatching and symbol of a class: the states stay apart without colour, on screen and on paper. */

const { svg, ink } = await import(`./dom.js${new URL(import.meta.url).search}`);

const SIZE = 7;
const STROKES = {
  hatch: { d: "M-1 8L8 -1M-1 1L1 -1M6 8L8 6", width: 0.9 },
  counterhatch: { d: "M-1 -1L8 8M6 -1L8 1M-1 6L1 8", width: 0.9 },
  crosshatch: { d: "M-1 8L8 -1M-1 1L1 -1M6 8L8 6M-1 -1L8 8M6 -1L8 1M-1 6L1 8", width: 0.8 },
  grid: { d: "M0 3.5H7M3.5 0V7", width: 1 },
  lines: { d: "M0 1.75H7M0 5.25H7", width: 0.7 },
  bars: { d: "M1.75 0V7M5.25 0V7", width: 0.7 },
  dots: { d: "M1.8 1.8h.01M5.3 5.3h.01", width: 1.7 },
};
const SHAPES = {
  circle: "M-1 0A1 1 0 1 1 1 0A1 1 0 1 1 -1 0Z",
  disc: "M-1 0A1 1 0 1 1 1 0A1 1 0 1 1 -1 0Z",
  triangle: "M0 -1.1L1.1 0.85L-1.1 0.85Z",
  wedge: "M0 1.1L1.1 -0.85L-1.1 -0.85Z",
  square: "M-0.9 -0.9H0.9V0.9H-0.9Z",
};

/** The `<pattern>` of a class, or null when its fill is plain. */
export function pattern(id, { fill, pattern: kind }) {
  if (!kind || kind === "none") return null;
  const isDark = ink(fill) === "#ffffff"; // white lines at their full strength would wash the colour out
  const { d, width } = STROKES[kind] ?? STROKES.hatch;
  const body = svg("path", { d, stroke: isDark ? "#ffffff" : "#5c6b76", "stroke-opacity": isDark ? 0.6 : 1, "stroke-width": width, "stroke-linecap": "round", fill: "none" });
  return svg("pattern", { id, width: SIZE, height: SIZE, patternUnits: "userSpaceOnUse" },
    svg("rect", { width: SIZE, height: SIZE, fill }), body);
}

/** The symbol of a class around the origin with the given radius, or null; on a hatching it has some plain ground around it. */
export function symbol({ fill, pattern: hatching, symbol: kind }, radius) {
  if (!SHAPES[kind]) return null;
  const hollow = kind === "circle";
  const shape = { d: SHAPES[kind], transform: `scale(${radius})`, "vector-effect": "non-scaling-stroke" };
  const mark = svg("path", { ...shape, class: "mark", fill: hollow ? "none" : ink(fill), stroke: ink(fill), "stroke-width": hollow ? 1.6 : 0 });
  if (!STROKES[hatching]) return mark;
  return svg("g", {}, svg("path", { ...shape, fill, stroke: fill, "stroke-width": hollow ? 5 : 3.4, "stroke-linejoin": "round" }), mark);
}

const EDGE = { x: 1.5, y: 1.5, width: 25, height: 15, stroke: "#10181d", "stroke-width": 2 }; // as .edge of peta.css
let swatches = 0;

/** A legend swatch of 28 by 18 with its left upper corner at the origin; it carries its own hatching. */
export function swatch(entry) {
  const id = `peta-swatch-${(swatches += 1)}`;
  const hatching = pattern(id, entry);
  const group = svg("g", {}, ...(hatching ? [svg("defs", {}, hatching)] : []), svg("rect", {
    x: 0.5, y: 0.5, width: 27, height: 17, rx: 3, stroke: "#7b8790", "stroke-width": 1, ...(entry.edge ? EDGE : {}),
    fill: hatching ? `url(#${id})` : entry.fill,
  }));
  const mark = symbol(entry, 4.2);
  if (mark) group.append(svg("g", { transform: "translate(14 9)" }, mark));
  return group;
}
