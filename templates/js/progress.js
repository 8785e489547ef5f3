// Boxes to tick tasks off, wherever a page has them. `change` is the one way to set a mark; whoever shows marks looks again
// by `onChange` of store.js.

import { guide as loadGuide, guideKey } from "./guide.js";
import { count, element, load, words } from "./page.js";
import { keepRuns, marked, marksIn, runsOf } from "./runs.js";
import { DONE, READY, number, states } from "./states.js";
import { onChange } from "./store.js";

let guide, announcer;

/** Brings the page's boxes to life. */
export async function offerProgress() {
  const boxes = [...document.querySelectorAll("input[data-tick]")];
  if (!guideKey || boxes.length === 0) return;
  guide = await loadGuide();
  announcer = element("p", { class: "sr", role: "status" });
  document.getElementById("_main").append(announcer);
  const known = boxes.map((box) => [box, guide.place(box.dataset.tick)]).filter(([, place]) => place !== undefined);
  for (const [box, place] of known) box.addEventListener("change", () => change(place, { state: box.checked ? DONE : "" }));
  const show = () => {
    const runs = runsOf(guideKey);
    const marks = marksIn(runs, guide);
    for (const [box, place] of known) {
      box.checked = marks[place]?.state === DONE;
      box.disabled = Boolean(runs.fault);
      box.title = runs.fault ? words[`script_store_${runs.fault}`] : "";
    }
    if (marks.some(Boolean)) loadSeen();
  };
  onChange(show);
  show();
}

/** What comes with the first mark, in guides that release versions. */
const loadSeen = () => guide.digits && load("assets/seen.js");

/** Changes the mark of a task in the current run, and says what that opens, for those who do not see the lists. */
export function change(place, part) {
  const runs = runsOf(guideKey);
  const next = marked(runs, guide, place, part);
  const [before, after] = [runs, next].map((runs) => states(guide, marksIn(runs, guide)));
  keepRuns(guideKey, next);
  loadSeen()?.then(() => vejviser.noteSeen(runs, next));
  const opened = number(guide, (at) => after[at] === READY && before[at] !== READY);
  announcer.textContent = opened > 0 ? count("script_opened", opened) : "";
}
