/** The legend: what each fill means and how many units have it; a row can set its class apart on the map. */

const version = new URL(import.meta.url).search;
const [{ html, svg, figure, set }, { swatch }] = await Promise.all(
  ["dom", "marks"].map((name) => import(`./${name}.js${version}`)));

/**
 * @param {(shown: Set<string> | null) => void} onChange ids of the classes to set apart; null shows all alike
 * @returns {{element: HTMLElement, update: Function}}
 */
export function createLegend(onChange) {
  const list = html("ul", { class: "classes" });
  const all = html("button", { type: "button", class: "plain all", hidden: true }, "Tampilkan semua kelas");
  const element = html("aside", { class: "legend", "aria-label": "Keterangan peta" }, list, all);
  const pinned = new Set();
  let hovered = null;

  function tell() {
    for (const row of list.querySelectorAll("button")) {
      const isPinned = pinned.has(row.dataset.id);
      set(row, { "aria-pressed": String(isPinned), class: pinned.size && !isPinned ? "row off" : "row" });
    }
    all.hidden = pinned.size === 0;
    onChange(hovered ? new Set([hovered]) : pinned.size ? new Set(pinned) : null);
  }

  function row(entry, unitWord) {
    const label = html("span", { class: "name" });
    label.textContent = entry.label;
    const count = html("span", { class: "count" });
    count.textContent = figure(entry.count);
    const words = `${entry.label}: ${figure(entry.count)} ${unitWord}. Tekan untuk menonjolkan di peta.`;
    const button = html("button", { type: "button", class: "row", "data-id": entry.id, "aria-label": words },
      svg("svg", { width: 28, height: 18, viewBox: "0 0 28 18", "aria-hidden": "true" }, swatch(entry)), label, count);
    button.addEventListener("click", () => {
      if (!pinned.delete(entry.id)) pinned.add(entry.id);
      hovered = null;
      tell();
    });
    button.addEventListener("pointerenter", (event) => {
      if (event.pointerType !== "mouse") return;
      hovered = entry.id;
      tell();
    });
    button.addEventListener("pointerleave", () => {
      if (hovered === null) return;
      hovered = null;
      tell();
    });
    return html("li", {}, button);
  }

  all.addEventListener("click", () => {
    pinned.clear();
    tell();
  });

  let written = "";
  return {
    element,
    update(classes, unitWord) {
      const now = JSON.stringify([classes, unitWord]);
      if (now === written) return tell();
      written = now;
      for (const id of pinned) if (!classes.some((entry) => entry.id === id)) pinned.delete(id);
      hovered = null;
      const head = html("li", { class: "head", "aria-hidden": "true" }, html("span"), html("span"));
      head.lastChild.textContent = `Jumlah ${unitWord}`;
      list.replaceChildren(head, ...classes.map((entry) => row(entry, unitWord)));
      tell();
    },
  };
}
