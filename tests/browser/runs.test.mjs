// What readers mark, without a page: states, gates, stores of today and of former days, files, links, and two people's
// progress made one.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { built } from "./searched.mjs";
import { fromFile, fromFragment, isSent, toFile, toFragment } from "../../templates/js/exchange.js";
import { both, conflicts, merged, newer, theirs } from "../../templates/js/merge.js";
import { pieces } from "../../templates/js/pieces.js";
import { DAMAGED, NEWER, isEmpty, marked, marksIn, nameOf, namesOf, read } from "../../templates/js/runs.js";
import { DOING, DONE, GATE, NOT_RELEVANT, READY, UNNEEDED, WAITING, gates, states, tally } from "../../templates/js/states.js";

const NOON = "2026-11-23T12:00:00.000Z", ONE = "2026-11-23T13:00:00.000Z", TWO = "2026-11-23T14:00:00.000Z";
const done = (at = "") => ({ state: DONE, at });
const doing = (at = "") => ({ state: DOING, at });
const none = (at = "") => ({ at });
/** Marks for a guide, from the places of what is done and more by place. */
const marks = (places, more = {}) => Object.assign([], Object.fromEntries(places.map((at) => [at, done()])), more);

/** Seven tasks in three stages with two gates; 0 and 5 are alternatives, 3 and 4 one piece of work. */
function crossing() {
  const task = (stage, requires = [], together = [], alternatives = []) => ({ stage, requires, together, alternatives, party: stage });
  return {
    stages: [{ gate: true }, { gate: false }, { gate: true }],
    parties: [{}, {}, {}],
    tasks: [task(0, [], [], [5]), task(1, [[0]]), task(1, [[0, 5]]), task(1, [[1]], [4]), task(0, [], [3]), task(0, [], [], [0]), task(2)],
  };
}

test("states follow from gates, alternatives and what is done together", () => {
  const guide = crossing();
  const now = (...places) => states(guide, marks(places)).join(" ");
  assert.equal(now(), [READY, WAITING, WAITING, WAITING, WAITING, READY, GATE].join(" "));
  assert.equal(now(0), [DONE, READY, READY, WAITING, WAITING, UNNEEDED, GATE].join(" "));
  assert.equal(now(5), [UNNEEDED, READY, READY, WAITING, WAITING, DONE, GATE].join(" "));
  assert.equal(now(0, 1), [DONE, DONE, READY, READY, READY, UNNEEDED, GATE].join(" "));
  assert.equal(now(0, 1, 2, 3, 4), [DONE, DONE, DONE, DONE, DONE, UNNEEDED, READY].join(" "));
  // The pair 3 and 4 is one piece of work.
  assert.deepEqual(tally(guide, states(guide, marks([0, 1]))), { done: 2, total: 5 });
  assert.equal(now(3, 4), [READY, WAITING, WAITING, DONE, DONE, READY, GATE].join(" "));
});

test("a closed gate wins over a task that is waited for, on both sides of a pair", () => {
  const guide = crossing();
  guide.tasks[6].requires = [[2]];
  assert.equal(states(guide, [])[6], GATE);
  const paired = crossing();
  paired.tasks[6].together = [0];
  assert.deepEqual([0, 6].map((at) => states(paired, [])[at]), [GATE, GATE]);
});

test("what has begun counts and is waited for; what is not relevant does neither", () => {
  const guide = crossing();
  const begun = states(guide, marks([], { 0: doing() }));
  assert.deepEqual(begun.slice(0, 3), [DOING, WAITING, WAITING]);
  assert.deepEqual(tally(guide, begun), { done: 0, total: 6 });
  const off = states(guide, marks([], { 0: { state: NOT_RELEVANT, at: "" } }));
  // Its alternative is still to do.
  assert.deepEqual(off, [NOT_RELEVANT, READY, WAITING, WAITING, WAITING, READY, GATE]);
  assert.deepEqual(tally(guide, off), { done: 0, total: 5 });
  // Of two tasks of which one is needed, the one that is not relevant drops out.
  assert.equal(states(guide, marks([], { 0: { state: NOT_RELEVANT, at: "" }, 5: { state: NOT_RELEVANT, at: "" } }))[2], READY);
  // A task that somebody began, though an alternative is done, keeps nobody waiting.
  assert.equal(states(guide, marks([5], { 0: doing() }))[0], UNNEEDED);
  // A mark that was taken back is none.
  assert.equal(states(guide, marks([], { 0: none(NOON) }))[0], READY);
});

test("a gate says what is done, what is missing and by whom, and what could begin behind it", () => {
  const guide = crossing();
  const gate = (...places) => gates(guide, states(guide, marks(places)));
  const missing = new Map([[0, [0, 4, 5]], [1, [1, 2, 3]]]);
  assert.deepEqual(gate(), [{ stage: 2, done: 0, total: 5, missing, isOpen: false, opens: [6] }]);
  const [half] = gate(0, 1, 3, 4);
  assert.deepEqual(half, { stage: 2, done: 3, total: 4, missing: new Map([[1, [2]]]), isOpen: false, opens: [6] });
  assert.deepEqual(gate(0, 1, 2, 3, 4)[0], { stage: 2, done: 4, total: 4, missing: new Map(), isOpen: true, opens: [6] });
  assert.deepEqual(gate(0, 1, 2, 3, 4, 6)[0].opens, []);
  const [off] = gates(guide, states(guide, marks([0, 1, 3, 4], { 2: { state: NOT_RELEVANT, at: "" } })));
  assert.ok(off.isOpen && off.total === 3 && off.done === 3);
  assert.deepEqual(gates({ ...guide, stages: [{}, {}, {}] }, states(guide, [])), []);
});

test("a second gate counts from the first on, and opens with it", () => {
  const task = (stage, party) => ({ stage, party, requires: [], together: [], alternatives: [] });
  const guide = { stages: [{}, { gate: true }, { gate: true }], tasks: [task(0, 0), task(1, 0), task(1, 1), task(2, 1)] };
  const second = (...places) => gates(guide, states(guide, marks(places)))[1];
  assert.deepEqual(second(), { stage: 2, done: 0, total: 2, missing: new Map([[0, [1]], [1, [2]]]), isOpen: false, opens: [3] });
  assert.deepEqual(second(1, 2), { stage: 2, done: 2, total: 2, missing: new Map(), isOpen: false, opens: [3] });
  assert.ok(second(0, 1, 2).isOpen);
});

test("of each of two choices one is needed, as the guide's data have them", { skip: process.env.VEJVISER_PROGRAM ? false : "no program" }, async () => {
  const taken = await built("tests/reports/any-two-groups", async (site) => {
    const rows = [];
    new Function("vejviser", await readFile(join(site, "assets/guides/g.js"), "utf8"))({ guide: { take: (head, list) => rows.push(head, ...list) } });
    return rows;
  });
  const [{ stages }, ...rows] = taken;
  const tasks = rows.map(([id, title, party, stage, requires, together, alternatives]) => ({ id, title, party, stage, requires, together, alternatives }));
  const place = (id) => tasks.findIndex((task) => task.id === id);
  const target = (...ids) => states({ stages, tasks }, marks(ids.map(place)))[place("T1")];
  assert.deepEqual([[], ["A1"], ["A1", "B1"], ["C1", "D1"]].map((ids) => target(...ids)), Array(4).fill(WAITING));
  assert.deepEqual([["A1", "D1"], ["B1", "C1"]].map((ids) => target(...ids)), Array(2).fill(READY));
});

/** A guide in which A, B and C are one piece of work by way of B, D and E another, and F stands alone. */
function joint() {
  const ids = "ABCDEF".split("");
  const together = { A: [1], C: [1], D: [4] };
  const tasks = ids.map((id) => ({ id, stage: 0, requires: id === "F" ? [[2]] : [], together: together[id] ?? [], alternatives: [], party: id === "A" ? 0 : 1 }));
  return { stages: [{}], tasks, place: (code) => ({ OLD: 0, A: 0, B: 1, C: 2, D: 3, E: 4, F: 5 })[code] };
}
const runs = (found, more = {}) => read({ form: 2, current: Object.keys(found)[0], runs: found, ...more });

test("what is carried out together is marked once, shown on all of it, and counted once", () => {
  const guide = joint();
  assert.deepEqual(pieces(guide), [[0, 1, 2], [0, 1, 2], [0, 1, 2], [3, 4], [3, 4], [5]]);
  const one = marked(runs({ one: {} }), guide, 1, { state: DONE }, new Date(NOON));
  assert.deepEqual(one.runs.one, { A: done(NOON), B: done(NOON), C: done(NOON) });
  const now = states(guide, marksIn(one, guide));
  assert.deepEqual(now, [DONE, DONE, DONE, READY, READY, READY]);
  assert.deepEqual(tally(guide, now), { done: 1, total: 3 });
  assert.deepEqual(tally(guide, now, (at) => guide.tasks[at].party === 0), { done: 1, total: 1 });
  assert.deepEqual(tally(guide, now, (at) => guide.tasks[at].party === 1), { done: 1, total: 3 });
  const back = marked(one, guide, 2, { state: "" }, new Date(ONE));
  assert.deepEqual(back.runs.one, { A: none(ONE), B: none(ONE), C: none(ONE) });
  assert.ok(isEmpty(back) && !isEmpty(one));
  // A former version ticked one of them only, by a code of those days.
  const former = runs({ one: ["OLD", "E", "GONE"] });
  assert.deepEqual(marksIn(former, guide), [done(), done(), done(), done(), done(), undefined]);
  assert.deepEqual(Object.keys(marked(former, guide, 2, { state: "" }, new Date(NOON)).runs.one), ["A", "B", "C", "D", "E", "GONE"]);
  // With one of a piece shared by all runs, all of it is.
  guide.tasks[4].shared = true;
  const shared = marked(runs({ one: {} }), guide, 3, { state: DONE }, new Date(NOON));
  assert.deepEqual([shared.runs.one, shared.shared], [{}, { D: done(NOON), E: done(NOON) }]);
});

test("a mark has a state, a note, a date and initials, and each stays when another changes", () => {
  const guide = joint();
  let all = runs({ "": {} });
  for (const change of [{ state: DOING }, { note: "venter på svar" }, { date: "2026-11-23", by: "AB" }, { state: DONE }]) all = marked(all, guide, 5, change, new Date(NOON));
  assert.deepEqual(all.runs[""].F, { state: DONE, note: "venter på svar", date: "2026-11-23", by: "AB", at: NOON });
  all = marked(all, guide, 5, { state: "", note: "", date: "sometime" }, new Date(ONE));
  assert.deepEqual(all.runs[""].F, { by: "AB", at: ONE });
  assert.ok(!isEmpty(all));
});

test("shared tasks stand apart from runs, whatever was marked before they were shared", () => {
  const tasks = [{ id: "A", shared: true }, { id: "B", shared: false }];
  const guide = { tasks, place: (code) => ({ A: 0, OLD: 0, B: 1 })[code] };
  const all = runs({ one: [], two: ["OLD", "B"] });
  assert.deepEqual(marksIn(all, guide), [done(), undefined]);
  const next = marked(all, guide, 0, { state: "" }, new Date(NOON));
  assert.deepEqual([next.runs, next.shared], [{ one: {}, two: { B: done() } }, { A: none(NOON) }]);
  assert.deepEqual(marksIn(next, guide, "two"), [none(NOON), done()]);
  assert.ok(!isEmpty(runs({ one: {} }, { shared: ["A"] })) && isEmpty(runs({ one: {} })));
  // A run may be called what JavaScript's objects are called, and so may a task.
  const odd = runs(JSON.parse('{"__proto__": {"constructor": {"state": "done"}}}'));
  assert.ok(Object.hasOwn(marked(odd, guide, 1, { state: DONE }).runs, "__proto__"));
  assert.deepEqual(marksIn(odd, guide), [undefined, undefined]);
});

test("a run has two names", () => {
  assert.equal(nameOf(" Faxe ", "Elips"), "Faxe × Elips");
  assert.equal(nameOf("Faxe", " "), "Faxe");
  assert.deepEqual([namesOf("Faxe × Elips"), namesOf("Faxe"), namesOf("A × B × C"), namesOf("")], [["Faxe", "Elips"], ["Faxe", ""], ["A", "B × C"], ["", ""]]);
});

test("a store of former days is read, a newer or damaged one is not taken for one", () => {
  const former = { form: 1, current: "Faxe", runs: { "": [], Faxe: ["FM01", "TF105"] }, shared: ["PG01"] };
  assert.deepEqual(read(former), { form: 2, current: "Faxe", runs: { "": {}, Faxe: { FM01: done(), TF105: done() } }, shared: { PG01: done() } });
  assert.deepEqual(read({ runs: {} }), { form: 2, current: "", runs: { "": {} }, shared: {} });
  assert.equal(read({ ...former, current: "toString" }).current, "");
  assert.equal(read({ form: 3, runs: { a: "anything" } }), NEWER);
  const damaged = [null, 3, [], {}, { runs: [] }, { runs: 3 }, { runs: { a: 7 } }, { runs: { a: ["FM01", 4] } }, { runs: { a: { FM01: 1 } } }];
  const marks = [{ state: "lost" }, { state: DONE, at: 3 }, { note: {} }, []];
  for (const one of [...damaged, ...marks.map((mark) => ({ form: 2, runs: { a: { FM01: mark } } })), { runs: {}, shared: "FM01" }]) assert.equal(read(one), DAMAGED, JSON.stringify(one));
  // Times are in UTC, so that they can be compared; what is no time is none.
  assert.deepEqual(read({ runs: { a: { X: { state: DONE, at: "2026-11-23T13:00:00+01:00", date: "23/11", other: 1 }, Y: { at: "soon" } } } }).runs.a, { X: done(NOON), Y: none() });
});

test("a saved file is read again; one that is damaged, newer, or of another guide is not", () => {
  const all = runs({ a: { FM01: { ...done(NOON), note: "æ", by: "AB" } }, b: {} }, { shared: { X: doing(ONE) } });
  const text = toFile(all, "g");
  assert.deepEqual(fromFile(text, "g"), all);
  assert.deepEqual([fromFile(text.slice(0, -3), "g"), fromFile(text, "other"), fromFile("{}", "g"), fromFile("null", "g")], Array(4).fill(DAMAGED));
  assert.equal(fromFile(text.replace('"form": 2', '"form": 7'), "g"), NEWER);
  const former = JSON.stringify({ vejviser: "runs", guide: "g", form: 1, current: "a", runs: { a: ["FM01"] }, shared: [] });
  assert.deepEqual(fromFile(former, "g").runs, { a: { FM01: done() } });
});

test("a link holds the current run, and links of former days are read", () => {
  const note = "ring til A/B, spørg: 50 %?";
  const all = runs({ "Køge × Elips": { "T/1": { ...done(NOON), note, date: "2026-11-23", by: "Å" }, T2: doing(ONE), T3: { ...none(TWO), note: "x" }, T4: { state: NOT_RELEVANT, at: "" } }, b: { T9: done() } }, { shared: { S: done(NOON) } });
  const fragment = toFragment(all);
  assert.ok(isSent(fragment) && /^[#\w%:,./=-]+$/.test(fragment), fragment);
  assert.deepEqual(fromFragment(fragment).runs, { "Køge × Elips": { S: done(NOON), ...all.runs["Køge × Elips"] } });
  assert.deepEqual(fromFragment("#_done=K%C3%B8ge:FM02,FM03").runs, { Køge: { FM02: done(), FM03: done() } });
  for (const wrong of ["#_done=a%E0%A4:FM01", "#_run=a:FM01/d/!", "#_run=a", "#_run=a:FM01/constructor", "#x"]) assert.equal(fromFragment(wrong), DAMAGED, wrong);
  assert.ok(!isSent("#_runs") && isSent("#_run=a"));
});

test("of two people's marks what differs is known before anything changes", () => {
  const guide = joint();
  const here = runs({ one: { A: done(NOON), D: doing(NOON), F: done(NOON), GONE: done() }, two: { F: done() } });
  const there = runs({ one: { B: { ...done(ONE), by: "AB" }, E: doing(ONE), F: none(ONE), GONE: doing(NOON) }, three: { F: done() } });
  const [joined, alone, gone] = conflicts(here, there, guide);
  assert.deepEqual(joined, { name: "one", codes: ["A", "B", "C"], here: done(NOON), there: { ...done(ONE), by: "AB" } });
  assert.deepEqual(alone, { name: "one", codes: ["F"], here: done(NOON), there: none(ONE) });
  assert.deepEqual(gone, { name: "one", codes: ["GONE"], here: done(), there: doing(NOON) });
  assert.equal(conflicts(here, there, guide).length, 3);
  // What has a mark on one side only, or the same on both, is no question.
  assert.deepEqual(conflicts(runs({ one: {} }), there, guide), []);
  assert.deepEqual(conflicts(here, runs({ one: ["F", "OLD", "C"] }), guide), []);
  assert.deepEqual(conflicts(runs({ one: ["A"] }), here, guide), []);
  const shared = conflicts(runs({ one: {} }, { shared: { GONE: done() } }), runs({ one: {} }, { shared: { GONE: doing() } }), guide);
  assert.deepEqual(shared.map(({ name, codes }) => [name, codes]), [[undefined, ["GONE"]]]);
});

test("marks are merged as the reader says: the newer, theirs, or whatever is further", () => {
  const guide = joint();
  const here = runs({ one: { A: done(ONE), D: { ...doing(NOON), note: "mine" }, F: done(NOON) }, two: { F: done() } });
  const there = runs({ one: { A: doing(NOON), E: { ...doing(ONE), note: "theirs" }, F: none(ONE) }, three: { F: done(TWO) } });
  const of = (settle) => Object.entries(merged(here, there, guide, settle).runs.one).filter(([code]) => "ADF".includes(code)).map(([, mark]) => mark);
  assert.deepEqual(of(newer), [done(ONE), { ...doing(ONE), note: "theirs" }, none(ONE)]);
  assert.deepEqual(of(theirs), [doing(NOON), { ...doing(ONE), note: "theirs" }, none(ONE)]);
  assert.deepEqual(of(both), [done(ONE), { ...doing(ONE), note: "mine\ntheirs" }, done(ONE)]);
  const all = merged(here, there, guide, newer);
  assert.deepEqual(Object.keys(all.runs), ["one", "two", "three"]);
  assert.deepEqual([all.runs.two, all.runs.three], [{ F: done() }, { F: done(TWO) }]);
  // What was marked on one side only is kept, and merging twice changes nothing.
  assert.deepEqual(merged(runs({ one: { D: done() } }), runs({ one: { F: done() } }), guide, theirs).runs.one, { D: done(), E: done(), F: done() });
  assert.deepEqual(merged(all, there, guide, newer), all);
  assert.deepEqual(conflicts(all, merged(there, here, guide, newer), guide), []);
  // The same ticks of former days are no conflict with those of today, and get their time.
  assert.deepEqual(merged(runs({ one: ["F"] }), runs({ one: { F: done(NOON) } }), guide, theirs).runs.one, { F: done(NOON) });
});
