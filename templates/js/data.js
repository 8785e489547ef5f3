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

/** Guides, counts and words of the site. */
export function head() {
  return piece("index", 0, ({ words: list, ...rest }) => ({ ...rest, known: vocabulary(list.split(" ")) }));
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

/** What a hit shows: names, and the place of its party, stage and guide in their lists, from 1. */
export async function entry(at) {
  const { perPiece, guides } = await head();
  const rows = await piece("entries", Math.floor(at / perPiece) + 1, (rows) => rows);
  const [code, title, path, party, stage, guide, texts] = rows[at % perPiece];
  const [, guideTitle = "", parties = [], stages = []] = guides[guide - 1] ?? [];
  const groups = [parties[party - 1], stages[stage - 1], guideTitle].map((name) => name ?? "");
  return { code, title, path, groups, numbers: [party, stage, guide], texts };
}

/** All text of an entry; `number` is that of the piece it stands in. */
export async function text(at, number) {
  const [first, ...texts] = await piece("texts", number, (list) => list);
  return texts[at - first];
}
