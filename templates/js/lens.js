// "I am …": the reader's own party steps forward and the others recede, in lists, plan, diagrams and search. Chosen once,
// kept in this browser; `?party=key` chooses it for those who follow a link.

import { guide, guideKey } from "./guide.js";
import { element, fill, words } from "./page.js";
import { keep, recall } from "./store.js";

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

/** Adds the choice to the side bar and shows what is chosen. */
export async function offerLens() {
  const sidebar = document.getElementById("_nav");
  if (!guideKey || !sidebar) return;
  for (const link of sidebar.querySelectorAll(".nav-party[data-party]")) parties.set(link.dataset.party, link.dataset.name);
  // Parties that the side bar has no room for come with the tasks.
  if (sidebar.querySelector(".nav-all-parties")) {
    const { parties: all, tasks } = await guide();
    const used = new Set(tasks.map(({ party }) => party));
    all.filter((_, party) => used.has(party)).forEach((party) => parties.set(party.key, party.name));
  }
  if (parties.size < 2) return;
  const address = new URL(location.href);
  // In the address of the table it is a filter.
  const asked = document.getElementById("_table") ? null : address.searchParams.get("party");
  if (parties.has(asked)) keep(name, asked);
  const option = ([key, party]) => element("option", { value: key }, party);
  const choice = element("select", {}, ...[["", words.script_any_party], ...parties].map(option));
  choice.addEventListener("change", () => {
    keep(name, choice.value);
    // The address can be sent to others, and does not bring back what was chosen before.
    if (choice.value) address.searchParams.set("party", choice.value);
    else address.searchParams.delete("party");
    history.replaceState(null, "", address);
    // As if another page had chosen: whoever shows what can begin now looks again.
    dispatchEvent(new Event("storage"));
  });
  const only = element("input", { type: "checkbox", change: () => {
    keep(onlyOwn, only.checked);
    show();
  } });
  const filter = element("label", { class: "only-own" }, only, ` ${words.script_only_own}`);
  sidebar.querySelector(".sidebar-title").after(element("label", { class: "lens" }, `${words.script_i_am} `, choice), filter);
  const show = () => {
    choice.value = ownParty();
    only.checked = recall(onlyOwn, false) === true;
    filter.hidden = ownParty() === "";
    mark();
    // A page that is all about another party stays as it is.
    const some = document.querySelector("#_main :is(.item.own, tr.own)") !== null;
    document.documentElement.toggleAttribute("data-only-own", only.checked && some);
  };
  addEventListener("storage", show);
  show();
}

/** Tells own and others apart. A row between two parties is the own of both. */
function mark() {
  const own = ownParty();
  document.documentElement.toggleAttribute("data-lens", own !== "");
  for (const of of document.querySelectorAll(".item[data-party], a.node[data-party], .nav-tasks[data-party], tr[data-parties]")) {
    const isOwn = (of.dataset.parties ?? of.dataset.party).split(" ").includes(own);
    of.classList.toggle("apart", own !== "" && !isOwn);
    of.classList.toggle("own", own !== "" && isOwn);
  }
  const article = document.querySelector("article[data-party]");
  article?.querySelector(".whose")?.remove();
  if (!article || own === "" || !parties.has(article.dataset.party)) return;
  const mine = article.dataset.party === own;
  const text = mine ? words.script_yours : fill("script_theirs", { party: parties.get(article.dataset.party) });
  article.querySelector("h1").after(element("p", { class: `whose ${mine ? "own" : "apart"}` }, text));
}
