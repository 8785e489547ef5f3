// What a reader has ticked, in runs by name: a guide is carried out many times, for one municipality and system after
// the other. Tasks of a shared scope are carried out once for all runs, and stand apart from them. All of it stays in this browser, as codes, so that it survives changes of the guide.

import { isShared, pieces, whole } from "./pieces.js";
import { keep, recall } from "./store.js";

const CURRENT_FORM = 1;
/** What a run is called until it gets a name; the interface shows a word of its own for it. */
export const UNNAMED = "";

function clean(found) {
  const texts = (codes) => (Array.isArray(codes) ? codes.filter((code) => typeof code === "string") : []);
  const lists = Object.entries(found?.runs ?? {}).filter(([, codes]) => Array.isArray(codes));
  const kept = lists.map(([name, codes]) => [name, texts(codes)]);
  // From entries, so that a run may be called `__proto__`.
  const runs = Object.fromEntries(kept.length > 0 ? kept : [[UNNAMED, []]]);
  const current = Object.hasOwn(runs, found?.current) ? found.current : Object.keys(runs)[0];
  return { form: CURRENT_FORM, current, runs, shared: texts(found?.shared) };
}

/** The runs of a guide, as they are kept. */
export function runsOf(key) {
  return clean(recall(`runs:${key}`));
}

export function keepRuns(key, runs) {
  keep(`runs:${key}`, runs);
}

/** Whether there is anything to show or to lose. */
export function isEmpty({ runs, shared }) {
  return [shared, ...Object.values(runs)].every((codes) => codes.length === 0);
}

/** The places of what is done in the current run; codes that the guide no longer knows are left out. */
export function doneIn(all, guide) {
  const { runs, current, shared } = parted(all, guide);
  const places = [...runs[current], ...shared].map(guide.place).filter((place) => place !== undefined);
  return whole(guide, places);
}

/** The runs with a piece of work of the current one, or of all if it is shared, ticked or not, by its codes of today. */
export function tick(all, guide, place, isDone) {
  const piece = pieces(guide)[place];
  const once = isShared(guide, place);
  const rest = (codes) => codes.filter((code) => !piece.includes(guide.place(code)));
  const lists = Object.entries(all.runs).map(([name, codes]) => [name, once || name === all.current ? rest(codes) : codes]);
  const next = { ...all, runs: Object.fromEntries(lists), shared: rest(all.shared) };
  if (isDone) (once ? next.shared : next.runs[all.current]).push(...piece.map((at) => guide.tasks[at].id));
  return next;
}

/** The runs with what is shared apart from them: a scope may have become shared after its tasks were ticked. */
function parted(all, guide) {
  const once = (code) => isShared(guide, guide.place(code));
  const lists = Object.entries(all.runs);
  const shared = [...all.shared, ...lists.flatMap(([, codes]) => codes.filter(once))];
  const runs = Object.fromEntries(lists.map(([name, codes]) => [name, codes.filter((code) => !once(code))]));
  return { ...all, runs, shared: [...new Set(shared)] };
}

/** The codes of one list that stand for other work than those of the other; one that the guide no longer knows stands for itself. */
function beyond(codes, others, guide) {
  const work = (code) => pieces(guide)[guide.place(code)] ?? code;
  const known = new Set(others.map(work));
  return codes.filter((code) => !known.has(work(code)));
}

/**
 * Where runs that come from a file or a link differ from what is ticked here: `{ name, here, there }` for each run of the
 * same name, with the codes that only one of the two has; without a name for what is shared. What has no tick here can't
 * lose any, and is not among them.
 */
export function differences(all, found, guide) {
  const [ours, theirs] = [parted(all, guide), parted(found, guide)];
  const both = Object.keys(ours.runs).filter((name) => Object.hasOwn(theirs.runs, name));
  const lists = both.map((name) => [name, ours.runs[name], theirs.runs[name]]);
  return [...lists, [undefined, ours.shared, theirs.shared]]
    .filter(([, codes]) => codes.length > 0)
    .map(([name, one, other]) => ({ name, here: beyond(one, other, guide), there: beyond(other, one, guide) }))
    .filter(({ here, there }) => here.length + there.length > 0);
}

/** The runs with those that come in: nothing that is ticked here or there is lost. */
export function merged(all, found, guide) {
  const [ours, theirs] = [parted(all, guide), parted(found, guide)];
  const union = (one, other) => [...one, ...beyond(other, one, guide)];
  const lists = Object.entries(theirs.runs).map(([name, codes]) => [name, union(Object.hasOwn(ours.runs, name) ? ours.runs[name] : [], codes)]);
  return { ...theirs, runs: { ...ours.runs, ...Object.fromEntries(lists) }, shared: union(ours.shared, theirs.shared) };
}

/** The runs with those that come in instead of those of the same name, and with what is shared there. */
export function replaced(all, found, guide) {
  const theirs = parted(found, guide);
  return { ...theirs, runs: { ...parted(all, guide).runs, ...theirs.runs } };
}

/** The runs of a saved file, or nothing if the text is not one of this guide, or only a part of one. */
export function fromFile(text, key) {
  const isList = (codes) => Array.isArray(codes) && codes.every((code) => typeof code === "string");
  const isMap = (runs) => typeof runs === "object" && runs !== null && !Array.isArray(runs);
  try {
    const found = JSON.parse(text);
    const fits = found.vejviser === "runs" && found.guide === key && isMap(found.runs);
    return fits && [found.shared ?? [], ...Object.values(found.runs)].every(isList) ? clean(found) : undefined;
  } catch {
    return undefined;
  }
}

export function toFile(all, key) {
  return `${JSON.stringify({ vejviser: "runs", guide: key, ...all }, null, 2)}\n`;
}

/** The current run as the fragment of an address: `#_done=name:TF1.TF2`, each part percent-encoded. */
export function toFragment({ runs, current, shared }) {
  return `#_done=${encodeURIComponent(current)}:${[...runs[current], ...shared].map(encodeURIComponent).join(",")}`;
}

/** Whether a fragment is meant to hold a run, though it may be damaged. */
export function isSent(fragment) {
  return fragment.startsWith("#_done=");
}

/** The run in a fragment as one of a file, or nothing. */
export function fromFragment(fragment) {
  const found = /^#_done=([^:]*):(.*)$/.exec(fragment);
  if (!found) return undefined;
  try {
    const [name, codes] = [decodeURIComponent(found[1]), found[2].split(",").filter(Boolean).map(decodeURIComponent)];
    return clean({ current: name, runs: Object.fromEntries([[name, codes]]) });
  } catch {
    return undefined;
  }
}
