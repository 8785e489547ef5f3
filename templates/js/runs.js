// What readers note about the tasks of a guide, in runs by name: a guide is carried out many times, for one municipality
// and system after the other. Tasks of a shared scope are carried out once for all runs, and stand apart from them. All of
// it stays in this browser, by code, so that it survives changes of the guide.
//
// `runsOf(key)` gives all runs as they are kept now, `marksIn(runs, guide)` the marks of the current one for `states`,
// `marked(…)` runs with another mark, `keepRuns(key, runs)` keeps them; `onChange` of store.js says when to look again.
//
// A mark is `{ state, at, note, date, by }`: DONE, DOING or NOT_RELEVANT, or none for what was taken back; when it was set,
// as an ISO date-time in UTC, empty if nobody knows; and what the reader wrote to it. What is empty is left out.

import { isShared, pieces } from "./pieces.js";
import { DOING, DONE, NOT_RELEVANT } from "./states.js";
import { keep, recall } from "./store.js";

const FORM = 2;
/** What a run is called until it gets a name; the interface shows a word of its own for it. */
export const UNNAMED = "";
/** Why something can't be read. */
export const NEWER = "newer", DAMAGED = "damaged";

/** Between the two names of a run, such as a municipality and a system. */
const AND = " × ";

/** The two names of a run; the second may be empty. */
export function namesOf(name) {
  const [first, ...rest] = name.split(AND);
  return [first, rest.join(AND)];
}

/** The name of a run with two names. */
export function nameOf(...names) {
  return names.map((name) => name.trim()).filter(Boolean).join(AND);
}

/** The runs of a guide, as they are kept; with a `fault` if they can't be read. Those stay as they are. */
export function runsOf(key) {
  const found = read(recall(`runs:${key}`, { runs: {} }, null));
  return typeof found === "string" ? { ...read({ runs: {} }), fault: found } : found;
}

export function keepRuns(key, runs) {
  if (!runs.fault) keep(`runs:${key}`, runs);
}

/** Runs from what was kept or sent, in this form or a former one; NEWER or DAMAGED if they are no runs. */
export function read(found) {
  if (!isMap(found) || !isMap(found.runs)) return DAMAGED;
  if (found.form > FORM) return NEWER;
  const lists = Object.entries(found.runs).map(([name, marks]) => [name, marksFrom(marks)]);
  const shared = marksFrom(found.shared ?? {});
  if (!shared || !lists.every(([, marks]) => marks)) return DAMAGED;
  // From entries, so that a run may be called `__proto__`.
  const runs = Object.fromEntries(lists.length > 0 ? lists : [[UNNAMED, {}]]);
  const current = Object.hasOwn(runs, found.current) ? found.current : Object.keys(runs)[0];
  return { form: FORM, current, runs, shared };
}

function isMap(found) {
  return typeof found === "object" && found !== null && !Array.isArray(found);
}

/** Marks by code. The first form had a list of the codes that are done. */
function marksFrom(found) {
  const all = Array.isArray(found) ? found.map((code) => [code, { state: DONE }]) : isMap(found) && Object.entries(found);
  if (!all || !all.every(([code, mark]) => typeof code === "string" && isMark(mark))) return undefined;
  return Object.fromEntries(all.map(([code, mark]) => [code, written(mark)]));
}

function isMark(found) {
  if (!isMap(found)) return false;
  const { state = "", at = "", note = "", date = "", by = "" } = found;
  return ["", DONE, DOING, NOT_RELEVANT].includes(state) && [at, note, date, by].every((text) => typeof text === "string");
}

/** A mark without what is empty or unknown. */
function written({ state, at, note, date, by }) {
  const time = Date.parse(at);
  const parts = { state, note, date: /^\d{4}-\d\d-\d\d$/.test(date) && date, by };
  const kept = Object.entries(parts).filter(([, part]) => part);
  return { ...Object.fromEntries(kept), at: Number.isNaN(time) ? "" : new Date(time).toISOString() };
}

/** Whether there is anything to show or to lose. */
export function isEmpty({ runs, shared }) {
  return [shared, ...Object.values(runs)].every((marks) => Object.values(marks).every((mark) => !says(mark)));
}

/** Whether there is more to a mark than its time. */
export function says({ at, ...rest }) {
  return Object.keys(rest).length > 0;
}

const RANKS = [undefined, DOING, NOT_RELEVANT, DONE];

/** How much further one mark is than another, by their states. */
export function further(one, other) {
  return RANKS.indexOf(one.state) - RANKS.indexOf(other.state);
}

/** Whether one mark was set after another; of two of the same time, whether it is further. */
export function isNewer(one, other) {
  return one.at === other.at ? further(one, other) > 0 : one.at > other.at;
}

/**
 * Runs by the codes of today, with what is shared apart: a scope may have become shared after its tasks were marked. What
 * is carried out together has one mark, the newest.
 */
export function today(all, guide) {
  const isOnce = ([code]) => isShared(guide, guide.place(code));
  const lists = Object.entries(all.runs).map(([name, marks]) => [name, Object.entries(marks)]);
  const own = lists.map(([name, marks]) => [name, whole(guide, marks.filter((one) => !isOnce(one)))]);
  const shared = [...Object.entries(all.shared), ...lists.flatMap(([, marks]) => marks.filter(isOnce))];
  return { ...all, runs: Object.fromEntries(own), shared: whole(guide, shared) };
}

/** Marks by code, from pairs of both; one that the guide no longer knows stands for itself. */
function whole(guide, marks) {
  const newest = new Map();
  for (const [code, mark] of marks) {
    const work = pieces(guide)[guide.place(code)] ?? code;
    if (!newest.has(work) || isNewer(mark, newest.get(work))) newest.set(work, mark);
  }
  const codes = (work) => (typeof work === "string" ? [work] : work.map((at) => guide.tasks[at].id));
  return Object.fromEntries([...newest].flatMap(([work, mark]) => codes(work).map((code) => [code, mark])));
}

/** The mark of each task in a run, by place; nothing where there is none. */
export function marksIn(all, guide, name = all.current) {
  const { runs, shared } = today(all, guide);
  const marks = new Map(Object.entries({ ...shared, ...runs[name] }));
  return guide.tasks.map(({ id }) => marks.get(id));
}

/** The runs with a change to the mark of a piece of work, in the current run or, if it is shared, in all. */
export function marked(all, guide, place, change, now = new Date()) {
  const next = today(all, guide);
  const mark = written({ ...marksIn(all, guide)[place], ...change, at: now.toISOString() });
  const marks = Object.fromEntries(pieces(guide)[place].map((at) => [guide.tasks[at].id, mark]));
  if (isShared(guide, place)) return { ...next, shared: { ...next.shared, ...marks } };
  return { ...next, runs: { ...next.runs, [all.current]: { ...next.runs[all.current], ...marks } } };
}
