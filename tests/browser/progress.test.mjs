// Marking tasks: what can begin follows from the guide, and everything stays in the reader's browser.

import assert from "node:assert/strict";
import { test } from "node:test";
import { readFile } from "node:fs/promises";
import { findings, inBrowser } from "./support.mjs";

const { url, reader } = inBrowser();

const PLAN = "sf1590-d/plan/", KEY = "vejviser:runs:sf1590-d";
const FIRST = ["FM01", "FM02", "FM03", "FM04", "FF100", "FF101", "FF102", "FFH200", "FFH201", "FFH202"];
const LATER = "2999-01-01T00:00:00.000Z", LATEST = "2999-01-02T00:00:00.000Z";

const box = (page, id) => page.locator(`[data-tick="${id}"]`);
const bar = (page, of) => page.locator(`[data-bar="${of}"] .n`).textContent();
const rows = (page) => page.locator(".runs .runs-table tbody tr");
const question = (page) => page.locator(".incoming");
const button = (page, name) => page.getByRole("button", { name, exact: true });

/** What is kept in the browser of the reader. */
const kept = (page, key = KEY) => page.evaluate((key) => JSON.parse(localStorage.getItem(key)), key);
/** The codes that are done in each run. */
const codes = ({ runs }) => Object.fromEntries(Object.entries(runs).map(([name, marks]) => [name, Object.keys(marks).filter((code) => marks[code].state === "done")]));

async function newRun(page, ...names) {
  if (!(await page.locator(".runs").evaluate((runs) => runs.open))) await page.locator(".runs > summary").click();
  await button(page, "Nyt forløb").click();
  await fillNames(page, names);
}

async function fillNames(page, [first, second = ""]) {
  await page.getByLabel("Kommune eller andet navn").fill(first);
  await page.getByLabel("System (kan udelades)").fill(second);
  await button(page, "Gem").click();
}

/** Loads runs from a file, given as its text or as the marks of the run without a name. */
async function load(page, found) {
  const text = typeof found === "string" ? found : JSON.stringify({ vejviser: "runs", guide: "sf1590-d", form: 2, current: "", runs: { "": found } });
  await page.locator(".runs input[type=file]").setInputFiles({ name: "x.json", mimeType: "application/json", buffer: Buffer.from(text) });
}

test("a reader ticks tasks on the plan, a task's page and the gate's, and each knows of the others, also after a reload", async () => {
  await reader(async (page) => {
    await page.goto(url(PLAN));
    assert.deepEqual([await bar(page, "gate:tilslutning"), await bar(page, "all")], ["0 af 10", "0 af 45"]);
    for (const id of FIRST.slice(1)) await box(page, id).check();
    assert.deepEqual([await bar(page, "gate:tilslutning"), await bar(page, "all"), await bar(page, "party:myndighed")], ["9 af 10", "9 af 45", "3 af 5"]);
    await page.reload();
    assert.equal(await bar(page, "all"), "9 af 45");
    await page.goto(url("sf1590-d/gates/tilslutning/"));
    await page.locator("[data-tick]:checked").first().waitFor();
    assert.equal(await page.locator("[data-tick]:checked").count(), 9);
    await box(page, "FM01").check();
    await page.goto(url("sf1590-d/FM01/"));
    await page.locator("[data-tick]:checked").waitFor();
    await box(page, "FM01").uncheck();
    await page.goto(url(PLAN));
    assert.equal(await bar(page, "gate:tilslutning"), "9 af 10");
  });
});

test("a task's page takes a state, a note, a date and initials, and shows them", async () => {
  await reader(async (page) => {
    await page.goto(url("sf1590-d/TF109/"));
    await page.locator(".log > summary").click();
    await page.locator(".log").getByLabel("I gang").check();
    await page.getByLabel("Note").fill("venter på svar");
    await page.getByLabel("Dato").fill("2026-11-23");
    await page.getByLabel("Initialer").fill("AB");
    await page.getByLabel("Initialer").blur();
    assert.equal(await page.locator(".log-said").textContent(), "23. november 2026 · AB · venter på svar");
    await page.reload();
    assert.equal(await page.locator(".log-said").textContent(), "23. november 2026 · AB · venter på svar");
    await page.locator(".log > summary").click();
    assert.ok(await page.locator(".log").getByLabel("I gang").isChecked());
    assert.match(await page.locator(".log-fields").textContent(), /Gemmes kun i din browser\./);
    // The box and the choice are one thing.
    await box(page, "TF109").check();
    assert.ok(await page.locator(".log").getByLabel("Udført").isChecked());
    await page.getByLabel("Ikke relevant").check();
    assert.ok(!(await box(page, "TF109").isChecked()));
    const { at, ...mark } = (await kept(page)).runs[""].TF109;
    assert.deepEqual(mark, { state: "not-relevant", note: "venter på svar", date: "2026-11-23", by: "AB" });
    assert.ok(Date.now() - Date.parse(at) < 60_000);
    // It counts no more, and the plan shows the note.
    await page.goto(url(PLAN));
    assert.equal(await page.locator('.item[data-task="TF109"] .noted').textContent(), "23. november 2026 · AB · venter på svar");
    assert.equal(await bar(page, "all"), "0 af 44");
  });
});

test("what a tick opens is announced", async () => {
  await reader(async (page) => {
    await page.goto(url(PLAN));
    const said = page.locator("#_main > [role=status]");
    for (const id of FIRST) await box(page, id).check();
    assert.match(await said.textContent(), /^Nu kan \d\d opgaver mere startes\.$/);
    await box(page, "TF121").check();
    assert.match(await said.textContent(), /^Nu kan 1 opgave mere startes\.$/);
  });
});

test("pictures show how far tasks have come, and say what the signs mean", async () => {
  await reader(async (page) => {
    await page.goto(url(PLAN));
    for (const id of FIRST) await box(page, id).check();
    await page.goto(url("sf1590-d/TF110/"));
    const node = page.locator('svg.diagram a[data-id="TF109"]');
    await node.scrollIntoViewIfNeeded();
    await node.locator(".sign").waitFor();
    assert.equal(await node.locator(".sign").getAttribute("data-state"), "ready");
    assert.match(await page.locator(".diagram-frame .signs").textContent(), /▸ Kan startes nu · … Venter på en opgave/);
    assert.match(await node.getAttribute("aria-label"), /^TF109 .*, Kan startes nu$/);
  });
});

test("runs with two names stand in a table: chosen, renamed and deleted there, each with its own progress", async () => {
  await reader(async (page) => {
    await page.goto(url(PLAN));
    await box(page, "FM01").check();
    await newRun(page, "Faxe", "Elips");
    assert.ok(!(await box(page, "FM01").isChecked()));
    for (const id of ["FM04", "TF121"]) await box(page, id).check();
    assert.match(await rows(page).nth(0).textContent(), /Uden navn1 af 101 af 45/);
    assert.match(await rows(page).nth(1).textContent(), /FaxeElips1 af 102 af 45/);
    await rows(page).nth(0).getByRole("radio").check();
    assert.ok(await box(page, "FM01").isChecked());
    assert.equal(await bar(page, "all"), "1 af 45");
    assert.deepEqual(await page.evaluate(() => document.activeElement.type), "radio");

    await rows(page).nth(0).getByRole("button", { name: "Omdøb" }).click();
    await fillNames(page, ["Faxe", "Elips"]);
    await page.getByText("Der er allerede et forløb, der hedder Faxe × Elips.").waitFor();
    await rows(page).nth(0).getByRole("button", { name: "Omdøb" }).click();
    await fillNames(page, ["Køge"]);
    assert.match(await rows(page).nth(0).textContent(), /^ ?Køge1 af 10/);
    assert.deepEqual(codes(await kept(page)), { Køge: ["FM01"], "Faxe × Elips": ["FM04", "TF121"] });
    await page.goto(url("sf1590-d/FM01/"));
    await page.locator(".log > summary").click();
    assert.match(await page.locator(".log-fields").textContent(), /Forløb: Køge\. Gemmes kun i din browser\./);

    await page.goto(url(PLAN));
    // With several runs the table is open.
    let answer = "dismiss";
    page.on("dialog", (dialog) => dialog[answer]());
    const remove = () => rows(page).nth(0).getByRole("button", { name: "Slet" }).click();
    await remove();
    assert.equal(await rows(page).count(), 2);
    answer = "accept";
    await remove();
    await page.getByText("Forløbet er slettet.").waitFor();
    assert.deepEqual(codes(await kept(page)), { "Faxe × Elips": ["FM04", "TF121"] });
    assert.equal(await bar(page, "all"), "2 af 45");
  });
});

test("a run is handed over by link, and nothing is taken unasked", async () => {
  await reader(async (page) => {
    await page.goto(url(PLAN));
    await newRun(page, "Køge", "Elips");
    await box(page, "FM02").check();
    await button(page, "Kopiér link til forløbet").click();
    await page.getByText("Linket er kopieret.").waitFor();
    const address = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(address, /#_run=K%C3%B8ge%20%C3%97%20Elips:FM02\/d\/\w+$/);
    await reader(async (other) => {
      await other.goto(address);
      await other.getByText("Her er 1 markeret opgave i »Køge × Elips«.").waitFor();
      assert.ok(!(await box(other, "FM02").isChecked()));
      await button(other, "Hent").click();
      assert.ok(await box(other, "FM02").isChecked());
      assert.ok(!other.url().includes("#"));
    });
  });
});

test("runs are saved to a file and loaded again; a file that holds none says so", async () => {
  await reader(async (page) => {
    await page.goto(url(PLAN));
    await box(page, "FM01").check();
    await newRun(page, "Faxe");
    await box(page, "FM04").check();
    const [download] = await Promise.all([page.waitForEvent("download"), button(page, "Gem som fil").click()]);
    const file = await download.path();
    const saved = JSON.parse(await readFile(file, "utf8"));
    assert.deepEqual([saved.vejviser, saved.guide, saved.form, saved.current], ["runs", "sf1590-d", 2, "Faxe"]);
    assert.deepEqual(codes(saved), { "": ["FM01"], Faxe: ["FM04"] });
    await load(page, "{}");
    await page.getByText("Filen indeholder ingen markeringer for denne guide.").waitFor();
    await load(page, JSON.stringify({ ...saved, form: 9 }));
    await page.getByText("Det er gemt med en nyere udgave af sitet").waitFor();
    await reader(async (other) => {
      await other.goto(url(PLAN));
      await other.locator(".runs input[type=file]").setInputFiles(file);
      await other.getByText("Markeringerne er hentet.").waitFor();
      assert.ok(await box(other, "FM04").isChecked());
      assert.equal(await rows(other).count(), 2);
    });
  });
});

test("two people's marks are made one: what differs is shown before anything changes, and the reader chooses", async () => {
  await reader(async (page) => {
    await page.goto(url(PLAN));
    for (const id of ["FM01", "TF107"]) await box(page, id).check();
    const done = async () => codes(await kept(page))[""];
    const theirs = { FM01: { state: "doing", at: LATER, by: "AB" }, FM02: { state: "done", at: LATER } };
    await load(page, theirs);
    await page.getByText("1 opgave er markeret forskelligt her og i det hentede. Intet ændres, før I vælger.").waitFor();
    const line = question(page).locator("tbody tr");
    assert.match(await line.textContent(), /FM01 .*Uden navnUdførtsat .*I gangABsat 1\. januar 2999 kl\. .*I det hentede$/);
    assert.equal(await line.locator(".wins").textContent(), await line.locator("td").nth(1).textContent());
    assert.deepEqual(await done(), ["FM01", "TF107", "TFH203"]);
    await button(page, "Lad det være").click();
    assert.ok(!(await question(page).isVisible()));
    assert.deepEqual(await done(), ["FM01", "TF107", "TFH203"]);

    await load(page, theirs);
    await button(page, "Behold alt fra begge").click();
    await page.getByText("Markeringerne er hentet.").waitFor();
    assert.deepEqual(await done(), ["FM01", "TF107", "TFH203", "FM02"]);
    assert.equal((await kept(page)).runs[""].FM01.by, "AB");
    // A pair is one piece of work: whoever takes back one of them takes back both.
    await load(page, { FM02: { state: "doing", at: LATEST }, TFH203: { at: LATEST } });
    await page.getByText("2 opgaver er markeret forskelligt").waitFor();
    await button(page, "Det nyeste gælder").click();
    assert.deepEqual(await done(), ["FM01"]);
    await load(page, { FM02: { state: "done", at: LATER } });
    await button(page, "Det hentede gælder").click();
    assert.deepEqual(await done(), ["FM01", "FM02"]);
    // Without a conflict there is nothing to ask, and damage changes nothing.
    await load(page, { FM03: { state: "done", at: LATER } });
    await page.getByText("Markeringerne er hentet.").waitFor();
    assert.deepEqual(await done(), ["FM01", "FM02", "FM03"]);
    await load(page, '{"vejviser": "runs", "guide": "sf1590-d", "runs": {"": ["FM0');
    await page.getByText("Den kan være beskadiget; intet er ændret.").waitFor();
    assert.equal((await done()).length, 3);
  });
});

test("a link with a run of the same name asks too, one of former days is read, and a damaged one says so", async () => {
  await reader(async (page) => {
    await page.goto(url(PLAN));
    await box(page, "FM01").check();
    // The page is open already.
    await page.goto(`${url(PLAN)}#_run=:FM01/b/${(4e9).toString(36)},FM02/d`);
    await page.getByText("1 opgave er markeret forskelligt").waitFor();
    await button(page, "Behold alt fra begge").click();
    await page.goto(`${url(PLAN)}#_done=:FM03`);
    await button(page, "Hent").click();
    for (const id of ["FM01", "FM02", "FM03"]) assert.ok(await box(page, id).isChecked());
    await page.goto(`${url(PLAN)}#_done=%E0%A4%A:FM03`);
    await page.getByText("Linket er beskadiget. Intet er ændret.").waitFor();
  });
});

test("one of a joint pair is marked, and both are: on the plan, on their pages, in bars", async () => {
  await reader(async (page) => {
    await page.goto(url(PLAN));
    await box(page, "TFH203").check();
    assert.ok(await box(page, "TF107").isChecked());
    assert.deepEqual([await bar(page, "all"), await bar(page, "party:fagsystem"), await bar(page, "party:fakturahaandteringssystem")], ["1 af 45", "1 af 23", "1 af 24"]);
    await page.goto(url("sf1590-d/TF107/"));
    await page.locator("[data-tick]:checked").waitFor();
    await page.locator(".log > summary").click();
    assert.match(await page.locator(".log-fields").textContent(), /Samme stykke arbejde som TFH203\./);
    await page.getByLabel("Note").fill("sammen");
    await page.getByLabel("Note").blur();
    await page.goto(url("sf1590-d/TFH203/"));
    await page.getByText("sammen", { exact: true }).first().waitFor();
    await box(page, "TFH203").uncheck();
    await page.goto(url("sf1590-d/TF107/"));
    assert.ok(!(await box(page, "TF107").isChecked()));
  });
});

test("a page that lay behind another does not forget what was marked there", async () => {
  await reader(async (page) => {
    await page.goto(url(PLAN));
    await box(page, "FM01").check();
    await page.evaluate((key) => {
      const runs = JSON.parse(localStorage.getItem(key));
      runs.runs[""].FM02 = { state: "done", at: "" };
      localStorage.setItem(key, JSON.stringify(runs));
    }, KEY);
    await box(page, "FM03").check();
    for (const id of ["FM01", "FM02", "FM03"]) assert.ok(await box(page, id).isChecked(), id);
  });
});

test("what is done once for all counts in every run, is sent along, and goes with the last run", async () => {
  await reader(async (page) => {
    await page.goto(url("publish-a-guide/PG01/"));
    await page.locator(".log > summary").click();
    assert.match(await page.locator(".log-fields").textContent(), /Shared by all runs\./);
    await page.goto(url("publish-a-guide/plan/"));
    for (const id of ["PG01", "PG13"]) await box(page, id).check();
    await page.locator(".runs > summary").click();
    await button(page, "New run").click();
    await page.getByLabel("Municipality or other name").fill("Second change");
    await button(page, "Save").click();
    assert.ok(await box(page, "PG01").isChecked());
    assert.ok(!(await box(page, "PG13").isChecked()));
    await button(page, "Copy a link to the run").click();
    await page.getByText("The link is copied.").waitFor();
    const address = await page.evaluate(() => navigator.clipboard.readText());
    await reader(async (other) => {
      await other.goto(address);
      await button(other, "Load").click();
      assert.ok(await box(other, "PG01").isChecked());
    });
    page.on("dialog", (dialog) => dialog.accept());
    await rows(page).nth(1).getByRole("button", { name: "Delete" }).click();
    assert.ok(await box(page, "PG01").isChecked());
    await rows(page).nth(0).getByRole("button", { name: "Delete" }).click();
    assert.ok(!(await box(page, "PG01").isChecked()));
  });
});

test("marks of former days are read, and follow a task to its new code", async () => {
  await reader(async (page) => {
    const key = "vejviser:runs:publish-a-guide";
    await page.goto(url("publish-a-guide/plan/"));
    await page.evaluate((key) => localStorage.setItem(key, JSON.stringify({ form: 1, current: "b", runs: { a: [], b: ["check-the-guide", "GONE"] }, shared: ["PG01"] })), key);
    await page.reload();
    for (const id of ["PG09", "PG01"]) await page.locator(`[data-tick="${id}"]:checked`).waitFor();
    await box(page, "PG09").uncheck();
    const { form, current, ...all } = await kept(page, key);
    assert.deepEqual([form, current, codes(all), Object.keys(all.shared)], [2, "b", { a: [], b: ["GONE"] }, ["PG01"]]);
  });
});

test("a tick says when its task changed afterwards, until it is set anew", async () => {
  await reader(async (page) => {
    const SEEN = "vejviser:seen:sf1590-d", said = () => page.locator(".since-tick");
    const set = (digits) => page.evaluate(([key, digits]) => {
      const seen = JSON.parse(localStorage.getItem(key));
      Object.values(seen.ticks).forEach((codes) => (codes.TF109 = digits));
      localStorage.setItem(key, JSON.stringify(seen));
    }, [SEEN, digits]);
    await page.goto(url("sf1590-d/TF109/"));
    await box(page, "TF109").check();
    const { at } = (await kept(page)).runs[""].TF109;
    const { form, ticks } = await kept(page, SEEN);
    assert.deepEqual([form, Object.keys(ticks), Object.keys(ticks[at])], [1, [at], ["TF109"]]);
    assert.match(ticks[at].TF109, /^1-[0-9a-f]{8}$/);
    assert.equal(await said().count(), 0);
    await set("1-00000000");
    await page.reload();
    await said().waitFor();
    assert.equal(await said().textContent(), "Ændret, efter at du satte flueben");
    await said().getByRole("link").click();
    await page.waitForURL(url("sf1590-d/changes/index.html"));
    await page.goto(url(PLAN));
    await page.locator('.item[data-task="TF109"] .since-tick').waitFor();
    assert.equal(await said().count(), 1);
    assert.deepEqual(await findings(page), []);
    // A note makes the tick no younger.
    await page.goto(url("sf1590-d/TF109/"));
    await page.locator(".log > summary").click();
    await page.getByLabel("Initialer").fill("AB");
    await page.getByLabel("Initialer").blur();
    await page.reload();
    await said().waitFor();
    await box(page, "TF109").uncheck();
    assert.equal(await said().count(), 0);
    assert.deepEqual((await kept(page, SEEN)).ticks, {});
    await box(page, "TF109").check();
    assert.equal(await said().count(), 0);
    // Digits of another form say nothing.
    await set("2-00000000");
    await page.reload();
    await page.locator("[data-tick]:checked").waitFor();
    assert.equal(await said().count(), 0);
  });
});

test("a store that is damaged or newer stays as it is, and the page says so", async () => {
  await reader(async (page) => {
    page.on("dialog", (dialog) => dialog.accept());
    const keep = async (text) => {
      await page.goto(url("404.html"));
      await page.evaluate(([key, text]) => localStorage.setItem(key, text), [KEY, text]);
      await page.goto(url(PLAN));
    };
    for (const text of ["", "x", "null", "[]", '{"runs":3}', '{"runs":{"a":7},"current":"b"}', '{"form":3,"runs":{"a":{}}}']) {
      await keep(text);
      const word = text.includes('"form":3') ? "en nyere udgave af sitet har gemt" : "Markeringerne i denne browser er beskadiget.";
      await page.locator(".runs").getByText(word).waitFor();
      assert.ok(await box(page, "FM01").isDisabled());
      assert.equal(await page.evaluate((key) => localStorage.getItem(key), KEY), text);
      await button(page, "Slet dem, og begynd forfra").click();
      await box(page, "FM01").check();
      assert.deepEqual(codes(await kept(page)), { "": ["FM01"] });
    }
    for (const text of ['{"runs":{"__proto__":["FM01"]}}', '{"runs":{"a":[]},"current":"toString"}', '{"runs":{"<b>":["FM01"]},"current":"<b>"}']) {
      await keep(text);
      await box(page, "FM04").check();
      await page.goto(url("sf1590-d/FM01/"));
      await page.locator(".log > summary").click();
      await page.getByLabel("Note").waitFor();
    }
  });
});

test("nothing for axe to find on the plan, the gate and a task with marks, light and dark", async () => {
  await reader(async (page) => {
    await page.goto(url(PLAN));
    await newRun(page, "Faxe", "Elips");
    for (const id of ["FM01", "FF100", "TF126-A"]) await box(page, id).check();
    const name = "Faxe × Elips";
    await load(page, JSON.stringify({ vejviser: "runs", guide: "sf1590-d", form: 2, current: name, runs: { [name]: { FM01: { at: LATER } } } }));
    await question(page).waitFor();
    await button(page, "Omdøb Uden navn").click();
    assert.deepEqual(await findings(page), []);
    await page.goto(url("sf1590-d/FF101/"));
    await page.locator(".log > summary").click();
    assert.deepEqual(await findings(page), []);
    await page.goto(url("sf1590-d/gates/tilslutning/"));
    await page.locator("[data-tick]:checked").first().waitFor();
    assert.deepEqual(await findings(page), []);
  });
});
