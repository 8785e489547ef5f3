// The pages come with the state of every task while nothing is done. This changes what they show when something was marked,
// or when the reader has chosen a party: figures, counts, gates, the lists of what can start.

import { addressOf, guide as loadGuide, guideKey, isOf } from "./guide.js";
import { ownParty } from "./lens.js";
import { count, element, fill, load, words } from "./page.js";
import { isEmpty, marksIn, runsOf } from "./runs.js";
import { DOING, DONE, GATE, READY, SHOWN, WAITING, gates, isSettled, states, tally } from "./states.js";
import { onChange } from "./store.js";

/** The most rows of a list beside others, as in the build. */
const MOST = 12;
let guide, own, now, barriers;
/** Whether more than a party may differ from the build. */
let isMarked = false;
let isTouched = false;

/** Shows what has changed since the build, and what changes from now on. */
export function offerLive() {
  if (!guideKey) return;
  onChange(look);
  look();
}

async function look() {
  try {
    await show();
  } finally {
    document.documentElement.classList.remove("late");
  }
}

async function show() {
  const runs = runsOf(guideKey);
  if (!isTouched && isEmpty(runs) && !runs.current && ownParty() === "") return;
  isTouched = true;
  guide ??= await loadGuide();
  own = guide.parties.findIndex(({ key }) => key === ownParty());
  now = states(guide, marksIn(runs, guide));
  barriers = new Map(gates(guide, now).map((gate) => [guide.stages[gate.stage].key, gate]));
  isMarked ||= !isEmpty(runs) || runs.current !== "";
  if (isMarked) {
    showFigures(document);
    showTallies();
    barriers.forEach((gate, key) => showGate(gate, key, runs.current));
    showHeader(runs.current);
    const page = document.querySelector("[data-own]");
    if (page) {
      await load("assets/own.js");
      globalThis.vejviser.own(page, { guide, now, barriers });
    }
    showRoad();
  }
  showTask();
  showPlan();
}

/** Calls `change` with each element that a selector finds. */
export function each(selector, change, within = document) {
  within.querySelectorAll(selector).forEach(change);
}

const all = (keep) => [...guide.tasks.keys()].filter(keep);

/** The figure of each task, and the class of what holds it. */
function showFigures(within) {
  each(".icon[data-of]", (icon) => {
    const place = guide.place(icon.dataset.of);
    if (place === undefined) return;
    const [figure, word] = SHOWN[now[place]];
    icon.className = `icon ${figure}`;
    icon.setAttribute("aria-label", words[word]);
    const item = icon.closest(".item[data-task], .action");
    if (item?.matches(".item")) item.className = item.className.replace(/\bt-\w+/, figure.replace("is-", "t-"));
  }, within);
}

function tallyText(of) {
  return fill("tally", tally(guide, now, of));
}

/** How much of each stage and party is done. */
function showTallies() {
  const stages = new Map(guide.stages.map(({ key }, at) => [key, at]));
  const parties = new Map(guide.parties.map(({ key }, at) => [key, at]));
  each("[data-stage] > .tally, [data-stage] > small > .tally", (text) => {
    const stage = stages.get(text.closest("[data-stage]").dataset.stage);
    text.textContent = tallyText((at) => guide.tasks[at].stage === stage);
  });
  each("tr[data-party] > th .tally", (text) => {
    const party = parties.get(text.closest("tr").dataset.party);
    text.textContent = tallyText((at) => isOf(guide, at, party));
  });
  each(".gate-lane", (lane) => {
    const places = new Set([...lane.querySelectorAll(".icon[data-of]")].map((icon) => guide.place(icon.dataset.of)));
    lane.querySelector(".tally").textContent = tallyText((at) => places.has(at));
    // What is missing stands before what is done.
    const list = lane.querySelector("ul");
    const isDone = (row) => isSettled(now[guide.place(row.dataset.task)]);
    list.append(...[...list.children].sort((one, other) => isDone(one) - isDone(other)));
  });
}

/** "A, B and C". */
function listed(parts) {
  return parts.length > 1 ? `${parts.slice(0, -1).join(", ")} ${words.and} ${parts.at(-1)}` : (parts[0] ?? "");
}

/** "4 are missing: 1 with you, 3 with Fagsystem". */
function missingText({ missing, isOpen, opens }) {
  if (isOpen) {
    const ours = opens.filter((at) => isOf(guide, at, own)).length;
    return [words.script_gate_is_open, count("gate_frees", opens.length), ours > 0 && own >= 0 ? fill("script_of_yours", { n: ours }) : ""].join(" ");
  }
  const parts = [...missing].sort(([one], [other]) => (other === own) - (one === own) || one - other).map(([party, tasks]) =>
    fill("script_with_party", { n: tasks.length, party: party === own ? words.script_with_you : guide.parties[party].name }),
  );
  const total = [...missing.values()].flat().length;
  return `${count("script_missing", total)}: ${listed(parts)}.`;
}

function showGate(gate, key, run) {
  const { done, total, isOpen } = gate;
  const left = total - done;
  const is = (name) => `[data-gate="${CSS.escape(key)}"]${name}`;
  each(is(" .tally"), (text) => (text.textContent = fill("tally", gate)));
  each(is(" .missing"), (text) => (text.textContent = isOpen ? words.script_gate_is_open : count("gate_missing", left)));
  each(is(".at-gate a"), (text) => (text.textContent = isOpen ? words.script_gate_is_open : count("gate_missing", left)));
  each(is(" .is-bars") + "," + is(" .is-open"), (glyph) => (glyph.className = `glyph ${isOpen ? "is-open" : "is-bars"}`));
  each(is(".gatebar"), (bar) => {
    bar.querySelector(".done").textContent = done;
    const ours = isOpen || own < 0 ? 0 : gate.opens.filter((at) => isOf(guide, at, own)).length;
    const more = bar.dataset.page ? [ours > 0 && count("own_then", ours), run && element("small", { class: "run" }, run)] : [];
    bar.querySelector(".gate-text").replaceChildren(...[missingText(gate), ...more].filter(Boolean).flatMap((part) => [part, " "]));
    const state = bar.querySelector(".gate-state");
    if (state) state.textContent = isOpen ? words.script_gate_is_open_now : words.gate_closed;
  });
  each(is(".fields"), (fields) => fillFields(fields, gate));
  each(`svg .gate[data-stage="${CSS.escape(key)}"]`, (bar) => {
    const lines = [...bar.querySelectorAll("text")];
    const text = isOpen ? words.script_gate_is_open : `${words.gate}: ${fill("tally", gate)}`;
    lines.forEach((line, at) => (line.textContent = at === Math.floor((lines.length - 1) / 2) ? text : ""));
    bar.querySelector("title").textContent = text;
  });
  each(`svg .gate-only[data-stage="${CSS.escape(key)}"]`, (text) => text.setAttribute("visibility", isOpen ? "hidden" : "visible"));
}

/** A field for each piece of work: the first of each party's are those that are done. */
function fillFields(fields, { missing }) {
  const left = new Map(guide.parties.map((_, party) => [party + 1, missing.get(party)?.length ?? 0]));
  for (const field of [...fields.children].reverse()) {
    const party = Number(/p(\d+)/.exec(field.className)[1]);
    field.classList.toggle("on", left.get(party) === 0);
    if (left.get(party) > 0) left.set(party, left.get(party) - 1);
  }
}

/** Above all: the gate that comes next, and the run that ticks go to. */
function showHeader(run) {
  const link = document.querySelector(".me-gate");
  const next = [...barriers].find(([, { isOpen }]) => !isOpen) ?? [...barriers].at(-1);
  if (!link || !next) return;
  const [key, gate] = next;
  const bar = document.querySelector(`.side-gate[data-gate="${CSS.escape(key)}"]`);
  if (bar) link.href = bar.href;
  link.querySelector(".tally").textContent = fill("tally", gate);
  if (run && !link.querySelector(".run")) link.append(element("small", { class: "run" }));
  each(".run", (name) => (name.textContent = run), link);
  if (link.dataset.gate !== key) link.querySelector(".fields")?.remove();
}

/** The codes of what a task still waits for, as words: "TF109 and TF110 or TF111". */
function unmet(place) {
  const isMet = (some) => some.some((at) => isSettled(now[at]));
  return someOf(guide.tasks[place].requires.filter((some) => !isMet(some)).map((some) => codes(some).join(` ${words.or} `)));
}

/** The codes of tasks. */
export const codes = (places) => places.map((at) => guide.tasks[at].id);

/** "A, B, C and 2 more". */
export function someOf(names) {
  return names.length > 4 ? `${names.slice(0, 3).join(", ")} ${fill("more_tasks", { n: names.length - 3 })}` : listed(names);
}

/** Why a task can't start yet, or that it can. */
function standing(place, isDoer, doer) {
  const { stage } = guide.tasks[place];
  const state = now[place];
  if (state === GATE) {
    const gate = [...barriers.values()].findLast((gate) => gate.stage <= stage);
    return fill(gate.total - gate.done === 1 ? "cannot_start_gate_one" : "cannot_start_gate_other", { n: gate.total - gate.done, total: gate.total });
  }
  if (state === WAITING && unmet(place)) return fill("cannot_start_task", { tasks: unmet(place) });
  if (state === READY && own >= 0 && !isDoer) return fill("script_ready_at", { party: doer });
  return words[SHOWN[state][1]];
}

/** The page of a task: its state, whose it is, and who waits for whom. */
function showTask() {
  const article = document.querySelector("article[data-task]");
  const place = article && guide.place(article.dataset.task);
  if (!article || place === undefined || !article.querySelector(".standing")) return;
  const action = article.querySelector(".action");
  const isDoer = action.querySelector(`.whose .p${own + 1}`) !== null;
  action.classList.toggle("ready", now[place] === READY);
  article.querySelector(".standing").textContent = standing(place, isDoer, action.querySelector(".whose .party").textContent);
  const title = (id, text) => {
    const head = document.getElementById(id);
    if (head) head.textContent = text;
  };
  title("_waits-for", isDoer ? words.own_waits_for : words.waits_for);
  title("_waited-for", isDoer ? words.own_waited_for : words.waited_for);
  each(".delivers-head", (head) => (head.textContent = isDoer ? words.script_you_deliver : words.task_delivers), action);
  each(".is-it-you", (text) => (text.hidden = own >= 0), action);
  let whose = action.querySelector(".of-lens");
  if (!whose) action.querySelector(".whose").append((whose = element("span", { class: "of-lens" })));
  whose.textContent = own < 0 ? "" : ` ${isDoer ? ownText() : isOf(guide, place, own) ? words.script_your_side : theirText(place)}`;
  each(".before .party[data-party]", (mark) => {
    const isOurs = !isDoer && own >= 0 && mark.dataset.party === guide.parties[own].key;
    if (isOurs && mark.nextElementSibling?.matches(".you")) mark.nextElementSibling.textContent = words.script_waits_for_you;
  }, action);
}

function ownText() {
  const gate = [...barriers.values()].find(({ isOpen }) => !isOpen);
  const missing = gate?.missing.get(own) ?? [];
  return missing.length > 0 ? `${words.script_yours} ${fill("script_your_part", { codes: someOf(codes(missing)) })}` : words.script_yours;
}

function theirText(place) {
  const waiting = all((at) => isOf(guide, at, own) && guide.tasks[at].requires.some((some) => some.includes(place)));
  return waiting.length > 0 ? `${words.script_not_yours} ${count("script_yours_wait", waiting.length)}` : words.script_not_yours;
}

/** The plan: how many are in each state, and how much is done. */
function showPlan() {
  each(".filter input[name=state]", (input) => {
    const number = document.querySelectorAll(`.plan .item.t-${input.value}`).length;
    const text = input.parentElement.querySelector("b");
    if (!text) return;
    text.textContent = number;
    input.parentElement.hidden = number === 0 && input.value !== "done" && !input.checked;
  });
  const lead = document.getElementById("_plan");
  if (!lead) return;
  const ready = all((at) => now[at] === READY);
  const ours = ready.filter((at) => isOf(guide, at, own)).length;
  const text = fill("script_plan_lead", { ...tally(guide, now), n: ready.length });
  lead.textContent = own >= 0 ? `${text}, ${fill("script_of_yours_short", { n: ours })}.` : `${text}.`;
}

/** A row for a task; one that the page has already is used again. */
function row(place) {
  const task = guide.tasks[place];
  const [figure, word] = SHOWN[now[place]];
  const icon = element("i", { class: `icon ${figure}`, role: "img", "aria-label": words[word], "data-of": task.id });
  const link = element("a", { class: "task", href: addressOf(guide, task) }, element("span", { class: "code" }, task.id), ` ${task.title}`);
  return element("li", {}, element("div", { class: "row" }, icon, element("div", {}, link)));
}

export function mark(party) {
  return element("span", { class: `party p${party + 1}`, "data-party": guide.parties[party].key }, guide.parties[party].name);
}

/** Shows a list of tasks, with why each stands there; those that stand there stay. */
export function showList(list, places, most, why) {
  const known = new Map([...list.children].map((item) => [item.querySelector("[data-of]")?.dataset.of, item]));
  const rows = places.slice(0, most).map((at) => {
    const item = known.get(guide.tasks[at].id) ?? row(at);
    if (!why) return item;
    item.querySelector(".row-note")?.remove();
    item.querySelector(".task").after(element("p", { class: "row-note note-list" }, ...why(at)));
    return item;
  });
  const rest = [...list.children].filter((item) => !item.querySelector("[data-of]"));
  list.replaceChildren(...rows, ...rest);
  showFigures(list);
}

/** "and 4 more", where a list is cut. */
export function sayMore(line, n) {
  line.hidden = n <= 0;
  if (n > 0) line.querySelector("a").textContent = fill("more_tasks", { n });
}

/** The first page of a guide: what each party can start now. */
function showRoad() {
  const road = document.getElementById("_ready");
  if (!road) return;
  // How many can start while nothing is done; the lanes say how many can now.
  each(".section-head > p", (text) => (text.hidden = true), road.parentElement);
  guide.parties.forEach(({ key }, party) => {
    const ready = all((at) => guide.tasks[at].party === party && now[at] === READY);
    let lane = road.querySelector(`[data-party="${CSS.escape(key)}"].lane`);
    if (!lane && ready.length > 0) {
      const name = element("h3", { class: `party p${party + 1}`, id: `_ready.${party + 1}` }, `${guide.parties[party].name} `, element("span", { class: "count" }));
      lane = element("section", { class: `lane p${party + 1}`, "data-party": key, "aria-labelledby": name.id }, name, element("ul", { class: "rows" }));
      road.append(lane);
    }
    if (!lane) return;
    lane.querySelector(".count").textContent = ready.length;
    showList(lane.querySelector("ul"), ready, MOST);
    each(".and-more", (more) => sayMore(more, ready.length - MOST), lane);
  });
}
