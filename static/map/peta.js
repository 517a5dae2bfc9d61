/**
 * Choropleth of a city: one instance in each mounting place, kept alive while only its values change.
 * Geometry comes once from `data.geometry_url`; the rest of `data` is small and comes with every rerun.
 */

const version = new URL(import.meta.url).search;
const load = (name) => import(`./${name}.js${version}`);
const [{ html, set }, { createScene }, { createView }, { createLegend }, panel, { ARROWS, neighbour, nearest }, { createSeries, frameOf }] =
  await Promise.all(["dom", "scene", "view", "legend", "panel", "walk", "series"].map(load));
const looks = fetch(new URL(`peta.css${version}`, import.meta.url)).then((answer) => answer.text());

const HOW = "Panah memilih wilayah tetangga, Enter membukanya, tanda tambah dan kurang mengubah perbesaran, "
  + "Esc kembali ke seluruh kota.";
const PHONE = 478; // pixels of width: that of the style sheet without the column of the buttons
const TALL = 1.05; // width by height below which a city leaves room beside it, which its legend takes
const drawings = new Map();
const instances = new WeakMap();

/** The geometry of a city, fetched once a page; a failure is forgotten so that it can be tried again. */
function drawingAt(address) {
  const url = new URL(address, document.baseURI).href;
  if (!drawings.has(url)) {
    const coming = fetch(url).then((answer) => {
      if (!answer.ok) throw new Error(`${answer.status} ${url}`);
      return answer.json();
    });
    coming.catch(() => drawings.delete(url));
    drawings.set(url, coming);
  }
  return drawings.get(url);
}

function createMap(parent) {
  const title = html("p", { class: "title", role: "heading", "aria-level": 3 });
  const subtitle = html("p", { class: "subtitle" });
  const frame = html("div", { class: "frame" });
  const missing = html("p", { class: "missing", hidden: true });
  const live = html("p", { class: "unseen", "aria-live": "polite" });
  const how = html("p", { class: "unseen" }, HOW);
  const tooltip = panel.createTooltip();
  const legend = createLegend((shown) => scene?.show(shown));
  const search = panel.createSearch(find);
  const zoom = panel.createZoom({ closer: () => view?.zoomBy(1.6), farther: () => view?.zoomBy(1 / 1.6), whole: wholeCity });
  const download = panel.createDownload(async (kind) => {
    const { save } = await load("save");
    if (shown().download === false) return; // another frame came up while the script was fetched
    await save(kind, { picture: scene.picture, refoot: scene.refoot, spec: shown(), apart: scene.apart, colours: colours() });
  });
  const series = createSeries(showFrame);
  const tools = html("div", { class: "tools" }, search.element, download);
  const body = html("div", { class: "body" }, html("div", { class: "left" }, series.slider, frame, missing), legend.element, series.multiples);
  const root = html("section", { class: "peta loading", "aria-label": "Peta" },
    html("header", {}, html("div", { class: "headings" }, title, subtitle), tools), body, tooltip.element, live, how);
  const style = html("style");
  looks.then((rules) => { style.textContent = rules; });
  parent.append(style, root);

  let data = {};
  let drawing = null;
  let scene = null;
  let view = null;
  let drawnFrom = "";
  let selected = null;
  let active = null;
  let focused = null;
  let awaited = null;
  let sized = "";
  let width = 0;
  let at = 0;
  let labels = "";

  /** The data as they are drawn: of several months or norms the one that was picked, of a kecamatan set apart its name and the counts of its own. */
  function shown() {
    const now = frameOf(data, at);
    if (!focused || data.level === "kecamatan") return now;
    const counts = now.classes.map(() => 0);
    for (const [code, unit] of Object.entries(now.units)) {
      if (unit && scene.areas[code] && scene.districtOf(code) === focused) counts[unit[0]] = now.by_district ? 1 : counts[unit[0]] + 1;
    }
    const title = `${now.title}, Kecamatan ${drawing.kecamatan[focused].name}`;
    return { ...now, title, classes: now.classes.map((entry, i) => ({ ...entry, count: counts[i] })) };
  }
  const colours = () => {
    const now = getComputedStyle(root);
    return { text: now.color, paper: now.getPropertyValue("--paper").trim() || "#ffffff" };
  };
  const say = (words) => { live.textContent = words; };
  const spoken = ({ place, said }) => `${place}: ${said.join(". ")}.`;

  function resize() {
    if (!scene || width <= 0) return;
    const screen = innerHeight * 0.62;
    const asked = width < PHONE ? Math.max(screen, data.height ?? 0) : data.height ?? screen; // a phone is narrow: there the width decides
    const most = Math.max(220, asked - scene.footHeight(width));
    const height = Math.round(Math.min(most, (width * drawing.height) / drawing.width));
    scene.resize(width, height);
    view.resize(width, height, drawing);
    const now = `${width} ${height}`;
    if (now !== sized && focused) view.showBox(drawing.kecamatan[focused].box); // the legend takes its place beside the map while it zooms
    sized = now;
  }
  const watcher = new ResizeObserver(([{ contentRect }]) => {
    width = contentRect.width; // told, not asked: asking after new values makes the browser lay out everything at once
    resize();
  });
  watcher.observe(frame);

  function build() {
    view?.destroy();
    scene = createScene(drawing, data.level);
    root.classList.toggle("tall", drawing.width < TALL * drawing.height);
    how.id = scene.picture.getAttribute("aria-describedby");
    frame.replaceChildren(scene.picture, zoom.element);
    view = createView(scene.picture, (final) => {
      zoom.update(view.zoom, focused !== null);
      scene.follow(view, final, final ? zoom.boxesOn(scene.picture) : []);
      if (final && awaited) explain(awaited);
    });
    listen(scene.picture);
    active = null;
    sized = "";
    setFocus(null);
    const places = scene.codes.map((code) => {
      const about = scene.describe(code);
      return [about.district ? `${about.name}, Kec. ${about.district}` : about.name, code];
    });
    const districts = data.level === "kecamatan" ? [] : Object.entries(drawing.kecamatan);
    places.push(...districts.map(([code, { name }]) => [`Kec. ${name}`, code]));
    search.update(places.sort(([a], [b]) => a.localeCompare(b, "id")), areaWord());
  }

  function setFocus(district) {
    focused = district;
    scene.focusOn(district);
    zoom.update(view.zoom, district !== null);
    writeWords(shown());
  }

  function zoomTo(district) {
    const area = drawing.kecamatan[district];
    if (!area) return;
    setFocus(district);
    view.showBox(area.box);
    say(`Kecamatan ${area.name} diperbesar.`);
  }

  function showAll() {
    setFocus(null);
    view.reset();
  }

  function wholeCity() {
    showAll();
    scene.picture.focus({ preventScroll: true });
    say("Seluruh kota.");
  }

  /** The tooltip beside a unit, without a pointer; none of the unit lies under it where the window has room. */
  function explain(code) {
    awaited = null;
    const box = scene.picture.getBoundingClientRect();
    const [x, y] = view.project(scene.areas[code].x, scene.areas[code].y);
    tooltip.show(scene.describe(code), box.left + x, box.top + y, matchMedia("(pointer: coarse)").matches, scene.reachOf(code) * view.scale());
  }

  /** Shows a unit with `around` times its own radius of neighbourhood, and explains it once the map stands still. */
  function bringNear(code, around, limit) {
    const { x, y, r } = scene.areas[code];
    tooltip.hide();
    awaited = code;
    view.showBox([x - around * r, y - around * r, x + around * r, y + around * r], limit);
  }

  /** Moves the keyboard's place on the map. */
  function activate(code) {
    active = code;
    set(scene.picture, { "aria-activedescendant": scene.idOf(code) });
    scene.ring(code);
    const [x, y] = view.project(scene.areas[code].x, scene.areas[code].y);
    const { width, height } = scene.picture.viewBox.baseVal;
    if (x < 0 || y < 0 || x > width || y > height - scene.footHeight(width)) bringNear(code, 6, view.zoom);
    else explain(code);
    say(spoken(scene.describe(code)));
  }

  function find(code) {
    if (drawing.kecamatan[code] && data.level !== "kecamatan") return zoomTo(code);
    setFocus(null);
    bringNear(code, 7, 6);
    scene.ring(code);
    active = code;
    set(scene.picture, { "aria-activedescendant": scene.idOf(code) });
    say(spoken(scene.describe(code)));
  }

  function select(code) {
    selected = code;
    scene.choose(code);
    instance.emit(code);
  }

  function firstPlace() {
    if (selected && scene.areas[selected]) return selected;
    return nearest(scene.areas, drawing.width / 2, drawing.height / 2);
  }

  function onKey(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const { key } = event;
    if (ARROWS[key]) {
      const next = active ? neighbour(scene.areas, active, ARROWS[key]) : firstPlace();
      if (next) activate(next);
    } else if ((key === "Enter" || key === " ") && active) select(active);
    else if (key === "+" || key === "=") view.zoomBy(1.6);
    else if (key === "-") view.zoomBy(1 / 1.6);
    else if (key === "Escape" && (focused || view.zoom > 1 || root.querySelector(".tip.open"))) {
      tooltip.hide();
      wholeCity();
    } else return;
    event.preventDefault();
  }

  function listen(picture) {
    const codeAt = (event) => event.target.closest?.(".unit")?.dataset.code ?? null;
    picture.addEventListener("pointermove", (event) => {
      if (event.pointerType !== "mouse") return;
      const code = view.wasDragged && event.buttons ? null : codeAt(event);
      scene.hover(code);
      if (code) tooltip.show(scene.describe(code), event.clientX, event.clientY);
      else tooltip.hide();
    });
    picture.addEventListener("pointerleave", () => {
      scene.hover(null);
      tooltip.hide();
    });
    picture.addEventListener("click", (event) => {
      const code = codeAt(event);
      if (view.wasDragged || event.detail > 1) return;
      if (!code) return tooltip.hide();
      const isTouch = event.pointerType === "touch";
      const isAgain = code === active && root.querySelector(".tip.open");
      active = code;
      set(picture, { "aria-activedescendant": scene.idOf(code) });
      scene.ring(null);
      tooltip.show(scene.describe(code), event.clientX, event.clientY, isTouch);
      if (!isTouch || !data.leaves || isAgain) select(code); // a thumb cannot hover: where a tap leaves the page, the first one explains
    });
    picture.addEventListener("dblclick", (event) => {
      const code = codeAt(event);
      if (code) zoomTo(scene.districtOf(code));
    });
    picture.addEventListener("keydown", onKey);
    picture.addEventListener("focus", () => {
      if (!picture.matches(":focus-visible")) return;
      if (!active) active = firstPlace();
      activate(active);
    });
    picture.addEventListener("blur", () => {
      scene.ring(null);
      tooltip.hide();
    });
  }

  const onScroll = () => tooltip.hide();
  addEventListener("scroll", onScroll, { capture: true, passive: true });
  addEventListener("resize", resize);

  const areaWord = (now = data) => (data.level === "kecamatan" ? "kecamatan" : now.unit_word ?? "kelurahan");
  const writeLegend = (now) => legend.update(now.classes ?? [], areaWord(now), data.square, data.unit);

  /** Title, source line and legend of what is shown. */
  function writeWords(now) {
    title.textContent = now.title ?? "";
    subtitle.textContent = now.subtitle ?? "";
    set(scene.picture, { "aria-label": `${now.title || "Peta"}. ${now.subtitle ?? ""}` });
    writeLegend(now);
  }

  /** Values, legend and words into what is already drawn. */
  function fill() {
    const now = shown();
    download.hidden = now.download === false;
    scene.fill(now);
    writeWords(now);
  }

  function showFrame(picked) {
    at = picked;
    series.show(at);
    fill();
    scene.choose(selected);
    resize();
    tooltip.renew(scene.describe);
    say(data.frames[at].label);
  }

  /** A new run keeps the frame that was picked where the frames are the same, else it opens with `first`, or the last one. */
  function placeFrame() {
    const frames = data.frames ?? [];
    const now = frames.map(({ label }) => label).join();
    if (now !== labels) at = data.first ?? Math.max(0, frames.length - 1);
    labels = now;
    series.update(drawing, data, at);
  }

  /** What a run of the page brought. */
  function apply(before) {
    search.element.hidden = data.search === false;
    placeFrame();
    fill();
    if (data.selected || before.selected) selected = data.selected;
    scene.choose(selected);
    resize();
    tooltip.renew(scene.describe);
    if ((data.focus ?? null) !== (before.focus ?? null)) {
      if (data.focus) zoomTo(data.focus);
      else showAll();
    }
    const undrawn = scene.undrawn();
    missing.hidden = undrawn.length === 0;
    missing.textContent = `Belum ada di gambar peta: ${undrawn.join(", ")}.`;
    root.classList.remove("loading");
  }

  function fail(error) {
    console.error(error);
    view?.destroy();
    [scene, view, drawnFrom] = [null, null, ""];
    tooltip.hide();
    frame.replaceChildren(panel.createMessage(() => instance.update(data)));
    tools.hidden = true;
    writeLegend(frameOf(data, at));
    root.classList.remove("loading");
  }

  const instance = {
    turn: 0,
    emit: () => {},
    async update(next) {
      const before = data;
      const mine = (instance.asked = Symbol("update"));
      data = next;
      title.textContent = data.title ?? "";
      subtitle.textContent = data.subtitle ?? "";
      const from = `${data.level} ${data.geometry_url}`;
      try {
        if (!data.geometry_url) throw new Error("no geometry for this city");
        const [coming] = await Promise.all([drawingAt(data.geometry_url), looks]);
        if (instance.asked !== mine) return;
        drawing = coming;
        const isNew = from !== drawnFrom;
        tools.hidden = false;
        if (isNew) build();
        drawnFrom = from;
        apply(isNew ? {} : before);
      } catch (error) {
        if (instance.asked === mine) fail(error);
      }
    },
    destroy() {
      watcher.disconnect();
      view?.destroy();
      removeEventListener("scroll", onScroll, { capture: true });
      removeEventListener("resize", resize);
      tooltip.hide();
      style.remove();
      root.remove();
    },
  };
  return instance;
}

/** Called by Streamlit on mounting and on every change of data; the last cleanup takes the map away. */
export default function mount({ parentElement, data, setTriggerValue }) {
  let map = instances.get(parentElement);
  if (!map) instances.set(parentElement, (map = createMap(parentElement)));
  const turn = (map.turn += 1);
  map.emit = (code) => setTriggerValue("clicked", code);
  map.update(data);
  return () => {
    if (map.turn !== turn) return;
    instances.delete(parentElement);
    map.destroy();
  };
}
