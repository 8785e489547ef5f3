// A site of pages, as the manual is one: its side bar, its order, its contents and its code.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { findings, inBrowser, readOn, tooWide } from "./support.mjs";
import { built } from "./searched.mjs";

const { visit } = inBrowser();
let release, folder;
before(() => new Promise((ready, fail) => {
  const look = (site) => {
    folder = site;
    ready();
    return new Promise((done) => (release = done));
  };
  built("docs", look).catch(fail);
}));
after(() => release?.());

const url = (path) => pathToFileURL(join(folder, path, "index.html")).href;

test("nothing for axe to find, in light and dark, with scripts and without; no page is too wide", async () => {
  for (const path of ["", "writing", "checks", "checks/broken-link", "performance"]) {
    for (const scripts of [true, false]) {
      await visit(url(path), async (page) => {
        if (scripts) await readOn(page);
        assert.deepEqual(await findings(page), [], `${path}, scripts: ${scripts}`);
        for (const width of [320, 360, 768, 1280]) {
          await page.setViewportSize({ width, height: 700 });
          assert.ok((await tooWide(page)) <= 0, `${path} at ${width}, scripts: ${scripts}`);
        }
      }, { scripts });
    }
  }
});

test("the side bar shows where a page stands, and opens as a drawer on a phone, without scripts too", async () => {
  await visit(url("checks/broken-link"), async (page) => {
    const here = page.locator(".side [aria-current]");
    assert.equal(await here.textContent(), "broken-link");
    assert.ok(await here.isVisible());
    assert.equal(await page.locator(".side details[open] > summary").textContent(), "Checks");
    assert.deepEqual(await page.locator(".rail a").allTextContents(), ["What", "Why", "Example", "Cure"]);
    assert.equal(await page.locator("nav.contents").count(), 0);
    await page.locator(".pager [rel=next]").click();
    assert.equal(await page.locator("h1").textContent(), "broken-output-link");
  }, { viewport: { width: 1280, height: 900 }, javaScriptEnabled: false });
  await visit(url("writing"), async (page) => {
    assert.equal(await page.locator(".side").isVisible(), false);
    await page.locator(".top-menu").click();
    assert.ok(await page.locator(".side [aria-current]").isVisible());
    await page.keyboard.press("Escape");
    assert.equal(await page.locator(".side").isVisible(), false);
  }, { viewport: { width: 360, height: 800 }, javaScriptEnabled: false });
});

test("code can be copied; of a session in a terminal, what was typed", async () => {
  await visit(url("start"), async (page) => {
    const session = page.locator(".code-frame", { has: page.locator(".language-console") }).first();
    await session.hover();
    await session.getByRole("button", { name: "Copy" }).click();
    await session.getByText("Copied").waitFor();
    const typed = (await session.locator("code").textContent()).split("\n").filter((line) => line.startsWith("$ "));
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), typed.map((line) => line.slice(2)).join("\n"));
  });
  // Elsewhere nobody loads the script.
  await visit(url("checks"), async (page) => {
    assert.equal(await page.evaluate(() => performance.getEntriesByType("resource").filter(({ name }) => name.includes("code.js")).length), 0);
  });
});
