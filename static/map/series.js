/** Frames of one map, its months or its norms: a slider through months, and some frames small beside each other; all under one legend, without the server. */

const version = new URL(import.meta.url).search;
const [{ html, svg, set, text }, marks] = await Promise.all(["dom", "marks"].map((name) => import(`./${name}.js${version}`)));

const WIDTH = 150; // pixels of a small map, for the density of its hatching

/** @param {(at: number) => void} onPick position of the frame to show */
export function createSeries(onPick) {
  const range = html("input", { type: "range", min: 0, step: 1, class: "months", "aria-label": "Bulan yang ditampilkan" });
  const said = html("output", { class: "month" });
  const before = html("button", { type: "button", class: "tool", "aria-label": "Bulan rekap sebelumnya" }, "‹");
  const after = html("button", { type: "button", class: "tool", "aria-label": "Bulan rekap sesudahnya" }, "›");
  const slider = html("div", { class: "slider", hidden: true, role: "group", "aria-label": "Bulan" }, before, range, after, said);
  const multiples = html("div", { class: "multiples", hidden: true });
  let at = 0;
  let labels = [];

  const pick = (next) => onPick(Math.max(0, Math.min(labels.length - 1, next)));
  range.addEventListener("input", () => pick(Number(range.value)));
  before.addEventListener("click", () => pick(at - 1));
  after.addEventListener("click", () => pick(at + 1));

  function mark() {
    range.value = at;
    said.textContent = labels[at] ?? "";
    set(range, { "aria-valuetext": labels[at] ?? "" });
    before.disabled = at === 0;
    after.disabled = at === labels.length - 1;
    for (const button of multiples.querySelectorAll("button")) set(button, { "aria-pressed": String(Number(button.dataset.at) === at) });
  }

  /** One small map: the areas in the fill of their class in that frame. */
  function small(drawing, { level, units, frames }, position, paints, defs) {
    const areas = level === "kecamatan" ? drawing.kecamatan : drawing.units;
    const picture = svg("svg", { viewBox: `0 0 ${drawing.width} ${drawing.height}`, "aria-hidden": "true" });
    if (defs) picture.append(defs);
    for (const [code, { d }] of Object.entries(areas)) picture.append(svg("path", { d, fill: paints[units[code]?.[position]?.[0]] ?? "none" }));
    picture.append(svg("path", { d: drawing.outline, class: "edge" }));
    const { label, note } = frames[position];
    const button = html("button", { type: "button", class: "small-map", "data-at": position }, text("span", "name", label), text("span", "note", note ?? ""), picture);
    set(button, { "aria-label": `Tampilkan ${label}${note ? `: ${note}` : ""} di peta` });
    button.addEventListener("click", () => pick(position));
    return button;
  }

  return {
    slider, multiples,
    /** The frames of new data; none hides both. */
    update(drawing, data, now) {
      const { frames = [], small: chosen = [], classes = [] } = data;
      labels = frames.map((frame) => frame.label);
      at = now;
      slider.hidden = frames.length < 2 || data.slider === false;
      multiples.hidden = chosen.length < 2;
      set(range, { max: Math.max(0, frames.length - 1) });
      const scale = drawing.width / WIDTH;
      const hatchings = classes.map((entry, i) => marks.pattern(`kecil-${i}`, entry));
      for (const node of hatchings) node?.setAttribute("patternTransform", `scale(${scale})`);
      const paints = classes.map((entry, i) => (hatchings[i] ? `url(#kecil-${i})` : entry.fill));
      const shown = multiples.hidden ? [] : chosen;
      multiples.style.setProperty("--many", shown.length);
      multiples.replaceChildren(...shown.map((position, i) =>
        small(drawing, data, position, paints, i ? null : svg("defs", {}, ...hatchings.filter(Boolean)))));
      mark();
    },
    show(now) { at = now; mark(); },
  };
}

/** The data of one frame: its values and counts under the classes of all. With `frames`, `units` has of each code what it is in each of them. */
export function frameOf(data, at) {
  const frame = data.frames?.[at];
  if (!frame) return data;
  const units = Object.fromEntries(Object.entries(data.units).map(([code, months]) => [code, months[at]]));
  const download = data.download !== false && frame.download !== false;
  const told = { source: frame.source ?? data.source, unit_word: frame.unit_word ?? data.unit_word, by_district: frame.by_district };
  return { ...data, ...told, units, download, title: `${data.title}: ${frame.label}`, subtitle: frame.subtitle, classes: data.classes.map((entry, i) => ({ ...entry, count: frame.counts[i] })) };
}
