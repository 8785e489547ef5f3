// Every kind of page: accessible, quiet, within its frame, and open from disk.

import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
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
        // A colour on its way to another is neither.
      }, { scripts, foreign: true, reducedMotion: "reduce" });
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

  test(`${kind}: nothing is cut off or lost with the spacing that readers may set (WCAG 1.4.12)`, async () => {
    for (const width of [320, 1280]) {
      await visit(path, async (page) => {
        await page.addStyleTag({ content: SPACING });
        assert.ok((await tooWide(page)) <= 0, `/${path} is ${await tooWide(page)} px too wide at ${width} px`);
        assert.deepEqual(await page.evaluate(cutOff), [], `/${path} at ${width} px`);
      }, { viewport: { width, height: 700 }, foreign: true });
    }
  });

  test(`${kind}: scripts add to the text and take nothing away; without them there is nothing to press in vain`, async () => {
    const text = (page) => page.evaluate(() => document.body.innerText.split("\n").map((line) => line.trim()).filter(Boolean));
    const said = await visit(path, async (page) => {
      // The drawer and the filter of the plan work by themselves.
      const pressed = "button:not([popovertarget]), input:not(.filter input), select, textarea, [onclick]";
      assert.deepEqual(await page.locator(pressed).evaluateAll((all) => all.filter((one) => one.checkVisibility()).map((one) => one.outerHTML)), []);
      return text(page);
    }, { javaScriptEnabled: false });
    await visit(path, async (page) => {
      await page.locator(".top-search kbd").waitFor({ state: "attached" });
      const now = (await text(page)).join("\n");
      assert.deepEqual(said.filter((line) => !now.includes(line)), []);
    });
  });

  test(`${kind}: whatever is pressed is at least 24 pixels high and wide`, async () => {
    await visit(path, async (page) => assert.deepEqual(await page.evaluate(smallTargets), []), { viewport: { width: 360, height: 700 } });
  });
}

/** The least that WCAG asks a page to stand. Pictures are not set in lines. */
const SPACING = `
  :not(svg *) { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
  p { margin-bottom: 2em !important; }
`;

/** Elements whose words don't fit into them. In the browser. */
function cutOff() {
  const hides = ({ overflowX, overflowY }) => [overflowX, overflowY].some((one) => ["hidden", "clip"].includes(one));
  return [...document.querySelectorAll("body *")]
    // Short forms of titles end in an ellipsis on purpose, in links to the pages that have them whole.
    .filter((one) => !one.closest("svg, .unseen, .sr, .cut, .top-guide, .strip .task") && one.checkVisibility() && hides(getComputedStyle(one)))
    .filter((one) => one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1)
    .map((one) => `${one.localName}.${one.className}: ${one.textContent.trim().slice(0, 40)}`);
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
  ["front page", "", ".top-search kbd"],
  ["guide", "sf1590-d/", ".top-search kbd"],
  ["task", "sf1590-d/TF109/", ".top-search kbd"],
  ["plan", "sf1590-d/plan/", ".top-search kbd"],
  ["hand-overs", "sf1590-d/handovers/", ".top-search kbd"],
  ["table of tasks", "sf1590-d/tasks/", ".table-foot"],
  ["search", "search/", ".search-choices fieldset, .search-choices select"],
]) {
  test(`${kind}: nothing jumps when scripts come late`, async () => {
    for (const width of [360, 1280]) {
      await reader(async (page, context) => {
        // Scripts are held back until the page was painted without them, or for as long as a busy machine may need for that.
        let release;
        const painted = new Promise((resolve) => (release = resolve));
        await page.exposeFunction("painted", release);
        await context.route("**/*.js", async (route) => {
          // Nothing is painted before this one.
          if (route.request().url().endsWith("/early.js")) return route.continue();
          await Promise.race([painted, sleep(5_000)]);
          await route.continue();
        });
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

for (const [kind, path] of [["task", "sf1590-d/TFH224/"], ["plan", "sf1590-d/plan/"], ["guide", "sf1590-d/"], ["hand-overs", "publish-a-guide/handovers/"]]) {
  test(`${kind}: whoever goes on with Tab sees where they are, all the way (WCAG 2.4.7, 2.4.11)`, async () => {
    await visit(path, async (page) => {
      await page.locator(".top-search kbd").waitFor();
      const seen = new Set();
      for (let n = 0; n < 400; n += 1) {
        await page.keyboard.press("Tab");
        const { name, trouble } = await page.evaluate(whereIsTheFocus);
        assert.equal(trouble, "", name);
        if (seen.has(name)) break;
        seen.add(name);
      }
      assert.ok(seen.size > 20, `${seen.size} stops`);
    }, { viewport: { width: 1280, height: 500 }, reducedMotion: "reduce" });
  });
}

/** What has the focus, and why it can't be seen. In the browser. */
function whereIsTheFocus() {
  const at = document.activeElement;
  globalThis.stops ??= new Map();
  if (!globalThis.stops.has(at)) globalThis.stops.set(at, globalThis.stops.size);
  const name = `${globalThis.stops.get(at)} ${at.localName} ${(at.getAttribute("aria-label") ?? at.textContent).trim().slice(0, 40)}`;
  if (at === document.body) return { name: "the end", trouble: "" };
  const box = at.getClientRects()[0] ?? at.getBoundingClientRect();
  const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const x = Math.min(Math.max(box.left + Math.min(box.width / 2, 12), 1), innerWidth - 1);
  const y = Math.min(Math.max(box.top + Math.min(box.height / 2, 12), 1), innerHeight - 1);
  const top = document.elementFromPoint(x, y);
  const ring = getComputedStyle(at);
  const isRinged = (ring.outlineStyle !== "none" && parseFloat(ring.outlineWidth) >= 2) || at.closest("svg") !== null;
  const isCovered = top === null || !(at.contains(top) || top.contains(at) || top.closest("label")?.contains(at));
  return { name, trouble: !inside ? "out of view" : isCovered ? `covered by ${top?.className}` : !isRinged ? "no ring" : "" };
}

test("the side bar shows the task that is open, however long it is", async () => {
  for (const id of ["FM01", "TF109", "TFH224"]) {
    await visit(`sf1590-d/${id}/`, async (page) => {
      const place = await page.locator(".sidebar .nav-tasks a[aria-current]").evaluate((link) => link.getBoundingClientRect().toJSON());
      assert.ok(place.top >= 0 && place.bottom <= 700, `${id}: ${place.top} to ${place.bottom}`);
      assert.equal(await page.evaluate(() => scrollY), 0);
    }, { viewport: { width: 1280, height: 700 } });
  }
});

test("a former address leads on with what stood behind it", async () => {
  await visit("publish-a-guide/check-the-guide/?party=author#_waits-for", async (page) => {
    await page.waitForURL(/PG09\/(index\.html)?\?party=author#_waits-for$/);
    assert.equal(await page.locator(".lens select").inputValue(), "author");
  });
  await visit("publish-a-guide/check-the-guide/", (page) => page.waitForURL(/PG09\/(index\.html)?$/), { javaScriptEnabled: false });
});

test("on English pages, names of the Danish site are marked as Danish", async () => {
  await visit("publish-a-guide/", async (page) => {
    for (const [name, where] of [["Vejviser", ".brand"], ["Om dette site", ".top nav a"], ["Vejviser", ".breadcrumbs a"]]) {
      assert.equal(await page.locator(where).filter({ hasText: name }).first().getAttribute("lang"), "da", name);
    }
  });
  await visit("sf1590-d/", async (page) => assert.equal(await page.locator(".top [lang], .breadcrumbs [lang]").count(), 0));
});

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

test("a heading of a text has a link beside it, which is no part of what the heading says", async () => {
  for (const width of [360, 1280]) {
    await visit("publish-a-guide/PG10/", async (page) => {
      const heading = page.getByRole("heading", { name: "Result", exact: true });
      const link = page.locator("a.anchor[href='#result']");
      assert.equal(await heading.textContent(), "Result");
      assert.equal(await heading.locator("a").count(), 0);
      await link.focus();
      assert.equal(await link.evaluate((one) => getComputedStyle(one).opacity), "1", "whoever comes by keys sees it");
      const box = await link.boundingBox();
      assert.ok(box.width >= 24 && box.height >= 24 && box.x >= 0 && box.x + box.width <= width, JSON.stringify(box));
      await page.keyboard.press("Enter");
      assert.match(page.url(), /#result$/);
      await page.emulateMedia({ media: "print" });
      assert.ok(!(await link.isVisible()));
    }, { viewport: { width, height: 800 }, scripts: false });
  }
  // The view for printing has every task's text, and nothing to link to in it.
  await visit("sf1590-d/print/", async (page) => assert.equal(await page.locator(".print-task .anchor").count(), 0));
});
