/** The line below the map: scale bar, north arrow, what kind of picture it is and where its borders come from. */

const { svg, textWidth } = await import(`./dom.js${new URL(import.meta.url).search}`);

const HEIGHT = 28;
const LINE = 17;
const LENGTHS = [50, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05];

/** Longest round length whose bar is at most `room` pixels. */
export function barOf(pixelsPerKm, room) {
  const km = LENGTHS.find((length) => length * pixelsPerKm <= room) ?? LENGTHS.at(-1);
  return { pixels: km * pixelsPerKm, text: km >= 1 ? `${km} km` : `${km * 1000} m` };
}

/** The words on as many lines as they need; each word as [text, is bold]. */
function wrapped(words, room, fontOf) {
  const gap = textWidth(" ", fontOf(400));
  const lines = [[]];
  let used = 0;
  for (const [word, bold] of words) {
    const wide = textWidth(word, fontOf(bold ? 600 : 400));
    if (used && used + gap + wide > room) {
      lines.push([]);
      used = 0;
    }
    lines.at(-1).push([word, bold]);
    used += (used ? gap : 0) + wide;
  }
  return lines;
}

/** @param {object} drawing the geometry file; equal tiles have no scale, so they get no bar */
export function createFoot(drawing, fontOf) {
  const element = svg("g", { class: "foot", "aria-hidden": "true" });
  const isTrue = drawing.kind !== "tiles";
  let written = "";
  let words = [];
  let told = null;

  /** @param {string} figures what the figures were read from; then the source of the borders is told apart */
  function tell(figures = "") {
    if (told === figures) return;
    told = figures;
    written = "";
    const from = drawing.source ?? "";
    const borders = !from || from.startsWith("Batas:") ? from : `Sumber peta: ${from}`;
    words = [[drawing.note ? `${drawing.note}.` : "", true], [figures ? `Sumber angka: ${figures}.` : "", false], [borders, false]]
      .flatMap(([text, bold]) => text.split(" ").filter(Boolean).map((word) => [word, bold]));
  }

  const room = (width) => Math.min(120, width * 0.24);
  const linesOf = (width) => wrapped(words, width - 4, fontOf);
  const isBeside = (width) => isTrue && wrapped(words, width - 84 - room(width), fontOf).length === 1;

  function label(content, attributes) {
    const node = svg("text", { class: "small", ...attributes });
    node.textContent = content;
    return node;
  }

  tell();
  return {
    element, tell,
    /** Pixels that it takes: the source stands beside the bar where it fits, else below on as many lines as it needs. */
    height: (width) => HEIGHT + LINE * (isBeside(width) ? 0 : linesOf(width).length - (isTrue ? 0 : 1)),
    write(scale, { width, height }) {
      const now = [scale, width, height].join();
      if (now === written) return; // new letters make the browser lay out the whole picture
      written = now;
      const base = height + 20;
      const bar = barOf(scale / drawing.km_per_unit, room(width));
      const beside = isBeside(width);
      const top = base + (isTrue && !beside ? LINE : 0);
      const lines = (beside ? [words] : linesOf(width)).map((parts, i) => {
        const line = svg("text", { class: "small", x: beside ? width - 2 : 2, y: top + i * LINE, "text-anchor": beside ? "end" : "start" });
        const [bold, plain] = [svg("tspan", { class: "note" }), svg("tspan")];
        bold.textContent = parts.filter(([, isBold]) => isBold).map(([word]) => `${word} `).join("");
        plain.textContent = parts.filter(([, isBold]) => !isBold).map(([word]) => word).join(" ");
        line.append(bold, plain);
        return line;
      });
      element.replaceChildren(...(isTrue ? [
        svg("path", { class: "rule", d: `M2.5 ${base - 6}v5h${bar.pixels.toFixed(1)}v-5` }),
        label(bar.text, { x: bar.pixels + 9, y: base }),
        svg("path", { class: "needle", d: `M${bar.pixels + 58} ${base + 1}l4.5 -13l4.5 13l-4.5 -3.2z` }),
        label("U", { x: bar.pixels + 70, y: base }),
      ] : []), ...lines);
    },
  };
}
