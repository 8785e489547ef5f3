// What can be done now: from the guide and what is done to a state for each task. Knows nothing of pages.

import { pieces, whole } from "./pieces.js";

/** Done; can begin; can't begin yet; not needed, since an alternative is done. */
export const DONE = "done", READY = "ready", WAITING = "waiting", UNNEEDED = "unneeded";

/** How many gates lie before each stage: tasks of a higher phase wait for all of the lower ones. */
function phases(stages) {
  let phase = 0;
  return stages.map(({ gate }, at) => (at > 0 && gate ? (phase += 1) : phase));
}

/**
 * The state of each task, in the guide's order; `ticked` holds the places of the tasks that are ticked, and what is carried
 * out together with one of them is done too. A task can begin when every gate before it is open, one of each of its
 * requirements is done, and the same holds for those that are carried out together with it.
 */
export function states(guide, ticked) {
  const { tasks, stages } = guide;
  const done = whole(guide, ticked);
  const settled = (at) => done.has(at) || tasks[at].alternatives.some((other) => done.has(other));
  const phaseOf = phases(stages);
  // The lowest phase that still has something to do.
  let open = Infinity;
  tasks.forEach(({ stage }, at) => {
    if (!settled(at)) open = Math.min(open, phaseOf[stage]);
  });
  const free = (at) => phaseOf[tasks[at].stage] <= open && tasks[at].requires.every((some) => some.some(settled));
  const all = pieces(guide);
  const beginning = new Map([...new Set(all)].map((piece) => [piece, piece.every(free)]));
  return tasks.map((task, at) => {
    if (done.has(at)) return DONE;
    if (settled(at)) return UNNEEDED;
    return beginning.get(all[at]) ? READY : WAITING;
  });
}

/** How many pieces of work have a task in this state for which `of` holds. */
export function number(guide, states, wanted, of = () => true) {
  return new Set(pieces(guide).filter((_, at) => states[at] === wanted && of(at))).size;
}

/** How much is done: `{ done, total }` of the pieces of work with a task for which `of` holds. What is not needed does not count. */
export function tally(guide, states, of) {
  const done = number(guide, states, DONE, of);
  return { done, total: done + number(guide, states, READY, of) + number(guide, states, WAITING, of) };
}
