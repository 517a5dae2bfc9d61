/** The legend: what each fill means and how many units have it; a row can set its class apart on the map. */

const version = new URL(import.meta.url).search;
const [{ html, svg, figure, set }, { swatch }, { createSquare }] = await Promise.all(
  ["dom", "marks", "square"].map((name) => import(`./${name}.js${version}`)));

/**
 * @param {(shown: Set<string> | null) => void} onChange ids of the classes to set apart; null shows all alike
 * @returns {{element: HTMLElement, update: Function}}
 */
export function createLegend(onChange) {
  const list = html("ul", { class: "classes" });
  const all = html("button", { type: "button", class: "plain all", hidden: true }, "Tampilkan semua kelas");
  const square = createSquare();
  const element = html("aside", { class: "legend", "aria-label": "Keterangan peta" }, square.element, list, all);
  const pinned = new Map(); // id -> label of a class
  let hovered = null;

  function tell() {
    for (const button of element.querySelectorAll("button[data-id]")) {
      const isPinned = pinned.has(button.dataset.id);
      set(button, { "aria-pressed": String(isPinned) });
      button.classList.toggle("off", pinned.size > 0 && !isPinned);
    }
    all.hidden = pinned.size === 0;
    onChange(hovered ? new Set([hovered]) : pinned.size ? new Set(pinned.keys()) : null);
  }

  function row(entry, unitWord) {
    const label = html("span", { class: "name" });
    label.textContent = entry.label;
    const count = html("span", { class: "count" });
    count.textContent = figure(entry.count);
    const words = `${entry.label}: ${figure(entry.count)} ${unitWord}. Tekan untuk menonjolkan di peta.`;
    const button = html("button", { type: "button", class: "row", "data-id": entry.id, "aria-label": words },
      svg("svg", { width: 28, height: 18, viewBox: "0 0 28 18", "aria-hidden": "true" }, swatch(entry)), label, count);
    return html("li", {}, listening(button, entry));
  }

  /** A button of a class: pressed it pins the class; while none is pinned, the pointer sets apart the one it lies on. */
  function listening(button, entry) {
    button.addEventListener("click", () => {
      if (!pinned.delete(entry.id)) pinned.set(entry.id, entry.label);
      hovered = null;
      tell();
    });
    button.addEventListener("pointerenter", (event) => {
      if (event.pointerType !== "mouse" || pinned.size) return;
      hovered = entry.id;
      tell();
    });
    button.addEventListener("pointerleave", () => {
      if (hovered === null) return;
      hovered = null;
      tell();
    });
    return button;
  }

  all.addEventListener("click", () => {
    pinned.clear();
    tell();
  });

  let written = "";
  return {
    element,
    /** @param {object} [around] words around the square of the classes that have a `cell`, as charts/pair_map.py writes them; `valueUnit` what the figures of the classes count */
    update(classes, unitWord, around, valueUnit) {
      const now = JSON.stringify([classes, unitWord, around, valueUnit]);
      if (now === written) return tell();
      written = now;
      for (const [id, label] of pinned) if (!classes.some((entry) => entry.id === id && entry.label === label)) pinned.delete(id); // another class now
      if (![...pinned.keys()].some((id) => classes.find((entry) => entry.id === id).count)) pinned.clear(); // none of them is on this map
      hovered = null;
      const head = html("li", { class: "head", "aria-hidden": "true" }, html("span"), html("span"));
      head.firstChild.textContent = valueUnit ?? "";
      head.lastChild.textContent = `Jumlah ${unitWord}`;
      square.update(classes.filter((entry) => entry.cell), around, unitWord, listening);
      const rows = classes.filter((entry) => !entry.cell).map((entry) => row(entry, unitWord));
      list.replaceChildren(...(rows.length ? [head, ...rows] : []));
      tell();
    },
  };
}
