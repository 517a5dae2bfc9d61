/** On whose ground a point of the drawing lies. */

const COLUMNS = 120; // of the grid that is asked once: a cell is some seven pixels of a large map

/**
 * @param {number[]} region what is asked of the drawing, [left, top, right, bottom]
 * @param {{code: string, d: string, box: number[]}[]} areas outlines as path text and how far they reach
 * @returns {(x: number, y: number) => string|null} the code of the area at a point, null beside all of them
 */
export function createGround([west, north, east, south], areas) {
  const step = (east - west) / COLUMNS;
  const rows = Math.ceil((south - north) / step);
  const owners = new Array(COLUMNS * rows).fill(null);
  const sheet = document.createElement("canvas").getContext("2d");
  const columnOf = (x) => Math.floor((x - west) / step);
  const rowOf = (y) => Math.floor((y - north) / step);
  for (const { code, d, box: [left, top, right, bottom] } of areas) {
    const shape = new Path2D(d);
    for (let row = Math.max(0, rowOf(top)); row <= Math.min(rows - 1, rowOf(bottom)); row += 1) {
      for (let column = Math.max(0, columnOf(left)); column <= Math.min(COLUMNS - 1, columnOf(right)); column += 1) {
        if (sheet.isPointInPath(shape, west + (column + 0.5) * step, north + (row + 0.5) * step)) owners[row * COLUMNS + column] = code;
      }
    }
  }
  return (x, y) => {
    const [column, row] = [columnOf(x), rowOf(y)];
    return column < 0 || row < 0 || column >= COLUMNS || row >= rows ? null : owners[row * COLUMNS + column];
  };
}
