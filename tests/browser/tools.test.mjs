// What scripts add to a page: copies for mails and trackers, previews of links, and tools for diagrams.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { findings, inBrowser, readOn } from "./support.mjs";

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
    const link = page.locator(".strip a.task").first();
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
    // Whoever goes on finds nothing in the way.
    await page.locator(".prose a").first().focus();
    await link.focus();
    await page.locator(".preview").waitFor();
    await page.keyboard.press("Tab");
    assert.equal(await page.locator(".preview").count(), 0);
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
    await readOn(page);
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

test("from box to box, only what changes is touched, and no line is asked for its ends", async () => {
  await visit("sf1590-d/", async (page) => {
    await readOn(page);
    const moved = (id) =>
      page.evaluate(async (id) => {
        const picture = document.querySelector("svg.diagram");
        const before = new Map([picture, ...picture.querySelectorAll("*")].map((one) => [one, one.getAttribute("class")]));
        const observer = new MutationObserver(() => {});
        observer.observe(picture, { attributes: true, subtree: true });
        const own = Object.getOwnPropertyDescriptor(SVGElement.prototype, "dataset");
        let asked = 0;
        Object.defineProperty(SVGElement.prototype, "dataset", { ...own, get() { asked += 1; return own.get.call(this); } });
        picture.querySelector(`a.node[data-id="${id}"]`).focus();
        Object.defineProperty(SVGElement.prototype, "dataset", own);
        const touched = observer.takeRecords().length;
        const changed = [...before].filter(([one, was]) => one.getAttribute("class") !== was).length;
        return { touched, changed, asked, lit: picture.querySelectorAll(".lit").length };
      }, id);
    const first = await moved("TF109");
    assert.ok(first.lit >= 3 && first.touched === first.changed && first.asked <= 2, JSON.stringify(first));
    const second = await moved("TF110");
    assert.ok(second.lit >= 3 && second.touched === second.changed && second.asked <= 2, JSON.stringify(second));
    // The box has the focus already.
    assert.deepEqual(await moved("TF110"), { touched: 0, changed: 0, asked: 0, lit: second.lit });
  });
});

test("a diagram is moved by buttons, keys and pointer, made larger under the pointer, and its edges fade where it goes on", async () => {
  await visit("sf1590-d/", async (page) => {
    await readOn(page);
    const scroll = page.locator(".diagram-scroll").first();
    const place = () => scroll.evaluate(({ scrollLeft, scrollTop }) => [scrollLeft, scrollTop]);
    const more = () => scroll.getAttribute("data-more");
    // The whole guide fits its frame: made larger, it goes on beyond it.
    for (let times = 0; times < 3; times += 1) await page.getByRole("button", { name: "Større" }).first().click();
    await scroll.evaluate((frame) => frame.scrollTo(0, 0));
    await page.waitForFunction(() => document.querySelector(".diagram-scroll").dataset.more === "right bottom");
    await page.getByRole("button", { name: "Flyt til højre" }).click();
    await page.waitForFunction(() => document.querySelector(".diagram-scroll").dataset.more.startsWith("left"));
    assert.ok((await place())[0] > 100);
    await page.getByRole("button", { name: "Flyt ned" }).click();
    await page.waitForFunction(() => document.querySelector(".diagram-scroll").scrollTop > 50);
    await page.getByRole("button", { name: "Flyt op" }).click();
    await page.getByRole("button", { name: "Flyt til venstre" }).click();
    await page.waitForFunction(() => document.querySelector(".diagram-scroll").dataset.more === "right bottom");
    // The ground is dragged with the mouse.
    const box = await scroll.boundingBox();
    await page.mouse.move(box.x + 400, box.y + 60);
    await page.mouse.down();
    await page.mouse.move(box.x + 300, box.y + 60);
    await page.mouse.up();
    assert.deepEqual(await place(), [100, 0]);
    // What is under the pointer stays there when a wheel with the Control key makes the picture larger.
    const node = page.locator('a.node[data-id="TF101"]').first();
    await node.scrollIntoViewIfNeeded();
    const before = await node.boundingBox();
    await page.mouse.move(before.x + 2, before.y + 2);
    await page.keyboard.down("Control");
    await page.mouse.wheel(0, -100);
    await page.keyboard.up("Control");
    await page.waitForFunction((width) => document.querySelector('a.node[data-id="TF101"]').getBoundingClientRect().width > width * 1.2, before.width);
    const after = await node.boundingBox();
    assert.ok(Math.abs(after.x - before.x) < 4 && Math.abs(after.y - before.y) < 4, JSON.stringify({ before, after }));
    await page.getByRole("button", { name: "Tilpas til siden" }).click();
    assert.doesNotMatch(await more(), /left|right/);
    const top = (await place())[1];
    await scroll.focus();
    await page.keyboard.press("ArrowDown");
    await page.waitForFunction((top) => document.querySelector(".diagram-scroll").scrollTop > top, top);
  }, { viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" });
});

test("a diagram fills the screen and gives it back, and can be fetched as a file", async () => {
  await visit("sf1590-d/stages/tilslutning/", async (page) => {
    await readOn(page);
    const before = await page.locator("svg.diagram").evaluate((picture) => picture.clientWidth);
    await page.getByRole("button", { name: "Hele skærmen" }).click();
    await page.waitForFunction(() => document.fullscreenElement?.matches(".diagram-frame"));
    // The whole picture, both ways, and as large as that allows.
    await page.waitForFunction(() => {
      const [frame, picture] = [document.querySelector(".diagram-scroll"), document.querySelector("svg.diagram")];
      const room = [frame.clientWidth - picture.clientWidth, frame.clientHeight - picture.clientHeight];
      return Math.min(...room) >= -1 && Math.min(...room) < 40 && frame.scrollHeight - frame.clientHeight <= 1;
    });
    await page.getByRole("button", { name: "Luk" }).click();
    await page.waitForFunction(() => document.fullscreenElement === null);
    await page.waitForFunction((before) => document.querySelector("svg.diagram").clientWidth === before, before);
    const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Hent diagrammet (SVG)" }).click()]);
    assert.match(await readFile(await file.path(), "utf8"), /^(<\?xml[^>]*>\s*)?<svg[^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
  });
});

test("a diagram without a file of its own is saved as it is seen, and opens alone with links that lead back", async () => {
  for (const colorScheme of ["light", "dark"]) {
    await visit("sf1590-d/TF111/path/", async (page, context) => {
      await readOn(page);
      const save = page.getByRole("button", { name: "Hent diagrammet (SVG)" });
      const [file] = await Promise.all([page.waitForEvent("download"), save.click()]);
      assert.equal(file.suggestedFilename(), "diagram.svg");
      const text = await readFile(await file.path(), "utf8");
      const looks = (path) =>
        `[...document.querySelectorAll("${path} :is(text, path, rect)")].map((one) => ["fill", "stroke", "stroke-width", "stroke-dasharray", "font-weight", "font-size"].map((name) => getComputedStyle(one)[name]).join())`;
      const seen = await page.evaluate(looks(".diagram"));
      const alone = await context.newPage();
      await alone.goto(`data:image/svg+xml,${encodeURIComponent(text)}`);
      assert.deepEqual(await alone.evaluate(looks("svg")), seen);
      assert.equal(await alone.locator("a.node").first().getAttribute("href"), url("sf1590-d/FFH202/index.html"));
      assert.ok(text.length < 60_000, `${text.length}`);
    }, { colorScheme });
  }
  // Where there is a file, a link is enough.
  await visit("sf1590-d/TF111/", async (page) => {
    assert.equal(await page.getByText("Hent diagrammet (SVG)").count(), 1);
  });
});

test("up and down go to the other ends of lines, and to what is carried out together", async () => {
  await visit("sf1590-d/", async (page) => {
    await readOn(page);
    const at = () => page.evaluate(() => document.activeElement.dataset.id);
    await page.locator('a.node[data-id="FF102"]').focus();
    const ends = new Set();
    await page.keyboard.press("ArrowRight");
    for (let n = 0; n < 3; n += 1) {
      ends.add(await at());
      await page.keyboard.press("ArrowDown");
    }
    assert.deepEqual([...ends].sort(), ["TF105", "TFH213", "TFH215"]);
    await page.locator('a.node[data-id="TF113"]').focus();
    await page.keyboard.press("ArrowDown");
    assert.equal(await at(), "TFH209");
    await page.keyboard.press("ArrowUp");
    assert.equal(await at(), "TF113");
  });
});

test("on a phone the picture around a task begins at the task", async () => {
  await visit("sf1590-d/TF109/", async (page) => {
    await readOn(page);
    const { left, right } = await page.locator("a.node.focus").evaluate((node) => node.getBoundingClientRect().toJSON());
    assert.ok(left >= 0 && right <= 360, `${left} to ${right}`);
  }, { viewport: { width: 360, height: 700 } });
});

test("nothing for axe to find with a preview open, light and dark", async () => {
  await visit("sf1590-d/TF110/", async (page) => {
    await page.locator(".strip a.task").first().focus();
    await page.locator(".preview").waitFor();
    assert.deepEqual(await findings(page), []);
  });
});

test("on paper, nothing is there to be pressed", async () => {
  await visit("sf1590-d/TF110/", async (page) => {
    await readOn(page);
    await page.emulateMedia({ media: "print" });
    const shown = await page.locator("button, select, input").evaluateAll((all) => all.filter((one) => one.checkVisibility()).length);
    assert.equal(shown, 0);
  });
});
