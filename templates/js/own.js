// The page of a party, when something was marked.

import { isOf } from "./guide.js";
import { codes, each, mark, sayMore, showList, someOf } from "./live.js";
import { count, element, fill, words } from "./page.js";
import { DOING, DONE, READY, isSettled, tally } from "./states.js";

/** The most rows of each list, as in the build. */
const MOST = 6;
globalThis.vejviser.own = showOwn;

/** What the party can start, whom it waits for, who waits for it. */
function showOwn(page, { guide, now, barriers }) {
  const all = (keep) => [...guide.tasks.keys()].filter(keep);
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
  // What holds the party up now comes before what waits for the gate itself.
  const before = [...new Set([...direct, ...atGate])].sort((one, other) => isBehind(one) - isBehind(other));
  const after = all((at) => !isOwn(at) && isLeft(at) && mine.some((own) => requires(at, own)));
  const startable = ready.filter((at) => now[at] === READY).length;
  page.querySelector("h1").textContent = startable > 0 ? count("own_headline", startable) : ready.length > 0 ? count("script_own_doing", ready.length) : tally(guide, now, isOwn).total > 0 && mine.length === 0 ? words.script_all_done : words.own_headline_none;
  const lead = page.querySelector(".lead");
  const opens = gate?.opens.filter(isOwn) ?? [];
  if (gate && mine.some(isBehind)) lead.textContent = `${count("own_missing", [...gate.missing.values()].flat().length)} ${opens.length > 0 ? count("own_then", opens.length) : words.own_then_none}`;
  else lead.textContent = fill("script_own_done", tally(guide, now, isOwn));
  const list = (id, places, why) => {
    const card = document.getElementById(id);
    card.querySelector("h2 b").textContent = places.length;
    // What the build says of a list holds as long as it is as empty as it was.
    card.dataset.empty ??= card.querySelector("ul").children.length === 0;
    card.querySelector(".why").hidden = card.dataset.empty !== String(places.length === 0);
    showList(card.querySelector("ul"), places, MOST, why);
    each(".and-more", (more) => sayMore(more, places.length - MOST), card);
  };
  const because = (key, names) => element("span", {}, names.length > 0 ? fill(`script_why_${key}`, { tasks: someOf(names) }) : "");
  const waiting = (at) => all((one) => isLeft(one) && requires(one, at));
  list("_own-ready", ready, (at) => [because("ready", [...(gate && !isBehind(at) ? [words.script_the_gate] : []), ...codes(waiting(at))])]);
  page.querySelector("#_own-ready h2").childNodes[1].textContent = ` ${startable < ready.length ? words.script_doing_or_ready : words.state_ready} `;
  list("_own-before", before, (at) => {
    const ours = waiting(at).filter(isOwn);
    return [mark(guide.tasks[at].party), " ", ours.length > 0 ? because("before", codes(ours)) : element("span", {}, words.script_why_gate)];
  });
  list("_own-after", after, (at) => [mark(guide.tasks[at].party), " ", because("after", codes(mine.filter((own) => requires(at, own))))]);
  each("#_own-after .at-gate", (line) => (line.hidden = !gate || !(gate.missing.get(party)?.length > 0)), page);
  each(".when-open", (part) => (part.hidden = barriers.get(part.dataset.gate)?.isOpen ?? false), page);
}
