// Nothing on a page moves once it is painted, whatever scripts, a party or marks change.

import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { inBrowser, readOn } from "./support.mjs";

const { reader, url } = inBrowser();
const WINDOWS = [{ width: 360, height: 800 }, { width: 1280, height: 900 }];
/** The most that may shift, as browsers count it. */
const MOST = 0.02;

/** Counts from the beginning of each page on what shifts. */
const count = (page) =>
  page.addInitScript(() => {
    globalThis.shifts = [];
    new PerformanceObserver((list) => globalThis.shifts.push(...list.getEntries())).observe({ type: "layout-shift", buffered: true });
  });

/** What has shifted until now. */
const shifted = (page) =>
  page.evaluate(() => new Promise((done) => {
    // Two frames later what was added has been laid out, and told.
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(globalThis.shifts.reduce((sum, { value }) => sum + value, 0)))));
  }));

for (const viewport of WINDOWS) {
  test(`nothing jumps when scripts come late, at ${viewport.width} px`, async () => {
    await reader(async (page, context) => {
      // Scripts are held back until the page was painted without them, or for as long as a busy machine may need for that.
      let painted, release;
      await page.exposeFunction("painted", () => release());
      await context.route("**/*.js", async (route) => {
        // Nothing is painted before this one.
        if (route.request().url().endsWith("/early.js")) return route.continue();
        await Promise.race([painted, sleep(5_000)]);
        await route.continue();
      });
      await count(page);
      await page.addInitScript(() => new PerformanceObserver(() => globalThis.painted()).observe({ type: "paint", buffered: true }));
      for (const [path, added = ".top-search kbd"] of [
        [""],
        ["sf1590-d/"],
        ["sf1590-d/TF109/"],
        ["sf1590-d/plan/"],
        ["sf1590-d/handovers/"],
        ["sf1590-d/tasks/", ".table-foot"],
        ["search/", ".search-choices fieldset, .search-choices select"],
      ]) {
        painted = new Promise((resolve) => (release = resolve));
        await page.goto(url(path));
        await page.locator(added).first().waitFor({ state: "attached" });
        await readOn(page);
        assert.ok((await shifted(page)) <= MOST, `/${path}: ${await shifted(page)}`);
      }
    }, { viewport });
  });

  test(`nothing jumps with a party and marks, at ${viewport.width} px`, async () => {
    await reader(async (page) => {
      await count(page);
      await page.addInitScript(() => {
        const marks = Object.fromEntries(["FM01", "FM02", "FF100"].map((id) => [id, { state: "done", at: "" }]));
        localStorage.setItem("vejviser:runs:sf1590-d", JSON.stringify({ form: 2, current: "", runs: { "": marks }, shared: {} }));
        localStorage.setItem("vejviser:party:sf1590-d", JSON.stringify("fagsystem"));
      });
      for (const path of ["", "parties/fagsystem/", "TF109/", "plan/", "gates/tilslutning/", "handovers/"]) {
        await page.goto(url(`sf1590-d/${path}`));
        await page.locator("html:not(.late)").waitFor({ state: "attached" });
        assert.ok((await shifted(page)) <= MOST, `${path}: ${await shifted(page)}`);
      }
    }, { viewport });
  });
}

test("the rows of the plan that come late move none that is painted", async () => {
  await reader(async (page) => {
    await count(page);
    await page.goto(`${url("sf1590-d/plan/")}?cut=${encodeURIComponent('data-party="fagsystem"><th scope="row">')}`);
    await page.locator("html:not(.late)").waitFor({ state: "attached" });
    assert.ok((await shifted(page)) <= MOST, `${await shifted(page)}`);
  }, { viewport: { width: 1280, height: 900 } });
});
