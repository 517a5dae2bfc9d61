/** The picture as a file: what is seen, with title, legend and source, complete in itself. */

const version = new URL(import.meta.url).search;
const [{ svg, set, figure, textWidth }, { swatch }, { drawSquare }, { facesOf }] = await Promise.all(
  ["dom", "marks", "square", "letters"].map((name) => import(`./${name}.js${version}`)));

// What a file that others open and edit may count on; a painted picture has the letters of the page.
const ANYWHERE = "'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', Arial, sans-serif";
const KEPT = [
  "fill", "fill-opacity", "stroke", "stroke-width", "stroke-linejoin", "stroke-dasharray", "stroke-opacity", "opacity",
  "stroke-linecap", "paint-order", "font-size", "font-weight", "font-style",
];
const LIVE_ONLY = [
  "class", "role", "tabindex", "aria-label", "aria-describedby", "aria-activedescendant", "aria-selected", "data-code", "data-look", "data-radius", "style",
  "vector-effect",
];
const EDGE = 20;
const ROW = 26;
const LEAST = 420; // pixels of the narrowest picture, for title and source

/** Lines that keep their width on the screen get it as a part of the drawing, so that they grow with the picture. */
function thicken(original, copy) {
  const { a, b } = original.getCTM();
  for (const name of ["stroke-width", "stroke-dasharray"]) {
    const value = copy.getAttribute(name);
    if (!value || value === "none") continue;
    copy.setAttribute(name, value.replace(/[\d.]+(px)?/g, (part) => parseFloat(part) / Math.hypot(a, b)));
  }
}

/** Copies the looks that come from the style sheet into the copy, so that it needs none. */
function freeze(original, copy) {
  if (!original.closest("defs")) {
    const looks = getComputedStyle(original);
    for (const name of KEPT) {
      const value = looks.getPropertyValue(name);
      if (value && !(name === "fill" && value.startsWith("url"))) copy.setAttribute(name, value);
    }
    if (looks.vectorEffect === "non-scaling-stroke") thicken(original, copy);
  }
  for (const name of LIVE_ONLY) copy.removeAttribute(name);
  [...original.children].forEach((child, i) => freeze(child, copy.children[i]));
}

function words(content, attributes) {
  const node = svg("text", attributes);
  node.textContent = content;
  return node;
}

/** A line of the foot was broken for the letters of the page; those of the file may be wider, and then they stand closer. */
function narrow(line, width, font) {
  const long = textWidth(line.textContent, `600 11px ${font}`);
  const room = line.getAttribute("text-anchor") === "end" ? Number(line.getAttribute("x")) : width - Number(line.getAttribute("x"));
  if (long > room) set(line, { textLength: (room - 2).toFixed(1), lengthAdjust: "spacingAndGlyphs" });
}

/** A name was given its place with the letters of the page; where those of the file are wider it keeps the width it had. */
function fit(original, copy, font) {
  const { fontSize, fontWeight } = getComputedStyle(original);
  const width = original.getComputedTextLength();
  if (textWidth(original.textContent, `${fontWeight} ${fontSize} ${font}`) > width) set(copy, { textLength: width.toFixed(1), lengthAdjust: "spacingAndGlyphs" });
}

/** The text on as many lines as it needs. */
function wrapped(content, room, font) {
  const lines = [];
  for (const word of (content ?? "").split(" ").filter(Boolean)) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (lines.length && textWidth(longer, font) <= room) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** From where to where the city and its names reach across the picture. */
function reachOf(picture) {
  const { left, width } = picture.getBoundingClientRect();
  const boxes = [...picture.querySelectorAll(".outline, .label, .lead")].map((node) => node.getBoundingClientRect()).filter((box) => box.width);
  return [Math.max(0, Math.min(...boxes.map((box) => box.left)) - left - 4), Math.min(width, Math.max(...boxes.map((box) => box.right)) - left + 4)];
}

/**
 * A picture as wide as the city in it, with title, legend and source; a narrow city leaves no empty sides.
 * @param {{picture: SVGElement, spec: object, apart: Set<string> | null, colours: {text: string, paper: string}, refoot: (width: number) => number}} view
 *   `apart` the classes set apart, `refoot` lays the foot for a width and says how tall the picture is then
 * @param {string} font the families it is written in
 */
export function compose({ picture, spec, apart, colours, refoot }, font = ANYWHERE) {
  const screen = picture.width.baseVal.value;
  const [from, to] = reachOf(picture);
  const width = Math.min(screen, Math.max(LEAST, to - from));
  const height = refoot(width);
  const copy = picture.cloneNode(true);
  for (const node of copy.querySelectorAll(".hovered, .ring, .casing:has(+ :is(.hovered, .ring))")) node.setAttribute("d", "");
  const lines = [...copy.querySelectorAll(".foot > .small")];
  const names = [...copy.querySelectorAll(".label tspan")];
  freeze(picture, copy);
  lines.forEach((line) => narrow(line, width, font));
  [...picture.querySelectorAll(".label tspan")].forEach((part, at) => fit(part, names[at], font));
  refoot(screen);
  set(copy, { width, height, viewBox: `0 0 ${width} ${height}` });
  const left = Math.max(0, Math.min(screen - width, (from + to - width) / 2));
  copy.querySelector("[clip-path]").setAttribute("transform", `translate(${-left} 0)`);
  const titles = wrapped(spec.title, width, `600 18px ${font}`);
  const subtitles = wrapped(spec.subtitle, width, `400 13px ${font}`);
  const below = EDGE + 24 * titles.length;
  const top = below + 18 * subtitles.length + 10;
  copy.setAttribute("x", EDGE);
  copy.setAttribute("y", top);
  const legend = svg("g", {});
  const isAway = ({ id }) => Boolean(apart) && !apart.has(id);
  let [x, y] = [EDGE, top + height + 34];
  const counted = `Angka pada keterangan: jumlah ${spec.level === "kecamatan" ? "kecamatan" : spec.unit_word ?? "kelurahan"}`;
  for (const [i, line] of wrapped(spec.unit ? `Kelas: ${spec.unit}. ${counted}` : counted, width, `400 12px ${font}`).entries()) {
    if (i) y += 16;
    legend.append(words(line, { x, y: y - 10, "font-size": 12, fill: colours.text, opacity: 0.75 }));
  }
  if (spec.square) {
    const square = drawSquare(spec.classes.filter(({ cell }) => cell), spec.square, colours, font, isAway);
    legend.append(svg("g", { transform: `translate(${x} ${y})` }, square.element));
    y += square.height;
  }
  for (const entry of spec.classes.filter(({ cell }) => !spec.square || !cell)) {
    const line = `${entry.label}: ${figure(entry.count)}`;
    const wide = 44 + textWidth(line, `400 13px ${font}`) + 12;
    if (x > EDGE && x + wide > width + EDGE) [x, y] = [EDGE, y + ROW];
    legend.append(svg("g", { transform: `translate(${x} ${y})`, opacity: isAway(entry) ? 0.5 : 1 }, swatch(entry),
      words(line, { x: 36, y: 14, "font-size": 13, fill: colours.text })));
    x += wide;
  }
  const whole = { width: width + 2 * EDGE, height: y + ROW + EDGE - 4 };
  return svg("svg", { ...whole, viewBox: `0 0 ${whole.width} ${whole.height}`, "font-family": font },
    svg("rect", { ...whole, fill: colours.paper }),
    ...titles.map((line, i) => words(line, { x: EDGE, y: EDGE + 16 + 24 * i, "font-size": 18, "font-weight": 600, fill: colours.text })),
    ...subtitles.map((line, i) => words(line, { x: EDGE, y: below + 13 + 18 * i, "font-size": 13, fill: colours.text, opacity: 0.75 })),
    copy, legend);
}

function hand(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

/** The name of the file: code of the city, the whole title, which says measure, month and kecamatan, and what the page adds, such as the norm. */
export function nameOf({ city, title, file_note: note }) {
  const plain = [city, title || "kota", note].filter(Boolean).join(" ").normalize("NFKD").toLowerCase();
  return `peta-${plain.replace(/[^a-z0-9.]+/g, "-").replace(/^-|[-.]+$/g, "")}`;
}

/** Gives the browser the file to keep; PNG at twice the size on the screen, in its letters. */
export async function save(kind, view) {
  const name = `${nameOf(view.spec)}.${kind}`;
  if (kind === "svg") return hand(fileOf(compose(view)), name);
  const { fontFamily } = getComputedStyle(view.picture);
  const faces = await facesOf(fontFamily);
  const drawn = compose(view, faces ? fontFamily : ANYWHERE);
  if (faces) drawn.prepend(Object.assign(svg("style"), { textContent: faces }));
  const picture = new Image();
  picture.src = URL.createObjectURL(fileOf(drawn));
  await picture.decode();
  const canvas = document.createElement("canvas");
  canvas.width = 2 * drawn.getAttribute("width");
  canvas.height = 2 * drawn.getAttribute("height");
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(picture.src);
  hand(await new Promise((done) => canvas.toBlob(done, "image/png")), name);
}

const fileOf = (drawn) => new Blob([new XMLSerializer().serializeToString(drawn)], { type: "image/svg+xml" });
