// The fields of a task's action card: a state, a few words, a date and initials.

import { guideKey } from "./guide.js";
import { element, fill, words } from "./page.js";
import { isShared, pieces } from "./pieces.js";
import { change } from "./progress.js";
import { marksIn, runsOf } from "./runs.js";
import { DOING, DONE, NOT_RELEVANT, SHOWN } from "./states.js";
import { onChange } from "./store.js";

/** Room for a note and for initials, in characters. */
const NOTE = 1000, BY = 20;

/** Puts the fields into a box. */
export function offerFields(box, guide) {
  const place = guide.place(box.dataset.log);
  if (place === undefined) return;
  const form = fields((part) => change(place, part), about(guide, place));
  box.append(form.box);
  const show = () => {
    const runs = runsOf(guideKey);
    form.show(marksIn(runs, guide)[place] ?? {}, runs);
  };
  onChange(show);
  show();
}

/** What else is marked along with a task. */
function about(guide, place) {
  const others = pieces(guide)[place].filter((other) => other !== place).map((other) => guide.tasks[other].id);
  const joint = others.length > 0 && fill("runs_joint", { codes: others.join(", ") });
  return [joint, isShared(guide, place) && words.runs_shared].filter(Boolean);
}

/** The fields as `box`; `show(mark, runs)` fills them. `take` gets what the reader changes. */
function fields(take, about) {
  const choice = (state, word) => {
    const input = element("input", { type: "radio", name: "_state", value: state, change: () => take({ state }) });
    return [input, element("label", {}, input, ` ${words[word]}`)];
  };
  const states = ["", DOING, DONE, NOT_RELEVANT].map((state) => choice(state, state ? SHOWN[state][1] : "runs_no_mark"));
  const field = (name, part, attributes = {}) => element(name, { ...attributes, change: (event) => take({ [part]: event.target.value.trim() }) });
  const parts = {
    note: field("textarea", "note", { rows: 2, maxlength: NOTE }),
    date: field("input", "date", { type: "date" }),
    by: field("input", "by", { maxlength: BY, autocomplete: "off" }),
  };
  const run = element("p", { class: "quiet" });
  const labelled = (part) => element("label", { class: `log-${part}` }, words[`runs_${part}`], parts[part]);
  const box = element(
    "div",
    { class: "log-fields" },
    element("fieldset", {}, element("legend", {}, words.runs_status), ...states.map(([, label]) => label)),
    labelled("note"),
    labelled("date"),
    labelled("by"),
    run,
  );
  const show = (mark, runs) => {
    for (const [input] of states) [input.checked, input.disabled] = [input.value === (mark.state ?? ""), Boolean(runs.fault)];
    for (const [part, input] of Object.entries(parts)) {
      input.disabled = Boolean(runs.fault);
      // What is being typed is not kept yet.
      if (input !== document.activeElement) input.value = mark[part] ?? "";
    }
    const where = runs.current ? [fill("runs_in_run", { name: runs.current })] : [];
    run.textContent = runs.fault ? words[`script_store_${runs.fault}`] : [...where, ...about, words.runs_kept_here].map((text) => `${text}.`).join(" ");
  };
  return { box, show };
}
