// The progress of two people made one: for each task the newer mark wins, unless the reader says otherwise. Knows nothing of
// pages.

import { pieces } from "./pieces.js";
import { further, isNewer, today } from "./runs.js";

/** Ways to settle what differs: each makes one mark of the one here and the one that comes. */
export const newer = (here, there) => (isNewer(there, here) ? there : here);
export const theirs = (here, there) => there;
/** Of both what is further, with all that was written to either. */
export const both = (here, there) => {
  const [first, second] = further(there, here) > 0 ? [there, here] : [here, there];
  const notes = [...new Set([first.note, second.note].filter(Boolean))];
  return { ...second, ...first, ...(notes.length > 0 && { note: notes.join("\n") }), at: newer(here, there).at };
};

/** Whether two marks say the same, whenever they were set. */
function isSame(one, other) {
  return ["state", "note", "date", "by"].every((part) => one[part] === other[part]);
}

/** The pairs of lists that belong together: those of each run of the same name, and what is shared, which has no name. */
function pairs(ours, theirs) {
  const own = (name) => (Object.hasOwn(ours.runs, name) ? ours.runs[name] : {});
  return [...Object.entries(theirs.runs).map(([name, marks]) => [name, own(name), marks]), [undefined, ours.shared, theirs.shared]];
}

/**
 * What was marked here and there and differs, as `{ name, codes, here, there }`: the run, or nothing for what is shared by
 * all; the codes of the piece of work; and the two marks. What has a mark on one side only is none of these.
 */
export function conflicts(all, found, guide) {
  return pairs(today(all, guide), today(found, guide)).flatMap(([name, ours, theirs]) => {
    const differing = Object.keys(theirs).filter((code) => Object.hasOwn(ours, code) && !isSame(ours[code], theirs[code]));
    const first = (code) => (pieces(guide)[guide.place(code)]?.[0] ?? code) === (guide.place(code) ?? code);
    return differing.filter(first).map((code) => ({ name, codes: codesOf(guide, code), here: ours[code], there: theirs[code] }));
  });
}

function codesOf(guide, code) {
  return pieces(guide)[guide.place(code)]?.map((at) => guide.tasks[at].id) ?? [code];
}

/** The runs with those that come in; `settle` decides where both have a mark. Nothing else is lost, here or there. */
export function merged(all, found, guide, settle) {
  const [ours, coming] = [today(all, guide), today(found, guide)];
  const joined = ([name, here, there]) => {
    const marks = Object.entries(there).map(([code, mark]) => [code, !Object.hasOwn(here, code) ? mark : isSame(here[code], mark) ? newer(here[code], mark) : settle(here[code], mark)]);
    return [name, { ...here, ...Object.fromEntries(marks) }];
  };
  const lists = pairs(ours, coming).map(joined);
  const [, shared] = lists.pop();
  return { ...ours, current: coming.current, runs: { ...ours.runs, ...Object.fromEntries(lists) }, shared };
}
