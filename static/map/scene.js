/** The drawn city: areas, borders, marks, names and foot in one SVG. */

const version = new URL(import.meta.url).search;
const [{ svg, set, isPale }, marks, labels, { place, reaches, touches }, { createGround }, { createFoot }] = await Promise.all(
  ["dom", "marks", "labels", "placing", "ground", "foot"].map((name) => import(`./${name}.js${version}`)));

const SHIFTS = [0, -9, 9, -15, 15, -22, 22];
// The same with some way to either side, the nearest first.
const AROUND = [0, -12, 12, -24, 24].flatMap((right) => SHIFTS.map((down) => [right, down])).sort((a, b) => Math.hypot(...a) - Math.hypot(...b));
const STEPS = [[0, 0], [0, 1], [0, -1], [1, 0], [-1, 0]]; // where a symbol may stand in its area, in parts of the room around it
const around = (x, y, radius) => [x - radius, y - radius, x + radius, y + radius];
const NOBODY = { id: "", label: "Tidak ada data", fill: "none", pattern: "none", symbol: "none" };
const [LINE, HALO] = [3.2, 2.6]; // pixels of the colour around the chosen area and of the light around that
const FOUND = 3.4; // pixels of the radius of a symbol that must be found
const LEAST = 9; // pixels of the smallest type
const MANY = 60; // kecamatan of a province, not of a city: their names stand on their places or nowhere
const ROOMY = 24; // pixels around the middle of the usual area, where the names of all fit without coming nearer
let scenes = 0;

/**
 * @param {object} drawing the geometry file of a city
 * @param {"kelurahan"|"kecamatan"} level which areas carry the values
 */
export function createScene(drawing, level) {
  const name = `peta-${(scenes += 1)}`;
  const isWhole = level === "kecamatan";
  const areas = isWhole ? drawing.kecamatan : drawing.units;
  const usual = Object.values(areas).map(({ r }) => r).sort((a, b) => a - b)[Math.floor(Object.keys(areas).length / 2)] ?? 0;
  const districtOf = (code) => (isWhole ? code : areas[code].kecamatan_code);
  const defs = svg("defs");
  const clip = svg("rect", { x: 0, y: 0 });
  const units = svg("g", { class: "units", role: "presentation" });
  const borders = svg("g", { class: "borders", "aria-hidden": "true" });
  const outline = svg("path", { class: "outline", d: drawing.outline });
  const casing = svg("path", { class: "casing" });
  const glow = svg("path", { class: "casing" });
  const chosen = svg("path", { class: "chosen" });
  const kept = svg("path", { class: "kept" }); // the chosen area once more, so that the lines around it take nothing of it
  const hovered = svg("path", { class: "hovered" });
  const halo = svg("path", { class: "casing" });
  const ring = svg("path", { class: "ring" });
  const edges = svg("g", { class: "edges", "aria-hidden": "true" });
  const world = svg("g", { class: "world", role: "presentation" }, units, borders, edges, outline, glow, hovered);
  const marksLayer = svg("g", { class: "marks", "aria-hidden": "true" });
  const leads = svg("g", { class: "leads", "aria-hidden": "true" });
  const names = svg("g", { class: "names", "aria-hidden": "true" });
  const front = svg("g", { class: "front", "aria-hidden": "true" }, casing, chosen, kept, halo, ring);
  const thread = svg("g", { class: "leads own", "aria-hidden": "true" });
  const called = svg("g", { class: "names", "aria-hidden": "true" });
  const ground = svg("rect", { class: "ground", x: 0, y: 0 });
  const foot = createFoot(drawing, (weight) => `${weight} 11px ${family()}`);
  const picture = svg("svg", {
    class: "picture", role: "listbox", tabindex: 0, "aria-describedby": `${name}-how`,
  }, defs, ground, svg("g", { "clip-path": `url(#${name}-clip)`, role: "presentation" }, world, front, marksLayer, leads, thread, names, called), foot.element);

  const paths = new Map();
  const written = new Map();
  const state = new Map();
  const edged = new Map(); // outlines of the areas whose class has one
  for (const [code, area] of Object.entries(areas)) {
    const path = svg("path", { id: `${name}-${code}`, role: "option", "aria-selected": "false", "data-code": code, d: area.d });
    paths.set(code, path);
    written.set(path, {});
    units.append(path);
  }
  for (const [code, { d }] of Object.entries(drawing.kecamatan)) borders.append(svg("path", { "data-code": code, d }));
  const clipPath = svg("clipPath", { id: `${name}-clip` }, clip);

  let spec = { classes: [], units: {}, labels: "none" };
  let size = { width: 0, height: 0 };
  let shown = null;
  let focus = null;
  let hatchings = [];
  let hatched = "";
  let looks = looksOf([]);
  let picked = null;
  let reach = null; // of the chosen area in the drawing
  let seen = null;
  let font = "";
  let ofDistricts = null; // asked when the first names are written
  let ofFocus = null;
  let covered = [];

  /** How the areas of each class are painted. */
  function looksOf(classes) {
    const isHatched = ({ pattern }) => Boolean(pattern) && pattern !== "none";
    return new Map([[NOBODY, { paint: NOBODY.fill, look: " unknown" }], ...classes.map((entry, i) => [
      entry, { paint: isHatched(entry) ? `url(#${name}-${i})` : entry.fill, look: isPale(entry.fill) ? " pale" : "" },
    ])]);
  }

  const classOf = (code) => spec.classes[spec.units[code]?.[0]] ?? NOBODY;
  const valueOf = (code) => spec.units[code]?.[1] ?? "tidak ada data";
  const districtName = (code) => (isWhole ? "" : drawing.kecamatan[districtOf(code)]?.name ?? "");

  /** Everything about an area that the tooltip, the list and a screen reader need. */
  function describe(code) {
    const entry = classOf(code);
    const { name: called } = areas[code];
    const district = districtName(code);
    const isSaidByClass = valueOf(code).toLowerCase() === entry.label.toLowerCase();
    return {
      code, name: called, district, place: district ? `${called}, Kecamatan ${district}` : called, value: isSaidByClass ? "" : valueOf(code),
      label: entry.label, said: [...(isSaidByClass ? [] : [valueOf(code)]), entry.label], lines: spec.units[code]?.[2] ?? [], entry,
    };
  }

  function dim() {
    for (const [code, path] of paths) {
      const entry = classOf(code);
      const away = (shown && !shown.has(entry.id)) || (focus && districtOf(code) !== focus);
      write(path, "class", `unit${looks.get(entry).look}${away ? " away" : ""}`);
      const mark = state.get(code);
      if (mark) set(mark, { class: away ? "spot away" : "spot" });
      if (edged.has(code)) set(edged.get(code), { class: away ? "edge away" : "edge" });
      if (code === picked) set(kept, { fill: away ? "none" : looks.get(entry).paint });
    }
  }

  /** The place of the symbol of an area; one that looks as before stays. */
  function putSpot(code, { symbol, pattern, fill: ground }) {
    const look = symbol && symbol !== "none" ? `${symbol} ${pattern} ${ground}` : "";
    const old = state.get(code);
    if ((old?.dataset.look ?? "") === look) return;
    old?.remove();
    state.delete(code);
    if (!look) return;
    const spot = svg("g", { class: "spot", "data-look": look });
    state.set(code, spot);
    marksLayer.append(spot);
  }

  /** An attribute of an area, touched only where it becomes another one: of thousands of areas few change, and each costs the browser a repaint. */
  function write(path, attribute, value) {
    const known = written.get(path);
    if (known[attribute] === value) return;
    known[attribute] = value;
    path.setAttribute(attribute, value);
  }

  /** Shows new values in the same paths. */
  function fill(next) {
    spec = next;
    foot.tell(spec.source);
    looks = looksOf(spec.classes);
    const now = JSON.stringify(spec.classes.map((entry) => [entry.fill, entry.pattern]));
    if (now !== hatched) {
      hatchings = spec.classes.map((entry, i) => marks.pattern(`${name}-${i}`, entry)).filter(Boolean);
      defs.replaceChildren(clipPath, ...hatchings);
    }
    hatched = now;
    edges.replaceChildren();
    edged.clear();
    for (const [code, path] of paths) {
      const about = describe(code);
      if (about.entry.edge) edged.set(code, edges.appendChild(svg("path", { d: areas[code].d })));
      write(path, "fill", looks.get(about.entry).paint);
      write(path, "aria-label", `${about.place}: ${about.said.join(", ")}`);
      putSpot(code, about.entry);
    }
    dim();
  }

  /** Screen size of the symbol of an area, 0 where it does not fit and need not be found. */
  const symbolRadius = (room, { must }) => (must ? Math.max(FOUND, Math.min(5.2, room * 0.34)) : room < 4.6 ? 0 : Math.min(5.2, Math.max(2.4, room * 0.34)));

  /** The font of the page, asked once: each answer makes the browser bring all its styles up to date. */
  const family = () => (font ||= getComputedStyle(picture).fontFamily || "sans-serif");
  function faceOf(style, part = 1) {
    const size = Math.max(LEAST, part * { district: isSmall() ? 10.5 : 12, strong: 13.5, own: 13.5, place: 11, neighbour: 11, value: 12 }[style]);
    return { size, font: `${style === "place" ? 400 : 600} ${size}px ${family()}` };
  }
  const isSmall = () => size.width < 520;

  /** Symbols, names and values for the present view; smaller names and those with a line to their place only where it stands still. */
  function annotate(view, isStill = true) {
    seen = view;
    const isFine = isStill && Object.keys(drawing.kecamatan).length <= MANY;
    const scale = view.scale();
    const wanted = [];
    const spots = [];
    const [symbols, marked] = [[], []];
    const isNear = view.zoom > 2.2 || usual * scale > ROOMY;
    const toScreen = ([left, top, right, bottom]) => [...view.project(left, top), ...view.project(right, bottom)];
    const grounds = isFine ? groundsOn(view) : {};
    const inside = ([x, y]) => x > -20 && y > -20 && x < size.width + 20 && y < size.height + 20;
    const writesUnits = (code) => spec.labels === "value" || spec.labels === "name"
      || (spec.labels === "kecamatan" && (focus ? districtOf(code) === focus : isNear));
    for (const [code, area] of Object.entries(areas)) {
      const at = view.project(area.x, area.y);
      const room = area.r * scale;
      const mark = state.get(code);
      const radius = mark && inside(at) ? symbolRadius(room, classOf(code)) : 0;
      const isOfFocus = Boolean(focus) && !isWhole && districtOf(code) === focus;
      const writes = writesUnits(code) && inside(at) && (room > 9 || isOfFocus);
      const lift = radius && writes ? radius + 3 : 0;
      if (mark) {
        spots.push({ mark, entry: classOf(code), x: at[0], y: at[1] - lift, radius, slack: Math.max(0, room - lift - radius) });
        if (radius) (classOf(code).must ? marked : symbols).push(around(at[0], at[1] - lift, radius));
      }
      if (!writes || code === picked) continue;
      const value = spec.labels === "value";
      wanted.push({
        key: code, text: value ? valueOf(code) : area.name, style: value ? "value" : "place", x: at[0], y: at[1], rank: room,
        room: Math.max(2.1 * room, value ? 22 : 40), shifts: lift ? [8] : [0],
        ground: isFine && isOfFocus && { owner: code, seat: [at[0], at[1] + (lift ? 8 : 0)], box: toScreen(boxOf(code)), whose: grounds.ofFocus },
      });
    }
    wanted.sort((a, b) => b.rank - a.rank);
    if (spec.labels === "kecamatan" || (isWhole && spec.labels === "name")) {
      const districts = Object.entries(drawing.kecamatan)
        .filter(([code, area]) => code !== focus && inside(view.project(area.x, area.y)) && !(isWhole && wanted.some((label) => label.key === code)))
        .map(([code, area]) => {
          const [x, y] = view.project(area.x, area.y);
          const shifts = AROUND.filter((shift) => Math.hypot(...shift) < area.r * scale);
          const room = Math.max(52, 3.2 * area.r * scale);
          const label = { key: `d${code}`, text: isNear && !focus ? area.name.toUpperCase() : area.name, x, y, rank: area.r, room, shifts };
          if (focus) return { ...label, style: "neighbour", isLate: true, accepts: (box) => !reaches(box, focus, grounds.ofFocused) };
          return { ...label, style: isNear ? "strong" : "district", ground: isFine && !isNear && { owner: code, seat: [x, y], box: toScreen(area.box), whose: grounds.ofDistricts } };
        })
        .filter(({ isLate }) => isFine || !isLate)
        .sort((a, b) => b.rank - a.rank);
      if (isNear || focus) wanted.push(...districts);
      else wanted.unshift(...districts);
    }
    const own = areas[picked];
    const at = own ? view.project(own.x, own.y) : null;
    if (own) drawChosen(own.r * scale);
    if (own && inside(at)) {
      const wide = own.r * scale > ROOMY;
      wanted.unshift({ key: picked, text: own.name, style: "own", x: at[0], y: at[1], room: wide ? Infinity : 0, shifts: SHIFTS, stays: true, free: own.r * scale + LINE });
    }
    const blocked = own && own.r * scale <= ROOMY ? [...covered, ownBox(view, scale)] : covered;
    const placed = place(wanted, { ...size, symbols, marked, blocked, whose: grounds.ofDistricts }, faceOf);
    labels.writeLines(leads, placed.filter(({ stays }) => !stays));
    labels.writeLines(thread, placed.filter(({ stays }) => stays));
    const taken = placed.map(({ box }) => box);
    for (const spot of spots) setSpot(spot, taken);
    labels.write(names, placed.filter(({ stays }) => !stays));
    labels.write(called, placed.filter(({ stays }) => stays));
  }

  const boxes = new Map();
  function boxOf(code) {
    if (!boxes.has(code)) {
      const { x, y, width, height } = paths.get(code).getBBox();
      boxes.set(code, [x, y, x + width, y + height]);
    }
    return boxes.get(code);
  }

  /** Whose ground a point of the screen is: of the kecamatan, and of the areas of the focused one. */
  function groundsOn(view) {
    ofDistricts ??= createGround([0, 0, drawing.width, drawing.height], Object.entries(drawing.kecamatan).map(([code, { d, box }]) => ({ code, d, box })));
    if (focus && !isWhole && ofFocus?.focus !== focus) {
      const { box, d } = drawing.kecamatan[focus];
      const within = Object.keys(areas).filter((code) => districtOf(code) === focus);
      ofFocus = {
        focus, whose: createGround(box, within.map((code) => ({ code, d: areas[code].d, box: boxOf(code) }))), itself: createGround(box, [{ code: focus, d, box }]),
      };
    }
    const [[toLeft, toTop], scale] = [view.project(0, 0), view.scale()];
    const onScreen = (whose) => (x, y) => whose((x - toLeft) / scale, (y - toTop) / scale);
    return { ofDistricts: onScreen(ofDistricts), ofFocus: ofFocus && onScreen(ofFocus.whose), ofFocused: ofFocus && onScreen(ofFocus.itself) };
  }

  /** The lines around the chosen area, thinner where it is small; the area itself covers their inner half. */
  function drawChosen(room) {
    const width = Math.min(LINE, Math.max(2, room * 0.3));
    chosen.style.strokeWidth = 2 * width;
    casing.style.strokeWidth = 2 * (width + HALO);
  }

  /** What the chosen area takes of the screen. */
  function ownBox(view, scale) {
    const [left, top] = view.project(reach.x, reach.y);
    return [left, top, left + reach.width * scale, top + reach.height * scale];
  }

  /** Puts a symbol where no name lies on it, within its area; where there is no such place the hatching alone says the state, unless it must be found. */
  function setSpot({ mark, entry, x, y, radius, slack }, names) {
    const free = radius && STEPS.map(([right, down]) => [x + right * slack, y + down * slack])
      .find(([left, top]) => !names.some((box) => touches(around(left, top, radius), box)));
    const drawn = free || entry.must ? radius : 0;
    if (Number(mark.dataset.radius ?? 0) !== drawn) {
      mark.replaceChildren(...(drawn ? [marks.symbol(entry, drawn)] : []));
      mark.dataset.radius = drawn;
    }
    const [left, top] = free || [x, y];
    set(mark, { transform: `translate(${left.toFixed(1)} ${top.toFixed(1)})` });
  }

  return {
    picture, footHeight: foot.height, describe, fill,
    codes: [...paths.keys()],
    areas,
    districtOf,
    idOf: (code) => paths.get(code)?.id ?? null,
    /** Follows the view: called on every step of a zoom; `boxes` are what lies on the picture, where nothing is to be read. */
    follow(view, final, boxes) {
      covered = boxes;
      for (const part of [world, front]) set(part, { transform: view.transform() });
      for (const node of hatchings) set(node, { patternTransform: `scale(${(1 / view.scale()).toFixed(5)})` });
      annotate(view, final);
      if (final) foot.write(view.scale(), size);
    },
    resize(width, height) {
      size = { width, height };
      const whole = height + foot.height(width);
      set(picture, { width, height: whole, viewBox: `0 0 ${width} ${whole}` });
      set(ground, { width, height });
      set(clip, { width, height });
    },
    /** Lays the foot for a picture of another width; how tall the whole picture is then. */
    refoot(width) {
      foot.write(seen.scale(), { width, height: size.height });
      return size.height + foot.height(width);
    },
    show(classes) { shown = classes; dim(); },
    /** Ids of the classes set apart, null where all are shown alike. */
    get apart() { return shown; },
    /** How far an area reaches to either side of its middle, in the drawing. */
    reachOf(code) {
      const { x, width } = paths.get(code).getBBox();
      return Math.max(x + width - areas[code].x, areas[code].x - x);
    },
    focusOn(district) { focus = district; dim(); },
    choose(code) {
      const d = areas[code]?.d ?? null;
      for (const node of [casing, chosen, kept]) set(node, { d });
      for (const one of [picked, code]) if (paths.has(one)) write(paths.get(one), "aria-selected", String(one === code));
      picked = code;
      reach = chosen.getBBox();
      dim();
      if (seen) annotate(seen);
    },
    hover(code) {
      for (const node of [glow, hovered]) set(node, { d: areas[code]?.d ?? null });
    },
    ring(code) {
      const d = areas[code]?.d ?? null;
      set(halo, { d: code === picked ? null : d }); // what is chosen keeps its line, and the keyboard stands in it
      set(ring, { d, class: code === picked ? "ring own" : "ring" });
    },
    /** Names of data codes that this geometry cannot show. */
    undrawn: () => Object.keys(spec.units).filter((code) => !paths.has(code)),
  };
}
