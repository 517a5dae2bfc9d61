/** The presenter's notes: a window of their own for the laptop's screen, a strip on the stage where no window may open. */

const version = new URL(import.meta.url).search;
const { html } = await import(`../map/dom.js${version}`);

const LOOKS = "body{margin:0;padding:24px;font:400 22px/1.5 system-ui,sans-serif;color:#14202a;background:#fff}"
  + "h1{font-size:26px;line-height:1.25;margin:0 0 12px}p{margin:0 0 10px}.next{margin-top:24px;padding-top:12px;border-top:1px solid #9aa5b1;color:#46535d}";

/** @param {Element} strip on the stage @param {(event: KeyboardEvent) => void} onKey keys pressed in the window of the notes */
export function createNotes(strip, onKey) {
  let other = null;

  function content(slides, at) {
    const [now, next] = [slides[at], slides[at + 1]];
    const told = now.dataset.notes.split("\n").map((line) => html("p", {}, line));
    const after = next ? `Berikutnya: ${next.querySelector("h2").textContent}` : "Slide terakhir.";
    return [html("h1", {}, `${at + 1}/${slides.length} · ${now.querySelector("h2").textContent}`), ...told, html("p", { class: "next" }, after)];
  }

  const isOpen = () => Boolean(other && !other.closed) || !strip.hidden;

  function show(slides, at) {
    if (!isOpen()) return;
    if (other && !other.closed) other.document.body.replaceChildren(...content(slides, at).map((node) => other.document.adoptNode(node)));
    else strip.replaceChildren(...content(slides, at));
  }

  function close() {
    other?.close();
    other = null;
    strip.hidden = true;
  }

  return {
    show,
    close,
    toggle(slides, at) {
      if (isOpen()) {
        close();
        return;
      }
      other = window.open("", "pantau-catatan", "popup,width=720,height=560");
      if (other) {
        other.document.title = "Catatan penyaji";
        other.document.head.replaceChildren(html("title", {}, "Catatan penyaji"), html("style", {}, LOOKS));
        other.addEventListener("keydown", onKey);
      } else strip.hidden = false;
      show(slides, at);
    },
  };
}
