// The table of tasks: what readers see of it after sorting and filtering, and what they save.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { join } from "node:path";
import { SITE, inBrowser } from "./support.mjs";

const { visit } = inBrowser();
const TABLE = "sf1590-d/tasks/";

/** The codes of the tasks that the table shows, from the top. */
const shown = (page) =>
  page.evaluate(() => [...document.querySelectorAll("#_table tbody tr:not([hidden]) th .code")].map((code) => code.textContent));

/** The texts of a column of shown rows. */
const column = (page, at) =>
  page.evaluate((at) => [...document.querySelectorAll("#_table tbody tr:not([hidden])")].map(({ cells }) => cells[at].textContent.trim()), at);

const head = (page, name) => page.locator("#_table thead").getByRole("button", { name });

async function tasks() {
  return JSON.parse(await readFile(join(SITE, "sf1590-d", "guide.json"), "utf8")).tasks;
}

test("without scripts the table holds every task in the order of the plan", async () => {
  await visit(TABLE, async (page) => {
    const { length } = await tasks();
    assert.equal((await shown(page)).length, length);
    assert.equal(await page.locator("#_table th[scope=col]").count(), await page.locator("#_table tbody tr").first().locator("th, td").count());
  }, { javaScriptEnabled: false });
});

test("each column sorts upwards, downwards, and lets go; the address keeps it", async () => {
  await visit(TABLE, async (page) => {
    const plan = await shown(page);
    for (const name of await page.locator("#_table thead button").allTextContents()) {
      const of = page.locator("#_table thead th", { hasText: name });
      await head(page, name).click();
      assert.equal(await of.getAttribute("aria-sort"), "ascending");
      const up = await shown(page);
      assert.deepEqual([...up].sort(), [...plan].sort());
      await head(page, name).click();
      assert.equal(await of.getAttribute("aria-sort"), "descending");
      assert.match(page.url(), /sort=-/);
      const down = await shown(page);
      await page.reload();
      assert.deepEqual(await shown(page), down);
      await head(page, name).click();
      assert.equal(await page.locator("#_table [aria-sort]").count(), 0);
      assert.deepEqual(await shown(page), plan);
      assert.doesNotMatch(page.url(), /sort=/);
    }
    await head(page, "Opgave").click();
    const codes = await shown(page);
    assert.deepEqual(codes, [...codes].sort(new Intl.Collator("da", { numeric: true }).compare));
    // Parties stand in the guide's order, and empty cells last.
    await head(page, "Part").click();
    assert.deepEqual([...new Set(await column(page, 1))], ["Myndighed", "Fagsystem", "Fakturahåndteringssystem"]);
    await head(page, "Åbne spørgsmål").click();
    await head(page, "Åbne spørgsmål").click();
    const counts = (await page.evaluate(() => [...document.querySelectorAll("#_table tbody td:last-child")].map((cell) => Number(cell.textContent))));
    assert.deepEqual(counts, [...counts].sort((one, other) => other - one));
  });
});

test("filters narrow the table together, say how many are left, and are sent by the address", async () => {
  await visit(TABLE, async (page) => {
    const all = await tasks();
    await page.getByRole("combobox", { name: "Part", exact: true }).selectOption({ label: "Fagsystem" });
    const ours = all.filter(({ party }) => party === "fagsystem");
    assert.deepEqual([...(await shown(page))].sort(), ours.map(({ id }) => id).sort());
    assert.equal(await page.locator(".table-shown").textContent(), `${ours.length} af ${all.length} opgaver vises`);
    await page.getByRole("searchbox", { name: "Opgave", exact: true }).fill("sortiment");
    const found = await shown(page);
    assert.ok(found.length > 0 && found.length < ours.length);
    assert.match(page.url(), /party=fagsystem/);
    await page.reload();
    assert.deepEqual(await shown(page), found);
    // The filter is no choice of the reader's own party.
    assert.equal(await page.evaluate(() => localStorage.getItem("vejviser:party:sf1590-d")), null);
    await page.getByRole("button", { name: "Vis alle" }).click();
    assert.equal((await shown(page)).length, all.length);
    assert.doesNotMatch(page.url(), /\?/);
  });
  // A choice that nobody knows hides nothing.
  await visit(`${TABLE}?party=nobody&sort=nothing`, async (page) => assert.equal((await shown(page)).length, (await tasks()).length));
});

test("what is shown is saved as it stands, in the form of tasks.csv", async () => {
  await visit(`${TABLE}?party=myndighed&sort=-id`, async (page) => {
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "CSV" }).click()]);
    const text = await readFile(await download.path(), "utf8");
    const lines = text.split("\r\n");
    assert.ok(lines[0].startsWith("\uFEFFid;title;party;state;stage"), lines[0]);
    assert.equal(lines.pop(), "");
    assert.deepEqual(lines.slice(1).map((line) => line.split(";")[0]), await shown(page));
    assert.ok(lines.slice(1).every((line) => line.includes(";myndighed;ready;forudsaetninger")), text);
  });
});

test("cells that spreadsheets take for formulas are guarded, and others quoted", async () => {
  await visit(TABLE, async (page) => {
    await page.evaluate(() => {
      const [first, second] = document.querySelectorAll("#_table tbody th a");
      first.lastChild.textContent = " =1+1";
      second.lastChild.textContent = " a \"b\"; c";
    });
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "CSV" }).click()]);
    const [, first, second] = (await readFile(await download.path(), "utf8")).split("\r\n");
    assert.match(first, /^\w+;'=1\+1;/);
    assert.match(second, /^\w+;"a ""b""; c";/);
  });
});

test("on a phone each task is a card that names its fields, and filters and order unfold", async () => {
  await visit(TABLE, async (page) => {
    assert.equal(await page.locator(".table-filters").first().isVisible(), false);
    const row = page.locator("#_table tbody tr").first();
    assert.equal(await row.evaluate((row) => getComputedStyle(row).display), "block");
    const label = await row.locator("td").first().evaluate((cell) => getComputedStyle(cell, "::before").content);
    assert.equal(label, '"Part"');
    await page.getByText("Filtrér og sortér").click();
    await page.getByLabel("Sortér efter").selectOption({ label: "Åbne spørgsmål" });
    await page.getByLabel("Omvendt").check();
    assert.match(page.url(), /sort=-open_questions_count/);
  }, { viewport: { width: 360, height: 800 } });
});

test("the script of the table is light and loads nowhere else", async () => {
  const bytes = gzipSync(await readFile(join(SITE, "assets", "table.js")), { level: 9 }).length;
  assert.ok(bytes <= 12_000, `${bytes} bytes`);
  assert.ok(!(await readFile(join(SITE, "sf1590-d", "plan", "index.html"), "utf8")).includes("table.js"));
});

test("the table follows what is marked, here and in another window", async () => {
  await visit(`${TABLE}?state=ready`, async (page, context) => {
    const before = await shown(page);
    const other = await context.newPage();
    await other.goto(page.url().replace(/tasks\/.*/, `${before[0]}/`));
    await other.locator(".tick input").first().check();
    await page.waitForFunction((code) => !document.querySelector("#_table tbody tr:not([hidden]) th")?.textContent.includes(code), before[0]);
    assert.deepEqual(await shown(page), before.slice(1));
    await page.getByRole("combobox", { name: "Status", exact: true }).selectOption({ label: "Udført" });
    assert.deepEqual(await shown(page), [before[0]]);
  });
});
