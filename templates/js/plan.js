// On the plan: how far the guide has come, a table of all runs, and runs that come from others.

import { fromFragment, isSent } from "./exchange.js";
import { guide as loadGuide, guideKey } from "./guide.js";
import { incoming } from "./incoming.js";
import { element, fill, words } from "./page.js";
import { marksIn, runsOf } from "./runs.js";
import { runsTable } from "./runs_table.js";
import { gates, states, tally } from "./states.js";
import { onChange } from "./store.js";

async function offerPlan() {
  const section = document.getElementById("_progress");
  if (!section || !guideKey) return;
  const guide = await loadGuide();
  const said = element("p", { class: "said", role: "status" });
  const say = (text) => (said.textContent = text);
  const question = incoming(guide, say);
  const showRuns = runsTable(section.querySelector(".runs"), guide, say, question.take);
  section.append(said, question.box);
  const takeSent = () => isSent(location.hash) && question.take(fromFragment(location.hash), true);
  const show = () => {
    const now = states(guide, marksIn(runsOf(guideKey), guide));
    section.querySelectorAll("[data-bar]").forEach((line) => fillBar(line, counted(guide, now, line.dataset.bar)));
    showRuns();
    question.show();
  };
  addEventListener("hashchange", takeSent);
  onChange(show);
  show();
  takeSent();
}

/** How much is done of what a bar counts: `gate:key`, `all` or `party:key`. */
function counted(guide, now, of) {
  const [kind, key] = of.split(":");
  if (kind === "gate") return gates(guide, now).find(({ stage }) => guide.stages[stage].key === key);
  const party = guide.parties.findIndex((one) => one.key === key);
  return tally(guide, now, kind === "party" ? (at) => guide.tasks[at].party === party : undefined);
}

function fillBar(line, { done, total } = {}) {
  if (total === undefined) return;
  const bar = line.querySelector("progress");
  [bar.max, bar.value] = [Math.max(total, 1), done];
  line.querySelector(".n").textContent = fill("tally", { done, total });
}

offerPlan();
