// What can be done now: from the guide and what is done to a state for each task. Knows nothing of pages.

/** Done; can begin; can't begin yet; not needed, since an alternative is done. */
export const DONE = "done", READY = "ready", WAITING = "waiting", UNNEEDED = "unneeded";

/** How many gates lie before each stage: tasks of a higher phase wait for all of the lower ones. */
function phases(stages) {
  let phase = 0;
  return stages.map(({ gate }, at) => (at > 0 && gate ? (phase += 1) : phase));
}

/**
 * The state of each task, in the guide's order; `done` holds the places of the tasks that are done. A task can begin
 * when every gate before it is open, one of each of its requirements is done, and the same holds for those that are
 * carried out together with it.
 */
export function states(guide, done) {
  const { tasks, stages } = guide;
  const settled = (at) => done.has(at) || tasks[at].alternatives.some((other) => done.has(other));
  const phaseOf = phases(stages);
  // The lowest phase that still has something to do.
  let open = Infinity;
  tasks.forEach(({ stage }, at) => {
    if (!settled(at)) open = Math.min(open, phaseOf[stage]);
  });
  const free = (at) => phaseOf[tasks[at].stage] <= open && tasks[at].requires.every((some) => some.some(settled));
  return tasks.map((task, at) => {
    if (done.has(at)) return DONE;
    if (settled(at)) return UNNEEDED;
    return free(at) && task.together.every((other) => done.has(other) || free(other)) ? READY : WAITING;
  });
}

/** How much is done: `{ done, total }` of the tasks for which `of` holds. What is not needed does not count. */
export function tally(states, of) {
  const counted = states.filter((state, at) => state !== UNNEEDED && of(at));
  return { done: counted.filter((state) => state === DONE).length, total: counted.length };
}
