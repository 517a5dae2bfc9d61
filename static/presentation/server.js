/** The slides need no server: Streamlit's own dialog about a lost one, which would close the page to every click, gives way to one sentence. */

const APP = "[data-testid=stApp]";
const DIALOG = "[data-testid=stDialog]";
const STATE = "data-test-connection-state";

/** @param {HTMLElement} sentence shown while the server does not answer @returns {{stop: Function}} */
export function watchServer(sentence) {
  const app = document.querySelector(APP);
  const isConnected = () => !app || app.getAttribute(STATE) === "CONNECTED";

  function look() {
    if (isConnected()) sentence.hidden = true;
    else {
      const close = document.querySelector(`${DIALOG} button[aria-label=Close]`);
      if (!close) return;
      close.click(); // Streamlit then keeps silent until the server answers again
      sentence.hidden = false;
    }
  }

  const watcher = new MutationObserver(look);
  watcher.observe(document.body, { childList: true });
  if (app) watcher.observe(app, { attributeFilter: [STATE] });
  return { stop: () => watcher.disconnect() };
}
