// Ticks and states: boxes on the plan and on a task's page, words beside tasks in lists, marks in diagrams.

import { guide as loadGuide, guideKey } from "./guide.js";
import { count, element, fill, words } from "./page.js";
import { fromFragment, isSent } from "./exchange.js";
import { isShared, pieces } from "./pieces.js";
import { progressPanel } from "./progress_panel.js";
import { isEmpty, keepRuns, marked, marksIn, runsOf } from "./runs.js";
import { DOING, DONE, GATE, NOT_RELEVANT, READY, SHOWN, UNNEEDED, WAITING, number, states } from "./states.js";
import { onChange } from "./store.js";

let guide, panel, announcer;
const boxes = new Map();

/** Shows what has been ticked, and lets it be ticked on the plan and on task pages. */
export async function offerProgress() {
  if (!guideKey) return;
  const plan = document.getElementById("_plan");
  const article = document.querySelector("article[data-task]");
  // Elsewhere there is nothing to show until something has been ticked.
  if (!plan && !article && isEmpty(all())) return;
  guide = await loadGuide();
  announcer = element("p", { class: "unseen", role: "status" });
  document.getElementById("_main").append(announcer);
  if (plan) {
    panel = progressPanel(guide, all, change);
    plan.after(panel.box);
    takeSent();
    addEventListener("hashchange", takeSent);
    document.querySelectorAll(".item[data-task]").forEach((item) => addBox(item.dataset.task, item.querySelector(".row > div")));
  }
  if (article) addBox(article.dataset.task, article.querySelector("h1"), true);
  show();
  onChange(show);
}

/** The runs as they are kept now: another page may have changed them. */
function all() {
  return runsOf(guideKey);
}

function change(next) {
  keepRuns(guideKey, next);
}

function takeSent() {
  if (isSent(location.hash)) panel.offer(fromFragment(location.hash));
}

/** A box behind an element, with a note where nothing else says which run it is and where ticks are kept. */
function addBox(id, at, note = false) {
  const place = guide.place(id);
  if (place === undefined) return;
  const box = element("input", { type: "checkbox" });
  const task = guide.tasks[place];
  box.addEventListener("change", () => {
    const runs = all();
    const next = marked(runs, guide, place, { state: box.checked ? DONE : "" });
    change(next);
    announcer.textContent = news(...[runs, next].map((runs) => states(guide, marksIn(runs, guide))));
  });
  const state = element("span", { class: "state" });
  const name = element("span", { class: "unseen" }, `: ${task.id} ${task.title}`);
  const others = pieces(guide)[place].filter((other) => other !== place).map((other) => guide.tasks[other].id);
  const joint = others.length > 0 && element("span", { class: "quiet" }, fill("script_joint", { codes: others.join(", ") }));
  const shared = isShared(guide, place) && element("span", { class: "shared quiet" }, words.script_shared);
  const kept = note && element("span", { class: "kept quiet" });
  const label = element("label", {}, box, ` ${words.script_done}`, name);
  at.after(element("div", { class: "tick" }, label, " ", state, " ", joint, " ", shared, " ", kept));
  boxes.set(place, { box, state });
}

/** What a tick has opened, for those who do not see the list. */
function news(before, after) {
  const opened = number(guide, (at) => after[at] === READY && before[at] !== READY);
  return opened > 0 ? count("script_opened", opened) : "";
}

function show() {
  const runs = all();
  const now = states(guide, marksIn(runs, guide));
  const empty = isEmpty(runs);
  for (const [place, { box, state }] of boxes) {
    box.checked = now[place] === DONE;
    mark(state, empty ? undefined : now[place]);
  }
  for (const kept of document.querySelectorAll(".kept")) kept.textContent = [runs.current, words.script_kept_here].filter(Boolean).join(" · ");
  document.querySelectorAll("svg.diagram a.node").forEach((node) => {
    const place = guide.place(node.dataset.id);
    markNode(node, empty || place === undefined ? undefined : now[place]);
  });
  document.querySelectorAll(".diagram-frame").forEach((frame) => explain(frame, empty));
  panel?.show(now);
}

function mark(element, state) {
  if (state === undefined) delete element.dataset.state;
  else element.dataset.state = state;
  element.textContent = state === undefined ? "" : words[SHOWN[state][1]];
}

const SIGNS = { [DONE]: "✓", [DOING]: "◐", [NOT_RELEVANT]: "–", [READY]: "▸", [WAITING]: "…", [GATE]: "‖", [UNNEEDED]: "–" };

/** A sign in the corner of a box. */
function markNode(node, state) {
  node.querySelector(".sign")?.remove();
  const name = (node.dataset.name ??= node.getAttribute("aria-label") ?? "");
  node.setAttribute("aria-label", state === undefined ? name : `${name}, ${words[SHOWN[state][1]]}`);
  if (state === undefined) return;
  const box = node.querySelector(".box").getBBox();
  const sign = document.createElementNS("http://www.w3.org/2000/svg", "text");
  const attributes = { class: "sign", "aria-hidden": "true", "text-anchor": "end", x: box.x + box.width - 8, y: box.y + 17 };
  for (const [name, value] of Object.entries({ ...attributes, "data-state": state })) sign.setAttribute(name, value);
  sign.textContent = SIGNS[state];
  node.append(sign);
}

/** What the signs mean, below a picture that has any. */
function explain(frame, empty) {
  frame.querySelector(".signs")?.remove();
  const signs = empty ? [] : Object.keys(SIGNS).filter((state) => frame.querySelector(`.sign[data-state=${state}]`));
  const text = signs.map((state) => `${SIGNS[state]} ${words[SHOWN[state][1]]}`).join(" · ");
  if (text) frame.querySelector("figcaption").prepend(element("p", { class: "signs quiet" }, text));
}
