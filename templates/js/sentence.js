// What a hit quotes: the sentence that holds most of what was found, and the words in it that are marked. Knows nothing of
// pages.

import { fold } from "./fold.js";

/** Longer sentences are cut to what stands around the first word that was found. */
const LONGEST = 220, BEFORE = 80;

/** A text as pieces `[text, isFound]`, for words of the site that were found. */
export function marked(text, found) {
  const wanted = new Set(found.map(fold));
  const isFound = (word) => wanted.has(fold(word).replace(/[-_]/g, ""));
  const pieces = text.split(/([\p{L}\p{N}\p{M}][\p{L}\p{N}\p{M}_+#-]*)/u).flatMap((run) =>
    isFound(run) ? [run] : run.split(/([\p{L}\p{N}\p{M}]+)/u),
  );
  return pieces.filter((piece) => piece !== "").map((piece) => [piece, isFound(piece)]);
}

/** The sentence of a text that holds most of the words, in the same form; the first one if none does. */
export function quoted(text, found) {
  let best = [], most = -1;
  for (const sentence of text.replace(/([.!?])\s+/g, "$1\n").split("\n")) {
    const pieces = marked(sentence, found);
    const words = new Set(pieces.filter(([, isFound]) => isFound).map(([piece]) => fold(piece))).size;
    if (words > most && pieces.length > 0) [best, most] = [pieces, words];
  }
  return shortened(best);
}

function shortened(pieces) {
  const first = Math.max(pieces.findIndex(([, isFound]) => isFound), 0);
  const total = pieces.reduce((sum, [piece]) => sum + piece.length, 0);
  if (total <= LONGEST) return pieces;
  let [from, length] = [first, 0];
  while (from > 0 && length < BEFORE) length += pieces[(from -= 1)][0].length;
  let [to, rest] = [from, 0];
  while (to < pieces.length && rest < LONGEST) rest += pieces[to++][0].length;
  const cut = pieces.slice(from, to);
  return [...(from > 0 ? [["… ", false]] : []), ...cut, ...(to < pieces.length ? [["…", false]] : [])];
}
