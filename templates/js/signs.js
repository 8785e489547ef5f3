// How far tasks have come, in pictures: a sign in the corner of each box, and below the picture what the signs mean.

import { guide as loadGuide, guideKey } from "./guide.js";
import { element, words } from "./page.js";
import { isEmpty, marksIn, runsOf } from "./runs.js";
import { DOING, DONE, GATE, NOT_RELEVANT, READY, SHOWN, UNNEEDED, WAITING, states } from "./states.js";
import { onChange } from "./store.js";

const SIGNS = { [DONE]: "✓", [DOING]: "◐", [NOT_RELEVANT]: "–", [READY]: "▸", [WAITING]: "…", [GATE]: "‖", [UNNEEDED]: "–" };

/** Adds the signs, once anything is marked. */
export function offerSigns() {
  if (!guideKey || !document.querySelector("svg.diagram a.node")) return;
  onChange(show);
  show();
}

async function show() {
  const runs = runsOf(guideKey);
  const isNew = isEmpty(runs);
  // Until then there is nothing to take back either.
  if (isNew && !document.querySelector("svg.diagram .sign")) return;
  const guide = await loadGuide();
  const now = states(guide, marksIn(runs, guide));
  for (const node of document.querySelectorAll("svg.diagram a.node")) mark(node, isNew ? undefined : now[guide.place(node.dataset.id)]);
  document.querySelectorAll(".diagram-frame").forEach(explain);
}

/** A sign in the corner of a box. */
function mark(node, state) {
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
function explain(frame) {
  frame.querySelector(".signs")?.remove();
  const signs = Object.keys(SIGNS).filter((state) => frame.querySelector(`.sign[data-state=${state}]`));
  const text = signs.map((state) => `${SIGNS[state]} ${words[SHOWN[state][1]]}`).join(" · ");
  if (text) frame.querySelector("figcaption").prepend(element("p", { class: "signs quiet" }, text));
}
