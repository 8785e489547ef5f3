// Every kind of page: accessible, quiet, within its frame, and open from disk.

import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { KINDS, SITE, findings, launch, serve } from "./support.mjs";

let browser, site;

before(async () => {
  [browser, site] = await Promise.all([launch(), serve()]);
});

after(async () => {
  await browser?.close();
  await site?.close();
});

/** Opens a page, hands it to `look`, and fails on whatever the page complained of. */
async function visit(path, options, look) {
  const context = await browser.newContext(options);
  try {
    const page = await context.newPage();
    const complaints = [];
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(String(error)));
    await page.goto(site.url(path));
    const result = await look(page);
    assert.deepEqual(complaints, [], `/${path} complained`);
    return result;
  } finally {
    await context.close();
  }
}

for (const [kind, path] of Object.entries(KINDS)) {
  test(`${kind}: nothing for axe to find, light and dark`, async () => {
    for (const colorScheme of ["light", "dark"]) {
      await visit(path, { colorScheme, bypassCSP: true }, async (page) => {
        assert.deepEqual(await findings(page), [], `/${path} in ${colorScheme}`);
      });
    }
  });

  test(`${kind}: holds under the content-security line and fits a phone`, async () => {
    for (const width of [320, 360, 1280]) {
      await visit(path, { viewport: { width, height: 700 } }, async (page) => {
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(over <= 0, `/${path} is ${over} px too wide at ${width} px`);
      });
    }
  });
}

test("the site opens from disk, and its links lead on", async () => {
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto(pathToFileURL(join(SITE, "index.html")).href);
  for (const next of ["a[href*='sf1590-d/index.html']", "svg.diagram a[data-id='TF109']"]) {
    await page.locator(next).first().click();
  }
  assert.match(page.url(), /sf1590-d\/TF109\/index\.html$/);
  assert.match(await page.title(), /^TF109/);
  await page.close();
});
