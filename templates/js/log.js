// What readers noted about a task, inside its action card. The fields to change it come when somebody opens them.

import { guide as loadGuide, guideKey } from "./guide.js";
import { dayInWords, element, load } from "./page.js";
import { isShared } from "./pieces.js";
import { marksIn, runsOf } from "./runs.js";
import { onChange } from "./store.js";

/** What was noted with a mark, in one line. */
export function noted({ date, by, note } = {}) {
  return [date && dayInWords(date), by, note].filter(Boolean).join(" · ");
}

/** Shows what was noted about the page's task. */
export async function offerLog() {
  const box = document.querySelector("details[data-log]");
  if (!guideKey || !box) return;
  box.addEventListener("toggle", () => load("assets/plan.js"), { once: true });
  const guide = await loadGuide();
  const said = element("span", { class: "log-said" });
  box.querySelector("summary").append(said);
  const place = guide.place(box.dataset.log);
  const show = () => {
    const runs = runsOf(guideKey);
    // Ticks go to the current run, but those of tasks that are done once for all.
    said.textContent = [!isShared(guide, place) && runs.current, noted(marksIn(runs, guide)[place])].filter(Boolean).join(" · ");
  };
  onChange(show);
  show();
}
