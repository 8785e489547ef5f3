// The table of tasks as it stands in the page: its columns, and for each cell a text to find, a key to choose and what it
// sorts by.

/** The columns, each with the keys of its choices, where it has any. */
export function columnsOf(table) {
  return [...table.tHead.rows[0].cells].map((head, at) => ({
    at,
    head,
    key: head.dataset.key,
    name: head.textContent,
    choices: head.dataset.choices === undefined ? undefined : JSON.parse(head.dataset.choices),
  }));
}

/** What a cell says, in one line. */
export function textOf(cell) {
  return cell.textContent.trim().replace(/\s+/g, " ");
}

/** The key of what a cell says, for addresses and files: such as that of a party, or a day as programs write it. */
export function keyOf({ choices }, cell) {
  const { place } = cell.dataset;
  return choices?.[place - 1] ?? cell.querySelector("time")?.dateTime ?? textOf(cell);
}

/** Compares two rows by a column. Those with nothing there come last, whichever way. */
export function comparing({ at }, language, descending) {
  const collator = new Intl.Collator(language, { numeric: true });
  return (one, other) => {
    const [a, b] = [one, other].map(({ cells }) => cells[at]);
    const [first, second] = [a, b].map((cell) => cell.dataset.place ?? cell.querySelector("time")?.dateTime ?? textOf(cell));
    if (!first || !second) return Number(!first) - Number(!second);
    return collator.compare(first, second) * (descending ? -1 : 1);
  };
}

/** The choices of a column: key and name, in the guide's order, or sorted where the guide gives none. */
export function choicesOf(column, rows, language) {
  const names = new Map();
  for (const { cells } of rows) {
    const cell = cells[column.at];
    if (textOf(cell)) names.set(keyOf(column, cell), textOf(cell));
  }
  const place = (key) => column.choices.indexOf(key);
  const collator = new Intl.Collator(language, { numeric: true });
  return [...names].sort(([one], [other]) => place(one) - place(other) || collator.compare(one, other));
}
