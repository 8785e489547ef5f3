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

const tick = (page, id) => page.locator(`.item[data-task="${id}"] [data-tick]`).check();

/** Waits until the figure of a task in a list has a name. */
async function stands(page, id, name) {
  await page.locator(`li[data-task="${id}"] > .row > .icon[aria-label="${name}"]`).waitFor();
}

test("from a link in a mail to a plan that is handed over", async () => {
  await visit("publish-a-guide/PG05/?party=author", async (page) => {
    // Is this mine? What do I wait for, who waits for me, what now?
    assert.match(await page.locator(".whose").textContent(), /It is your task\./);
    assert.match(await page.locator("[aria-labelledby=_waits-for]").textContent(), /PG03.*Reviewer/s);
    assert.match(await page.locator("[aria-labelledby=_waited-for]").textContent(), /PG06/);
    await page.locator("#_nav").getByRole("link", { name: "Plan", exact: true }).click();

    // Three are ticked, and a fourth can begin.
    await tick(page, "PG02");
    await tick(page, "PG04");
    await stands(page, "PG05", "Waits for a task");
    await tick(page, "PG03");
    await stands(page, "PG05", "Can start now");
    await page.reload();
    await stands(page, "PG05", "Can start now");

    // The gate's page says how far each of its tasks has come.
    await page.goto(url("publish-a-guide/gates/publish/"));
    await stands(page, "PG05", "Can start now");
    await stands(page, "PG03", "Done");

    // A colleague goes on with it.
    await page.goBack();
    await stands(page, "PG05", "Can start now");
    // On paper: how far it has come, and nothing to press.
    const sheets = onPaper(await page.pdf());
    assert.ok(sheets === undefined || (/The whole guide\s+3 of 15/.test(sheets) && !/Copy a link|New run/.test(sheets)), sheets);
    await page.locator(".runs > summary").click();
    await page.getByRole("button", { name: "Copy a link to the run" }).click();
    await page.getByText("The link is copied.").waitFor();
    const address = await page.evaluate(() => navigator.clipboard.readText());
    await reader(async (other) => {
      await other.goto(address);
      await stands(other, "PG05", "Waits for a task");
      await other.locator(".incoming button").first().click();
      await stands(other, "PG05", "Can start now");
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

/** The names of the pairs that are seen. */
async function pairsShown(page) {
  const names = await page.locator(".pair h2").filter({ visible: true }).allTextContents();
  return names.map((name) => name.replace(/\s+/g, " ").trim());
}

/** Clicks a link and tells which sections between parties are seen. */
async function pairs(page, name) {
  await page.locator(".pair-links").getByRole("link", { name }).click();
  return pairsShown(page);
}

for (const [how, options] of Object.entries({ "with scripts": {}, "without scripts": { javaScriptEnabled: false } })) {
  test(`hand-overs are narrowed to two parties ${how}, on paper too`, async () => {
    await visit("publish-a-guide/handovers/", async (page) => {
      const all = await pairsShown(page);
      const rows = await page.locator(".pair .handover").count();
      assert.ok(all.length >= 2, "the guide has more than one pair");
      const some = await pairs(page, /^Author – Reviewer/);
      assert.deepEqual(some, ["Author and Reviewer"]);
      const shown = await page.locator(".pair .handover").filter({ visible: true }).count();
      assert.ok(shown > 0 && shown < rows);
      await page.emulateMedia({ media: "print" });
      assert.equal(await page.locator(".pair .handover").filter({ visible: true }).count(), shown);
      await page.emulateMedia({ media: "screen" });
      assert.deepEqual(await pairs(page, "All"), all);
    }, { reducedMotion: "reduce", ...options });
  });
}
