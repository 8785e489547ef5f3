// What readers come for, from end to end.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { inBrowser } from "./support.mjs";

const { url, reader, visit } = inBrowser();

/** The words of a PDF; nothing where there is no poppler to read it. */
function onPaper(pdf) {
  try {
    return execFileSync("pdftotext", ["-layout", "-", "-"], { input: pdf, encoding: "utf8" });
  } catch (fault) {
    assert.ok(fault.code === "ENOENT" && process.env.VEJVISER_PDF_REQUIRED === undefined, String(fault));
    return undefined;
  }
}

const item = (page, id) => page.locator(`.item[data-task="${id}"]`);
const stateOf = (page, id) => item(page, id).locator(".tick .state").textContent();

test("from a link in a mail to a plan that is handed over", async () => {
  await visit("publish-a-guide/PG05/", async (page) => {
    // Is this mine? What do I wait for, who waits for me, what now?
    await page.locator(".lens select").selectOption({ label: "Author" });
    assert.equal(await page.locator(".whose").textContent(), "This is your task.");
    assert.match(await page.locator("[aria-labelledby=_waits-for]").textContent(), /PG03.*Reviewer|Reviewer.*PG03/s);
    assert.match(await page.locator("[aria-labelledby=_waited-for]").textContent(), /PG06/);
    await page.locator("#_nav").getByRole("link", { name: "Plan", exact: true }).click();

    // Three are ticked, and a fourth can begin.
    await item(page, "PG02").locator("input").check();
    await item(page, "PG04").locator("input").check();
    assert.equal(await stateOf(page, "PG05"), "Waits for a task");
    await item(page, "PG03").locator("input").check();
    assert.equal(await stateOf(page, "PG05"), "Can start now");
    await page.reload();
    assert.equal(await stateOf(page, "PG05"), "Can start now");

    // The gate's page says how far each of its tasks has come.
    await page.getByRole("link", { name: "Gate to Publish" }).click();
    await page.locator("tr[data-task=PG05] .state").waitFor();
    assert.equal(await page.locator("tr[data-task=PG05] .state").textContent(), "Can start now");
    assert.equal(await page.locator("tr[data-task=PG03] .state").textContent(), "Done");

    // A colleague goes on with it.
    await page.goBack();
    // On paper: how far it has come, and nothing to press.
    const sheets = onPaper(await page.pdf());
    assert.ok(sheets === undefined || (/The whole guide: 3 of 15 done/.test(sheets) && !/Copy a link|New run/.test(sheets)), sheets);
    await page.locator(".progress summary").click();
    await page.getByRole("button", { name: "Copy a link with the state" }).click();
    await page.getByText("The link is copied.").waitFor();
    const address = await page.evaluate(() => navigator.clipboard.readText());
    await reader(async (other) => {
      await other.goto(address);
      assert.equal(await stateOf(other, "PG05"), "");
      await other.locator(".progress-asked button").first().click();
      assert.equal(await stateOf(other, "PG05"), "Can start now");
    });
  });
});

test("a task is found and opened by keyboard alone", async () => {
  await visit("", async (page) => {
    const focused = () => page.evaluate(() => document.activeElement.textContent.trim());
    await page.keyboard.press("Tab");
    assert.equal(await focused(), "Gå til indholdet");
    for (let n = 0; n < 10 && !/^Søg/.test(await focused()); n += 1) await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.keyboard.type("tf109");
    await page.locator(".hits li").first().waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL(/TF109/);
    assert.match(await page.title(), /^TF109 Opret serviceaftale/);
  });
});

/** Clicks a link and tells which sections between parties are seen. */
async function pairs(page, name) {
  await page.locator(".filter").getByRole("link", { name }).click();
  return page.locator(".pair h2").filter({ visible: true }).allTextContents();
}

for (const [how, options] of Object.entries({ "with scripts": {}, "without scripts": { javaScriptEnabled: false } })) {
  test(`hand-overs are narrowed to two parties ${how}, on paper too`, async () => {
    await visit("publish-a-guide/handovers/", async (page) => {
      const all = await page.locator(".pair h2").allTextContents();
      const rows = await page.locator(".pair tbody tr").count();
      assert.ok(all.length >= 2, "the guide has more than one pair");
      const some = await pairs(page, /^Author – Reviewer/);
      assert.deepEqual(some, ["Author – Reviewer"]);
      const shown = await page.locator(".pair tbody tr").filter({ visible: true }).count();
      assert.ok(shown > 0 && shown < rows);
      await page.emulateMedia({ media: "print" });
      assert.equal(await page.locator(".pair tbody tr").filter({ visible: true }).count(), shown);
      await page.emulateMedia({ media: "screen" });
      assert.deepEqual(await pairs(page, "All"), all);
    }, { reducedMotion: "reduce", ...options });
  });
}
