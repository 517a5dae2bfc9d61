/** Scale bar and north below a map, as long as the map is large on this screen. */

const { search } = new URL(import.meta.url);
const [{ svg }, { barOf }] = await Promise.all(["dom", "foot"].map((name) => import(`../map/${name}.js${search}`)));

const LONGEST = 3.2; // of the type size

/** @param {HTMLElement} room where it stands; `data-km` says how long a unit of the drawing is @param {number} pixels a unit of the drawing on this screen */
export function drawScale(room, pixels) {
  const size = parseFloat(getComputedStyle(room).fontSize);
  const bar = barOf(pixels / Number(room.dataset.km), LONGEST * size);
  const [end, base] = [bar.pixels + 1, size];
  const said = svg("text", { x: end + 0.4 * size, y: base });
  said.textContent = bar.text;
  const north = svg("text", { x: end + 3.9 * size, y: base });
  north.textContent = "U";
  const part = (of) => (of * size).toFixed(1);
  room.replaceChildren(svg("svg", { width: part(8.2), height: part(1.12) },
    svg("path", { class: "rule", d: `M1 ${part(0.6)}V${part(0.95)}H${end.toFixed(1)}V${part(0.6)}` }), said,
    svg("path", { class: "needle", d: `M${(end + 3.1 * size).toFixed(1)} ${part(1.05)}l${part(0.35)} ${part(-0.95)}l${part(0.35)} ${part(0.95)}l${part(-0.35)} ${part(-0.25)}z` }), north));
}
