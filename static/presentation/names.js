/** Names of the places that a map is about: each beside its place with a line to it, none over another or over the place of another. */

const { search } = new URL(import.meta.url);
const [{ svg, textWidth }, { LINE, arrangements, touches }] = await Promise.all(["dom", "labels"].map((name) => import(`../map/${name}.js${search}`)));

const RINGS = [0.9, 1.4, 2, 2.8, 3.8, 5, 6.5, 8.5]; // of the type size, around the place
const SPOKES = 24;
const NEAR = 3.8; // the farthest ring of a name that nothing depends on

/** A line as a chain of small boxes. */
function chain([x, y, toX, toY]) {
  const steps = Math.max(2, Math.ceil(Math.hypot(toX - x, toY - y) / 6));
  return Array.from({ length: steps + 1 }, (_, i) => [x + ((toX - x) * i) / steps, y + ((toY - y) * i) / steps]).map(([px, py]) => [px - 2, py - 2, px + 2, py + 2]);
}

/** Whether two lines [x, y, x, y] cut each other. */
function crosses([x, y, toX, toY], [u, v, toU, toV]) {
  const side = (px, py, qx, qy, rx, ry) => (qx - px) * (ry - py) - (qy - py) * (rx - px) > 0;
  return side(x, y, u, v, toU, toV) !== side(toX, toY, u, v, toU, toV) && side(x, y, toX, toY, u, v) !== side(x, y, toX, toY, toU, toV);
}

/**
 * Where each name stands, the first ones first; one that finds no spot is left out.
 * @param {{text: string, x: number, y: number}[]} wanted places in screen pixels
 * @param {{width: number, height: number}} frame
 * @param {{lines: string[], x: number, y: number, size: number}[]} before names that stand already
 * @param {boolean} isSparing whether a name goes rather than stand far away or cross a line
 * @param {object[]} led names that are led already; they stay, and come first in the answer
 */
export function lead(wanted, { width, height }, size, font, before = [], isSparing = false, led = []) {
  const placed = [...led];
  const inner = before.map((label) => boxOf(label, font));
  const points = wanted.map(({ x, y }) => [x - 0.3 * size, y - 0.3 * size, x + 0.3 * size, y + 0.3 * size]);
  for (const [index, { text, x, y }] of wanted.entries()) {
    const others = points.filter((_, position) => position !== index);
    const taken = [...placed.flatMap(({ box, line }) => [box, ...chain(line)]), ...others, ...inner];
    const boxes = [...placed.map(({ box }) => box), ...inner];
    const inside = spots(text, x, y, size, font).filter(({ box }) =>
      box[0] >= 0 && box[1] >= 0 && box[2] <= width && box[3] <= height && !touches(box, points[index]));
    const isFree = ({ box, line }) => !taken.some((other) => touches(box, other)) && !chain(line).some((part) => boxes.some((other) => touches(part, other)));
    const isPlain = (one) => isFree(one) && !placed.some(({ line }) => crosses(one.line, line)) && !(isSparing && one.ring > NEAR);
    // Where it is crowded a name may stand over a line, never over a name or a place.
    const spot = inside.find(isPlain) ?? (isSparing ? undefined : inside.find(isFree) ?? inside.find(({ box }) => ![...boxes, ...others].some((other) => touches(box, other))));
    if (spot) placed.push(spot);
  }
  return placed;
}

/** Spots around a place, the nearest first, beside it before above and below. */
function spots(text, x, y, size, font) {
  const found = [];
  for (const ring of RINGS) {
    for (const lines of arrangements(text)) {
      const half = Math.max(...lines.map((line) => textWidth(line, font))) / 2 + 0.15 * size;
      const tall = (lines.length * size * LINE) / 2;
      for (let spoke = 0; spoke < SPOKES; spoke += 1) {
        const angle = (2 * Math.PI * spoke) / SPOKES;
        const [midX, midY] = [x + Math.cos(angle) * (ring * size + half), y + Math.sin(angle) * (ring * size + tall)];
        const box = [midX - half, midY - tall, midX + half, midY + tall];
        const line = [x, y, Math.min(Math.max(x, box[0]), box[2]), Math.min(Math.max(y, box[1]), box[3])];
        found.push({ lines, x: midX, y: midY, size, box, line, ring });
      }
    }
  }
  return found;
}

/** The box [left, top, right, bottom] of a name around its middle. */
function boxOf({ lines, x, y, size }, font) {
  const half = Math.max(...lines.map((line) => textWidth(line, font))) / 2;
  const tall = (lines.length * size * LINE) / 2;
  return [x - half, y - tall, x + half, y + tall];
}

/** Whether a name that stands in its area leaves the led ones, their lines and places uncovered. */
export function isClear(label, led, font) {
  const box = boxOf(label, font);
  return !led.some((other) => touches(box, other.box) || chain(other.line).some((part) => touches(box, part)));
}

/** Draws lines and names over what the layer holds. */
export function drawLed(layer, placed) {
  for (const { line: [x, y, toX, toY], size } of placed) {
    const path = `M${x.toFixed(1)} ${y.toFixed(1)}L${toX.toFixed(1)} ${toY.toFixed(1)}`;
    layer.append(
      svg("path", { class: "halo", d: path, "stroke-width": 0.2 * size }), svg("path", { class: "lead", d: path, "stroke-width": 0.08 * size }),
      svg("circle", { class: "point", cx: x.toFixed(1), cy: y.toFixed(1), r: 0.16 * size }));
  }
  for (const { lines, x, y, size } of placed) {
    const first = y - ((lines.length - 1) * size * LINE) / 2 + 0.35 * size;
    layer.append(svg("text", { class: "led", "text-anchor": "middle", "font-size": size }, ...lines.map((line, i) => {
      const part = svg("tspan", { x: x.toFixed(1), y: (first + i * size * LINE).toFixed(1) });
      part.textContent = line;
      return part;
    })));
  }
}
