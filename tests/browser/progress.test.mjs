// Ticking off tasks: what can begin follows from the guide, and everything stays in the reader's browser.

import assert from "node:assert/strict";
import { test } from "node:test";
import { readFile } from "node:fs/promises";
import { findings, inBrowser } from "./support.mjs";

const { url, reader } = inBrowser();

const item = (page, id) => page.locator(`.item[data-task="${id}"]`);
const stateOf = (page, id) => item(page, id).locator(".tick .state");
/** The codes that are done in each run. */
const codes = (runs) => Object.fromEntries(Object.entries(runs).map(([name, marks]) => [name, Object.keys(marks).filter((code) => marks[code].state === "done")]));
const FIRST = ["FM01", "FM02", "FM03", "FM04", "FF100", "FF101", "FF102", "FFH200", "FFH201", "FFH202"];

test("a reader ticks three tasks and sees others become startable, here, on their pages, in pictures and after a reload", async () => {
  await reader(async (page) => {
    await page.goto(url("sf1590-d/plan/"));
    await item(page, "FF100").locator("input").check();
    assert.equal(await stateOf(page, "FF101").textContent(), "Kan startes nu");
    assert.equal(await stateOf(page, "TF105").textContent(), "Bag porten");
    for (const id of FIRST) await item(page, id).locator("input").check();
    // The gate is open now, and TF105 needed only FF102.
    assert.equal(await stateOf(page, "TF105").textContent(), "Kan startes nu");
    assert.equal(await stateOf(page, "TF110").textContent(), "Venter på en opgave");
    assert.match(await page.locator(".progress-bars").textContent(), /Hele guiden: 10 af 45 udført/);
    assert.match(await page.locator(".progress-bars").textContent(), /Før porten til Tilslutningsopgaver: 10 af 10 udført/);
    await page.reload();
    assert.ok(await item(page, "FFH202").locator("input").isChecked());

    await page.goto(url("sf1590-d/TF110/"));
    await page.locator(".relations .state").first().waitFor();
    assert.equal(await page.locator("article .tick .state").textContent(), "Venter på en opgave");
    assert.match(await page.locator(".relations").first().textContent(), /TF109.*Kan startes nu/s);
    assert.equal(await page.locator('svg.diagram a[data-id="TF109"] .sign').getAttribute("data-state"), "ready");
    // What the sign means is said beside the picture, and in the box's name.
    assert.match(await page.locator(".diagram-frame .signs").textContent(), /▸ Kan startes nu · … Venter på en opgave/);
    assert.match(await page.locator('svg.diagram a[data-id="TF109"]').getAttribute("aria-label"), /^TF109 .*, Kan startes nu$/);
    assert.match(await page.locator("article .tick").textContent(), /kun i din browser/);
    await page.locator(".relations a.task").first().focus();
    assert.match(await page.locator(".preview").textContent(), /Fagsystem · Tilslutningsopgaver · Kan startes nu/);
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
    assert.equal(await head("TF105").textContent(), "Kan startes nu");
    assert.equal(await head("TF110").textContent(), "Venter på en opgave");
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
    assert.match(address, /#_run=K%C3%B8ge%20%C3%97%20Elips:FM02\/d\/\w+$/);
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
    assert.deepEqual([saved.vejviser, saved.guide, saved.form, saved.current], ["runs", "sf1590-d", 2, "Faxe"]);
    assert.deepEqual(codes(saved.runs), { "": ["FM01"], Faxe: ["FM04"] });
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

test("a file with other marks in a run of the same name is not taken unasked, and no mark is lost unless the reader says so", async () => {
  await reader(async (page) => {
    await page.goto(url("sf1590-d/plan/"));
    for (const id of ["FM01", "TF107"]) await item(page, id).locator("input").check();
    const load = (found) => {
      const buffer = Buffer.from(typeof found === "string" ? found : JSON.stringify({ vejviser: "runs", guide: "sf1590-d", form: 2, current: "", runs: { "": found } }));
      return page.locator(".progress input[type=file]").setInputFiles({ name: "x.json", mimeType: "application/json", buffer });
    };
    const kept = async () => codes((await page.evaluate(() => JSON.parse(localStorage.getItem("vejviser:runs:sf1590-d")))).runs)[""];
    const question = page.locator(".progress-asked");
    const theirs = { FM01: { state: "doing", at: "2999-01-01T00:00:00Z" }, FM02: { state: "done", at: "2999-01-01T00:00:00Z" } };
    await load(theirs);
    await page.getByText("Nogle hak her er ikke de samme som dem, du henter.").waitFor();
    assert.match(await question.textContent(), /Uden navn: FM01: her Udført, i det, du henter I gang/);
    assert.deepEqual(await kept(), ["FM01", "TF107", "TFH203"]);
    await page.getByRole("button", { name: "Lad det være" }).click();
    assert.ok(!(await question.isVisible()));
    assert.deepEqual(await kept(), ["FM01", "TF107", "TFH203"]);
    await load(theirs);
    await page.getByRole("button", { name: "Behold alle hak fra begge" }).click();
    assert.deepEqual(await kept(), ["FM01", "TF107", "TFH203", "FM02"]);
    await page.getByText("Status er hentet.").waitFor();
    await load('{"vejviser": "runs", "guide": "sf1590-d", "runs": {"": ["FM0');
    await page.getByText("Den kan være beskadiget; intet er ændret.").waitFor();
    assert.equal((await kept()).length, 4);
    await load({ FM02: { state: "doing", at: "2998-01-01T00:00:00Z" }, TFH203: { at: "2999-01-01T00:00:00Z" } });
    await page.getByRole("button", { name: "Det nyeste gælder" }).click();
    assert.deepEqual(await kept(), ["FM01", "FM02"]);
    await load({ FM02: { state: "doing", at: "2998-01-01T00:00:00Z" } });
    await page.getByRole("button", { name: "Brug kun det, du henter" }).click();
    assert.deepEqual(await kept(), ["FM01"]);
  });
});

test("a link with a run of the same name asks too, one of a former day is read, and a damaged one says so", async () => {
  await reader(async (page) => {
    await page.goto(url("sf1590-d/plan/"));
    await item(page, "FM01").locator("input").check();
    // The page is open already.
    await page.goto(`${url("sf1590-d/plan/")}#_run=:FM01/b/${(4e9).toString(36)},FM02/d`);
    await page.getByText("Uden navn: FM01: her Udført, i det, du henter I gang").waitFor();
    await page.getByRole("button", { name: "Behold alle hak fra begge" }).click();
    await page.goto(`${url("sf1590-d/plan/")}#_done=:FM03`);
    await page.getByRole("button", { name: "Hent den" }).click();
    for (const id of ["FM01", "FM02", "FM03"]) assert.ok(await item(page, id).locator("input").isChecked());
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
      runs.runs[""].FM02 = { state: "done", at: "" };
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
    assert.deepEqual(codes(JSON.parse(kept).runs)[""], ["GONE"]);
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
