/** The names and values of a map as text, and the lines to those beside their places. */

const version = new URL(import.meta.url).search;
const [{ svg, set }, { LINE }] = await Promise.all(["dom", "placing"].map((name) => import(`./${name}.js${version}`)));

/** The lines from places to the names beside them. */
export function writeLines(layer, placed) {
  const lines = placed.filter(({ line }) => line).map(({ line: [x, y, toX, toY] }) => ({ d: `M${x.toFixed(1)} ${y.toFixed(1)}L${toX.toFixed(1)} ${toY.toFixed(1)}`, dot: `M${x.toFixed(1)} ${y.toFixed(1)}h.01` }));
  layer.replaceChildren(...lines.flatMap(({ d, dot }) => [svg("path", { class: "lead under", d }), svg("path", { class: "lead", d }), svg("path", { class: "lead end", d: dot })]));
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
