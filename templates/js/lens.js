// "We are …": the reader's own party steps forward, in lists, plan, diagrams and search. Chosen once, kept in this browser;
// `?party=key` chooses it for those who follow a link, and so does a visit to the party's own page.

import { guideKey } from "./guide.js";
import { element, words } from "./page.js";
import { keep, onChange, recall } from "./store.js";

const name = `party:${guideKey}`;
const onlyOwn = `only-own:${guideKey}`;
const parties = new Map();

/** The key of the reader's party in this guide; empty if none is chosen. */
export function ownParty() {
  const key = guideKey ? recall(name, "") : "";
  return parties.has(key) ? key : "";
}

/** The name of the reader's party, for what is told by name. */
export function ownPartyName() {
  return parties.get(ownParty()) ?? "";
}

/** Makes the choice in the header one that is kept, and shows what is chosen. */
export function offerLens() {
  const menu = document.getElementById("_me");
  const page = document.querySelector("[data-own]");
  if (menu?.matches("details")) {
    for (const link of menu.querySelectorAll("a[data-party]")) {
      if (link.dataset.party) parties.set(link.dataset.party, link.textContent.trim());
      link.addEventListener("click", () => keep(name, link.dataset.party));
    }
  } else if (menu) {
    // Of very many parties the header names none; one is chosen on its own page.
    const chosen = recall(`${name}:name`, "");
    if (chosen) parties.set(recall(name, ""), chosen);
    if (page) {
      parties.set(page.dataset.own, page.dataset.name);
      keep(`${name}:name`, page.dataset.name);
    }
  }
  if (parties.size === 0) return;
  for (const link of document.querySelectorAll("a[data-choose]")) link.addEventListener("click", () => keep(name, link.dataset.choose));
  // In the address of the table it is a filter.
  const asked = document.getElementById("_table") ? null : (new URL(location.href).searchParams.get("party") ?? page?.dataset.own);
  if (parties.has(asked) && asked !== ownParty()) keep(name, asked);
  const only = element("input", { type: "checkbox", change: () => keep(onlyOwn, only.checked) });
  const filter = element("li", {}, element("label", { class: "only-own" }, only, words.script_only_own));
  menu.querySelector("ul")?.append(filter);
  const show = () => {
    only.checked = recall(onlyOwn, false) === true;
    filter.hidden = ownParty() === "";
    showChoice(menu);
    mark();
    // A page that is all about another party stays as it is.
    const some = document.querySelector("#_main :is(.item, .handover, .asked-task, .gate-lane, tr).own") !== null;
    document.documentElement.toggleAttribute("data-only-own", only.checked && some);
  };
  onChange(show);
  show();
}

/** The header says who we are. */
function showChoice(menu) {
  const summary = menu.querySelector("summary");
  const own = ownParty();
  if (!summary) return;
  const link = menu.querySelector(`a[data-party="${CSS.escape(own)}"]`);
  menu.querySelectorAll("a[data-party]").forEach((other) => other.toggleAttribute("aria-current", other === link && own !== ""));
  if (own === "") return summary.replaceChildren(element("span", { class: "unchosen" }, menu.dataset.none));
  const number = /\bp\d+/.exec(link.querySelector(".mark").className)[0];
  summary.replaceChildren(element("span", { class: "quiet" }, `${menu.dataset.you} `), element("span", { class: `party ${number}` }, parties.get(own)));
}

/** Tells own and others apart. What lies between two parties is the own of both. */
function mark() {
  const own = ownParty();
  document.documentElement.toggleAttribute("data-lens", own !== "");
  for (const of of document.querySelectorAll(".item[data-party], a.node[data-party], .nav-tasks[data-party], [data-parties], .asked-task, article[data-party], tr[data-party], .gate-lane, [data-bar^=party]")) {
    const parties = of.dataset.parties ?? of.dataset.party ?? of.dataset.bar.slice("party:".length);
    const isOwn = parties.split(" ").includes(own);
    of.classList.toggle("apart", own !== "" && !isOwn);
    of.classList.toggle("own", own !== "" && isOwn);
    if (isOwn && of.matches(".nav-tasks")) of.open = true;
  }
  for (const of of document.querySelectorAll(":is(.strip, .handover, .gate-lane h2, .roadmap th, .progress) .party[data-party]")) {
    const isOwn = of.dataset.party === own;
    let you = of.nextElementSibling?.matches(".you") ? of.nextElementSibling : null;
    if (isOwn && !you) of.after((you = element("span", { class: "you" }, words.script_you)));
    else if (!isOwn) you?.remove();
  }
  groupHandovers(own);
}

let pairs;

/** The hand-overs by what the reader's party gives, gets, and carries out with others; as they were if none is chosen. */
function groupHandovers(own) {
  const list = document.getElementById("_pairs");
  const cards = list ? [...list.querySelectorAll(".handover")] : [];
  if (cards.length === 0) return;
  pairs ??= [...list.querySelectorAll(".pair")].map((section) => ({ section, cards: [...section.querySelectorAll(".handover")] }));
  for (const { section, cards } of pairs) section.querySelector("ul").append(...cards);
  list.querySelectorAll(".of-own").forEach((section) => section.remove());
  const giving = (card) => card.dataset.parties.split(" ")[0] === own;
  const isOwn = (card) => card.dataset.parties.split(" ").includes(own);
  const groups = [
    [words.script_you_deliver, (card) => !card.matches(".together") && giving(card)],
    [words.script_you_receive, (card) => !card.matches(".together") && !giving(card)],
    [words.script_you_join, (card) => card.matches(".together")],
  ];
  const made = own === "" ? [] : groups.flatMap(([title, keep], at) => {
    const of = cards.filter((card) => isOwn(card) && keep(card));
    const head = element("h2", { id: `_own-${["out", "in", "joint"][at]}` }, title);
    return of.length === 0 ? [] : [element("section", { class: "section of-own", "aria-labelledby": head.id }, element("div", { class: "section-head" }, head), element("ul", { class: "handovers" }, ...of))];
  });
  list.prepend(...made);
  for (const { section } of pairs) section.hidden = section.querySelector(".handover") === null;
}
