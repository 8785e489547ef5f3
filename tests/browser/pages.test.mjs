// Every kind of page: accessible, quiet, within its frame, and open from disk.

import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { KINDS, OF_COLOURS, SITE, findings, inBrowser } from "./support.mjs";

const { reader, url, visit } = inBrowser();

/** Colours that a reader's browser may ask for, besides those for light. */
const COLOURS = [{ colorScheme: "dark" }, { colorScheme: "light", contrast: "more" }, { colorScheme: "light", forcedColors: "active" }];

const tooWide = (page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

for (const [kind, path] of Object.entries(KINDS)) {
  for (const [how, scripts] of [["with scripts", true], ["without", false]]) {
    test(`${kind}: nothing for axe to find ${how}, in any colours`, async () => {
      await visit(path, async (page) => {
        assert.deepEqual(await findings(page), [], `/${path}`);
        for (const colours of COLOURS) {
          await page.emulateMedia(colours);
          assert.deepEqual(await findings(page, "html", OF_COLOURS), [], `/${path} in ${JSON.stringify(colours)}`);
        }
      }, { scripts, foreign: true });
    });
  }

  test(`${kind}: holds under the content-security line and fits a phone, also with text of twice the size`, async () => {
    for (const width of [320, 360, 1280]) {
      await visit(path, async (page) => {
        assert.ok((await tooWide(page)) <= 0, `/${path} is ${await tooWide(page)} px too wide at ${width} px`);
      }, { viewport: { width, height: 700 } });
    }
    await visit(path, async (page) => {
      // What a browser does whose reader asks for larger text; the page's widths in `rem` grow along.
      await page.addStyleTag({ content: "html { font-size: 200% !important; }" });
      assert.ok((await tooWide(page)) <= 0, `/${path} is ${await tooWide(page)} px too wide with large text`);
    }, { viewport: { width: 1280, height: 900 }, foreign: true });
  });

  test(`${kind}: whatever is pressed is at least 24 pixels high and wide`, async () => {
    await visit(path, async (page) => assert.deepEqual(await page.evaluate(smallTargets), []), { viewport: { width: 360, height: 700 } });
  });
}

/** Links and controls smaller than 24 px, but for links in a line of text, which WCAG 2.5.8 leaves out. In the browser. */
function smallTargets() {
  const least = 24;
  const inText = (target) => target.matches("a") && getComputedStyle(target).display === "inline";
  return [...document.querySelectorAll("a[href], button, select, input, summary")]
    .filter((target) => target.checkVisibility() && !target.closest("svg") && !target.matches(".skip") && !inText(target))
    .flatMap((target) => {
      // A box counts with the label around it.
      const { width, height } = (target.closest("label") ?? target).getBoundingClientRect();
      const name = `${target.localName} "${target.textContent.trim().slice(0, 40)}"`;
      return Math.min(width, height) < least ? [`${name}: ${width.toFixed(1)} × ${height.toFixed(1)}`] : [];
    });
}

for (const [kind, path, added] of [
  ["front page", "", ".search-open"],
  ["guide", "sf1590-d/", ".diagram-tools"],
  ["task", "sf1590-d/TF109/", ".tick"],
  ["plan", "sf1590-d/plan/", ".progress"],
  ["hand-overs", "sf1590-d/handovers/", ".lens"],
  ["search", "search/", ".search-choices select"],
]) {
  test(`${kind}: nothing jumps when scripts come late`, async () => {
    for (const width of [360, 1280]) {
      await reader(async (page, context) => {
        let late = Promise.resolve();
        await context.route("**/*.js", (route) => late.then(() => route.continue()));
        // Scripts are held back until the page was painted without them.
        late = new Promise((release) => page.exposeFunction("painted", release));
        await page.addInitScript(() => {
          globalThis.shifts = [];
          new PerformanceObserver((list) => globalThis.shifts.push(...list.getEntries())).observe({ type: "layout-shift", buffered: true });
          new PerformanceObserver(() => globalThis.painted()).observe({ type: "paint", buffered: true });
        });
        await page.goto(url(path));
        await page.locator(added).first().waitFor({ state: "attached" });
        const moved = await page.evaluate(() => new Promise((done) => {
          // Two frames later what was added has been laid out, and told.
          requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(globalThis.shifts.reduce((sum, { value }) => sum + value, 0)))));
        }));
        assert.ok(moved <= 0.02, `/${path} at ${width} px: ${moved}`);
      }, { viewport: { width, height: 800 } });
    }
  });
}

test("nothing moves where a reader asks for less of it", async () => {
  for (const [reducedMotion, wanted] of [["reduce", "auto"], ["no-preference", "smooth"]]) {
    await visit("sf1590-d/TF109/", async (page) => {
      const { scrolling, moving } = await page.evaluate(() => ({
        scrolling: getComputedStyle(document.documentElement).scrollBehavior,
        moving: document.getAnimations().length + [...document.querySelectorAll("*")].filter((one) => getComputedStyle(one).transitionDuration !== "0s").length,
      }));
      assert.equal(scrolling, wanted);
      assert.equal(moving, 0);
    }, { reducedMotion });
  }
});

test("more contrast makes quiet words and lines strong", async () => {
  const colour = (contrast) =>
    visit("sf1590-d/TF109/", (page) => page.locator(".lead, .kicker").first().evaluate((line) => getComputedStyle(line).color), { contrast });
  const ink = await visit("sf1590-d/TF109/", (page) => page.locator("h1").evaluate((line) => getComputedStyle(line).color));
  assert.equal(await colour("more"), ink);
  assert.notEqual(await colour("no-preference"), ink);
});

test("the site opens from disk, and its links lead on", async () => {
  await reader(
    async (page) => {
      await page.goto(pathToFileURL(join(SITE, "index.html")).href);
      for (const next of ["a[href*='sf1590-d/index.html']", "svg.diagram a[data-id='TF109']"]) {
        await page.locator(next).first().click();
      }
      assert.match(page.url(), /sf1590-d\/TF109\/index\.html$/);
      assert.match(await page.title(), /^TF109/);
    },
    { javaScriptEnabled: false },
  );
});
