// What a reader's line has to carry. Limits are those that the project sets itself; `docs/content/reading-site.md` has the figures.

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { SITE, inBrowser } from "./support.mjs";

const KB = 1000;
const { visit } = inBrowser();

/** Bytes of a file of the site as a server sends it. */
async function weight(path) {
  return gzipSync(await readFile(join(SITE, path)), { level: 9 }).length;
}

for (const guide of ["sf1590-d", "publish-a-guide"]) {
  test(`${guide}: every task's page is light`, async () => {
    const { tasks } = JSON.parse(await readFile(join(SITE, guide, "guide.json"), "utf8"));
    const heavy = [];
    for (const { id } of tasks) {
      const bytes = await weight(`${guide}/${id}/index.html`);
      if (bytes > 15 * KB) heavy.push(`${id}: ${bytes}`);
    }
    assert.ok(tasks.length > 10);
    assert.deepEqual(heavy, []);
  });
}

test("the overview of 51 tasks is light", async () => {
  const bytes = await weight("sf1590-d/index.html");
  assert.ok(bytes <= 60 * KB, `${bytes} bytes`);
});

test("a task's page loads one style for the screen, two scripts once it is read and a tiny one before, and nothing from elsewhere", async () => {
  const sizes = { stylesheet: 0, script: 0 };
  const asked = [];
  await visit("sf1590-d/TF109/", async (page) => {
    for (const [kind, what] of [["stylesheet", "link[rel=stylesheet]:not([media=print])"], ["script", "head script[src]:is([defer], [src$='early.js'])"]]) {
      for (const address of await page.locator(what).evaluateAll((all) => all.map((one) => one.href ?? one.src))) {
        const path = new URL(address).pathname.slice(1);
        asked.push(path);
        sizes[kind] += await weight(path);
      }
    }
    const html = await readFile(join(SITE, "sf1590-d/TF109/index.html"), "utf8");
    assert.deepEqual(html.match(/<script (?![^>]*defer)[^>]*>/g), ['<script src="../../assets/early.js">']);
    assert.ok((await weight("assets/early.js")) <= 800);
    const hosts = await page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => new URL(name).host));
    assert.deepEqual([...new Set(hosts)], [new URL(page.url()).host]);
    // The search's data come when the search is used.
    const early = await page.evaluate(() => performance.getEntriesByType("resource").filter(({ name }) => name.includes("/search/")).length);
    assert.equal(early, 0);
    assert.ok(!asked.includes("assets/search.js"));
  });
  assert.ok(asked.includes("assets/site.js") && asked.includes("assets/style.css"), asked.join());
  assert.ok(sizes.stylesheet <= 15 * KB, `styles: ${sizes.stylesheet} bytes`);
  assert.ok(sizes.script <= 15 * KB, `scripts with their words: ${sizes.script} bytes`);
  for (const [path, most] of [["assets/search.js", 8], ["assets/table.js", 12], ["assets/plan.js", 12]]) {
    const bytes = await weight(path);
    assert.ok(bytes <= most * KB, `${path}: ${bytes} bytes`);
  }
});

test("the index of a hundred tasks weighs at most 60 kB, and what a hit quotes comes in small pieces", async () => {
  const files = await readdir(join(SITE, "assets", "search"));
  const sizes = await Promise.all(files.map(async (name) => [name, await weight(`assets/search/${name}`)]));
  const isText = ([name]) => name.startsWith("texts-");
  const bytes = sizes.filter((one) => !isText(one)).reduce((sum, [, one]) => sum + one, 0);
  const { tasks } = JSON.parse(await readFile(join(SITE, "sf1590-d", "guide.json"), "utf8"));
  const { tasks: more } = JSON.parse(await readFile(join(SITE, "publish-a-guide", "guide.json"), "utf8"));
  const each = bytes / (tasks.length + more.length);
  assert.ok(each * 100 <= 60 * KB, `${bytes} bytes for ${tasks.length + more.length} tasks`);
  assert.ok(sizes.some(isText));
  for (const [name, size] of sizes.filter(isText)) assert.ok(size <= 10 * KB, `${name}: ${size} bytes`);
});
