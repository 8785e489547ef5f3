// Runs that come from a file or a link: what differs from what is marked here, and what shall become of it. Nothing that
// is marked is lost without the reader's word.

import { addressOf, guideKey } from "./guide.js";
import { noted } from "./log.js";
import { both, conflicts, merged, newer, theirs } from "./merge.js";
import { count, dayInWords, element, fill, words } from "./page.js";
import { pieces } from "./pieces.js";
import { NEWER, keepRuns, runsOf, says } from "./runs.js";
import { shownName } from "./runs_table.js";
import { SHOWN } from "./states.js";

/** The question as `box`; `take(runs, isLink)` brings runs and asks where it must; `show()` after every change. */
export function incoming(guide, say) {
  const intro = element("p");
  const lines = element("div");
  const answers = element("p", { class: "runs-actions" });
  const title = element("h3", { id: "_incoming" }, words.runs_load);
  const box = element("section", { class: "card incoming", "aria-labelledby": "_incoming", tabindex: "-1", hidden: true }, title, intro, lines, answers);
  let found;

  function take(those, isLink = false) {
    if (typeof those === "string") return say(words[those === NEWER ? "runs_newer_file" : isLink ? "runs_no_link" : "runs_no_file"]);
    found = those;
    // What came with an address is never taken unasked.
    if (!isLink && conflicts(runsOf(guideKey), found, guide).length === 0) return settle(newer);
    say("");
    show();
    box.focus();
  }

  function settle(how) {
    const here = runsOf(guideKey);
    if (how) keepRuns(guideKey, merged(here, found, guide, how));
    found = undefined;
    say(words[how ? "runs_loaded" : "runs_unchanged"]);
    if (location.hash) history.replaceState(null, "", location.href.split("#")[0]);
    show();
  }

  function show() {
    box.hidden = !found;
    if (!found) return;
    const differing = conflicts(runsOf(guideKey), found, guide);
    const differs = differing.length > 0;
    intro.textContent = [contents(guide, found), differs && count("runs_differs", differing.length)].filter(Boolean).join(" ");
    lines.replaceChildren(...(differs ? [list(guide, differing)] : []));
    const answer = (text, how, main) => element("button", { type: "button", class: main ? "button button-main" : "button", click: () => settle(how) }, words[text]);
    const ways = differs ? [answer("runs_newer_wins", newer, true), answer("runs_keep_all", both), answer("runs_take_theirs", theirs)] : [answer("runs_take", newer, true)];
    answers.replaceChildren(...ways, answer("runs_leave"));
  }

  return { box, take, show };
}

/** What comes, in a sentence. */
function contents(guide, { runs, shared }) {
  const lists = [shared, ...Object.values(runs)];
  const works = lists.map((marks) => new Set(Object.keys(marks).filter((code) => says(marks[code])).map((code) => pieces(guide)[guide.place(code)] ?? code)));
  const n = works.reduce((sum, { size }) => sum + size, 0);
  return count("runs_offered", n, { names: Object.keys(runs).map((name) => fill("runs_quoted", { name: shownName(name) })).join(", ") });
}

/** What stands here, what comes, and which of them is newer, a row for each piece of work. */
function list(guide, differing) {
  const heads = ["task", "runs_here", "runs_there", "runs_newest"].map((word) => element("th", { scope: "col" }, words[word]));
  const rows = differing.map(({ name, codes, here, there }) => {
    const comes = newer(here, there) === there;
    return element(
      "tr",
      {},
      element("th", { scope: "row" }, ...tasks(guide, codes), element("small", {}, name === undefined ? words.runs_shared : shownName(name))),
      element("td", { class: !comes && "wins", "data-label": words.runs_here }, ...described(here)),
      element("td", { class: comes && "wins", "data-label": words.runs_there }, ...described(there)),
      element("td", { "data-label": words.runs_newest }, words[comes ? "runs_there" : "runs_here"]),
    );
  });
  const table = element("table", { class: "runs-table" }, element("thead", {}, element("tr", {}, ...heads)), element("tbody", {}, ...rows));
  return element("div", { class: "runs-frame", tabindex: "0", role: "group", "aria-labelledby": "_incoming" }, table);
}

function tasks(guide, codes) {
  return codes.map((code) => {
    const task = guide.tasks[guide.place(code)];
    return element("div", {}, task ? element("a", { href: addressOf(guide, task) }, element("span", { class: "code" }, task.id), ` ${task.title}`) : code);
  });
}

/** A mark in words: its state, what was noted, and when. */
function described(mark) {
  const time = mark.at && new Date(mark.at);
  const day = time && [time.getFullYear(), time.getMonth() + 1, time.getDate()].join("-");
  const when = time && fill("runs_set_at", { day: dayInWords(day), time: time.toLocaleTimeString(document.documentElement.lang, { timeStyle: "short" }) });
  return [
    element("div", {}, words[mark.state ? SHOWN[mark.state][1] : "runs_no_mark"]),
    noted(mark) !== "" && element("div", {}, noted(mark)),
    when && element("small", {}, when),
  ].filter(Boolean);
}
