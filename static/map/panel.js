/** What stands around the map: tooltip, search, zoom buttons, download menu, message when nothing can be drawn. */

const version = new URL(import.meta.url).search;
const [{ html, svg, text }, { swatch }] = await Promise.all(["dom", "marks"].map((name) => import(`./${name}.js${version}`)));

const MAGNIFIER = "M11 11L15 15M12 6.9A5.1 5.1 0 1 1 1.8 6.9A5.1 5.1 0 1 1 12 6.9Z";
const ARROW_DOWN = "M8 2V10.5M4.4 7.2L8 10.8L11.6 7.2M2.5 13.8H13.5";

function icon(d) {
  const line = { fill: "none", stroke: "currentColor", "stroke-width": 1.6, "stroke-linecap": "round" };
  return svg("svg", { width: 16, height: 16, viewBox: "0 0 16 16", "aria-hidden": "true" }, svg("path", { d, ...line }));
}

function button(label, name, act, title = label) {
  const node = html("button", { type: "button", class: name, title, "aria-label": title });
  node.textContent = label;
  node.addEventListener("click", act);
  return node;
}

/** A card beside the pointer, always whole within the window. */
export function createTooltip() {
  const element = html("div", { class: "tip", popover: "manual", "aria-hidden": "true" });
  const hasLayer = typeof element.showPopover === "function";
  let last = null;
  return {
    element,
    /** Writes what the card explains anew, after the values have changed. */
    renew(describe) {
      if (last) this.show(describe(last.code), ...last.place);
    },
    /**
     * @param {boolean} isTouch the card then lies at the foot of the window, where no thumb hides it, or at its head where the place is in the lower half
     * @param {number} reach pixels to either side of x that are to stay free
     */
    show(about, x, y, isTouch = false, reach = 0) {
      const gap = 16 + reach;
      last = { code: about.code, place: [x, y, isTouch, reach] };
      const colour = svg("svg", { width: 28, height: 18, viewBox: "0 0 28 18" }, swatch(about.entry));
      const state = html("p", { class: "state" }, colour, text("span", "", about.label));
      element.replaceChildren(
        text("p", "place", about.name),
        ...(about.district ? [text("p", "district", `Kec. ${about.district}`)] : []),
        ...(about.value ? [text("p", "value", about.value)] : []), state,
        ...about.lines.map((line) => text("p", "line", line)));
      element.classList.add("open");
      element.classList.toggle("sheet", isTouch);
      if (hasLayer && !element.matches(":popover-open")) element.showPopover();
      const { width, height } = element.getBoundingClientRect();
      const left = x + gap + width > innerWidth - 8 ? x - gap - width : x + gap;
      const top = isTouch ? (y > innerHeight / 2 ? 0 : innerHeight) : y + 16 + height > innerHeight - 8 ? y - 16 - height : y + 16;
      element.style.left = `${Math.max(8, Math.min(left, innerWidth - width - 8))}px`;
      element.style.top = `${Math.max(8, Math.min(top, innerHeight - height - 8))}px`;
    },
    hide() {
      last = null;
      element.classList.remove("open");
      if (hasLayer && element.matches(":popover-open")) element.hidePopover();
    },
  };
}

/** Jump to a place by its name; on a phone the box opens with its button. */
export function createSearch(onFound) {
  const list = html("datalist", { id: "places" });
  const box = html("input", { type: "search", list: "places", autocomplete: "off", spellcheck: "false" });
  const opener = html("button", {
    type: "button", class: "tool opener", "aria-expanded": "false", "aria-label": "Cari tempat", title: "Cari tempat",
  }, icon(MAGNIFIER));
  const hint = html("span", { class: "hint", role: "status" });
  const element = html("div", { class: "search" }, opener, box, list, hint);
  const places = new Map();
  const plain = (words) => words.toLocaleLowerCase("id").trim();

  opener.addEventListener("click", () => {
    const open = element.classList.toggle("open");
    opener.setAttribute("aria-expanded", String(open));
    if (open) box.focus();
  });
  box.addEventListener("input", () => {
    hint.textContent = "";
    const code = places.get(plain(box.value));
    if (code) onFound(code);
  });
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !plain(box.value)) return;
    const sought = plain(box.value);
    const first = (fits) => [...places.keys()].find(fits);
    const found = first((name) => name.startsWith(`${sought},`))
      ?? first((name) => name.startsWith(sought)) ?? first((name) => name.includes(sought));
    hint.textContent = found ? "" : "Tidak ditemukan";
    if (found) onFound(places.get(found));
  });

  return {
    element,
    /** @param {[string, string][]} entries label and code of each place */
    update(entries, unitWord) {
      box.placeholder = `Cari ${unitWord}`;
      box.setAttribute("aria-label", `Cari ${unitWord} menurut nama`);
      places.clear();
      for (const [label, code] of entries) places.set(plain(label), code);
      list.replaceChildren(...entries.map(([label]) => html("option", { value: label })));
    },
  };
}

export function createZoom({ closer, farther, whole }) {
  const back = button("Seluruh kota", "tool whole", whole, "Tampilkan seluruh kota");
  const minus = button("\u2212", "tool", farther, "Perkecil peta");
  const element = html("div", { class: "zoom", role: "group", "aria-label": "Perbesaran peta" },
    button("+", "tool", closer, "Perbesar peta (atau Ctrl dan roda tetikus)"), minus, back);
  return {
    element,
    update(zoom, isFocused) {
      back.hidden = zoom <= 1.001 && !isFocused;
      minus.disabled = zoom <= 1.001;
    },
    /** What the buttons cover of a picture, [left, top, right, bottom] in its pixels. */
    boxesOn(picture) {
      const { left, top } = picture.getBoundingClientRect();
      return [...element.children].filter(({ hidden }) => !hidden).map((node) => node.getBoundingClientRect())
        .map((box) => [box.left - left, box.top - top, box.right - left, box.bottom - top]);
    },
  };
}

/** @param {(kind: "png"|"svg") => Promise<void>} save */
export function createDownload(save) {
  const opener = html("summary", { class: "tool", title: "Unduh gambar", "aria-label": "Unduh gambar peta" });
  opener.append(icon(ARROW_DOWN), text("span", "word", "Unduh gambar"));
  const menu = html("details", { class: "download" }, opener);
  const choose = (kind) => async () => {
    menu.open = false;
    await save(kind);
  };
  const items = html("div", { class: "menu" },
    button("PNG (untuk paparan)", "plain", choose("png")), button("SVG (untuk dicetak besar)", "plain", choose("svg")));
  menu.append(items);
  menu.addEventListener("focusout", (event) => {
    if (!menu.contains(event.relatedTarget)) menu.open = false;
  });
  return menu;
}

/** Stands in the place of the map when its geometry cannot be had. */
export function createMessage(retry) {
  return html("div", { class: "message", role: "alert" },
    text("p", "lead", "Gambar peta tidak dapat dimuat."),
    text("p", "", "Angka di halaman ini tetap berlaku. Coba muat lagi; bila tetap kosong, "
      + "mintalah pengelola menjalankan python -m geo check."),
    button("Coba lagi", "tool", retry));
}
