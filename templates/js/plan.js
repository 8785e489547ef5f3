// On the plan: how far the guide has come, a table of all runs, and runs that come from others. On a task's page: the fields
// of its action card.

import { fromFragment, isSent } from "./exchange.js";
import { guide as loadGuide, guideKey, isOf } from "./guide.js";
import { incoming } from "./incoming.js";
import { noted } from "./log.js";
import { offerFields } from "./log_fields.js";
import { element, fill, load, root } from "./page.js";
import { marksIn, runsOf } from "./runs.js";
import { runsTable } from "./runs_table.js";
import { gates, states, tally } from "./states.js";
import { onChange } from "./store.js";

async function offer() {
  const [guide] = await Promise.all([loadGuide(), load(globalThis.vejviser.more), style()]);
  const box = document.querySelector("details[data-log]");
  if (box) offerFields(box, guide);
  else offerPlan(guide);
}

/** The style, where the page did not ask for it. */
function style() {
  const href = `${root}assets/plan.css`;
  if ([...document.styleSheets].some((sheet) => sheet.href === href)) return undefined;
  return new Promise((done) => document.head.append(element("link", { rel: "stylesheet", href, load: done, error: done })));
}

function offerPlan(guide) {
  const section = document.getElementById("_progress");
  // The other pages of a long plan have none.
  const showProgress = section ? progressOf(section, guide) : () => {};
  const show = () => {
    const marks = marksIn(runsOf(guideKey), guide);
    showProgress(states(guide, marks));
    document.querySelectorAll(".item[data-task]").forEach((item) => note(item, marks[guide.place(item.dataset.task)]));
  };
  onChange(show);
  show();
}

/** Fills the section; gives what shows it anew. */
function progressOf(section, guide) {
  const said = element("p", { class: "said", role: "status" });
  const say = (text) => (said.textContent = text);
  const question = incoming(guide, say);
  const showRuns = runsTable(section.querySelector(".runs"), guide, say, question.take);
  section.append(said, question.box);
  const takeSent = () => isSent(location.hash) && question.take(fromFragment(location.hash), true);
  addEventListener("hashchange", takeSent);
  takeSent();
  return (now) => {
    section.querySelectorAll("[data-bar]").forEach((line) => fillBar(line, counted(guide, now, line.dataset.bar)));
    showRuns();
    question.show();
  };
}

/** What was noted about a task, below it. */
function note(item, mark) {
  const text = noted(mark);
  const line = item.querySelector(".noted");
  if (line) line.textContent = text;
  else if (text) item.querySelector(".row > div").append(element("p", { class: "row-note noted" }, text));
}

/** How much is done of what a bar counts: `gate:key`, `all` or `party:key`. */
function counted(guide, now, of) {
  const [kind, key] = of.split(":");
  if (kind === "gate") return gates(guide, now).find(({ stage }) => guide.stages[stage].key === key);
  const party = guide.parties.findIndex((one) => one.key === key);
  return tally(guide, now, kind === "party" ? (at) => isOf(guide, at, party) : undefined);
}

function fillBar(line, { done, total } = {}) {
  if (total === undefined) return;
  const bar = line.querySelector("progress");
  [bar.max, bar.value] = [Math.max(total, 1), done];
  line.querySelector(".n").textContent = fill("tally", { done, total });
}

offer();
