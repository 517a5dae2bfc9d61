/**
 * The presentation mode: slides as small pictures on the page, and a stage that fills the screen.
 * All slides are in the page before the first is shown; from then on nothing is asked of the server.
 */

const version = new URL(import.meta.url).search;
const [{ html }, { arrange, drawNames }, { drawScale }, { createNotes }, { listen }, { watchServer }] = await Promise.all(
  ["../map/dom", "./names", "./scale", "./notes", "./keys", "./server"].map((name) => import(`${name}.js${version}`)));
const looks = await fetch(new URL(`paparan.css${version}`, import.meta.url)).then((answer) => answer.text());

const SVG = "http://www.w3.org/2000/svg";
const IDLE = 2500; // milliseconds after which the pointer and the buttons vanish
const NEAR = 0.8; // of the height of the screen
const LEAST_ROWS = 3;
const TILE = 0.04; // of the type size: a pixel of a hatching
const WHOLE_ROWS = 8; // kelurahan of a kecamatan, which should all be seen
const stages = new WeakMap();

function createStage(parent) {
  const style = html("style", {}, looks);
  const start = html("button", { class: "start", type: "button" }, "Mulai paparan");
  const gone = html("p", { class: "gone", role: "status", hidden: true }, "Peladen tidak menjawab; paparan ini tetap dapat dijalankan sampai selesai.");
  const small = html("ol", { class: "small" });
  const shapes = html("div", { class: "shapes", "aria-hidden": "true" });
  const deck = html("div", { class: "deck" });
  const black = html("div", { class: "black", hidden: true });
  const jump = html("p", { class: "jump", hidden: true, "aria-hidden": "true" });
  const live = html("p", { class: "unseen", "aria-live": "polite" });
  const button = (words, label, act) => {
    const node = html("button", { type: "button", "aria-label": label, title: label }, words);
    node.addEventListener("click", act);
    return node;
  };
  const controls = html("div", { class: "controls" },
    button("‹", "Slide sebelumnya (panah kiri)", () => go(at - 1)), button("›", "Slide berikutnya (panah kanan)", () => go(at + 1)),
    button("Catatan", "Catatan penyaji (N)", () => notes.toggle(slides, at)),
    button("Layar penuh", "Layar penuh (F)", () => toggleFullscreen()), button("Tutup", "Tutup paparan (Esc)", () => close()));
  const panel = html("div", { class: "notes", hidden: true });
  const dialog = html("dialog", { class: "stage", tabindex: "-1", "aria-label": "Paparan" }, deck, black, jump, controls, panel, live);
  const root = html("div", { class: "paparan loading" }, shapes, html("div", { class: "bar" }, start, gone), small, dialog);
  parent.append(style, root);

  let slides = [];
  let at = 0;
  let from = "";
  let isOwnExit = false;
  let idle = 0;
  const server = watchServer(gone);
  const notes = createNotes(panel, (event) => keys.onKey(event));

  /** Puts the values of every area where the stage can find them, and takes away the small hint of the browser. */
  function keepSaid(section) {
    for (const unit of section.querySelectorAll(".map .unit")) {
      const said = unit.querySelector("title");
      unit.dataset.said = said?.textContent ?? "";
      said?.remove();
    }
  }

  function update(data) {
    if (data.html === from) return;
    from = data.html;
    const store = html("template");
    store.innerHTML = data.html; // made by ui/presentation/stage.py, where every word is text
    const parts = [...store.content.children];
    slides = parts.filter((part) => part.localName === "section");
    shapes.replaceChildren(...parts.filter((part) => part.localName === "svg"));
    slides.forEach(keepSaid);
    small.replaceChildren(...slides.map((section, index) => {
      const copy = section.cloneNode(true);
      copy.inert = true;
      const frame = html("button", { type: "button", "aria-label": `Mulai dari slide ${index + 1}: ${words(section)}` }, html("div", { class: "paper" }, copy));
      frame.addEventListener("click", () => open(index));
      return html("li", {}, frame);
    }));
    deck.replaceChildren(...slides);
    for (const section of slides) section.hidden = true;
    if (dialog.open) go(Math.min(at, slides.length - 1));
    else at = 0;
    offer();
    root.classList.remove("loading");
    requestAnimationFrame(() => [...small.querySelectorAll(".slide")].forEach(fit));
  }

  const words = (section) => section.querySelector("h2").textContent;

  function open(index) {
    if (dialog.open) return;
    dialog.showModal();
    document.documentElement.requestFullscreen?.().catch(() => {}); // refused: the stage still fills the window
    keys.start();
    wake();
    go(index);
    dialog.focus();
  }

  /** Who left in the middle goes on where they were; after the last slide it begins anew. */
  function offer() {
    if (at === slides.length - 1 && !dialog.open) at = 0;
    start.textContent = at ? `Lanjutkan dari slide ${at + 1}` : "Mulai paparan";
  }

  function close() {
    if (!dialog.open) return;
    keys.stop();
    notes.close();
    black.hidden = true;
    isOwnExit = true;
    if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
    dialog.close();
    small.children[at]?.firstElementChild.focus();
    offer();
  }

  function toggleFullscreen() {
    isOwnExit = true;
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen?.().catch(() => {});
  }

  /** Esc in full screen is taken by the browser: leaving it ends the presentation, unless F did it. */
  function onFullscreen() {
    if (!document.fullscreenElement && !isOwnExit) close();
    isOwnExit = false;
    resize();
  }

  function go(index) {
    const next = Math.max(0, Math.min(slides.length - 1, index));
    slides.forEach((section, position) => { section.hidden = position !== next; });
    at = next;
    const section = slides[at];
    if (!section) return;
    section.scrollTop = 0;
    unpick(section);
    draw(section);
    live.textContent = `${section.getAttribute("aria-label")}. ${section.dataset.chapter}. ${words(section)}`;
    notes.show(slides, at);
  }

  function draw(section) {
    fit(section);
    name(section);
  }

  function resize() {
    if (dialog.open) draw(slides[at]);
    [...small.querySelectorAll(".slide")].forEach(fit);
  }

  /** Rows that find no room go, and the slide says how many; type never shrinks below what the last row can read. */
  function fit(section) {
    section.classList.remove("tight", "broad", "twin", "snug", "bare", "even", "narrow", "wraps", "scrolls");
    const body = section.querySelector(".body");
    const list = section.querySelector("[data-trim]");
    const rows = list ? [...list.querySelectorAll(list.dataset.trim)].filter((row) => !row.closest("thead, tfoot")) : [];
    rows.forEach((row) => { row.hidden = false; });
    section.querySelector(".more")?.remove();
    const narrow = () => {
      for (const step of ["narrow", "wraps"]) if (list && list.scrollWidth > body.clientWidth + 1) section.classList.add(step);
    };
    if (getComputedStyle(section).overflowY === "auto") return narrow(); // a phone scrolls
    const [legend, figure] = [section.querySelector(".legend"), section.querySelector(".figure")];
    const isOver = () => section.scrollHeight > section.clientHeight + 1 || body.scrollHeight > body.clientHeight + 1
      || (list?.localName === "ul" && list.scrollHeight > list.clientHeight + 1) // bars that gave way: the last would lie on what stands below; a table never does
      || (legend && figure && legend.getBoundingClientRect().top < figure.getBoundingClientRect().bottom);
    narrow();
    if (isOver()) section.classList.add("tight");
    const proof = [...section.querySelectorAll(".proof")];
    proof.forEach((line) => { line.hidden = false; });
    // Beside a long legend the map gives way, then the legend stands in two columns, before what proves the headline goes: the last lines first, and the notes say them.
    for (const step of ["broad", "twin"]) if (!list && isOver()) section.classList.add(step);
    if (!list) while (isOver() && proof.length) proof.pop().hidden = true;
    if (list && isOver()) section.classList.add("snug"); // closer lines before a row goes
    const total = Number(list?.dataset.total ?? 0);
    const isWhole = rows.length > 0 && rows.length >= total;
    if ((isWhole || rows.length <= WHOLE_ROWS) && isOver()) section.classList.add("bare"); // all of a small list rather than its caption
    if (isWhole && isOver()) {
      section.classList.add("even"); // a smaller headline rather than a part of the list
      if (isOver()) {
        section.classList.remove("even");
        if (rows.length > WHOLE_ROWS) section.classList.remove("bare");
      }
    }
    const said = html("p", { class: "more" });
    // The rows come largest first; what has no room is in the report.
    const tell = () => {
      const shown = rows.filter((row) => !row.hidden).length;
      said.textContent = `${shown} terbesar dari ${total}; semuanya ada di laporan`;
      list?.setAttribute("aria-label", shown < total ? `${list.dataset.title}, ${shown} terbesar dari ${total}` : list.dataset.title);
      if (shown < total && !said.parentNode) list.after(said);
    };
    const hide = () => {
      rows.filter((row) => !row.hidden).at(-1).hidden = true;
      tell();
    };
    tell();
    while (isOver() && rows.filter((row) => !row.hidden).length > LEAST_ROWS) hide();
    if (isOver()) section.classList.add("scrolls");
  }

  /**
   * Writes the names of the places the map is about at the size of the hall, then all kecamatan beside them, smaller. A kecamatan shown alone names all
   * its kelurahan, those without room beside their place; of many those whose names do not crowd.
   */
  function name(section) {
    const frame = section.querySelector(".frame");
    if (!frame) return;
    frame.querySelector(".names")?.remove();
    const map = frame.querySelector(".map");
    const [box, matrix] = [frame.getBoundingClientRect(), map.getScreenCTM()];
    section.querySelectorAll(".scale").forEach((room) => drawScale(room, matrix.a));
    const size = parseFloat(getComputedStyle(section.querySelector(".chapter")).fontSize);
    // A hatching is as coarse as in the legend, whatever the size of the map; the copy in the small picture bears the same id.
    for (const { id } of map.querySelectorAll("pattern")) {
      root.querySelectorAll(`pattern[id="${id}"]`).forEach((tile) => tile.setAttribute("patternTransform", `scale(${(TILE * size) / matrix.a})`));
    }
    const face = `700 SIZEpx ${getComputedStyle(section).fontFamily}`;
    const { must, usual, isClose } = JSON.parse(frame.dataset.names);
    const onScreen = ([text, x, y, r, shape]) => ({
      key: shape, text, x: matrix.a * x + matrix.e - box.left, y: matrix.d * y + matrix.f - box.top, r: r * matrix.a, shape: shapes.querySelector(`[id="${shape}"]`).getAttribute("d"),
    });
    const [first, rest] = [must.map(onScreen), usual.map(onScreen)];
    const inFrame = { a: matrix.a, d: matrix.d, e: matrix.e - box.left, f: matrix.f - box.top };
    const isSparing = isClose && first.length + rest.length > WHOLE_ROWS;
    const { own, others } = arrange(first, rest, { width: box.width, height: box.height, matrix: inFrame }, size, face, isClose, isSparing);
    const layer = document.createElementNS(SVG, "svg");
    layer.setAttribute("class", "names");
    layer.setAttribute("aria-hidden", "true");
    frame.append(layer);
    drawNames(layer, others, "place");
    drawNames(layer, own, "led");
  }

  /** Says all of an area beside the map, in the place of the legend; on a phone below the map. */
  function pick(unit) {
    const section = slides[at];
    unpick(section);
    unit.classList.add("picked");
    const copy = unit.cloneNode(true); // drawn last, so that its edge lies above the others
    copy.classList.add("lifted");
    section.querySelector(".map").append(copy);
    section.querySelector(".body").append(html("p", { class: "readout" }, unit.dataset.said.split("\n").join(" · "))); // the map keeps its size
  }

  function unpick(section) {
    section.querySelector(".readout")?.remove();
    section.querySelectorAll(".lifted").forEach((copy) => copy.remove());
    section.querySelectorAll(".picked").forEach((unit) => unit.classList.remove("picked"));
  }

  /** Shows the pointer, and the buttons when it is near them: elsewhere they would cover the foot of the slide. */
  function wake(event) {
    const isNear = event && (event.pointerType === "touch" || event.clientY > innerHeight * NEAR);
    dialog.classList.remove("idle");
    dialog.classList.toggle("quiet", !isNear);
    clearTimeout(idle);
    idle = setTimeout(() => dialog.classList.add("idle", "quiet"), IDLE);
  }

  const keys = listen({
    next: () => go(at + 1), before: () => go(at - 1), first: () => go(0), last: () => go(slides.length - 1), to: (number) => go(number - 1),
    blacken: () => { black.hidden = !black.hidden; }, isBlack: () => !black.hidden, notes: () => notes.toggle(slides, at), full: toggleFullscreen, close,
    typed: (digits) => { jump.textContent = `ke ${digits}`; jump.hidden = digits === ""; },
  });

  let down = null;
  deck.addEventListener("pointerdown", (event) => { down = { x: event.clientX, y: event.clientY }; });
  deck.addEventListener("pointerup", (event) => {
    if (!down || event.button > 0) return;
    const [dx, dy] = [event.clientX - down.x, event.clientY - down.y];
    down = null;
    const unit = event.target.closest?.(".map .unit");
    if (Math.abs(dx) > 45 && Math.abs(dx) > 1.5 * Math.abs(dy)) go(at + (dx < 0 ? 1 : -1));
    else if (Math.abs(dx) > 10 || Math.abs(dy) > 10) return;
    else if (unit && event.pointerType === "touch") pick(unit);
    else go(at + (event.clientX < innerWidth / 3 ? -1 : 1));
  });
  deck.addEventListener("pointermove", (event) => {
    if (event.pointerType !== "mouse") return;
    const unit = event.target.closest?.(".map .unit:not(.lifted)");
    if (unit && !unit.classList.contains("picked")) pick(unit);
    else if (!unit) unpick(slides[at]);
  });
  black.addEventListener("click", () => { black.hidden = true; });
  dialog.addEventListener("pointermove", wake);
  dialog.addEventListener("pointerdown", wake);
  dialog.addEventListener("cancel", (event) => { event.preventDefault(); close(); });
  start.addEventListener("click", () => open(at));
  const onPageKey = (event) => {
    const typed = event.composedPath()[0];
    const isField = typed.matches?.("input, textarea, select, [contenteditable]");
    if (dialog.open || isField || event.key.toLowerCase() !== "f" || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    open(at);
  };
  addEventListener("keydown", onPageKey);
  addEventListener("resize", resize);
  document.addEventListener("fullscreenchange", onFullscreen);

  return {
    turn: 0,
    update,
    destroy() {
      close();
      server.stop();
      removeEventListener("keydown", onPageKey);
      removeEventListener("resize", resize);
      document.removeEventListener("fullscreenchange", onFullscreen);
      style.remove();
      root.remove();
    },
  };
}

/** Called by Streamlit on mounting and on every change of data; the last cleanup takes the stage away. */
export default function mount({ parentElement, data }) {
  let stage = stages.get(parentElement);
  if (!stage) stages.set(parentElement, (stage = createStage(parentElement)));
  const turn = (stage.turn += 1);
  stage.update(data);
  return () => {
    if (stage.turn !== turn) return;
    stages.delete(parentElement);
    stage.destroy();
  };
}
