// How far each task has come: from the guide and the marks of a run to a state for each task, and for each gate what it
// waits for. Knows nothing of pages.

import { pieces } from "./pieces.js";

/** Of marks: carried out; begun; not for this run. */
export const DONE = "done", DOING = "doing", NOT_RELEVANT = "not-relevant";
/** Of tasks without a mark: can begin; waits for a task; behind a closed gate; not needed, since an alternative is done. */
export const READY = "ready", WAITING = "waiting", GATE = "gate", UNNEEDED = "unneeded";

/** For each state the class of its figure and the key of its word. */
export const SHOWN = {
  [DONE]: ["is-done", "state_done"],
  [DOING]: ["is-doing", "state_doing"],
  [NOT_RELEVANT]: ["is-off", "state_not_relevant"],
  [READY]: ["is-ready", "state_ready"],
  [WAITING]: ["is-wait", "state_wait"],
  [GATE]: ["is-gate", "state_gate"],
  [UNNEEDED]: ["is-off", "state_unneeded"],
};

/** Whether nothing waits any more for a task in this state. */
export function isSettled(state) {
  return [DONE, NOT_RELEVANT, UNNEEDED].includes(state);
}

/** How many gates lie before each stage: tasks of a higher phase wait for all of the lower ones. */
function phases(stages) {
  let phase = 0;
  return stages.map(({ gate }, at) => (at > 0 && gate ? (phase += 1) : phase));
}

/**
 * The state of each task, in the guide's order, from its mark: `marks[place]` is nothing or has a `state`, the same for all
 * that is carried out together. A task can begin when every gate before it is open and its requirements are settled, and
 * the same holds for those that are carried out together with it. Of several tasks of which one is required, those that
 * are not relevant drop out.
 */
export function states(guide, marks) {
  const { tasks, stages } = guide;
  const marked = tasks.map((_, at) => marks[at]?.state || undefined);
  const isDone = (at) => marked[at] === DONE;
  const isOff = (at) => marked[at] === NOT_RELEVANT;
  const hasDone = (at) => isDone(at) || tasks[at].alternatives.some(isDone);
  const phaseOf = phases(stages);
  // The lowest phase that still has something to do.
  let open = Infinity;
  tasks.forEach(({ stage }, at) => {
    if (!hasDone(at) && !isOff(at)) open = Math.min(open, phaseOf[stage]);
  });
  const isBehind = (at) => phaseOf[tasks[at].stage] > open;
  const isFree = (at) => tasks[at].requires.every((some) => some.some(hasDone) || some.every(isOff));
  const all = pieces(guide);
  const ahead = (piece) => (piece.some(isBehind) ? GATE : piece.every(isFree) ? READY : WAITING);
  const unmarked = new Map([...new Set(all)].map((piece) => [piece, ahead(piece)]));
  return tasks.map((_, at) => {
    if (isDone(at) || isOff(at)) return marked[at];
    if (hasDone(at)) return UNNEEDED;
    return marked[at] ?? unmarked.get(all[at]);
  });
}

/** How many pieces of work have a task for which `of` holds. */
export function number(guide, of) {
  return new Set(pieces(guide).filter((_, at) => of(at))).size;
}

/** How much is done: `{ done, total }` of the pieces of work with a task for which `of` holds. What is not relevant or not needed does not count. */
export function tally(guide, states, of = () => true) {
  const done = number(guide, (at) => states[at] === DONE && of(at));
  return { done, total: done + number(guide, (at) => !isSettled(states[at]) && of(at)) };
}

/**
 * The gates of the guide, each as `{ stage, done, total, missing, isOpen, opens }`: the stage behind it, by its place; how
 * many pieces of work from the gate before on are done, and of how many; the places of those of their tasks that are
 * missing, by the place of their party; whether nothing at all is missing before it; and the places of the tasks that could
 * begin then.
 */
export function gates(guide, states) {
  const stages = [...guide.stages.keys()].filter((stage) => stage > 0 && guide.stages[stage].gate);
  return stages.map((stage, at) => gateTo(guide, states, stage, stages[at - 1] ?? 0));
}

function gateTo(guide, now, stage, from) {
  const { tasks } = guide;
  const isBefore = (at) => tasks[at].stage < stage;
  const isLeft = (at) => isBefore(at) && !isSettled(now[at]);
  const isNext = (at) => isBefore(at) && tasks[at].stage >= from;
  const places = [...tasks.keys()];
  const missing = new Map();
  for (const at of places.filter((at) => isLeft(at) && isNext(at))) {
    const { party } = tasks[at];
    if (!missing.has(party)) missing.set(party, []);
    missing.get(party).push(at);
  }
  const isMark = (state) => [DONE, DOING, NOT_RELEVANT].includes(state);
  const then = states(guide, now.map((state, at) => ({ state: isLeft(at) ? DONE : isMark(state) && state })));
  const opens = places.filter((at) => !isBefore(at) && then[at] === READY);
  return { stage, ...tally(guide, now, isNext), missing, isOpen: !places.some(isLeft), opens };
}
