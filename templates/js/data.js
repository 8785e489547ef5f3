// The index, loaded piece by piece when it is needed. Its files hand their value to `take`.

import { vocabulary } from "./engine.js";
import { load } from "./page.js";

/** Pieces by name, each a promise of what was made of it; and those who wait for a file. */
const pieces = {};
const waiting = {};

globalThis.vejviser.search = {
  /** Called by the files of the index. */
  take: (kind, number, value) => waiting[`${kind}-${number}`](value),
};

function piece(kind, number, make) {
  const name = `${kind}-${number}`;
  pieces[name] ??= new Promise((done, failed) => {
    waiting[name] = done;
    load(`assets/search/${kind === "index" ? kind : name}.js`).catch(failed);
  }).then(make);
  return pieces[name];
}

/** Names, counts and words of the site. */
export function head() {
  return piece("index", 0, ({ words: list, ...rest }) => ({ ...rest, vocabulary: vocabulary(list.split(" ")) }));
}

/** The pairs `[entry, weight]` of the word at this place. */
export async function postings(at) {
  const { starts } = await head();
  let number = 0;
  while (number + 1 < starts.length && starts[number + 1] <= at) number += 1;
  const rows = await piece("words", number + 1, (text) => text.split(" "));
  let entry = 0;
  return rows[at - starts[number]].split(".").map((pair) => {
    entry += parseInt(pair.slice(0, -1), 36);
    return [entry, parseInt(pair.slice(-1), 32)];
  });
}

/** What a hit shows. */
export async function entry(at) {
  const { perPiece, groups } = await head();
  const [code, title, path, ...numbers] = (await piece("entries", Math.floor(at / perPiece) + 1, (rows) => rows))[at % perPiece];
  const [party, stage, guide] = numbers.map((number, list) => groups[list][number - 1] ?? "");
  return { code, title, path, party, stage, guide, numbers };
}
