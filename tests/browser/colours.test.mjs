// Light, dark, or as the system has it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { findings, inBrowser } from "./support.mjs";

const { visit } = inBrowser();

const ground = (page) => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
const box = (page) => page.evaluate(() => getComputedStyle(document.querySelector("svg .box")).fill);
/** Readers find the choice at the foot of the page. */
const foot = (page) => page.locator(".bottom").scrollIntoViewIfNeeded();
const choose = (page, name) => page.getByRole("radio", { name }).check({ force: true });

test("the chosen colours hold for page and diagram, survive a reload, are there before the first paint, and let go", async () => {
  await visit("sf1590-d/TF109/", async (page) => {
    const light = [await ground(page), await box(page)];
    await foot(page);
    await page.getByRole("radio").first().waitFor();
    assert.ok(await page.getByRole("radio", { name: "Som systemet" }).isChecked());
    await page.emulateMedia({ colorScheme: "dark" });
    const dark = [await ground(page), await box(page)];
    assert.ok(dark.every((colour, at) => colour !== light[at]), `${light} ${dark}`);
    await page.emulateMedia({ colorScheme: "light" });
    await choose(page, "Mørk");
    assert.deepEqual([await ground(page), await box(page)], dark);
    // Paper stays light.
    await page.emulateMedia({ media: "print" });
    assert.deepEqual((await ground(page)) === dark[0], false);
    await page.emulateMedia({ media: "screen" });
    // Before there is a body there is nothing to paint.
    await page.addInitScript(() => {
      new MutationObserver((_, observer) => {
        if (!document.body) return;
        globalThis.themeAtFirst = document.documentElement.dataset.theme;
        observer.disconnect();
      }).observe(document, { childList: true, subtree: true });
    });
    await page.reload();
    assert.equal(await page.evaluate(() => globalThis.themeAtFirst), "dark");
    assert.deepEqual([await ground(page), await box(page)], dark);
    await foot(page);
    await page.getByRole("radio").first().waitFor();
    assert.ok(await page.getByRole("radio", { name: "Mørk" }).isChecked());
    await page.emulateMedia({ colorScheme: "dark" });
    await choose(page, "Lys");
    assert.deepEqual([await ground(page), await box(page)], light);
    await choose(page, "Som systemet");
    assert.deepEqual([await ground(page), await box(page)], dark);
    await page.reload();
    assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), undefined);
  });
});

test("the choice is a group of radio buttons with a name, and follows the arrow keys", async () => {
  await visit("om/", async (page) => {
    await foot(page);
    const group = page.getByRole("group", { name: "Farver" });
    await group.getByRole("radio", { name: "Som systemet" }).focus();
    await page.keyboard.press("ArrowRight");
    assert.ok(await group.getByRole("radio", { name: "Lys" }).isChecked());
    await page.keyboard.press("ArrowRight");
    assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), "dark");
    assert.deepEqual(await findings(page), []);
  });
});

test("without scripts the system's colours hold", async () => {
  await visit("om/", async (page) => {
    assert.equal(await page.getByRole("radio").count(), 0);
    const light = await ground(page);
    await page.emulateMedia({ colorScheme: "dark" });
    assert.notEqual(await ground(page), light);
  }, { javaScriptEnabled: false });
});
