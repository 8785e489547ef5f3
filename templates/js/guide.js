// The tasks and relations of the guide that the page belongs to, loaded when something asks for them.

import { load, root } from "./page.js";

/** The guide's folder; nothing on pages outside guides. */
export const guideKey = document.body.dataset.guide;

let taken;
globalThis.vejviser.guide = {
  /** Called by the guide's file. */
  take: (head, rows) => (taken = guideOf(head, rows)),
};

/** The guide with its tasks as objects, in the order of the plan; others name them by their place. */
export function guideOf(head, rows) {
  const tasks = rows.map(([id, title, parties, stage, requires, together, alternatives, aliases, shared]) => ({
    id, title, party: [parties].flat()[0], workOf: [parties].flat(), stage, requires, together, alternatives, aliases, shared: Boolean(shared),
  }));
  const places = new Map();
  tasks.forEach(({ aliases }, place) => aliases.forEach((alias) => places.set(alias, place)));
  tasks.forEach(({ id }, place) => places.set(id, place));
  return { ...head, tasks, place: (id) => places.get(id) };
}

/** Whether a task is the work of a party, by their places. */
export function isOf({ tasks }, place, party) {
  return tasks[place].workOf.includes(party);
}

/** The guide of the page. */
export async function guide() {
  await load(`assets/guides/${encodeURIComponent(guideKey)}.js`);
  return taken;
}

/** The address of a task's page. */
export function addressOf({ prefix, suffix }, { id }) {
  return root + prefix + encodeURIComponent(id) + suffix;
}
