/** The legend of two measures read together: three by three classes as a square, with the count of each. */

const version = new URL(import.meta.url).search;
const [{ html, svg, figure, ink, textWidth }, { pattern, symbol }] = await Promise.all(["dom", "marks"].map((name) => import(`./${name}.js${version}`)));

const SIDE = 3;
const [WIDE, TALL, GAP] = [78, 34, 2]; // pixels of a cell in a picture

let grounds = 0;

/** The fill of a class with its pattern, as wide and tall as what it is put into. */
function ground(entry, attributes) {
  const id = `peta-kotak-${(grounds += 1)}`;
  const hatching = pattern(id, entry);
  return svg("g", {}, ...(hatching ? [svg("defs", {}, hatching)] : []), svg("rect", { ...attributes, fill: hatching ? `url(#${id})` : entry.fill }));
}

function words(name, [word, range] = ["", ""]) {
  const node = html("div", { class: name });
  const [bold, plain] = [html("b"), html("span")];
  [bold.textContent, plain.textContent] = [word, range];
  node.append(bold, plain);
  return node;
}

function title(name, content) {
  const node = html("p", { class: name });
  node.textContent = content;
  return node;
}

export function createSquare() {
  const element = html("div", { class: "square", hidden: true, role: "group" });

  function cell(entry, unitWord, listening) {
    const count = html("span", { style: `background:${entry.fill}` });
    count.textContent = figure(entry.count);
    const button = html("button", {
      type: "button", class: "cell", "data-id": entry.id, title: entry.label, style: `background:${entry.fill};color:${ink(entry.fill)}`,
      "aria-label": `${entry.label}: ${figure(entry.count)} ${unitWord}. Tekan untuk menonjolkan di peta.`,
    });
    button.append(svg("svg", { class: "ground", "aria-hidden": "true" }, ground(entry, { width: "100%", height: "100%" })));
    const mark = symbol(entry, 4.2);
    if (mark) button.append(svg("svg", { width: 12, height: 12, viewBox: "-6 -6 12 12", "aria-hidden": "true" }, mark));
    button.append(count);
    return listening(button, entry);
  }

  return {
    element,
    /**
     * @param {object[]} classes those with a `cell` [row, column], counted from low and few
     * @param {{rows: {title: string, names: string[][]}, columns: {title: string, names: string[][]}}} [around]
     * @param {(button: HTMLElement, entry: object) => HTMLElement} listening makes a button one of the legend
     */
    update(classes, around, unitWord, listening) {
      element.hidden = !around;
      element.replaceChildren();
      if (!around) return;
      element.setAttribute("aria-label", `${around.rows.title} menurut baris, ${around.columns.title} menurut kolom`);
      element.append(title("axis up", `${around.rows.title} \u2191`));
      for (let row = SIDE - 1; row >= 0; row -= 1) {
        element.append(words("side", around.rows.names[row]));
        for (let column = 0; column < SIDE; column += 1) {
          element.append(cell(classes.find(({ cell: [r, c] }) => r === row && c === column), unitWord, listening));
        }
      }
      element.append(html("div"), ...around.columns.names.map((name) => words("foot", name)), title("axis right", `${around.columns.title} \u2192`),
        title("meaning", `Angka dalam kotak: jumlah ${unitWord}`));
    },
  };
}

/** The same square for a picture: its top left corner at the origin. @returns {{element: SVGElement, height: number}} */
export function drawSquare(cells, around, { text: colour }, font, isAway) {
  const element = svg("g", { "font-size": 12, fill: colour });
  const write = (content, attributes) => {
    const node = svg("text", attributes);
    node.textContent = content;
    element.append(node);
  };
  const left = 12 + Math.max(...around.rows.names.flat().map((name) => textWidth(name, `600 12px ${font}`)));
  const [right, bottom] = [left + SIDE * (WIDE + GAP), 20 + SIDE * (TALL + GAP)];
  write(`${around.rows.title} \u2191`, { x: 0, y: 12, "font-weight": 600 });
  for (const entry of cells) {
    const [row, column] = entry.cell;
    const mark = symbol(entry, 4.2);
    const count = svg("text", { x: WIDE / 2 + (mark ? 9 : 0), y: TALL / 2 + 4, "text-anchor": "middle", "font-weight": 600, fill: ink(entry.fill),
      stroke: entry.fill, "stroke-width": 5, "stroke-linejoin": "round", "paint-order": "stroke" });
    count.textContent = figure(entry.count);
    element.append(svg("g", { transform: `translate(${left + column * (WIDE + GAP)} ${20 + (SIDE - 1 - row) * (TALL + GAP)})`, opacity: isAway(entry) ? 0.5 : 1 },
      ground(entry, { width: WIDE, height: TALL, rx: 4, stroke: "#7b8790" }),
      ...(mark ? [svg("g", { transform: `translate(${WIDE / 2 - 12} ${TALL / 2})` }, mark)] : []), count));
  }
  for (let at = 0; at < SIDE; at += 1) {
    const y = 20 + (SIDE - 1 - at) * (TALL + GAP);
    const x = left + at * (WIDE + GAP);
    for (const [line, weight] of [[0, 600], [1, 400]]) {
      write(around.rows.names[at][line], { x: 0, y: y + 14 + 15 * line, "font-weight": weight });
      write(around.columns.names[at][line], { x, y: bottom + 14 + 15 * line, "font-weight": weight });
    }
  }
  write(`${around.columns.title} \u2192`, { x: right, y: bottom + 48, "text-anchor": "end", "font-weight": 600 });
  return { element, height: bottom + 58 };
}
