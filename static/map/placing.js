/**
 * Where names and values can be written without touching each other, leaving the frame, or standing on what another name belongs to.
 * Each text has its possible seats, each with a price in pixels; who has the fewest chooses first, and who found none begins the next try.
 */

const { textWidth } = await import(`./dom.js${new URL(import.meta.url).search}`);

export const LINE = 1.12; // height of a line by type size
const SMALLER = [1, 0.88, 0.8]; // of the type size, for a name that may be written smaller
const [RINGS, SPOKES] = [[14, 20, 28, 38, 50, 64], 24]; // pixels from a place to its name beside, and directions tried
const [ACROSS, DOWN] = [8, 3]; // points of a box that are asked whose ground they are on
const TURNS = 16; // tries
const [SEATS, STEP] = [10, 6]; // tried on the ground of a name along its longer side, and pixels between them at least
// What a seat costs, in pixels of distance from the place:
const [SIZE, LED, COVER, HIDE, STRAY, AWAY] = [60, 18, 6, 40, 70, 20]; // a size of nothing; being led to from beside; a covered symbol, and one that must be found;
// a box wholly on foreign ground, and on nobody's
const [LEAST_HOME, LED_FOREIGN] = [0.3, 0.12]; // of the box of a name: what is its own at least, and more than what is foreign; what is foreign where it is led to
const NOWHERE = 120; // a name left out
const OPEN = { home: 0, foreign: 0 };

/**
 * @typedef {object} Label
 * @property {string} key
 * @property {string} text
 * @property {number} x screen pixels
 * @property {number} y
 * @property {number} room how wide the text may be, where it has no ground
 * @property {string} style
 * @property {(number|number[])[]} [shifts] the offsets to try, down or [right, down], where it has no ground
 * @property {false|{owner: string, seat: [number, number], box: number[], whose: (x: number, y: number) => string|null}} [ground] the area it names, in screen pixels, and where in it the
 *   name stands best: it is written where that area lies, smaller where it must be, or led to from beside, but not on the ground of another
 * @property {boolean} [stays] moves into the frame, and stands beside its place rather than not at all
 * @property {number} [free] pixels around the place that a name beside it leaves open
 * @property {boolean} [isLate] takes only what all others leave, and a box that it `accepts`
 * @property {(box: number[]) => boolean} [accepts]
 */

/** Whether two boxes [left, top, right, bottom] overlap. */
export const touches = (a, b) => a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];

/**
 * What is written: first what stays, then the names with a ground, then the rest in its order, and late what is late. What finds no seat is left out.
 * @param {Label[]} wanted
 * @param {{width: number, height: number, symbols: number[][], marked: number[][], blocked?: number[][], whose?: (x: number, y: number) => string|null}} frame boxes better left free, and those to be left free,
 *   boxes on which nothing is written, and the kecamatan under a point of the screen
 * @param {(style: string, part: number) => {size: number, font: string}} faceOf
 */
export function place(wanted, frame, faceOf) {
  const of = (isOne) => wanted.filter(isOne);
  const placed = [];
  const seat = (label, seats) => {
    const free = seats.find((one) => isFree(one, placed));
    if (free) placed.push({ ...label, ...free });
  };
  for (const label of of(({ stays }) => stays)) seat(label, cheapest([...onPlace(label, frame, faceOf), ...beside(label, frame, faceOf)]));
  placed.push(...together(of(({ ground, stays }) => ground && !stays), placed, frame, faceOf));
  for (const label of of(({ ground, stays, isLate }) => !ground && !stays && !isLate)) seat(label, cheapest(onPlace(label, frame, faceOf)));
  for (const label of of(({ isLate }) => isLate)) seat(label, cheapest(onPlace(label, frame, faceOf)));
  return placed;
}

/** Seats for names that have a ground, so that few are left out and those that are written stand well. */
function together(labels, before, frame, faceOf) {
  const all = labels.map((label) => ({ label, home: cheapest(onGround(label, frame, faceOf)), away: null }));
  /** The cheapest free seat; those beside the place, which are dear to find, only where one of them may be cheaper. */
  const freeSeat = (one, placed) => {
    const home = one.home.find((seat) => isFree(seat, placed));
    if (home && home.price <= LED + RINGS[0]) return home;
    one.away ??= cheapest(beside(one.label, frame, faceOf));
    const away = one.away.find((seat) => isFree(seat, placed));
    return home && (!away || home.price <= away.price) ? home : away;
  };
  let order = all.sort((a, b) => a.home.length - b.home.length);
  let best = { price: Infinity };
  for (let turn = 0; turn < TURNS && order.length; turn += 1) {
    const placed = [...before];
    const paid = order.map((one) => {
      const free = freeSeat(one, placed);
      if (free) placed.push({ ...one.label, ...free });
      return free ? free.price : NOWHERE;
    });
    const price = paid.reduce((sum, one) => sum + one, 0);
    if (price < best.price) best = { price, placed: placed.slice(before.length) };
    const worst = order.filter((one, i) => paid[i] === NOWHERE || paid[i] > (one.home[0]?.price ?? 0) + SIZE / 2);
    if (!worst.length) break;
    order = [...worst, ...order.filter((one) => !worst.includes(one))];
  }
  return best.placed ?? [];
}

const cheapest = (seats) => [...seats].sort((a, b) => a.price - b.price);
const clamp = (value, low, high) => Math.max(low, Math.min(high, value));
const count = (box, others) => others.filter((other) => touches(box, other)).length;
const covering = (box, { symbols, marked }) => COVER * count(box, symbols) + HIDE * count(box, marked);
const isOut = (box, { width, height, blocked = [] }) => box[0] < 0 || box[1] < 0 || box[2] > width || box[3] > height || count(box, blocked) > 0;
const boxAround = (x, y, half, tall) => [x - half - 2, y - tall / 2 - 1, x + half + 2, y + tall / 2 + 1];
const isFree = ({ parts }, placed) => !placed.some((other) => parts.some((part) => other.parts.some((taken) => touches(part, taken))));

/** Every way to write a text: large before small, on one line before two. */
function faces({ text, style, ground, stays }, faceOf) {
  return (ground && !stays ? SMALLER : [1]).flatMap((part) => {
    const { size, font } = faceOf(style, part);
    return arrangements(text).map((lines) => (
      { ...measured(lines.map((line) => textWidth(line, font) / 2), size), lines, size, smaller: SIZE * (1 - part) }
    ));
  });
}

const measured = (halves, size) => ({ halves, half: Math.max(...halves), tall: halves.length * size * LINE });

/** Where a line from a place meets a text around a point: the nearest point of what is written, as the corner of its box may be empty. */
function meeting([fromX, fromY], [x, y], { halves, size, tall }) {
  const ends = halves.map((half, i) => {
    const top = y - tall / 2 + i * size * LINE;
    return [clamp(fromX, x - half - 2, x + half + 2), clamp(fromY, top, top + size * LINE)];
  });
  const far = ([endX, endY]) => Math.hypot(endX - fromX, endY - fromY);
  return ends.reduce((best, end) => (far(end) < far(best) ? end : best));
}

/** @returns {string[][]} the text on one line and, when it has several words, on two of similar length */
export function arrangements(text) {
  const words = text.split(" ");
  if (words.length < 2) return [[text]];
  const cuts = words.slice(1).map((_, i) => [words.slice(0, i + 1).join(" "), words.slice(i + 1).join(" ")]);
  const lean = ([first, second]) => Math.abs(first.length - second.length);
  const even = cuts.reduce((best, cut) => (lean(cut) < lean(best) ? cut : best));
  return [[text], even];
}

/** A text on its place, or as near to it as its shifts go. */
function* onPlace(label, frame, faceOf) {
  for (const { lines, size, half, tall } of faces(label, faceOf)) {
    if (2 * half > label.room) continue;
    const middle = label.stays ? Math.max(half + 3, Math.min(frame.width - half - 3, label.x)) : label.x;
    for (const shift of label.shifts ?? [0]) {
      const [right, down] = Array.isArray(shift) ? shift : [0, shift];
      const [x, y] = [middle + right, label.y + down];
      const box = boxAround(x, y, half, tall);
      if (isOut(box, frame) || (label.accepts && !label.accepts(box))) continue;
      yield { x, y, box, parts: [box], lines, size, price: Math.hypot(right, down) + covering(box, frame) + (lines.length - 1) };
    }
  }
}

/** A name anywhere on its ground. */
function* onGround(label, frame, faceOf) {
  const { ground } = label;
  const { seat: [bestX, bestY], box: [left, top, right, bottom] } = ground;
  const seats = [[bestX, bestY]];
  const step = Math.max(STEP, (right - left) / SEATS, (bottom - top) / SEATS);
  for (let y = top + step / 2; y < bottom; y += step) for (let x = left + step / 2; x < right; x += step) seats.push([x, y]);
  const own = seats.filter(([x, y]) => ground.whose(x, y) === ground.owner);
  for (const { lines, size, half, tall, smaller } of faces(label, faceOf)) {
    for (const [x, y] of own) {
      const box = boxAround(x, y, half, tall);
      if (isOut(box, frame)) continue;
      const under = groundUnder(box, ground, 1 - LEAST_HOME);
      if (!under || under.home < LEAST_HOME || under.home <= under.foreign) continue;
      const { home, foreign } = under;
      const price = smaller + Math.hypot(x - bestX, y - bestY) / 2 + STRAY * foreign + AWAY * (1 - home - foreign) + covering(box, frame);
      yield { x, y, box, parts: [box], lines, size, price };
    }
  }
}

/** A name beside its place, with a line to it; on ground of nobody else where it has one of its own. */
function* beside(label, frame, faceOf) {
  const { x: fromX, y: fromY, free = 0, ground, stays } = label;
  const lands = ground || frame; // a place without a ground of its own still leaves the city rather than not
  const own = [fromX - free, fromY - free, fromX + free, fromY + free];
  const written = faces(label, faceOf).slice(-arrangements(label.text).length); // the smallest
  for (const [face, ring] of written.flatMap((face) => RINGS.map((distance) => [face, distance + free]))) {
    const { lines, size, half, tall } = face;
    for (let spoke = 0; spoke < SPOKES; spoke += 1) {
      const angle = 2 * Math.PI * spoke / SPOKES;
      const [x, y] = [fromX + Math.cos(angle) * (ring + half), fromY + Math.sin(angle) * (ring + tall / 2)];
      const box = boxAround(x, y, half, tall);
      if (isOut(box, frame) || (free && touches(box, own))) continue;
      const under = lands.whose ? groundUnder(box, lands, stays ? 1 : LED_FOREIGN) : OPEN;
      if (!under) continue;
      const line = [fromX, fromY, ...meeting([fromX, fromY], [x, y], face)];
      const trace = points(line);
      const crossed = COVER * [...frame.symbols, ...frame.marked].filter((symbol) => trace.some((point) => touches(point, symbol))).length;
      const price = LED + Math.hypot(line[2] - fromX, line[3] - fromY) + STRAY * under.foreign + covering(box, frame) + crossed;
      yield { x, y, box, line, parts: [box, ...trace], lines, size, price };
    }
  }
}

/** How much of a box lies on the ground of its owner and on that of others, each from 0 to 1; the rest is nobody's. Null where others have more than `most`. */
function groundUnder([left, top, right, bottom], { whose, owner = null }, most = 1) {
  const [wide, tall] = [(right - left) / ACROSS, (bottom - top) / DOWN];
  let home = 0;
  let foreign = 0;
  for (let i = 0; i < ACROSS; i += 1) {
    for (let j = 0; j < DOWN; j += 1) {
      const found = whose(left + wide * (i + 0.5), top + tall * (j + 0.5));
      if (found === owner) home += found === null ? 0 : 1;
      else if (found !== null && (foreign += 1) > most * ACROSS * DOWN) return null;
    }
  }
  return { home: home / (ACROSS * DOWN), foreign: foreign / (ACROSS * DOWN) };
}

/** Whether a box reaches onto an area. */
export const reaches = (box, owner, whose) => groundUnder(box, { whose, owner }).home > 0;

/** A line as a chain of small boxes. */
function points([x, y, toX, toY]) {
  const steps = Math.max(2, Math.ceil(Math.hypot(toX - x, toY - y) / 4));
  return Array.from({ length: steps + 1 }, (_, i) => {
    const [px, py] = [x + (toX - x) * i / steps, y + (toY - y) * i / steps];
    return [px - 1, py - 1, px + 1, py + 1];
  });
}
