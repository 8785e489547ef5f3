// From a query to entries, best first. Knows nothing of pages: it is given the words of the site and a function that
// brings postings.

import { fold, isTypo, split, stem } from "./fold.js";

/** How sure it is that a word of the site is what a reader meant. */
const SURE = { same: 1, stem: 0.85, start: 0.8, stemStart: 0.65, inside: 0.6, stemInside: 0.45, typo: 0.4, typoStart: 0.3 };
/** Words of the site that one typed word may stand for. */
const MOST_WORDS = 60;
/** What a weight's bits count: code, title, lead; the rest is how often the word stands in the body. */
const CODE = 16, TITLE = 8, LEAD = 4, TIMES = 3;

/** The words of a site, folded once. */
export function vocabulary(list) {
  return list.map((word) => ({ word, folded: fold(word) }));
}

/** How sure it is that `word` is meant by `typed`, both folded; 0 for not at all. */
export function likeness(typed, stemmed, word) {
  if (word === typed) return SURE.same;
  if (typed.length < 2) return 0;
  if (word.startsWith(typed)) return SURE.start;
  if (typed.length >= 4) {
    if (word[0] === typed[0] && stem(word) === stemmed) return SURE.stem;
    if (word.startsWith(stemmed)) return SURE.stemStart;
  }
  if (typed.length >= 3 && word.includes(typed)) return SURE.inside;
  if (stemmed.length >= 4 && word.includes(stemmed)) return SURE.stemInside;
  if (typed.length >= 4 && !/\d/.test(typed)) {
    if (isTypo(typed, word)) return SURE.typo;
    if (typed.length >= 5 && word.length > typed.length) {
      for (const length of [typed.length - 1, typed.length, typed.length + 1]) {
        if (isTypo(typed, word.slice(0, length))) return SURE.typoStart;
      }
    }
  }
  return 0;
}

/** The words of the site that one typed word may stand for, surest first: `{ at, sure }`. */
function candidates(typed, vocabulary) {
  const stemmed = stem(typed);
  const found = [];
  vocabulary.forEach(({ folded }, at) => {
    const sure = likeness(typed, stemmed, folded);
    if (sure > 0) found.push({ at, sure: sure - folded.length / 1000 });
  });
  // A typing error is only thought of where nothing else fits.
  const best = found.some(({ sure }) => sure > SURE.typo) ? found.filter(({ sure }) => sure > SURE.typo) : found;
  return best.sort((a, b) => b.sure - a.sure || a.at - b.at).slice(0, MOST_WORDS);
}

function worth(weight, sure) {
  const code = weight & CODE && sure > 0.9 ? 40 : weight & CODE ? 4 : 0;
  const times = weight & TIMES;
  return code + (weight & TITLE ? 8 : 0) + (weight & LEAD ? 3 : 0) + (times > 0 ? 1 + 0.4 * (times - 1) : 0);
}

/**
 * Entries for a query, best first, as `{ entry, score, words }`; `words` are those of the site that were found there.
 * `postings(at)` brings the pairs `[entry, weight]` of a word.
 */
export async function search(query, vocabulary, entries, postings) {
  const typed = [...new Set(split(query))];
  const joined = typed.join("");
  const scores = new Map();
  const count = async (number, list) => {
    const rows = await Promise.all(list.map(({ at }) => postings(at)));
    const best = new Map();
    list.forEach(({ at, sure }, place) => {
      const rare = Math.log(1 + entries / rows[place].length);
      for (const [entry, weight] of rows[place]) {
        const score = sure * rare * worth(weight, sure);
        const known = best.get(entry) ?? { score: 0, stands: [] };
        best.set(entry, { score: Math.max(known.score, score), stands: [...known.stands, at] });
      }
    });
    for (const [entry, { score, stands }] of best) {
      const known = scores.get(entry) ?? { entry, score: 0, matched: new Set(), found: new Set() };
      known.score += score;
      known.matched.add(number);
      stands.forEach((word) => known.found.add(word));
      scores.set(entry, known);
    }
    return rows.flat().some(([, weight]) => weight & CODE);
  };
  // A code, or its beginning, may be typed with blanks or hyphens: `tf 126-a`. Then its letters alone are not looked for.
  const codes = [];
  if (typed.length > 1 && /\d/.test(joined)) {
    vocabulary.forEach(({ folded }, at) => folded.startsWith(joined) && codes.push({ at, sure: folded === joined ? 3 : SURE.start }));
  }
  if (!(await count("joined", codes.slice(0, MOST_WORDS)))) {
    for (const [number, word] of typed.entries()) await count(number, candidates(word, vocabulary));
  }
  const hits = [...scores.values()].map(({ entry, score, matched, found }) => {
    const share = matched.has("joined") ? 1 : matched.size / typed.length;
    return { entry, score: score * share ** 3, words: [...found].map((at) => vocabulary[at].word) };
  });
  return hits.sort((a, b) => b.score - a.score || a.entry - b.entry);
}
