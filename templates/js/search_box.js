// A field to type in, and room for the choices and hits below it, for the dialog and for the search page. What finds
// something comes when it is asked for; until then, what is typed waits in the field.

import { element, load, root, words } from "./page.js";

/** Its styles come with it, unless the page has them already. */
function loadStyle() {
  const path = "assets/search.css";
  if (!document.querySelector(`link[href$="${path}"]`)) document.head.append(element("link", { rel: "stylesheet", href: root + path }));
}

/** The field and what belongs to it as one element; `onQuery` is told what is asked for. */
export function searchBox({ query = "", onQuery = () => {} } = {}) {
  const input = element("input", { type: "search", class: "query", autocomplete: "off", spellcheck: "false", value: query });
  const choices = element("div", { class: "search-choices" });
  const status = element("p", { class: "search-status quiet", role: "status" });
  const list = element("ol", { class: "hits rows" });
  const box = element("div", { class: "search-box" }, element("label", {}, words.script_search_for, input), choices, status, list);
  loadStyle();
  load("assets/search.js").then(
    () => globalThis.vejviser.search.fill({ box, input, choices, status, list, onQuery }),
    () => (status.textContent = words.script_search_failed),
  );
  return { box, input };
}
