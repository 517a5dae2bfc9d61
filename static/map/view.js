/** Where the map stands in its frame: fit, zoom, pan, pinch. Plain wheel and one finger keep scrolling the page. */

const { isCalm } = await import(`./dom.js${new URL(import.meta.url).search}`);

const CLOSEST = 14;
const MARGIN = 6;
const REST = 140; // milliseconds without a move after which the map stands still

/**
 * @param {SVGElement} surface what the pointer touches
 * @param {(final: boolean) => void} onMove called after every change
 */
export function createView(surface, onMove) {
  const size = { width: 1, height: 1 };
  const world = { width: 1000, height: 1000 };
  const at = { zoom: 1, x: 0, y: 0 };
  let fit = 1;
  let frame = 0;
  let rest = 0;
  let dragged = false;

  const scale = () => fit * at.zoom;

  /** Keeps the city in the frame: centred while smaller, no empty edge while larger. */
  function settle(final = true) {
    at.zoom = Math.min(CLOSEST, Math.max(1, at.zoom));
    for (const [axis, length] of [["x", "width"], ["y", "height"]]) {
      const drawn = world[length] * scale();
      const room = size[length] - drawn;
      at[axis] = room > -2 * MARGIN ? room / 2 : Math.min(MARGIN, Math.max(room - MARGIN, at[axis]));
    }
    onMove(final);
  }

  /** A hand has moved it: what is slow waits until it rests. */
  function moved() {
    clearTimeout(rest);
    settle(false);
    rest = setTimeout(settle, REST);
  }

  function moveTo(target) {
    cancelAnimationFrame(frame);
    clearTimeout(rest);
    if (isCalm()) {
      Object.assign(at, target);
      return settle();
    }
    const from = { ...at };
    const begin = performance.now();
    const step = (now) => {
      const part = Math.min(1, Math.max(0, (now - begin) / 240));
      const eased = 1 - (1 - part) ** 3;
      at.zoom = from.zoom * (target.zoom / from.zoom) ** eased;
      const share = target.zoom === from.zoom ? eased : (at.zoom - from.zoom) / (target.zoom - from.zoom);
      at.x = from.x + (target.x - from.x) * share;
      at.y = from.y + (target.y - from.y) * share;
      settle(part === 1);
      if (part < 1) frame = requestAnimationFrame(step);
    };
    frame = requestAnimationFrame(step);
  }

  function around(factor, x, y) {
    const zoom = Math.min(CLOSEST, Math.max(1, at.zoom * factor));
    const grown = zoom / at.zoom;
    return { zoom, x: x - (x - at.x) * grown, y: y - (y - at.y) * grown };
  }

  function zoomBy(factor, x = size.width / 2, y = size.height / 2) {
    moveTo(around(factor, x, y));
  }

  /** Shows a box of the drawing as large as the frame allows, at most `limit` times the whole city. */
  function showBox([left, top, right, bottom], limit = CLOSEST) {
    const room = 0.86 * Math.min(size.width / (right - left), size.height / (bottom - top));
    const zoom = Math.min(limit, Math.max(1, room / fit));
    moveTo({ zoom, x: size.width / 2 - (left + right) / 2 * fit * zoom, y: size.height / 2 - (top + bottom) / 2 * fit * zoom });
  }

  const local = (event) => {
    const box = surface.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };

  const listeners = new AbortController();
  const on = (name, act, options = {}) => surface.addEventListener(name, act, { signal: listeners.signal, ...options });

  on("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    cancelAnimationFrame(frame);
    Object.assign(at, around(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.004)), ...local(event)));
    moved();
  }, { passive: false });

  let hand = null;
  on("pointerdown", (event) => {
    dragged = false;
    if (event.pointerType === "mouse" && event.button === 0 && at.zoom > 1) hand = { x: event.clientX, y: event.clientY };
  });
  on("pointermove", (event) => {
    if (!hand || event.pointerType !== "mouse") return;
    if (!(event.buttons & 1)) { hand = null; return; }
    const [dx, dy] = [event.clientX - hand.x, event.clientY - hand.y];
    if (!dragged && Math.hypot(dx, dy) < 5) return;
    if (!dragged) surface.setPointerCapture(event.pointerId);
    dragged = true;
    hand = { x: event.clientX, y: event.clientY };
    at.x += dx;
    at.y += dy;
    moved();
  });
  on("pointerup", () => { hand = null; });

  let pinch = null;
  const middle = ([one, two]) => ({
    clientX: (one.clientX + two.clientX) / 2, clientY: (one.clientY + two.clientY) / 2,
    gap: Math.hypot(one.clientX - two.clientX, one.clientY - two.clientY) || 1,
  });
  on("touchstart", (event) => {
    dragged = event.touches.length > 1;
    pinch = dragged ? middle(event.touches) : null;
    if (pinch) event.preventDefault();
  }, { passive: false });
  on("touchmove", (event) => {
    if (!pinch || event.touches.length !== 2) return;
    event.preventDefault();
    const now = middle(event.touches);
    cancelAnimationFrame(frame);
    Object.assign(at, around(now.gap / pinch.gap, ...local(now)));
    at.x += now.clientX - pinch.clientX;
    at.y += now.clientY - pinch.clientY;
    pinch = now;
    moved();
  }, { passive: false });
  on("touchend", (event) => { if (event.touches.length < 2) pinch = null; });

  return {
    zoomBy, showBox, scale,
    get zoom() { return at.zoom; },
    /** True when the pointer has just moved the map, so that its release is no choice of a unit. */
    get wasDragged() { return dragged; },
    reset: () => moveTo({ zoom: 1, x: 0, y: 0 }),
    project: (x, y) => [at.x + x * scale(), at.y + y * scale()],
    transform: () => `translate(${at.x.toFixed(2)} ${at.y.toFixed(2)}) scale(${scale().toFixed(5)})`,
    resize(width, height, drawing) {
      const before = { width: size.width, height: size.height, fit };
      Object.assign(world, { width: drawing.width, height: drawing.height });
      Object.assign(size, { width, height });
      fit = Math.min((width - 2 * MARGIN) / world.width, (height - 2 * MARGIN) / world.height);
      at.x = width / 2 - (before.width / 2 - at.x) * fit / before.fit;
      at.y = height / 2 - (before.height / 2 - at.y) * fit / before.fit;
      settle();
    },
    destroy() {
      cancelAnimationFrame(frame);
      clearTimeout(rest);
      listeners.abort();
    },
  };
}
