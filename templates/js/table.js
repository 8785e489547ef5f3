// The table of tasks: sorted by any column, filtered by each, and what is shown as a file. The choice stands in the address,
// so that it can be sent to others.

import { element } from "./page.js";
import { csv } from "./table_csv.js";
import { choicesOf, columnsOf, comparing, keyOf, textOf } from "./table_rows.js";

/** So many filters always show where there is room for a table; the others unfold. */
const FIRST = matchMedia("(min-width: 48rem)").matches ? 4 : 0;
/** Stands in addresses for cells with nothing in them. */
const EMPTY = "-";

const table = document.getElementById("_table");
const tools = document.getElementById("_tools");
const said = tools.dataset;
const language = document.documentElement.lang;
const rows = [...table.tBodies[0].rows];
const columns = columnsOf(table);
const address = new URL(location.href);
const filters = columns.map(filterOf);
const status = element("p", { class: "table-shown", role: "status" });
const reset = element("button", { type: "button", class: "button", click: showAll }, said.reset);
const order = element("select", { change: () => sortBy(columns[order.value - 1], reverse.checked) });
const reverse = element("input", { type: "checkbox", change: () => sortBy(sorted, reverse.checked) });
let sorted;

/** The control that filters by a column, and the question it asks of a row. */
function filterOf(column) {
  const asked = address.searchParams.get(column.key) ?? "";
  const option = ([key, name]) => element("option", { value: key }, name);
  const control = column.choices
    ? element("select", { change: show }, ...[["", said.all], ...choicesOf(column, rows, language)].map(option))
    : element("input", { type: "search", autocomplete: "off", input: show });
  if (column.choices && rows.some(({ cells }) => !textOf(cells[column.at]))) control.append(option([EMPTY, said.none]));
  control.value = asked;
  // A choice that nobody has any more.
  if (control.selectedIndex === -1) control.value = "";
  const fits = ({ cells }) => {
    const cell = cells[column.at];
    if (column.choices) return (keyOf(column, cell) || EMPTY) === control.value;
    return textOf(cell).toLocaleLowerCase(language).includes(control.value.trim().toLocaleLowerCase(language));
  };
  return { column, control, fits };
}

/** Shows the rows that fit every filter, and says how many. */
function show() {
  const chosen = filters.filter(({ control }) => control.value.trim() !== "");
  for (const row of rows) row.hidden = !chosen.every(({ fits }) => fits(row));
  const shown = rows.filter((row) => !row.hidden).length;
  status.textContent = said.shown.replace("{shown}", shown).replace("{n}", rows.length);
  reset.hidden = chosen.length === 0 && !sorted;
  for (const { column, control } of filters) remember(column.key, control.value.trim());
  history.replaceState(null, "", address);
}

function remember(name, value) {
  if (value) address.searchParams.set(name, value);
  else address.searchParams.delete(name);
}

/** Sorts by a column; by none, in the order of the plan. */
function sortBy(column, descending) {
  sorted = column;
  const list = column ? [...rows].sort(comparing(column, language, descending)) : rows;
  table.tBodies[0].append(...list);
  for (const { head } of columns) head.removeAttribute("aria-sort");
  column?.head.setAttribute("aria-sort", descending ? "descending" : "ascending");
  order.value = String(column ? column.at + 1 : 0);
  reverse.checked = Boolean(column && descending);
  reverse.disabled = !column;
  remember("sort", column ? `${descending ? "-" : ""}${column.key}` : "");
  show();
}

function showAll() {
  for (const { control } of filters) control.value = "";
  sortBy(undefined);
  filters[0].control.focus();
}

/** Rows as they are shown, the task's code, title and address apart, as in `tasks.csv`. */
function save() {
  const [, ...others] = columns;
  const shown = [...table.tBodies[0].rows].filter((row) => !row.hidden);
  const home = document.querySelector("link[rel=canonical]")?.href ?? location.href;
  const texts = shown.map(({ cells: [task, ...cells] }) => {
    const link = task.querySelector("a");
    const id = textOf(link.querySelector(".code"));
    const title = textOf(link).slice(id.length).trim();
    const url = new URL(link.getAttribute("href"), home).href;
    return [id, title, ...cells.map((cell, at) => keyOf(others[at], cell)), url];
  });
  const text = csv([["id", "title", ...others.map(({ key }) => key), "url"], ...texts], language);
  const link = element("a", { href: URL.createObjectURL(new Blob([text], { type: "text/csv" })), download: "tasks.csv" });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** One press sorts upwards, the next downwards, the third in the order of the plan again. */
function step(column) {
  const isLast = sorted === column && reverse.checked;
  sortBy(isLast ? undefined : column, sorted === column);
}

const labelled = ({ column, control }) => element("label", {}, column.name, control);
const more = filters.slice(FIRST);
const isOpen = more.some(({ control }) => control.value !== "");
order.append(...[said.inOrder, ...columns.map(({ name }) => name)].map((name, at) => element("option", { value: String(at) }, name)));
tools.append(
  element("div", { class: "table-filters" }, ...filters.slice(0, FIRST).map(labelled)),
  element(
    "details",
    { open: isOpen, hidden: FIRST > 0 && more.length === 0 },
    element("summary", {}, FIRST > 0 ? said.more : said.choose),
    element(
      "div",
      { class: "table-filters" },
      ...more.map(labelled),
      element("label", { class: "table-sort" }, said.sort, order),
      element("label", { class: "table-sort" }, element("span", {}, reverse, ` ${said.descending}`)),
    ),
  ),
  element("div", { class: "table-foot" }, status, reset, element("button", { type: "button", class: "button", click: save }, said.save)),
);
for (const column of columns) column.head.replaceChildren(element("button", { type: "button", click: () => step(column) }, column.name));
// States change when something is ticked off, here or in another window.
new MutationObserver(() => sortBy(sorted, reverse.checked)).observe(table.tBodies[0], { subtree: true, attributeFilter: ["aria-label"] });
const [, sign, wanted] = /^(-?)(.*)$/.exec(address.searchParams.get("sort") ?? "");
sortBy(columns.find(({ key }) => key === wanted), sign === "-");
