// Pieces of work: what is carried out together (`with`, in pairs or in chains of pairs) is one of them, ticked and counted
// once. Knows nothing of pages.

const known = new WeakMap();

/** For each task the places of all tasks of its piece of work, itself among them, in the guide's order. */
export function pieces({ tasks }) {
  if (!known.has(tasks)) known.set(tasks, joined(tasks));
  return known.get(tasks);
}

function joined(tasks) {
  const partners = tasks.map(() => []);
  // It is enough that one of the two names the other.
  tasks.forEach(({ together }, at) => together?.forEach((other) => (partners[at].push(other), partners[other].push(at))));
  const found = [];
  tasks.forEach((_, start) => {
    if (found[start]) return;
    const piece = (found[start] = [start]);
    for (const at of piece) {
      for (const other of partners[at]) {
        if (found[other]) continue;
        found[other] = piece;
        piece.push(other);
      }
    }
    piece.sort((one, other) => one - other);
  });
  return found;
}

/** Whether a piece of work is carried out once for all runs: when any of its tasks is. */
export function isShared(guide, place) {
  return pieces(guide)[place]?.some((at) => guide.tasks[at].shared) ?? false;
}
