// What a reader has ticked, in runs by name: a guide is carried out many times, for one municipality and system after
// the other. All of it stays in this browser, as codes, so that it survives changes of the guide.

import { keep, recall } from "./store.js";

const CURRENT_FORM = 1;
/** What a run is called until it gets a name; the interface shows a word of its own for it. */
export const UNNAMED = "";

function clean(found) {
  const lists = Object.entries(found?.runs ?? {}).filter(([, codes]) => Array.isArray(codes));
  const kept = lists.map(([name, codes]) => [name, codes.filter((code) => typeof code === "string")]);
  // From entries, so that a run may be called `__proto__`.
  const runs = Object.fromEntries(kept.length > 0 ? kept : [[UNNAMED, []]]);
  const current = Object.hasOwn(runs, found?.current) ? found.current : Object.keys(runs)[0];
  return { form: CURRENT_FORM, current, runs };
}

/** The runs of a guide, as they are kept. */
export function runsOf(key) {
  return clean(recall(`runs:${key}`));
}

export function keepRuns(key, runs) {
  keep(`runs:${key}`, runs);
}

/** Whether there is anything to show or to lose. */
export function isEmpty({ runs }) {
  return Object.values(runs).every((codes) => codes.length === 0);
}

/** The places of what is done in the current run; codes that the guide no longer knows are left out. */
export function doneIn({ runs, current }, guide) {
  return new Set(runs[current].map(guide.place).filter((place) => place !== undefined));
}

/** The runs with a task of the current one ticked or not, by its code of today. */
export function tick(all, guide, place, isDone) {
  const rest = all.runs[all.current].filter((code) => guide.place(code) !== place);
  const codes = isDone ? [...rest, guide.tasks[place].id] : rest;
  return { ...all, runs: { ...all.runs, [all.current]: codes } };
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
export function toFragment({ runs, current }) {
  return `#_done=${encodeURIComponent(current)}:${runs[current].map(encodeURIComponent).join(",")}`;
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
