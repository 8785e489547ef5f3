// Ticking off tasks: what can begin follows from the guide, and everything stays in the reader's browser.

import assert from "node:assert/strict";
import { test } from "node:test";
import { readFile } from "node:fs/promises";
import { findings, inBrowser } from "./support.mjs";
import { doneIn, fromFile, isEmpty, joined, tick, toFile, withRun } from "../../templates/js/runs.js";
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
    assert.match(await page.locator(".progress-bars").textContent(), /Hele guiden: 10 af 51 udført/);
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
      await other.locator(".progress-said button").click();
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
  assert.deepEqual(withRun(all, guide, "new", ["A", "B"]), { ...all, current: "new", runs: { ...all.runs, new: ["B"] }, shared: ["A"] });
  const found = fromFile(toFile({ ...all, shared: ["A"] }, "g"), "g");
  assert.deepEqual(found, { ...all, shared: ["A"] });
  assert.deepEqual(joined({ ...all, runs: { three: ["B"] }, shared: ["C"] }, found).shared, ["C", "A"]);
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
  assert.deepEqual(tally(states(guide, new Set([0, 1])), () => true), { done: 2, total: 6 });
});
