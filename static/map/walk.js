/** Which unit comes next when the map is walked with the arrow keys. */

export const ARROWS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

/**
 * The unit nearest in a direction, or null at the edge of the city; sideways distance counts twice.
 * @param {Object<string, {x: number, y: number}>} areas label points by code
 */
export function neighbour(areas, code, [dx, dy]) {
  const from = areas[code];
  let best = null;
  let least = Infinity;
  for (const [other, { x, y }] of Object.entries(areas)) {
    const along = (x - from.x) * dx + (y - from.y) * dy;
    const aside = Math.abs((x - from.x) * dy) + Math.abs((y - from.y) * dx);
    const cost = along + 2 * aside;
    if (other !== code && along > 1 && cost < least) [best, least] = [other, cost];
  }
  return best;
}

/** The unit nearest to a point of the drawing. */
export function nearest(areas, x, y) {
  const gap = (code) => Math.hypot(areas[code].x - x, areas[code].y - y);
  return Object.keys(areas).reduce((best, code) => (gap(code) < gap(best) ? code : best));
}
