// The pages come with the state of every task while nothing is done. This changes what they show when something was marked,
// or when the reader has chosen a party: figures, counts, gates, the lists of what can start.

import { addressOf, guide as loadGuide, guideKey, isOf } from "./guide.js";
import { ownParty } from "./lens.js";
import { count, element, fill, words } from "./page.js";
import { isEmpty, marksIn, runsOf } from "./runs.js";
import { DOING, DONE, GATE, READY, SHOWN, WAITING, gates, isSettled, states, tally } from "./states.js";
import { onChange } from "./store.js";

/** The most rows of a list beside others, and of those on the page of a party, as in the build. */
const MOST = 12, MOST_OWN = 6;
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
  if (!isTouched && isEmpty(runs) && ownParty() === "") return;
  isTouched = true;
  guide ??= await loadGuide();
  own = guide.parties.findIndex(({ key }) => key === ownParty());
  now = states(guide, marksIn(runs, guide));
  barriers = new Map(gates(guide, now).map((gate) => [guide.stages[gate.stage].key, gate]));
  isMarked ||= !isEmpty(runs);
  if (isMarked) {
    showFigures(document);
    showTallies();
    barriers.forEach(showGate);
    showHeader();
    each("[data-own]", showOwn);
    showRoad();
  }
  showTask();
  showPlan();
}

const each = (selector, change, within = document) => within.querySelectorAll(selector).forEach(change);
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

function showGate(gate, key) {
  const { done, total, isOpen } = gate;
  const left = total - done;
  const is = (name) => `[data-gate="${CSS.escape(key)}"]${name}`;
  each(is(" .tally"), (text) => (text.textContent = fill("tally", gate)));
  each(is(" .missing"), (text) => (text.textContent = isOpen ? words.script_gate_is_open : count("gate_missing", left)));
  each(is(".at-gate a"), (text) => (text.textContent = isOpen ? words.script_gate_is_open : count("gate_missing", left)));
  each(is(" .is-bars") + "," + is(" .is-open"), (glyph) => (glyph.className = `glyph ${isOpen ? "is-open" : "is-bars"}`));
  each(is(".gatebar"), (bar) => {
    bar.querySelector(".done").textContent = done;
    bar.querySelector(".gate-text").textContent = missingText(gate);
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

/** Above all: the gate that comes next. */
function showHeader() {
  const link = document.querySelector(".me-gate");
  const next = [...barriers].find(([, { isOpen }]) => !isOpen) ?? [...barriers].at(-1);
  if (!link || !next) return;
  const [key, gate] = next;
  const bar = document.querySelector(`.side-gate[data-gate="${CSS.escape(key)}"]`);
  if (bar) link.href = bar.href;
  link.querySelector(".tally").textContent = fill("tally", gate);
  if (link.dataset.gate !== key) link.querySelector(".fields")?.remove();
}

/** The codes of what a task still waits for, as words: "TF109 and TF110 or TF111". */
function unmet(place) {
  const isMet = (some) => some.some((at) => isSettled(now[at]));
  const codes = guide.tasks[place].requires.filter((some) => !isMet(some)).map((some) => some.map((at) => guide.tasks[at].id).join(` ${words.or} `));
  if (codes.length > 3) return `${codes.slice(0, 3).join(", ")} ${fill("more_tasks", { n: codes.length - 3 })}`;
  return listed(codes);
}

/** Why a task can't start yet, or that it can. */
function standing(place) {
  const { party, stage } = guide.tasks[place];
  const state = now[place];
  if (state === GATE) {
    const gate = [...barriers.values()].findLast((gate) => gate.stage <= stage);
    return fill(gate.total - gate.done === 1 ? "cannot_start_gate_one" : "cannot_start_gate_other", { n: gate.total - gate.done, total: gate.total });
  }
  if (state === WAITING && unmet(place)) return fill("cannot_start_task", { tasks: unmet(place) });
  if (state === READY && own >= 0 && !isOf(guide, place, own)) return fill("script_ready_at", { party: guide.parties[party].name });
  return words[SHOWN[state][1]];
}

/** The page of a task: its state, whose it is, and who waits for whom. */
function showTask() {
  const article = document.querySelector("article[data-task]");
  const place = article && guide.place(article.dataset.task);
  if (!article || place === undefined || !article.querySelector(".standing")) return;
  const action = article.querySelector(".action");
  const isOwn = isOf(guide, place, own);
  action.classList.toggle("ready", now[place] === READY);
  article.querySelector(".standing").textContent = standing(place);
  const title = (id, text) => {
    const head = document.getElementById(id);
    if (head) head.textContent = text;
  };
  title("_waits-for", isOwn ? words.own_waits_for : words.waits_for);
  title("_waited-for", isOwn ? words.own_waited_for : words.waited_for);
  each(".delivers-head", (head) => (head.textContent = isOwn ? words.script_you_deliver : words.task_delivers), action);
  each(".is-it-you", (text) => (text.hidden = own >= 0), action);
  let whose = action.querySelector(".of-lens");
  if (!whose) action.querySelector(".whose").append((whose = element("span", { class: "of-lens" })));
  whose.textContent = own < 0 ? "" : ` ${isOwn ? ownText() : theirText(place)}`;
  each(".before .party[data-party]", (mark) => {
    const isOurs = !isOwn && own >= 0 && mark.dataset.party === guide.parties[own].key;
    if (isOurs && mark.nextElementSibling?.matches(".you")) mark.nextElementSibling.textContent = words.script_waits_for_you;
  }, action);
}

function ownText() {
  const gate = [...barriers.values()].find(({ isOpen }) => !isOpen);
  const missing = gate?.missing.get(own) ?? [];
  const codes = missing.slice(0, 4).map((at) => guide.tasks[at].id).join(", ");
  return missing.length > 0 ? `${words.script_yours} ${fill("script_your_part", { codes })}` : words.script_yours;
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
function row(place, note) {
  const task = guide.tasks[place];
  const [figure, word] = SHOWN[now[place]];
  const icon = element("i", { class: `icon ${figure}`, role: "img", "aria-label": words[word], "data-of": task.id });
  const link = element("a", { class: "task", href: addressOf(guide, task) }, element("span", { class: "code" }, task.id), ` ${task.title}`);
  return element("li", {}, element("div", { class: "row" }, icon, element("div", {}, link, note ? element("p", { class: "row-note" }, note) : null)));
}

function mark(party) {
  return element("span", { class: `party p${party + 1}`, "data-party": guide.parties[party].key }, guide.parties[party].name);
}

/** Shows a list of tasks; those that stand there stay. */
function showList(list, places, most, note) {
  const known = new Map([...list.children].map((item) => [item.querySelector("[data-of]")?.dataset.of, item]));
  const rows = places.slice(0, most).map((at) => known.get(guide.tasks[at].id) ?? row(at, note?.(at)));
  const rest = [...list.children].filter((item) => !item.querySelector("[data-of]"));
  list.replaceChildren(...rows, ...rest);
  showFigures(list);
}

/** "and 4 more", where a list is cut. */
function sayMore(line, n) {
  line.hidden = n <= 0;
  if (n > 0) line.querySelector("a").textContent = fill("more_tasks", { n });
}

/** The page of a party: what it can start, whom it waits for, who waits for it. */
function showOwn(page) {
  const party = guide.parties.findIndex(({ key }) => key === page.dataset.own);
  const isOwn = (at) => isOf(guide, at, party);
  const isLeft = (at) => !isSettled(now[at]);
  const requires = (at, first) => guide.tasks[at].requires.some((some) => some.includes(first) && !some.some((one) => now[one] === DONE));
  const mine = all((at) => isOwn(at) && isLeft(at));
  const gate = [...barriers.values()].find(({ isOpen }) => !isOpen);
  const isBehind = (at) => gate !== undefined && guide.tasks[at].stage >= gate.stage;
  const ready = [...mine.filter((at) => now[at] === DOING), ...mine.filter((at) => now[at] === READY)];
  const direct = all((at) => !isOwn(at) && isLeft(at) && mine.some((own) => requires(own, at)));
  const atGate = gate && mine.some(isBehind) ? [...gate.missing].flatMap(([of, tasks]) => (of === party ? [] : tasks)) : [];
  const before = [...new Set([...direct, ...atGate])];
  const after = all((at) => !isOwn(at) && isLeft(at) && mine.some((own) => requires(at, own)));
  const startable = ready.filter((at) => now[at] === READY).length;
  page.querySelector("h1").textContent = startable > 0 ? count("own_headline", startable) : ready.length > 0 ? count("script_own_doing", ready.length) : tally(guide, now, isOwn).total > 0 && mine.length === 0 ? words.script_all_done : words.own_headline_none;
  const lead = page.querySelector(".lead");
  const opens = gate?.opens.filter(isOwn) ?? [];
  if (gate && opens.length > 0) lead.textContent = `${count("own_missing", [...gate.missing.values()].flat().length)} ${count("own_then", opens.length)}`;
  else lead.textContent = fill("script_own_done", tally(guide, now, isOwn));
  const list = (id, places, note) => {
    const card = document.getElementById(id);
    card.querySelector("h2 b").textContent = places.length;
    // What the build says of a list holds as long as it is as empty as it was.
    card.dataset.empty ??= card.querySelector("ul").children.length === 0;
    card.querySelector(".why").hidden = card.dataset.empty !== String(places.length === 0);
    showList(card.querySelector("ul"), places, MOST_OWN, note);
    each(".and-more", (more) => sayMore(more, places.length - MOST_OWN), card);
  };
  list("_own-ready", ready);
  list("_own-before", before, (at) => mark(guide.tasks[at].party));
  list("_own-after", after, (at) => mark(guide.tasks[at].party));
  each("#_own-after .at-gate", (line) => (line.hidden = !gate || !(gate.missing.get(party)?.length > 0)), page);
  each(".when-open", (part) => (part.hidden = barriers.get(part.dataset.gate)?.isOpen ?? false), page);
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
