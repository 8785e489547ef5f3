// What comes out of the printer, read back from the PDF that Chromium makes.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { SITE, inBrowser } from "./support.mjs";

const { visit } = inBrowser();
const { tasks } = JSON.parse(await readFile(join(SITE, "sf1590-d", "guide.json"), "utf8"));

/** Poppler's tools, which may be missing. */
function has(tool) {
  try {
    execFileSync(tool, ["-v"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
const READER = process.env.VEJVISER_PDF_REQUIRED !== undefined || (has("pdftotext") && has("pdfinfo"));

/** The sheets of a page as text, and their sizes in points. */
async function sheets(path) {
  const folder = await mkdtemp(join(tmpdir(), "vejviser-"));
  const file = join(folder, "page.pdf");
  try {
    await visit(path, (page) => page.pdf({ path: file, preferCSSPageSize: true }));
    const text = execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" });
    const info = execFileSync("pdfinfo", ["-l", "-1", file], { encoding: "utf8" });
    const sizes = [...info.matchAll(/size:\s+([\d.]+) x ([\d.]+)/g)].map(([, width, height]) => [Math.round(width), Math.round(height)]);
    return { texts: text.split("\f").slice(0, -1), sizes };
  } finally {
    await rm(folder, { recursive: true });
  }
}

const options = { skip: !READER && "there is no pdftotext and pdfinfo (poppler-utils)" };

test("the whole guide on paper: A4, every task once, every sheet with guide, day and number", options, async () => {
  const { texts, sizes } = await sheets("sf1590-d/print/");
  assert.equal(texts.length, sizes.length);
  assert.ok(sizes.length <= 45, `${sizes.length} sheets`);
  for (const size of sizes) assert.deepEqual([...size].sort((a, b) => a - b), [595, 842]);
  texts.forEach((text, at) => {
    assert.match(text, /SF1590_D Faktura/, `sheet ${at + 1}`);
    assert.match(text, /Opdateret 30\. november 2026/, `sheet ${at + 1}`);
    assert.ok(text.includes(`${at + 1} / ${texts.length}`), `sheet ${at + 1} has its number`);
  });
  const whole = texts.join("\n");
  for (const { id } of tasks) assert.equal(whole.split(`Permanent link: ${id}\n`).length, 2, `${id} stands once`);
  // Words are explained on paper too, and what nobody knows is asked.
  for (const wanted of [/Ordliste\s[\s\S]*ADM\s+Fælleskommunalt Administrationsmodul:/, /Findes der en\s+tidsplan, som\s+opgaverne skal følge/]) assert.match(whole, wanted);
  // What is pressed or chosen on the screen is not there.
  assert.doesNotMatch(whole, /Jeg er:|Gå til indholdet|Kopiér|Udført\b.*☐/);
});

test("a task on paper: whose it is, what it waits for, and the diagram in the text, since it fits the upright sheet", options, async () => {
  const { texts, sizes } = await sheets("sf1590-d/TF109/");
  const whole = texts.join("\n");
  for (const [width, height] of sizes) assert.ok(width < height, "every sheet stands upright");
  assert.match(whole, /1 åbent spørgsmål[\s\S]*Omkring opgaven[\s\S]*TF110/);
  for (const wanted of [/TF109\s+Opret serviceaftale/, /Opgaven venter på/, /FFH202/, /TF110/, /https:\/\/digitaliseringskataloget\.dk/]) {
    assert.match(whole, wanted);
  }
  assert.doesNotMatch(whole, /Kopiér|100 %|Hele skærmen/);
});

for (const path of ["sf1590-d/parties/fagsystem/", "sf1590-d/stages/tilslutning/", "publish-a-guide/PG06/", "publish-a-guide/PG09/path/"]) {
  test(`${path} on paper: every sheet stands upright, since the picture fits one or is divided elsewhere, and none is nearly empty`, options, async () => {
    const { texts, sizes } = await sheets(path);
    for (const [width, height] of sizes) assert.ok(width < height);
    // Nine words are what stands in the margins. A list may end at the top of its last sheet.
    const least = (at) => (at + 1 < texts.length ? 40 : 20);
    texts.forEach((text, at) => assert.ok(text.split(/\s+/).length > least(at), `sheet ${at + 1}: ${text}`));
  });
}

test("a gate on paper: all its tasks, and a line for each party to sign on", options, async () => {
  const { texts } = await sheets("sf1590-d/gates/tilslutning/");
  const whole = texts.join("\n");
  for (const { id } of tasks.filter(({ stage }) => stage === "forudsaetninger")) assert.ok(whole.includes(id), id);
  const signing = whole.slice(whole.indexOf("Underskrifter"));
  for (const party of ["Myndighed", "Fagsystem", "Fakturahåndteringssystem"]) assert.ok(signing.includes(party), party);
});

test("a guide's page on paper: lists that are folded on the screen are open, and no sheet is turned for a picture that is elsewhere", options, async () => {
  const { texts, sizes } = await sheets("sf1590-d/");
  const whole = texts.join("\n");
  for (const { id } of tasks) assert.match(whole, new RegExp(`\\b${id}\\b`), id);
  assert.match(whole, /Diagrammet er for stort til ét ark papir/);
  for (const [width, height] of sizes) assert.ok(width < height, "every sheet stands upright");
});

test("on paper there is no foot that says what a screen says", options, async () => {
  for (const path of ["sf1590-d/TF109/", "sf1590-d/gates/tilslutning/", ""]) {
    const { texts } = await sheets(path);
    assert.doesNotMatch(texts.join("\n"), /cookies|Lavet med/, path);
  }
});

test("links on paper say where they lead: addresses, and codes where an author used own words", options, async () => {
  const guide = (await sheets("sf1590-d/")).texts.join("\n");
  assert.match(guide, /Integration: SF1590_D \(https:\/\/digitaliseringskataloget\.dk\/integration\/sf1590d\)/);
  const task = (await sheets("publish-a-guide/PG07/")).texts.join("\n");
  assert.match(task, /this one \(TF126-A\)/);
});

test("the plan on paper is a list to tick off, with what is done ticked", options, async () => {
  const folder = await mkdtemp(join(tmpdir(), "vejviser-"));
  const file = join(folder, "page.pdf");
  try {
    await visit("sf1590-d/plan/", async (page) => {
      const print = async () => {
        await page.pdf({ path: file, preferCSSPageSize: true });
        const text = execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" });
        return ["☐", "☑", "Hvor langt er I?"].map((sign) => text.split(sign).length - 1);
      };
      assert.deepEqual(await print(), [51, 0, 0]);
      await page.locator(".item[data-task=FM02] input").check();
      assert.deepEqual(await print(), [50, 1, 1]);
    });
  } finally {
    await rm(folder, { recursive: true });
  }
});

for (const path of ["sf1590-d/print/", "sf1590-d/TF109/", "sf1590-d/plan/", "sf1590-d/handovers/", "sf1590-d/gates/tilslutning/", "sf1590-d/parties/fagsystem/"]) {
  test(`${path} on paper: no diagram is wider or higher than its sheet or has type below 7 pt, and text is dark on white, whatever the screen had`, async () => {
    await visit(path, async (page) => {
      await page.emulateMedia({ media: "print" });
      const { pictures, small, cutTables, pale } = await page.evaluate(() => {
        const px = 96 / 25.4;
        const cutTables = [...document.querySelectorAll("table")].filter((table) => table.getBoundingClientRect().right > innerWidth + 1);
        const tooLarge = (picture) => {
          const { width, height } = picture.getBoundingClientRect();
          const turned = picture.matches(".wide, .large");
          const [most, high] = turned ? [287, 165] : [200, 258];
          return picture.checkVisibility() && (height > high * px + 1 || width > most * px + 1);
        };
        const tooSmall = (picture) => picture.matches(":not(.large, .sheets .wide)") && picture.checkVisibility() && (picture.getBoundingClientRect().width / picture.width.baseVal.value) * 12 < (7 / 72) * 96 - 0.01;
        const luminance = (colour) => {
          const [r, g, b] = colour.match(/[\d.]+/g).map((part) => (part / 255) ** 2.2);
          return 0.2126 * r + 0.7152 * g + 0.0722 * b;
        };
        const words = [...document.querySelectorAll("main :is(p, li, td, th, h1, h2, h3, dd, dt, span, a)")].filter((one) => one.checkVisibility() && !one.closest("svg"));
        // Contrast to white paper, by WCAG.
        const pale = words.filter((one) => 1.05 / (luminance(getComputedStyle(one).color) + 0.05) < 4.5);
        return {
          cutTables: cutTables.length,
          pictures: [...document.querySelectorAll("svg.diagram")].filter(tooLarge).length,
          small: [...document.querySelectorAll("svg.diagram")].filter(tooSmall).length,
          pale: pale.map((one) => `${one.localName}.${one.className}: ${one.textContent.trim().slice(0, 30)}`).slice(0, 5),
        };
      });
      assert.equal(pictures, 0);
      assert.equal(small, 0);
      assert.equal(cutTables, 0, "tables that the sheet cuts off");
      assert.deepEqual(pale, []);
    }, { viewport: { width: 756, height: 1000 }, colorScheme: "dark" });
  });
}
