/** The scorecard: a table whose cells can be chosen and whose columns sort; what comes from data is set as text only. */

const looks = fetch(new URL(`rapor.css${new URL(import.meta.url).search}`, import.meta.url)).then((answer) => answer.text());
const instances = new WeakMap();

function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== null && value !== false) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

function createTable(parent) {
  const style = element("style");
  looks.then((rules) => { style.textContent = rules; });
  const root = element("div", { class: "rapor" });
  parent.append(style, root);
  let data = null;
  let sorted = { column: -1, isDown: false };
  let tapped = null;  // what was tapped, until its reason stands below

  /** Rows in the chosen order: by a column, what is not known last; else as they came. */
  function ordered() {
    if (sorted.column < 0) return sorted.isDown ? [...data.rows].sort((one, other) => one.name.localeCompare(other.name, "id")) : data.rows;
    const value = (row) => row.cells[sorted.column].value;
    return [...data.rows].sort((one, other) => {
      if (value(one) === null || value(other) === null) return (value(one) === null) - (value(other) === null);
      return sorted.isDown ? value(other) - value(one) : value(one) - value(other);
    });
  }

  function sortBy(column) {
    if (column < 0) sorted = { column, isDown: !(sorted.column < 0 && sorted.isDown) };
    else sorted = { column, isDown: sorted.column === column ? !sorted.isDown : false };
    draw(`head ${column}`);
  }

  function head(name, hint, column) {
    const isSorted = sorted.column === column && (column >= 0 || sorted.isDown);
    const arrow = isSorted && column >= 0 ? (sorted.isDown ? " ▼" : " ▲") : "";
    const button = element("button", { type: "button", title: hint, "data-focus": `head ${column}` }, `${name}${arrow}`);
    button.addEventListener("click", () => sortBy(column));
    return element("th", { scope: "col", "aria-sort": isSorted ? (sorted.isDown && column >= 0 ? "descending" : "ascending") : "none" }, button);
  }

  function cell(row, column, found) {
    const isSelected = data.selected !== null && data.selected[0] === row.code && data.selected[1] === column.id;
    const button = element("button", {
      type: "button", class: found.isMarked ? "marked" : null, style: `background:${found.fill}`, "aria-label": found.spoken, title: found.spoken,
      "aria-pressed": String(isSelected), "data-focus": `${row.code} ${column.id}`,
    }, element("span", { class: "full" }, found.text), element("span", { class: "brief" }, element("b", {}, found.symbol), found.brief));
    button.addEventListener("click", () => {
      tapped = [row.code, column.id];
      if (isSelected) showReason();
      instances.get(parent).emit(tapped);
    });
    return element("td", {}, button);
  }

  function draw(focus) {
    const top = element("tr", {}, head("Kecamatan", "Urut menurut nama, atau yang paling banyak kurang lebih dahulu", -1),
      ...data.columns.map((column, index) => head(column.name, `${column.hint} Ketuk untuk mengurutkan.`, index)));
    const body = ordered().map((row) => element("tr", {},
      element("th", { scope: "row" }, row.name, element("small", {}, row.short ? ` ${row.short}▲` : "")),
      ...row.cells.map((found, index) => cell(row, data.columns[index], found))));
    const frame = element("div", { class: "frame" },
      element("table", { "aria-label": data.label }, element("thead", {}, top), element("tbody", {}, ...body)));
    const before = root.firstElementChild?.scrollLeft ?? 0;
    root.replaceChildren(frame, element("p", { class: "brief" }, "Angka bulat: persen, atau PPKS per anggota. Ketuk untuk nilai lengkap dan sebabnya."));
    frame.scrollLeft = before;
    if (focus) [...root.querySelectorAll("button")].find((button) => button.dataset.focus === focus)?.focus({ preventScroll: true });
  }

  /** Bring the reason, which the page draws below the table a moment after it, into view. */
  function showReason(tries = 40) {
    const reason = document.querySelector(".st-key-pk-no-print-reason");
    const name = data.rows.find((row) => row.code === tapped?.[0])?.name;
    if (reason && reason.textContent.includes(name)) {
      tapped = null;
      reason.scrollIntoView({ behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth", block: "start" });
    } else if (tries > 0 && tapped) setTimeout(() => showReason(tries - 1), 100);
  }

  return {
    turn: 0,
    emit: () => {},
    update(coming) {
      const focus = root.getRootNode().activeElement?.dataset?.focus;
      data = coming;
      looks.finally(() => {  // a table without its style would be seen, or printed, for a moment
        if (data !== coming) return;
        draw(focus);
        if (tapped && String(data.selected) === String(tapped)) showReason();
      });
    },
    destroy() {
      style.remove();
      root.remove();
    },
  };
}

/** Called by Streamlit on mounting and on every change of data. */
export default function mount({ parentElement, data, setTriggerValue }) {
  let table = instances.get(parentElement);
  if (!table) instances.set(parentElement, (table = createTable(parentElement)));
  const turn = (table.turn += 1);
  table.emit = (chosen) => setTriggerValue("chosen", chosen);
  table.update(data);
  return () => {
    if (table.turn !== turn) return;
    instances.delete(parentElement);
    table.destroy();
  };
}
