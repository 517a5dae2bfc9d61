/**
 * Names on a map of the hall: large those of the places it is about, each beside its place with a line to it; smaller all the others, in their area or
 * led to from beside it. None stands over another, over the place of another or over a line.
 */

const { search } = new URL(import.meta.url);
const [{ svg, textWidth }, { LINE, arrangements, touches }] = await Promise.all(["dom", "placing"].map((name) => import(`../map/${name}.js${search}`)));

const RINGS = [0.9, 1.4, 2, 2.8, 3.8, 5, 6.5, 8.5]; // of the type size, around the place
const SPOKES = 24;
const CLOSE_BY = 2; // the farthest ring of a name that a map is about, as long as it may be smaller
const NEAR = 3.8; // the farthest ring at which a name is still seen to belong to its place
const TORN = 1.5; // rings that a name in two lines must save
const LARGE = [1, 0.86, 0.74]; // of the type size: names that a map is about; a smaller name nearby rather than a large one far away
const SMALL = [0.74, 0.66, 0.61]; // the others; the least is 17 points on 1024 x 768, as the foot
const CLOSE = [1, ...SMALL];
const LEAST = 12; // pixels, on a phone
const STEP = 6; // pixels between the points of an area that are tried
const MOSTLY = 0.6; // of a name that lies in its area
const TURNS = 8;

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

const pointOf = ({ x, y }, size) => [x - 0.3 * size, y - 0.3 * size, x + 0.3 * size, y + 0.3 * size];
const isIn = (box, { width, height }) => box[0] >= 0 && box[1] >= 0 && box[2] <= width && box[3] <= height;
/** The places that names are led to. */
const endsOf = (placed) => placed.flatMap(({ line, size }) => (line ? [pointOf({ x: line[0], y: line[1] }, size)] : []));
/** What a name takes up: its box, and the line to it. */
const taken = ({ box, line }) => (line ? [box, ...chain(line)] : [box]);
const meets = (box, others) => others.some((other) => touches(box, other));

/**
 * Where every name of a map stands. Those it is about are written smaller when at their full size another would find no room.
 * @param {Place[]} first what it is about, the most important first @param {Place[]} rest the others, most room first
 *   Place: {key, text, x, y, r, shape}: middle and inner radius of an area in screen pixels, and the path of its border in those of the drawing
 * @param {{width: number, height: number, matrix: DOMMatrix}} frame in screen pixels, and how the drawing lies in it
 * @param {string} face of the type, as "600 SIZEpx sans-serif"
 * @param {boolean} isClose whether a kecamatan is shown alone: all its names are equal and as large as can be
 * @param {boolean} isSparing whether a name goes rather than stand far from its place
 */
export function arrange(first, rest, frame, size, face, isClose, isSparing) {
  const [small, close] = [SMALL, CLOSE].map((parts) => parts.map((part) => Math.max(part, LEAST / size)));
  const grounds = groundsOf([...(isClose ? first : []), ...rest], frame);
  if (isClose) {
    const placed = fill([...first.map((one) => ({ ...one, stays: true })), ...rest], frame, size, face, grounds, close, [], isSparing);
    const isAbout = ({ key }) => first.some((one) => one.key === key);
    return { own: placed.filter(isAbout), others: placed.filter((one) => !isAbout(one)) };
  }
  let best = null;
  for (const part of LARGE) {
    const { placed: own, isNear } = lead(first, frame, size, part, face);
    const others = fill(rest, frame, size, face, grounds, small, own, isSparing);
    const missing = rest.length - others.length + (isNear ? 0 : 1);
    if (!best || missing <= best.missing) best = { own, others, missing };
    if (!missing) break;
  }
  return best;
}

/** Where the names stand that a map is about: orders are tried until every name has a spot near its place; where none has it all, the best. */
function lead(wanted, frame, size, part, face) {
  const tried = orders(wanted).map((order) => inOrder(order, frame, size, part, face));
  return tried.reduce((best, found) => (found.cost < best.cost ? found : best));
}

/** As given, and from each side: which name is first decides which is crowded out. */
function orders(wanted) {
  const by = (sign, axis) => [...wanted].sort((one, other) => sign * (one[axis] - other[axis]));
  return [wanted, [...wanted].reverse(), by(1, "x"), by(-1, "x"), by(1, "y"), by(-1, "y")];
}

function inOrder(order, frame, size, part, face) {
  const placed = [];
  let [cost, isNear] = [0, true];
  for (const one of order) {
    const others = order.filter((other) => other !== one).map((other) => pointOf(other, size));
    const spot = beside(one, frame, part * size, face, placed, others, CLOSE_BY) ?? beside(one, frame, part * size, face, placed, others);
    isNear &&= Boolean(spot && spot.ring <= CLOSE_BY);
    cost += spot ? spot.cost + (spot.ring > CLOSE_BY ? 20 : 0) : 100;
    if (spot) placed.push(spot);
  }
  return { placed, cost, isNear };
}

/** The spot beside a place that is nearest and free, its line free too; undefined where there is none within `farthest` rings. */
function beside({ key, text, x, y }, frame, size, face, placed, others, farthest = Infinity, mayCross = false) {
  const font = face.replace("SIZE", size);
  const boxes = placed.map(({ box }) => box);
  const lines = placed.flatMap(({ line }) => (line ? [line] : []));
  const full = [...(mayCross ? boxes : placed.flatMap(taken)), ...others, ...endsOf(placed)];
  const own = pointOf({ x, y }, size);
  return spots({ key, text, x, y }, size, font).find(({ box, line, ring }) => ring <= farthest && isIn(box, frame) && !touches(box, own) && !meets(box, full)
    && !chain(line).some((step) => meets(step, boxes))
    && (mayCross || !lines.some((other) => crosses(line, other))));
}

/** Spots around a place, the nearest first, beside it before above and below, on one line before two. */
function spots({ key, text, x, y }, size, font) {
  const found = [];
  for (const ring of RINGS) {
    for (const [row, lines] of arrangements(text).entries()) {
      const { half, tall } = extent(lines, size, font);
      for (let spoke = 0; spoke < SPOKES; spoke += 1) {
        const angle = (2 * Math.PI * spoke) / SPOKES;
        const [midX, midY] = [x + Math.cos(angle) * (ring * size + half), y + Math.sin(angle) * (ring * size + tall)];
        const box = [midX - half, midY - tall, midX + half, midY + tall];
        const line = [x, y, Math.min(Math.max(x, box[0]), box[2]), Math.min(Math.max(y, box[1]), box[3])];
        found.push({ key, lines, x: midX, y: midY, size, box, line, ring, cost: ring + row * TORN });
      }
    }
  }
  return found.sort((one, other) => one.cost - other.cost);
}

function extent(lines, size, font) {
  return { half: Math.max(...lines.map((line) => textWidth(line, font))) / 2 + 0.15 * size, tall: (lines.length * size * LINE) / 2 };
}

/** The points of each area on a grid of the screen, the nearest to its middle first, and which area a point is of. */
function groundsOf(places, { width, height, matrix }) {
  const [wide, high] = [Math.ceil(width / STEP), Math.ceil(height / STEP)];
  const drawn = Object.assign(document.createElement("canvas"), { width: wide, height: high }).getContext("2d", { willReadFrequently: true });
  drawn.setTransform(matrix.a / STEP, 0, 0, matrix.d / STEP, matrix.e / STEP, matrix.f / STEP);
  places.forEach(({ shape }, index) => {
    drawn.fillStyle = `rgb(${index + 1} 0 0)`;
    drawn.fill(new Path2D(shape), "evenodd");
  });
  const { data } = drawn.getImageData(0, 0, wide, high);
  const points = new Map(places.map(({ key }) => [key, []]));
  for (let cell = 0; cell < wide * high; cell += 1) {
    if (data[4 * cell + 3] === 255) points.get(places[data[4 * cell] - 1]?.key)?.push([(cell % wide) * STEP, Math.floor(cell / wide) * STEP]);
  }
  for (const { key, x, y } of places) points.get(key).sort((one, other) => Math.hypot(one[0] - x, one[1] - y) - Math.hypot(other[0] - x, other[1] - y));
  const at = (x, y) => places[data[4 * (Math.round(y / STEP) * wide + Math.round(x / STEP))] - 1]?.key;
  return { points, at };
}

/** Where names stand, all of one size: the largest at which each has a spot in its area, else the least, and those without room beside their place. */
function fill(wanted, frame, size, face, grounds, parts, before = [], isSparing = false) {
  for (const part of parts) {
    const found = [];
    for (const one of wanted) {
      const spot = inside(one, frame, part * size, face, grounds, [...before, ...found]);
      if (spot) found.push(spot);
    }
    if (found.length === wanted.length) return found;
  }
  // What found no room comes first in the next turn.
  let [order, best] = [wanted, []];
  for (let turn = 0; turn < TURNS && best.length < wanted.length; turn += 1) {
    const found = fillSmall(order, frame, parts.at(-1) * size, face, grounds, before, isSparing);
    if (found.length > best.length) best = found;
    const isLeft = ({ key }) => !found.some((spot) => spot.key === key);
    order = [...order.filter(isLeft), ...order.filter((one) => !isLeft(one))];
  }
  return best;
}

function fillSmall(order, frame, size, face, grounds, before, isSparing) {
  const found = [];
  const left = [];
  for (const one of order) {
    const placed = [...before, ...found];
    const spot = inside(one, frame, size, face, grounds, placed) ?? beside(one, frame, size, face, placed, [], NEAR);
    if (spot) found.push(spot);
    else if (one.stays || !isSparing) left.push(one);
  }
  for (const one of left) {
    const placed = [...before, ...found];
    const spot = beside(one, frame, size, face, placed, []) ?? beside(one, frame, size, face, placed, [], Infinity, true);
    if (spot) found.push(spot);
  }
  return found;
}

/** A name in its area, wholly before mostly, as near to its middle as is free. */
function inside({ key, text }, frame, size, face, { points, at }, placed) {
  const font = face.replace("SIZE", size);
  const full = [...placed.flatMap(taken), ...endsOf(placed)];
  for (const least of [1, MOSTLY]) {
    for (const lines of arrangements(text)) {
      const { half, tall } = extent(lines, size, font);
      const steps = [-1, -0.5, 0, 0.5, 1].map((part) => part * half);
      for (const [x, y] of points.get(key)) {
        const box = [x - half, y - tall, x + half, y + tall];
        if (!isIn(box, frame) || steps.filter((step) => at(x + step, y) === key).length < least * steps.length) continue;
        if (!meets(box, full)) return { key, lines, x, y, size, box };
      }
    }
  }
  return undefined;
}

/** Draws lines and names over what the layer holds; `look` tells those a map is about from the others. */
export function drawNames(layer, placed, look) {
  for (const { line, size } of placed.filter((one) => one.line)) {
    const [x, y, toX, toY] = line;
    const path = `M${x.toFixed(1)} ${y.toFixed(1)}L${toX.toFixed(1)} ${toY.toFixed(1)}`;
    layer.append(
      svg("path", { class: "halo", d: path, "stroke-width": 0.2 * size }), svg("path", { class: `lead ${look}`, d: path, "stroke-width": 0.08 * size }),
      svg("circle", { class: `point ${look}`, cx: x.toFixed(1), cy: y.toFixed(1), r: 0.16 * size }));
  }
  for (const { lines, x, y, size } of placed) {
    const first = y - ((lines.length - 1) * size * LINE) / 2 + 0.35 * size;
    layer.append(svg("text", { class: look, "text-anchor": "middle", "font-size": size }, ...lines.map((line, i) => {
      const part = svg("tspan", { x: x.toFixed(1), y: (first + i * size * LINE).toFixed(1) });
      part.textContent = line;
      return part;
    })));
  }
}
