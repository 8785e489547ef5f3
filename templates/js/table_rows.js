// The table of tasks as it stands in the page: its columns, and for each cell a text to find, a key to choose and what it
// sorts by.

/** The columns, each with the keys of its choices in the guide's order, where it has any, and their names, where rows don't tell. */
export function columnsOf(table) {
  return [...table.tHead.rows[0].cells].map((head, at) => {
    const { key, choices, names } = head.dataset;
    return { at, head, key, name: head.textContent, choices: choices && JSON.parse(choices), names: names?.split(";") };
  });
}

/** What a cell says, in one line; a figure says its state. */
export function textOf(cell) {
  const text = cell.querySelector(".icon")?.getAttribute("aria-label") ?? cell.textContent;
  return text.trim().replace(/\s+/g, " ");
}

/** The key of what a cell says, for addresses and files: such as that of a party or a state, or a day as programs write it. */
export function keyOf({ choices }, cell) {
  const figure = cell.querySelector(".icon");
  if (figure) return /is-(\w+)/.exec(figure.className)[1];
  return choices?.[cell.dataset.place - 1] ?? cell.querySelector("time")?.dateTime ?? textOf(cell);
}

/** Compares two rows by a column. Those with nothing there come last, whichever way. */
export function comparing(column, language, descending) {
  const collator = new Intl.Collator(language, { numeric: true });
  const weight = ({ cells }) => {
    const key = keyOf(column, cells[column.at]);
    return key && column.choices?.length ? String(column.choices.indexOf(key) + 1) : key;
  };
  return (one, other) => {
    const [first, second] = [one, other].map(weight);
    if (!first || !second) return Number(!first) - Number(!second);
    return collator.compare(first, second) * (descending ? -1 : 1);
  };
}

/** The choices of a column, each with key and name: those that rows have, unless the column names them. */
export function choicesOf(column, rows, language) {
  if (column.names) return column.choices.map((key, at) => [key, column.names[at]]);
  const names = new Map();
  for (const { cells } of rows) {
    const cell = cells[column.at];
    if (textOf(cell)) names.set(keyOf(column, cell), textOf(cell));
  }
  const place = ([key]) => column.choices.indexOf(key);
  const collator = new Intl.Collator(language, { numeric: true });
  return [...names].sort((one, other) => place(one) - place(other) || collator.compare(one[0], other[0]));
}
