// From a query to entries, best first. Knows nothing of pages: it is given the words of the site, and functions that bring
// postings and names. `ranks.js` says what is better than what.

import { errors, fold, split, stem, telling } from "./fold.js";
import { FORM, PART, RANKS, SAME, START, TYPO, better, rankOfName, together, worth } from "./ranks.js";

/** Words of the site that one typed word may stand for. */
const MOST_WORDS = 60;
/** Entries whose names are compared with the query as a whole. */
const MOST_NAMES = 100;
/** The index cuts words at this length. */
const LONGEST = 60;
/** What a weight's bits mean: where a word stands. */
const CODE = 16, TITLE = 8, SUMMARY = 4, FIRST_OF_TITLE = 2, TEXT = 1;

/** The words of a site, folded once: `{ all, places }`, the places by folded word. */
export function vocabulary(list) {
  const all = list.map((word) => ({ word, folded: fold(word) }));
  const places = new Map();
  all.forEach(({ folded }, at) => places.set(folded, [...(places.get(folded) ?? []), at]));
  return { all, places };
}

/** How a word of the site may be meant by `typed`, both folded; nothing if it is not, a typing error apart. */
export function likeness(typed, stemmed, word) {
  if (word === typed) return SAME;
  if (typed.length < 2) return undefined;
  if (word.startsWith(typed)) return START;
  if (typed.length < 4) return undefined;
  if (word[0] === typed[0] && stem(word) === stemmed) return FORM;
  const rest = stemmed.length >= 4 ? stemmed : typed;
  if (word.startsWith(rest)) return START;
  // A word may end a compound; in the middle of another, a short one is chance.
  if (word.length < rest.length + 2) return undefined;
  const isPart = word.includes(rest) && (rest.length > 5 || word.endsWith(rest) || stem(word).endsWith(rest));
  return isPart ? PART : undefined;
}

/** The words of the site that one typed word may stand for, surest first: `{ ats, kind }`, of which all must stand there. */
function candidates(typed, { all, places }) {
  const stemmed = stem(typed);
  const found = [];
  all.forEach(({ folded }, at) => {
    const kind = likeness(typed, stemmed, folded);
    if (kind !== undefined) found.push({ ats: [at], kind, length: folded.length });
  });
  // A short word that the site knows is meant as it stands.
  if (typed.length < 4 && places.has(typed)) return found.filter(({ kind }) => kind === SAME);
  // A typing error is only thought of where no word fits; two words that fit together do not rule it out.
  const slips = found.length > 0 ? [] : mistyped(typed, all);
  if (!found.some(({ kind }) => kind <= FORM)) found.push(...halves(typed, places));
  return [...found, ...slips].sort((a, b) => a.kind - b.kind || a.length - b.length || a.ats[0] - b.ats[0]).slice(0, MOST_WORDS);
}

/** Two words of the site that were typed as one: `pubsub` for Pub/Sub. */
function halves(typed, places) {
  const found = [];
  for (let at = 3; at + 3 <= typed.length; at += 1) {
    const [one, other] = [places.get(typed.slice(0, at)), places.get(typed.slice(at))];
    if (one && other) found.push({ ats: [one[0], other[0]], kind: PART, length: typed.length });
  }
  return found;
}

/** Words, or their beginnings or ends, that differ from what was typed by one letter, and by two if it is long. */
function mistyped(typed, all) {
  if (typed.length < 4 || /\d/.test(typed)) return [];
  let most = typed.length >= 8 ? 2 : 1;
  const letters = [...new Set(typed)];
  let found = [];
  all.forEach(({ folded }, at) => {
    if (folded.length + most < typed.length || (typed.length < 6 && (folded.length > typed.length + most || folded[0] !== typed[0]))) return;
    // Cheap, and leaves few to be compared.
    if (letters.filter((letter) => !folded.includes(letter)).length > most) return;
    const wrong = errors(typed, folded, most, typed.length >= 6);
    if (wrong > most) return;
    if (wrong < most) found = [];
    most = wrong;
    found.push({ ats: [at], kind: TYPO, length: folded.length });
  });
  return found;
}

/** Words of the site that several typed words in a row make together, also of a code: `service aftale`, `tf 126 a`. */
function joinedWords(typed, { places }) {
  const found = [];
  for (let from = 0; from < typed.length; from += 1) {
    for (let to = from + 2; to <= Math.min(typed.length, from + 4); to += 1) {
      for (const at of places.get(typed.slice(from, to).join("")) ?? []) found.push({ from, to, at });
    }
  }
  return found;
}

/** The entries that hold what a candidate stands for, each with its weight and how sure it is. */
async function standing({ ats, kind }, postings) {
  const [rows, ...others] = await Promise.all(ats.map(postings));
  if (others.length === 0) return rows.map(([entry, weight]) => [entry, weight, kind]);
  const second = new Map(others[0]);
  const both = rows.filter(([entry]) => second.has(entry)).map(([entry, weight]) => [entry, weight & second.get(entry) || 1]);
  return both.map(([entry, weight]) => [entry, weight, weight & TITLE ? SAME : kind]);
}

/** What each entry has of one typed word: `{ score, named, inTitle, stands }` by entry. */
async function found(list, entries, postings) {
  const rows = await Promise.all(list.map((candidate) => standing(candidate, postings)));
  const best = new Map();
  list.forEach(({ ats }, place) => {
    const rarity = Math.log(1 + entries / rows[place].length);
    for (const [entry, weight, kind] of rows[place]) {
      const one = best.get(entry) ?? { score: 0, named: false, inTitle: false, stands: new Set() };
      const where = { inTitle: weight & (TITLE | CODE), inSummary: weight & SUMMARY, inText: weight & TEXT };
      one.score = Math.max(one.score, worth(kind, rarity, where));
      one.named ||= kind === SAME && Boolean(weight & (TITLE | CODE));
      one.inTitle ||= Boolean(weight & (TITLE | CODE));
      ats.forEach((at) => one.stands.add(at));
      best.set(entry, one);
    }
  });
  return best;
}

/** Entries whose code, or its beginning, was typed, with those that speak of it; nothing if there is no such code. */
async function byCode(typed, { all }, postings) {
  const joined = typed.join("");
  if (joined.length < 2 || !/\d/.test(joined)) return undefined;
  const hits = new Map();
  let isCode = false;
  const codes = all.flatMap(({ folded }, at) => (folded.startsWith(joined) ? [at] : [])).slice(0, MOST_WORDS);
  for (const at of codes) {
    for (const [entry, weight] of await postings(at)) {
      const whole = all[at].folded === joined;
      const rank = !(weight & CODE) ? RANKS.text : whole ? RANKS.code : RANKS.codeBegins;
      isCode ||= Boolean(weight & CODE);
      const known = hits.get(entry) ?? { entry, rank, length: 0, score: -Infinity, stands: new Set() };
      // Of codes that begin so, shorter ones come first.
      const score = weight & CODE ? -all[at].folded.length : known.score;
      hits.set(entry, { ...known, rank: Math.min(rank, known.rank), score: Math.max(known.score, score), stands: known.stands.add(at) });
    }
  }
  return isCode ? [...hits.values()] : undefined;
}

/** Entries that hold words of a query. */
async function byWords(typed, { known, entries, lengths, postings, name }) {
  const wanted = telling(typed);
  const lists = wanted.map((word) => candidates(word, known));
  for (const { from, to, at } of joinedWords(wanted, known)) {
    for (let number = from; number < to; number += 1) lists[number].unshift({ ats: [at], kind: SAME, length: 0 });
  }
  // What the site does not know at all tells no page from another.
  const parts = await Promise.all(lists.filter((list) => list.length > 0).map((list) => found(list, entries, postings)));
  const hits = new Map();
  for (const part of parts) {
    for (const [entry, { score, named, inTitle, stands }] of part) {
      const hit = hits.get(entry) ?? { entry, held: 0, named: 0, titled: 0, score: 0, stands: new Set(), length: parseInt(lengths[entry], 36) };
      hit.held += 1;
      hit.named += named ? 1 : 0;
      hit.titled += inTitle ? 1 : 0;
      hit.score += score;
      stands.forEach((at) => hit.stands.add(at));
      hits.set(entry, hit);
    }
  }
  const all = [...hits.values()];
  for (const hit of all) {
    hit.rank = hit.named === parts.length ? RANKS.holds : hit.titled === parts.length ? RANKS.likely : RANKS.text;
    hit.score = together(hit.score, hit.held, parts.length);
  }
  await rankByName(typed, all.filter(({ rank }) => rank === RANKS.holds), { known, postings, name });
  return all;
}

/** Tells hits whose titles are the query, or begin with it, from others that hold its words elsewhere. */
async function rankByName(typed, hits, { known, postings, name }) {
  const joined = typed.join("");
  // The first word of such a title begins the query, whether that was typed in one word or in several.
  const begun = new Map();
  for (let end = 1; end <= Math.min(joined.length, LONGEST); end += 1) {
    for (const at of known.places.get(joined.slice(0, end)) ?? []) {
      for (const [entry, weight] of await postings(at)) {
        if (weight & (FIRST_OF_TITLE | CODE)) begun.set(entry, end === joined.length && Boolean(weight & FIRST_OF_TITLE));
      }
    }
  }
  const near = hits.filter(({ entry }) => begun.has(entry)).sort(better);
  const unsure = near.filter(({ entry }) => !begun.get(entry)).slice(0, MOST_NAMES);
  for (const hit of near) if (begun.get(hit.entry)) hit.rank = hit.length === 1 ? RANKS.title : RANKS.begins;
  await Promise.all(unsure.map(async (hit) => {
    const { code, title } = await name(hit.entry);
    hit.rank = rankOfName(typed, split(code), split(title));
  }));
}

/**
 * Entries for a query, best first, as `{ entry, rank, words }`; `words` are those of the site that were found there. Of the site
 * are given: `known`, its vocabulary; how many `entries` there are; `lengths`, the words of each title as digits; `postings(at)`,
 * which brings the pairs `[entry, weight]` of a word; and `name(entry)`, which brings its `code` and `title`.
 */
export async function search(query, site) {
  const typed = split(query).slice(0, MOST_WORDS).map((word) => word.slice(0, LONGEST));
  if (typed.length === 0) return [];
  const hits = (await byCode(typed, site.known, site.postings)) ?? (await byWords(typed, site));
  return hits.sort(better).map(({ entry, rank, stands }) => ({ entry, rank, words: [...stands].map((at) => site.known.all[at].word) }));
}
