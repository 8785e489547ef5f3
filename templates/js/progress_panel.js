// Above the plan: how far it has come, which run this is, and how to save, send and delete it.

import { fromFile, toFile, toFragment } from "./exchange.js";
import { addressOf, guideKey } from "./guide.js";
import { ownPartyName } from "./lens.js";
import { count, element, fill, words } from "./page.js";
import { pieces } from "./pieces.js";
import { incoming } from "./progress_incoming.js";
import { UNNAMED, isEmpty } from "./runs.js";
import { DONE, READY, tally } from "./states.js";

/** Longer addresses are cut by some mail programs. */
const LONGEST = 2000;

function button(text, click) {
  return element("button", { type: "button", click }, text);
}

/**
 * The panel: `box` to be placed, `show(states)` after every change, `offer(runs)` for what came with the address, which is
 * nothing if it is damaged. `runs()` gives what is ticked, and `change(runs, said)` takes what shall be.
 */
export function progressPanel(guide, runs, change) {
  const bars = element("ul", { class: "progress-bars" });
  const next = element("div", { class: "progress-next" });
  const choice = element("select", { change: () => change({ ...runs(), current: choice.value }) });
  const file = element("input", { type: "file", accept: ".json,application/json", hidden: true, change: () => take(file) });
  const said = element("p", { class: "progress-said", role: "status" });
  const say = (text) => (said.textContent = text);
  const question = incoming(guide, runs, change, nameOf, say);
  const joint = pieces(guide).some((piece) => piece.length > 1);
  const actions = element(
    "p",
    { class: "progress-actions" },
    button(words.script_new_run, add),
    button(words.script_rename_run, rename),
    button(words.script_save_file, save),
    button(words.script_load_file, () => file.click()),
    button(words.script_copy_state, send),
    button(words.script_delete, remove),
    file,
  );
  const box = element(
    "section",
    { class: "progress", "aria-labelledby": "_progress" },
    element("h2", { id: "_progress" }, words.script_progress),
    element("p", { class: "quiet" }, words.script_only_here, joint && ` ${words.script_joint_once}`),
    bars,
    next,
    element("details", {}, element("summary", {}, words.script_runs), element("label", {}, `${words.script_run} `, choice), actions),
    said,
    question.box,
  );

  /** Asks for a name that no run has yet. */
  function ask(question, given) {
    const name = prompt(words[question], given)?.trim();
    if (name === undefined || name === "" || name === given) return undefined;
    if (Object.hasOwn(runs().runs, name)) return void say(fill("script_run_exists", { name }));
    return name;
  }

  function add() {
    const name = ask("script_run_name", "");
    if (name !== undefined) change({ ...runs(), current: name, runs: { ...runs().runs, [name]: {} } });
  }

  function rename() {
    const { current, runs: known } = runs();
    const name = ask("script_run_name", current);
    if (name === undefined) return;
    const renamed = Object.entries(known).map(([own, codes]) => [own === current ? name : own, codes]);
    change({ ...runs(), current: name, runs: Object.fromEntries(renamed) });
  }

  function save() {
    const address = URL.createObjectURL(new Blob([toFile(runs(), guideKey)], { type: "application/json" }));
    element("a", { href: address, download: `${guideKey}-${new Date().toISOString().slice(0, 10)}.json` }).click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  }

  async function take(input) {
    const text = await input.files[0]?.text().catch(() => undefined);
    input.value = "";
    const found = fromFile(text ?? "", guideKey);
    if (typeof found !== "string") question.take(found);
    else say(words.script_no_file);
  }

  async function send() {
    const address = location.href.split("#")[0] + toFragment(runs());
    if (address.length > LONGEST) return say(words.script_too_long);
    try {
      await navigator.clipboard.writeText(address);
      say(words.script_copied);
    } catch {
      said.replaceChildren(element("a", { href: address }, words.script_copy_state));
    }
  }

  function remove() {
    if (!confirm(fill("script_delete_sure", { name: nameOf(runs().current) }))) return;
    const { [runs().current]: gone, ...rest } = runs().runs;
    const left = Object.keys(rest).length > 0 ? rest : { [UNNAMED]: {} };
    // With the last run goes what was shared with others.
    const shared = Object.keys(rest).length > 0 ? runs().shared : {};
    change({ ...runs(), current: Object.keys(left)[0], runs: left, shared });
    say(words.script_deleted);
  }

  function nameOf(name) {
    return name === UNNAMED ? words.script_run_unnamed : name;
  }

  function show(states) {
    const { current, runs: known } = runs();
    choice.replaceChildren(...Object.keys(known).map((name) => element("option", { value: name, selected: name === current }, nameOf(name))));
    const lines = [
      [words.script_all, () => true],
      ...guide.parties.map(({ name }, party) => [name, (at) => guide.tasks[at].party === party]).filter(([, of]) => guide.tasks.some((_, at) => of(at))),
    ];
    guide.stages.forEach(({ name, gate }, stage) => {
      if (gate) lines.push([fill("script_before_gate", { stage: name }), (at) => guide.tasks[at].stage < stage]);
    });
    bars.replaceChildren(...lines.map(([name, of]) => bar(name, tally(guide, states, of))));
    // The reader's own come first, and of a piece of work the one that is the reader's own.
    const partyOf = ({ party }) => guide.parties[party]?.name ?? "";
    const isOther = (task) => Number(partyOf(task) !== ownPartyName());
    const ofPiece = (piece) => piece.filter((at) => states[at] === READY).map((at) => guide.tasks[at]).sort((one, other) => isOther(one) - isOther(other));
    const ready = [...new Set(pieces(guide))].map(ofPiece).filter((tasks) => tasks.length > 0);
    const first = [...ready].sort(([one], [other]) => isOther(one) - isOther(other)).slice(0, 5);
    const link = (task) => element("a", { href: addressOf(guide, task) }, element("strong", {}, task.id), ` ${task.title}`);
    const line = (task) => [link(task), " ", element("span", { class: "quiet" }, partyOf(task))];
    const others = ([, ...tasks]) => tasks.flatMap((task) => [` ${words.together_with} `, ...line(task)]);
    next.hidden = isEmpty(runs());
    next.replaceChildren(
      element("p", {}, fill("script_ready_now", { n: ready.length })),
      element("ul", {}, ...first.map((tasks) => element("li", {}, ...line(tasks[0]), ...others(tasks)))),
    );
    question.show();
  }

  /** What came with the address is never taken unasked. */
  function offer(found) {
    if (typeof found === "string") return say(words.script_no_link);
    const known = Object.entries(found.runs[found.current]).filter(([code]) => guide.place(code) !== undefined);
    const works = new Set(known.filter(([, { state }]) => state === DONE).map(([code]) => pieces(guide)[guide.place(code)])).size;
    const sent = { ...found, runs: Object.fromEntries([[found.current, Object.fromEntries(known)]]) };
    question.take(sent, count("script_offered", works, { name: nameOf(found.current) }));
  }

  return { box, show, offer };
}

function bar(name, { done, total }) {
  const text = `${name}: ${fill("script_tally", { done, total })}`;
  const meter = element("progress", { max: String(Math.max(total, 1)), value: String(done), "aria-hidden": "true" });
  return element("li", {}, element("span", {}, text), " ", meter);
}
