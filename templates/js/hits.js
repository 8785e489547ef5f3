// The hits below a field, for the dialog and for the search page.

import { entry, head, postings, text } from "./data.js";
import { search } from "./engine.js";
import { guide as loadGuide, guideKey } from "./guide.js";
import { ownPartyName } from "./lens.js";
import { count, element, fill, root, words } from "./page.js";
import { marksIn, runsOf } from "./runs.js";
import { marked, quoted } from "./sentence.js";
import { SHOWN as FIGURES, states } from "./states.js";

const SHOWN = 20;
/** Keys that follow each other within so many milliseconds are taken together; the first counts at once. */
const PAUSE = 60;

/** Those of the page's guide, and its place among the guides, from 1. */
let figuresOfGuide, ownGuide;

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
  figuresOfGuide = figures();
  head().then(({ guides }) => {
    ownGuide = guides.findIndex(([key]) => key === guideKey) + 1;
    isWanted = offerChoices(guides, choices, run);
  }, () => {});
  if (input.value) shown = run();
}

globalThis.vejviser.search.fill = attach;

/** Up to so many names, in so many letters, stand side by side where there is room; more are a list to unfold. */
const FEW = 5, SHORT = 90;

/** A choice of one of some names, or of all of them: buttons side by side, or a list. `value()` is the place of the name, from 1. */
function choice(label, all, change) {
  const box = element("div", { class: "search-choice" });
  let control = { value: "0" };
  const radio = (name, number) => {
    const made = element("input", { type: "radio", name: `_${label}`, value: String(number), change: () => {
      control = made;
      change();
    } });
    made.checked = number === 0;
    if (number === 0) control = made;
    return element("label", {}, made, name);
  };
  /** Offers these names; none is chosen. */
  const offer = (names) => {
    const isFew = names.length <= FEW && names.join("").length <= SHORT && matchMedia("(min-width: 48rem)").matches;
    const each = [all, ...names];
    if (isFew) return box.replaceChildren(element("fieldset", {}, element("legend", {}, label), ...each.map(radio)));
    control = element("select", { change }, ...each.map((name, number) => element("option", { value: String(number) }, name)));
    box.replaceChildren(element("label", {}, `${label} `, control));
  };
  return { box, offer, value: () => Number(control.value) };
}

/**
 * Lets hits be narrowed to a guide, and to the parties and stages of one: the chosen one, or that of the page. Gives a function that
 * says whether what has these numbers is wanted, and whether anything is `chosen`.
 */
function offerChoices(guides, choices, run) {
  const own = guides.length === 1 ? 1 : guides.findIndex(([key]) => key === guideKey) + 1;
  const guide = choice(words.script_guide, words.script_all_guides, () => change(true));
  const party = choice(words.party, words.script_all_parties, () => change());
  const stage = choice(words.stage, words.script_all_stages, () => change());
  const of = () => guide.value() || own;

  function change(ofGuide) {
    if (ofGuide) show();
    isWanted.chosen = [guide, party, stage].some((one) => one.value() > 0);
    run();
  }

  function show() {
    const [, , parties, stages] = guides[of() - 1] ?? [0, 0, [], []];
    party.offer(parties);
    stage.offer(stages);
    for (const { box } of [party, stage]) box.hidden = of() === 0;
  }

  function isWanted([ofParty, ofStage, ofGuide]) {
    const narrowed = guide.value() || (party.value() || stage.value() ? of() : 0);
    return [[narrowed, ofGuide], [party.value(), ofParty], [stage.value(), ofStage]].every(([wanted, is]) => wanted === 0 || wanted === is);
  }

  guide.offer(guides.map(([, title]) => title));
  show();
  choices.append(...[guides.length > 1 && guide, party, stage].filter(Boolean).map(({ box }) => box));
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

/** How the tasks of the page's guide stand, by code: class and word of their figures. */
async function figures() {
  if (!guideKey) return new Map();
  const guide = await loadGuide();
  const now = states(guide, marksIn(runsOf(guideKey), guide));
  return new Map(guide.tasks.map(({ id }, place) => [id, FIGURES[now[place]]]));
}

function row({ code, title, path, groups, numbers, entry: at, texts, words: found }) {
  const own = ownPartyName();
  const [party, stage, ofGuide] = groups;
  const isOurs = numbers[2] === ownGuide;
  const names = [code, title].map((name) => marked(name, found));
  const quote = element("p", { class: "row-note hit-text" });
  text(at, texts).then((all) => {
    const sentence = quoted(all, found);
    const isShown = [...names.flat(), ...sentence].some(([, isFound]) => isFound);
    // Such as a former code, or another word for a term.
    const others = isShown ? "" : ` ${words.script_hit_words}: ${found.slice(0, 6).join(", ")}`;
    quote.append(...emphasised(sentence), others);
  }, () => {});
  const figure = element("i", { class: code === "" ? "glyph is-arrow" : `mark p${numbers[0]}`, "aria-hidden": "true" });
  // Only tasks of the page's guide are known to it.
  if (code !== "" && isOurs) figuresOfGuide.then((known) => {
    const [sign, word] = known.get(code) ?? [];
    if (sign) figure.replaceWith(element("i", { class: `icon ${sign}`, role: "img", "aria-label": words[word] }));
  }, () => {});
  return element(
    "li",
    { class: own !== "" && party !== "" && (party === own ? "own" : "apart") },
    element(
      "div",
      { class: "row" },
      figure,
      element(
        "div",
        {},
        element("a", { class: "row-title", href: root + path }, code !== "" && element("span", { class: "code" }, ...emphasised(names[0])), code !== "" && " ", ...emphasised(names[1])),
        element(
          "p",
          { class: "row-note note-list" },
          party !== "" && element("span", { class: `party p${numbers[0]}` }, party),
          ...[stage, isOurs ? "" : ofGuide].filter((name) => name !== "").map((name) => element("span", {}, name)),
        ),
        quote,
      ),
    ),
  );
}

function emphasised(pieces) {
  return pieces.map(([piece, isFound]) => (isFound ? element("mark", {}, piece) : piece));
}
