// Ticking off tasks: what can begin follows from the guide, and everything stays in the reader's browser.

import assert from "node:assert/strict";
import { test } from "node:test";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { built } from "./searched.mjs";
import { findings, inBrowser } from "./support.mjs";
import { differences, doneIn, fromFile, fromFragment, isEmpty, merged, replaced, tick, toFile, toFragment } from "../../templates/js/runs.js";
import { pieces } from "../../templates/js/pieces.js";
import { DONE, READY, UNNEEDED, WAITING, states, tally } from "../../templates/js/states.js";

const { url, reader } = inBrowser();

const item = (page, id) => page.locator(`.item[data-task="${id}"]`);
const stateOf = (page, id) => item(page, id).locator(".tick .state");
const FIRST = ["FM01", "FM02", "FM03", "FM04", "FF100", "FF101", "FF102", "FFH200", "FFH201", "FFH202"];

test("a reader ticks three tasks and sees others become startable, here, on their pages, in pictures and after a reload", async () => {
  await reader(async (page) => {
    await page.goto(url("sf1590-d/plan/"));
    await item(page, "FF100").locator("input").check();
    assert.equal(await stateOf(page, "FF101").textContent(), "Kan startes");
    assert.equal(await stateOf(page, "TF105").textContent(), "Kan ikke startes endnu");
    for (const id of FIRST) await item(page, id).locator("input").check();
    // The gate is open now, and TF105 needed only FF102.
    assert.equal(await stateOf(page, "TF105").textContent(), "Kan startes");
    assert.equal(await stateOf(page, "TF110").textContent(), "Kan ikke startes endnu");
    assert.match(await page.locator(".progress-bars").textContent(), /Hele guiden: 10 af 45 udført/);
    assert.match(await page.locator(".progress-bars").textContent(), /Før porten til Tilslutningsopgaver: 10 af 10 udført/);
    await page.reload();
    assert.ok(await item(page, "FFH202").locator("input").isChecked());

    await page.goto(url("sf1590-d/TF110/"));
    await page.locator(".relations .state").first().waitFor();
    assert.equal(await page.locator("article .tick .state").textContent(), "Kan ikke startes endnu");
    assert.match(await page.locator(".relations").first().textContent(), /TF109.*Kan startes/s);
    assert.equal(await page.locator('svg.diagram a[data-id="TF109"] .sign').getAttribute("data-state"), "ready");
    // What the sign means is said beside the picture, and in the box's name.
    assert.match(await page.locator(".diagram-frame .signs").textContent(), /▸ Kan startes · … Kan ikke startes endnu/);
    assert.match(await page.locator('svg.diagram a[data-id="TF109"]').getAttribute("aria-label"), /^TF109 .*, Kan startes$/);
    assert.match(await page.locator("article .tick").textContent(), /kun i din browser/);
    await page.locator(".relations a.task").first().focus();
    assert.match(await page.locator(".preview").textContent(), /Fagsystem · Tilslutningsopgaver · Kan startes/);
    await page.locator("article .tick input").check();
    await page.goto(url("sf1590-d/plan/"));
    assert.ok(await item(page, "TF110").locator("input").isChecked());
  });
});

test("lists of other pages show how far their tasks have come, and a task says which run its tick is in", async () => {
  await reader(async (page) => {
    await page.goto(url("sf1590-d/plan/"));
    page.on("dialog", (dialog) => dialog.accept("Faxe × Elips"));
    await page.locator(".progress summary").click();
    await page.getByRole("button", { name: "Ny gennemførelse" }).click();
    for (const id of FIRST) await item(page, id).locator("input").check();
    await page.goto(url("sf1590-d/parties/fagsystem/"));
    const head = (id) => item(page, id).locator(".item-head .state");
    await head("FF100").waitFor();
    assert.equal(await head("FF100").textContent(), "Udført");
    assert.equal(await head("TF105").textContent(), "Kan startes");
    assert.equal(await head("TF110").textContent(), "Kan ikke startes endnu");
    await page.goto(url("sf1590-d/TF105/"));
    assert.match(await page.locator("article .tick").textContent(), /Faxe × Elips · kun i din browser/);
  });
});

test("of two alternatives, one is enough", async () => {
  await reader(async (page) => {
    await page.goto(url("sf1590-d/plan/"));
    await item(page, "TF126-A").locator("input").check();
    assert.equal(await stateOf(page, "TF126-B").textContent(), "Ikke nødvendig");
  });
});

test("what a tick opens is announced", async () => {
  await reader(async (page) => {
    await page.goto(url("sf1590-d/plan/"));
    const said = page.locator("#_main > [role=status]");
    for (const id of FIRST) await item(page, id).locator("input").check();
    assert.match(await said.textContent(), /^Nu kan \d\d opgaver mere startes\.$/);
    await item(page, "TF121").locator("input").check();
    assert.match(await said.textContent(), /^Nu kan 1 opgave mere startes\.$/);
  });
});

test("a run is handed over by link, and nothing is taken unasked", async () => {
  await reader(async (page, context) => {
    await page.goto(url("sf1590-d/plan/"));
    page.on("dialog", (dialog) => dialog.accept("Køge × Elips"));
    await page.locator(".progress summary").click();
    await page.getByRole("button", { name: "Ny gennemførelse" }).click();
    await item(page, "FM02").locator("input").check();
    await page.getByRole("button", { name: "Kopiér link med status" }).click();
    await page.getByText("Linket er kopieret.").waitFor();
    const address = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(address, /#_done=K%C3%B8ge%20%C3%97%20Elips:FM02$/);
    await reader(async (other) => {
      await other.goto(address);
      await other.getByText("Linket indeholder gennemførelsen »Køge × Elips« med 1 udført opgave.").waitFor();
      assert.ok(!(await item(other, "FM02").locator("input").isChecked()));
      await other.getByRole("button", { name: "Hent den" }).click();
      assert.ok(await item(other, "FM02").locator("input").isChecked());
      assert.ok(!other.url().includes("#"));
    });
    assert.ok(context);
  });
});

test("runs are told apart, saved to a file, deleted, and loaded again", async () => {
  await reader(async (page) => {
    await page.goto(url("sf1590-d/plan/"));
    await item(page, "FM01").locator("input").check();
    await page.locator(".progress summary").click();
    page.on("dialog", (dialog) => dialog.accept("Faxe"));
    await page.getByRole("button", { name: "Ny gennemførelse" }).click();
    assert.ok(!(await item(page, "FM01").locator("input").isChecked()));
    await item(page, "FM04").locator("input").check();
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Gem som fil" }).click()]);
    const file = await download.path();
    const saved = JSON.parse(await readFile(file, "utf8"));
    assert.deepEqual(saved, { vejviser: "runs", guide: "sf1590-d", form: 1, current: "Faxe", runs: { "": ["FM01"], Faxe: ["FM04"] }, shared: [] });
    await page.getByRole("button", { name: "Slet" }).click();
    await page.getByText("Gennemførelsen er slettet.").waitFor();
    assert.deepEqual(await page.locator(".progress select option").allTextContents(), ["Uden navn"]);
    await page.locator(".progress input[type=file]").setInputFiles({ name: "x.json", mimeType: "application/json", buffer: Buffer.from("{}") });
    await page.getByText("Filen er ikke en gemt status for denne guide.").waitFor();
    await page.locator(".progress input[type=file]").setInputFiles(file);
    await page.getByText("Status er hentet.").waitFor();
    assert.ok(await item(page, "FM04").locator("input").isChecked());
  });
});

test("a file with other ticks in a run of the same name is not taken unasked, and no tick is lost unless the reader says so", async () => {
  await reader(async (page) => {
    await page.goto(url("sf1590-d/plan/"));
    for (const id of ["FM01", "TF107"]) await item(page, id).locator("input").check();
    const load = (found) => {
      const buffer = Buffer.from(typeof found === "string" ? found : JSON.stringify({ vejviser: "runs", guide: "sf1590-d", form: 1, current: "", ...found }));
      return page.locator(".progress input[type=file]").setInputFiles({ name: "x.json", mimeType: "application/json", buffer });
    };
    const kept = () => page.evaluate(() => JSON.parse(localStorage.getItem("vejviser:runs:sf1590-d")).runs);
    const question = page.locator(".progress-asked");
    const mine = { "": ["FM01", "TF107", "TFH203"] };
    await load({ runs: { "": ["FM02", "TFH203"] } });
    await page.getByText("Nogle hak her er ikke de samme som dem, du henter.").waitFor();
    assert.match(await question.textContent(), /Uden navn: kun sat her: FM01; kun sat i det, du henter: FM02/);
    assert.deepEqual(await kept(), mine);
    await page.getByRole("button", { name: "Lad det være" }).click();
    assert.ok(!(await question.isVisible()));
    assert.deepEqual(await kept(), mine);
    await load({ runs: { "": ["FM02", "TFH203"] } });
    await page.getByRole("button", { name: "Behold alle hak fra begge" }).click();
    assert.deepEqual(await kept(), { "": ["FM01", "TF107", "TFH203", "FM02"] });
    await page.getByText("Status er hentet.").waitFor();
    await load('{"vejviser": "runs", "guide": "sf1590-d", "runs": {"": ["FM0');
    await page.getByText("Den kan være beskadiget; intet er ændret.").waitFor();
    assert.equal((await kept())[""].length, 4);
    await load({ runs: { "": ["FM03"] } });
    await page.getByRole("button", { name: "Brug kun det, du henter" }).click();
    assert.deepEqual(await kept(), { "": ["FM03"] });
  });
});

test("a link with a run of the same name asks too, and a damaged link says so", async () => {
  await reader(async (page) => {
    await page.goto(url("sf1590-d/plan/"));
    await item(page, "FM01").locator("input").check();
    // The page is open already.
    await page.goto(`${url("sf1590-d/plan/")}#_done=:FM02`);
    await page.getByText("Uden navn: kun sat her: FM01; kun sat i det, du henter: FM02").waitFor();
    await page.getByRole("button", { name: "Behold alle hak fra begge" }).click();
    for (const id of ["FM01", "FM02"]) assert.ok(await item(page, id).locator("input").isChecked());
    await page.goto(`${url("sf1590-d/plan/")}#_done=%E0%A4%A:FM03`);
    await page.getByText("Status i linket er beskadiget. Intet er ændret.").waitFor();
  });
});

test("one of a joint pair is ticked, and both are done: on the plan, on their pages, in bars and lists", async () => {
  await reader(async (page) => {
    await page.goto(url("sf1590-d/plan/"));
    const bars = () => page.locator(".progress-bars").textContent();
    assert.match(await bars(), /Hele guiden: 0 af 45 udført/);
    await item(page, "TFH203").locator("input").check();
    assert.ok(await item(page, "TF107").locator("input").isChecked());
    assert.match(await bars(), /Hele guiden: 1 af 45 udført.*Fagsystem: 1 af .*Fakturahåndteringssystem: 1 af /);
    assert.match(await page.locator(".progress").textContent(), /Opgaver, der udføres sammen, får hak og tælles som én/);
    assert.match(await item(page, "TF107").locator(".tick").textContent(), /ét stykke arbejde med TFH203/);
    await page.goto(url("sf1590-d/TF107/"));
    assert.ok(await page.locator("article .tick input").isChecked());
    await page.goto(url("sf1590-d/parties/fagsystem/"));
    await item(page, "TF107").locator(".item-head .state").waitFor();
    assert.equal(await item(page, "TF107").locator(".item-head .state").textContent(), "Udført");
    await page.goto(url("sf1590-d/TFH203/"));
    await page.locator("article .tick input").uncheck();
    await page.goto(url("sf1590-d/TF107/"));
    assert.ok(!(await page.locator("article .tick input").isChecked()));
  });
});

test("a page that lay behind another does not forget what was ticked there", async () => {
  await reader(async (page) => {
    await page.goto(url("sf1590-d/plan/"));
    await item(page, "FM01").locator("input").check();
    await page.evaluate(() => {
      const runs = JSON.parse(localStorage.getItem("vejviser:runs:sf1590-d"));
      runs.runs[""].push("FM02");
      localStorage.setItem("vejviser:runs:sf1590-d", JSON.stringify(runs));
    });
    await item(page, "FM03").locator("input").check();
    for (const id of ["FM01", "FM02", "FM03"]) assert.ok(await item(page, id).locator("input").isChecked(), id);
  });
});

test("what is done once for all counts in every run, is sent along, and goes with the last run", async () => {
  await reader(async (page) => {
    await page.goto(url("publish-a-guide/plan/"));
    assert.match(await item(page, "PG01").locator(".tick").textContent(), /shared by all runs/);
    assert.doesNotMatch(await item(page, "PG13").locator(".tick").textContent(), /shared/);
    for (const id of ["PG01", "PG13"]) await item(page, id).locator("input").check();
    const names = ["Second change"];
    page.on("dialog", (dialog) => dialog.accept(names.shift()));
    await page.locator(".progress summary").click();
    await page.getByRole("button", { name: "New run" }).click();
    assert.ok(await item(page, "PG01").locator("input").isChecked());
    assert.ok(!(await item(page, "PG13").locator("input").isChecked()));
    await page.getByRole("button", { name: "Copy a link with the state" }).click();
    await page.getByText("The link is copied.").waitFor();
    const address = await page.evaluate(() => navigator.clipboard.readText());
    await reader(async (other) => {
      await other.goto(address);
      await other.getByRole("button", { name: "Load it" }).click();
      assert.ok(await item(other, "PG01").locator("input").isChecked());
    });
    await page.getByRole("button", { name: "Delete" }).click();
    assert.ok(await item(page, "PG01").locator("input").isChecked());
    await page.getByRole("button", { name: "Delete" }).click();
    assert.ok(!(await item(page, "PG01").locator("input").isChecked()));
  });
});

test("ticks follow a task to its new code", async () => {
  await reader(async (page) => {
    await page.goto(url("publish-a-guide/plan/"));
    const alias = "check-the-guide";
    await page.evaluate((code) => localStorage.setItem("vejviser:runs:publish-a-guide", JSON.stringify({ current: "", runs: { "": [code, "GONE"] } })), alias);
    await page.reload();
    assert.ok(await item(page, "PG09").locator("input").isChecked());
    await item(page, "PG09").locator("input").uncheck();
    const kept = await page.evaluate(() => localStorage.getItem("vejviser:runs:publish-a-guide"));
    assert.deepEqual(JSON.parse(kept).runs[""], ["GONE"]);
  });
});

test("whatever stands in the store, the page works", async () => {
  for (const text of ["", "x", "null", '{"runs":{"a":[]},"current":"toString"}', '{"runs":{"__proto__":["FM01"]}}', "[]", '{"runs":3}', '{"runs":{"a":7},"current":"b"}', '{"runs":{"<b>":["FM01",4]},"current":"<b>"}']) {
    await reader(async (page) => {
      await page.addInitScript((text) => localStorage.setItem("vejviser:runs:sf1590-d", text), text);
      const faults = [];
      page.on("pageerror", (fault) => faults.push(String(fault)));
      await page.goto(url("sf1590-d/plan/"));
      await item(page, "FM01").locator("input").waitFor();
      assert.deepEqual(faults, [], text);
    });
  }
});

test("nothing for axe to find on the plan and a task with ticks, light and dark", async () => {
  for (const colorScheme of ["light", "dark"]) {
    await reader(
      async (page) => {
        await page.goto(url("sf1590-d/plan/"));
        for (const id of ["FM01", "FF100", "TF126-A"]) await item(page, id).locator("input").check();
        await page.locator(".progress summary").click();
        assert.deepEqual(await findings(page), []);
        await page.goto(url("sf1590-d/FF101/"));
        await page.locator("article .tick input").waitFor();
        assert.deepEqual(await findings(page), []);
      },
      { colorScheme, foreign: true },
    );
  }
});

test("shared tasks stand apart from runs, whatever was ticked before they were shared", () => {
  const tasks = [{ id: "A", shared: true }, { id: "B", shared: false }];
  const guide = { tasks, place: (code) => ({ A: 0, OLD: 0, B: 1 })[code] };
  const all = { form: 1, current: "one", runs: { one: [], two: ["OLD", "B"] }, shared: [] };
  assert.deepEqual([...doneIn(all, guide)], [0]);
  assert.deepEqual(tick(all, guide, 0, true), { ...all, runs: { one: [], two: ["B"] }, shared: ["A"] });
  assert.deepEqual(tick(all, guide, 0, false), { ...all, runs: { one: [], two: ["B"] } });
  assert.deepEqual(tick(all, guide, 1, true), { ...all, runs: { one: ["B"], two: ["OLD", "B"] } });
  const sent = fromFragment(toFragment({ ...all, current: "new", runs: { new: ["B"] }, shared: ["A"] }));
  assert.deepEqual(merged(all, sent, guide), { ...all, current: "new", runs: { one: [], two: ["B"], new: ["B"] }, shared: ["OLD"] });
  const found = fromFile(toFile({ ...all, shared: ["A"] }, "g"), "g");
  assert.deepEqual(found, { ...all, shared: ["A"] });
  assert.deepEqual(merged({ ...all, runs: { three: ["B"] }, shared: ["C"] }, found, guide).shared, ["C", "A", "OLD"]);
  assert.ok(!isEmpty({ runs: { one: [] }, shared: ["A"] }) && isEmpty({ runs: { one: [] }, shared: [] }));
  // A run may be called what JavaScript's objects are called.
  assert.ok(Object.hasOwn(tick({ ...all, current: "__proto__", runs: JSON.parse('{"__proto__": []}') }, guide, 1, true).runs, "__proto__"));
});

test("states follow from gates, alternatives and what is done together", () => {
  const task = (stage, requires = [], together = [], alternatives = []) => ({ stage, requires, together, alternatives });
  const guide = {
    stages: [{ gate: true }, { gate: false }, { gate: true }],
    tasks: [task(0, [], [], [5]), task(1, [[0]]), task(1, [[0, 5]]), task(1, [[1]], [4]), task(0, [], [3]), task(0, [], [], [0]), task(2)],
  };
  const now = (...done) => states(guide, new Set(done)).join(" ");
  assert.equal(now(), [READY, WAITING, WAITING, WAITING, WAITING, READY, WAITING].join(" "));
  assert.equal(now(0), [DONE, READY, READY, WAITING, WAITING, UNNEEDED, WAITING].join(" "));
  assert.equal(now(5), [UNNEEDED, READY, READY, WAITING, WAITING, DONE, WAITING].join(" "));
  assert.equal(now(0, 1), [DONE, DONE, READY, READY, READY, UNNEEDED, WAITING].join(" "));
  assert.equal(now(0, 1, 2, 3, 4), [DONE, DONE, DONE, DONE, DONE, UNNEEDED, READY].join(" "));
  // The pair 3 and 4 is one piece of work.
  assert.deepEqual(tally(guide, states(guide, new Set([0, 1])), () => true), { done: 2, total: 5 });
  assert.equal(now(4), [READY, WAITING, WAITING, DONE, DONE, READY, WAITING].join(" "));
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
  const target = (...done) => states({ stages, tasks }, new Set(done.map(place)))[place("T1")];
  assert.deepEqual([[], ["A1"], ["A1", "B1"], ["C1", "D1"]].map((done) => target(...done)), Array(4).fill(WAITING));
  assert.deepEqual([["A1", "D1"], ["B1", "C1"]].map((done) => target(...done)), Array(2).fill(READY));
});

/** A guide in which A, B and C are one piece of work by way of B, D and E another, and F stands alone. */
function joint() {
  const ids = "ABCDEF".split("");
  const together = { A: [1], C: [1], D: [4] };
  const tasks = ids.map((id) => ({ id, stage: 0, requires: id === "F" ? [[2]] : [], together: together[id] ?? [], alternatives: [], party: id === "A" ? 0 : 1 }));
  return { stages: [{}], tasks, place: (code) => ({ OLD: 0, A: 0, B: 1, C: 2, D: 3, E: 4, F: 5 })[code] };
}
const runs = (found, more = {}) => ({ form: 1, current: Object.keys(found)[0], runs: found, shared: [], ...more });

test("what is carried out together is ticked once, shown done on all of it, and counted once", () => {
  const guide = joint();
  assert.deepEqual(pieces(guide), [[0, 1, 2], [0, 1, 2], [0, 1, 2], [3, 4], [3, 4], [5]]);
  const ticked = tick(runs({ one: [] }), guide, 1, true);
  assert.deepEqual(ticked.runs.one, ["A", "B", "C"]);
  const now = states(guide, doneIn(ticked, guide));
  assert.deepEqual(now, [DONE, DONE, DONE, READY, READY, READY]);
  assert.deepEqual(tally(guide, now, () => true), { done: 1, total: 3 });
  assert.deepEqual(tally(guide, now, (at) => guide.tasks[at].party === 0), { done: 1, total: 1 });
  assert.deepEqual(tally(guide, now, (at) => guide.tasks[at].party === 1), { done: 1, total: 3 });
  assert.deepEqual(tick(ticked, guide, 2, false).runs.one, []);
  // A former version ticked one of them only, by a code of those days.
  const former = runs({ one: ["OLD", "E", "GONE"] });
  assert.deepEqual([...doneIn(former, guide)].sort(), [0, 1, 2, 3, 4]);
  assert.deepEqual(tick(former, guide, 2, false).runs.one, ["E", "GONE"]);
  // With one of a piece shared by all runs, all of it is.
  guide.tasks[4].shared = true;
  assert.deepEqual(tick(runs({ one: [] }), guide, 3, true), runs({ one: [] }, { shared: ["D", "E"] }));
});

test("what comes in is merged, and what differs is known before", () => {
  const guide = joint();
  const here = runs({ one: ["A", "F"], two: ["F"] });
  const there = runs({ one: ["B", "D"], three: ["F"] });
  assert.deepEqual(differences(here, there, guide), [{ name: "one", here: ["F"], there: ["D"] }]);
  assert.deepEqual(merged(here, there, guide).runs, { one: ["A", "F", "D"], two: ["F"], three: ["F"] });
  assert.deepEqual(replaced(here, there, guide).runs, { one: ["B", "D"], two: ["F"], three: ["F"] });
  // Nothing is asked where nothing of the reader's could be meant.
  assert.deepEqual(differences(runs({ one: [] }), there, guide), []);
  assert.deepEqual(differences(here, runs({ one: ["F", "OLD", "C"] }), guide), []);
  assert.deepEqual(differences(runs({ one: ["GONE"] }), runs({ one: ["LOST"] }), guide), [{ name: "one", here: ["GONE"], there: ["LOST"] }]);
  const shared = differences(runs({ one: [] }, { shared: ["A"] }), runs({ one: [] }, { shared: ["F"] }), guide);
  assert.deepEqual(shared, [{ name: undefined, here: ["A"], there: ["F"] }]);
});

test("a file that is damaged, or of another guide, is no runs; one of a former version is", () => {
  const file = (more) => JSON.stringify({ vejviser: "runs", guide: "g", ...more });
  const wrong = [{}, { runs: 3 }, { runs: [] }, { runs: { a: "FM01" } }, { runs: { a: [1] } }, { runs: { a: [] }, shared: {} }, { runs: null }];
  for (const more of wrong) assert.equal(fromFile(file(more), "g"), undefined, JSON.stringify(more));
  const whole = file({ runs: { a: ["FM01"] } });
  assert.deepEqual(fromFile(whole, "g"), runs({ a: ["FM01"] }));
  assert.equal(fromFile(whole.slice(0, -2), "g"), undefined);
  assert.equal(fromFile(whole, "other"), undefined);
  assert.equal(fromFragment("#_done=a%E0%A4:FM01"), undefined);
});
