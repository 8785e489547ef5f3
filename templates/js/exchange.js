// Runs on their way to others: as a file, and as the fragment of an address.

import { DAMAGED, read } from "./runs.js";
import { DOING, DONE, NOT_RELEVANT } from "./states.js";

/** All runs of a guide as the text of a file. */
export function toFile(all, key) {
  return `${JSON.stringify({ vejviser: "runs", guide: key, ...all }, null, 2)}\n`;
}

/** The runs of a saved file of this guide; NEWER or DAMAGED if it holds none. */
export function fromFile(text, key) {
  try {
    const found = JSON.parse(text);
    return found.vejviser === "runs" && found.guide === key ? read(found) : DAMAGED;
  } catch {
    return DAMAGED;
  }
}

const LETTERS = { [DONE]: "d", [DOING]: "b", [NOT_RELEVANT]: "n" };
const STATES = Object.fromEntries(Object.entries(LETTERS).map(([state, letter]) => [letter, state]));

/**
 * The current run as the fragment of an address, `#_run=name:TF1/d/t6a1b2,TF2/b/t6a1c0/note`: a mark has its code, the
 * letter of its state, its time in seconds to the base 36, note, date and initials, each percent-encoded.
 */
export function toFragment({ runs, current, shared }) {
  const mark = ([code, { state, at, note = "", date = "", by = "" }]) =>
    [code, LETTERS[state] ?? "", at && Math.floor(Date.parse(at) / 1000).toString(36), note, date, by].map(encodeURIComponent).join("/").replace(/\/+$/, "");
  return `#_run=${encodeURIComponent(current)}:${Object.entries({ ...shared, ...runs[current] }).map(mark).join(",")}`;
}

/** Whether a fragment is meant to hold a run, though it may be damaged. */
export function isSent(fragment) {
  return /^#_(run|done)=/.test(fragment);
}

/** The run in a fragment, as one of a file; NEWER or DAMAGED if it holds none. Those of the first form have codes that are done. */
export function fromFragment(fragment) {
  const found = /^#_(run|done)=([^:]*):(.*)$/.exec(fragment);
  if (!found) return DAMAGED;
  try {
    const [, form, name, list] = found;
    const rows = list.split(",").filter(Boolean).map((row) => row.split("/").map(decodeURIComponent));
    const mark = ([code, letter, time, note, date, by]) => [code, { state: STATES[letter], at: time && new Date(parseInt(time, 36) * 1000).toISOString(), note, date, by }];
    const marks = form === "done" ? rows.map(([code]) => code) : Object.fromEntries(rows.map(mark));
    return read({ current: decodeURIComponent(name), runs: Object.fromEntries([[decodeURIComponent(name), marks]]) });
  } catch {
    return DAMAGED;
  }
}
