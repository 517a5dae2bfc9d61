/** The legend of two measures read together: three by three classes as a square, with the count of each. */

const version = new URL(import.meta.url).search;
const [{ html, svg, figure, ink }, { symbol }] = await Promise.all(["dom", "marks"].map((name) => import(`./${name}.js${version}`)));

const SIDE = 3;

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
    const count = html("span");
    count.textContent = figure(entry.count);
    const button = html("button", {
      type: "button", class: "cell", "data-id": entry.id, title: entry.label, style: `background:${entry.fill};color:${ink(entry.fill)}`,
      "aria-label": `${entry.label}: ${figure(entry.count)} ${unitWord}. Tekan untuk menonjolkan di peta.`,
    });
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
