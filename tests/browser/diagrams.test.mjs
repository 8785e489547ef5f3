// Text in diagrams stays in its box, whatever sans-serif font the reader's system has.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { inBrowser, pagesWith } from "./support.mjs";

/** Fonts that are wide, narrow, and common. Inter comes from its package, the others from the system if it has them. */
const FONTS = ["system-ui", "sans-serif", "Inter", "DejaVu Sans", "Liberation Sans", "Noto Sans", "Verdana"];

const { reader, url, visit } = inBrowser();

/** The faces of Inter: how heavy each is, and its file. */
const INTER = await Promise.all([400, 600, 700].map(async (weight) => {
  const file = new URL(`node_modules/@fontsource/inter/files/inter-latin-${weight}-normal.woff2`, import.meta.url);
  return [weight, [...(await readFile(file))]];
}));

/** Those of the fonts that this browser has, with Inter, which the test brings along. In the browser. */
async function fontsThere([fonts, inter]) {
  for (const [weight, bytes] of inter) document.fonts.add(await new FontFace("Inter", new Uint8Array(bytes), { weight }).load());
  const pen = document.createElement("canvas").getContext("2d");
  const width = (family) => ((pen.font = `40px ${family}`), pen.measureText("Fakturahåndtering").width);
  // A font that is not there is drawn as the one named behind it.
  const there = (font) => ["monospace", "serif"].some((next) => width(`"${font}", ${next}`) !== width(next));
  return fonts.filter((font) => ["system-ui", "sans-serif"].includes(font) || there(font));
}

/** Measures every text of the diagrams of a page, which takes the place of this one, in each font; returns what sticks out. In the browser. */
async function measure([address, fonts]) {
  const page = new DOMParser().parseFromString(await (await fetch(address)).text(), "text/html");
  document.querySelector("main").replaceWith(page.querySelector("main"));
  const style = new CSSStyleSheet();
  document.adoptedStyleSheets = [style];
  const tolerance = 0.5;
  const found = { texts: 0, outside: [] };
  for (const font of fonts) {
    style.replaceSync(`svg.diagram text { font-family: ${/-/.test(font) ? font : `"${font}"`} !important; }`);
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
  return found;
}

for (const guide of ["sf1590-d", "publish-a-guide"]) {
  test(`${guide}: every text of every diagram stays in its box in every font`, async (t) => {
    await visit(`${guide}/`, async (page) => {
      const fonts = await page.evaluate(fontsThere, [FONTS, INTER]);
      assert.ok(fonts.includes("Inter"));
      let texts = 0;
      const outside = [];
      for (const path of await pagesWith(guide, '<svg class="diagram')) {
        const found = await page.evaluate(measure, [url(path), fonts]);
        texts += found.texts;
        outside.push(...found.outside.map((line) => `${path} ${line}`));
      }
      t.diagnostic(`${texts} texts in ${fonts.join(", ")}`);
      assert.ok(texts > 100, "the diagrams were measured");
      assert.deepEqual(outside, []);
    });
  });
}

test("the overview fits its frame, and its smallest type is 12 px on a wide screen and 11 px on a phone", async () => {
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
      const hidden = await page.locator(".diagram-scroll").evaluate((frame) => frame.scrollWidth - frame.clientWidth);
      if (width === 1280) assert.equal(hidden, 0, "the whole guide fits its frame");
    }, { viewport: { width, height: 800 } });
  }
});
