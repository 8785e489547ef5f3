// "I am …": a reader's own party steps forward.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { findings, launch, serve } from "./support.mjs";

let browser, site;

before(async () => {
  [browser, site] = await Promise.all([launch(), serve()]);
});

after(async () => {
  await browser?.close();
  await site?.close();
});

test("a link from a colleague chooses the party, and it stays chosen", async () => {
  const page = await browser.newPage();
  await page.goto(site.url("sf1590-d/TF109/?party=fagsystem"));
  assert.equal(await page.locator(".whose").textContent(), "Det er jeres opgave.");
  await page.goto(site.url("sf1590-d/TFH202/"));
  assert.equal(await page.locator(".whose").textContent(), "Opgaven hører til en anden part: Fakturahåndteringssystem.");
  await page.goto(site.url("sf1590-d/plan/"));
  assert.equal(await page.locator(".item.own").count(), 23);
  assert.equal(await page.locator(".item.apart").count(), 28);
  await page.goto(site.url("sf1590-d/"));
  assert.equal(await page.locator("a.node.own").count(), 23);
  await page.keyboard.press("/");
  await page.keyboard.type("sftp");
  await page.locator(".hits li").first().waitFor();
  assert.ok((await page.locator(".hits .own").count()) > 0 && (await page.locator(".hits .apart").count()) > 0);
  // Another guide has other parties.
  await page.goto(site.url("publish-a-guide/plan/"));
  assert.equal(await page.locator(".own, .apart").count(), 0);
  await page.close();
});

test("the choice is made in the side bar and can be taken back; unknown parties are ignored", async () => {
  const page = await browser.newPage();
  await page.goto(site.url("sf1590-d/plan/?party=nobody"));
  assert.equal(await page.locator(".own, .apart").count(), 0);
  await page.locator(".lens select").selectOption({ label: "Myndighed" });
  assert.equal(await page.locator(".item.own").count(), 4);
  await page.locator(".lens select").selectOption({ label: "Alle parter" });
  assert.equal(await page.locator(".own, .apart").count(), 0);
  await page.close();
});

test("nothing for axe to find with a party chosen, light and dark", async () => {
  for (const colorScheme of ["light", "dark"]) {
    const page = await browser.newPage({ colorScheme, bypassCSP: true });
    for (const path of ["sf1590-d/?party=fagsystem", "sf1590-d/plan/", "sf1590-d/TFH202/"]) {
      await page.goto(site.url(path));
      assert.deepEqual(await findings(page), [], `${path} in ${colorScheme}`);
    }
    await page.close();
  }
});
