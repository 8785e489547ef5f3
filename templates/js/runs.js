// What a reader has ticked, in runs by name: a guide is carried out many times, for one municipality and system after
// the other. Tasks of a shared scope are carried out once for all runs, and stand apart from them. All of it stays in this browser, as codes, so that it survives changes of the guide.

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
export function doneIn({ runs, current, shared }, guide) {
  const places = (codes) => codes.map(guide.place).filter((place) => place !== undefined);
  // A scope may have become shared after its tasks were ticked.
  const once = places(Object.values(runs).flat()).filter((place) => guide.tasks[place].shared);
  return new Set([...places(runs[current]), ...places(shared), ...once]);
}

/** The runs with a task of the current one, or of all if it is shared, ticked or not, by its code of today. */
export function tick(all, guide, place, isDone) {
  const task = guide.tasks[place];
  const rest = (codes) => codes.filter((code) => guide.place(code) !== place);
  const lists = Object.entries(all.runs).map(([name, codes]) => [name, task.shared || name === all.current ? rest(codes) : codes]);
  const next = { ...all, runs: Object.fromEntries(lists), shared: rest(all.shared) };
  if (isDone) (task.shared ? next.shared : next.runs[all.current]).push(task.id);
  return next;
}

/** The runs with one more, which becomes the current one; what is shared joins what is. */
export function withRun(all, guide, name, codes) {
  const isShared = (code) => guide.tasks[guide.place(code)]?.shared;
  const shared = [...new Set([...all.shared, ...codes.filter(isShared)])];
  return { ...all, current: name, runs: { ...all.runs, [name]: codes.filter((code) => !isShared(code)) }, shared };
}

/** The runs with those of a file over them. */
export function joined(all, found) {
  return { ...found, runs: { ...all.runs, ...found.runs }, shared: [...new Set([...all.shared, ...found.shared])] };
}

/** The runs of a saved file, or nothing if the text is not one of this guide. */
export function fromFile(text, key) {
  try {
    const found = JSON.parse(text);
    return found.vejviser === "runs" && found.guide === key ? clean(found) : undefined;
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

/** The run in a fragment: `{ name, codes }`, or nothing. */
export function fromFragment(fragment) {
  const found = /^#_done=([^:]*):(.*)$/.exec(fragment);
  if (!found) return undefined;
  try {
    const [, name, codes] = found;
    return { name: decodeURIComponent(name), codes: codes.split(",").filter(Boolean).map(decodeURIComponent) };
  } catch {
    return undefined;
  }
}
