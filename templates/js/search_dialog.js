// The search over any page: opened by the header's link, which without scripts leads to the index, by Ctrl or Command with K, and by `/`.

import { searchBox } from "./search_box.js";
import { element, words } from "./page.js";
import { keep, recall } from "./store.js";

let dialog;

function openSearch() {
  if (dialog?.open) return;
  const { box, input } = searchBox();
  const close = element("button", { type: "button", class: "button search-close", click: () => dialog.close() }, words.script_close);
  const slash = element("input", { type: "checkbox", change: () => keep("slash", slash.checked) });
  slash.checked = recall("slash", true);
  const shortcut = element("label", { class: "search-shortcut quiet" }, slash, ` ${words.script_slash}`);
  dialog = element("dialog", { class: "search-dialog card", "aria-label": words.script_search }, box, element("div", { class: "search-foot" }, shortcut, close));
  dialog.addEventListener("close", () => dialog.remove());
  // A click beside the dialog is one on its backdrop, which counts as the dialog itself.
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  // Browsers let Escape empty the field first; who presses it wants out.
  dialog.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    dialog.close();
  });
  document.body.append(dialog);
  dialog.showModal();
  input.focus();
}

function isTyping(target) {
  return target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName);
}

/** Has the header's link open the dialog, and listens for the keys. */
export function offerSearch() {
  const link = document.querySelector(".top-search");
  if (!link) return;
  link.append(element("kbd", { "aria-hidden": "true" }, "/"));
  link.addEventListener("click", (event) => {
    // Another tab or window shows the index.
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    openSearch();
  });
  addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.altKey) return;
    const pressed = event.ctrlKey || event.metaKey;
    const combined = pressed && event.key.toLowerCase() === "k";
    const single = !pressed && event.key === "/" && !isTyping(event.target) && recall("slash", true);
    if (combined || single) {
      event.preventDefault();
      openSearch();
    }
  });
}
