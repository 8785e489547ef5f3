// The hits below a field, for the dialog and for the search page.

import { entry, head, postings, text } from "./data.js";
import { search } from "./engine.js";
import { guideKey } from "./guide.js";
import { ownPartyName } from "./lens.js";
import { count, element, fill, root, words } from "./page.js";
import { marked, quoted } from "./sentence.js";

const SHOWN = 20;
/** Keys that follow each other within so many milliseconds are taken together; the first counts at once. */
const PAUSE = 60;

/** Finds what is typed into a field, from now on. The parts are those of `search_box.js`. */
function attach({ box, input, choices, status, list, onQuery }) {
  let isWanted = () => true;
  let turn = 0;
  let pause;
  let waiting = false;
  let shown;

  async function run() {
    const mine = (turn += 1);
    const query = input.value.trim();
    onQuery(query);
    if (!query) {
      list.replaceChildren();
      status.textContent = "";
      return;
    }
    try {
      const site = await head();
      const all = await search(query, { ...site, postings, name: entry });
      const hits = [];
      let total = 0;
      for (const hit of all) {
        // Without a choice, only what is shown has to be loaded.
        if (!isWanted.chosen && hits.length >= SHOWN) break;
        const found = await entry(hit.entry);
        if (!isWanted(found.numbers)) continue;
        total += 1;
        if (hits.length < SHOWN) hits.push({ ...found, ...hit });
      }
      if (mine !== turn) return;
      list.replaceChildren(...hits.map(row));
      status.textContent = summary(isWanted.chosen ? total : all.length, hits.length);
    } catch {
      if (mine === turn) status.textContent = words.script_search_failed;
    }
  }

  function settle() {
    pause = undefined;
    if (!waiting) return;
    waiting = false;
    shown = run();
  }

  /** Shows what was typed last, and then opens the first hit. */
  async function openFirst() {
    clearTimeout(pause);
    settle();
    await shown;
    list.querySelector("a")?.click();
  }

  input.addEventListener("input", () => {
    if (pause === undefined) shown = run();
    else waiting = true;
    clearTimeout(pause);
    pause = setTimeout(settle, PAUSE);
  });
  box.addEventListener("keydown", (event) => step(event, input, list, openFirst));
  head().then(({ guides }) => {
    isWanted = offerChoices(guides, choices, run);
  }, () => {});
  if (input.value) shown = run();
}

globalThis.vejviser.search.fill = attach;

/**
 * Lets hits be narrowed to a guide, and to the parties and stages of one: the chosen one, or that of the page. Gives a function that
 * says whether what has these numbers is wanted, and whether anything is `chosen`.
 */
function offerChoices(guides, choices, run) {
  const own = guides.length === 1 ? 1 : guides.findIndex(([key]) => key === guideKey) + 1;
  const select = (label, all, names) => {
    const made = element("select", { change: () => change(made) });
    const labelled = element("label", {}, `${label} `, made);
    offer(made, all, names);
    return { made, labelled, value: () => Number(made.value) };
  };
  const offer = (made, all, names) => made.replaceChildren(...[all, ...names].map((name, number) => element("option", { value: String(number) }, name)));
  const guide = select(words.script_guide, words.script_all_guides, guides.map(([, title]) => title));
  const party = select(words.party, words.script_all_parties, []);
  const stage = select(words.stage, words.script_all_stages, []);
  const of = () => guide.value() || own;

  function change(changed) {
    if (changed === guide.made) show();
    isWanted.chosen = [guide, party, stage].some((one) => one.value() > 0);
    run();
  }

  function show() {
    const [, , parties, stages] = guides[of() - 1] ?? [0, 0, [], []];
    offer(party.made, words.script_all_parties, parties);
    offer(stage.made, words.script_all_stages, stages);
    for (const { labelled } of [party, stage]) labelled.hidden = of() === 0;
  }

  function isWanted([ofParty, ofStage, ofGuide]) {
    const narrowed = guide.value() || (party.value() || stage.value() ? of() : 0);
    return [[narrowed, ofGuide], [party.value(), ofParty], [stage.value(), ofStage]].every(([wanted, is]) => wanted === 0 || wanted === is);
  }

  show();
  choices.append(...[guides.length > 1 && guide, party, stage].filter(Boolean).map(({ labelled }) => labelled));
  return isWanted;
}

function summary(total, shown) {
  if (total === 0) return words.script_no_hits;
  return total > shown ? fill("script_hits_first", { n: total, shown }) : count("script_hits", total);
}

/** Arrow keys walk through the hits, and Enter in the field opens the first of what was typed. */
function step(event, input, list, openFirst) {
  const links = [...list.querySelectorAll("a")];
  const at = links.indexOf(document.activeElement);
  const inList = at >= 0;
  if (event.key === "ArrowDown" && (inList || document.activeElement === input) && at + 1 < links.length) {
    event.preventDefault();
    links[at + 1].focus();
  } else if (event.key === "ArrowUp" && inList) {
    event.preventDefault();
    (links[at - 1] ?? input).focus();
  } else if (event.key === "Enter" && document.activeElement === input) {
    event.preventDefault();
    openFirst();
  }
}

function row({ code, title, path, groups, entry: at, texts, words: found }) {
  const own = ownPartyName();
  const [party] = groups;
  const names = [code, title].map((name) => marked(name, found));
  const quote = element("span", { class: "hit-text quiet" });
  text(at, texts).then((all) => {
    const sentence = quoted(all, found);
    const isShown = [...names.flat(), ...sentence].some(([, isFound]) => isFound);
    // Such as a former code, or another word for a term.
    const others = isShown ? "" : ` ${words.script_hit_words}: ${found.slice(0, 6).join(", ")}`;
    quote.append(...emphasised(sentence), others);
  }, () => {});
  return element(
    "li",
    { class: own !== "" && party !== "" && (party === own ? "own" : "apart") },
    element("a", { href: root + path }, code !== "" && element("span", { class: "code" }, ...emphasised(names[0])), code !== "" && " ", ...emphasised(names[1])),
    element("span", { class: "hit-groups quiet" }, groups.filter((name) => name !== "").join(" · ")),
    quote,
  );
}

function emphasised(pieces) {
  return pieces.map(([piece, isFound]) => (isFound ? element("mark", {}, piece) : piece));
}
