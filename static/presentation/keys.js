/** The keys of a presenter and of a clicker while the stage is open. */

const STEPS = {
  ArrowRight: "next", ArrowDown: "next", PageDown: "next", " ": "next",
  ArrowLeft: "before", ArrowUp: "before", PageUp: "before", Backspace: "before", Home: "first", End: "last",
};
const LETTERS = { f: "full", n: "notes", b: "blacken", ".": "blacken" };

/**
 * @param {Object<string, Function>} act what each key does; `typed` hears the digits of a jump
 * While started, keys are taken before the page hears them: its own shortcuts would run the page again.
 */
export function listen(act) {
  let digits = "";
  const type = (text) => {
    digits = text;
    act.typed(digits);
  };

  function onKey(event) {
    const { key } = event;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const isOnButton = event.composedPath()[0].matches?.("button") && (key === "Enter" || key === " ") && digits === "";
    event.stopImmediatePropagation();
    if (key === "Tab" || isOnButton) return;
    const letter = LETTERS[key.toLowerCase()];
    if (key === "Escape") {
      if (digits) type("");
      else act.close();
    } else if (act.isBlack()) act.blacken();
    else if (/^\d$/.test(key)) type((digits + key).slice(-3));
    else if (key === "Enter") {
      if (digits) act.to(Number(digits));
      else act.next();
      type("");
    } else if (STEPS[key]) {
      type("");
      act[STEPS[key]]();
    } else if (letter) act[letter]();
    else if (key !== "F5") return; // the start key of clickers would load the page anew
    event.preventDefault();
  }

  return {
    onKey,
    start: () => addEventListener("keydown", onKey, { capture: true }),
    stop: () => {
      type("");
      removeEventListener("keydown", onKey, { capture: true });
    },
  };
}
