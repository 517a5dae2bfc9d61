/** The line below the map: scale bar, north arrow, what kind of picture it is and where its borders come from. */

const { svg, textWidth } = await import(`./dom.js${new URL(import.meta.url).search}`);

const HEIGHT = 28;
const LINE = 17;
const LENGTHS = [50, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05];

/** Longest round length whose bar is at most `room` pixels. */
function barOf(pixelsPerKm, room) {
  const km = LENGTHS.find((length) => length * pixelsPerKm <= room) ?? LENGTHS.at(-1);
  return { pixels: km * pixelsPerKm, text: km >= 1 ? `${km} km` : `${km * 1000} m` };
}

function shortened(text, room, font) {
  let kept = text;
  while (kept && textWidth(kept, font) > room) kept = `${kept.replace(/…$/, "").slice(0, -4).trimEnd()}…`;
  return kept;
}

/** @param {object} drawing the geometry file; equal tiles have no scale, so they get no bar */
export function createFoot(drawing, fontOf) {
  const element = svg("g", { class: "foot", "aria-hidden": "true" });
  const isTrue = drawing.kind !== "tiles";
  const note = drawing.note ? `${drawing.note}. ` : "";
  const source = drawing.source ? `Sumber: ${drawing.source}` : "";
  const room = (width) => Math.min(120, width * 0.24);
  const isLow = (width) => isTrue && textWidth(note, fontOf(600)) + textWidth(source, fontOf(400)) > width - 84 - room(width);

  function words(content, attributes) {
    const node = svg("text", { class: "small", ...attributes });
    node.textContent = content;
    return node;
  }

  return {
    element,
    /** Pixels that it takes: the source stands beside the bar where it fits, else below. */
    height: (width) => HEIGHT + (isLow(width) ? LINE : 0),
    write(scale, { width, height }) {
      const base = height + 20;
      const bar = barOf(scale / drawing.km_per_unit, room(width));
      const low = isLow(width) || !isTrue;
      const at = { x: low ? 2 : width - 2, y: base + (isLow(width) ? LINE : 0) };
      const line = svg("text", { class: "small", ...at, "text-anchor": low ? "start" : "end" });
      const [bold, plain] = [svg("tspan", { class: "note" }), svg("tspan")];
      bold.textContent = note;
      plain.textContent = shortened(source, width - 8 - textWidth(note, fontOf(600)), fontOf(400));
      line.append(bold, plain);
      element.replaceChildren(...(isTrue ? [
        svg("path", { class: "rule", d: `M2.5 ${base - 6}v5h${bar.pixels.toFixed(1)}v-5` }),
        words(bar.text, { x: bar.pixels + 9, y: base }),
        svg("path", { class: "needle", d: `M${bar.pixels + 58} ${base + 1}l4.5 -13l4.5 13l-4.5 -3.2z` }),
        words("U", { x: bar.pixels + 70, y: base }),
      ] : []), line);
    },
  };
}
