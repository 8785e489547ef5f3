// "I am …": a reader's own party steps forward.

import assert from "node:assert/strict";
import { test } from "node:test";
import { OF_COLOURS, findings, inBrowser } from "./support.mjs";

const { url, reader, visit } = inBrowser();

test("a link from a colleague chooses the party, and it stays chosen", async () => {
  await visit("sf1590-d/TF109/?party=fagsystem", async (page) => {
    assert.equal(await page.locator(".whose").textContent(), "Det er jeres opgave.");
    await page.goto(url("sf1590-d/TFH202/"));
    assert.equal(await page.locator(".whose").textContent(), "Opgaven hører til en anden part: Fakturahåndteringssystem.");
    await page.goto(url("sf1590-d/plan/"));
    assert.equal(await page.locator(".item.own").count(), 23);
    assert.equal(await page.locator(".item.apart").count(), 28);
    await page.goto(url("sf1590-d/"));
    assert.equal(await page.locator("a.node.own").count(), 23);
    await page.keyboard.press("/");
    await page.keyboard.type("sftp");
    await page.locator(".hits li").first().waitFor();
    assert.ok((await page.locator(".hits .own").count()) > 0 && (await page.locator(".hits .apart").count()) > 0);
    // Another guide has other parties.
    await page.goto(url("publish-a-guide/plan/"));
    assert.equal(await page.locator(".own, .apart").count(), 0);
  });
});

test("the choice is made in the side bar and can be taken back; unknown parties are ignored", async () => {
  await visit("sf1590-d/plan/?party=nobody", async (page) => {
    assert.equal(await page.locator(".own, .apart").count(), 0);
    await page.locator(".lens select").selectOption({ label: "Myndighed" });
    assert.equal(await page.locator(".item.own").count(), 4);
    await page.locator(".lens select").selectOption({ label: "Alle parter" });
    assert.equal(await page.locator(".own, .apart").count(), 0);
  });
});

test("the address follows the choice, so that it can be sent, and does not bring back what was chosen before", async () => {
  await visit("sf1590-d/plan/?party=fagsystem", async (page) => {
    const choice = page.locator(".lens select");
    await choice.selectOption({ label: "Myndighed" });
    assert.match(page.url(), /\?party=myndighed$/);
    await choice.selectOption({ label: "Alle parter" });
    assert.doesNotMatch(page.url(), /party/);
    await page.reload();
    assert.equal(await choice.inputValue(), "");
  });
});

test("what can begin now is told with the reader's own tasks first", async () => {
  await visit("sf1590-d/plan/", async (page) => {
    await page.locator(".item[data-task=FM01] input").check();
    const first = page.locator(".progress-next li").first();
    assert.match(await first.textContent(), /FM02.*Myndighed/);
    await page.locator(".lens select").selectOption({ label: "Fagsystem" });
    assert.match(await first.textContent(), /FF100.*Fagsystem/);
  });
});

test("a reader may see nothing but what is their own", async () => {
  await visit("sf1590-d/plan/", async (page) => {
    const only = page.getByLabel("Vis kun vores");
    const shown = (what) => page.locator(what).filter({ visible: true }).count();
    assert.ok(!(await only.isVisible()), "there is nothing to choose before a party is chosen");
    await page.locator(".lens select").selectOption({ label: "Myndighed" });
    await only.check();
    assert.equal(await shown(".item"), 4);
    // All of the authority's tasks lie before the gate.
    assert.equal(await shown("#_main h2:not(#_progress)"), 1);
    await page.goto(url("sf1590-d/gates/tilslutning/"));
    assert.equal(await shown("tr[data-parties]"), 4);
    assert.equal(await shown("tr[data-parties=fagsystem]"), 0);
    // A page without anything of their own is not left empty.
    await page.goto(url("sf1590-d/parties/fagsystem/"));
    assert.equal(await shown(".item"), 23);
    await page.goto(url("sf1590-d/plan/"));
    await page.getByLabel("Vis kun vores").uncheck();
    assert.equal(await shown(".item"), 51);
    await page.goto(url("publish-a-guide/handovers/?party=publisher"));
    const rows = await shown(".pair tbody tr");
    await page.getByLabel("Show only ours").check();
    assert.ok((await shown(".pair tbody tr")) < rows && (await shown(".pair tr.own")) > 0);
    assert.equal(await shown(".pair tr.apart"), 0);
  });
});

test("nothing for axe to find with a party chosen, light and dark", async () => {
  await reader(
    async (page) => {
      for (const path of ["sf1590-d/plan/?party=fagsystem", "sf1590-d/TFH202/", "publish-a-guide/handovers/?party=publisher"]) {
        await page.emulateMedia({ colorScheme: "light" });
        await page.goto(url(path));
        assert.deepEqual(await findings(page), [], path);
        await page.emulateMedia({ colorScheme: "dark" });
        assert.deepEqual(await findings(page, "html", OF_COLOURS), [], `${path} in dark`);
      }
    },
    { foreign: true },
  );
});
