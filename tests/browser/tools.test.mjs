// What scripts add to a page: copies for mails and trackers, previews of links, and tools for diagrams.

import assert from "node:assert/strict";
import { test } from "node:test";
import { findings, inBrowser } from "./support.mjs";

const { url, visit } = inBrowser();

test("a task's address is copied alone, with code and title, and as Markdown", async () => {
  await visit("sf1590-d/TF105/", async (page) => {
    const address = url("sf1590-d/TF105/index.html");
    const title = "Tilslutning af Serviceplatformens adgang til fagsystemets service";
    for (const [name, text] of [
      ["Kopiér link", address],
      ["Kopiér kode, titel og link", `TF105 – ${title} ${address}`],
      ["Kopiér som Markdown", `[TF105 ${title}](${address})`],
    ]) {
      await page.getByRole("button", { name, exact: true }).click();
      await page.locator(".copied").getByText("Kopieret.").waitFor();
      assert.equal(await page.evaluate(() => navigator.clipboard.readText()), text);
    }
  });
});

test("a link shows what it leads to on hover and on focus, and Escape puts it away", async () => {
  await visit("sf1590-d/TF110/", async (page) => {
    const link = page.locator(".relations a.task").first();
    for (const ask of [() => link.hover(), () => link.focus()]) {
      await ask();
      await page.locator(".preview").waitFor();
      const text = await page.locator(".preview").textContent();
      assert.match(text, /^TF109 Opret serviceaftale.*Fagsystem · Tilslutningsopgaver.*Skal være udført først:.*FFH202/s);
      assert.equal(await link.getAttribute("aria-describedby"), "_preview");
      await page.keyboard.press("Escape");
      assert.equal(await page.locator(".preview").count(), 0);
      await page.mouse.move(0, 0);
    }
    await link.hover();
    await page.locator(".preview").hover();
    await page.waitForFunction(() => document.querySelector(".preview")?.matches(":hover"));
    await page.mouse.move(0, 0);
    await page.locator(".preview").waitFor({ state: "detached" });
  });
});

test("a word of the glossary shows its meaning, leads to it without scripts, and stands once", async () => {
  const term = (page) => page.locator(".prose a.term").filter({ hasText: /^(S|s)erviceaftale/ });
  await visit("sf1590-d/TF109/", async (page) => {
    assert.equal(await term(page).count(), 1);
    await term(page).focus();
    await page.locator(".preview").waitFor();
    assert.match(await page.locator(".preview").textContent(), /^Serviceaftale ?En aftale, som giver et bestemt it-system ret/);
    await page.keyboard.press("Escape");
    assert.equal(await page.locator(".preview").count(), 0);
  });
  await visit("sf1590-d/TF109/", async (page) => {
    await term(page).click();
    assert.match(await page.locator("dd:target").textContent(), /^En aftale/);
    await page.locator("dt", { has: page.locator("a", { hasText: "Serviceaftale" }) }).locator("a").click();
    await page.waitForURL(/terms\/(index\.html)?#serviceaftale$/);
  }, { javaScriptEnabled: false, reducedMotion: "reduce" });
});

test("a diagram grows and shrinks by buttons and keys, and lights up what lies before and after", async () => {
  await visit("sf1590-d/TF110/", async (page) => {
    const width = () => page.locator("svg.diagram").evaluate((picture) => picture.getBoundingClientRect().width);
    const before = await width();
    await page.getByRole("button", { name: "Større", exact: true }).click();
    assert.ok((await width()) > before * 1.2);
    await page.locator(".diagram-scroll").focus();
    await page.keyboard.press("0");
    assert.equal(await width(), before);
    await page.keyboard.press("-");
    assert.ok((await width()) < before);
    await page.getByRole("button", { name: "100 % Fuld størrelse" }).click();
    await page.locator('a.node[data-id="TF109"]').focus();
    assert.ok((await page.locator(".lit").count()) >= 3);
    await page.keyboard.press("ArrowRight");
    assert.equal(await page.evaluate(() => document.activeElement.dataset.id), "TF110");
    await page.keyboard.press("ArrowLeft");
    assert.equal(await page.evaluate(() => document.activeElement.dataset.id), "TF109");
    await page.keyboard.press("Enter");
    await page.waitForURL(/TF109/);
  });
});

test("nothing for axe to find with a preview open, light and dark", async () => {
  for (const colorScheme of ["light", "dark"]) {
    await visit(
      "sf1590-d/TF110/",
      async (page) => {
        await page.locator(".relations a.task").first().focus();
        await page.locator(".preview").waitFor();
        assert.deepEqual(await findings(page), []);
      },
      { colorScheme, foreign: true },
    );
  }
});

test("on paper, nothing is there to be pressed", async () => {
  await visit("sf1590-d/TF110/", async (page) => {
    await page.emulateMedia({ media: "print" });
    const shown = await page.locator("button, select, input").evaluateAll((all) => all.filter((one) => one.checkVisibility()).length);
    assert.equal(shown, 0);
  });
});
