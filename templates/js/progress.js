// Boxes to tick tasks off, wherever a page has them. `change` is the one way to set a mark; whoever shows marks looks again
// by `onChange` of store.js. What only the plan needs is loaded there.

import { guide as loadGuide, guideKey } from "./guide.js";
import { count, element, load, words } from "./page.js";
import { keepRuns, marked, marksIn, runsOf } from "./runs.js";
import { DONE, READY, number, states } from "./states.js";
import { onChange } from "./store.js";

let guide, announcer;

/** Brings the page's boxes to life, and the plan's table of runs. */
export async function offerProgress() {
  const boxes = [...document.querySelectorAll("input[data-tick]")];
  const plan = document.getElementById("_progress");
  if (!guideKey || (boxes.length === 0 && !plan)) return;
  guide = await loadGuide();
  if (plan) load("assets/plan.js");
  announcer = element("p", { class: "unseen sr", role: "status" });
  document.getElementById("_main").append(announcer);
<<<<<<< Updated upstream
  if (plan) {
    panel = progressPanel(guide, all, change);
    plan.after(panel.box);
    takeSent();
    addEventListener("hashchange", takeSent);
    document.querySelectorAll(".item[data-task]").forEach((item) => addBox(item.dataset.task, item.querySelector(".row > div")));
  }
  if (article) addBox(article.dataset.task, article.querySelector("h1"), true);
  show();
=======
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
  };
>>>>>>> Stashed changes
  onChange(show);
  show();
}

/** Changes the mark of a task in the current run, and says what that opens, for those who do not see the lists. */
export function change(place, part) {
  const runs = runsOf(guideKey);
  const next = marked(runs, guide, place, part);
  const [before, after] = [runs, next].map((runs) => states(guide, marksIn(runs, guide)));
  keepRuns(guideKey, next);
  const opened = number(guide, (at) => after[at] === READY && before[at] !== READY);
<<<<<<< Updated upstream
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
  document.querySelectorAll("a.task .code").forEach((code) => besideLink(code.parentElement, code.textContent, now, empty));
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

/** The state behind a link to a task, where it has no box of its own. */
function besideLink(link, id, now, empty) {
  const place = guide.place(id);
  if (place === undefined || link.closest("svg") || (boxes.has(place) && link.closest(".item"))) return;
  let note = link.nextElementSibling?.matches(".state") ? link.nextElementSibling : null;
  if (empty) return note?.remove();
  if (!note) link.after((note = element("span", { class: "state" })));
  mark(note, now[place]);
=======
  announcer.textContent = opened > 0 ? count("script_opened", opened) : "";
>>>>>>> Stashed changes
}
