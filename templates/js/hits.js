// The hits below a field, for the dialog and for the search page.

import { entry, head, postings } from "./data.js";
import { search } from "./engine.js";
import { fold } from "./fold.js";
import { ownPartyName } from "./lens.js";
import { count, element, fill, root, words } from "./page.js";

const SHOWN = 20;
/** Keys that follow each other within so many milliseconds are taken together; the first counts at once. */
const PAUSE = 60;

/** Finds what is typed into a field, from now on. The parts are those of `search_box.js`. */
function attach({ box, input, choices, status, list, onQuery }) {
  const selects = [];
  let turn = 0;
  let pause;
  let waiting = false;

  async function run() {
    const mine = (turn += 1);
    const text = input.value.trim();
    onQuery(text);
    if (!text) {
      list.replaceChildren();
      status.textContent = "";
      return;
    }
    try {
      const { vocabulary, entries } = await head();
      const wanted = selects.map((select) => Number(select.value));
      const chosen = wanted.some((number) => number > 0);
      const all = await search(text, vocabulary, entries, postings);
      const hits = [];
      let total = 0;
      for (const hit of all) {
        // Without a choice, only what is shown has to be loaded.
        if (!chosen && hits.length >= SHOWN) break;
        const found = await entry(hit.entry);
        if (!wanted.every((number, at) => number === 0 || found.numbers[at] === number)) continue;
        total += 1;
        if (hits.length < SHOWN) hits.push(row(found, hit.words, text));
      }
      if (mine !== turn) return;
      list.replaceChildren(...hits);
      status.textContent = summary(chosen ? total : all.length, hits.length);
    } catch {
      if (mine === turn) status.textContent = words.script_search_failed;
    }
  }

  function settle() {
    pause = undefined;
    if (!waiting) return;
    waiting = false;
    run();
  }

  async function addChoices() {
    const { groups } = await head();
    const labels = [
      [words.party, words.script_all_parties],
      [words.stage, words.script_all_stages],
    ];
    labels.forEach(([label, all], at) => {
      const options = [all, ...groups[at]].map((name, number) => element("option", { value: String(number) }, name));
      selects[at] = element("select", { change: run }, ...options);
      choices.append(element("label", {}, `${label} `, selects[at]));
    });
  }

  input.addEventListener("input", () => {
    if (pause === undefined) run();
    else waiting = true;
    clearTimeout(pause);
    pause = setTimeout(settle, PAUSE);
  });
  box.addEventListener("keydown", (event) => step(event, input, list));
  addChoices().catch(() => {});
  if (input.value) run();
}

globalThis.vejviser.search.fill = attach;

function summary(total, shown) {
  if (total === 0) return words.script_no_hits;
  return total > shown ? fill("script_hits_first", { n: total, shown }) : count("script_hits", total);
}

/** Arrow keys walk through the hits, and Enter in the field opens the first. */
function step(event, input, list) {
  const links = [...list.querySelectorAll("a")];
  const at = links.indexOf(document.activeElement);
  const inList = at >= 0;
  if (event.key === "ArrowDown" && (inList || document.activeElement === input) && at + 1 < links.length) {
    event.preventDefault();
    links[at + 1].focus();
  } else if (event.key === "ArrowUp" && inList) {
    event.preventDefault();
    (links[at - 1] ?? input).focus();
  } else if (event.key === "Enter" && document.activeElement === input && links.length > 0) {
    event.preventDefault();
    links[0].click();
  }
}

function row(found, matched, text) {
  const { code, title, path, party, stage, guide } = found;
  const typed = fold(text);
  const inTitle = marked(title, matched);
  const elsewhere = matched.filter((word) => !fold(`${code} ${title}`).includes(fold(word)) && fold(word) !== typed);
  const groups = [party, stage, guide].filter((name) => name !== "");
  const own = ownPartyName();
  return element(
    "li",
    { class: own !== "" && party !== "" && (party === own ? "own" : "apart") },
    element("a", { href: root + path }, code !== "" && element("span", { class: "code" }, code), code !== "" && " ", ...inTitle),
    element("span", { class: "hit-groups quiet" }, groups.join(" · ")),
    elsewhere.length > 0 && element("span", { class: "hit-words quiet" }, `${words.script_hit_words}: ${elsewhere.slice(0, 6).join(", ")}`),
  );
}

/** A title with the words that were found in it marked. */
function marked(title, matched) {
  const folded = new Set(matched.map(fold));
  const pieces = title.split(/([\p{L}\p{N}]+)/u);
  return pieces.map((piece) => (folded.has(fold(piece)) ? element("mark", {}, piece) : piece));
}
