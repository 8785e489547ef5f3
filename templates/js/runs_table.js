// The runs of a guide as a table, with what can be done with them.

import { fromFile, toFile, toFragment } from "./exchange.js";
import { guideKey, isOf } from "./guide.js";
import { ownParty } from "./lens.js";
import { element, fill, words } from "./page.js";
import { UNNAMED, keepRuns, marksIn, nameOf, namesOf, read, runsOf } from "./runs.js";
import { gates, states, tally } from "./states.js";

/** Longer addresses are cut by some mail programs. */
const LONGEST = 2000;
/** Room for each name of a run, in characters. */
const NAME = 80;

/** A run's name as readers see it. */
export function shownName(name) {
  return name === UNNAMED ? words.runs_run_unnamed : name;
}

function button(text, click, more = {}) {
  return element("button", { type: "button", class: "button", click, ...more }, text);
}

/** Fills `box` with the table; gives what shows it, to be called after every change. `say` tells the reader something, `take` gets runs that are loaded. */
export function runsTable(box, guide, say, take) {
  const runs = () => runsOf(guideKey);
  const naming = namingForm(runs, say);
  const rows = new Map();
  const body = element("tbody");
  const head = (text) => element("th", { scope: "col" }, text);
  const gateNames = guide.stages.filter(({ gate }, at) => gate && at > 0).map(({ name }) => fill("before_gate", { stage: name }));
  const own = guide.parties.findIndex(({ key }) => key === ownParty());
  const tallied = [...gateNames, words.whole_guide, ...(own < 0 ? [] : [guide.parties[own].name])];
  const heads = element("tr", {}, ...[words.runs_run, ...tallied].map(head), element("td"));
  const table = element("table", { class: "runs-table" }, element("thead", {}, heads), body);
  const frame = element("div", { class: "runs-frame card", tabindex: "0", role: "group", "aria-label": words.runs_run }, table);
  const file = element("input", { type: "file", accept: ".json,application/json", hidden: true, change: () => load(file, take) });
  const actions = element(
    "p",
    { class: "runs-actions" },
    button(words.runs_new_run, () => naming.ask()),
    button(words.runs_save_file, () => save(runs())),
    button(words.runs_load_file, () => file.click()),
    button(words.runs_copy_state, () => send(runs(), say)),
    file,
  );
  const fault = element("p", { class: "notice notice-warning" });
  box.append(element("p", { class: "quiet" }, words.runs_only_here), fault, frame, actions, naming.box);

  function row(name) {
    const [first, second] = namesOf(name);
    const choice = element("input", { type: "radio", name: "_run", change: () => keepRuns(guideKey, { ...runs(), current: name }) });
    const label = element("label", {}, choice, element("span", {}, shownName(first), second !== "" && element("small", {}, second)));
    const counts = tallied.map((label) => element("td", { class: "n", "data-label": label }));
    const of = element("span", { class: "sr" }, ` ${shownName(name)}`);
    const buttons = [button(words.runs_rename_run, () => naming.ask(name)), button(words.runs_delete, () => remove(name, runs(), say))];
    buttons.forEach((one) => one.append(of.cloneNode(true)));
    return { choice, counts, line: element("tr", {}, element("th", { scope: "row" }, label), ...counts, element("td", { class: "acts" }, ...buttons)) };
  }

  function show() {
    const kept = runs();
    fault.hidden = !kept.fault;
    frame.hidden = actions.hidden = Boolean(kept.fault);
    if (kept.fault) return fault.replaceChildren(`${words[`script_store_${kept.fault}`]} `, button(words.runs_forget, forget));
    const names = Object.keys(kept.runs);
    // Only where the runs themselves have changed, so that the row with the focus keeps it.
    if (names.length !== rows.size || !names.every((name) => rows.has(name))) {
      rows.clear();
      names.forEach((name) => rows.set(name, row(name)));
      body.replaceChildren(...[...rows.values()].map(({ line }) => line));
    }
    for (const [name, { choice, counts, line }] of rows) {
      const now = states(guide, marksIn(kept, guide, name));
      choice.checked = name === kept.current;
      line.classList.toggle("is-current", choice.checked);
      const counted = [...gates(guide, now), tally(guide, now), ...(own < 0 ? [] : [tally(guide, now, (at) => isOf(guide, at, own))])];
      counted.forEach(({ done, total }, at) => (counts[at].textContent = fill("tally", { done, total })));
    }
  }

  // Whoever has several runs comes for them.
  box.open = Object.keys(runs().runs).length > 1 || Boolean(runs().fault);
  return show;
}

/** Two fields for the names of a run, as `box`; `ask()` for a new one, `ask(name)` to rename one. */
function namingForm(runs, say) {
  const [first, second] = [true, false].map((required) => element("input", { required, maxlength: NAME, autocomplete: "off" }));
  let renamed;
  const box = element(
    "form",
    { class: "run-names card", hidden: true, "aria-labelledby": "_run-names", submit: name },
    element("p", { id: "_run-names" }, words.runs_run_name),
    element("label", {}, words.runs_first_name, first),
    element("label", {}, words.runs_second_name, second),
    element("button", { class: "button button-main" }, words.runs_keep),
    button(words.runs_cancel, () => (box.hidden = true)),
  );

  function ask(name) {
    renamed = name;
    [first.value, second.value] = name === undefined ? ["", ""] : namesOf(name);
    box.hidden = false;
    first.focus();
  }

  function name(event) {
    event.preventDefault();
    const chosen = nameOf(first.value, second.value);
    if (chosen === "") return;
    const all = runs();
    box.hidden = true;
    if (chosen === renamed) return;
    if (Object.hasOwn(all.runs, chosen)) return void say(fill("runs_run_exists", { name: chosen }));
    const lists = Object.entries(all.runs).map(([own, marks]) => [own === renamed ? chosen : own, marks]);
    if (renamed === undefined) lists.push([chosen, {}]);
    const current = renamed === undefined || renamed === all.current ? chosen : all.current;
    keepRuns(guideKey, { ...all, current, runs: Object.fromEntries(lists) });
    say("");
  }

  return { box, ask };
}

function remove(name, all, say) {
  if (!confirm(fill("runs_delete_sure", { name: shownName(name) }))) return;
  const left = Object.entries(all.runs).filter(([own]) => own !== name);
  // With the last run goes what was shared with others.
  const next = left.length > 0 ? { ...all, runs: Object.fromEntries(left) } : { runs: {} };
  keepRuns(guideKey, read(next));
  say(words.runs_deleted);
}

function forget() {
  if (confirm(words.runs_forget_sure)) keepRuns(guideKey, read({ runs: {} }));
}

function save(all) {
  const address = URL.createObjectURL(new Blob([toFile(all, guideKey)], { type: "application/json" }));
  element("a", { href: address, download: `${guideKey}-${new Date().toISOString().slice(0, 10)}.json` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

async function load(file, take) {
  const text = await file.files[0]?.text().catch(() => undefined);
  file.value = "";
  take(fromFile(text ?? "", guideKey));
}

async function send(all, say) {
  const address = location.href.split("#")[0] + toFragment(all);
  if (address.length > LONGEST) return say(words.runs_too_long);
  try {
    await navigator.clipboard.writeText(address);
    say(words.runs_copied);
  } catch {
    // Without leave to use the clipboard, the address is shown to be copied by hand.
    say(address);
  }
}
