// What a task said when it was ticked off: in guides that release versions, so that readers learn of a change behind a tick.
//
// Kept apart from the runs, as `{ form, ticks: { <when the mark was set>: { <code>: <digits> } } }`. The digits stand for what
// a task says, and carry the form in which they were worked out: those of another form say nothing.

import { addressOf, guide as loadGuide, guideKey } from "./guide.js";
import { element } from "./page.js";
import { marksIn, runsOf } from "./runs.js";
import { DONE } from "./states.js";
import { keep, onChange, recall } from "./store.js";

const FORM = 1, KEY = `seen:${guideKey}`;
let guide;

loadGuide().then((found) => {
  guide = found;
  globalThis.vejviser.noteSeen = note;
  onChange(show);
  show();
});

function ticksOf() {
  const found = recall(KEY, null);
  return found?.form === FORM && typeof found.ticks === "object" && found.ticks !== null ? found.ticks : {};
}

/** What a task said when its mark was set, under any of its codes. */
function seen(ticks, { id, aliases }, mark) {
  const codes = ticks[mark?.at] ?? {};
  return [id, ...aliases].map((code) => codes[code]).find((digits) => typeof digits === "string");
}

/** Notes what the tasks say whose marks differ between two states of the runs. A tick that only got a note stays as old as it was. */
function note(before, after) {
  const [was, is] = [before, after].map((runs) => marksIn(runs, guide));
  const ticks = ticksOf();
  guide.tasks.forEach((task, at) => {
    if (is[at]?.state !== DONE || is[at].at === was[at]?.at) return;
    const digits = was[at]?.state === DONE ? seen(ticks, task, was[at]) : guide.digits[at];
    if (digits) ticks[is[at].at] = { ...ticks[is[at].at], [task.id]: digits };
  });
  const marks = [after.shared, ...Object.values(after.runs)].flatMap((marks) => Object.values(marks));
  const used = new Set(marks.map(({ at }) => at));
  keep(KEY, { form: FORM, ticks: Object.fromEntries(Object.entries(ticks).filter(([at]) => used.has(at))) });
}

/** Says beside each box whether its task changed after it was ticked off, as far as that is known. */
function show() {
  const [ticks, marks] = [ticksOf(), marksIn(runsOf(guideKey), guide)];
  const form = (digits) => digits.split("-")[0];
  for (const box of document.querySelectorAll("input[data-tick]")) {
    const at = guide.place(box.dataset.tick);
    const [then, now] = [marks[at]?.state === DONE && seen(ticks, guide.tasks[at], marks[at]), guide.digits[at]];
    say(box, then && then !== now && form(then) === form(now));
  }
}

function say(box, isChanged) {
  const place = box.closest(".action-head, .row")?.querySelector(".action-state, .row > div");
  if (!place) return;
  const known = place.querySelector(".since-tick");
  if (!isChanged) known?.remove();
  if (!isChanged || known) return;
  const changes = element("a", { href: addressOf(guide, { id: "changes" }) }, guide.since_tick);
  place.append(element("p", { class: "row-note since-tick" }, changes));
}
