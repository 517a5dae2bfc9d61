/* A tap, a pointer or the arrow keys show name and value; without this script the page is whole and its tables hold every figure.
   Before this stands static/map/walk.js: ARROWS, neighbour, nearest. */

const tip = document.querySelector(".tip");
const live = document.querySelector(".live");
const said = new WeakMap();
let shownAt = 0;

/** What an element says: its title, kept here so that the browser's own tooltip does not cover ours. */
function words(node) {
  if (!said.has(node)) {
    const title = node.querySelector("title");
    said.set(node, title ? title.textContent.split("\n") : null);
    if (title) {
      node.setAttribute("aria-label", title.textContent.replaceAll("\n", ", "));
      node.setAttribute("role", "img");
      title.remove();
    }
  }
  return said.get(node);
}

function line(name, content) {
  const node = document.createElement("p");
  node.className = name;
  node.textContent = content;
  return node;
}

function show(node, x, y, isTouch) {
  const [place, value, ...more] = words(node);
  shownAt = scrollY;
  tip.replaceChildren(line("place", place), line("value", value), ...more.map((each) => line("more", each)));
  tip.className = isTouch ? "tip open sheet" : "tip open";
  if (isTouch) return tip.removeAttribute("style");
  const { width, height } = tip.getBoundingClientRect();
  const left = x + 14 + width > innerWidth - 8 ? x - 14 - width : x + 14;
  const top = y + 14 + height > innerHeight - 8 ? y - 14 - height : y + 14;
  tip.style.left = `${Math.max(8, left)}px`;
  tip.style.top = `${Math.max(8, top)}px`;
}

function hide() {
  tip.className = "tip";
}

/** Draws a line around one area of a map, or none. */
function ring(map, code) {
  for (const old of map.querySelectorAll(".ring")) old.remove();
  if (!code) return;
  for (const name of ["ring case", "ring"]) {
    const node = document.createElementNS("http://www.w3.org/2000/svg", "use");
    node.setAttribute("href", `#${map.dataset.shapes}-${code}`);
    node.setAttribute("class", name);
    map.append(node);
  }
}

const target = (event) => event.target.closest?.(".unit, .spot, .bar") ?? null;
let marked = null;

function mark(node) {
  const map = node?.closest(".map") ?? null;
  if (marked && marked !== map) ring(marked, null);
  if (map) ring(map, node.dataset.code);
  marked = map;
}

document.addEventListener("pointermove", (event) => {
  if (event.pointerType !== "mouse") return;
  const node = target(event);
  mark(node);
  if (node) show(node, event.clientX, event.clientY, false);
  else hide();
});
document.addEventListener("click", (event) => {
  const node = target(event);
  mark(node);
  if (!node) return hide();
  show(node, event.clientX, event.clientY, event.pointerType !== "mouse");
  live.textContent = words(node).join(", ");
});
// The event of a scroll that came before the card, as the focus brings one, must not take it away.
addEventListener("scroll", () => { if (!tip.classList.contains("sheet") && Math.abs(scrollY - shownAt) > 8) hide(); }, { passive: true });

for (const map of document.querySelectorAll(".map")) {
  const units = new Map([...map.querySelectorAll(".unit")].map((node) => [node.dataset.code, node]));
  const areas = Object.fromEntries([...units].map(([code, node]) => [code, { x: Number(node.dataset.x), y: Number(node.dataset.y) }]));
  let active = null;
  map.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape") {
      mark(null);
      return hide();
    }
    if (!ARROWS[event.key]) return;
    event.preventDefault();
    const middle = map.viewBox.baseVal;
    active = active ? neighbour(areas, active, ARROWS[event.key]) ?? active : nearest(areas, middle.x + middle.width / 2, middle.y + middle.height / 2);
    const node = units.get(active);
    const box = node.getBoundingClientRect();
    mark(node);
    show(node, box.right, box.bottom, false);
    live.textContent = words(node).join(", ");
  });
  map.addEventListener("blur", () => {
    mark(null);
    hide();
  });
}

/* Search: one place, its value on every map. */
const box = document.querySelector(".search input");
const found = document.querySelector(".found");
const plain = (text) => text.toLocaleLowerCase("id").trim();
const places = new Map();
for (const node of document.querySelectorAll(".map .unit")) {
  const name = words(node)[0];
  const map = node.closest(".map");
  if (!places.has(name)) places.set(name, []);
  places.get(name).push({ map, code: node.dataset.code, title: map.dataset.title, value: words(node)[1] });
}
if (box && places.size) {
  box.closest(".search").hidden = false;
  const list = document.getElementById("tempat");
  list.replaceChildren(...[...places.keys()].sort((one, two) => one.localeCompare(two, "id")).map((name) => {
    const option = document.createElement("option");
    option.value = name;
    return option;
  }));
  const seek = (isFinal) => {
    const sought = plain(box.value);
    const names = [...places.keys()];
    const name = names.find((each) => plain(each) === sought) ?? (isFinal && sought ? names.find((each) => plain(each).startsWith(sought)) ?? names.find((each) => plain(each).includes(sought)) : null);
    for (const map of document.querySelectorAll(".map")) ring(map, null);
    found.replaceChildren();
    if (!name) {
      if (isFinal && sought) found.append(line("", "Tidak ditemukan. Coba sebagian nama, misalnya tanpa 'Kelurahan'."));
      return;
    }
    const values = document.createElement("dl");
    for (const { map, code, title, value } of places.get(name)) {
      ring(map, code);
      const [term, meaning] = ["dt", "dd"].map((tag) => document.createElement(tag));
      [term.textContent, meaning.textContent] = [title, value];
      values.append(term, meaning);
    }
    found.append(line("place", name), values);
  };
  box.addEventListener("input", () => seek(false));
  box.addEventListener("change", () => seek(true));
}
for (const node of document.querySelectorAll(".spot, .bar")) words(node);
addEventListener("beforeprint", () => { for (const node of document.querySelectorAll("details")) node.open = true; });
