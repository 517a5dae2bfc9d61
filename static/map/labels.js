/** Which names and values can be written without touching each other or leaving the frame. */

const { svg, set, textWidth } = await import(`./dom.js${new URL(import.meta.url).search}`);

export const LINE = 1.12; // height of a line by type size
const SMALLER = [1, 0.88, 0.8]; // of the type size, tried in this order where a name may be written smaller
const [RINGS, SPOKES] = [[14, 20, 28, 38, 50, 64, 80], 24]; // pixels from a place to its name beside, and directions tried
const MOST_LED = 12; // names beside their places: more lines than these are a thicket
const TURNS = 4; // tries in which the names that found no room choose first
const COVER = 9; // pixels of a longer line that a covered symbol or area is worth

/** @returns {string[][]} the text on one line and, when it has several words, on two of similar length */
export function arrangements(text) {
  const words = text.split(" ");
  if (words.length < 2) return [[text]];
  const cuts = words.slice(1).map((_, i) => [words.slice(0, i + 1).join(" "), words.slice(i + 1).join(" ")]);
  const lean = ([first, second]) => Math.abs(first.length - second.length);
  const even = cuts.reduce((best, cut) => (lean(cut) < lean(best) ? cut : best));
  return [[text], even];
}

/** Whether two boxes [left, top, right, bottom] overlap. */
export const touches = (a, b) => a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];

/**
 * Labels to draw, most important first; what does not fit is written smaller or led to from beside where it may be, else left out.
 * @param {{key: string, text: string, x: number, y: number, room: number, style: string, shifts?: (number|number[])[], stays?: boolean, shrinks?: boolean,
 *   isLed?: boolean, isLate?: boolean, free?: number, accepts?: (box: number[]) => boolean}[]} wanted screen pixels; `room` is how wide the text may be,
 *   `shifts` the offsets to try, down or [right, down]; one that `stays` moves into the frame; one that `isLed` stands beside its place with a line to it
 *   rather than not at all, no nearer than `free`; one that `isLate` takes only what all others leave, and a box that it accepts
 * @param {{width: number, height: number, symbols: number[][], areas?: number[][], blocked?: number[][]}} frame boxes [left, top, right, bottom] better left free; none
 *   is written on a blocked one
 * @param {(style: string, part: number) => {size: number, font: string}} faceOf
 */
export function place(wanted, { width, height, symbols, areas = [], blocked = [] }, faceOf) {
  const frame = { width, height, blocked };
  const better = [...symbols, ...areas];
  const early = wanted.filter(({ isLate }) => !isLate);
  let best = null;
  for (const largest of early.some(({ shrinks }) => shrinks) ? SMALLER : [1]) {
    let order = early;
    for (let turn = 0; turn < TURNS; turn += 1) {
      const tried = placeInTurn(order, largest, frame, symbols, better, faceOf);
      if (!best || tried.missing.length < best.missing.length) best = tried;
      if (!best.missing.length) break;
      order = [...order.filter(({ stays }) => stays), ...tried.missing, ...order.filter((label) => !label.stays && !tried.missing.includes(label))];
    }
    if (!best.missing.length) break;
  }
  const { placed } = best;
  for (const label of wanted.filter(({ isLate }) => isLate)) {
    const found = near(label, 1, frame, placed, symbols, faceOf);
    if (found) placed.push(found);
  }
  return placed;
}

/** One try: who comes first chooses first; `missing` are those that should have been written and found no room. */
function placeInTurn(wanted, largest, frame, symbols, better, faceOf) {
  const placed = [];
  const left = [];
  for (const label of wanted) {
    const found = near(label, largest, frame, placed, symbols, faceOf) ?? (label.stays ? beside(label, frame, placed, better, faceOf) : null);
    if (found) placed.push(found);
    else if (label.isLed) left.push(label);
  }
  const missing = [];
  for (const [at, label] of left.entries()) {
    const found = at < MOST_LED ? beside(label, frame, placed, better, faceOf) : null;
    if (found) placed.push(found);
    else missing.push(label);
  }
  return { placed, missing };
}

const count = (box, others) => others.filter((other) => touches(box, other)).length;
const isOut = (box, { width, height, blocked }) => box[0] < 0 || box[1] < 0 || box[2] > width || box[3] > height || count(box, blocked) > 0;
const boxAround = (x, y, half, tall) => [x - half - 2, y - tall / 2 - 1, x + half + 2, y + tall / 2 + 1];

/** Every way to write a name: large before small, on one line before two; one that shrinks is `largest` of its size at most. */
function* faces({ text, style, shrinks }, largest, faceOf) {
  for (const part of shrinks ? SMALLER.filter((size) => size <= largest) : [1]) {
    const { size, font } = faceOf(style, part);
    for (const lines of arrangements(text)) {
      yield { lines, size, half: Math.max(...lines.map((line) => textWidth(line, font))) / 2, tall: lines.length * size * LINE };
    }
  }
}

/** A name on its place, or as near to it as its shifts go; null where none is free. */
function near(label, largest, frame, placed, symbols, faceOf) {
  const boxes = placed.flatMap(taken);
  for (const { lines, size, half, tall } of faces(label, largest, faceOf)) {
    if (2 * half > label.room) continue;
    const middle = label.stays ? Math.max(half + 3, Math.min(frame.width - half - 3, label.x)) : label.x;
    let best = null;
    for (const shift of label.shifts ?? [0]) {
      const [right, down] = Array.isArray(shift) ? shift : [0, shift];
      const [x, y] = [middle + right, label.y + down];
      const box = boxAround(x, y, half, tall);
      if (isOut(box, frame) || count(box, boxes) || (label.accepts && !label.accepts(box))) continue;
      const covered = count(box, symbols);
      if (!best || covered < best.covered) best = { x, y, box, covered };
      if (!covered) break;
    }
    if (best) return { ...label, lines, x: best.x, y: best.y, box: best.box, size };
  }
  return null;
}

/** A name beside its place, with the shortest line to it that crosses no other name and no other line; null where there is none. */
function beside(label, frame, placed, better, faceOf) {
  const { x: fromX, y: fromY, free = 0 } = label;
  const own = [fromX - free, fromY - free, fromX + free, fromY + free];
  const boxes = placed.flatMap(taken);
  let best = null;
  // The smallest; one that stays keeps its size.
  const written = [...faces({ ...label, shrinks: !label.stays }, label.stays ? 1 : SMALLER.at(-1), faceOf)].reverse();
  for (const [{ lines, size, half, tall }, ring] of written.flatMap((face) => RINGS.map((distance) => [face, distance + free]))) {
    for (let spoke = 0; spoke < SPOKES; spoke += 1) {
      const angle = 2 * Math.PI * spoke / SPOKES;
      const [x, y] = [fromX + Math.cos(angle) * (ring + half), fromY + Math.sin(angle) * (ring + tall / 2)];
      const box = boxAround(x, y, half, tall);
      if (isOut(box, frame) || count(box, boxes) || (free && touches(box, own))) continue;
      const line = [fromX, fromY, Math.max(box[0], Math.min(box[2], fromX)), Math.max(box[1], Math.min(box[3], fromY))];
      if (points(line).some((point) => count(point, boxes))) continue;
      const cost = Math.hypot(line[2] - fromX, line[3] - fromY) + COVER * count(box, better);
      if (!best || cost < best.cost) best = { ...label, lines, x, y, box, size, line, cost };
    }
  }
  return best;
}

/** A line as a chain of small boxes. */
function points([x, y, toX, toY]) {
  const steps = Math.max(2, Math.ceil(Math.hypot(toX - x, toY - y) / 4));
  return Array.from({ length: steps + 1 }, (_, i) => {
    const [px, py] = [x + (toX - x) * i / steps, y + (toY - y) * i / steps];
    return [px - 1, py - 1, px + 1, py + 1];
  });
}

/** What a placed name takes up: its box, and the line to it. */
const taken = ({ box, line }) => (line ? [box, ...points(line)] : [box]);

/** The lines from places to the names beside them. */
export function writeLines(layer, placed) {
  const lines = placed.filter(({ line }) => line).map(({ line: [x, y, toX, toY] }) => ({ d: `M${x.toFixed(1)} ${y.toFixed(1)}L${toX.toFixed(1)} ${toY.toFixed(1)}`, dot: `M${x.toFixed(1)} ${y.toFixed(1)}h.01` }));
  layer.replaceChildren(...lines.flatMap(({ d, dot }) => [svg("path", { class: "lead under", d }), svg("path", { class: "lead", d }), svg("path", { class: "lead end", d: dot })]));
}

/** Brings the text nodes of a layer in line with what was placed; a label that stays keeps its node. */
export function write(layer, placed) {
  const old = new Map([...layer.children].map((node) => [node.dataset.key, node]));
  for (const { key, lines, x, y, style, size } of placed) {
    const content = `${style} ${size} ${lines.join("\n")}`;
    let node = old.get(key);
    old.delete(key);
    if (!node || node.dataset.text !== content) {
      node?.remove();
      const rise = -(lines.length - 1) * size * LINE / 2 + size * 0.35;
      const look = { class: `label ${style}`, "text-anchor": "middle", "font-size": size };
      node = svg("text", { ...look, "data-key": key, "data-text": content },
        ...lines.map((line, i) => {
          const part = svg("tspan", { x: 0, y: (rise + i * size * LINE).toFixed(1) });
          part.textContent = line;
          return part;
        }));
      layer.append(node);
    }
    set(node, { transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})` }); // an old place written anew would lay out the text again
  }
  for (const node of old.values()) node.remove();
}
