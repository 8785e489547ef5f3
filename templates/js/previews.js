// What a link to a task leads to, beside the link: on hover and on focus, after a moment; Escape puts it away, and the
// pointer may rest on it (WCAG 2.2, 1.4.13).

import { guide as loadGuide, guideKey } from "./guide.js";
import { element, words } from "./page.js";
import { marksIn, isEmpty, runsOf } from "./runs.js";
import { SHOWN, states } from "./states.js";

const WAIT = 300;
const GRACE = 150;
/** Boxes of pictures say it all, and light up. */
const LINKS = "a.task:not(svg a), a.ref, a.term, .nav-tasks a";

let shown, of, timer;

/** Listens for links to tasks of this guide, and looks whether the reader is at one already. */
function offerPreviews() {
  const main = document.querySelector(".frame");
  const linkOf = (event) => event.target.closest?.(LINKS);
  const soon = (event) => {
    const link = linkOf(event);
    // A finger has nothing to hover with, and its tap leads on.
    const meant = event.type === "focusin" ? link?.matches(":focus-visible") : event.pointerType === "mouse";
    if (link && meant && link !== of) later(() => show(link), WAIT);
  };
  main.addEventListener("pointerover", soon);
  main.addEventListener("focusin", soon);
  main.addEventListener("pointerout", (event) => linkOf(event) && later(hide, GRACE));
  // At once, or it would cover what has the focus now.
  main.addEventListener("focusout", hide);
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    clearTimeout(timer);
    hide();
  });
  const at = document.querySelector(`:is(${LINKS}):is(:hover, :focus-visible)`);
  if (at) later(() => show(at), WAIT);
}

function later(what, wait) {
  clearTimeout(timer);
  timer = setTimeout(what, wait);
}

function hide() {
  shown?.remove();
  of?.removeAttribute("aria-describedby");
  shown = of = undefined;
}

async function show(link) {
  const made = link.matches(".term") ? meaning(link) : await task(link);
  if (!made || !link.matches(":hover, :focus-visible")) return;
  hide();
  of = link;
  shown = element("div", { class: "preview", id: "_preview", role: "tooltip" }, ...made);
  link.setAttribute("aria-describedby", "_preview");
  shown.addEventListener("pointerenter", () => clearTimeout(timer));
  shown.addEventListener("pointerleave", () => later(hide, GRACE));
  document.getElementById("_main").append(shown);
  placeBeside(link.getBoundingClientRect());
}

/** What a word means: it stands at the end of the page. */
function meaning(link) {
  const text = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  return text && [element("p", {}, element("strong", {}, text.previousElementSibling.textContent)), element("p", {}, text.textContent)];
}

async function task(link) {
  const guide = await loadGuide();
  const place = guide.place(link.querySelector(".code")?.textContent);
  // Links to other guides have codes too.
  return place !== undefined && link.pathname.includes(`/${guideKey}/`) && preview(guide, place);
}

function preview(guide, place) {
  const task = guide.tasks[place];
  const runs = runsOf(guideKey);
  const state = !isEmpty(runs) && words[SHOWN[states(guide, marksIn(runs, guide))[place]][1]];
  const needs = task.requires.map((some) => some.map((at) => `${guide.tasks[at].id} ${guide.tasks[at].title}`).join(` ${words.or} `));
  return [
    element("p", {}, element("strong", {}, task.id), ` ${task.title}`),
    element("p", { class: "quiet" }, [guide.parties[task.party]?.name, guide.stages[task.stage]?.name, state].filter(Boolean).join(" · ")),
    needs.length > 0 && element("p", { class: "quiet" }, words.script_needs),
    needs.length > 0 && element("ul", {}, ...needs.map((need) => element("li", {}, need))),
  ];
}

/** Below the link, or above it where there is no room. */
function placeBeside(link) {
  const { width, height } = shown.getBoundingClientRect();
  const below = link.bottom + 6 + height <= innerHeight || link.top < height + 6;
  shown.style.left = `${Math.max(8, Math.min(link.left, innerWidth - width - 8)) + scrollX}px`;
  shown.style.top = `${(below ? link.bottom + 6 : link.top - height - 6) + scrollY}px`;
}

offerPreviews();
