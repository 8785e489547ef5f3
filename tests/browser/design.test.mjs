// Where things stand: what a reader finds in the first view of each page, without scripts as with them.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { SITE, inBrowser } from "./support.mjs";

const { url, visit } = inBrowser();
const GUIDES = ["sf1590-d", "publish-a-guide"];
const WIDE = { width: 1280, height: 900 }, PHONE = { width: 360, height: 800 };

/** The box of an element on the page as it opens. */
function box(page, selector) {
  return page.locator(selector).first().evaluate((element) => {
    const { top, bottom, left, right } = element.getBoundingClientRect();
    return { top: top + scrollY, bottom: bottom + scrollY, left, right };
  });
}

/** Where the text of a task begins, or the list of what it needs before that. */
// What a task needs and makes stands before its text (and counts as its beginning).
const FIRST = ".papers, .prose > :is(p, ul, ol, dl, pre, table), .prose > div > :is(p, ul, ol, dl)";

/** What is not where it should be on a task's page, on a wide screen. In the browser. */
function faultsOfTask(first) {
  const find = (selector) => document.querySelector(selector);
  const at = (selector) => find(selector).getBoundingClientRect();
  const [title, copy, body, diagram, here] = ["h1", ".copy", first, ".diagram-frame", ".side [aria-current]"].map(at);
  const far = Math.max(copy.left - title.right, copy.top - title.bottom, title.top - copy.bottom);
  return [
    [scrollY === 0, "the page does not open at its top"],
    [body.top < 800, `the text begins at ${Math.round(body.top)} px at 1280`],
    [far <= 60, `the link to copy stands ${far} px from the title`],
    [body.top <= diagram.top, "the diagram stands before the text"],
    [!find(".folds") || at(".folds").top >= diagram.top, "the folds stand before the diagram"],
    [find(".rail").checkVisibility(), "there is no list of what is on the page"],
    [/^(Kan|Can)/.test(find(".standing").textContent), "no word of its state"],
    [here.top >= 0 && here.bottom <= innerHeight, "the side bar does not show it"],
  ].flatMap(([holds, fault]) => (holds ? [] : [fault]));
}

async function tasksOf(guide) {
  return JSON.parse(await readFile(join(SITE, guide, "guide.json"), "utf8")).tasks;
}

for (const scripts of [true, false]) {
  const how = scripts ? "" : ", without scripts";

  test(`a guide opens with the choice of a party${how}`, async () => {
    await visit("sf1590-d/", async (page) => {
      const choices = await page.locator(".choice").evaluateAll((all) => all.map((one) => one.getBoundingClientRect().bottom));
      assert.equal(choices.length, 3);
      assert.ok(Math.max(...choices) <= WIDE.height, `${choices}`);
      const [now, gate, diagram] = [await box(page, "#_now"), await box(page, ".gatebar"), await box(page, ".diagram-frame")];
      assert.ok(now.top < gate.top && gate.top < diagram.top);
      await page.setViewportSize(PHONE);
      assert.ok((await box(page, ".choice")).bottom <= PHONE.height);
    }, { scripts, viewport: WIDE });
  });

  test(`a party's page opens with a number and three lists${how}`, async () => {
    await visit("sf1590-d/parties/fagsystem/", async (page) => {
      assert.equal(await page.locator("h1").textContent(), "I kan starte 3 opgaver nu");
      for (const id of ["_own-ready", "_own-before", "_own-after"]) {
        assert.ok((await box(page, `#${id} h2 b`)).bottom <= 400, id);
        assert.match(await page.locator(`#${id} h2 b`).textContent(), /^\d+$/);
      }
      assert.match((await page.locator("#_me > summary").textContent()).replace(/\s+/g, " "), /I er Fagsystem/);
    }, { scripts, viewport: WIDE });
  });

  for (const guide of GUIDES) {
    test(`${guide}: a task begins with its state, and its text is near${how}`, async () => {
      const wrong = [];
      await visit("404.html", async (page) => {
        for (const { id } of await tasksOf(guide)) {
          await page.setViewportSize(WIDE);
          await page.goto(url(`${guide}/${id}/`));
          wrong.push(...(await page.evaluate(faultsOfTask, FIRST)).map((fault) => `${id}: ${fault}`));
          await page.setViewportSize(PHONE);
          const top = await page.evaluate((first) => document.querySelector(first).getBoundingClientRect().top, FIRST);
          if (top >= 1200) wrong.push(`${id}: the text begins at ${Math.round(top)} px at 360`);
        }
      }, { scripts });
      assert.deepEqual(wrong, []);
    });
  }

  test(`the plan opens with the whole way, and its list is filtered${how}`, async () => {
    await visit("sf1590-d/plan/", async (page) => {
      assert.ok((await box(page, ".roadmap")).bottom <= WIDE.height);
      for (const row of await page.locator("ul.progress > li").all()) {
        const tops = await row.locator("> *").evaluateAll((all) => all.map((one) => one.getBoundingClientRect()).map(({ top, bottom }) => (top + bottom) / 2));
        assert.ok(Math.max(...tops) - Math.min(...tops) < 6, `${tops}`);
      }
      const shown = () => page.locator(".plan .item").evaluateAll((all) => all.filter((one) => one.checkVisibility()).length);
      assert.equal(await shown(), 51);
      await page.locator("input[name=state][value=ready]").check();
      assert.equal(await shown(), 10);
      await page.locator("input[name=party][value='2']").check();
      assert.equal(await shown(), 3);
    }, { scripts, viewport: WIDE });
  });

  test(`a gate opens with what is done, who is missing and what it frees${how}`, async () => {
    await visit("sf1590-d/gates/tilslutning/", async (page) => {
      for (const part of [".lead", ".gatebar .count", ".gatebar .gate-text", ".gatebar .fields"]) assert.ok((await box(page, part)).bottom <= 600, part);
      assert.equal(await page.locator("main .gatebar .fields i").count(), 10);
    }, { scripts, viewport: WIDE });
  });
}

for (const scripts of [true, false]) test(`hand-overs stand in one view${scripts ? ", and the reader's own come first" : ", without scripts"}`, async () => {
  const viewport = { width: 768, height: 900 };
  await visit("sf1590-d/handovers/?party=fagsystem", async (page) => {
    const heads = await page.locator("main h2:visible").allTextContents();
    if (scripts) assert.deepEqual(heads.slice(0, 3), ["I afleverer", "I modtager", "I udfører sammen"]);
    for (const card of await page.locator(".handover:visible").all()) {
      const [all, ...parts] = await card.evaluate((card) => [card, ...card.children].map((one) => one.getBoundingClientRect().toJSON()));
      assert.equal(parts.length, 3);
      assert.ok(all.height < viewport.height && all.right <= viewport.width);
      for (const part of parts) assert.ok(part.right <= all.right + 1 && part.bottom <= all.bottom + 1);
      assert.ok(parts[0].left < parts[1].left && parts[1].left < parts[2].left, "beside each other");
    }
  }, { viewport, scripts });
});

test("on a phone, navigation and the choice of a party are at hand", async () => {
  await visit("sf1590-d/TF109/", async (page) => {
    for (const part of [".top-menu", "#_me > summary", ".top-search"]) {
      const { top, bottom } = await box(page, part);
      assert.ok(top >= 0 && bottom <= 200 && bottom - top >= 40, part);
    }
    await page.locator(".top-menu").click();
    assert.ok(await page.locator("#_nav").isVisible());
    await page.keyboard.press("Escape");
    assert.ok(await page.locator("#_nav").isHidden());
    await page.locator(".top-menu").click();
    await page.mouse.click(10, 500);
    assert.ok(await page.locator("#_nav").isHidden());
    await page.locator("#_me > summary").click();
    await page.locator("#_me a[data-party=myndighed]").click();
    await page.waitForURL(/\/parties\/myndighed\//);
    assert.equal(await page.locator("#_me > summary .party").textContent(), "Myndighed");
  }, { viewport: PHONE });
});
