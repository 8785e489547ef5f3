// Every kind of page: accessible, quiet, within its frame, and open from disk.

import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { DARK, FORCED, KINDS, SITE, findings, inBrowser, readOn, restyle, tooWide } from "./support.mjs";

const { reader, url, visit } = inBrowser();

/** Windows from small phones to wide screens, and the three of them in which a page has another form. */
const WIDTHS = [320, 360, 640, 768, 992, 1024, 1120, 1280, 1600, 1920];
const FORMS = [320, 360, 1280];

for (const [kind, path] of Object.entries(KINDS)) {
  test(`${kind}: accessible in any colours, and whole in any window; scripts add to it and take nothing away`, async () => {
    const said = await visit(path, async (page) => {
      // The drawer and the filter of the plan work by themselves.
      const pressed = "button:not([popovertarget]), input:not(.filter input), select, textarea, [onclick]";
      assert.deepEqual(await page.locator(pressed).evaluateAll((all) => all.filter((one) => one.checkVisibility()).map((one) => one.outerHTML)), []);
      assert.deepEqual(await findings(page), [], "without scripts");
      assert.deepEqual(await faultsOfForm(page, FORMS), [], "without scripts");
      return lines(page);
    }, { scripts: false });
    await visit(path, async (page) => {
      await page.locator(".top-search kbd").waitFor({ state: "attached" });
      const now = (await lines(page)).join("\n");
      assert.deepEqual(said.filter((line) => !now.includes(line)), []);
      await readOn(page);
      assert.deepEqual(await findings(page, { colours: [DARK, FORCED] }), [], "with scripts");
      assert.deepEqual(await faultsOfForm(page, WIDTHS), [], "with scripts");
    });
  });
}

/** The words of a page. */
const lines = (page) => page.evaluate(() => document.body.innerText.split("\n").map((line) => line.trim()).filter(Boolean));

/** Faults of a page in windows of these widths, with large text, and with the spacing that readers may set (WCAG 1.4.12). */
async function faultsOfForm(page, widths) {
  const faults = [];
  const look = async (width, how = "") => {
    const more = await tooWide(page);
    if (more > 0) faults.push(`${more} px too wide at ${width} px${how}`);
  };
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 });
    await look(width);
    if (width === 360) faults.push(...(await page.evaluate(smallTargets)));
    if (FORMS.slice(1).includes(width)) faults.push(...(await page.evaluate(brokenNames)).map((name) => `${name} is broken within a word at ${width} px`));
    if (width === 1280) {
      // What a browser does whose reader asks for larger text; the page's widths in `rem` grow along.
      await restyle(page, "html { font-size: 200% !important; }");
      await look(width, " with large text");
    }
    if ([320, 1280].includes(width)) {
      await restyle(page, SPACING);
      await look(width, " with wide spacing");
      faults.push(...(await page.evaluate(cutOff)).map((fault) => `${fault} at ${width} px`));
      await restyle(page, "");
    }
  }
  return faults;
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

/** Names of parties that go on in a new line where no word ends and no hyphen may stand. In the browser. */
function brokenNames() {
  const range = document.createRange();
  const isBroken = (text) => {
    range.selectNode(text);
    const lines = new Set([...range.getClientRects()].map(({ top }) => top));
    return lines.size > text.data.trim().split(/[\s\u00ad-]+/).length;
  };
  const broken = [];
  for (const party of document.querySelectorAll(".party")) {
    const texts = document.createTreeWalker(party, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) if (isBroken(texts.currentNode)) broken.push(`${party.textContent.trim()} in ${party.parentElement.localName}.${party.parentElement.className}`);
  }
  return broken;
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
  // A box has its ring around its label, a card around the whole of it.
  const rings = [getComputedStyle(at), getComputedStyle(at, "::after"), getComputedStyle(at.closest("label") ?? at)];
  const isRinged = rings.some((ring) => ring.outlineStyle !== "none" && parseFloat(ring.outlineWidth) >= 2) || at.closest("svg") !== null;
  const isCovered = top === null || !(at.contains(top) || top.contains(at) || top.closest("label")?.contains(at));
  return { name, trouble: !inside ? "out of view" : isCovered ? `covered by ${top?.className}` : !isRinged ? "no ring" : "" };
}

test("a former address that can't lead on says where to go, and axe finds nothing there", async () => {
  await reader(async (page) => {
    await page.route("**/publish-a-guide/PG*/**", (route) => route.abort("aborted"));
    await page.goto(url("publish-a-guide/check-the-guide/"), { waitUntil: "commit" }).catch(() => {});
    await page.locator("main a").first().waitFor();
    assert.match(await page.locator("main").textContent(), /PG/);
    assert.deepEqual(await findings(page), []);
  }, { scripts: false });
});

test("a former address leads on with what stood behind it", async () => {
  await visit("publish-a-guide/check-the-guide/?party=author#_waits-for", async (page) => {
    await page.waitForURL(/PG09\/(index\.html)?\?party=author#_waits-for$/);
    assert.equal(await page.locator("#_me > summary .party").textContent(), "Author");
  });
  await visit("publish-a-guide/check-the-guide/", (page) => page.waitForURL(/PG09\/(index\.html)?$/), { javaScriptEnabled: false });
});

test("on English pages, names of the Danish site are marked as Danish", async () => {
  await visit("publish-a-guide/", async (page) => {
    for (const [name, where] of [["Vejviser", ".brand"], ["Om dette site", ".bottom a"]]) {
      assert.equal(await page.locator(where).filter({ hasText: name }).first().getAttribute("lang"), "da", name);
    }
  });
  await visit("sf1590-d/", async (page) => assert.equal(await page.locator("body [lang]").count(), 0));
});

test("nothing moves where a reader asks for less of it", async () => {
  await visit("sf1590-d/TF109/", async (page) => {
    for (const [reducedMotion, wanted] of [["reduce", "auto"], ["no-preference", "smooth"]]) {
      await page.emulateMedia({ reducedMotion });
      const { scrolling, moving } = await page.evaluate(() => ({
        scrolling: getComputedStyle(document.documentElement).scrollBehavior,
        moving: document.getAnimations().length + [...document.querySelectorAll("*")].filter((one) => getComputedStyle(one).transitionDuration !== "0s").length,
      }));
      assert.equal(scrolling, wanted);
      assert.equal(moving, 0);
    }
  });
});

test("more contrast makes quiet words and lines strong", async () => {
  await visit("sf1590-d/TF109/", async (page) => {
    const colour = (selector) => page.locator(selector).first().evaluate((one) => getComputedStyle(one).color);
    assert.notEqual(await colour(".quiet"), await colour("h1"));
    await page.emulateMedia({ contrast: "more" });
    assert.equal(await colour(".quiet"), await colour("h1"));
  });
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

test("the legend of a picture has the picture's own type, for which its places are made", async () => {
  await visit("sf1590-d/TF109/", async (page) => {
    const size = (selector) => page.locator(selector).first().evaluate((one) => getComputedStyle(one).fontSize);
    assert.equal(await size("svg.diagram .legend text"), await size("svg.diagram"));
  });
});
