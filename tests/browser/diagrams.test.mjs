// Text in diagrams stays in its box, whatever sans-serif font the reader's system has.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { before, test } from "node:test";
import { inBrowser, pagesWith } from "./support.mjs";

/** Fonts that are wide, narrow, and common. Inter comes from its package, the others from the system if it has them. */
const FONTS = ["system-ui", "sans-serif", "Inter", "DejaVu Sans", "Liberation Sans", "Noto Sans", "Verdana"];

const { url, reader } = inBrowser();
let inter;

before(async () => {
  const faces = [400, 600, 700].map(async (weight) => {
    const file = new URL(`node_modules/@fontsource/inter/files/inter-latin-${weight}-normal.woff2`, import.meta.url);
    const data = (await readFile(file)).toString("base64");
    return `@font-face { font-family: Inter; font-weight: ${weight}; src: url(data:font/woff2;base64,${data}); }`;
  });
  inter = (await Promise.all(faces)).join("\n");
});

/** Measures every text of the page's diagrams in every font; returns what sticks out. In the browser. */
async function measure(fonts) {
  const style = document.head.appendChild(document.createElement("style"));
  const pen = document.createElement("canvas").getContext("2d");
  const width = (family) => ((pen.font = `40px ${family}`), pen.measureText("Fakturahåndtering").width);
  // A font that is not there is drawn as the one named behind it.
  const there = (font) => ["monospace", "serif"].some((next) => width(`"${font}", ${next}`) !== width(next));
  const tolerance = 0.5;
  const found = { texts: 0, fonts: [], outside: [] };
  for (const font of fonts) {
    await Promise.all([400, 600, 700].map((weight) => document.fonts.load(`${weight} 12px "${font}"`)));
    const generic = ["system-ui", "sans-serif"].includes(font);
    if (!generic && !there(font)) continue;
    style.textContent = `svg.diagram text { font-family: ${generic ? font : `"${font}"`} !important; }`;
    found.fonts.push(font);
    for (const node of document.querySelectorAll("svg.diagram a")) {
      const box = node.querySelector(".box")?.getBBox();
      if (!box) continue;
      for (const text of node.querySelectorAll("text")) {
        const inner = text.getBBox();
        found.texts += 1;
        const over = Math.max(
          box.x - inner.x,
          box.y - inner.y,
          inner.x + inner.width - box.x - box.width,
          inner.y + inner.height - box.y - box.height,
        );
        if (over > tolerance) {
          found.outside.push(`${font}: ${node.dataset.id ?? node.getAttribute("href")} by ${over.toFixed(1)} px: ${text.textContent}`);
        }
      }
    }
  }
  style.remove();
  return found;
}

for (const guide of ["sf1590-d", "publish-a-guide"]) {
  test(`${guide}: every text of every diagram stays in its box in every font`, async (t) => {
    const fonts = new Set();
    let texts = 0;
    const outside = [];
    // The site's own policy forbids the fonts that this test brings along.
    await reader(async (page) => {
      for (const path of await pagesWith(guide, '<svg class="diagram')) {
        await page.goto(url(path));
        await page.addStyleTag({ content: inter });
        const found = await page.evaluate(measure, FONTS);
        texts += found.texts;
        found.fonts.forEach((font) => fonts.add(font));
        outside.push(...found.outside.map((line) => `${path} ${line}`));
      }
    }, { foreign: true });
    t.diagnostic(`${texts} texts in ${[...fonts].join(", ")}`);
    assert.ok(fonts.has("Inter") && texts > 100, "the diagrams were measured");
    assert.deepEqual(outside, []);
  });
}

test("the overview's smallest type is 12 px on a wide screen and 11 px on a phone", async () => {
  for (const [width, least] of [[1280, 12], [360, 11]]) {
    await reader(async (page) => {
      await page.goto(url("sf1590-d/"));
      const smallest = await page.evaluate(() => {
        const sizes = [...document.querySelectorAll("svg.diagram text")].map((text) => {
          const scale = text.getScreenCTM();
          return parseFloat(getComputedStyle(text).fontSize) * Math.hypot(scale.a, scale.b);
        });
        return Math.min(...sizes);
      });
      assert.ok(smallest >= least, `${smallest} px at ${width}`);
    }, { viewport: { width, height: 800 } });
  }
});
