/** Which names and values can be written without touching each other or leaving the frame. */

const { svg, set, textWidth } = await import(`./dom.js${new URL(import.meta.url).search}`);

export const LINE = 1.12; // height of a line by type size

/** @returns {string[][]} the text on one line and, when it has several words, on two of similar length */
export function arrangements(text) {
  const words = text.split(" ");
  if (words.length < 2) return [[text]];
  const cuts = words.slice(1).map((_, i) => [words.slice(0, i + 1).join(" "), words.slice(i + 1).join(" ")]);
  const lean = ([first, second]) => Math.abs(first.length - second.length);
  const even = cuts.reduce((best, cut) => (lean(cut) < lean(best) ? cut : best));
  return [[text], even];
}

/** Whether two boxes [left, top, right, bottom] overlap. */
export const touches = (a, b) => a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];

/**
 * Labels to draw, most important first; what does not fit is left out.
 * @param {{key: string, text: string, x: number, y: number, room: number, style: string, shifts?: (number|number[])[], stays?: boolean}[]} wanted
 *   screen pixels; `room` is how wide the text may be, `shifts` the offsets to try, down or [right, down]; one that `stays` moves into the frame
 * @param {{width: number, height: number, symbols: number[][]}} frame boxes [left, top, right, bottom] better left free
 * @param {(style: string) => {size: number, font: string}} faceOf
 */
export function place(wanted, { width, height, symbols }, faceOf) {
  const boxes = [];
  const placed = [];
  const count = (box, others) => others.filter((other) => touches(box, other)).length;
  for (const label of wanted) {
    const { size, font } = faceOf(label.style);
    for (const lines of arrangements(label.text)) {
      const half = Math.max(...lines.map((line) => textWidth(line, font))) / 2;
      const tall = lines.length * size * LINE;
      if (2 * half > label.room) continue;
      const middle = label.stays ? Math.max(half + 3, Math.min(width - half - 3, label.x)) : label.x;
      let best = null;
      for (const shift of label.shifts ?? [0]) {
        const [right, down] = Array.isArray(shift) ? shift : [0, shift];
        const [x, y] = [middle + right, label.y + down];
        const box = [x - half - 2, y - tall / 2 - 1, x + half + 2, y + tall / 2 + 1];
        if (box[0] < 0 || box[1] < 0 || box[2] > width || box[3] > height || count(box, boxes)) continue;
        const covered = count(box, symbols);
        if (!best || covered < best.covered) best = { x, y, box, covered };
        if (!covered) break;
      }
      if (!best) continue;
      boxes.push(best.box);
      placed.push({ ...label, lines, x: best.x, y: best.y, box: best.box, size });
      break;
    }
  }
  return placed;
}

/** Brings the text nodes of a layer in line with what was placed; a label that stays keeps its node. */
export function write(layer, placed) {
  const old = new Map([...layer.children].map((node) => [node.dataset.key, node]));
  for (const { key, lines, x, y, style, size } of placed) {
    const content = `${style} ${size} ${lines.join("\n")}`;
    let node = old.get(key);
    old.delete(key);
    if (!node || node.dataset.text !== content) {
      node?.remove();
      const rise = -(lines.length - 1) * size * LINE / 2 + size * 0.35;
      const look = { class: `label ${style}`, "text-anchor": "middle", "font-size": size };
      node = svg("text", { ...look, "data-key": key, "data-text": content },
        ...lines.map((line, i) => {
          const part = svg("tspan", { x: 0, y: (rise + i * size * LINE).toFixed(1) });
          part.textContent = line;
          return part;
        }));
      layer.append(node);
    }
    set(node, { transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})` }); // an old place written anew would lay out the text again
  }
  for (const node of old.values()) node.remove();
}
