// What a reader's line has to carry. Limits are those that the project sets itself; `docs/content/reading-site.md` has the figures.

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { SITE, inBrowser, readOn } from "./support.mjs";

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

test("every page is light, but the guide on one page and all that a version changed", async () => {
  const files = (await readdir(SITE, { recursive: true })).filter((path) => path.endsWith("/index.html"));
  const sizes = await Promise.all(files.map(async (path) => [path, await weight(path)]));
  const heavy = sizes.filter(([, bytes]) => bytes > 15 * KB).map(([path]) => path);
  assert.ok(sizes.length > 100);
  assert.deepEqual(heavy.filter((path) => !/\/(print|changes)\//.test(path)), []);
});

/** The files that a page has loaded and that match, and what they weigh. */
async function loaded(page, wanted) {
  const names = await page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name));
  const paths = [...new Set(names.map((name) => new URL(name).pathname.slice(1)))].filter((path) => wanted.test(path));
  const sizes = await Promise.all(paths.map(weight));
  return { paths, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}

// What a page loads at once, in kB, and once it was read to its end: scripts with their words, and styles for the screen. The plan
// and the table have more of their own, and so has a page that opens with a picture.
for (const [path, scripts, later, styles] of [
  ["sf1590-d/TF109/", 15, 20, 15],
  ["sf1590-d/", 15, 21, 15],
  ["sf1590-d/gates/tilslutning/", 15, 17, 15],
  ["om/", 15, 15, 15],
  ["sf1590-d/TF111/path/", 19, 20, 15],
  ["sf1590-d/plan/", 23, 24, 17],
  ["sf1590-d/tasks/", 18, 19.5, 17],
]) {
  test(`/${path} loads what it needs at once, more as it is read, and nothing from elsewhere`, async (t) => {
    await visit(path, async (page) => {
      await page.waitForLoadState("networkidle");
      const [first, style] = [await loaded(page, /assets\/[^/]+\.js$/), await loaded(page, /assets\/(?!print)[^/]+\.css$/)];
      await readOn(page);
      await page.mouse.move(9, 9);
      // Links to tasks have previews.
      await page.waitForFunction(() => !document.body.dataset.guide || performance.getEntriesByType("resource").some(({ name }) => name.endsWith("/previews.js")));
      const all = await loaded(page, /assets\/[^/]+\.js$/);
      t.diagnostic(`/${path}: ${first.bytes} bytes of scripts, ${all.bytes - first.bytes} later, ${style.bytes} of styles`);
      assert.ok(first.bytes <= scripts * KB, `${first.bytes} bytes: ${first.paths}`);
      assert.ok(all.bytes <= later * KB, `${all.bytes} bytes: ${all.paths}`);
      assert.ok(style.bytes <= styles * KB, `${style.bytes} bytes: ${style.paths}`);
      // The search and its data come when the search is used.
      assert.deepEqual((await loaded(page, /search/)).paths, []);
      const hosts = await page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => new URL(name).host));
      assert.deepEqual([...new Set(hosts)], [new URL(page.url()).host]);
    }, { viewport: { width: 1280, height: 900 } });
  });
}

test("before a page is painted, a tiny script runs; the others wait, or come with what needs them", async () => {
  const html = await readFile(join(SITE, "sf1590-d/TF109/index.html"), "utf8");
  assert.deepEqual(html.match(/<script (?![^>]*defer)[^>]*>/g), ['<script src="../../assets/early.js">']);
  for (const [path, most] of [["assets/early.js", 0.8], ["assets/search.js", 8], ["assets/table.js", 12], ["assets/plan.js", 12], ["assets/diagram.js", 4], ["assets/own_overview.js", 1], ["assets/table.css", 2], ["assets/plan.css", 2]]) {
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
